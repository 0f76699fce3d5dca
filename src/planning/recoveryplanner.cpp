#include "planning/recoveryplanner.h"

#include "planning/groundsteps.h"
#include "planning/planning.h"
#include "planning/recoveryaddress.h"
#include "planning/recoverymark.h"
#include "planning/spacecheck.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

static Step milestone(const QByteArray &id, Milestone milestone, const RecoveryMark &mark)
{
    return hostStep(
        id, {QT_TRANSLATE_NOOP("Text", "Note on the host how far the recovery has come"), {}},
        setMilestone(milestone, mark));
}

static Error occupied(const HostProfile &host, const GroundFacts &ground)
{
    QStringList found;
    for (const QString &container : ground.containers)
        found << u"container "_s + container;
    for (const QString &volume : ground.volumes)
        found << u"volume "_s + volume;
    if (!ground.folderEntries.isEmpty())
        found << ground.host.directory + u'/' + ground.folderEntries.join(u", "_s);
    return {
        Error::Kind::Invalid,
        {QT_TRANSLATE_NOOP("Text", "%1 is not empty: something of this project is there "
                                   "already. Nothing was changed."),
         {host.name}},
        {QT_TRANSLATE_NOOP(
             "Text", "`restore` brings a point into a deployment that runs, and can be undone. To "
                     "recover here all the same, set aside what is there with --set-aside: its "
                     "containers are removed, its volumes and its folder renamed and kept."),
         {}},
        found.join(u'\n')};
}

static std::optional<Error> missingImages(const HostProfile &host, const GroundFacts &ground,
                                          const RecoveryChoice &choice)
{
    QStringList missing;
    for (const ImageFacts &image : choice.project.images) {
        if (!ground.host.hasImage(image.id) && !choice.images.contains(image.id)
            && image.digest.isEmpty())
            missing << image.name + u" ("_s + image.id + u')';
    }
    if (missing.isEmpty())
        return std::nullopt;
    return Error{Error::Kind::NotFound,
                 {QT_TRANSLATE_NOOP("Text", "Images that the point was made with are neither on %1 "
                                            "nor here, and have no digest to pull them by."),
                  {host.name}},
                 {QT_TRANSLATE_NOOP("Text", "Save them where they are (docker save ID -o "
                                            "NAME.tar), and name the folder of these files: "
                                            "--images DIR."),
                  {}},
                 missing.join(u'\n')};
}

static std::optional<Error> inTheWay(const HostProfile &host, const GroundFacts &ground,
                                     const RecoveryChoice &choice)
{
    const RecoveryMark &earlier = ground.mark;
    if (earlier.point.isEmpty())
        return ground.isBlank() || choice.setAside ? std::nullopt
                                                   : std::optional(occupied(host, ground));
    if (earlier.point == choice.mark.point)
        return std::nullopt;
    return Error{Error::Kind::Invalid,
                 {QT_TRANSLATE_NOOP("Text", "On %1 the recovery of another point was begun and "
                                            "not finished: %2."),
                  {host.name, earlier.point}},
                 {QT_TRANSLATE_NOOP("Text", "Recover that point, which goes on where it "
                                            "stopped, or make the host empty again."),
                  {}},
                 {}};
}

static std::optional<Error> otherArchitecture(const HostProfile &host, const GroundFacts &ground,
                                              const RecoveryChoice &choice)
{
    const QString &wanted = choice.project.architecture;
    if (wanted.isEmpty() || ground.architecture.isEmpty() || wanted == ground.architecture)
        return std::nullopt;
    return Error{Error::Kind::Invalid,
                 {QT_TRANSLATE_NOOP("Text", "The point is of a host with %1 processors, and %2 "
                                            "has %3: its images do not run there."),
                  {wanted, host.name, ground.architecture}},
                 {QT_TRANSLATE_NOOP("Text", "Recover into a host with %1 processors."), {wanted}},
                 {}};
}

