#include "engine/executor.h"

#include "engine/hosterror.h"
#include "engine/sidebyside.h"
#include "engine/stepworker.h"
#include "planning/planrenderer.h"
#include "storage/artifactstore.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <condition_variable>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

namespace {

// Side by side, of the lanes of a stage. Each has connections of its own to the host, and a host
// may hold more databases than a server takes connections.
constexpr size_t LanesAtOnce = 8;

// Turns the operator's cancel and a lost guardian into the one token that the lanes look at.
class Watch
{
public:
    Watch(const CancelToken &cancel, const CancelToken &stop, const Guardian *guardian)
        : m_thread([this, cancel, stop, guardian] {
            std::unique_lock lock(m_mutex);
            while (!m_wake.wait_for(lock, 100ms, [this] { return m_over; })) {
                if (cancel.isCancelled() || (guardian && !guardian->alive()))
                    stop.cancel();
            }
        })
    {
    }

    ~Watch()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_over = true;
        }
        m_wake.notify_all();
        m_thread.join();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_over = false;
    std::thread m_thread;
};

} // namespace

class Executor::Run
{
public:
    Run(Executor &executor, const Plan &plan, const CancelToken &cancel)
        : m_plan(plan)
        , m_cancel(cancel)
        , m_sink([this, &executor](const RunEvent &event) {
            const std::lock_guard lock(m_sinkMutex);
            executor.m_sink(event);
        })
        , m_snapshots(executor.m_tools.host, executor.m_tools.probe, u"lifeboat-"_s + plan.run)
        , m_state{executor.m_tools, m_sink, m_snapshots}
    {
    }

    Execution execute();

private:
    void runStages();
    void runStage(const Stage &stage);
    void runLane(const Lane &lane, bool isMoment, const CancelToken &token);
    void runStep(const Step &step, const CancelToken &token);
    void noteMoment(qint64 began);
    bool mustSkip(const Step &step);
    void noteFailure(const Step &step, const Error &error);
    void dropFailedArtifacts();
    Result<> takeGuardian();
    Result<> endGuardian();

    const Plan &m_plan;
    const CancelToken &m_cancel;
    std::mutex m_sinkMutex;
    EventSink m_sink;
    Snapshots m_snapshots;
    RunState m_state;
    std::unique_ptr<Guardian> m_guardian;
    QElapsedTimer m_clock;
    std::optional<qint64> m_momentBegan; // ms
};

Execution Executor::Run::execute()
{
    m_clock.start();
    if (const Result<> taken = takeGuardian(); !taken) {
        m_state.execution.error = explained(taken.error(), {});
        return m_state.execution;
    }
    m_state.guardian = m_guardian.get();
    {
        const Watch watch(m_cancel, m_state.stop, m_guardian.get());
        runStages();
        dropFailedArtifacts();
        if (m_cancel.isCancelled())
            m_state.execution.error = cancelled();
        else if (const Result<> alive = m_guardian ? m_guardian->alive() : Result<>(); !alive)
            m_state.execution.error = alive.error();
    }
    m_state.execution.values = m_state.values;
    if (!m_guardian)
        return m_state.execution;
    if (const Result<> ended = endGuardian(); !ended)
        m_state.execution.ending = ended.error();
    return m_state.execution;
}

// A plan that holds nothing and has no image on the host yet to lend a guardian has none.
Result<> Executor::Run::takeGuardian()
{
    if (m_plan.guardian.image.isEmpty() && m_plan.guardian.files.isEmpty())
        return {};
    Result<std::unique_ptr<Guardian>> guardian = Guardian::take(
        m_state.tools.host, m_plan.guardian, m_plan.run, m_state.tools.owner, m_sink, m_cancel);
    if (!guardian)
        return guardian.error();
    m_guardian = std::move(*guardian);
    return {};
}

Result<> Executor::Run::endGuardian()
{
    return m_state.execution.error ? m_guardian->abort() : m_guardian->end();
}

void Executor::Run::runStages()
{
    for (const Stage &stage : m_plan.stages)
        runStage(stage);
}

