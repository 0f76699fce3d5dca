#pragma once

#include "gui/points/artifactsdialog.h"
#include "gui/points/calendarmodel.h"
#include "gui/points/comparedialog.h"
#include "gui/points/pointspage.h"
#include "gui/runs/runspage.h"

#include "pagesamples.h"

#include <QTableView>

// What there is, and what was done: the points and the runs.
namespace Samples {

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
                .id = u"minio"_s, .outcome = Outcome::Failed, .why = diskFull()};
        all.points << placed;
    }
    RunReport failed = failedReport(Verb::Backup, unreachable());
    failed.run = u"20261113t020000-1a2b3c4d"_s;
    failed.started = QDateTime(QDate(2026, 11, 13), QTime(2, 0), Qt::UTC);
    all.runs << failed;
    return all;
}

inline std::unique_ptr<PointsPage> pointsPage(const Overview &overview)
{
    auto page = std::make_unique<PointsPage>();
    page->setOverview(overview);
    return page;
}

inline std::unique_ptr<PointsPage> pointsPageAt(const QDate &day)
{
    auto page = pointsPage(busyOverview());
    auto *days = page->findChild<QTableView *>(u"daysTable"_s);
    days->setCurrentIndex(qobject_cast<CalendarModel *>(days->model())->indexOf(day));
    return page;
}

inline Overview withoutVault()
{
    Overview all = overview();
    all.points.clear();
    all.vaults = {VaultLook{.entry = vault(), .error = vaultAway()}};
    all.errors << vaultAway();
    return all;
}

inline std::unique_ptr<RunsPage> runsPage(const QList<RunReport> &runs,
                                          const QList<RunEvent> &events = {})
{
    auto page = std::make_unique<RunsPage>();
    page->setRuns({}, runs);
    if (!runs.isEmpty())
        page->setRecord(runs.first().run, plannedSteps(plan()), events);
    return page;
}

// One that goes on, before those of the nights.
inline std::unique_ptr<RunsPage> runsPageWith(LiveRun *run)
{
    auto page = std::make_unique<RunsPage>();
    run->setParent(page.get());
    page->setRuns({run}, fleetOverview().runs);
    page->showLive(run);
    return page;
}

inline PageList pointPages()
{
    return {
        {"points", [] { return pointsPage(busyOverview()); }},
        {"points, looking", [] { return std::make_unique<PointsPage>(); }},
        {"points, empty", [] { return pointsPage({.looked = now()}); }},
        {"points, none of the host",
         [] {
             auto page = pointsPage(overview());
             page->showHost(overview().hosts.last().id);
             return page;
         }},
        {"points, a gap",
         [] {
             return pointsPageAt({2026, 11, 13});
         }},
        {"points, a component failed",
         [] {
             return pointsPageAt({2026, 11, 5});
         }},
        {"points, damaged",
         [] {
             Overview all = busyOverview();
             all.points.first() = damagedPoint();
             return pointsPage(all);
         }},
        {"points, vault away",
         [] {
             auto page = pointsPage(withoutVault());
             page->banner()->setErrors(withoutVault().errors);
             return page;
         }},
        {"points, comparison",
         [] {
             const QList<PlacedPoint> points = busyOverview().points;
             return dialog<CompareDialog>(points, 1, 0);
         }},
        {"points, nothing changed",
         [] {
             return dialog<CompareDialog>(QList<PlacedPoint>{draft().point, draft().point}, 1, 0);
         }},
        {"points, artifacts",
         [] { return dialog<ArtifactsDialog>(draft().point.point, u"postgres"_s); }}};
}

inline PageList runPages()
{
    return {
        {"runs, where the time went", [] { return runsPage(fleetOverview().runs, timedEvents()); }},
        {"runs", [] { return runsPage({backupReport()}, timedEvents()); }},
        {"runs, looking", [] { return std::make_unique<RunsPage>(); }},
        {"runs, empty", [] { return runsPage({}); }},
        {"runs, nothing found",
         [] {
             auto page = runsPage(fleetOverview().runs);
             page->findChild<QLineEdit *>(u"runSearch"_s)->setText(u"no such run"_s);
             return page;
         }},
        {"runs, connecting",
         [] {
             auto *run = new LiveRun(host(), Verb::Backup);
             begin(*run, {}, {});
             return runsPageWith(run);
         }},
        {"runs, running", [] { return runsPageWith(copyRun(nullptr, Verb::Backup)); }},
        {"runs, failed",
         [] {
             return runsPage(
                 {failedReport(Verb::Backup, diskFull())},
                 {StepStarted{"dump", u"pg_dump -Fc bklite"_s},
                  StepFinished{
                      .step = "dump", .bytes = 2600000000, .seconds = 22, .error = diskFull()},
                  StepSkipped{"hold"}});
         }},
        {"runs, interrupted",
         [] {
             return runsPage(
                 {failedReport(Verb::Backup,
                               {Error::Kind::Interrupted,
                                {"The program that ran it ended in the middle.", {}},
                                {"The next run on this host puts in order what is left.", {}},
                                u"process 4711"_s})},
                 {StepStarted{"dump", u"pg_dump -Fc bklite"_s}});
         }},
        {"runs, prepared", [] { return runsPage({preparedReport(true)}, timedEvents()); }},
        {"runs, not equal", [] { return runsPage({preparedReport(false)}, timedEvents()); }},
    };
}

} // namespace Samples
