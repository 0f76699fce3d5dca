#include "gui/shell.h"

#include "gui/common/errorbanner.h"
#include "gui/common/format.h"
#include "gui/common/look.h"
#include "gui/fleet/fleetpage.h"
#include "gui/fleet/hostpage.h"
#include "gui/help/helpkey.h"
#include "gui/help/helpwindow.h"
#include "gui/mainwindow.h"
#include "gui/points/pointspage.h"
#include "gui/runs/runspage.h"
#include "gui/settings/settingspage.h"
#include "gui/shortcutsdialog.h"
#include "gui/tray/tray.h"

#include <QApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Lifeboat {

Shell::Shell(const Desk::Parts &parts)
    : m_window(std::make_unique<MainWindow>())
    , m_desk(std::make_unique<Desk>(parts, m_window.get()))
{
    // Three small values, read once before there is a window to wait for.
    m_window->restoreGeometry(
        QByteArray::fromBase64(parts.settings.preference(u"geometry"_s).toLatin1()));
    const QString language = parts.settings.preference(u"language"_s);
    const QString appearance = parts.settings.preference(u"appearance"_s);
    m_translations.setLanguage(language);
    m_appearance.set(appearance);
    QApplication::setWindowIcon(desktopIcon(u"lifeboat"_s, accent(QGuiApplication::palette())));
    addPages();
    m_settings->setCurrent(language, appearance);
    connectFleet();
    connectHost();
    connectPoints();
    connectRuns();
    connectSettings();
    connectTray();
    connectClosing();
    connectHelp();
    connect(m_desk.get(), &Desk::hostsKnown, this,
            [this](const QList<HostProfile> &hosts) { showHosts(hosts, {}); });
    connect(m_desk.get(), &Desk::looked, this, &Shell::handleLook);
    connect(m_desk.get(), &Desk::keychainRefused, this,
            [this](const Error &error) { m_fleet->banner()->setError(error); });
    connect(m_window.get(), &MainWindow::refreshRequested, m_desk.get(), &Desk::lookAnew);
    connect(m_window.get(), &MainWindow::searchRequested, this, &Shell::search);
    connect(m_window.get(), &MainWindow::folderDropped, this, &Shell::takeFolder);
    m_desk->look();
}

Shell::~Shell()
{
    // Where it stood; not the filter, which would hide trouble the next morning. A failure is no
    // news: the window stands in the middle again.
    (void)m_desk->settings().setPreference(
        u"geometry"_s, QString::fromLatin1(m_window->saveGeometry().toBase64()));
    // What they say from now on has no page to be shown on.
    m_desk->board().disconnect(this);
    for (LiveRun *run : m_desk->board().runs())
        run->disconnect(this);
    m_desk.reset(); // waits for what still goes on while the window can show questions no more
}

void Shell::show()
{
    m_window->showPage(m_fleetIndex);
    m_window->show();
}

void Shell::raise()
{
    m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
    m_window->show(); // it may stay in the tray
    QApplication::setQuitOnLastWindowClosed(true);
    m_window->raise();
    m_window->activateWindow();
}

void Shell::addPages()
{
    m_fleet = new FleetPage;
    m_host = new HostPage;
    m_points = new PointsPage;
    m_runs = new RunsPage;
    m_settings = new SettingsPage;
    m_fleetIndex =
        m_window->addPage(QT_TRANSLATE_NOOP("Lifeboat::MainWindow", "Fleet"), u"fleet"_s, m_fleet);
    m_pointsIndex = m_window->addPage(QT_TRANSLATE_NOOP("Lifeboat::MainWindow", "Points"),
                                      u"points"_s, m_points);
    m_runsIndex =
        m_window->addPage(QT_TRANSLATE_NOOP("Lifeboat::MainWindow", "Runs"), u"runs"_s, m_runs);
    m_settingsIndex = m_window->addPage(QT_TRANSLATE_NOOP("Lifeboat::MainWindow", "Settings"),
                                        u"settings"_s, m_settings);
    m_hostIndex = m_window->addHiddenPage(m_host, m_fleetIndex);
}

void Shell::connectFleet()
{
    connect(m_fleet, &FleetPage::addRequested, this, &Shell::addHost);
    connect(m_fleet, &FleetPage::vaultRequested, this, &Shell::addVault);
    connect(m_fleet, &FleetPage::languageChosen, this, &Shell::chooseLanguage);
    connect(m_fleet, &FleetPage::opened, this, &Shell::openHost);
    connect(m_fleet, &FleetPage::backupRequested, this, &Shell::backUpHosts);
    connect(m_fleet, &FleetPage::verifyRequested, this, &Shell::verifyNewest);
    connect(m_fleet, &FleetPage::checkRequested, this, &Shell::checkHosts);
    connect(m_fleet, &FleetPage::drillRequested, this, &Shell::drillNewest);
    connect(m_fleet, &FleetPage::restoreRequested, this, &Shell::restoreNewest);
    connect(m_fleet, &FleetPage::folderRequested, this, &Shell::openFolderOf);
    connect(m_fleet, &FleetPage::editRequested, this, &Shell::editHost);
    connect(m_fleet, &FleetPage::pointsRequested, this, &Shell::showPoints);
    connect(m_fleet, &FleetPage::removeRequested, this, &Shell::removeHost);
}

