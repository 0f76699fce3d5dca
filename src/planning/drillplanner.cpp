#include "components/common/directory.h"
#include "planning/planning.h"
#include "planning/spacecheck.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

// A drill leaves this much of the host's disk to the host.
static constexpr qint64 DiskFloorBytes = 2'000'000'000;

// Of 1024 that a container in service has: what is in use gives way to nothing, and what is idle is
// taken.
static constexpr int CpuShares = 32;

// What runs in the containers gives way; docker's own work for them does not, and more at a time is
// felt by those who use the host (measured on two processors that the application has half of:
// its answers took 2.6 times as long with three at once, 1.5 times with one, and 1.2 times beside
// an empty loop of the lowest priority).
static constexpr qsizetype MostSideBySide = 3;

namespace {

struct Drilled
{
    const ManifestComponent *there;
    qint64 memoryBytes; // that its throw-away containers may use
    RestoreRecipe recipe;
};

} // namespace

// Docker keeps an image that a container runs, even when nothing lists it any more.
static bool hasImage(const HostFacts &facts, const QString &id)
{
    return facts.hasImage(id)
           || std::ranges::any_of(
               facts.services, [&](const ServiceFacts &service) { return service.imageId == id; });
}

static Error noImage(const HostProfile &host, const QString &image, const QString &id)
{
    return {
        Error::Kind::NotFound,
        {QT_TRANSLATE_NOOP("Text", "%1 has not the image that the point was made with: %2."),
         {host.name, image}},
        {QT_TRANSLATE_NOOP("Text", "Load that image on the host, or drill on a host that has it "
                                   "(--on)."),
         {}},
        id};
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

static Error noMemory(const ManifestComponent &there, qint64 needed, qint64 budget)
{
    return {Error::Kind::NoSpace,
            {QT_TRANSLATE_NOOP("Text", "A drill of %1 needs %2 of memory; of what the host has "
                                       "free, %3 may be used for it."),
             {there.id, ByteCount{needed}, ByteCount{budget}}},
            {QT_TRANSLATE_NOOP("Text", "Drill on a host that has more (--on)."), {}},
            {}};
}

// Half of what is free.
static qint64 memoryBudget(const HostFacts &facts)
{
    static constexpr qint64 NotKnown = 1'000'000'000;
    return qMax(facts.memoryFreeBytes < 0 ? NotKnown : facts.memoryFreeBytes / 2, LeastMemoryBytes);
}

static qint64 memoryNeed(const ManifestComponent &there)
{
    const Component *known = component(there.id);
    return known->memory ? known->memory(there) : 0;
}

// What can be drilled there at all; the rest is refused.
static QList<Drilled> fitting(Plan &plan, const HostProfile &host, const HostFacts &facts,
                              const QList<const ManifestComponent *> &selected)
{
    const qint64 budget = memoryBudget(facts);
    QList<Drilled> drilled;
    qint64 bytes = 0; // of all together
    for (const ManifestComponent *there : selected) {
        // What has no image of its own is looked at by the helper.
        if (!there->image.isEmpty() && !hasImage(facts, there->imageId)) {
            plan.refused.insert(there->id, noImage(host, there->image, there->imageId));
            continue;
        }
        const qint64 needed = bytes + neededBytes(*there);
        if (facts.dockerFreeBytes >= 0 && needed + DiskFloorBytes > facts.dockerFreeBytes) {
            plan.refused.insert(there->id, noRoom(*there, needed, facts));
            continue;
        }
        if (const qint64 memory = memoryNeed(*there); memory > budget) {
            plan.refused.insert(there->id, noMemory(*there, memory, budget));
            continue;
        }
        bytes = needed;
        drilled << Drilled{there, 0, {}};
    }
    for (Drilled &one : drilled)
        one.memoryBytes = qMax(memoryNeed(*one.there),
                               qBound(LeastMemoryBytes, budget / drilled.size(), MostMemoryBytes));
    return drilled;
}

// As many as half of the processors have, and as the budget allows if the largest of them are at
// work at the same time.
static qsizetype sideBySide(const QList<Drilled> &drilled, const HostFacts &facts)
{
    const qint64 budget = memoryBudget(facts);
    QList<qint64> sizes;
    for (const Drilled &one : drilled)
        sizes << one.memoryBytes;
    std::ranges::sort(sizes, std::greater());
    qsizetype count = 0;
    for (qint64 sum = 0; count < sizes.size() && sum + sizes.at(count) <= budget; ++count)
        sum += sizes.at(count);
    return qBound(qsizetype(1), qMin<qsizetype>(count, facts.processors / 2), MostSideBySide);
}

// The largest first, each to the lane that has the least to do.
static QList<Lane> lanesOf(QList<Drilled> drilled, qsizetype count)
{
    std::ranges::stable_sort(drilled, std::greater(),
                             [](const Drilled &one) { return neededBytes(*one.there); });
    QList<Lane> lanes(qMin(count, drilled.size()));
    QList<qint64> loads(lanes.size(), 0);
    for (const Drilled &one : drilled) {
        const qsizetype least = std::ranges::min_element(loads) - loads.begin();
        for (const Lane &lane : one.recipe.lanes) {
            if (lanes.at(least).id.isEmpty())
                lanes[least].id = lane.id;
            lanes[least].steps << lane.steps;
        }
        static constexpr qint64 Start = 100'000'000; // a server that starts, as if it were data
        loads[least] += neededBytes(*one.there) + Start;
    }
    return lanes;
}

// Where docker keeps volumes, whether or not this login may look there.
static Lane watchDisk(Plan &plan)
{
    static const QString script =
        u"trap 'exit 143' TERM INT; while free=$(df -Pk /v | awk 'NR == 2 { print $4 }'); do "
        "[ \"$free\" -ge \"$1\" ] || { echo \"lifeboat: no space: only $free KiB are free, $1 have "
        "to stay\" >&2; exit 1; }; sleep 1 & wait $!; done"_s;
    const QString name = u"lifeboat-"_s + plan.run + u"-disk"_s;
    plan.guardian.files << GuardianFile{
        u"clean/20-disk"_s,
        {QT_TRANSLATE_NOOP("Text", "Remove what watched the disk"), {}},
        removeContainer(name)};
    return {"disk",
            {{.id = "disk",
              .title = {QT_TRANSLATE_NOOP("Text", "Watch that %1 of the host's disk stay free; if "
                                                  "not, the drill ends"),
                        {ByteCount{DiskFloorBytes}}},
              .action = RunCommand{ShellCommand("docker run --rm --pull never --network none "
                                                "--label lifeboat=helper --memory 64m -v /v --name")
                                       << name << u"--entrypoint"_s << u"sh"_s
                                       << plan.guardian.image << u"-c"_s << script << u"sh"_s
                                       << QString::number(DiskFloorBytes / 1024),
                                   {}},
              .quietLimit = 24h * 7}},
            true};
}

QString recordedHelper(const HostFacts &facts, const Manifest &manifest)
{
    for (const ManifestComponent &there : manifest.components) {
        const bool isServer = there.id == "postgres"_L1 || there.id == "pgvector"_L1;
        if (isServer && facts.hasImage(there.imageId))
            return there.imageId;
    }
    return {};
}

QString guardianImage(const HostFacts &facts)
{
    for (const ServiceFacts &service : facts.services) {
        if (service.isRunning() && service.runsPostgres())
            return service.imageId;
    }
    // Of a host on which none runs.
    return facts.hasImage(facts.deployment.imageId) ? facts.deployment.imageId : QString();
}

Result<Plan> planDrill(const HostProfile &host, const HostFacts &facts, const Manifest &manifest,
                       const QStringList &selection, const QString &run)
{
    const Result<QList<const ManifestComponent *>> selected =
        selectedComponents(manifest, selection);
    if (!selected)
        return selected.error();
    Plan plan{.verb = Verb::Drill,
              .run = run,
              .host = host.name,
              .hostId = host.id,
              .point = manifest.pointId,
              .independentComponents = true};
    plan.guardian.image = guardianImage(facts);
    if (plan.guardian.image.isEmpty())
        return Error{
            Error::Kind::NotFound,
            {QT_TRANSLATE_NOOP("Text", "%1 has no image of PostgreSQL that the point was made "
                                       "with; its tools are needed for every drill."),
             {host.name}},
            {QT_TRANSLATE_NOOP("Text",
                               "Load that image on the host, or drill on a host that has it "
                               "(--on)."),
             {}},
            {}};
    if (selection.isEmpty()) {
        for (const QString &id : unknownComponents(manifest))
            plan.refused.insert(id, notKnown(id));
    }
    QList<Drilled> drilled = fitting(plan, host, facts, *selected);
    for (Drilled &one : drilled)
        one.recipe = component(one.there->id)
                         ->drill(*one.there, {.run = run,
                                              .pointId = manifest.pointId,
                                              .helperImage = plan.guardian.image,
                                              .memoryBytes = one.memoryBytes,
                                              .cpuShares = CpuShares,
                                              .diskFloorBytes = DiskFloorBytes});
    drilled.removeIf([&](const Drilled &one) {
        for (const ImageFacts &image : one.recipe.images) {
            if (hasImage(facts, image.id))
                continue;
            plan.refused.insert(one.there->id, noImage(host, image.name, image.id));
            return true;
        }
        return false;
    });
    for (const Drilled &one : drilled)
        append(plan.guardian, one.recipe);
    Stage stage;
    if (!drilled.isEmpty())
        stage.lanes << lanesOf(drilled, sideBySide(drilled, facts)) << watchDisk(plan);
    plan.stages << stage;
    return plan;
}

} // namespace Lifeboat
