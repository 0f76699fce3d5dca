#include "gui/mainwindow.h"
#include "gui/points/pointspage.h"
#include "gui/runs/runspage.h"
#include "gui/search/foundlist.h"
#include "gui/search/searchdialog.h"
#include "gui/settings/settingspage.h"
#include "gui/shell.h"
#include "gui/shortcutsdialog.h"

using namespace Qt::StringLiterals;

// What Ctrl+K finds, and what comes of it. Beside shell.cpp, which builds the window.
namespace Lifeboat {

namespace {

enum Action {
    AddHost,
    AddVault,
    LookAgain,
    ShowSettings,
    ShowHelp,
    ShowKeys,
    English,
    Chinese,
    Light,
    Dark,
    BackUpHost, // of these three the key is the host
    DrillHost,
    RestoreHost
};

} // namespace

void Shell::search()
{
    QList<Found> all;
    const auto action = [&all](Action which, const QString &title, const QString &icon) {
        all << Found{Found::Kind::Action, title, {}, icon, {}, which};
    };
    action(AddHost, tr("Add host…"), u"add"_s);
    action(AddVault, tr("Use another vault…"), u"vaults"_s);
    action(LookAgain, tr("Look again"), u"search"_s);
    action(ShowSettings, tr("Settings"), u"settings"_s);
    action(ShowHelp, tr("Help"), u"runbook"_s);
    action(ShowKeys, tr("All keys"), u"key"_s);
    action(English, u"English"_s, u"language"_s);
    action(Chinese, u"简体中文"_s, u"language"_s);
    action(Light, tr("Light"), u"language"_s);
    action(Dark, tr("Dark"), u"language"_s);
    for (const HostProfile &host : m_desk->overview().hosts) {
        const QString words = host.ssh.toString() + u' ' + host.tags.join(u' ');
        all << Found{Found::Kind::Host, host.name, words, u"host"_s, host.id};
    }
    for (const HostProfile &host : m_desk->overview().hosts) {
        const auto deed = [&](Action which, const QString &title, const QString &icon) {
            all << Found{Found::Kind::Action, title.arg(host.name), {}, icon, host.id, which};
        };
        deed(BackUpHost, tr("Back up %1…"), u"backup"_s);
        if (m_desk->rowOf(host).newestPoint.isValid()) {
            deed(DrillHost, tr("Drill on %1…"), u"drill"_s);
            deed(RestoreHost, tr("Restore %1…"), u"restore"_s);
        }
    }
    auto *dialog = new SearchDialog(all, m_window.get());
    // There before something is typed.
    m_desk->work(
        dialog, [overview = m_desk->overview()] { return foundIn(overview); },
        [dialog](const QList<Found> &found) { dialog->add(found); });
    connect(dialog, &SearchDialog::chosen, this, &Shell::doFound);
    dialog->open();
}

void Shell::doFound(const Found &found)
{
    switch (found.kind) {
    case Found::Kind::Host:
        openHost(found.key);
        return;
    case Found::Kind::Point:
        m_points->openPoint(found.words.section(u'/', 0, 0), found.key);
        m_window->showPage(m_pointsIndex);
        return;
    case Found::Kind::Run:
        m_runs->showRun(found.key);
        m_window->showPage(m_runsIndex);
        return;
    case Found::Kind::Action:
        break;
    }
    switch (Action(found.action)) {
    case AddHost:
        addHost();
        break;
    case AddVault:
        addVault();
        break;
    case LookAgain:
        m_desk->lookAnew();
        break;
    case ShowSettings:
        m_window->showPage(m_settingsIndex);
        break;
    case ShowHelp:
        showHelp({});
        break;
    case ShowKeys:
        (new ShortcutsDialog(m_window.get()))->open();
        break;
    case English:
    case Chinese:
        chooseLanguage(found.action == English ? u"en"_s : u"zh_CN"_s);
        break;
    case Light:
    case Dark:
        chooseAppearance(found.action == Light ? u"light"_s : u"dark"_s);
        break;
    case BackUpHost:
        backUp(found.key);
        break;
    case DrillHost:
        drillNewest(found.key);
        break;
    case RestoreHost:
        restoreNewest(found.key);
        break;
    }
}

} // namespace Lifeboat
