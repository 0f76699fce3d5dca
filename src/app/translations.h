#pragma once

#include <QTranslator>

namespace Lifeboat {

// The language of the program: our texts, Qt's own and the default QLocale, changed together and
// at once. Lives in the main thread, for as long as the application does.
class Translations
{
public:
    // "en", "zh_CN", or empty for the system's. Widgets are told by LanguageChange.
    void setLanguage(const QString &language);
    QString language() const { return m_language; } // as it was set

    static QString systemLanguage(); // one that we have: Chinese, else English

private:
    QString m_language;
    QTranslator m_ours;
    QTranslator m_qts;
};

} // namespace Lifeboat
