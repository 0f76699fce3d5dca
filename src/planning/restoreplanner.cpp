#include "planning/planning.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

QList<PlacedDatabase> placedDatabases(const HostFacts &facts, const Manifest &manifest,
                                      const QStringList &components, const QString &run)
{
    QList<PlacedDatabase> placed;
    const Result<QList<const ManifestComponent *>> selected =
        selectedComponents(manifest, components);
    if (!selected)
        return placed;
    for (const ManifestComponent *there : *selected) {
        const Component *known = component(there->id);
        const ServiceFacts *service = serviceOf(*known, facts);
        if (!service || !service->postgres)
            continue;
        for (const DatabaseMove &move :
             known->moves(*service, *there, {.run = run, .pointId = manifest.pointId}))
            placed << PlacedDatabase{{known->id, service->container, service->postgres->user},
                                     move};
    }
    return placed;
}

static std::optional<Error> unfit(const HostProfile &host, const ServiceFacts &service,
                                  const ManifestComponent &there)
{
    if (service.postgres->inRecovery)
        return Error{
            Error::Kind::Invalid,
            {QT_TRANSLATE_NOOP("Text", "%1 on %2 is a standby: it takes its data from a primary "
                                       "and cannot be restored into."),
             {there.id, host.name}},
            {QT_TRANSLATE_NOOP("Text", "Restore on the primary; the standby follows."), {}},
            {}};
    const int major = service.postgres->version / 10000;
    if (major < there.version.section(u'.', 0, 0).toInt())
        return Error{
            Error::Kind::Invalid,
            {QT_TRANSLATE_NOOP("Text", "%1 on %2 is version %3, the point was made by %4: an older "
                                       "server cannot read a newer dump."),
             {there.id, host.name, service.postgres->versionText, there.version}},
            {QT_TRANSLATE_NOOP("Text", "Start the server with the image that the point names: %1"),
             {there.image}},
            {}};
    return std::nullopt;
}

// Both copies have to fit: what is in service stays where it is.
static std::optional<Error> tooSmall(const ServiceFacts &service, const ManifestComponent &there)
{
    qint64 needed = 0;
    for (const DatabaseProfile &database : there.databases)
        needed += database.bytes;
    const qint64 free = service.postgres->freeBytes;
    if (free < 0 || needed + needed / 5 < free)
        return std::nullopt;
    return Error{
        Error::Kind::NoSpace,
        {QT_TRANSLATE_NOOP(
             "Text",
             "%1: the restored databases need %2 beside the present ones, %3 are free in %4."),
         {there.id, ByteCount{needed + needed / 5}, ByteCount{free},
          service.postgres->dataDirectory}},
        {QT_TRANSLATE_NOOP(
             "Text",
             "Make room on the host, or drop safety copies that are no longer needed (accept)."),
         {}},
        {}};
}

static QStringList missingRoles(const ServiceFacts &service, const ManifestComponent &there)
{
    QStringList missing;
    for (const QString &role : there.roles) {
        if (!service.postgres->roles.contains(role))
            missing << role;
    }
    return missing;
}

static void warn(Plan &plan, const HostFacts &facts, const ServiceFacts &service,
                 const Manifest &manifest, const ManifestComponent &there)
{
    if (manifest.machineId != facts.machineId && plan.warnings.isEmpty())
        plan.warnings << Text{
            QT_TRANSLATE_NOOP("Text", "The point comes from another machine: %1, not %2."),
            {manifest.machine, facts.machine}};
    if (service.imageId != there.imageId)
        plan.warnings << Text{
            QT_TRANSLATE_NOOP("Text", "%1 runs another image than the point was made with: %2."),
            {there.id, there.image}};
    if (const QStringList missing = missingRoles(service, there); !missing.isEmpty())
        plan.warnings << Text{
            QT_TRANSLATE_NOOP("Text",
                              "%1: these roles are missing and will be created as they were: %2."),
            {there.id, missing.join(u", "_s)}};
}

Result<Plan> planPrepare(const HostProfile &host, const HostFacts &facts, const Manifest &manifest,
                         const QStringList &selection, bool createRoles, const QString &run)
{
    Result<Plan> plan = newPlan(Verb::Prepare, host, facts, run);
    if (!plan)
        return plan;
    const Result<QList<const ManifestComponent *>> selected =
        selectedComponents(manifest, selection);
    if (!selected)
        return selected.error();
    plan->point = manifest.pointId;
    Stage stage;
    for (const ManifestComponent *there : *selected) {
        const Component *known = component(there->id);
        const ServiceFacts *service = serviceOf(*known, facts);
        if (!service)
            return Error{Error::Kind::NotFound,
                         {QT_TRANSLATE_NOOP("Text", "%1 has no %2 to restore into."),
                          {host.name, there->id}},
                         {},
                         {}};
        for (const std::optional<Error> &why :
             {notRunning(*known, *service),
              service->postgres ? unfit(host, *service, *there) : std::nullopt,
              service->postgres ? tooSmall(*service, *there) : std::nullopt}) {
            if (why)
                return *why;
        }
        const QStringList missing = missingRoles(*service, *there);
        if (!missing.isEmpty() && !createRoles)
            return Error{Error::Kind::Invalid,
                         {QT_TRANSLATE_NOOP("Text", "%1: the point needs roles that %2 lacks: %3."),
                          {there->id, host.name, missing.join(u", "_s)}},
                         {QT_TRANSLATE_NOOP(
                              "Text", "Let the restore create them, or create them on the host."),
                          {}},
                         {}};
        const RestoreRecipe recipe = known->prepare(
            *service, *there, {.run = run, .pointId = manifest.pointId, .missingRoles = missing});
        stage.lanes << recipe.lanes;
        append(plan->guardian, recipe);
        warn(*plan, facts, *service, manifest, *there);
    }
    plan->stages << stage;
    return plan;
}

} // namespace Lifeboat
