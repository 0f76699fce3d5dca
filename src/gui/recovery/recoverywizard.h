#pragma once

#include "gui/common/stepdialog.h"
#include "gui/desk.h"

namespace Lifeboat {

class PlanPage;
class PreflightPage;
class RecoveryAddressPage;
class RecoveryHostPage;
class RecoveryReportPage;
class RecoveryRunPage;
class RestorePointPage;

// A point onto a host that has nothing, in a window of its own: point, new host, prerequisites,
// configuration, plan with the name typed, run, report. Closing it ends nothing.
class RecoveryWizard : public StepDialog
{
    Q_OBJECT

public:
    enum Step {
        PointStep,
        HostStep,
        PrerequisitesStep,
        ConfigurationStep,
        PlanStep,
        RunStep,
        ReportStep
    };

    // With the whole points of the host (Desk::readPoints).
    RecoveryWizard(Desk &desk, const QList<PlacedPoint> &points, const PlacedPoint &point,
                   QWidget *parent);
    ~RecoveryWizard() override;

signals:
    void cancelRequested(Lifeboat::LiveRun *run);
    void reportRequested(const Lifeboat::RunReport &run);

private:
    void addPages();
    bool leavePoint();
    bool leaveHost();
    bool leaveConfiguration();
    bool leaveRun();
    void addHost();
    void look();
    void makePlan();
    void recover();
    // Asks the host; the answer goes to `then`, a failure to the banner and to `failed`.
    void ask(const std::function<void(const Preflight &)> &then,
             const std::function<void()> &failed);

    Desk &m_desk;
    PlacedPoint m_chosen;
    HostProfile m_target;
    RecoveryOptions m_options;
    CancelToken m_asking;
    RestorePointPage *m_point;
    RecoveryHostPage *m_host;
    PreflightPage *m_prerequisites;
    RecoveryAddressPage *m_configuration;
    PlanPage *m_plan;
    RecoveryRunPage *m_runPage;
    RecoveryReportPage *m_report;
    QPointer<LiveRun> m_run;
};

} // namespace Lifeboat
