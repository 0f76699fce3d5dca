#include "gui/runs/runboard.h"

#include <algorithm>

namespace Lifeboat {

LiveRun *RunBoard::start(const HostProfile &host, Verb verb, RunController::Work work,
                         const Access &access)
{
    auto *run = new LiveRun(host, verb, this);
    m_runs.prepend(run);
    connect(run, &LiveRun::finished, this, [this, run] {
        emit ended(run);
        emit changed();
    });
    run->start(std::move(work), access);
    emit changed();
    return run;
}

int RunBoard::runningCount() const
{
    return int(std::ranges::count_if(m_runs, &LiveRun::isRunning));
}

LiveRun *RunBoard::runningOn(const QString &hostId) const
{
    const auto it = std::ranges::find_if(m_runs, [&hostId](const LiveRun *run) {
        return run->isRunning() && run->host().id == hostId;
    });
    return it == m_runs.end() ? nullptr : *it;
}

void RunBoard::cancelAll()
{
    for (LiveRun *run : std::as_const(m_runs)) {
        if (run->isRunning())
            run->cancel();
    }
}

// Cancelled while it waited for its turn: there will be no record of it.
static bool neverBegan(const LiveRun &run)
{
    return run.report() && run.runId().isEmpty();
}

void RunBoard::forgetEnded(const QStringList &recordedRuns, const LiveRun *shown)
{
    const qsizetype before = m_runs.size();
    m_runs.removeIf([&](LiveRun *run) {
        const bool gone = !run->isRunning() && run != shown && !run->isKept()
                          && (recordedRuns.contains(run->runId()) || neverBegan(*run));
        if (gone)
            run->deleteLater();
        return gone;
    });
    if (m_runs.size() != before)
        emit changed();
}

} // namespace Lifeboat
