#include "gui/restore/restorewizard.h"

#include "gui/common/errorbanner.h"
#include "gui/restore/confirmpage.h"
#include "gui/restore/differencesdialog.h"
#include "gui/restore/preflightpage.h"
#include "gui/restore/restorefigures.h"
#include "gui/restore/restorepointpage.h"
#include "gui/restore/restorereasonpage.h"
#include "gui/restore/restorerunpage.h"
#include "gui/restore/restorescopepage.h"
#include "gui/restore/restoretargetpage.h"
#include "gui/runs/planpage.h"
#include "gui/runs/runwords.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

RestoreWizard::RestoreWizard(Desk &desk, QWidget *parent)
    : StepDialog(parent)
    , m_desk(desk)
    , m_reason(new RestoreReasonPage)
    , m_point(new RestorePointPage)
    , m_scope(new RestoreScopePage)
    , m_target(new RestoreTargetPage)
    , m_preflight(new PreflightPage(PreflightPage::Kind::Restore))
    , m_plan(new PlanPage(Verb::Prepare))
    , m_prepare(new RestoreRunPage(RestoreRunPage::Kind::Prepare))
    , m_confirm(new ConfirmPage)
    , m_result(new RestoreRunPage(RestoreRunPage::Kind::Result))
{
    setWindowTitle(u"Lifeboat"_s);
    setWindowFlag(Qt::Window);
    addPages();
    connect(m_preflight, &PreflightPage::lookRequested, this, &RestoreWizard::look);
    connect(m_confirm, &ConfirmPage::planRequested, this, &RestoreWizard::showCutOverPlan);
    connect(m_prepare, &RestoreRunPage::differencesRequested, this,
            &RestoreWizard::showDifferences);
    connect(m_result, &RestoreRunPage::differencesRequested, this, &RestoreWizard::showDifferences);
    connect(m_prepare, &RestoreRunPage::cancelRequested, this, [this] {
        if (m_run)
            emit cancelRequested(m_run);
    });
    connect(m_prepare, &RestoreRunPage::discardRequested, this, [this] {
        if (m_run && m_run->report())
            emit discardRequested(*m_run->report());
    });
    connect(m_result, &RestoreRunPage::reportRequested, this, [this] {
        if (m_run && m_run->report())
            emit reportRequested(*m_run->report());
    });
    connect(m_result, &RestoreRunPage::undoRequested, this, [this] {
        if (m_run && m_run->report())
            emit undoRequested(*m_run->report());
    });
    connect(&m_desk, &Desk::cutOverBegan, this, [this](LiveRun *preparation, LiveRun *cutOver) {
        if (preparation != m_run)
            return;
        m_run = cutOver;
        m_result->setRun(cutOver, m_draft.target.name);
        showStep(ResultStep);
    });
    resize(1000, 700);
}

void RestoreWizard::addPages()
{
    for (StepPage *page : QList<StepPage *>{m_reason, m_point, m_scope, m_target, m_preflight,
                                            m_plan, m_prepare, m_confirm, m_result})
        addStep(page);
    m_reason->leave = [this] { return leaveReason(); };
    m_point->leave = [this] { return leavePoint(); };
    m_scope->leave = [this] {
        m_scope->apply(m_draft);
        m_target->setDraft(m_draft);
        return true;
    };
    m_target->leave = [this] { return leaveTarget(); };
    m_preflight->enter = [this] { look(); };
    m_plan->enter = [this] { showPlan(); };
    m_plan->leave = [this] { return leavePlan(); };
    m_prepare->leave = [this] { return leavePrepare(); };
    m_confirm->leave = [this] { return leaveConfirm(); };
}

RestoreWizard::RestoreWizard(Desk &desk, const QList<PlacedPoint> &points, const PlacedPoint &point,
                             QWidget *parent)
    : RestoreWizard(desk, parent)
{
    m_draft.point = point;
    const Overview &overview = desk.overview();
    m_point->setPoints(points, point, overview.looked);
    m_target->setHosts(overview.hosts);
    showStep(ReasonStep);
}

