#include "gui/common/appearance.h"

#include "gui/common/lifeboatstyle.h"
#include "gui/common/look.h"

#include <QApplication>
#include <QStyleHints>

using namespace Qt::StringLiterals;

namespace Lifeboat {

// The system's font first; then Chinese in its mainland forms, whatever the locale is.
static void setFonts()
{
    QFont font = QApplication::font();
    if (font.pointSizeF() < 10)
        font.setPointSizeF(10);
    font.setFamilies(
        {font.family(), u"Noto Sans CJK SC"_s, u"Microsoft YaHei UI"_s, u"PingFang SC"_s});
    QApplication::setFont(font);
}

Appearance::Appearance()
    : m_startedDark(isDark(QApplication::palette()))
{
    QApplication::setStyle(new LifeboatStyle);
    setFonts();
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this,
            &Appearance::apply);
#endif
}

// Before Qt 6.5 there is only the palette that the program was started with.
bool Appearance::systemIsDark() const
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#else
    return m_startedDark;
#endif
}

void Appearance::set(const QString &name)
{
    m_name = name;
    apply();
}

void Appearance::apply()
{
    const bool dark = m_name.isEmpty() ? systemIsDark() : m_name == u"dark"_s;
    QApplication::setPalette(lifeboatPalette(dark));
}

} // namespace Lifeboat
