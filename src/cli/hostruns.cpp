#include "cli/hostruns.h"

#include <QDateTime>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;

namespace Lifeboat {

namespace {

// Tells about one run: a line a step when verbose, events for --json-lines, the progress line.
class Teller
{
public:
    Teller(Console &console, ProgressLine &progress, const QString &host)
        : m_console(console)
        , m_progress(progress)
        , m_host(host)
    {
    }

    RunObserver observer()
    {
        return {[this](const Plan &plan) { planned(plan); },
                [this](const RunEvent &event) { happened(event); }};
    }
    bool isReached() const { return m_isReached; }

private:
    void planned(const Plan &plan)
    {
        m_isReached = true;
        m_plan = plan;
        m_progress.planned(m_host, plan);
        QJsonObject json = planJson(plan);
        json.insert(u"event"_s, u"planned"_s);
        json.insert(u"time"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs));
        m_console.event(json);
        for (const Text &warning : plan.warnings)
            m_console.say(m_host + u": "_s + warning.toString());
    }

    void happened(const RunEvent &event)
    {
        m_progress.event(m_host, event);
        if (m_console.mode() == OutputMode::JsonLines)
            m_console.event(eventJson(event, QDateTime::currentDateTimeUtc(), m_host, m_plan.run));
        if (const auto *notice = std::get_if<Notice>(&event))
            m_console.say(m_host + u": "_s + notice->text.toString());
        if (!m_console.isVerbose())
            return;
        if (const auto *started = std::get_if<StepStarted>(&event)) {
            const Step *step = m_plan.step(started->step);
            m_console.explain(m_host + u": "_s
                              + (step ? step->title.toString() : QString::fromUtf8(started->step))
                              + u"\n  $ "_s + started->command);
        } else if (const auto *output = std::get_if<StepOutput>(&event)) {
            m_console.explain(u"  "_s + output->text.trimmed());
        } else if (const auto *finished = std::get_if<StepFinished>(&event);
                   finished && finished->error) {
            m_console.explain(m_host + u": "_s + finished->error->message.toString());
        } else if (const auto *guardian = std::get_if<GuardianEvent>(&event)) {
            m_console.explain(m_host + u": "_s + guardian->text);
        }
    }

    Console &m_console;
    ProgressLine &m_progress;
    QString m_host;
    Plan m_plan;
    std::atomic_bool m_isReached = false;
};

} // namespace

void forEachHost(Context &context, qsizetype count, int parallel,
                 const std::function<void(qsizetype)> &work)
{
    std::atomic<qsizetype> next = 0;
    const auto workOff = [&] {
        for (qsizetype i = next++; i < count && !context.isCancelled(); i = next++)
            work(i);
    };
    std::vector<std::thread> helpers;
    for (qsizetype i = 1; i < std::min<qsizetype>(parallel, count); ++i)
        helpers.emplace_back(workOff);
    workOff();
    for (std::thread &helper : helpers)
        helper.join();
}

QList<HostRun> runTasks(Context &context, const QList<HostTask> &tasks, int parallel)
{
    ProgressLine progress(context.console());
    std::vector<std::optional<HostRun>> runs(size_t(tasks.size()));
    forEachHost(context, tasks.size(), parallel, [&](qsizetype i) {
        const HostTask &task = tasks.at(i);
        Teller teller(context.console(), progress, task.host.name);
        const RunReport report = task.run(context.access(task.host), teller.observer());
        progress.ended(task.host.name);
        runs[size_t(i)] = HostRun{report, teller.isReached()};
    });

    QList<HostRun> done;
    for (const std::optional<HostRun> &run : runs) {
        if (run)
            done << *run;
    }
    return done;
}

CommandResult resultOf(Context &context, const QList<HostTask> &tasks, int parallel)
{
    const QList<HostRun> runs = runTasks(context, tasks, parallel);
    CommandResult result = runsResult(runs, context.hostNames());
    if (runs.size() < tasks.size()) {
        result.exitStatus = WasCancelled;
        result.error = cancelled();
    }
    return result;
}

} // namespace Lifeboat
