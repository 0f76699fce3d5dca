#include "gui/desk.h"

#include "gui/runs/runwords.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

static constexpr auto LookInterval = 30s; // the command line may have done something meanwhile

Desk::Desk(const Parts &parts, QWidget *window)
    : m_parts(parts)
    , m_pool(new QThreadPool(this))
    , m_lookers(new QThreadPool(this))
    , m_prompter(new SecretPrompter(parts.secrets, window))
    , m_points(std::make_shared<PointList>())
{
    m_pool->setMaxThreadCount(8); // they wait for hosts and disks, not for processors
    m_lookers->setMaxThreadCount(1);
    m_lookers->setExpiryTimeout(-1);
    connect(&m_clock, &QTimer::timeout, this, &Desk::look);
    connect(&m_board, &RunBoard::ended, this, &Desk::look);
    m_clock.start(LookInterval);
}

Desk::~Desk()
{
    for (const CancelToken &token : std::as_const(m_tokens))
        token.cancel();
    m_prompter->closeAll();
    m_board.cancelAll();
    m_lookers->waitForDone();
    m_pool->waitForDone();
}

void Desk::look()
{
    if (m_looking) {
        m_lookAgain = true;
        return;
    }
    m_looking = true;
    if (!m_overview.looked.isValid()) {
        work(
            this, [settings = &m_parts.settings] { return settings->hosts(); },
            [this](const Result<QList<HostProfile>> &hosts) {
                if (hosts && !m_overview.looked.isValid())
                    emit hostsKnown(*hosts);
            });
    }
    QElapsedTimer clock;
    clock.start();
    later(
        *m_lookers, this,
        [parts = m_parts, points = m_points, anew = std::exchange(m_anew, false)] {
            if (anew)
                points->forget();
            const Overview overview =
                lookAround(parts.settings, parts.log, parts.fileSystem, *points);
            return Look{overview, hostRows(overview)};
        },
        [this, clock](const Look &look) {
            handleLook(look, std::chrono::milliseconds(clock.elapsed()));
        });
}

void Desk::lookAnew()
{
    m_anew = true;
    look();
}

void Desk::handleLook(const Look &look, std::chrono::milliseconds took)
{
    m_looking = false;
    // A vault that is slow to read is not read all the time.
    m_clock.start(std::max<std::chrono::milliseconds>(LookInterval, 10 * took));
    Overview before = std::exchange(m_overview, look.overview);
    m_rows.clear();
    for (const HostRow &row : look.rows)
        m_rows.insert(row.id, row);
    emit looked(m_overview);
    m_lookers->start(
        [before = std::move(before)] {}); // thousands of records are let go of elsewhere
    if (std::exchange(m_lookAgain, false))
        this->look();
}

HostRow Desk::rowOf(const HostProfile &host) const
{
    HostRow row = m_rows.value(host.id);
    if (row.id.isEmpty()) // not looked at yet
        row = {.id = host.id, .name = host.name, .address = host.ssh.toString(), .tags = host.tags};
    row.running = row.running || m_board.runningOn(host.id);
    return row;
}

std::pair<Access, std::shared_ptr<SecretAnswers>> Desk::accessTo(const HostProfile &host,
                                                                 const QStringList &trust)
{
    Access access{.trust = trust};
    const auto answers = m_prompter->answersFor(host.id, access.cancel);
    access.secrets = [answers](const SecretRequest &request) { return answers->answer(request); };
    m_tokens << access.cancel;
    return {access, answers};
}

void Desk::noteKeychain(const Result<> &kept)
{
    if (kept)
        return;
    const Error error = kept.error();
    QMetaObject::invokeMethod(
        this,
        [this, error] {
            if (!std::exchange(m_keychainTold, true))
                emit keychainRefused(error);
        },
        Qt::QueuedConnection);
}

Result<> Desk::forgetHost(const QString &hostId)
{
    if (const Result<> removed = m_parts.settings.removeHost(hostId); !removed)
        return removed;
    // No keychain, nothing in it: the host is gone from the list either way.
    if (m_parts.secrets)
        noteKeychain(HostSecrets(*m_parts.secrets, hostId).forget());
    return {};
}

QString Desk::folderOfRun(const QString &run) const
{
    return m_parts.settings.places().state + u"/runs/"_s + run;
}

// Each part of a run has its plan in a file of its own; they are shown one after the other.
Record Desk::readRecord(const QString &run) const
{
    Record record;
    const QDir folder(folderOfRun(run));
    const QFileInfoList plans =
        folder.entryInfoList({u"plan*.json"_s}, QDir::Files, QDir::Time | QDir::Reversed);
    for (const QFileInfo &info : plans) {
        QFile file(info.filePath());
        if (file.open(QIODevice::ReadOnly)) {
            record.steps << plannedSteps(QJsonDocument::fromJson(file.readAll()).object());
        }
    }
    if (const auto events = m_parts.log.events(run))
        record.events = *events;
    return record;
}

