#include "gui/fleet/hostrow.h"

#include "gui/runs/runwords.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

namespace {

struct Verdict
{
    Status status = Status::Ok;
    Text reason;
};

Verdict troubleOf(const RunReport &run)
{
    const Status status = statusOfRun(run);
    if (run.error)
        return {status, run.error->message};
    for (const ComponentReport &component : run.components) {
        if (component.status != Outcome::Ok && component.why)
            return {status, component.why->message};
    }
    return {status, {QT_TRANSLATE_NOOP("Text", "The last run did not succeed."), {}}};
}

Verdict troubleOf(const StoredPoint &point)
{
    if (point.damage)
        return {Status::Failed, point.damage->message};
    for (const ManifestComponent &component : point.manifest.components) {
        if (component.outcome == Outcome::Ok)
            continue;
        if (component.why)
            return {Status::Failed, component.why->message};
        return {Status::Failed,
                {QT_TRANSLATE_NOOP("Text", "%1 is not in the newest point."), {component.id}}};
    }
    return {};
}

QMap<QString, ComponentState> componentsOf(const StoredPoint &point)
{
    QMap<QString, ComponentState> states;
    for (const QJsonValue &value : point.manifest.uncovered) {
        if (value["kind"_L1] == u"component"_s)
            states.insert(value["name"_L1].toString(),
                          {Status::Absent, Text::fromJson(value["why"_L1].toObject())});
    }
    for (const ManifestComponent &component : point.manifest.components) {
        const std::optional<Error> damage = point.damageOf({component.id});
        const std::optional<Error> &why = damage ? damage : component.why;
        states.insert(component.id, {damage ? Status::Failed : statusOf(component.outcome),
                                     why ? why->message : Text()});
    }
    return states;
}

// What the newest point says, and how old it and its proof are.
Verdict verdictOfPoints(const QList<PlacedPoint> &points, const HostRow &row, const QDateTime &now)
{
    if (points.isEmpty())
        return {Status::Unknown, {QT_TRANSLATE_NOOP("Text", "Never backed up"), {}}};
    if (const Verdict verdict = troubleOf(points.first().point); verdict.status != Status::Ok)
        return verdict;
    const auto daysSince = [&now](const QDateTime &time) { return time.daysTo(now); };
    if (daysSince(row.newestPoint) > OldestPoint.count()) {
        return {Status::Warning,
                {QT_TRANSLATE_N_NOOP("Text", "The newest point is %n day(s) old"),
                 {daysSince(row.newestPoint)}}};
    }
    if (!row.provenPoint.isValid())
        return {Status::Warning, {QT_TRANSLATE_NOOP("Text", "Never proven: a drill is due"), {}}};
    if (daysSince(row.provenPoint) > OldestProof.count()) {
        return {Status::Warning,
                {QT_TRANSLATE_N_NOOP("Text", "The newest proven point is %n day(s) old"),
                 {daysSince(row.provenPoint)}}};
    }
    return {};
}

} // namespace

HostRow hostRow(const HostProfile &host, const Overview &overview, bool running)
{
    HostRow row{.id = host.id,
                .name = host.name,
                .address = host.ssh.toString(),
                .tags = host.tags,
                .running = running,
                .knowsPoints = overview.knowsAllPoints()};
    const QList<PlacedPoint> points = overview.pointsOf(host.id);
    for (const PlacedPoint &placed : points) {
        const StoredPoint &point = placed.point;
        for (const ManifestComponent &component : point.manifest.components) {
            if (component.outcome == Outcome::Ok && !row.saved.contains(component.id)
                && !point.damageOf({component.id}))
                row.saved.insert(component.id, point.time());
        }
        if (!point.isComplete())
            continue;
        if (!row.newestPoint.isValid()) {
            row.newestPoint = point.time();
            row.size = point.manifest.bytes();
        }
        const Proof *drill = row.provenPoint.isValid() ? nullptr : point.newest(Proof::Kind::Drill);
        if (drill) {
            row.provenPoint = point.time();
            row.drilled = drill->time;
            row.rtoSeconds = point.rtoSeconds();
        }
    }
    if (!points.isEmpty())
        row.components = componentsOf(points.first().point);
    Verdict verdict = verdictOfPoints(points, row, overview.looked);
    const RunReport *newestRun = nullptr;
    for (const RunReport &run : overview.runs) {
        if (run.hostId != host.id)
            continue;
        if (!newestRun)
            newestRun = &run;
        if (run.verb == Verb::Backup && row.lastRuns.size() < 10)
            row.lastRuns.prepend(statusOfRun(run));
    }
    // A run that went wrong since the newest point is the newer news; a cancel was wanted.
    if (newestRun) {
        const Status status = statusOfRun(*newestRun);
        const bool newer =
            !row.newestPoint.isValid() || newestRun->started > row.newestPoint.addSecs(-60);
        if (status == Status::Running)
            row.running = true;
        else if (newer && (status == Status::Failed || status == Status::Interrupted))
            verdict = troubleOf(*newestRun);
    }
    if (!overview.knowsAllPoints() && verdict.status != Status::Failed)
        verdict = {Status::Unknown, {QT_TRANSLATE_NOOP("Text", "A vault cannot be read"), {}}};
    row.status = verdict.status;
    row.reason = verdict.reason;
    return row;
}

} // namespace Lifeboat
