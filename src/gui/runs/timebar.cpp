#include "gui/runs/timebar.h"

#include "gui/common/look.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static constexpr double LeastShown = 0.005;

static QString percent(double share)
{
    return QLocale().toString(qRound(share * 100)) + QChar::Nbsp + u'%';
}

TimeBar::TimeBar(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TimeBar::setShares(const QList<TimeShares::Share> &shares)
{
    m_shares = shares;
    m_shares.removeIf([](const TimeShares::Share &one) { return one.share < LeastShown; });
    QStringList words;
    for (const TimeShares::Share &one : std::as_const(m_shares))
        words << TimeShares::partText(one.part).toString() + u' ' + percent(one.share);
    setAccessibleDescription(words.join(u", "_s));
    update();
}

QSize TimeBar::sizeHint() const
{
    return {400, 22 + QFontMetrics(smallFont()).height()};
}

void TimeBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPalette pal = palette();
    const QRectF bar(0, 0, width(), 12);
    QPainterPath round;
    round.addRoundedRect(bar, 4, 4);
    const auto ink = [&pal](TimeShares::Part part) {
        return mixed(accent(pal), pal.color(QPalette::Base), 0.165 * double(part));
    };
    double x = 0;
    painter.setClipPath(round);
    for (const TimeShares::Share &one : std::as_const(m_shares)) {
        const double part = one.share * width();
        painter.fillRect(QRectF(x, 0, std::max(1.0, part - 1.5), bar.height()), ink(one.part));
        x += part;
    }
    painter.setClipping(false);
    painter.setFont(smallFont());
    const QFontMetrics metrics = painter.fontMetrics();
    const int line = height() - metrics.descent() - 1;
    x = 0;
    for (const TimeShares::Share &one : std::as_const(m_shares)) {
        const QString name = TimeShares::partText(one.part).toString();
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink(one.part));
        painter.drawRoundedRect(QRectF(x, line - 9, 10, 10), 2.5, 2.5);
        painter.setPen(pal.color(QPalette::Text));
        painter.drawText(QPointF(x + 16, line), name);
        x += 20 + metrics.horizontalAdvance(name);
        painter.setPen(quietText(pal));
        painter.drawText(QPointF(x, line), percent(one.share));
        x += metrics.horizontalAdvance(percent(one.share)) + 20;
    }
}

} // namespace Lifeboat
