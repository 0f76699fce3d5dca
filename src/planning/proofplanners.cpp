#include "components/common/volume.h"
#include "planning/planning.h"
#include "planning/spacecheck.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

// A drill leaves this much of the host's disk to the host.
static constexpr qint64 DiskFloorBytes = 2'000'000'000;

Result<Plan> planVerify(const HostProfile &host, const HostFacts &facts, const Manifest &manifest,
                        const QString &run)
{
    Result<Plan> plan = newPlan(Verb::Verify, host, facts, run);
    if (!plan)
        return plan;
    plan->point = manifest.pointId;
    plan->independentComponents = true;
    Stage stage;
    for (const ManifestComponent &there : manifest.components) {
        const Component *known = component(there.id);
        if (there.outcome != Outcome::Ok)
            continue;
        if (!known) {
            plan->refused.insert(there.id, notKnown(there.id));
            continue;
        }
        // To read its archive takes no server's tools.
        static const ServiceFacts none{.state = u"running"_s, .details = {{u"id"_s, {}}}};
        const ServiceFacts *service = isVolume(there.id) ? &none : serviceOf(*known, facts);
        if (!service) {
            plan->refused.insert(
                there.id,
                {Error::Kind::NotFound,
                 {QT_TRANSLATE_NOOP("Text", "%1 has no %2 whose tools could read the artifacts."),
                  {host.name, there.id}},
                 {},
                 {}});
            continue;
        }
        if (const std::optional<Error> why = notRunning(*known, *service)) {
            plan->refused.insert(there.id, *why);
            continue;
        }
        stage.lanes << known->verify(
            *service, there,
            {.run = run, .pointId = manifest.pointId, .helperImage = plan->guardian.image});
        if (!service->container.isEmpty())
            plan->guardian.touched << service->container;
    }
    if (stage.lanes.isEmpty() && plan->refused.isEmpty())
        return Error{
            Error::Kind::Corrupt,
            {QT_TRANSLATE_NOOP("Text", "The point %1 holds nothing that could be verified."),
             {manifest.pointId}},
            {},
            {}};
    plan->stages << stage;
    return plan;
}

static bool hasImage(const HostFacts &facts, const QString &imageId)
{
    for (const ServiceFacts &service : facts.services) {
        if (service.imageId == imageId)
            return true;
    }
    return facts.hasImage(imageId);
}

static Error noRoom(const ManifestComponent &there, qint64 needed, const HostFacts &facts)
{
    return {Error::Kind::NoSpace,
            {QT_TRANSLATE_NOOP("Text", "A drill of %1 needs %2 on the host, and %3 have to stay "
                                       "free; the host has %4."),
             {there.id, ByteCount{needed}, ByteCount{DiskFloorBytes},
              ByteCount{facts.dockerFreeBytes}}},
            {QT_TRANSLATE_NOOP("Text", "Make room on the host, or drill fewer components at a "
                                       "time (--component)."),
             {}},
            {}};
}

Result<Plan> planDrill(const HostProfile &host, const HostFacts &facts, const Manifest &manifest,
                       const QStringList &selection, const QString &run)
{
    Result<Plan> plan = newPlan(Verb::Drill, host, facts, run);
    if (!plan)
        return plan;
    const Result<QList<const ManifestComponent *>> selected =
        selectedComponents(manifest, selection);
    if (!selected)
        return selected.error();
    plan->point = manifest.pointId;
    plan->independentComponents = true;
    if (selection.isEmpty()) {
        for (const QString &id : unknownComponents(manifest))
            plan->refused.insert(id, notKnown(id));
    }

    Stage stage;
    qint64 needed = 0; // of all that are drilled side by side
    for (const ManifestComponent *there : *selected) {
        // What has no image of its own is looked at by whatever the host has.
        if (!there->image.isEmpty() && !hasImage(facts, there->imageId)) {
            plan->refused.insert(
                there->id,
                {Error::Kind::NotFound,
                 {QT_TRANSLATE_NOOP("Text",
                                    "%1 has not the image that the point was made with: %2."),
                  {host.name, there->image}},
                 {QT_TRANSLATE_NOOP(
                      "Text",
                      "Load that image on the host, or drill on a host that has it (--on)."),
                  {}},
                 there->imageId});
            continue;
        }
        const qint64 bytes = neededBytes(*there);
        if (facts.dockerFreeBytes >= 0 && needed + bytes + DiskFloorBytes > facts.dockerFreeBytes) {
            plan->refused.insert(there->id, noRoom(*there, needed + bytes, facts));
            continue;
        }
        needed += bytes;
        const RestoreRecipe recipe =
            component(there->id)->drill(*there, {.run = run,
                                                 .pointId = manifest.pointId,
                                                 .helperImage = plan->guardian.image,
                                                 .memoryBytes = memoryForDrill(facts),
                                                 .diskFloorBytes = DiskFloorBytes});
        stage.lanes << recipe.lanes;
        append(plan->guardian, recipe);
    }
    plan->stages << stage;
    return plan;
}

} // namespace Lifeboat
