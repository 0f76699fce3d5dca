#pragma once

#include "gui/common/stepdialog.h"
#include "gui/desk.h"
#include "gui/restore/restoredraft.h"

namespace Lifeboat {

class ConfirmPage;
class PlanPage;
class PreflightPage;
class RestorePointPage;
class RestoreReasonPage;
class RestoreRunPage;
class RestoreScopePage;
class RestoreTargetPage;

// From a point into service, in a window of its own: what happened, point, scope, target,
// preflight, plan, prepare, cut over, result. Closing it ends nothing: a run goes on and what was
// prepared stays, both under Runs. A lost host and a drill lead away from it.
class RestoreWizard : public StepDialog
{
    Q_OBJECT

public:
    enum Step {
        ReasonStep,
        PointStep,
        ScopeStep,
        TargetStep,
        PreflightStep,
        PlanStep,
        PrepareStep,
        CutOverStep,
        ResultStep
    };

    // With the whole points of the host (Desk::readPoints).
    RestoreWizard(Desk &desk, const QList<PlacedPoint> &points, const PlacedPoint &point,
                  QWidget *parent);
    // At the cut-over of what an earlier run prepared.
    RestoreWizard(Desk &desk, const QList<PlacedPoint> &points, const RunReport &prepared,
                  QWidget *parent);
    ~RestoreWizard() override;

signals:
    void undoRequested(const Lifeboat::RunReport &restore);
    void discardRequested(const Lifeboat::RunReport &restore);
    void cancelRequested(Lifeboat::LiveRun *run);
    void reportRequested(const Lifeboat::RunReport &run);
    void recoveryRequested(const Lifeboat::PlacedPoint &point);
    void drillStarted(Lifeboat::LiveRun *run);

private:
    RestoreWizard(Desk &desk, QWidget *parent);
    void addPages();
    bool leaveReason();
    void listSteps();
    bool leavePoint();
    bool leaveTarget();
    void look();
    void showPlan();
    bool leavePlan();
    bool leavePrepare();
    void showCutOverPlan();
    void showDifferences();
    bool leaveConfirm();
    RestoreOptions options() const;

    Desk &m_desk;
    RestoreDraft m_draft;
    CancelToken m_asking;
    RestoreReasonPage *m_reason;
    RestorePointPage *m_point;
    RestoreScopePage *m_scope;
    RestoreTargetPage *m_target;
    PreflightPage *m_preflight;
    PlanPage *m_plan;
    RestoreRunPage *m_prepare;
    ConfirmPage *m_confirm;
    RestoreRunPage *m_result;
    QPointer<LiveRun> m_run;
};

} // namespace Lifeboat
