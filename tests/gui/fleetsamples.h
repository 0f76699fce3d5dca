#pragma once

#include "app/runlog.h"
#include "app/settings.h"
#include "components/component.h"
#include "gui/desk.h"
#include "gui/fleet/hostrow.h"
#include "platform/nativefilesystem.h"

#include "samples.h"

#include <QTemporaryDir>

// A fleet with everything that can be wrong, and a desk over settings of its own.
namespace Samples {

struct Bench
{
    QTemporaryDir folder;
    Settings settings{
        {folder.path() + u"/config"_s, folder.path() + u"/data"_s, folder.path() + u"/state"_s}};
    RunLog log{folder.path() + u"/state/runs"_s};
    Operations operations{settings, log};
    Desk::Parts parts() { return {settings, log, operations, NativeFileSystem::instance()}; }
};

inline QString idOn(const QDate &day)
{
    return day.toString(u"yyyyMMdd"_s) + u"T020000Z"_s;
}

inline PlacedPoint wholePoint(const HostProfile &of, const QDate &day, bool proven)
{
    PlacedPoint placed = point(of, idOn(day), proven);
    QList<ManifestComponent> &components = placed.point.manifest.components;
    for (const char16_t *id : {u"config", u"pgvector", u"falkordb", u"minio", u"nats",
                               u"victoriametrics", u"victorialogs"}) {
        ManifestComponent component{.id = QString::fromUtf16(id)};
        component.artifacts << Artifact{
            .file = component.id + u"/a.tar"_s, .bytes = 900000000, .sha256 = QString(64, u'b')};
        components << component;
    }
    const Text why{"It holds caches and queued tasks.", {}};
    placed.point.manifest.uncovered << QJsonObject{
        {u"kind"_s, u"component"_s}, {u"name"_s, u"redis"_s}, {u"why"_s, why.toJson()}};
    for (Proof &proof : placed.point.proofs) {
        proof.components.clear();
        for (const ManifestComponent &component : components) {
            proof.components << component.id;
            if (proof.kind == Proof::Kind::Drill)
                proof.rtoSeconds.insert(component.id, 1860);
        }
    }
    return placed;
}

inline void fail(PlacedPoint &placed, const QString &component, Outcome outcome)
{
    for (ManifestComponent &one : placed.point.manifest.components) {
        if (one.id == component) {
            one.outcome = outcome;
            one.why = Error{Error::Kind::NoSpace,
                            {"The host's disk is full, or too full to go on.", {}},
                            {},
                            {}};
        }
    }
}

// Eight hosts, 60 nights; two have trouble in one component, one was never backed up.
inline Overview fleetOverview()
{
    const QStringList names{u"bj-edge-02"_s, u"成都-政务-01"_s, u"sz-test-04"_s, u"sh-prod-01"_s,
                            u"bj-prod-01"_s, u"gz-prod-01"_s,   u"hk-edge-01"_s, u"武汉-银行-02"_s};
    Overview all{.looked = now()};
    all.vaults << VaultLook{.entry = vault(), .freeBytes = 40000000000000};
    const QDate today = now().date();
    for (qsizetype i = 0; i < names.size(); ++i) {
        HostProfile one = host(names.at(i));
        one.tags = {one.name.contains(u"edge"_s) ? u"edge"_s : u"prod"_s};
        all.hosts << one;
    }
    for (int day = 0; day < 60; ++day) {
        for (const HostProfile &one : all.hosts) {
            if (one.name == u"sz-test-04"_s)
                continue;
            PlacedPoint placed = wholePoint(one, today.addDays(-day), day > 0 && day % 3 == 0);
            if (day == 0 && one.name == u"bj-edge-02"_s)
                fail(placed, u"postgres"_s, Outcome::Failed);
            if (day == 0 && one.name == u"成都-政务-01"_s)
                fail(placed, u"victorialogs"_s, Outcome::Failed);
            all.points << placed;
            RunReport report =
                run(one, u"20261122t020000-%1"_s.arg(all.runs.size(), 8, 16, QLatin1Char('0')));
            report.started = placed.point.time();
            report.ended = report.started.addSecs(420 + day);
            report.seconds = 420 + day;
            for (const ManifestComponent &component : placed.point.manifest.components)
                report.components << ComponentReport{.id = component.id};
            all.runs << report;
        }
    }
    return all;
}

inline QList<HostRow> fleetRows()
{
    const Overview overview = fleetOverview();
    QList<HostRow> rows;
    for (const HostProfile &one : overview.hosts)
        rows << hostRow(one, overview, one.name == u"gz-prod-01"_s);
    return rows;
}

// What discovery finds on a whole host.
inline HostFacts wholeFacts()
{
    HostFacts facts = Samples::facts();
    for (const Component &component : components()) {
        if (component.id == "config"_L1)
            facts.deployment = component.sample;
        else
            facts.services << component.sample;
    }
    facts.found = now();
    facts.uncovered = {
        {u"component"_s, u"x"_s, {"It is not on this host.", {}}, {}},
        {u"volume"_s,
         u"compose_extra"_s,
         {"%1 of %2 (%4) is saved only when it is asked for, with a short stop: "
          "backup --cold %3",
          {u"/data"_s, u"extra"_s, u"volume-compose_extra"_s, ByteCount{1200000000}}},
         u"volume-compose_extra"_s}};
    return facts;
}

// Of a run that copied for a minute, most of it waiting for what came from the host.
inline QList<RunEvent> timedEvents()
{
    return {StepStarted{"dump", {}},
            StepFinished{
                .step = "dump", .bytes = 700000000, .seconds = 60, .spent = {.disk = 9, .hash = 3}},
            StepStarted{"hold", {}}, StepFinished{.step = "hold", .seconds = 12},
            StepFinished{.step = "lock", .seconds = 4, .spent = {.waiting = 4}}};
}

} // namespace Samples
