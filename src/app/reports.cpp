#include "app/reports.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

QStringList componentsOf(const Plan &plan)
{
    QStringList ids = plan.refused.keys();
    for (const Stage &stage : plan.stages) {
        for (const Lane &lane : stage.lanes) {
            for (const Step &step : lane.steps) {
                if (!step.component.isEmpty())
                    ids << step.component;
            }
        }
    }
    ids.removeDuplicates();
    ids.sort();
    return ids;
}

static ComponentReport componentReport(const QString &id, const Plan &plan,
                                       const Execution &execution)
{
    ComponentReport report{.id = id,
                           .artifacts = execution.artifacts.value(id),
                           .fingerprint = execution.fingerprints.value(id),
                           .differences = execution.differences.value(id)};
    if (plan.refused.contains(id))
        report.why = plan.refused.value(id);
    else if (execution.failures.contains(id))
        report.why = execution.failures.value(id);
    else if (execution.error)
        report.why = execution.error;
    if (report.why)
        report.status =
            report.why->kind == Error::Kind::Cancelled ? Outcome::Cancelled : Outcome::Failed;
    return report;
}

static Outcome overall(const RunReport &report, const Execution &execution)
{
    if (execution.error)
        return execution.error->kind == Error::Kind::Cancelled ? Outcome::Cancelled
                                                               : Outcome::Failed;
    const auto failed = std::count_if(report.components.begin(), report.components.end(),
                                      [](const auto &c) { return c.status != Outcome::Ok; });
    if (failed == report.components.size() && failed > 0)
        return Outcome::Failed;
    return failed > 0 || execution.ending ? Outcome::Warning : Outcome::Ok;
}

void report(RunReport &report, const Plan &plan, const Execution &execution)
{
    for (const QString &id : componentsOf(plan))
        report.components << componentReport(id, plan, execution);
    report.bytes = execution.bytes;
    report.skewSeconds = execution.snapshotWindowSeconds;
    report.error = execution.error ? execution.error : execution.ending;
    report.status = overall(report, execution);
    if (report.status == Outcome::Failed && !report.error && !report.components.isEmpty())
        report.error = report.components.first().why;
}

void reportFailure(RunReport &report, const Error &error)
{
    report.error = error;
    report.status = error.kind == Error::Kind::Cancelled ? Outcome::Cancelled : Outcome::Failed;
}

static ManifestComponent manifestComponent(const ComponentReport &report, const HostFacts &facts)
{
    ManifestComponent described{.id = report.id,
                                .outcome = report.status,
                                .artifacts = report.artifacts,
                                .fingerprint = report.fingerprint,
                                .why = report.why};
    const ServiceFacts *service = serviceOf(*component(report.id), facts);
    if (!service)
        return described;
    described.service = service->service;
    described.container = service->container;
    described.image = service->image;
    described.imageId = service->imageId;
    described.imageDigest = service->imageDigest;
    described.details = service->details;
    described.version = service->versionText();
    if (!service->postgres)
        return described;
    described.user = service->postgres->user;
    described.roles = service->postgres->roles;
    for (const DatabaseFacts &database : service->postgres->databases) {
        const bool isSaved = std::any_of(
            report.artifacts.begin(), report.artifacts.end(),
            [&](const Artifact &artifact) { return artifact.database == database.name; });
        if (isSaved)
            described.databases << DatabaseProfile{
                database.name,  database.owner, database.encoding, database.collate,
                database.ctype, database.bytes, database.settings};
    }
    return described;
}

Manifest manifestOf(const RunReport &report, const Plan &plan, const HostFacts &facts,
                    const HostProfile &host, const Execution &execution)
{
    Manifest manifest{.pointId = plan.point,
                      .hostId = host.id,
                      .hostName = host.name,
                      .machine = facts.machine,
                      .machineId = facts.machineId,
                      .project = facts.project,
                      .directory = facts.directory,
                      .run = report.run,
                      .tool = u"Lifeboat " LIFEBOAT_VERSION ""_s,
                      .started = report.started,
                      .ended = QDateTime::currentDateTimeUtc(),
                      .snapshotWindowSeconds = execution.snapshotWindowSeconds};
    for (const ComponentReport &done : report.components)
        manifest.components << manifestComponent(done, facts);
    for (const Uncovered &uncovered : facts.uncovered)
        manifest.uncovered << QJsonObject{{u"kind"_s, uncovered.kind},
                                          {u"name"_s, uncovered.name},
                                          {u"why"_s, uncovered.why.toJson()}};
    return manifest;
}

static bool exists(const HostFacts &facts, const QString &container, const QString &name)
{
    for (const ServiceFacts &service : facts.services) {
        if (service.container != container || !service.postgres)
            continue;
        for (const DatabaseFacts &database : service.postgres->databases) {
            if (database.name == name)
                return true;
        }
    }
    return false;
}

// Of databases the facts tell; of directories what was asked on the host.
static bool isBeside(const HostFacts &facts, const Place &place,
                     const QHash<QString, QString> &directories)
{
    return place.kind == Place::Kind::Directory ? directories.value(place.beside) == u"old"
                                                : exists(facts, place.container, place.beside);
}

static bool isInService(const HostFacts &facts, const Place &place,
                        const QHash<QString, QString> &directories)
{
    if (place.kind == Place::Kind::Directory)
        return directories.value(place.beside) == u"new";
    return exists(facts, place.container, place.hasLive ? place.safety : place.live)
           && !exists(facts, place.container, place.beside);
}

std::optional<RestoreState> observedState(const HostFacts &facts, const RunReport &restore,
                                          const QHash<QString, QString> &directories)
{
    int beside = 0;
    int switched = 0;
    for (const Place &place : restore.places) {
        beside += isBeside(facts, place, directories);
        switched += isInService(facts, place, directories);
    }
    const qsizetype all = restore.places.size();
    if (all > 0 && beside == all)
        return restore.restore == RestoreState::Undone ? RestoreState::Undone
                                                       : RestoreState::Prepared;
    if (all > 0 && switched == all)
        return RestoreState::InService;
    return std::nullopt;
}

} // namespace Lifeboat