void Shell::connectHost()
{
    connect(m_host, &HostPage::backRequested, this, [this] { m_window->showPage(m_fleetIndex); });
    connect(m_host, &HostPage::checkRequested, this, &Shell::checkHost);
    connect(m_host, &HostPage::discoverRequested, this, &Shell::discoverHost);
    connect(m_host, &HostPage::backupRequested, this, [this] { backUp(m_host->hostId()); });
    connect(m_host, &HostPage::pointsRequested, this, [this] { showPoints(m_host->hostId()); });
    connect(m_host, &HostPage::removeRequested, this, [this] { removeHost(m_host->hostId()); });
    connect(m_host, &HostPage::editRequested, this, [this] { editHost(m_host->hostId()); });
    connect(m_host, &HostPage::restoreRequested, this, [this] { restoreNewest(m_host->hostId()); });
    connect(m_host, &HostPage::runRequested, this, [this](const QString &run) {
        m_runs->showRun(run);
        m_window->showPage(m_runsIndex);
    });
}

void Shell::connectSettings()
{
    connect(m_settings, &SettingsPage::languageChosen, this, &Shell::chooseLanguage);
    connect(m_settings, &SettingsPage::appearanceChosen, this, &Shell::chooseAppearance);
}

void Shell::chooseLanguage(const QString &language)
{
    m_translations.setLanguage(language);
    m_settings->setCurrent(language, m_appearance.name());
    showActivity();
    setPreference(u"language"_s, language);
}

void Shell::chooseAppearance(const QString &appearance)
{
    m_appearance.set(appearance);
    m_settings->setCurrent(m_translations.language(), appearance);
    setPreference(u"appearance"_s, appearance);
}

void Shell::setPreference(const QString &key, const QString &value)
{
    m_desk->work(
        this, [=, settings = &m_desk->settings()] { return settings->setPreference(key, value); },
        [this](const Result<> &written) {
            if (!written)
                m_fleet->banner()->setError(written.error());
        });
}

void Shell::connectHelp()
{
    connect(new HelpKey(this), &HelpKey::asked, this, &Shell::showHelp);
}

void Shell::showHelp(const QString &chapter)
{
    if (!m_help) {
        m_help = std::make_unique<HelpWindow>();
        connect(m_help.get(), &HelpWindow::keysRequested, this,
                [this] { (new ShortcutsDialog(m_help.get()))->open(); });
    }
    if (!chapter.isEmpty() || !m_help->isVisible()) // F1 in the help itself stays where it is
        m_help->showChapter(chapter);
    m_help->show();
    m_help->raise();
    m_help->activateWindow();
}

void Shell::showHosts(const QList<HostProfile> &hosts, const QDateTime &looked)
{
    QList<HostRow> rows;
    for (const HostProfile &host : hosts)
        rows << m_desk->rowOf(host);
    m_fleet->setHosts(rows, looked);
    if (looked.isValid())
        showState(rows, m_desk->overview());
}

void Shell::handleLook(const Overview &overview)
{
    showHosts(overview.hosts, overview.looked);
    m_fleet->setGrowth(overview.growth);
    if (m_lookErrors != overview.errors) { // else what else is told there stays
        m_lookErrors = overview.errors;
        m_fleet->banner()->setErrors(overview.errors);
        m_points->banner()->setErrors(overview.errors);
    }
    m_points->setOverview(overview);
    if (const HostProfile *host = overview.host(m_host->hostId()))
        showOnHostPage(*host);
    QStringList recorded;
    for (const RunReport &run : overview.runs)
        recorded << run.run;
    m_desk->board().forgetEnded(recorded, m_runs->shownLive());
    showRuns();
    m_window->setBadge(m_fleetIndex, m_fleet->troubleCount());
}

void Shell::showRuns()
{
    for (const LiveRun *run : m_desk->board().runs())
        connect(run, &LiveRun::changed, this, &Shell::showActivity, Qt::UniqueConnection);
    m_runs->setRuns(m_desk->board().runs(), m_desk->overview().runs);
    m_window->setBadge(m_runsIndex, m_desk->board().runningCount());
    showActivity();
}

void Shell::showActivity()
{
    QStringList lines;
    QString share;
    for (const LiveRun *run : m_desk->board().runs()) {
        if (!run->isRunning())
            continue;
        QStringList parts{run->host().name};
        share.clear();
        if (run->progress().share() >= 0)
            share = QLocale().toString(int(run->progress().share() * 100)) + u" %"_s;
        if (!share.isEmpty())
            parts << share;
        if (run->progress().rate() >= 1)
            parts << Format::rate(run->progress().rate());
        lines << parts.join(u" · "_s);
    }
    m_window->setActivity(lines.isEmpty() ? QString() : lines.first());
    m_window->setShare(lines.size() == 1 ? share : QString());
    m_tray->setRuns(lines);
}

void Shell::showLive(LiveRun *run)
{
    showRuns();
    m_runs->showLive(run);
    m_window->showPage(m_runsIndex);
}

} // namespace Lifeboat
