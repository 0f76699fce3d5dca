#include "gui/help/helpchapters.h"

#include <QFile>
#include <QHash>
#include <QLocale>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace Lifeboat {

QStringList helpChapters()
{
    return {u"first-steps"_s, u"fleet"_s,  u"backup"_s, u"points"_s, u"restore"_s,  u"recovery"_s,
            u"runs"_s,        u"vaults"_s, u"access"_s, u"cli"_s,    u"settings"_s, u"failures"_s};
}

QString helpPage(const QString &chapter, const QString &language)
{
    QFile file(u":/help/%1/%2.md"_s.arg(language, chapter));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString helpLanguage()
{
    return QLocale().language() == QLocale::Chinese ? u"zh_CN"_s : u"en"_s;
}

// By the name of the class, so that no page has to know of the help.
static QString chapterOf(const QWidget *widget)
{
    static const QHash<QByteArray, QString> chapters{{"BeginningPage", u"first-steps"_s},
                                                     {"FleetPage", u"fleet"_s},
                                                     {"HostPage", u"fleet"_s},
                                                     {"AddHostDialog", u"fleet"_s},
                                                     {"AddressPage", u"fleet"_s},
                                                     {"EditHostDialog", u"fleet"_s},
                                                     {"FindingsPage", u"fleet"_s},
                                                     {"HostKeyPage", u"access"_s},
                                                     {"SignInPage", u"access"_s},
                                                     {"SecretDialog", u"access"_s},
                                                     {"BackupDialog", u"backup"_s},
                                                     {"ScopePage", u"backup"_s},
                                                     {"PointsPage", u"points"_s},
                                                     {"ArtifactsDialog", u"points"_s},
                                                     {"CompareDialog", u"points"_s},
                                                     {"RestoreWizard", u"restore"_s},
                                                     {"RestoreReasonPage", u"restore"_s},
                                                     {"RestorePointPage", u"restore"_s},
                                                     {"RestoreScopePage", u"restore"_s},
                                                     {"RestoreTargetPage", u"restore"_s},
                                                     {"RestoreRunPage", u"restore"_s},
                                                     {"ConfirmPage", u"restore"_s},
                                                     {"DifferencesDialog", u"restore"_s},
                                                     {"RecoveryWizard", u"recovery"_s},
                                                     {"RecoveryHostPage", u"recovery"_s},
                                                     {"RecoveryAddressPage", u"recovery"_s},
                                                     {"RecoveryRunPage", u"recovery"_s},
                                                     {"RecoveryReportPage", u"recovery"_s},
                                                     {"RunsPage", u"runs"_s},
                                                     {"SettingsPage", u"settings"_s},
                                                     {"ShortcutsDialog", u"settings"_s},
                                                     {"SearchDialog", u"settings"_s},
                                                     {"ErrorBanner", u"failures"_s}};
    const QByteArray name = widget->metaObject()->className();
    return chapters.value(name.mid(name.lastIndexOf(':') + 1));
}

QString helpChapterAt(const QWidget *widget)
{
    for (; widget; widget = widget->parentWidget()) {
        if (const QString chapter = chapterOf(widget); !chapter.isEmpty())
            return chapter;
        // From the navigation or the buttons of a wizard: what is shown beside them.
        for (const auto *stack : widget->findChildren<QStackedWidget *>()) {
            const QString chapter = stack->isVisible() && stack->currentWidget()
                                        ? chapterOf(stack->currentWidget())
                                        : QString();
            if (!chapter.isEmpty())
                return chapter;
        }
    }
    return {};
}

} // namespace Lifeboat
