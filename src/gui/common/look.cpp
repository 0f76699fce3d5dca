#include "gui/common/look.h"

#include <QCoreApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QPushButton>
#include <QSvgRenderer>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static double luminance(const QColor &color)
{
    const auto linear = [](double v) {
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
           + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

QColor mixed(const QColor &from, const QColor &to, double amount)
{
    const auto part = [amount](float a, float b) { return float(a + (b - a) * amount); };
    return QColor::fromRgbF(part(from.redF(), to.redF()), part(from.greenF(), to.greenF()),
                            part(from.blueF(), to.blueF()));
}

// Moves a colour towards the text until it reads on the background: palettes come from outside too.
static QColor readable(QColor color, const QColor &background, const QColor &text)
{
    for (int i = 0; i < 10 && contrast(color, background) < 4.5; ++i)
        color = mixed(color, text, 0.12);
    return color;
}

bool isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::Active, QPalette::Base))
           < luminance(palette.color(QPalette::Active, QPalette::Text));
}

QPalette lifeboatPalette(bool dark)
{
    const QColor window = dark ? QColor(0x17191d) : QColor(0xf5f6f8);
    const QColor base = dark ? QColor(0x1f2227) : QColor(0xffffff);
    const QColor text = dark ? QColor(0xe6e8ec) : QColor(0x1b2330);
    const QColor accentColor = dark ? QColor(0x5b9dff) : QColor(0x1f62d0);
    const QColor button = dark ? QColor(0x2a2e35) : QColor(0xffffff);
    const QColor faint = mixed(text, window, 0.58);

    QPalette palette(button, window);
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, mixed(base, window, 0.6));
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::Button, button);
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, dark ? QColor(Qt::white) : QColor(Qt::black));
    palette.setColor(QPalette::ToolTipBase, dark ? QColor(0x333842) : QColor(0x2a313c));
    palette.setColor(QPalette::ToolTipText, QColor(0xf2f4f7));
    palette.setColor(QPalette::Highlight, accentColor);
    palette.setColor(QPalette::HighlightedText, dark ? QColor(0x0b1220) : QColor(0xffffff));
    palette.setColor(QPalette::Link, accentColor);
    palette.setColor(QPalette::LinkVisited, accentColor);
    palette.setColor(QPalette::PlaceholderText, quietText(palette)); // also for quiet labels
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, faint);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, mixed(accentColor, window, 0.6));
    return palette;
}

QColor hairline(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Window), palette.color(QPalette::WindowText),
                 isDark(palette) ? 0.13 : 0.11);
}

QColor quietText(const QPalette &palette)
{
    const QColor text = palette.color(QPalette::WindowText);
    return readable(mixed(text, palette.color(QPalette::Window), 0.34),
                    palette.color(QPalette::Window), text);
}

QColor accent(const QPalette &palette)
{
    return readable(palette.color(QPalette::Active, QPalette::Link), palette.color(QPalette::Base),
                    palette.color(QPalette::Text));
}

QColor selectionTint(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), accent(palette), isDark(palette) ? 0.24 : 0.12);
}

QColor hoverTint(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.05);
}

QColor statusColor(Status status, const QPalette &palette)
{
    const bool dark = isDark(palette);
    const QColor base = palette.color(QPalette::Active, QPalette::Base);
    const QColor text = palette.color(QPalette::Active, QPalette::Text);
    switch (status) {
    case Status::Ok:
        return readable(dark ? QColor(0x4fc58a) : QColor(0x18794a), base, text);
    case Status::Warning:
        return readable(dark ? QColor(0xe8b93f) : QColor(0x8f6200), base, text);
    case Status::Failed:
        return readable(dark ? QColor(0xff7b7b) : QColor(0xc4293b), base, text);
    case Status::Interrupted:
        return readable(dark ? QColor(0xff9f5a) : QColor(0xb34a0c), base, text);
    case Status::Running:
        return accent(palette);
    default:
        return readable(mixed(text, base, 0.32), base, text);
    }
}

QColor statusTint(Status status, const QPalette &palette)
{
    const double amount =
        status == Status::Ok ? 0.10 : 0.16; // what is good stays in the background
    return mixed(palette.color(QPalette::Active, QPalette::Base), statusColor(status, palette),
                 isDark(palette) ? amount * 1.6 : amount);
}

Status statusOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Ok:
        return Status::Ok;
    case Outcome::Warning:
        return Status::Warning;
    case Outcome::Failed:
        return Status::Failed;
    case Outcome::Cancelled:
        return Status::Cancelled;
    case Outcome::Skipped:
        return Status::Skipped;
    }
    return Status::Unknown;
}

