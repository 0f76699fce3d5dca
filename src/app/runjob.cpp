#include "app/runjob.h"

#include "app/openrestores.h"
#include "app/reports.h"
#include "app/runlog.h"
#include "components/common/volume.h"

#include <QCoreApplication>
#include <QThread>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static RunReport newReport(const HostProfile &host, Verb verb)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    return {.run = RunLog::newRunId(now),
            .verb = verb,
            .hostId = host.id,
            .hostName = host.name,
            .tool = toolName(),
            .started = now};
}

RunJob::RunJob(Settings &settings, RunLog &log, const HostProfile &host, const Access &access,
               const RunObserver &observer, Verb verb)
    : RunJob(settings, log, host, access, observer, newReport(host, verb), verb)
{
    m_mark = m_report.run;
}

RunJob::RunJob(Settings &settings, RunLog &log, const HostProfile &host, const Access &access,
               const RunObserver &observer, const RunReport &continued, Verb verb)
    : m_log(log)
    , m_host(host)
    , m_access(access)
    , m_cancel(access.cancel)
    , m_observer(observer)
    , m_mark(continued.ended.isValid() ? RunLog::newRunId(QDateTime::currentDateTimeUtc())
                                       : continued.run)
    , m_report(continued)
    , m_sink([this](const RunEvent &event) {
        if (m_recorder)
            m_recorder->event(event);
        if (m_observer.event)
            m_observer.event(event);
    })
    , m_link(settings, host, access, m_mark, m_sink)
{
    m_clock.start();
    m_report.verb = verb;
    m_report.status = Outcome::Ok;
    m_report.error.reset();
    m_report.components.clear();
    m_report.downtimeSeconds = 0;
    m_report.applicationSeconds = 0;
    Result<std::unique_ptr<RunRecorder>> recorder = log.open(m_report.run, m_cancel);
    if (recorder)
        m_recorder = std::move(*recorder);
    else
        m_recordError = recorder.error();
}

RunJob::~RunJob() = default;

QString RunJob::journalFile() const
{
    return m_recorder ? m_recorder->journalFile() : QString();
}

Result<> RunJob::unlock(Vault &vault, PassphraseUse use)
{
    m_passphrase = m_access.passphrases.value(vault.folder());
    if (!m_passphrase.isEmpty())
        return {};
    const Result<QString> passphrase = vaultPassphrase(vault, use, m_access.secrets);
    if (!passphrase)
        return m_cancel.isCancelled() ? cancelled() : passphrase.error();
    m_passphrase = *passphrase;
    return {};
}

// A plan that is empty yet: from here on the run is listed as running.
Result<> RunJob::list()
{
    if (m_recordError)
        return *m_recordError;
    return m_recorder->begin({.verb = m_report.verb, .run = m_mark, .host = m_host.name}, m_report);
}

Result<HostFacts> RunJob::begin()
{
    if (const Result<> listed = list(); !listed)
        return listed.error();
    Result<HostFacts> facts = m_link.discover();
    if (!facts)
        return facts;
    if (const Result<> settled = settle(*facts); !settled)
        return settled.error();
    return facts;
}

Result<HostFacts> RunJob::beginDrill(const Manifest &manifest)
{
    if (const Result<> listed = list(); !listed)
        return listed.error();
    Result<HostFacts> facts = m_link.bed();
    if (!facts)
        return facts;
    facts->deployment.imageId = recordedHelper(*facts, manifest);
    if (const Result<> settled = settle(*facts); !settled)
        return settled.error();
    return facts;
}

Result<GroundFacts> RunJob::beginOnGround(const RecordedProject &project)
{
    if (const Result<> listed = list(); !listed)
        return listed.error();
    Result<GroundFacts> ground = m_link.ground(project);
    if (!ground)
        return ground;
    if (const Result<> settled = settle(ground->host); !settled)
        return settled.error();
    return ground;
}

Result<> RunJob::settle(const HostFacts &facts)
{
    m_report.machine = facts.machine;
    m_report.machineId = facts.machineId;
    const Result<HostLock> lock = m_link.settle(m_log, guardianImage(facts));
    return lock ? Result<>() : Result<>(lock.error());
}

Result<QList<RunReport>> RunJob::openRestores(const HostFacts &facts)
{
    return Lifeboat::openRestores(m_link, m_log, m_host, facts);
}

Execution RunJob::execute(const Plan &plan, ArtifactStore *store)
{
    Execution execution;
    if (const Result<> begun = m_recorder->begin(plan, m_report); !begun) {
        execution.error = begun.error();
    } else {
        if (m_observer.planned)
            m_observer.planned(plan);
        const double before = seconds();
        execution = Executor({m_link.host(), m_link.probe(), m_link.objects(), store,
                              HostLink::owner(), m_passphrase},
                             m_sink)
                        .run(plan, m_cancel);
        for (double &after : execution.doneAfter)
            after = double(qRound64((after + before) * 1000)) / 1000;
    }
    Lifeboat::report(m_report, plan, execution);
    return execution;
}

RunReport RunJob::conclude(const Result<> &done)
{
    if (!done)
        reportFailure(m_report, done.error());
    m_report.seconds = seconds();
    m_report.ended = QDateTime::currentDateTimeUtc();
    if (!m_recorder)
        return m_report;
    if (const Result<> finished = m_recorder->finish(m_report);
        !finished && m_report.status == Outcome::Ok)
        reportFailure(m_report, finished.error());
    return m_report;
}

