#pragma once

#include "app/runreport.h"
#include "gui/runs/plannedstep.h"
#include "gui/runs/timeshares.h"
#include "model/runevent.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace Lifeboat {

class ErrorBanner;
class IconLabel;
class LiveRun;
class StepModel;
class StepView;
class TimeBar;

// One run: while it goes on its figures, afterwards what is true now; below it the steps with
// their commands and output. Shows a live run or a recorded one.
class RunView : public QWidget
{
    Q_OBJECT

public:
    explicit RunView(QWidget *parent = nullptr);

    void showLive(LiveRun *run);
    // The same record again only adds the events that are new.
    void showRecord(const RunReport &report, const QList<PlannedStep> &steps,
                    const QList<RunEvent> &events);
    void clear();
    StepView *steps() const { return m_view; }

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildProgress();
    QWidget *buildResult();
    QWidget *buildSteps();
    QWidget *buildTimes();
    void retranslate();
    void showFigures();
    void showResult();
    void showTimes();

    QPointer<LiveRun> m_live;
    std::optional<RunReport> m_report;
    QList<PlannedStep> m_recordSteps;
    qsizetype m_recordEvents = 0;
    TimeShares m_recordTimes;
    StepModel *m_recorded; // of a record; a live run brings its own
    ErrorBanner *m_banner;
    QWidget *m_progressCard = nullptr;
    QWidget *m_resultCard = nullptr;
    QLabel *m_percent = nullptr;
    QLabel *m_left = nullptr;
    QProgressBar *m_bar = nullptr;
    QLabel *m_phase = nullptr;
    QLabel *m_bytes = nullptr;
    QLabel *m_rate = nullptr;
    QLabel *m_activity = nullptr;
    IconLabel *m_resultIcon = nullptr;
    QLabel *m_result = nullptr;
    QLabel *m_resultFacts = nullptr;
    StepView *m_view = nullptr;
    QPushButton *m_follow = nullptr;
    QWidget *m_timesCard = nullptr;
    QLabel *m_timesTitle = nullptr;
    QLabel *m_advice = nullptr;
    TimeBar *m_times = nullptr;
};

} // namespace Lifeboat
