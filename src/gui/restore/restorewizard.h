#pragma once

#include "gui/common/stepdialog.h"
#include "gui/desk.h"
#include "gui/restore/restoredraft.h"

namespace Lifeboat {

class ConfirmPage;
class PlanPage;
class RestorePointPage;
class RestoreRunPage;
class RestoreTargetPage;

// From a point into service, in a window of its own: point, target, plan, prepare, cut over,
// result. Closing it ends nothing: a run goes on and what was prepared stays, both under Runs.
class RestoreWizard : public StepDialog
{
    Q_OBJECT

public:
    enum Step { PointStep, TargetStep, PlanStep, PrepareStep, CutOverStep, ResultStep };

    RestoreWizard(Desk &desk, const PlacedPoint &point, QWidget *parent);
    // At the cut-over of what an earlier run prepared.
    RestoreWizard(Desk &desk, const RunReport &prepared, QWidget *parent);
    ~RestoreWizard() override;

signals:
    void undoRequested(const Lifeboat::RunReport &restore);
    void discardRequested(const Lifeboat::RunReport &restore);
    void cancelRequested(Lifeboat::LiveRun *run);

private:
    RestoreWizard(Desk &desk, QWidget *parent);
    bool leavePoint();
    bool leaveTarget();
    void makePlan();
    bool leavePlan();
    bool leavePrepare();
    void showCutOverPlan();
    bool leaveConfirm();

    Desk &m_desk;
    RestoreDraft m_draft;
    CancelToken m_asking;
    RestorePointPage *m_point;
    RestoreTargetPage *m_target;
    PlanPage *m_plan;
    RestoreRunPage *m_prepare;
    ConfirmPage *m_confirm;
    RestoreRunPage *m_result;
    QPointer<LiveRun> m_run;
};

} // namespace Lifeboat