// --- What follows a prepared restore
// ----------------------------------------------------------------

RestoreJob::RestoreJob(Settings &settings, RunLog &log, const HostProfile &host,
                       const Access &access, const RunObserver &observer, const RunReport &restore)
    : m_settings(settings)
    , m_log(log)
    , m_host(host)
    , m_access(access)
    , m_observer(observer)
    , m_restore(restore)
{
}

Result<HostFacts> RestoreJob::look(RunJob &job, QList<RestoreState> allowed)
{
    Result<HostFacts> facts = job.begin();
    if (!facts)
        return facts;
    Result<std::optional<RestoreState>> state = stateOnHost(job.link(), *facts, job.report());
    if (!state && state.error().kind == Error::Kind::CommandFailed) {
        QThread::sleep(5); // a busy server that did not answer once
        facts = job.begin();
        if (!facts)
            return facts;
        state = stateOnHost(job.link(), *facts, job.report());
    }
    if (!state)
        return state.error();
    job.report().restore = state->value_or(RestoreState::None);
    if (allowed.contains(job.report().restore))
        return facts;
    if (!*state)
        return Error{
            Error::Kind::NotFound,
            {QT_TRANSLATE_NOOP("Text", "What run %1 prepared is not on %2 any more."),
             {m_restore.run, m_host.name}},
            {QT_TRANSLATE_NOOP("Text", "Nothing was changed. `discover` lists what is there."), {}},
            {}};
    return Error{Error::Kind::Usage,
                 {QT_TRANSLATE_NOOP("Text", "Run %1 is “%2”: this cannot be done with it now."),
                  {m_restore.run, restoreStateName(**state)}},
                 {},
                 {}};
}

static double secondsOf(const Execution &execution, std::initializer_list<const char *> steps)
{
    double seconds = 0;
    for (auto it = execution.seconds.cbegin(); it != execution.seconds.cend(); ++it) {
        for (const char *step : steps) {
            if (it.key().startsWith(step))
                seconds += it.value();
        }
    }
    return seconds;
}

Result<> RestoreJob::exchangeNow(RunJob &job, Direction direction)
{
    const bool forth = direction == Direction::CutOver;
    const Result<HostFacts> facts =
        look(job, {forth ? RestoreState::Prepared : RestoreState::InService});
    if (!facts)
        return facts.error();
    const Result<Plan> plan =
        planSwitch(m_host, *facts, m_restore.places, direction, m_restore.run, job.mark());
    if (!plan)
        return plan.error();
    const Execution execution = job.execute(*plan, nullptr);
    // Where no container is behind any of the places, nothing was out of service.
    if (std::ranges::any_of(m_restore.places, [](const Place &place) {
            return !place.container.isEmpty() || isVolume(place.component);
        }))
        job.report().downtimeSeconds = secondsOf(execution, {"hold", "point", "switch", "release"});
    job.report().applicationSeconds = secondsOf(execution, {"restart", "answer"});
    if (!execution.error)
        job.report().restore = forth ? RestoreState::InService : RestoreState::Undone;
    else
        lookAgain(job.report());
    if (std::optional<Error> &error = job.report().error;
        error && error->hint.isEmpty() && job.report().restore == RestoreState::InService)
        error->hint = {QT_TRANSLATE_NOOP("Text", "What was restored is in service all the same. "
                                                 "`undo %1` brings back what was before."),
                       {m_restore.run}};
    nameSafetyCopies(job.report());
    return {};
}

// A cancel after the point of no return, or a lost line, ends on the side that the guardian chose.
void RestoreJob::lookAgain(RunReport &report) const
{
    Access access = m_access;
    access.cancel = CancelToken();
    HostLink link(m_settings, m_host, access, u"look"_s, {});
    const Result<HostFacts> facts = link.discover();
    if (!facts)
        return; // the next command on this run looks before it does anything
    const Result<std::optional<RestoreState>> state = stateOnHost(link, *facts, report);
    if (state && *state)
        report.restore = **state;
}

RunReport RestoreJob::exchange(Direction direction)
{
    RunJob job(m_settings, m_log, m_host, m_access, m_observer, m_restore,
               direction == Direction::CutOver ? Verb::CutOver : Verb::Undo);
    return job.conclude(exchangeNow(job, direction));
}

Result<> RestoreJob::dropNow(RunJob &job, Leftover what)
{
    const bool safety = what == Leftover::SafetyCopies;
    const Result<HostFacts> facts =
        look(job, safety ? QList{RestoreState::InService}
                         : QList{RestoreState::None, RestoreState::Prepared, RestoreState::Undone});
    if (!facts)
        return facts.error();
    const Result<Plan> plan =
        planDrop(m_host, *facts, m_restore.places, what, m_restore.run, job.mark());
    if (!plan)
        return plan.error();
    if (const Execution execution = job.execute(*plan, nullptr); !execution.error)
        job.report().restore = safety ? RestoreState::Accepted : RestoreState::Discarded;
    return {};
}

RunReport RestoreJob::drop(Leftover what)
{
    RunJob job(m_settings, m_log, m_host, m_access, m_observer, m_restore,
               what == Leftover::SafetyCopies ? Verb::Accept : Verb::Discard);
    return job.conclude(dropNow(job, what));
}

} // namespace Lifeboat
