#pragma once

#include "gui/backup/scopepage.h"
#include "gui/recovery/recoveryaddresspage.h"
#include "gui/recovery/recoveryhostpage.h"
#include "gui/recovery/recoveryreportpage.h"
#include "gui/recovery/recoveryrunpage.h"
#include "gui/restore/confirmpage.h"
#include "gui/restore/differencesdialog.h"
#include "gui/restore/preflightpage.h"
#include "gui/restore/restorepointpage.h"
#include "gui/restore/restorereasonpage.h"
#include "gui/restore/restorerunpage.h"
#include "gui/restore/restorescopepage.h"
#include "gui/restore/restoretargetpage.h"
#include "gui/restore/restorewizard.h"
#include "gui/runs/planpage.h"

#include "pagesamples.h"

#include <QEventLoop>

// The steps of a backup, a restore and a recovery.
namespace Samples {

inline std::unique_ptr<ScopePage> scopePage()
{
    auto page = std::make_unique<ScopePage>(host().name);
    page->setVaults({vault()}, u"/home/x/lifeboat/vault"_s);
    page->setLooking();
    return page;
}

inline std::unique_ptr<PlanPage> planPage(Verb verb)
{
    auto page = std::make_unique<PlanPage>(verb);
    page->setLooking();
    return page;
}

inline std::unique_ptr<PreflightPage> preflightPage(PreflightPage::Kind kind)
{
    auto page = std::make_unique<PreflightPage>(kind);
    page->setRoute([kind] {
        const RestoreDraft to = draft();
        return std::pair(routeFrom(to.point), kind == PreflightPage::Kind::Restore
                                                  ? routeTo(to.target, to.point)
                                                  : routeToEmpty(to.target));
    });
    page->setLooking();
    return page;
}

inline std::unique_ptr<RestorePointPage> restorePointPage(const QList<PlacedPoint> &points)
{
    auto page = std::make_unique<RestorePointPage>();
    page->setPoints(points, points.isEmpty() ? PlacedPoint() : points.first(), now());
    return page;
}

inline std::unique_ptr<RestoreTargetPage> targetPage(const QList<HostProfile> &hosts)
{
    auto page = std::make_unique<RestoreTargetPage>();
    page->setHosts(hosts);
    page->setDraft(draft());
    return page;
}

inline std::unique_ptr<RestoreRunPage> restoreRunPage(RestoreRunPage::Kind kind,
                                                      const std::optional<RunReport> &report)
{
    auto page = std::make_unique<RestoreRunPage>(kind);
    const Verb verb = kind == RestoreRunPage::Kind::Prepare ? Verb::Prepare : Verb::CutOver;
    page->setRun(report ? endedRun(page.get(), *report) : copyRun(page.get(), verb), host().name);
    return page;
}

inline RunReport inServiceReport()
{
    RunReport report = preparedReport(true);
    report.verb = Verb::CutOver;
    report.restore = RestoreState::InService;
    report.downtimeSeconds = 3.8;
    report.applicationSeconds = 88;
    return report;
}

inline std::unique_ptr<RecoveryRunPage> recoveryRunPage(const std::optional<RunReport> &report)
{
    auto page = std::make_unique<RecoveryRunPage>();
    auto *run = new LiveRun(host(), Verb::Recover, page.get());
    page->setRun(run);
    Plan images = copyPlan(Verb::Recover);
    images.stages = {Stage{{Lane{"ground", {}}}}};
    begin(*run, {images, copyPlan(Verb::Recover)}, report ? endEvents(*report) : copyEvents(),
          report);
    if (!report) { // its figures come with the next tick
        QEventLoop tick;
        QObject::connect(run, &LiveRun::changed, &tick, &QEventLoop::quit);
        tick.exec();
    }
    return page;
}

inline std::unique_ptr<RecoveryReportPage> reportPage(const RunReport &report)
{
    auto page = std::make_unique<RecoveryReportPage>();
    page->setOutcome(
        {.report = report, .point = draft().point, .target = host(), .address = u"10.30.0.7"_s});
    return page;
}

inline std::unique_ptr<RecoveryHostPage> recoveryHostPage(const QList<HostProfile> &hosts)
{
    auto page = std::make_unique<RecoveryHostPage>();
    page->setPoint(draft().point);
    page->setHosts(hosts);
    return page;
}

inline PageList backupPages()
{
    return {{"scope",
             [] {
                 auto page = scopePage();
                 page->setFacts(wholeFacts());
                 return page;
             }},
            {"scope, looking", [] { return scopePage(); }},
            {"scope, unreachable",
             [] {
                 auto page = scopePage();
                 page->setFailed();
                 return page;
             },
             unreachable()},
            {"scope, no vault",
             [] {
                 auto page = std::make_unique<ScopePage>(host().name);
                 page->setVaults({}, u"/home/x/lifeboat/vault"_s);
                 page->setFacts(wholeFacts());
                 return page;
             }},
            {"plan",
             [] {
                 auto page = planPage(Verb::Backup);
                 page->setPlans({copyPlan(Verb::Backup)});
                 return page;
             }},
            {"plan, looking", [] { return planPage(Verb::Backup); }},
            {"plan, without a component",
             [] {
                 auto page = planPage(Verb::Backup);
                 Plan some = copyPlan(Verb::Backup);
                 some.refused.insert(u"minio"_s, diskFull());
                 page->setPlans({some});
                 return page;
             }},
            {"plan, failed",
             [] {
                 auto page = planPage(Verb::Backup);
                 page->setFailed();
                 return page;
             },
             vaultAway()},
            {"plan of a recovery", [] {
                 auto page = planPage(Verb::Recover);
                 page->setTarget(host().name);
                 page->setPlans({copyPlan(Verb::Recover), copyPlan(Verb::Recover)});
                 return page;
             }}};
}

inline PageList restorePages()
{
    using Kind = RestoreRunPage::Kind;
    return {
        {"restore",
         [] {
             auto *owner = new QObject;
             auto page = std::make_unique<RestoreWizard>(
                 deskFor(owner), QList<PlacedPoint>{draft().point}, draft().point, nullptr);
             owner->setParent(page.get());
             page->showStep(RestoreWizard::PointStep);
             return page;
         }},
        {"restore, reason", [] { return std::make_unique<RestoreReasonPage>(); }},
        {"restore, point", [] { return restorePointPage(overview().points); }},
        {"restore, damaged point", [] { return restorePointPage({damagedPoint()}); }},
        {"restore, scope",
         [] {
             auto page = std::make_unique<RestoreScopePage>();
             page->setPoint(wholePoint(host(), now().date(), true));
             return page;
         }},
        {"restore, scope of a part",
         [] {
             auto page = std::make_unique<RestoreScopePage>();
             PlacedPoint point = wholePoint(host(), now().date(), true);
             fail(point, u"minio"_s, Outcome::Failed);
             page->setPoint(point);
             return page;
         }},
        {"restore, target", [] { return targetPage(overview().hosts); }},
        {"restore, source is gone", [] { return targetPage({host(u"上海-02"_s)}); }},
        {"restore, no target", [] { return targetPage({}); }},
        {"restore, preflight",
         [] {
             auto page = preflightPage(PreflightPage::Kind::Restore);
             page->setPreflight({goodChecks(), {copyPlan(Verb::Prepare)}});
             return page;
         }},
        {"restore, preflight running", [] { return preflightPage(PreflightPage::Kind::Restore); }},
        {"restore, preflight refused",
         [] {
             auto page = preflightPage(PreflightPage::Kind::Restore);
             page->setPreflight({checks(), {}});
             return page;
         }},
        {"restore, preflight failed",
         [] {
             auto page = preflightPage(PreflightPage::Kind::Restore);
             page->setFailed();
             return page;
         },
         unreachable()},
        {"restore, plan",
         [] {
             auto page = planPage(Verb::Prepare);
             page->setTarget(host().name);
             page->setPlans({copyPlan(Verb::Prepare)});
             return page;
         }},
        {"restore, preparing", [] { return restoreRunPage(Kind::Prepare, {}); }},
        {"restore, prepared", [] { return restoreRunPage(Kind::Prepare, preparedReport(true)); }},
        {"restore, not equal", [] { return restoreRunPage(Kind::Prepare, preparedReport(false)); }},
        {"restore, preparation failed",
         [] { return restoreRunPage(Kind::Prepare, failedReport(Verb::Prepare, damaged())); }},
        {"restore, to look at",
         [] {
             auto page = restoreRunPage(Kind::Prepare, preparedReport(true));
             page->setLookOnly(true);
             return page;
         }},
        {"restore, confirm",
         [] {
             auto page = std::make_unique<ConfirmPage>();
             page->setDraft(draft());
             return page;
         }},
        {"restore, cutting over", [] { return restoreRunPage(Kind::Result, {}); }},
        {"restore, result", [] { return restoreRunPage(Kind::Result, inServiceReport()); }},
        {"restore, cut-over failed",
         [] { return restoreRunPage(Kind::Result, failedReport(Verb::CutOver, unreachable())); }},
        {"restore, differences",
         [] {
             return dialog<DifferencesDialog>(
                 QList<Difference>{{u"bklite table public.alert rows"_s, u"412"_s, u"311"_s}});
         }},
    };
}

inline PageList recoveryPages()
{
    return {{"recovery, host", [] { return recoveryHostPage(overview().hosts); }},
            {"recovery, no host", [] { return recoveryHostPage({}); }},
            {"recovery, prerequisites",
             [] {
                 auto page = preflightPage(PreflightPage::Kind::Recovery);
                 page->setPreflight({.checks = checks(), .isOccupied = true});
                 return page;
             }},
            {"recovery, prerequisites running",
             [] { return preflightPage(PreflightPage::Kind::Recovery); }},
            {"recovery, prerequisites failed",
             [] {
                 auto page = preflightPage(PreflightPage::Kind::Recovery);
                 page->setFailed();
                 return page;
             },
             denied()},
            {"recovery, configuration",
             [] {
                 auto page = std::make_unique<RecoveryAddressPage>();
                 page->setTarget(host(), false);
                 return page;
             }},
            {"recovery, run", [] { return recoveryRunPage({}); }},
            {"recovery, stopped",
             [] { return recoveryRunPage(failedReport(Verb::Recover, unreachable())); }},
            {"recovery, done", [] { return recoveryRunPage(run(host(), u"r"_s, Verb::Recover)); }},
            {"recovery, report", [] { return reportPage(run(host(), u"r"_s, Verb::Recover)); }}};
}

} // namespace Samples