QString statusWord(Status status)
{
    static constexpr const char *words[] = {
        QT_TRANSLATE_NOOP("Status", "OK"),        QT_TRANSLATE_NOOP("Status", "Warning"),
        QT_TRANSLATE_NOOP("Status", "Failed"),    QT_TRANSLATE_NOOP("Status", "Unknown"),
        QT_TRANSLATE_NOOP("Status", "Running"),   QT_TRANSLATE_NOOP("Status", "Waiting"),
        QT_TRANSLATE_NOOP("Status", "Cancelled"), QT_TRANSLATE_NOOP("Status", "Interrupted"),
        QT_TRANSLATE_NOOP("Status", "Skipped"),   QT_TRANSLATE_NOOP("Status", "Not there")};
    return QCoreApplication::translate("Status", words[int(status)]);
}

QString statusIconName(Status status)
{
    static constexpr const char16_t *names[] = {u"ok",      u"warning", u"failed",    u"unknown",
                                                u"running", u"waiting", u"cancelled", u"overdue",
                                                u"missed",  u"missed"};
    return QString::fromUtf16(names[int(status)]);
}

bool isTrouble(Status status)
{
    return status == Status::Warning || status == Status::Failed || status == Status::Interrupted
           || status == Status::Unknown;
}

QIcon desktopIcon(const QString &name, const QColor &color)
{
    QIcon icon;
    for (const int size : {16, 22, 24, 32, 48, 64, 128})
        icon.addPixmap(tintedPixmap(name, size, color, 1));
    return icon;
}

QPixmap tintedPixmap(const QString &name, int size, const QColor &color, qreal ratio)
{
    const QString key = u"lifeboat/%1/%2/%3/%4"_s.arg(name).arg(size).arg(color.rgba()).arg(ratio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(QSize(size, size) * ratio);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(u":/icons/%1.svg"_s.arg(name));
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(pixmap.rect()));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), color);
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

void paintIcon(QPainter *painter, const QRectF &rect, const QString &name, const QColor &color)
{
    const int size = int(std::min(rect.width(), rect.height()));
    const QPointF at(rect.center().x() - size / 2.0, rect.center().y() - size / 2.0);
    painter->drawPixmap(QPointF(std::round(at.x()), std::round(at.y())),
                        tintedPixmap(name, size, color, painter->device()->devicePixelRatioF()));
}

// Asks the application's palette each time it paints, so no icon is made again after a change.
class TintedIconEngine : public QIconEngine
{
public:
    TintedIconEngine(QString name, QPalette::ColorRole role)
        : m_name(std::move(name))
        , m_role(role)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        paintIcon(painter, rect, m_name, QGuiApplication::palette().color(group, m_role));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        return tintedPixmap(m_name, size.width(), QGuiApplication::palette().color(group, m_role),
                            1);
    }
    QIconEngine *clone() const override { return new TintedIconEngine(*this); }

private:
    QString m_name;
    QPalette::ColorRole m_role;
};

QIcon lifeboatIcon(const QString &name, QPalette::ColorRole role)
{
    return QIcon(new TintedIconEngine(name, role));
}

static QFont scaledFont(double scale, QFont::Weight weight)
{
    QFont font = QGuiApplication::font();
    font.setPointSizeF(std::max(8.0, font.pointSizeF() * scale));
    font.setWeight(weight);
    return font;
}

QFont titleFont()
{
    return scaledFont(1.6, QFont::DemiBold);
}
QFont sectionFont()
{
    return scaledFont(1.05, QFont::DemiBold);
}
QFont smallFont()
{
    return scaledFont(0.9, QFont::Normal);
}
QFont numberFont(double scale)
{
    return scaledFont(scale, QFont::DemiBold);
}

QFont monoFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(std::max(8.0, QGuiApplication::font().pointSizeF() * 0.92));
    // Where nothing of fixed width is set up, the system's answer is not of fixed width either.
    const QStringList own =
        QFontInfo(font).fixedPitch() ? QStringList{font.family()} : QStringList();
    font.setStyleHint(QFont::Monospace);
    font.setFamilies(
        own + QStringList{u"Noto Sans Mono"_s, u"DejaVu Sans Mono"_s, u"Consolas"_s, u"Menlo"_s}
        + QGuiApplication::font().families().mid(1)); // Chinese in commands and output
    font.setFixedPitch(true);
    return font;
}

void setButtonKind(QPushButton *button, ButtonKind kind)
{
    button->setProperty("lifeboatKind", int(kind));
    button->update();
}

} // namespace Lifeboat