void Executor::Run::runStage(const Stage &stage)
{
    const CancelToken over;
    std::vector<std::thread> watches;
    QList<const Lane *> lanes;
    for (const Lane &lane : stage.lanes) {
        if (lane.isWatch)
            watches.emplace_back([&] { runLane(lane, false, over); });
        else
            lanes << &lane;
    }
    (void)sideBySide(lanes.size(), LanesAtOnce, [&](qsizetype index, size_t) {
        runLane(*lanes.at(index), stage.isMoment, m_state.stop);
        return Result<>();
    });
    over.cancel();
    for (std::thread &watch : watches)
        watch.join();
}

void Executor::Run::runLane(const Lane &lane, bool isMoment, const CancelToken &token)
{
    for (const Step &step : lane.steps) {
        if (mustSkip(step)) {
            m_sink(StepSkipped{step.id});
            continue;
        }
        const qint64 began = m_clock.elapsed();
        runStep(step, token);
        if (isMoment && !step.component.isEmpty())
            noteMoment(began);
    }
}

void Executor::Run::noteMoment(qint64 began)
{
    const std::lock_guard lock(m_state.mutex);
    m_momentBegan = qMin(m_momentBegan.value_or(began), began);
    m_state.execution.snapshotWindowSeconds = double(m_clock.elapsed() - *m_momentBegan) / 1000;
}

bool Executor::Run::mustSkip(const Step &step)
{
    if (step.always)
        return false;
    const std::lock_guard lock(m_state.mutex);
    return m_state.stop.isCancelled()
           || (!step.component.isEmpty() && m_state.execution.failures.contains(step.component));
}

void Executor::Run::runStep(const Step &step, const CancelToken &token)
{
    QElapsedTimer clock;
    clock.start();
    {
        const std::lock_guard lock(m_state.mutex);
        m_sink(StepStarted{step.id, commandText(step.action, m_state.values)});
    }
    // Clean-up gets a fresh token: the operator cancels the run, not the tidying up.
    StepOutcome outcome = performStep(step, m_state, step.always ? CancelToken() : token);
    const double seconds = double(clock.elapsed()) / 1000;
    if (outcome.error && outcome.error->kind == Error::Kind::Cancelled && !m_cancel.isCancelled()) {
        if (m_guardian && !m_guardian->alive()) // by a lost line, not by the operator
            outcome.error = m_guardian->alive().error();
        else if (!m_state.stop.isCancelled()) // a watch whose time is over
            outcome.error.reset();
    }
    m_sink(StepFinished{step.id, outcome.bytes, seconds, outcome.differences, outcome.error,
                        outcome.spent});

    const std::lock_guard lock(m_state.mutex);
    m_state.execution.seconds.insert(step.id, seconds);
    if (!step.always && !step.component.isEmpty())
        m_state.execution.doneAfter.insert(step.component, double(m_clock.elapsed()) / 1000);
    m_state.execution.bytes += outcome.bytes;
    m_state.execution.differences[step.component] << outcome.differences;
    if (outcome.error)
        noteFailure(step, *outcome.error);
}

void Executor::Run::noteFailure(const Step &step, const Error &error)
{
    if (!step.component.isEmpty() && !m_state.execution.failures.contains(step.component)) {
        m_state.execution.failures.insert(step.component, error);
        m_state.execution.failedSteps.insert(step.component, step.id);
    }
    const bool endsRun = step.component.isEmpty() || !m_plan.independentComponents;
    if (endsRun && !m_state.execution.error) {
        m_state.execution.error = error;
        m_state.stop.cancel();
    }
}

// A component that failed leaves no file: an artifact without its proof looks like a backup.
void Executor::Run::dropFailedArtifacts()
{
    if (m_plan.verb != Verb::Backup)
        return;
    for (auto it = m_state.execution.failures.cbegin(); it != m_state.execution.failures.cend();
         ++it) {
        for (const Artifact &artifact : m_state.execution.artifacts.take(it.key())) {
            if (const Result<> removed = m_state.tools.store->remove(artifact.file); !removed)
                m_sink(Notice{removed.error().message});
        }
        m_state.execution.fingerprints.remove(it.key());
    }
}

Executor::Executor(Tools tools, EventSink sink)
    : m_tools(tools)
    , m_sink(std::move(sink))
{
}

Execution Executor::run(const Plan &plan, const CancelToken &cancel)
{
    return Run(*this, plan, cancel).execute();
}

} // namespace Lifeboat
