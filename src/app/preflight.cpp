#include "app/checks.h"
#include "app/hostlink.h"
#include "app/openrestores.h"
#include "app/recoveryjob.h"
#include "app/restoreplans.h"
#include "app/runlog.h"
#include "planning/spacecheck.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

// Full hashes are compared while the files are sent; to read all of them twice helps nobody.
static Check artifactsCheck(const StoredPoint &point, const QStringList &components)
{
    const QString id = u"artifacts"_s;
    if (const std::optional<Error> damage = point.damageOf(components))
        return failed(id, *damage);
    if (const Proof *verify = point.newest(Proof::Kind::Verify))
        return passed(id, {QT_TRANSLATE_NOOP("Text", "Every file of the point is there with its "
                                                     "size; verified on %1. Hashes are compared "
                                                     "again while it is sent."),
                           {verify->time}});
    return passed(id, {QT_TRANSLATE_NOOP("Text", "Every file of the point is there with its size. "
                                                 "Hashes are compared while it is sent."),
                       {}});
}

static Check spaceCheck(const StoredPoint &point, const QStringList &components, qint64 freeBytes)
{
    qint64 needed = RestoreFloorBytes;
    for (const ManifestComponent &there : point.manifest.components) {
        const bool isChosen = components.isEmpty() || components.contains(there.id);
        if (isChosen && there.outcome == Outcome::Ok && component(there.id))
            needed += neededBytes(there);
    }
    if (freeBytes < 0)
        return passed(u"space"_s, {QT_TRANSLATE_NOOP("Text", "About %1 are needed; how much the "
                                                             "host has free is not known."),
                                   {ByteCount{needed}}});
    return passed(u"space"_s, {QT_TRANSLATE_NOOP("Text", "About %1 are needed, %2 are free."),
                               {ByteCount{needed}, ByteCount{freeBytes}}});
}

// What an interrupted run left is put in order before the first step: it stands in nobody's way.
static Check orderCheck(const Result<HostLock> &lock)
{
    if (!lock || lock->state != HostLock::State::Interrupted)
        return lockCheck(lock);
    return passed(u"lock"_s, {QT_TRANSLATE_NOOP("Text", "Run %1 of %2 was interrupted here; it is "
                                                        "put in order first."),
                              {lock->run, lock->owner}});
}

static bool isCancel(const Error &error)
{
    return error.kind == Error::Kind::Cancelled;
}

// --- Restore

// None: no other restore of this stands open there.
static std::optional<Check> openCheck(HostLink &link, RunLog &log, const HostProfile &target,
                                      const HostFacts &facts, const StoredPoint &point,
                                      const RestoreOptions &options)
{
    const Result<QList<RunReport>> open = openRestores(link, log, target, facts);
    if (!open)
        return failed(u"restore"_s, open.error());
    const std::optional<Error> why =
        standsInTheWay(*open, placesOf(facts, point.manifest, options.components, {}), target);
    return why ? std::optional(failed(u"restore"_s, *why)) : std::nullopt;
}

Result<Preflight> Operations::preflightRestore(const HostProfile &target, const Access &access,
                                               const StoredPoint &point,
                                               const RestoreOptions &options)
{
    HostLink link(m_settings, target, access, u"preflight"_s, {});
    const Result<Check> connected = connectCheck(link.host(), target, access.cancel);
    if (!connected)
        return connected.error();
    Preflight preflight{.checks = {artifactsCheck(point, options.components), *connected}};
    QList<Check> &checks = preflight.checks;
    const Result<HostFacts> facts = link.discover();
    if (!facts) {
        if (isCancel(facts.error()))
            return facts.error();
        checks << failed(u"deployment"_s, facts.error());
        return preflight;
    }
    checks << dockerChecks(*facts) << projectCheck(*facts) << orderCheck(link.settle(m_log, {}));
    if (const std::optional<Check> open = openCheck(link, m_log, target, *facts, point, options))
        checks << *open;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const Result<Plan> plan = preparation(target, *facts, point, options, options.createRoles,
                                          {.run = RunLog::newRunId(now), .started = now});
    if (plan) {
        checks << spaceCheck(point, options.components, facts->dockerFreeBytes);
        if (checks.first().ok)
            preflight.plans << *plan;
    } else {
        const bool isSpace = plan.error().kind == Error::Kind::NoSpace;
        checks << failed(isSpace ? u"space"_s : u"plan"_s, plan.error());
    }
    return preflight;
}

// --- Recovery

// Where each image of the point comes from.
static Check imagesCheck(const RecordedProject &project, const HostFacts &facts,
                         const QHash<QString, QString> &files)
{
    QStringList pulled, archives;
    qint64 present = 0, loaded = 0;
    for (const ImageFacts &image : project.images) {
        if (facts.hasImage(image.id)) {
            ++present;
        } else if (files.contains(image.id)) {
            ++loaded;
            archives << QFileInfo(files.value(image.id)).fileName();
        } else {
            pulled << image.name;
        }
    }
    archives.removeDuplicates();
    if (!pulled.isEmpty())
        return passed(u"images"_s,
                      {QT_TRANSLATE_NOOP("Text", "Images: %1 are there, %2 are loaded from here, "
                                                 "and pulled by their digests are: %3."),
                       {present, loaded, pulled.join(u", "_s)}});
    if (loaded > 0)
        return passed(u"images"_s,
                      {QT_TRANSLATE_NOOP("Text", "Images: %1 are there, %2 are loaded from %3."),
                       {present, loaded, archives.join(u", "_s)}});
    return passed(u"images"_s,
                  {QT_TRANSLATE_NOOP("Text", "All %1 images of the point are there, by their "
                                             "recorded ids."),
                   {present}});
}

