#include "app/reports.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Lifeboat {

QStringList componentsOf(const Plan &plan)
{
    QStringList ids = plan.refused.keys() + plan.together;
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
    if (!report.why && plan.verb == Verb::Drill && execution.doneAfter.contains(id))
        report.rtoSeconds = execution.doneAfter.value(id);
    if (report.why)
        report.status =
            report.why->kind == Error::Kind::Cancelled ? Outcome::Cancelled : Outcome::Failed;
    // What could not be tried has not failed; nor is it proven.
    if (plan.verb == Verb::Drill && plan.refused.contains(id))
        report.status = Outcome::Skipped;
    return report;
}

// Of verify and drill: a component that is known to be damaged answers their question for the whole
// point, unlike one that could not be tried.
static const ComponentReport *damagedOne(const RunReport &report)
{
    const auto it = std::ranges::find_if(report.components, [](const ComponentReport &component) {
        return component.why && component.why->kind == Error::Kind::Corrupt;
    });
    return it == report.components.end() ? nullptr : &*it;
}

static Outcome overall(const RunReport &report, const Execution &execution)
{
    if (execution.error)
        return execution.error->kind == Error::Kind::Cancelled ? Outcome::Cancelled
                                                               : Outcome::Failed;
    const bool isProof = report.verb == Verb::Verify || report.verb == Verb::Drill;
    const auto failed = std::count_if(report.components.begin(), report.components.end(),
                                      [](const auto &c) { return c.status != Outcome::Ok; });
    if (failed == report.components.size() && (failed > 0 || isProof))
        return Outcome::Failed;
    if (isProof && damagedOne(report))
        return Outcome::Failed;
    return failed > 0 || execution.ending ? Outcome::Warning : Outcome::Ok;
}

static Error whyItFailed(const RunReport &report)
{
    if (report.components.isEmpty())
        return {Error::Kind::Invalid,
                {QT_TRANSLATE_NOOP("Text", "Nothing of the backup point was looked at."), {}},
                {},
                {}};
    const ComponentReport *damaged = damagedOne(report);
    const std::optional<Error> &why = damaged ? damaged->why : report.components.first().why;
    return why.value_or(Error{});
}

void report(RunReport &report, const Plan &plan, const Execution &execution)
{
    for (const QString &id : componentsOf(plan))
        report.components << componentReport(id, plan, execution);
    for (auto it = execution.comparisons.cbegin(); it != execution.comparisons.cend(); ++it)
        report.comparisons[it.key()].add(*it);
    report.bytes = execution.bytes;
    report.skewSeconds = execution.snapshotWindowSeconds;
    report.error = execution.error ? execution.error : execution.ending;
    report.status = overall(report, execution);
    if (report.status == Outcome::Failed && !report.error)
        report.error = whyItFailed(report);
}

void reportFailure(RunReport &report, const Error &error)
{
    report.error = error;
    report.status = error.kind == Error::Kind::Cancelled ? Outcome::Cancelled : Outcome::Failed;
}

// A full disk ends a tool as damaged data do, and so does the kernel where memory is short; which it
// was stands in its words. A server that is killed takes its clients' connections along.
static bool isForWantOfRoom(const Error &error)
{
    return std::ranges::any_of(
        std::array{"No space left on device"_L1, "ut of memory"_L1, "for want of memory"_L1,
                   "server closed the connection unexpectedly"_L1},
        [&](QLatin1StringView words) { return error.detail.contains(words); });
}

// Whether a failure is a finding about the point, and not one about the host, the line or this
// desktop, after which the point may be as good as it was.
static bool isAboutThePoint(const QString &component, const Plan &plan, const Execution &execution)
{
    const auto failure = execution.failures.constFind(component);
    if (failure == execution.failures.cend())
        return false;
    if (failure->kind == Error::Kind::Corrupt)
        return true;
    // A tool that refused the data; one that was ended with its run says nothing.
    const Step *step = plan.step(execution.failedSteps.value(component));
    return failure->kind == Error::Kind::CommandFailed && !execution.error && step
           && std::holds_alternative<FeedArtifact>(step->action) && !isForWantOfRoom(*failure);
}

QList<Proof> proofsOf(const Plan &plan, const Execution &execution, const RunReport &report,
                      const QDateTime &time)
{
    Proof passed{.kind = report.verb == Verb::Drill ? Proof::Kind::Drill : Proof::Kind::Verify,
                 .run = report.run,
                 .time = time,
                 .outcome = Outcome::Ok,
                 .seconds = report.seconds};
    Proof failed = passed;
    failed.outcome = Outcome::Failed;
    for (const ComponentReport &component : report.components) {
        if (component.status == Outcome::Ok) {
            passed.components << component.id;
            if (component.rtoSeconds)
                passed.rtoSeconds.insert(component.id, *component.rtoSeconds);
        } else if (isAboutThePoint(component.id, plan, execution)) {
            failed.components << component.id;
        }
    }
    QList<Proof> proofs{passed, failed};
    proofs.removeIf([](const Proof &proof) { return proof.components.isEmpty(); });
    return proofs;
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
                      .tool = toolName(),
                      .started = report.started,
                      .ended = QDateTime::currentDateTimeUtc(),
                      .snapshotWindowSeconds = execution.snapshotWindowSeconds};
    for (const ComponentReport &done : report.components)
        manifest.components << manifestComponent(done, facts);
    for (ManifestComponent &component : manifest.components) {
        if (component.outcome == Outcome::Ok)
            component.needs = plan.needs.value(component.id);
    }
    for (const Uncovered &uncovered : report.uncovered)
        manifest.uncovered << QJsonObject{{u"kind"_s, uncovered.kind},
                                          {u"name"_s, uncovered.name},
                                          {u"why"_s, uncovered.why.toJson()}};
    return manifest;
}

void nameSafetyCopies(RunReport &restore)
{
    for (ComponentReport &component : restore.components) {
        component.safetyCopies.clear();
        for (const Place &place : restore.places) {
            if (place.component != component.id)
                continue;
            if (restore.restore == RestoreState::InService && place.hasLive)
                component.safetyCopies << place.safety;
            else if (restore.restore == RestoreState::Undone)
                component.safetyCopies << place.beside;
        }
    }
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
    const QString which = directories.value(place.beside);
    return place.kind == Place::Kind::Directory ? which == u"old" || which == u"aside"
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

bool isAnyInService(const HostFacts &facts, const RunReport &restore,
                    const QHash<QString, QString> &directories)
{
    return std::ranges::any_of(restore.places, [&](const Place &place) {
        return isInService(facts, place, directories);
    });
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
