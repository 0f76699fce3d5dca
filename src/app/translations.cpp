#include "app/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Lifeboat {

QString Translations::systemLanguage()
{
    return QLocale::system().language() == QLocale::Chinese ? u"zh_CN"_s : u"en"_s;
}

void Translations::setLanguage(const QString &language)
{
    m_language = language;
    const QString name = language.isEmpty() ? systemLanguage() : language;
    for (QTranslator *translator : {&m_ours, &m_qts})
        QCoreApplication::removeTranslator(translator);
    QLocale::setDefault(QLocale(name));
    // English has a file too: it holds the plural forms.
    if (m_ours.load(u":/i18n/lifeboat_"_s + name + u".qm"_s))
        QCoreApplication::installTranslator(&m_ours);
    if (m_qts.load(u"qtbase_"_s + name, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qts);
}

} // namespace Lifeboat
