#pragma once

#include "app/runcontroller.h"
#include "gui/runs/runprogress.h"
#include "gui/runs/stepmodel.h"
#include "gui/runs/timeshares.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

namespace Lifeboat {

// One run that this window began: its steps, its figures and, at the end, its report. Views show
// it and may come and go; it lives in the GUI's thread.
class LiveRun : public QObject
{
    Q_OBJECT

public:
    LiveRun(HostProfile host, Verb verb, QObject *parent = nullptr);

    void start(RunController::Work work, const Access &access);
    void cancel();
    void expect(qint64 bytes) { m_progress.expect(bytes); } // of all its plans; before they come

    const HostProfile &host() const { return m_host; }
    Verb verb() const { return m_verb; }
    QDateTime started() const { return m_started; }
    bool isRunning() const { return !m_report && m_controller.isRunning(); }
    bool isCancelling() const { return isRunning() && m_controller.isCancelled(); }
    const std::optional<RunReport> &report() const { return m_report; } // once it has ended
    QString runId() const;                                     // empty until the plan is known
    const std::optional<Plan> &plan() const { return m_plan; } // the newest

    // While the viewer lives the board does not let go of this run.
    void keepFor(QObject *viewer) { m_viewers << viewer; }
    bool isKept() const;

    StepModel *steps() { return &m_steps; }
    const RunProgress &progress() const { return m_progress; }
    const TimeShares &times() const { return m_times; }
    std::chrono::milliseconds elapsed() const;
    std::chrono::seconds quietFor() const { return m_progress.quietFor(elapsed()); }

signals:
    void changed(); // figures and state, at most twice a second
    void planned(); // once for each plan of the run
    void finished(const Lifeboat::RunReport &report);

private:
    void handlePlan(const Plan &plan);
    void handleEvents(const QList<RunEvent> &events);
    void handleEnd(const RunReport &report);

    HostProfile m_host;
    Verb m_verb;
    QDateTime m_started;
    QElapsedTimer m_clock;
    QTimer m_tick;
    StepModel m_steps;
    RunProgress m_progress;
    TimeShares m_times;
    std::optional<Plan> m_plan;
    std::optional<RunReport> m_report;
    QList<QPointer<QObject>> m_viewers;
    RunController m_controller; // last: its worker ends before the rest goes
};

} // namespace Lifeboat