// A server deletes what its retention says is too old, by that clock, and cannot be undone.
static std::optional<Error> clockIsOff(const HostProfile &host, const GroundFacts &ground)
{
    static constexpr qint64 MostSecondsApart = 300;
    if (std::abs(ground.secondsAhead) <= MostSecondsApart)
        return std::nullopt;
    return Error{Error::Kind::Invalid,
                 {QT_TRANSLATE_NOOP("Text", "The clock of %1 is off by %2: metrics and logs of "
                                            "the point could be deleted as too old."),
                  {host.name, std::chrono::seconds(std::abs(ground.secondsAhead))}},
                 {QT_TRANSLATE_NOOP("Text", "Set the host's clock (or this desktop's)."), {}},
                 {}};
}

static std::optional<Error> tooLittleRoom(const HostProfile &host, const GroundFacts &ground,
                                          const Manifest &manifest)
{
    qint64 needed = RestoreFloorBytes;
    for (const ManifestComponent &there : manifest.components)
        needed += there.outcome == Outcome::Ok && component(there.id) ? neededBytes(there) : 0;
    if (ground.host.dockerFreeBytes < 0 || ground.mark.isRestored
        || ground.host.dockerFreeBytes >= needed)
        return std::nullopt;
    return Error{Error::Kind::NoSpace,
                 {QT_TRANSLATE_NOOP("Text", "A recovery of the point needs %1 on %2, and the "
                                            "host has %3."),
                  {ByteCount{needed}, host.name, ByteCount{ground.host.dockerFreeBytes}}},
                 {QT_TRANSLATE_NOOP("Text", "Make room on the host."), {}},
                 {}};
}

std::optional<Error> obstacle(Ground what, const HostProfile &host, const GroundFacts &ground,
                              const Manifest &manifest, const RecoveryChoice &choice)
{
    switch (what) {
    case Ground::Empty:
        return inTheWay(host, ground, choice);
    case Ground::Architecture:
        return otherArchitecture(host, ground, choice);
    case Ground::Clock:
        return clockIsOff(host, ground);
    case Ground::Space:
        return tooLittleRoom(host, ground, manifest);
    case Ground::Images:
        return missingImages(host, ground, choice);
    }
    return std::nullopt;
}

std::optional<Error> unfitForRecovery(const HostProfile &host, const GroundFacts &ground,
                                      const Manifest &manifest, const RecoveryChoice &choice)
{
    for (const Ground what :
         {Ground::Empty, Ground::Architecture, Ground::Clock, Ground::Space, Ground::Images}) {
        if (std::optional<Error> why = obstacle(what, host, ground, manifest, choice))
            return why;
    }
    return std::nullopt;
}

// A plan of a recovery's own part; see planGround for when it has no guardian.
static Plan newPart(const HostProfile &host, const HostFacts &facts, const RecoveryChoice &choice)
{
    Plan plan{.verb = Verb::Recover,
              .run = choice.run,
              .host = host.name,
              .hostId = host.id,
              .point = choice.mark.point.section(u'/', -1)};
    if (facts.hasImage(choice.project.helperImage))
        plan.guardian.image = choice.project.helperImage;
    return plan;
}

Result<Plan> planGround(const HostProfile &host, const GroundFacts &ground,
                        const RecoveryChoice &choice)
{
    Plan plan = newPart(host, ground.host, choice);
    Lane lane{"ground", {}};
    QMap<QString, QPair<Artifact, QStringList>> files; // by name: an archive may hold several
    const QList<ImageFacts> &images = choice.project.images;
    for (const ImageFacts &image : images) {
        if (ground.host.hasImage(image.id))
            continue;
        const auto file = choice.images.constFind(image.id);
        if (file == choice.images.cend()) {
            lane.steps << pull(image);
            continue;
        }
        files[file->file].first = *file;
        files[file->file].second << image.name;
    }
    for (const auto &[file, names] : files)
        lane.steps << load(file, names);
    // Before the mark: with it, what is there is of the recovery. An image has to be there to help.
    // Also on a host that is blank by now: what an attempt before has set aside is to be named.
    if (choice.setAside && ground.mark.point.isEmpty())
        lane.steps << setAside(choice.project, choice.run, AsideVariable);
    lane.steps << milestone("begin", Milestone::Begun, choice.mark) << nameImages(images)
               << makeFolder(choice.project);
    plan.stages << Stage{{lane}};
    return plan;
}