RestoreWizard::RestoreWizard(Desk &desk, const QList<PlacedPoint> &points,
                             const RunReport &prepared, QWidget *parent)
    : RestoreWizard(desk, parent)
{
    m_draft.prepared = prepared;
    const Overview &overview = desk.overview();
    if (const HostProfile *host = overview.host(prepared.hostId))
        m_draft.target = *host;
    const auto isIt = [&prepared](const PlacedPoint &placed) {
        return placed.point.hostId + u'/' + placed.point.id() == prepared.point;
    };
    if (const auto it = std::ranges::find_if(points, isIt); it != points.end())
        m_draft.point = *it;
    m_confirm->setDraft(m_draft);
    showStep(CutOverStep);
}

RestoreWizard::~RestoreWizard()
{
    m_asking.cancel();
}

RestoreOptions RestoreWizard::options() const
{
    return {m_draft.components, m_draft.point.vault.folder, m_draft.createRoles};
}

bool RestoreWizard::leaveReason()
{
    m_draft.reason = m_reason->reason();
    if (m_draft.reason == RestoreReason::HostLost) {
        emit recoveryRequested(m_draft.point);
        close();
        return false;
    }
    m_draft.isDrill = m_draft.reason == RestoreReason::Drill;
    listSteps();
    return true;
}

void RestoreWizard::listSteps()
{
    const bool lookOnly = m_draft.reason == RestoreReason::LookAtOld;
    m_prepare->setLookOnly(lookOnly);
    if (m_draft.isDrill)
        setSkipped({m_preflight, m_plan, m_prepare, m_confirm, m_result});
    else
        setSkipped(lookOnly ? QList<StepPage *>{m_confirm, m_result} : QList<StepPage *>());
}

bool RestoreWizard::leavePoint()
{
    m_draft.point = *m_point->point();
    m_scope->setPoint(m_draft.point);
    return true;
}

bool RestoreWizard::leaveTarget()
{
    m_target->apply(m_draft);
    listSteps();
    m_plan->setTarget(m_draft.target.name);
    m_preflight->setRoute([this] {
        return std::pair(routeFrom(m_draft.point), routeTo(m_draft.target, m_draft.point));
    });
    if (!m_draft.isDrill)
        return true;
    emit drillStarted(m_desk.drill(m_draft.target, m_draft.point, m_draft.components));
    close();
    return false;
}

void RestoreWizard::look()
{
    banner()->clear();
    m_preflight->setLooking();
    m_asking.cancel();
    m_asking = m_desk.query(
        m_draft.target, {}, this,
        [host = m_draft.target, point = m_draft.point.point,
         options = options()](Operations &operations, const Access &access) {
            return operations.preflightRestore(host, access, point, options);
        },
        [this](const Result<Preflight> &preflight) {
            if (preflight) {
                m_preflight->setPreflight(*preflight);
            } else if (preflight.error().kind != Error::Kind::Cancelled) {
                m_preflight->setFailed();
                banner()->setError(preflight.error());
            }
        });
}

void RestoreWizard::showPlan()
{
    m_plan->setFigures(restoreFigures(m_draft, m_desk.overview().runs));
    m_plan->setPlans(m_preflight->plans());
}

bool RestoreWizard::leavePlan()
{
    m_run = m_desk.prepare(m_draft.target, m_draft.point, options());
    if (m_plan->cutsOverByItself())
        m_desk.cutOverWhenEqual(m_run);
    m_prepare->setRun(m_run, m_draft.target.name);
    setCancelText(QT_TRANSLATE_NOOP("Lifeboat::StepDialog", "Close"));
    return true;
}

bool RestoreWizard::leavePrepare()
{
    if (!m_run || !m_run->report())
        return false;
    if (m_prepare->canDiscard()) {
        emit discardRequested(*m_run->report());
        return false;
    }
    m_draft.prepared = *m_run->report();
    m_confirm->setDraft(m_draft);
    return true;
}

void RestoreWizard::showDifferences()
{
    if (m_run && m_run->report())
        (new DifferencesDialog(differencesOf(*m_run->report()), this))->open();
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
