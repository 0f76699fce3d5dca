#include "gui/common/trendchart.h"

#include "gui/common/look.h"

#include <QAccessibleWidget>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Lifeboat {

// To a screen reader it is a chart, whose description is the value that is pointed at.
static QAccessibleInterface *accessibleChart(const QString &, QObject *object)
{
    auto *chart = qobject_cast<TrendChart *>(object);
    return chart ? new QAccessibleWidget(chart, QAccessible::Chart) : nullptr;
}

TrendChart::TrendChart(QWidget *parent)
    : QWidget(parent)
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(accessibleChart);
        return true;
    }();
    Q_UNUSED(isInstalled)
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

// A step of 1, 2 or 5 so that the axis carries round figures.
static double niceStep(double high)
{
    const double raw = high / 3;
    const double power = std::pow(10, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (raw <= factor * power)
            return factor * power;
    }
    return 10 * power;
}

void TrendChart::setSeries(Kind kind, const QList<double> &values, const QDate &last,
                           const Formatter &format)
{
    m_kind = kind;
    m_values = values;
    m_last = last;
    m_format = format;
    const double high = values.isEmpty() ? 1 : std::max(1.0, *std::ranges::max_element(values));
    m_step = niceStep(high);
    m_high = std::ceil(high * 1.02 / m_step) * m_step;
    point(std::min(m_pointed, m_values.size() - 1));
}

QRectF TrendChart::plot() const
{
    const int left = fontMetrics().horizontalAdvance(u"999.9 GB"_s) + Space::Small;
    return QRectF(rect()).adjusted(left, fontMetrics().height(), -Space::Medium,
                                   -fontMetrics().height() - Space::Small);
}

double TrendChart::xAt(qsizetype index) const
{
    const QRectF area = plot();
    return m_kind == Bars
               ? area.left() + area.width() * (double(index) + 0.5) / double(m_values.size())
               : area.left() + area.width() * double(index) / double(m_values.size() - 1);
}

double TrendChart::yAt(double value) const
{
    const QRectF area = plot();
    return area.bottom() - area.height() * value / m_high;
}

QDate TrendChart::dayAt(qsizetype index) const
{
    return m_last.addDays(index - m_values.size() + 1);
}

void TrendChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_values.size() < 2) {
        painter.setPen(quietText(palette()));
        painter.drawText(rect(), Qt::AlignCenter, words());
    } else {
        paintAxes(&painter);
        if (m_kind == Bars)
            paintBars(&painter);
        else
            paintArea(&painter);
        paintValue(&painter);
    }
    if (hasFocus()) {
        painter.setPen(QPen(accent(palette()), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), Space::Radius,
                                Space::Radius);
    }
}

void TrendChart::paintAxes(QPainter *painter) const
{
    const QRectF area = plot();
    painter->setFont(smallFont());
    for (double value = 0; value <= m_high + m_step / 100; value += m_step) {
        const double y = std::round(yAt(value)) + 0.5;
        painter->setPen(hairline(palette()));
        painter->drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter->setPen(quietText(palette()));
        painter->drawText(QRectF(0, y - 10, area.left() - Space::Small, 20),
                          Qt::AlignRight | Qt::AlignVCenter, m_format(value));
    }
    double free = 0; // of what is written already
    for (int i = 0; i <= 3; ++i) {
        const qsizetype index = (m_values.size() - 1) * i / 3;
        const QString text = QLocale().toString(dayAt(index), u"MM-dd"_s);
        const double wide = painter->fontMetrics().horizontalAdvance(text);
        const double x = std::clamp(xAt(index) - wide / 2, area.left(), width() - wide);
        if (x < free)
            continue;
        free = x + wide + Space::Small;
        painter->drawText(QPointF(x, height() - painter->fontMetrics().descent() - 1), text);
    }
}

