#pragma once

#include "gui/common/stepdialog.h"
#include "gui/desk.h"

namespace Lifeboat {

class PlanPage;
class ScopePage;

// Scope and plan of a backup; begins it and closes.
class BackupDialog : public StepDialog
{
    Q_OBJECT

public:
    BackupDialog(Desk &desk, const HostProfile &host, QWidget *parent);
    ~BackupDialog() override;

signals:
    void started(Lifeboat::LiveRun *run);

private:
    void look();
    bool leaveScope();
    bool leavePlan();
    void chooseFolder();
    void makePlan();

    Desk &m_desk;
    HostProfile m_host;
    CancelToken m_asking;
    BackupOptions m_options;
    ScopePage *m_scope;
    PlanPage *m_plan;
};

} // namespace Lifeboat