bool Desk::takeTurn(const CancelToken &cancel, const RunObserver &observer)
{
    if (m_turns.tryAcquire())
        return true;
    observer.event(Notice{
        {QT_TRANSLATE_NOOP("Text", "Waiting until one of the runs before it has ended"), {}}});
    while (!m_turns.tryAcquire(1, 200)) {
        if (cancel.isCancelled())
            return false;
    }
    if (cancel.isCancelled()) { // as were those that made room
        m_turns.release();
        return false;
    }
    observer.event(
        Notice{{QT_TRANSLATE_NOOP("Text", "Connecting, and looking at what is there"), {}}});
    return true;
}

LiveRun *Desk::start(const HostProfile &host, Verb verb, RunController::Work work, Turn turn)
{
    const auto [access, answers] = accessTo(host, {});
    return m_board.start(
        host, verb,
        [=, this, work = std::move(work), answers = answers](const Access &own,
                                                             const RunObserver &observer) {
            if (turn == Turn::Waits && !takeTurn(own.cancel, observer)) {
                const QDateTime now = QDateTime::currentDateTimeUtc();
                return RunReport{.verb = verb,
                                 .hostId = host.id,
                                 .hostName = host.name,
                                 .status = Outcome::Cancelled,
                                 .started = now,
                                 .ended = now};
            }
            const RunReport report = work(own, observer);
            if (turn == Turn::Waits)
                m_turns.release();
            if (report.error && report.error->kind == Error::Kind::Denied)
                answers->forget();
            else
                noteKeychain(answers->keep());
            return report;
        },
        access);
}

LiveRun *Desk::backup(const HostProfile &host, const BackupOptions &options, Turn turn)
{
    return start(
        host, Verb::Backup,
        [=, this](const Access &access, const RunObserver &observer) {
            return m_parts.operations.backup(host, access, options, observer);
        },
        turn);
}

LiveRun *Desk::verify(const HostProfile &host, const PlacedPoint &point, Turn turn)
{
    return start(
        host, Verb::Verify,
        [=, this](const Access &access, const RunObserver &observer) {
            return m_parts.operations.verify(host, access, point.point, point.vault.folder,
                                             observer);
        },
        turn);
}

LiveRun *Desk::drill(const HostProfile &host, const PlacedPoint &point,
                     const QStringList &components)
{
    return start(host, Verb::Drill, [=, this](const Access &access, const RunObserver &observer) {
        return m_parts.operations.drill(host, access, point.point, point.vault.folder, components,
                                        observer);
    });
}

LiveRun *Desk::prepare(const HostProfile &target, const PlacedPoint &point,
                       const RestoreOptions &options)
{
    return start(
        target, Verb::Prepare, [=, this](const Access &access, const RunObserver &observer) {
            return m_parts.operations.prepare(target, access, point.point, options, observer);
        });
}

// The desk outlives every wizard: one that is closed meanwhile changes nothing of what was said.
void Desk::cutOverWhenEqual(LiveRun *preparation)
{
    connect(preparation, &LiveRun::finished, this, [this, preparation](const RunReport &report) {
        if (isPreparedEqual(report))
            emit cutOverBegan(preparation, cutOver(preparation->host(), report));
    });
}

LiveRun *Desk::recover(const HostProfile &target, const PlacedPoint &point,
                       const RecoveryOptions &options)
{
    LiveRun *run =
        start(target, Verb::Recover, [=, this](const Access &access, const RunObserver &observer) {
            return m_parts.operations.recover(target, access, point.point, options, observer);
        });
    run->expect(point.point.manifest.bytes());
    return run;
}

LiveRun *Desk::onRestore(const HostProfile &host, Verb verb, const RunReport &restore, Verbs verbs)
{
    return start(host, verb, [=, this](const Access &access, const RunObserver &observer) {
        return (m_parts.operations.*verbs)(host, access, restore, observer);
    });
}

LiveRun *Desk::cutOver(const HostProfile &host, const RunReport &restore)
{
    return onRestore(host, Verb::CutOver, restore, &Operations::cutOver);
}

LiveRun *Desk::undo(const HostProfile &host, const RunReport &restore)
{
    return onRestore(host, Verb::Undo, restore, &Operations::undo);
}

LiveRun *Desk::accept(const HostProfile &host, const RunReport &restore)
{
    return onRestore(host, Verb::Accept, restore, &Operations::accept);
}

LiveRun *Desk::discard(const HostProfile &host, const RunReport &restore)
{
    return onRestore(host, Verb::Discard, restore, &Operations::discard);
}

} // namespace Lifeboat
