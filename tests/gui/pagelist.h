#pragma once

#include "gui/backup/scopepage.h"
#include "gui/common/errorbanner.h"
#include "gui/common/question.h"
#include "gui/common/secretdialog.h"
#include "gui/fleet/addresspage.h"
#include "gui/fleet/edithostdialog.h"
#include "gui/fleet/findingspage.h"
#include "gui/fleet/fleetpage.h"
#include "gui/growth.h"
#include "gui/fleet/hostkeypage.h"
#include "gui/fleet/hostpage.h"
#include "gui/fleet/signinpage.h"
#include "gui/help/helpwindow.h"
#include "gui/points/artifactsdialog.h"
#include "gui/points/comparedialog.h"
#include "gui/points/pointspage.h"
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
#include "gui/runs/liverun.h"
#include "gui/runs/planpage.h"
#include "gui/runs/runspage.h"
#include "gui/runs/runview.h"
#include "gui/search/searchdialog.h"
#include "gui/settings/settingspage.h"
#include "gui/shortcutsdialog.h"

#include "fleetsamples.h"

#include <functional>

// Each page of the window with values in: for the tests that walk all of them, and for pictures.
namespace Samples {

using MakePage = std::function<std::unique_ptr<QWidget>()>;

inline QList<HostRow> rows()
{
    QList<HostRow> rows;
    for (const HostProfile &host : Samples::overview().hosts)
        rows << hostRow(host, Samples::overview(), false);
    return rows;
}

// Three weeks of points, some of them proven, with two gaps, a run that failed and one component.
inline Overview busyOverview()
{
    Overview all = overview();
    all.points.clear();
    for (int day = 22; day > 0; --day) {
        if (day == 8 || day == 13)
            continue;
        const QString id = u"202611%1T020000Z"_s.arg(day, 2, 10, QLatin1Char('0'));
        PlacedPoint placed = point(host(), id, day % 5 == 1);
        placed.point.manifest.components.first().fingerprint.entries.insert(
            u"bklite table public.auth_user rows"_s, QString::number(18000 + 97 * day));
        if (day == 5)
            placed.point.manifest.components << ManifestComponent{
                .id = u"minio"_s,
                .outcome = Outcome::Failed,
                .why = Error{Error::Kind::NoSpace, {"The vault is full.", {}}, {}, {}}};
        all.points << placed;
    }
    RunReport failed = run(host(), u"20261113t020000-1a2b3c4d"_s);
    failed.started = QDateTime(QDate(2026, 11, 13), QTime(2, 0), Qt::UTC);
    failed.status = Outcome::Failed;
    failed.error =
        Error{Error::Kind::Unreachable, {"%1 does not answer.", {u"root@10.20.0.11:22"_s}}, {}, {}};
    all.runs << failed;
    return all;
}

// The desk lives as long as what works with it.
inline Desk &deskFor(QObject *owner)
{
    struct Holder : QObject
    {
        explicit Holder(QObject *parent)
            : QObject(parent)
        {
        }
        Bench bench;
        Desk desk{bench.parts(), nullptr};
    };
    return (new Holder(owner))->desk;
}

inline std::unique_ptr<HostPage> hostPage()
{
    auto page = std::make_unique<HostPage>();
    const Overview overview = fleetOverview();
    const HostProfile &host = overview.hosts.at(3);
    page->setHost(host, hostRow(host, overview, false), now());
    page->setRuns(overview.runs);
    page->setChecks(Samples::checks());
    page->setFacts(wholeFacts());
    return page;
}

inline RestoreDraft draft()
{
    RestoreDraft draft{.point = Samples::point(Samples::host(), u"20261122T020000Z"_s),
                       .target = Samples::host()};
    draft.prepared = Samples::run(Samples::host(), u"r"_s, Verb::Prepare);
    draft.prepared.components << ComponentReport{.id = u"postgres"_s};
    return draft;
}

inline const QList<std::pair<const char *, MakePage>> &pages()
{
    static const QList<std::pair<const char *, MakePage>> list{
        {"fleet",
         [] {
             auto page = std::make_unique<FleetPage>();
             page->setHosts(fleetRows(), Samples::now());
             page->setGrowth(growthOf(fleetOverview()));
             return page;
         }},
        {"fleet, two hosts",
         [] {
             auto page = std::make_unique<FleetPage>();
             page->setHosts(rows(), Samples::now());
             page->setGrowth(growthOf(Samples::overview()));
             return page;
         }},
        {"fleet, duration",
         [] {
             auto page = std::make_unique<FleetPage>();
             page->setHosts(fleetRows(), Samples::now());
             page->setGrowth(growthOf(fleetOverview()));
             page->findChild<QAbstractButton *>(u"durationChip"_s)->click();
             return page;
         }},
        {"fleet, growth as a table",
         [] {
             auto page = std::make_unique<FleetPage>();
             page->setHosts(fleetRows(), Samples::now());
             page->setGrowth(growthOf(fleetOverview()));
             page->findChild<QAbstractButton *>(u"tableChip"_s)->click();
             return page;
         }},
        {"fleet, empty",
         [] {
             auto page = std::make_unique<FleetPage>();
             page->setHosts({}, Samples::now());
             return page;
         }},
        {"host", [] { return hostPage(); }},
        {"host, not looked at",
         [] {
             auto page = std::make_unique<HostPage>();
             page->setHost(Samples::host(u"new"_s),
                           hostRow(Samples::host(u"new"_s), Samples::overview(), false),
                           Samples::now());
             return page;
         }},
        {"host, checks",
         [] {
             auto page = hostPage();
             page->findChild<QAbstractButton *>(u"checksChip"_s)->click();
             return page;
         }},
        {"host, history",
         [] {
             auto page = hostPage();
             page->findChild<QAbstractButton *>(u"historyChip"_s)->click();
             return page;
         }},
        {"host, settings",
         [] {
             auto page = hostPage();
             page->findChild<QAbstractButton *>(u"settingsChip"_s)->click();
             return page;
         }},
        {"host, edit",
         [] {
             auto *owner = new QObject;
             auto page = std::make_unique<EditHostDialog>(deskFor(owner), Samples::host(), nullptr);
             owner->setParent(page.get());
             page->setAttribute(Qt::WA_DeleteOnClose, false);
             return page;
         }},
        {"points",
         [] {
             auto page = std::make_unique<PointsPage>();
             page->setOverview(busyOverview());
             return page;
         }},
        {"points, comparison",
         [] {
             auto page = std::make_unique<CompareDialog>(
                 QList<PlacedPoint>{draft().point, draft().point}, 1, 0, nullptr);
             page->setAttribute(Qt::WA_DeleteOnClose, false);
             return page;
         }},
        {"points, artifacts",
         [] {
             auto page =
                 std::make_unique<ArtifactsDialog>(draft().point.point, u"postgres"_s, nullptr);
             page->setAttribute(Qt::WA_DeleteOnClose, false);
             return page;
         }},
        {"runs, where the time went",
         [] {
             auto page = std::make_unique<RunsPage>();
             page->setRuns({}, fleetOverview().runs);
             page->setRecord(fleetOverview().runs.first().run, plannedSteps(Samples::plan()),
                             timedEvents());
             return page;
         }},
        {"runs",
         [] {
             auto page = std::make_unique<RunsPage>();
             page->setRuns({}, Samples::overview().runs);
             page->setRecord(Samples::overview().runs.first().run, plannedSteps(Samples::plan()),
                             {StepStarted{"dump", {}}});
             return page;
         }},
        {"settings", [] { return std::make_unique<SettingsPage>(); }},
        {"address", [] { return std::make_unique<AddressPage>(); }},
        {"host key",
         [] {
             auto page = std::make_unique<HostKeyPage>();
             page->setState(HostKeyPage::State::Unknown,
                            {Error::Kind::HostKeyUnknown,
                             {"The key of %1 is not known yet.", {u"h"_s}},
                             {},
                             u"ssh-ed25519 SHA256:abc"_s});
             return page;
         }},
        {"sign-in", [] { return std::make_unique<SignInPage>(); }},
        {"checks",
         [] {
             auto page = std::make_unique<FindingsPage>(FindingsPage::Kind::Checks);
             page->setChecks(Samples::checks());
             return page;
         }},
        {"found",
         [] {
             auto page = std::make_unique<FindingsPage>(FindingsPage::Kind::Facts);
             page->setFacts(Samples::facts());
             return page;
         }},
        {"scope",
         [] {
             auto page = std::make_unique<ScopePage>(u"sh-prod-01"_s);
             page->setVaults({}, u"/home/x/lifeboat/vault"_s);
             page->setFacts(Samples::facts());
             return page;
         }},
        {"plan",
         [] {
             auto page = std::make_unique<PlanPage>(Verb::Backup);
             page->setPlans({Samples::plan()});
             return page;
         }},
        {"plan of a recovery",
         [] {
             auto page = std::make_unique<PlanPage>(Verb::Recover);
             page->setTarget(u"sh-prod-01"_s);
             page->setPlans({Samples::plan(), Samples::plan()});
             return page;
         }},
        {"restore, reason", [] { return std::make_unique<RestoreReasonPage>(); }},
        {"restore, scope",
         [] {
             auto page = std::make_unique<RestoreScopePage>();
             page->setPoint(draft().point);
             return page;
         }},
        {"restore, preflight",
         [] {
             auto page = std::make_unique<PreflightPage>(PreflightPage::Kind::Restore);
             page->setPreflight({Samples::checks(), {}});
             return page;
         }},
        {"restore, differences",
         [] {
             auto page = std::make_unique<DifferencesDialog>(
                 QList<Difference>{{u"rows"_s, u"412"_s, u"311"_s}}, nullptr);
             page->setAttribute(Qt::WA_DeleteOnClose, false);
             return page;
         }},
        {"recovery, host",
         [] {
             auto page = std::make_unique<RecoveryHostPage>();
             page->setPoint(draft().point);
             page->setHosts(Samples::overview().hosts);
             return page;
         }},
        {"recovery, prerequisites",
         [] {
             auto page = std::make_unique<PreflightPage>(PreflightPage::Kind::Recovery);
             page->setPreflight({.checks = Samples::checks(), .isOccupied = true});
             return page;
         }},
        {"recovery, configuration",
         [] {
             auto page = std::make_unique<RecoveryAddressPage>();
             page->setTarget(Samples::host(), false);
             return page;
         }},
        {"recovery, run", [] { return std::make_unique<RecoveryRunPage>(); }},
        {"recovery, report",
         [] {
             auto page = std::make_unique<RecoveryReportPage>();
             page->setOutcome({.report = Samples::run(Samples::host(), u"r"_s, Verb::Recover),
                               .point = draft().point,
                               .target = Samples::host(),
                               .address = u"10.30.0.7"_s});
             return page;
         }},
        {"restore, point",
         [] {
             auto page = std::make_unique<RestorePointPage>();
             const Overview overview = Samples::overview();
             page->setPoints(overview.points, overview.points.first(), overview.looked);
             return page;
         }},
        {"restore, target",
         [] {
             auto page = std::make_unique<RestoreTargetPage>();
             page->setHosts(Samples::overview().hosts);
             page->setDraft(draft());
             return page;
         }},
        {"restore, prepare",
         [] { return std::make_unique<RestoreRunPage>(RestoreRunPage::Kind::Prepare); }},
        {"restore, confirm",
         [] {
             auto page = std::make_unique<ConfirmPage>();
             page->setDraft(draft());
             return page;
         }},
        {"question",
         [] {
             auto page = std::make_unique<Question>(
                 Question::Words{
                     {"Undo the restore of %1?", {u"h"_s}}, {"Done.", {}}, {"Undo", {}}},
                 nullptr);
             page->setAttribute(Qt::WA_DeleteOnClose, false);
             page->setTypedName(u"sh-prod-01"_s);
             return page;
         }},
        {"keys",
         [] {
             auto page = std::make_unique<ShortcutsDialog>(nullptr);
             page->setAttribute(Qt::WA_DeleteOnClose, false);
             return page;
         }},
        {"help",
         [] {
             auto page = std::make_unique<HelpWindow>();
             page->showChapter(u"points"_s);
             return page;
         }},
        {"search",
         [] {
             auto page = std::make_unique<SearchDialog>(
                 QList<Found>{
                     {Found::Kind::Host, u"sh-prod-01"_s, u"root@10.20.0.11:22"_s, u"host"_s, {}},
                     {Found::Kind::Point, u"sh-prod-01 2026-11-22 02:00"_s, {}, u"points"_s, {}}},
                 nullptr);
             page->setAttribute(Qt::WA_DeleteOnClose, false);
             return page;
         }},
        {"secret",
         [] {
             return std::make_unique<SecretDialog>(
                 SecretRequest{.subject = u"ops@h"_s, .attempt = 1}, true, nullptr);
         }},
        {"banner", [] {
             auto page = std::make_unique<ErrorBanner>();
             page->setErrors({{Error::Kind::Unreachable,
                               {"%1 does not answer.", {u"h"_s}},
                               {"Check the network and the host, then start again.", {}},
                               u"detail"_s},
                              Error{}});
             return page;
         }}};
    return list;
}

} // namespace Samples