void TrendChart::paintBars(QPainter *painter) const
{
    const QRectF area = plot();
    const double wide = std::min(40.0, std::max(1.5, area.width() / double(m_values.size()) - 1.5));
    painter->setPen(Qt::NoPen);
    for (qsizetype i = 0; i < m_values.size(); ++i) {
        const double share = i == m_pointed ? 1 : 0.62;
        painter->setBrush(mixed(palette().color(QPalette::Base), accent(palette()), share));
        painter->drawRect(QRectF(QPointF(xAt(i) - wide / 2, yAt(m_values.at(i))),
                                 QPointF(xAt(i) + wide / 2, area.bottom())));
    }
}

void TrendChart::paintArea(QPainter *painter) const
{
    const QRectF area = plot();
    const QColor ink = accent(palette());
    QPolygonF line;
    for (qsizetype i = 0; i < m_values.size(); ++i)
        line << QPointF(xAt(i), yAt(m_values.at(i)));
    QPainterPath fill;
    fill.addPolygon(line);
    fill.lineTo(area.bottomRight());
    fill.lineTo(area.bottomLeft());
    fill.closeSubpath();
    QLinearGradient fade(0, area.top(), 0, area.bottom());
    fade.setColorAt(0, mixed(palette().color(QPalette::Base), ink, 0.20));
    fade.setColorAt(1, mixed(palette().color(QPalette::Base), ink, 0.03));
    painter->fillPath(fill, fade);
    painter->setPen(QPen(ink, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(line);
}

void TrendChart::paintValue(QPainter *painter) const
{
    const qsizetype index = m_pointed >= 0 ? m_pointed : m_values.size() - 1;
    const QPointF at(xAt(index), yAt(m_values.at(index)));
    if (m_kind == Area) {
        painter->setPen(QPen(palette().color(QPalette::Base), 2));
        painter->setBrush(accent(palette()));
        painter->drawEllipse(at, 4.5, 4.5);
    }
    const QString text = m_pointed < 0 ? m_format(m_values.at(index))
                                       : QLocale().toString(dayAt(index), u"MM-dd  "_s)
                                             + m_format(m_values.at(index));
    QFont strong = smallFont();
    strong.setWeight(QFont::DemiBold);
    painter->setFont(strong);
    const double wide = painter->fontMetrics().horizontalAdvance(text);
    painter->setPen(palette().color(QPalette::Text));
    painter->drawText(QPointF(std::clamp(at.x() - wide / 2, plot().left(), width() - wide - 2),
                              std::max(at.y() - 9, 12.0)),
                      text);
}

QString TrendChart::words() const
{
    if (m_values.size() < 2)
        return tr("Not enough days with points yet");
    const qsizetype index = m_pointed >= 0 ? m_pointed : m_values.size() - 1;
    return QLocale().toString(dayAt(index), u"yyyy-MM-dd"_s) + u": "_s
           + m_format(m_values.at(index));
}

void TrendChart::point(qsizetype index)
{
    m_pointed = std::clamp<qsizetype>(index, -1, m_values.size() - 1);
    setAccessibleDescription(words());
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
    update();
}

void TrendChart::mouseMoveEvent(QMouseEvent *event)
{
    if (m_values.size() < 2)
        return;
    const double share = (event->position().x() - plot().left()) / plot().width();
    const auto last = double(m_values.size() - 1);
    point(qsizetype(std::clamp(
        m_kind == Bars ? std::floor(share * (last + 1)) : std::round(share * last), 0.0, last)));
}

void TrendChart::leaveEvent(QEvent *)
{
    point(-1);
}

void TrendChart::keyPressEvent(QKeyEvent *event)
{
    const qsizetype last = m_values.size() - 1;
    const qsizetype from = m_pointed < 0 ? last : m_pointed;
    if (event->key() == Qt::Key_Left)
        point(std::max<qsizetype>(0, from - 1));
    else if (event->key() == Qt::Key_Right)
        point(from + 1);
    else if (event->key() == Qt::Key_Home)
        point(0);
    else if (event->key() == Qt::Key_End)
        point(last);
    else
        QWidget::keyPressEvent(event);
}

void TrendChart::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange && m_format)
        point(m_pointed);
    QWidget::changeEvent(event);
}

} // namespace Lifeboat
