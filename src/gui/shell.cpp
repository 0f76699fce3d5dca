#include "gui/shell.h"

#include "gui/common/errorbanner.h"
#include "gui/common/format.h"
#include "gui/common/question.h"
#include "gui/fleet/fleetpage.h"
#include "gui/fleet/growth.h"
#include "gui/fleet/hostpage.h"
#include "gui/mainwindow.h"
#include "gui/points/pointspage.h"
#include "gui/runs/runspage.h"
#include "gui/settings/settingspage.h"

#include <QCoreApplication>
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
    addPages();
    m_settings->setCurrent(language, appearance);
    connectFleet();
    connectHost();
    connectPoints();
    connectRuns();
    connectSettings();
    connectClosing();
    connect(m_desk.get(), &Desk::looked, this, &Shell::handleLook);
    connect(m_desk.get(), &Desk::keychainRefused, this,
            [this](const Error &error) { m_fleet->banner()->setError(error); });
    connect(m_window.get(), &MainWindow::refreshRequested, m_desk.get(), &Desk::look);
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
    m_window->addPage(QT_TRANSLATE_NOOP("Lifeboat::MainWindow", "Settings"), u"settings"_s,
                      m_settings);
    m_hostIndex = m_window->addHiddenPage(m_host, m_fleetIndex);
}

void Shell::connectFleet()
{
    connect(m_fleet, &FleetPage::addRequested, this, &Shell::addHost);
    connect(m_fleet, &FleetPage::vaultRequested, this, &Shell::addVault);
    connect(m_fleet, &FleetPage::opened, this, &Shell::openHost);
    connect(m_fleet, &FleetPage::backupRequested, this, &Shell::backUpHosts);
    connect(m_fleet, &FleetPage::verifyRequested, this, &Shell::verifyNewest);
    connect(m_fleet, &FleetPage::checkRequested, this, &Shell::checkHosts);
    connect(m_fleet, &FleetPage::drillRequested, this, [this](const QString &host) {
        if (const PlacedPoint *point = newestPointOf(host))
            drill(*point);
    });
    connect(m_fleet, &FleetPage::restoreRequested, this, [this](const QString &host) {
        if (const PlacedPoint *point = newestPointOf(host))
            restore(*point);
    });
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
    connect(m_host, &HostPage::restoreRequested, this, [this] {
        if (const PlacedPoint *point = newestPointOf(m_host->hostId()))
            restore(*point);
    });
    connect(m_host, &HostPage::runRequested, this, [this](const QString &run) {
        m_runs->showRun(run);
        m_window->showPage(m_runsIndex);
    });
}

void Shell::connectSettings()
{
    connect(m_settings, &SettingsPage::languageChosen, this, [this](const QString &language) {
        m_translations.setLanguage(language);
        showActivity();
        setPreference(u"language"_s, language);
    });
    connect(m_settings, &SettingsPage::appearanceChosen, this, [this](const QString &appearance) {
        m_appearance.set(appearance);
        setPreference(u"appearance"_s, appearance);
    });
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

void Shell::connectClosing()
{
    RunBoard &board = m_desk->board();
    connect(&board, &RunBoard::changed, this, [this] {
        const int running = m_desk->board().runningCount();
        m_window->setCloseGuarded(running > 0);
        if (m_closing && running == 0)
            m_window->closeAnyway();
    });
    connect(m_window.get(), &MainWindow::closeRequested, this, [this] {
        if (m_closing)
            return; // it is on its way
        auto *question = new Question(
            {.title = {QT_TRANSLATE_NOOP("Text", "Cancel what runs, and quit?"), {}},
             .body = {QT_TRANSLATE_N_NOOP(
                          "Text", "%n run(s) end when Lifeboat ends. Each is stopped on its host "
                                  "first; the host stays as it was, older points stay."),
                      {qint64(m_desk->board().runningCount())}},
             .yes = {QT_TRANSLATE_NOOP("Text", "Cancel runs and quit"), {}},
             .no = {QT_TRANSLATE_NOOP("Text", "Keep open"), {}}},
            m_window.get());
        connect(question, &Question::confirmed, this, [this] {
            m_closing = true;
            m_desk->board().cancelAll();
        });
        question->open();
    });
}

HostRow Shell::rowOf(const HostProfile &host) const
{
    return hostRow(host, m_desk->overview(), m_desk->board().runningOn(host.id) != nullptr);
}

void Shell::handleLook(const Overview &overview)
{
    QList<HostRow> rows;
    for (const HostProfile &host : overview.hosts)
        rows << rowOf(host);
    m_fleet->setHosts(rows, overview.looked);
    m_fleet->setGrowth(growthOf(overview));
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
    for (const LiveRun *run : m_desk->board().runs()) {
        if (!run->isRunning())
            continue;
        QStringList parts{run->host().name};
        if (run->progress().share() >= 0)
            parts << QLocale().toString(int(run->progress().share() * 100)) + u" %"_s;
        if (run->progress().rate() >= 1)
            parts << Format::rate(run->progress().rate());
        lines << parts.join(u" · "_s);
    }
    m_window->setActivity(lines.isEmpty() ? QString() : lines.first());
}

void Shell::showLive(LiveRun *run)
{
    showRuns();
    m_runs->showLive(run);
    m_window->showPage(m_runsIndex);
}

} // namespace Lifeboat
