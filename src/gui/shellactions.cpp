#include "gui/backup/backupdialog.h"
#include "gui/common/errorbanner.h"
#include "gui/common/question.h"
#include "gui/fleet/addhostdialog.h"
#include "gui/fleet/fleetpage.h"
#include "gui/fleet/hostpage.h"
#include "gui/mainwindow.h"
#include "gui/points/pointspage.h"
#include "gui/recovery/recoverywizard.h"
#include "gui/restore/restorewizard.h"
#include "gui/runs/runspage.h"
#include "gui/shell.h"
#include "gui/vaults.h"

#include <QApplication>
#include <QDesktopServices>
#include <QFileDialog>
#include <QPointer>
#include <QUrl>

using namespace Qt::StringLiterals;

// What the pages ask for. Beside shell.cpp, which builds the window.
namespace Lifeboat {

static Question *ask(QWidget *parent, const Question::Words &words)
{
    auto *question = new Question(words, parent);
    question->open();
    return question;
}

void Shell::connectPoints()
{
    connect(m_points, &PointsPage::verifyRequested, this, &Shell::verify);
    connect(m_points, &PointsPage::drillRequested, this, &Shell::drill);
    connect(m_points, &PointsPage::restoreRequested, this, &Shell::restore);
    connect(m_points, &PointsPage::vaultRequested, this, &Shell::addVault);
    connect(m_points, &PointsPage::runbookRequested, this, &Shell::saveRunbook);
    connect(m_points, &PointsPage::contentsRequested, this, [this](const QString &hostId) {
        m_desk->readPoints(hostId, m_points, [this](const QList<PlacedPoint> &points) {
            m_points->setContents(points);
        });
    });
    connect(m_points, &PointsPage::folderRequested, this,
            [](const QString &folder) { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
}

void Shell::connectRuns()
{
    connect(m_runs, &RunsPage::recordRequested, this, &Shell::loadRecord);
    connect(m_runs, &RunsPage::journalRequested, this, &Shell::openJournal);
    connect(m_runs, &RunsPage::pointRequested, this, &Shell::showPointOf);
    connect(m_runs, &RunsPage::cancelRequested, this, &Shell::cancel);
    connect(m_runs, &RunsPage::cancelRecordRequested, this, &Shell::cancelElsewhere);
    connect(m_runs, &RunsPage::cutOverRequested, this, &Shell::cutOver);
    connect(m_runs, &RunsPage::undoRequested, this,
            [this](const RunReport &restore) { undo(restore); });
    connect(m_runs, &RunsPage::acceptRequested, this, &Shell::accept);
    connect(m_runs, &RunsPage::discardRequested, this,
            [this](const RunReport &restore) { discard(restore); });
    // Many may begin or end at once.
    m_runsChanged.setSingleShot(true);
    connect(&m_desk->board(), &RunBoard::changed, &m_runsChanged, qOverload<>(&QTimer::start));
    connect(&m_runsChanged, &QTimer::timeout, this, &Shell::showRuns);
    connect(m_window.get(), &MainWindow::activityClicked, this, [this] {
        for (LiveRun *run : m_desk->board().runs()) {
            if (run->isRunning()) {
                showLive(run);
                return;
            }
        }
    });
}

void Shell::addHost()
{
    auto *dialog = new AddHostDialog(*m_desk, m_window.get());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &AddHostDialog::added, this, [this](const HostProfile &host, bool backUpNow) {
        m_desk->look();
        if (!backUpNow)
            return;
        auto *backup = new BackupDialog(*m_desk, host, m_window.get());
        backup->setAttribute(Qt::WA_DeleteOnClose);
        connect(backup, &BackupDialog::started, this, &Shell::showLive);
        backup->open();
    });
    dialog->open();
}

void Shell::addVault()
{
    auto *dialog = new QFileDialog(m_window.get(), tr("Folder with backup points"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &Shell::useVault);
    dialog->open();
}

void Shell::useVault(const QString &folder)
{
    m_desk->work(
        this,
        [folder, settings = &m_desk->settings(), files = &m_desk->fileSystem()] {
            return ensureVault(*settings, *files, folder);
        },
        [this](const Result<VaultEntry> &vault) {
            if (!vault) {
                m_points->banner()->setError(vault.error());
                m_fleet->banner()->setError(vault.error());
                return;
            }
            m_desk->look();
            m_window->showPage(m_pointsIndex);
        });
}

void Shell::takeFolder(const QString &folder)
{
    const auto isVault = [folder, files = &m_desk->fileSystem()] {
        return bool(Vault::open(*files, folder));
    };
    m_desk->work(this, isVault, [this, folder](bool isOne) {
        if (isOne) {
            useVault(folder);
            return;
        }
        Question *question = ask(
            m_window.get(),
            {.title = {QT_TRANSLATE_NOOP("Text", "Make a vault of %1?"), {folder}},
             .body = {QT_TRANSLATE_NOOP("Text", "It holds no backup points of Lifeboat. A small "
                                                "file is written into it that makes it a "
                                                "vault; what is in it stays."),
                      {}},
             .yes = {QT_TRANSLATE_NOOP("Text", "Make a vault of it"), {}},
             .harmless = true});
        connect(question, &Question::confirmed, this, [this, folder] { useVault(folder); });
    });
}

void Shell::openHost(const QString &hostId)
{
    const HostProfile *host = m_desk->overview().host(hostId);
    if (!host)
        return;
    showOnHostPage(*host);
    m_window->showPage(m_hostIndex);
}

void Shell::checkHost()
{
    const HostProfile *host = m_desk->overview().host(m_host->hostId());
    if (!host)
        return;
    m_host->banner()->clear();
    m_host->showChecks();
    m_host->setChecking(true);
    m_desk->query(
        *host, {}, this,
        [host = *host](Operations &operations, const Access &access) {
            return operations.check(host, access);
        },
        [this, id = host->id](const Result<QList<Check>> &checks) {
            if (id != m_host->hostId())
                return; // another host is shown by now
            if (checks) {
                m_host->setChecks(*checks);
            } else {
                m_host->setChecking(false);
                m_host->banner()->setError(checks.error());
            }
        });
}

void Shell::discoverHost()
{
    const HostProfile *host = m_desk->overview().host(m_host->hostId());
    if (!host)
        return;
    m_host->banner()->clear();
    m_host->setDiscovering(true);
    m_desk->query(
        *host, {}, this,
        [host = *host](Operations &operations, const Access &access) {
            return operations.discover(host, access);
        },
        [this, id = host->id](const Result<HostFacts> &facts) {
            if (id != m_host->hostId())
                return;
            if (facts) {
                m_host->setFacts(*facts);
            } else {
                m_host->setDiscovering(false);
                m_host->banner()->setError(facts.error());
            }
        });
}

void Shell::backUp(const QString &hostId)
{
    const HostProfile *host = m_desk->overview().host(hostId);
    if (!host)
        return;
    auto *dialog = new BackupDialog(*m_desk, *host, m_window.get());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &BackupDialog::started, this, &Shell::showLive);
    dialog->open();
}

void Shell::showPointOf(const RunReport &run)
{
    const QList<PlacedPoint> &points = m_desk->overview().points;
    const auto it = std::ranges::find_if(points, [&run](const PlacedPoint &placed) {
        return placed.point.hostId + u'/' + placed.point.id() == run.point
               && placed.vault.folder == run.vault;
    });
    if (it == points.end()) { // not looked at yet, or gone: its neighbours are there
        showPoints(run.hostId);
        return;
    }
    m_points->openPoint(it->point.hostId, it->point.folder);
    m_window->showPage(m_pointsIndex);
}

void Shell::showPoints(const QString &hostId)
{
    m_points->showHost(hostId);
    m_window->showPage(m_pointsIndex);
}

void Shell::removeHost(const QString &hostId)
{
    const HostProfile *host = m_desk->overview().host(hostId);
    if (!host)
        return;
    Question *question = ask(
        m_window.get(),
        {.title = {QT_TRANSLATE_NOOP("Text", "Remove %1 from the list?"), {host->name}},
         .body = {QT_TRANSLATE_NOOP("Text", "Its points stay in the vault and its passwords leave "
                                            "the keychain. Nothing on the host changes."),
                  {}},
         .yes = {QT_TRANSLATE_NOOP("Text", "Remove"), {}}});
    connect(question, &Question::confirmed, this, [this, hostId] {
        m_desk->work(
            this, [hostId, desk = m_desk.get()] { return desk->forgetHost(hostId); },
            [this](const Result<> &removed) {
                if (!removed)
                    m_fleet->banner()->setError(removed.error());
                m_window->showPage(m_fleetIndex);
                m_desk->look();
            });
    });
}

void Shell::verify(const PlacedPoint &point)
{
    if (const HostProfile *host = m_desk->overview().host(point.point.hostId))
        showLive(m_desk->verify(*host, point));
}

void Shell::drill(const PlacedPoint &point)
{
    const HostProfile *host = m_desk->overview().host(point.point.hostId);
    if (!host)
        return;
    Question *question = ask(
        m_window.get(),
        {.title = {QT_TRANSLATE_NOOP("Text", "Drill on %1?"), {host->name}},
         .body = {QT_TRANSLATE_NOOP("Text", "The point is restored into a throw-away container on "
                                            "the host, compared with the data fingerprint and "
                                            "removed. What is in service is not touched; it uses "
                                            "memory and disk there meanwhile."),
                  {}},
         .yes = {QT_TRANSLATE_NOOP("Text", "Drill"), {}},
         .harmless = true});
    connect(question, &Question::confirmed, this,
            [this, host = *host, point] { showLive(m_desk->drill(host, point, {})); });
}

void Shell::watchWizard(RestoreWizard *wizard)
{
    wizard->setAttribute(Qt::WA_DeleteOnClose);
    connect(wizard, &RestoreWizard::undoRequested, this,
            [this, wizard](const RunReport &restore) { undo(restore, wizard); });
    connect(wizard, &RestoreWizard::discardRequested, this,
            [this, wizard](const RunReport &restore) { discard(restore, wizard); });
    connect(wizard, &RestoreWizard::cancelRequested, this, &Shell::cancel);
    connect(wizard, &RestoreWizard::recoveryRequested, this, &Shell::recover);
    connect(wizard, &RestoreWizard::drillStarted, this, &Shell::showLive);
    connect(wizard, &RestoreWizard::reportRequested, this, &Shell::saveReport);
    wizard->show();
}

void Shell::restore(const PlacedPoint &point)
{
    m_desk->readPoints(point.point.hostId, this, [this, point](const QList<PlacedPoint> &points) {
        watchWizard(new RestoreWizard(*m_desk, points, point, m_window.get()));
    });
}

void Shell::recover(const PlacedPoint &point)
{
    m_desk->readPoints(point.point.hostId, this, [this, point](const QList<PlacedPoint> &points) {
        auto *wizard = new RecoveryWizard(*m_desk, points, point, m_window.get());
        wizard->setAttribute(Qt::WA_DeleteOnClose);
        connect(wizard, &RecoveryWizard::cancelRequested, this, &Shell::cancel);
        connect(wizard, &RecoveryWizard::reportRequested, this, &Shell::saveReport);
        wizard->show();
    });
}

void Shell::cutOver(const RunReport &prepared)
{
    if (!hostOf(prepared))
        return;
    const QString source = prepared.point.section(u'/', 0, 0); // another host, perhaps
    m_desk->readPoints(source, this, [this, prepared](const QList<PlacedPoint> &points) {
        watchWizard(new RestoreWizard(*m_desk, points, prepared, m_window.get()));
    });
}

const HostProfile *Shell::hostOf(const RunReport &run)
{
    const HostProfile *host = m_desk->overview().host(run.hostId);
    if (!host) {
        m_fleet->banner()->setError(
            {Error::Kind::NotFound,
             {QT_TRANSLATE_NOOP("Text", "%1 is not on the list of hosts any more."),
              {run.hostName}},
             {QT_TRANSLATE_NOOP("Text", "Add it again to go on with its runs."), {}},
             {}});
        m_window->showPage(m_fleetIndex);
    }
    return host;
}

void Shell::undo(const RunReport &restore, QWidget *wizard)
{
    const HostProfile *host = hostOf(restore);
    if (!host)
        return;
    auto *question = new Question(
        {.title = {QT_TRANSLATE_NOOP("Text", "Undo the restore of %1?"), {host->name}},
         .body = {QT_TRANSLATE_NOOP("Text", "The databases from before serve again within seconds. "
                                            "What was written since stays on the host as a copy."),
                  {}},
         .yes = {QT_TRANSLATE_NOOP("Text", "Undo"), {}}},
        wizard ? wizard : m_window.get());
    question->setTypedName(host->name);
    connect(question, &Question::confirmed, this,
            [this, host = *host, restore, wizard = QPointer(wizard)] {
                if (wizard)
                    wizard->close();
                showLive(m_desk->undo(host, restore));
            });
    question->open();
}

void Shell::accept(const RunReport &restore)
{
    const HostProfile *host = hostOf(restore);
    if (!host)
        return;
    Question *question =
        ask(m_window.get(),
            {.title = {QT_TRANSLATE_NOOP("Text", "Drop the safety copies on %1?"), {host->name}},
             .body = {QT_TRANSLATE_NOOP("Text", "What was there before the restore is removed from "
                                                "the host. Undo is not possible after it."),
                      {}},
             .yes = {QT_TRANSLATE_NOOP("Text", "Drop the safety copies"), {}}});
    connect(question, &Question::confirmed, this,
            [this, host = *host, restore] { showLive(m_desk->accept(host, restore)); });
}

void Shell::discard(const RunReport &restore, QWidget *wizard)
{
    const HostProfile *host = hostOf(restore);
    if (!host)
        return;
    Question *question = ask(
        wizard ? wizard : m_window.get(),
        {.title = {QT_TRANSLATE_NOOP("Text", "Discard what was prepared on %1?"), {host->name}},
         .body = {QT_TRANSLATE_NOOP("Text", "What lies beside what is in service is removed from "
                                            "the host. What serves is not touched; the point "
                                            "stays in the vault."),
                  {}},
         .yes = {QT_TRANSLATE_NOOP("Text", "Discard"), {}}});
    connect(question, &Question::confirmed, this,
            [this, host = *host, restore, wizard = QPointer(wizard)] {
                if (wizard)
                    wizard->close();
                showLive(m_desk->discard(host, restore));
            });
}

void Shell::cancel(LiveRun *run)
{
    QWidget *over = QApplication::activeWindow();
    Question *question =
        ask(over ? over : m_window.get(),
            {.title = {QT_TRANSLATE_NOOP("Text", "Cancel the run on %1?"), {run->host().name}},
             .body = {QT_TRANSLATE_NOOP("Text", "It stops on the host within seconds, and the host "
                                                "is left as it was. Points that are complete "
                                                "stay."),
                      {}},
             .yes = {QT_TRANSLATE_NOOP("Text", "Cancel run"), {}},
             .no = {QT_TRANSLATE_NOOP("Text", "Keep running"), {}}});
    connect(question, &Question::confirmed, run, &LiveRun::cancel);
}

void Shell::cancelElsewhere(const RunReport &run)
{
    m_desk->work(
        this, [id = run.run, log = &m_desk->log()] { return log->requestCancel(id); },
        [this](const Result<> &) { m_desk->look(); });
}

void Shell::loadRecord(const QString &run)
{
    m_desk->work(
        this, [run, desk = m_desk.get()] { return desk->readRecord(run); },
        [this, run](const Record &record) { m_runs->setRecord(run, record.steps, record.events); });
}

void Shell::openJournal(const QString &run)
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(m_desk->folderOfRun(run)));
}

} // namespace Lifeboat
