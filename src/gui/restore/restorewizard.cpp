#include "gui/restore/restorewizard.h"

#include "gui/common/errorbanner.h"
#include "gui/restore/restorepages.h"
#include "gui/runs/planpage.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

RestoreWizard::RestoreWizard(Desk &desk, QWidget *parent)
    : StepDialog(parent)
    , m_desk(desk)
    , m_point(new RestorePointPage)
    , m_target(new RestoreTargetPage)
    , m_plan(new PlanPage(Verb::Prepare))
    , m_prepare(new RestoreRunPage(RestoreRunPage::Kind::Prepare))
    , m_confirm(new ConfirmPage)
    , m_result(new RestoreRunPage(RestoreRunPage::Kind::Result))
{
    setWindowTitle(u"Lifeboat"_s);
    setWindowFlag(Qt::Window);
    for (StepPage *page :
         QList<StepPage *>{m_point, m_target, m_plan, m_prepare, m_confirm, m_result})
        addStep(page);
    m_point->leave = [this] { return leavePoint(); };
    m_target->leave = [this] { return leaveTarget(); };
    m_plan->enter = [this] { makePlan(); };
    m_plan->leave = [this] { return leavePlan(); };
    m_prepare->leave = [this] { return leavePrepare(); };
    m_confirm->leave = [this] { return leaveConfirm(); };
    connect(m_confirm, &ConfirmPage::planRequested, this, &RestoreWizard::showCutOverPlan);
    connect(m_prepare, &RestoreRunPage::cancelRequested, this, [this] {
        if (m_run)
            emit cancelRequested(m_run);
    });
    connect(m_prepare, &RestoreRunPage::discardRequested, this, [this] {
        if (m_run && m_run->report())
            emit discardRequested(*m_run->report());
    });
    connect(m_result, &RestoreRunPage::undoRequested, this, [this] {
        if (m_run && m_run->report())
            emit undoRequested(*m_run->report());
    });
    resize(1000, 700);
}

RestoreWizard::RestoreWizard(Desk &desk, const PlacedPoint &point, QWidget *parent)
    : RestoreWizard(desk, parent)
{
    m_draft.point = point;
    const Overview &overview = desk.overview();
    m_point->setPoints(overview.pointsOf(point.point.hostId), point, overview.looked);
    m_target->setHosts(overview.hosts);
    showStep(PointStep);
}

RestoreWizard::RestoreWizard(Desk &desk, const RunReport &prepared, QWidget *parent)
    : RestoreWizard(desk, parent)
{
    m_draft.prepared = prepared;
    const Overview &overview = desk.overview();
    if (const HostProfile *host = overview.host(prepared.hostId))
        m_draft.target = *host;
    const auto isIt = [&prepared](const PlacedPoint &placed) {
        return placed.point.hostId + u'/' + placed.point.id() == prepared.point;
    };
    if (const auto it = std::ranges::find_if(overview.points, isIt); it != overview.points.end())
        m_draft.point = *it;
    m_confirm->setDraft(m_draft);
    showStep(CutOverStep);
}

RestoreWizard::~RestoreWizard()
{
    m_asking.cancel();
}

bool RestoreWizard::leavePoint()
{
    m_draft.point = *m_point->point();
    m_target->setDraft(m_draft);
    return true;
}

bool RestoreWizard::leaveTarget()
{
    m_target->apply(m_draft);
    return true;
}

void RestoreWizard::makePlan()
{
    m_plan->setLooking();
    const RestoreOptions options{m_draft.components, m_draft.point.vault.folder,
                                 m_draft.createRoles};
    m_asking.cancel();
    m_asking = m_desk.query(
        m_draft.target, {}, this,
        [host = m_draft.target, point = m_draft.point.point, options](Operations &operations,
                                                                      const Access &access) {
            return operations.planPrepare(host, access, point, options);
        },
        [this](const Result<Plan> &plan) {
            if (plan) {
                m_plan->setPlan(*plan);
            } else if (plan.error().kind != Error::Kind::Cancelled) {
                m_plan->setFailed();
                banner()->setError(plan.error());
            }
        });
}

bool RestoreWizard::leavePlan()
{
    m_run = m_desk.prepare(m_draft.target, m_draft.point,
                           {m_draft.components, m_draft.point.vault.folder, m_draft.createRoles});
    m_prepare->setRun(m_run, m_draft.target.name);
    setCancelText(QT_TRANSLATE_NOOP("Lifeboat::StepDialog", "Close"));
    return true;
}

bool RestoreWizard::leavePrepare()
{
    if (!m_run || !m_run->report() || !m_prepare->isEqual())
        return false;
    m_draft.prepared = *m_run->report();
    m_confirm->setDraft(m_draft);
    return true;
}

void RestoreWizard::showCutOverPlan()
{
    banner()->clear();
    m_asking = m_desk.query(
        m_draft.target, {}, this,
        [host = m_draft.target, prepared = m_draft.prepared](Operations &operations,
                                                             const Access &access) {
            return operations.planCutOver(host, access, prepared);
        },
        [this](const Result<Plan> &plan) {
            if (plan)
                m_confirm->setPlan(*plan);
            else
                banner()->setError(plan.error());
        });
}

bool RestoreWizard::leaveConfirm()
{
    m_run = m_desk.cutOver(m_draft.target, m_draft.prepared);
    m_result->setRun(m_run, m_draft.target.name);
    setCancelText(QT_TRANSLATE_NOOP("Lifeboat::StepDialog", "Close"));
    return true;
}

} // namespace Lifeboat
