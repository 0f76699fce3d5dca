#include "gui/runs/liverun.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace Lifeboat {

LiveRun::LiveRun(HostProfile host, Verb verb, QObject *parent)
    : QObject(parent)
    , m_host(std::move(host))
    , m_verb(verb)
    , m_started(QDateTime::currentDateTimeUtc())
{
    connect(&m_controller, &RunController::planned, this, &LiveRun::handlePlan);
    connect(&m_controller, &RunController::happened, this, &LiveRun::handleEvents);
    connect(&m_controller, &RunController::finished, this, &LiveRun::handleEnd);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        m_progress.tick(elapsed());
        m_steps.tick(QDateTime::currentDateTimeUtc());
        emit changed();
    });
}

void LiveRun::start(RunController::Work work, const Access &access)
{
    m_clock.start();
    m_tick.start(500ms);
    m_controller.start(std::move(work), access);
    emit changed();
}

void LiveRun::cancel()
{
    m_controller.cancel();
    emit changed();
}

bool LiveRun::isKept() const
{
    return std::ranges::any_of(m_viewers, [](const auto &viewer) { return !viewer.isNull(); });
}

QString LiveRun::runId() const
{
    return m_report ? m_report->run : m_plan ? m_plan->run : QString();
}

std::chrono::milliseconds LiveRun::elapsed() const
{
    return std::chrono::milliseconds(m_clock.isValid() ? m_clock.elapsed() : 0);
}

void LiveRun::handlePlan(const Plan &plan)
{
    const QList<PlannedStep> steps = plannedSteps(plan);
    if (m_plan) {
        m_steps.addSteps(steps);
        m_progress.goOn(steps);
    } else {
        m_steps.setSteps(steps);
        m_progress.begin(steps, plan.estimatedBytes);
    }
    m_plan = plan;
    emit planned();
    emit changed();
}

void LiveRun::handleEvents(const QList<RunEvent> &events)
{
    m_steps.apply(events, QDateTime::currentDateTimeUtc());
    for (const RunEvent &event : events) {
        m_progress.add(event, elapsed());
        m_times.add(event);
    }
}

void LiveRun::handleEnd(const RunReport &report)
{
    m_tick.stop();
    m_report = report;
    m_steps.endReplay();
    emit changed();
    emit finished(report);
}

} // namespace Lifeboat
