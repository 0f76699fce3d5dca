#include "planning/planning.h"
#include "planning/spacecheck.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

// What caches the databases must not outlive a restore of them: it is emptied with the same
// cut-over, unless the point restores it too.
static QList<const Component *> cachesToEmpty(const QList<const ManifestComponent *> &selected)
{
    QList<const Component *> caches;
    QStringList restored;
    bool anyIsCached = false;
    for (const ManifestComponent *there : selected) {
        restored << there->id;
        anyIsCached |= component(there->id)->isCached;
    }
    for (const Component &known : components()) {
        if (anyIsCached && known.prepareEmpty && !restored.contains(known.id))
            caches << &known;
    }
    return caches;
}

// The service of a cache that can be emptied so; else why it has to be done by hand.
static Result<const ServiceFacts *> cacheService(const Component &cache, const HostFacts &facts)
{
    const ServiceFacts *service = serviceOf(cache, facts);
    if (!service)
        return nullptr;
    if (const std::optional<Error> why = notRunning(cache, *service))
        return *why;
    if (const std::optional<Error> why = cache.unfit(*service, {}))
        return *why;
    return service;
}

QList<Place> placesOf(const HostFacts &facts, const Manifest &manifest,
                      const QStringList &components, const QString &run)
{
    QList<Place> places;
    const Result<QList<const ManifestComponent *>> selected =
        selectedComponents(manifest, components);
    if (!selected)
        return places;
    for (const ManifestComponent *there : *selected) {
        const Component *known = component(there->id);
        const ServiceFacts *service = serviceOf(*known, facts);
        if (service && service->answers())
            places << known->places(*service, *there, {.run = run, .pointId = manifest.pointId});
    }
    for (const Component *cache : cachesToEmpty(*selected)) {
        const Result<const ServiceFacts *> service = cacheService(*cache, facts);
        if (service && *service)
            places << cache->places(**service, {}, {.run = run, .pointId = manifest.pointId});
    }
    return places;
}

static QStringList missingRoles(const ServiceFacts &service, const ManifestComponent &there)
{
    QStringList missing;
    if (!service.postgres)
        return missing;
    for (const QString &role : there.roles) {
        if (!service.postgres->roles.contains(role))
            missing << role;
    }
    return missing;
}