Result<Plan> planCreate(const HostProfile &host, const GroundFacts &ground,
                        const RecoveryChoice &choice)
{
    Plan plan = newPart(host, ground.host, choice);
    const RecordedProject &project = choice.project;
    Lane lane{"create", {}};
    if (!choice.address.isEmpty())
        lane.steps << changeAddress(project, choice.address);
    lane.steps << hostStep(
        "create",
        {QT_TRANSLATE_NOOP("Text", "Make the containers, networks and volumes "
                                   "of the project; nothing is started"),
         {}},
        compose(ground.host, project) << ShellCommand("up --no-start --no-build --pull never"),
        5min) << milestone("configured", Milestone::Configured, choice.mark);
    plan.stages << Stage{{lane}};
    return plan;
}

Result<Plan> planStart(const HostProfile &host, const HostFacts &facts, const Manifest &manifest,
                       const RecoveryChoice &choice)
{
    Plan plan = newPart(host, facts, choice);
    QStringList stopped;
    for (const Component &known : components()) {
        const ServiceFacts *service = serviceOf(known, facts);
        if (service && !service->container.isEmpty() && !service->isRunning())
            stopped << service->container;
    }
    for (const ManifestComponent &there : manifest.components) {
        const bool isThere = std::ranges::any_of(facts.services, [&](const ServiceFacts &service) {
            return service.service == there.service;
        });
        if (!there.container.isEmpty() && there.outcome == Outcome::Ok && !isThere)
            return Error{
                Error::Kind::Invalid,
                {QT_TRANSLATE_NOOP("Text", "The compose files of the point have no service "
                                           "%1, which %2 was saved from."),
                 {there.service, there.id}},
                {},
                {}};
    }
    if (stopped.isEmpty())
        return plan;
    ShellCommand start("docker start");
    for (const QString &container : stopped)
        start << container;
    plan.stages << Stage{
        {Lane{"start",
              {lookForPorts(choice.project),
               hostStep("start",
                        {QT_TRANSLATE_NOOP("Text", "Start only what holds data: %1"),
                         {stopped.join(u", "_s)}},
                        start, 2min)}}}};
    return plan;
}

// Each that has one, of keys that have to fit the data.
static RestoreRecipe proofs(const HostFacts &facts, const Manifest &manifest,
                            const RecoveryChoice &choice)
{
    RestoreRecipe all;
    for (const ManifestComponent &there : manifest.components) {
        const Component *known = component(there.id);
        const ServiceFacts *service = known ? serviceOf(*known, facts) : nullptr;
        if (!service || !known->proof || there.outcome != Outcome::Ok)
            continue;
        const RestoreRecipe recipe = known->proof(
            *service, there, {.run = choice.mark.run, .helperImage = choice.project.helperImage});
        all.lanes << recipe.lanes;
        all.files << recipe.files;
        all.touched << recipe.touched;
    }
    return all;
}

Result<Plan> planApplication(const HostProfile &host, const HostFacts &facts,
                             const Manifest &manifest, const RecoveryChoice &choice)
{
    // What was there before the data is empty, or of an attempt that came not so far.
    const QList<Place> places = placesOf(facts, manifest, {}, choice.mark.run);
    Result<Plan> plan =
        planDrop(host, facts, places, Leftover::SafetyCopies, choice.mark.run, choice.run);
    if (!plan)
        return plan;
    plan->warnings.clear();
    Lane lane{
        "application",
        {hostStep("application", {QT_TRANSLATE_NOOP("Text", "Start the application"), {}},
                  compose(facts, choice.project) << ShellCommand("up -d --no-build --pull never"),
                  15min),
         awaitServices(choice.project)}};
    if (const ServiceFacts *server = facts.service(u"server"_s))
        lane.steps << askApplication(server->container);
    plan->stages.first().lanes.prepend(lane);
    const RestoreRecipe keys = proofs(facts, manifest, choice);
    append(plan->guardian, keys);
    if (!keys.lanes.isEmpty())
        plan->stages.prepend(Stage{keys.lanes});
    plan->stages.prepend(
        Stage{{Lane{"restored", {milestone("restored", Milestone::Restored, choice.mark)}}}});
    plan->stages << Stage{{Lane{
        "forget",
        {hostStep("forget",
                  {QT_TRANSLATE_NOOP("Text", "Remove the notes of the recovery from the host"), {}},
                  forgetRecovery())}}}};
    return plan;
}

} // namespace Lifeboat