static bool isOccupied(const GroundFacts &ground)
{
    return ground.mark.point.isEmpty() && !ground.isBlank();
}

static Check groundCheck(const HostProfile &host, const GroundFacts &ground)
{
    if (isOccupied(ground))
        return passed(u"empty"_s,
                      {QT_TRANSLATE_NOOP("Text", "What %1 holds of this project is set aside "
                                                 "first: its containers are removed, its volumes "
                                                 "and its folder are renamed and kept."),
                       {host.name}});
    if (ground.mark.point.isEmpty())
        return passed(u"empty"_s, {QT_TRANSLATE_NOOP("Text", "%1 holds nothing of this project: "
                                                             "nothing can be overwritten."),
                                   {host.name}});
    const char *state =
        ground.mark.isRestored
            ? QT_TRANSLATE_NOOP("Text",
                                "An earlier recovery of this point stopped on %1 with the data "
                                "in place; it goes on there.")
        : ground.mark.isConfigured
            ? QT_TRANSLATE_NOOP("Text", "An earlier recovery of this point stopped "
                                        "on %1 with the configuration in place; it "
                                        "goes on there.")
            : QT_TRANSLATE_NOOP("Text", "An earlier recovery of this point stopped "
                                        "on %1 at its beginning; it goes on there.");
    return passed(u"empty"_s, {state, {host.name}});
}

static Check clockCheck(const GroundFacts &ground)
{
    return passed(u"clock"_s, {QT_TRANSLATE_NOOP("Text", "Its clock agrees with this computer's, "
                                                         "within %1."),
                               {std::chrono::seconds(std::abs(ground.secondsAhead))}});
}

// All of them, also what comes after the first that stands against it.
static QList<Check> groundChecks(const HostProfile &host, const GroundFacts &ground,
                                 const StoredPoint &point, const RecordedProject &project,
                                 const QHash<QString, QString> &files,
                                 const RecoveryOptions &options)
{
    RecoveryChoice choice{.project = project,
                          .mark = {.point = point.hostId + u'/' + point.id()},
                          .address = options.address,
                          .setAside = options.setAside};
    for (auto it = files.cbegin(); it != files.cend(); ++it)
        choice.images.insert(it.key(), {.file = it.value()}); // that it is there is all they ask
    const std::pair<Ground, Check> all[] = {
        {Ground::Empty, groundCheck(host, ground)},
        {Ground::Architecture,
         passed(u"architecture"_s,
                {QT_TRANSLATE_NOOP("Text", "Its processors are %1."), {ground.architecture}})},
        {Ground::Clock, clockCheck(ground)},
        {Ground::Space, spaceCheck(point, {}, ground.host.dockerFreeBytes)},
        {Ground::Images, imagesCheck(project, ground.host, files)}};
    QList<Check> checks;
    for (const auto &[what, good] : all) {
        const std::optional<Error> why = obstacle(what, host, ground, point.manifest, choice);
        checks << (why ? failed(good.id, *why) : good);
    }
    return checks;
}

Result<Preflight> Operations::preflightRecovery(const HostProfile &target, const Access &access,
                                                const StoredPoint &point,
                                                const RecoveryOptions &options)
{
    HostLink link(m_settings, target, access, u"preflight"_s, {});
    const Result<Check> connected = connectCheck(link.host(), target, access.cancel);
    if (!connected)
        return connected.error();
    Preflight preflight{.checks = {artifactsCheck(point, {}), *connected}};
    QList<Check> &checks = preflight.checks;
    const Result<RecordedProject> project = RecordedProject::of(point.manifest);
    if (!project) {
        checks << failed(u"point"_s, project.error());
        return preflight;
    }
    const Result<GroundFacts> ground = link.ground(*project);
    if (!ground) {
        if (isCancel(ground.error()))
            return ground.error();
        checks << failed(u"docker"_s, ground.error());
        return preflight;
    }
    preflight.isOccupied = isOccupied(*ground);
    QHash<QString, QString> files;
    std::optional<Check> unreadable;
    if (!options.images.isEmpty()) {
        if (const Result<QHash<QString, QString>> found = imagesIn(options.images))
            files = *found;
        else
            unreadable = failed(u"archives"_s, found.error());
    }
    checks << dockerChecks(ground->host) << orderCheck(link.settle(m_log, {}))
           << groundChecks(target, *ground, point, *project, files, options);
    if (unreadable)
        checks << *unreadable;
    if (!std::ranges::all_of(checks, &Check::ok))
        return preflight;
    const Result<QList<Plan>> plans =
        RecoveryJob::firstPlans(link, target, point, options, access.cancel);
    if (plans)
        preflight.plans = *plans;
    else if (isCancel(plans.error()))
        return plans.error();
    else
        checks << failed(u"plan"_s, plans.error());
    return preflight;
}

} // namespace Lifeboat