QMap<QString, QStringList> missingRoles(const HostFacts &facts, const Manifest &manifest,
                                        const QStringList &components)
{
    QMap<QString, QStringList> missing;
    const Result<QList<const ManifestComponent *>> selected =
        selectedComponents(manifest, components);
    if (!selected)
        return missing;
    for (const ManifestComponent *there : *selected) {
        const ServiceFacts *service = serviceOf(*component(there->id), facts);
        if (!service)
            continue;
        if (const QStringList roles = missingRoles(*service, *there); !roles.isEmpty())
            missing.insert(there->id, roles);
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
    if (!there.image.isEmpty() && service.imageId != there.imageId)
        plan.warnings << Text{
            QT_TRANSLATE_NOOP("Text", "%1 runs another image than the point was made with: %2."),
            {there.id, there.image}};
    if (const QStringList missing = missingRoles(service, there); !missing.isEmpty())
        plan.warnings << Text{
            QT_TRANSLATE_NOOP("Text",
                              "%1: these roles are missing and will be created as they were: %2."),
            {there.id, missing.join(u", "_s)}};
}

static void warnOfComponents(Plan &plan, const HostFacts &facts, const Manifest &manifest,
                             const QStringList &selected)
{
    for (const ManifestComponent &there : manifest.components) {
        const Component *known = component(there.id);
        const ServiceFacts *service = known ? serviceOf(*known, facts) : nullptr;
        if (service && known->warnings && there.outcome == Outcome::Ok)
            plan.warnings << known->warnings(*service, there, selected);
    }
}

// What the cut-over that follows will hold, so that nobody is surprised by it then.
static void warnOfHold(Plan &plan, const HostFacts &facts, const QList<Place> &places)
{
    const QStringList held = containersInUse(facts, places);
    if (!held.isEmpty())
        plan.warnings << Text{
            QT_TRANSLATE_NOOP("Text", "Connected to what is restored: %1. The cut-over will hold "
                                      "them for some seconds and restart them."),
            {held.join(u", "_s)}};
}

// The service that takes the component, or why none can.
static Result<const ServiceFacts *> serviceFor(const ManifestComponent &there,
                                               const HostProfile &host, const HostFacts &facts,
                                               bool createRoles)
{
    const Component *known = component(there.id);
    const ServiceFacts *service = serviceOf(*known, facts);
    if (!service)
        return Error{
            Error::Kind::NotFound,
            {QT_TRANSLATE_NOOP("Text", "%1 has no %2 to restore into."), {host.name, there.id}},
            {},
            {}};
    if (const std::optional<Error> why = notRunning(*known, *service))
        return *why;
    if (const std::optional<Error> why = known->unfit(*service, there))
        return *why;
    const QStringList missing = missingRoles(*service, there);
    if (!missing.isEmpty() && !createRoles)
        return Error{Error::Kind::Invalid,
                     {QT_TRANSLATE_NOOP("Text", "%1: the point needs roles that %2 lacks: %3."),
                      {there.id, host.name, missing.join(u", "_s)}},
                     {QT_TRANSLATE_NOOP(
                          "Text", "Let the restore create them (--create-roles), or create them on "
                                  "the host."),
                      {}},
                     {}};
    return service;
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
    if (const QStringList unknown = unknownComponents(manifest);
        selection.isEmpty() && !unknown.isEmpty())
        return notKnown(unknown.join(u", "_s));
    plan->point = manifest.pointId;
    QList<RestoreTarget> targets;
    QStringList ids;
    for (const ManifestComponent *there : *selected) {
        ids << there->id;
        const Result<const ServiceFacts *> service = serviceFor(*there, host, facts, createRoles);
        if (!service)
            return service.error();
        targets << RestoreTarget{there, *service};
    }
    if (const std::optional<Error> why = tooLittleSpace(facts, targets))
        return *why;
    Stage stage;
    for (const RestoreTarget &target : targets) {
        const RestoreRecipe recipe =
            component(target.there->id)
                ->prepare(*target.service, *target.there,
                          {.run = run,
                           .pointId = manifest.pointId,
                           .helperImage = plan->guardian.image,
                           .memoryBytes = memoryToPrepare(facts, *target.there),
                           .diskFloorBytes = RestoreFloorBytes,
                           .missingRoles = missingRoles(*target.service, *target.there)});
        stage.lanes << recipe.lanes;
        append(plan->guardian, recipe);
        plan->warnings << recipe.warnings;
        warn(*plan, facts, *target.service, manifest, *target.there);
    }
    for (const Component *cache : cachesToEmpty(*selected)) {
        const Result<const ServiceFacts *> service = cacheService(*cache, facts);
        if (!service)
            plan->warnings << Text{
                QT_TRANSLATE_NOOP("Text",
                                  "%1 cannot be emptied with the cut-over; empty it by hand "
                                  "before the application starts: %2"),
                {cache->id, service.error().message.toString()}};
        if (!service || !*service)
            continue;
        const RestoreRecipe recipe =
            cache->prepareEmpty(**service, {.run = run, .helperImage = plan->guardian.image});
        stage.lanes << recipe.lanes;
        append(plan->guardian, recipe);
        plan->warnings << Text{
            QT_TRANSLATE_NOOP("Text", "%1 is emptied with the cut-over: what it caches belongs to "
                                      "the databases that leave. An undo brings it back."),
            {cache->id}};
    }
    warnOfComponents(*plan, facts, manifest, ids);
    warnOfHold(*plan, facts, placesOf(facts, manifest, selection, run));
    plan->stages << stage;
    return plan;
}

} // namespace Lifeboat
