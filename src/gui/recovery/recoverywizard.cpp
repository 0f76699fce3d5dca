#include "gui/recovery/recoverywizard.h"

#include "gui/common/errorbanner.h"
#include "gui/fleet/addhostdialog.h"
#include "gui/recovery/recoveryaddresspage.h"
#include "gui/recovery/recoveryhostpage.h"
#include "gui/recovery/recoveryreportpage.h"
#include "gui/recovery/recoveryrunpage.h"
#include "gui/restore/preflightpage.h"
#include "gui/restore/restorefigures.h"
#include "gui/restore/restorepointpage.h"
#include "gui/runs/planpage.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Lifeboat {

RecoveryWizard::RecoveryWizard(Desk &desk, const QList<PlacedPoint> &points,
                               const PlacedPoint &point, QWidget *parent)
    : StepDialog(parent)
    , m_desk(desk)
    , m_point(new RestorePointPage)
    , m_host(new RecoveryHostPage)
    , m_prerequisites(new PreflightPage(PreflightPage::Kind::Recovery))
    , m_configuration(new RecoveryAddressPage)
    , m_plan(new PlanPage(Verb::Recover))
    , m_runPage(new RecoveryRunPage)
    , m_report(new RecoveryReportPage)
{
    setWindowTitle(u"Lifeboat"_s);
    setWindowFlag(Qt::Window);
    addPages();
    const Overview &overview = desk.overview();
    m_point->setPoints(points, point, overview.looked);
    m_host->setHosts(overview.hosts);
    connect(&desk, &Desk::looked, m_host,
            [this](const Overview &looked) { m_host->setHosts(looked.hosts); });
    connect(m_host, &RecoveryHostPage::addRequested, this, &RecoveryWizard::addHost);
    connect(m_prerequisites, &PreflightPage::lookRequested, this, &RecoveryWizard::look);
    connect(m_runPage, &RecoveryRunPage::cancelRequested, this, [this] {
        if (m_run)
            emit cancelRequested(m_run);
    });
    connect(m_report, &RecoveryReportPage::saveRequested, this, &RecoveryWizard::reportRequested);
    resize(1000, 720);
    showStep(PointStep);
}

RecoveryWizard::~RecoveryWizard()
{
    m_asking.cancel();
}

void RecoveryWizard::addPages()
{
    for (StepPage *page : QList<StepPage *>{m_point, m_host, m_prerequisites, m_configuration,
                                            m_plan, m_runPage, m_report})
        addStep(page);
    m_point->leave = [this] { return leavePoint(); };
    m_host->leave = [this] { return leaveHost(); };
    m_prerequisites->enter = [this] { look(); };
    m_prerequisites->leave = [this] {
        m_options.images = m_prerequisites->images();
        m_configuration->setTarget(m_target, m_target.id == m_chosen.point.hostId);
        return true;
    };
    m_configuration->leave = [this] { return leaveConfiguration(); };
    m_plan->enter = [this] { makePlan(); };
    m_plan->leave = [this] {
        recover();
        return true;
    };
    m_runPage->leave = [this] { return leaveRun(); };
}

bool RecoveryWizard::leavePoint()
{
    m_chosen = *m_point->point();
    m_host->setPoint(m_chosen);
    m_options.vault = m_chosen.vault.folder;
    // Where nobody names one, images may lie beside the points.
    const QString beside = m_chosen.vault.folder + u"/images"_s;
    if (m_prerequisites->images().isEmpty() && QFileInfo(beside).isDir())
        m_prerequisites->setImages(beside);
    return true;
}

bool RecoveryWizard::leaveHost()
{
    m_target = *m_host->host();
    m_plan->setTarget(m_target.name);
    m_prerequisites->setRoute(
        [this] { return std::pair(routeFrom(m_chosen), routeToEmpty(m_target)); });
    return true;
}

bool RecoveryWizard::leaveConfiguration()
{
    m_options.address = m_configuration->address();
    return true;
}

void RecoveryWizard::addHost()
{
    auto *dialog = new AddHostDialog(m_desk, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &AddHostDialog::added, this, [this](const HostProfile &host) {
        m_host->choose(host.id);
        m_desk.look();
    });
    dialog->open();
}

void RecoveryWizard::ask(const std::function<void(const Preflight &)> &then,
                         const std::function<void()> &failed)
{
    banner()->clear();
    m_options.images = m_prerequisites->images();
    m_options.setAside = m_prerequisites->setsAside();
    m_asking.cancel();
    m_asking = m_desk.query(
        m_target, {}, this,
        [host = m_target, point = m_chosen.point, options = m_options](Operations &operations,
                                                                       const Access &access) {
            return operations.preflightRecovery(host, access, point, options);
        },
        [this, then, failed](const Result<Preflight> &preflight) {
            if (preflight) {
                then(*preflight);
            } else if (preflight.error().kind != Error::Kind::Cancelled) {
                failed();
                banner()->setError(preflight.error());
            }
        });
}

void RecoveryWizard::look()
{
    m_prerequisites->setLooking();
    m_options.address.clear();
    ask([this](const Preflight &preflight) { m_prerequisites->setPreflight(preflight); },
        [this] { m_prerequisites->setFailed(); });
}

// Once more, now with the address.
void RecoveryWizard::makePlan()
{
    m_plan->setLooking();
    m_plan->setFigures(recoveryFigures(m_chosen, m_desk.overview().runs));
    ask(
        [this](const Preflight &preflight) {
            if (!preflight.plans.isEmpty()) {
                m_plan->setPlans(preflight.plans);
                return;
            }
            m_prerequisites->setPreflight(preflight);
            showStep(PrerequisitesStep);
        },
        [this] { m_plan->setFailed(); });
}

void RecoveryWizard::recover()
{
    m_run = m_desk.recover(m_target, m_chosen, m_options);
    m_runPage->setRun(m_run);
    setCancelText(QT_TRANSLATE_NOOP("Lifeboat::StepDialog", "Close"));
}

// After a failure the same again, which goes on where it stopped.
bool RecoveryWizard::leaveRun()
{
    if (!m_runPage->hasSucceeded()) {
        recover();
        return false;
    }
    m_report->setOutcome({.report = *m_run->report(),
                          .point = m_chosen,
                          .target = m_target,
                          .address = m_options.address});
    return true;
}

} // namespace Lifeboat
