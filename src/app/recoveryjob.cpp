#include "app/recoveryjob.h"

#include "app/reports.h"
#include "app/runlog.h"
#include "platform/nativefilesystem.h"

#include <QCoreApplication>
#include <QThread>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static const QString Config = u"config"_s;

RecoveryJob::RecoveryJob(Settings &settings, RunLog &log, const HostProfile &host,
                         const Access &access, const RunObserver &observer,
                         const StoredPoint &point, const RecoveryOptions &options)
    : m_job(settings, log, host, access, observer, Verb::Recover)
    , m_cancel(access.cancel)
    , m_listed(point)
    , m_options(options)
{
    m_job.report().point = point.hostId + u'/' + point.id();
    m_job.report().vault = options.vault;
}

RunReport RecoveryJob::run()
{
    const Result<> done = recover();
    RunReport &report = m_job.report();
    report.components = m_done;
    std::ranges::sort(report.components, {}, &ComponentReport::id);
    report.applicationSeconds = m_applicationSeconds;
    return m_job.conclude(done);
}

Result<> RecoveryJob::recover()
{
    for (const auto part :
         {&RecoveryJob::open, &RecoveryJob::lookAtGround, &RecoveryJob::bringImages,
          &RecoveryJob::bringConfiguration, &RecoveryJob::create, &RecoveryJob::startData,
          &RecoveryJob::bringData, &RecoveryJob::askAgents, &RecoveryJob::startApplication}) {
        if (const Result<> done = (this->*part)(); !done)
            return done;
        if (m_cancel.isCancelled())
            return cancelled();
    }
    return {};
}

// --- What is here

// The recorded images that are not on the host, of those that lie here.
static Result<QHash<QString, Artifact>> missingImages(const RecordedProject &project,
                                                      const HostFacts &facts,
                                                      const QHash<QString, QString> &files,
                                                      const CancelToken &cancel)
{
    QHash<QString, Artifact> images;
    QHash<QString, Artifact> known; // by file
    for (const ImageFacts &recorded : project.images) {
        const QString file = files.value(recorded.id);
        if (facts.hasImage(recorded.id) || file.isEmpty())
            continue;
        if (!known.contains(file)) {
            const Result<Artifact> artifact = imageArtifact(file, cancel);
            if (!artifact)
                return artifact.error();
            known.insert(file, *artifact);
        }
        images.insert(recorded.id, known.value(file));
    }
    return images;
}

static Result<RecoveryChoice> choiceOf(const StoredPoint &point, const QString &run,
                                       const RecoveryOptions &options)
{
    const Result<RecordedProject> project = RecordedProject::of(point.manifest);
    if (!project)
        return project.error();
    return RecoveryChoice{.project = *project,
                          .mark = {.point = point.hostId + u'/' + point.id(), .run = run},
                          .run = run,
                          .address = options.address,
                          .setAside = options.setAside};
}

Result<> RecoveryJob::open()
{
    Result<Vault> vault = Vault::open(NativeFileSystem::instance(), m_options.vault);
    if (!vault)
        return vault.error();
    const Result<StoredPoint> point = vault->point(m_listed.hostId, m_listed.id());
    if (!point)
        return point.error();
    if (const std::optional<Error> damage = point->damageOf({}))
        return *damage;
    m_manifest = point->manifest;
    Result<RecoveryChoice> choice = choiceOf(*point, m_job.mark(), m_options);
    if (!choice)
        return choice.error();
    m_choice = *choice;
    if (!m_options.images.isEmpty()) {
        const Result<QHash<QString, QString>> files = imagesIn(m_options.images);
        if (!files)
            return files.error();
        m_imageFiles = *files;
    }
    if (needsPassphrase(m_manifest, {})) {
        if (const Result<> unlocked = m_job.unlock(*vault, PassphraseUse::Open); !unlocked)
            return unlocked;
    }
    Result<std::unique_ptr<ArtifactStore>> store = vault->read(*point);
    if (!store)
        return store.error();
    m_store = std::move(*store);
    return {};
}

// --- What is there

Result<> RecoveryJob::lookAtGround()
{
    Result<GroundFacts> ground = m_job.beginOnGround(m_choice.project);
    if (!ground)
        return ground.error();
    m_ground = *ground;
    const Result<QHash<QString, Artifact>> images =
        missingImages(m_choice.project, m_ground.host, m_imageFiles, m_cancel);
    if (!images)
        return images.error();
    m_choice.images = *images;
    m_isResumed = !m_ground.mark.point.isEmpty();
    if (m_isResumed)
        m_choice.mark.run = m_ground.mark.run;
    // What an earlier attempt has put in, compared, and brought into service.
    for (const ManifestComponent &there : m_manifest.components) {
        if (there.outcome == Outcome::Ok
            && (there.id == Config ? m_ground.mark.isConfigured : m_ground.mark.isRestored))
            m_done << ComponentReport{.id = there.id};
    }
    if (const std::optional<Error> why =
            unfitForRecovery(m_job.host(), m_ground, m_manifest, m_choice))
        return *why;
    m_store = std::make_unique<StoreWithImages>(std::move(m_store), m_choice.images, m_imageFiles);
    return {};
}

// --- The parts

// A failure ends the run; what succeeded before it stays in its report. What a part says of undoing
// it is left out: there is nothing to go back to.
Result<> RecoveryJob::carryOut(const Result<Plan> &plan, Warnings warnings)
{
    if (!plan)
        return plan.error();
    if (plan->stages.isEmpty())
        return {};
    Plan own = *plan;
    own.verb = Verb::Recover;
    own.run = m_choice.run;
    if (warnings == Warnings::LeftOut)
        own.warnings.clear();
    RunReport &report = m_job.report();
    const qint64 bytes = report.bytes;
    report.components.clear();
    const Execution execution = m_job.execute(own, m_store.get());
    report.bytes += bytes;
    if (const QString aside = execution.values.value(AsideVariable); !aside.isEmpty())
        report.setAside = aside;
    note(execution);
    if (execution.error)
        return *execution.error;
    return {};
}

// The last part that dealt with a component says how it stands, unless it only broke off with it.
void RecoveryJob::note(const Execution &execution)
{
    for (const ComponentReport &component : m_job.report().components) {
        const auto earlier = std::ranges::find(m_done, component.id, &ComponentReport::id);
        if (earlier == m_done.end())
            m_done << component;
        else if (!execution.error || execution.failures.contains(component.id))
            *earlier = component;
    }
}

// What a restore does: prepares beside, compares, and exchanges.
Result<> RecoveryJob::putInto(const HostFacts &facts, const QStringList &components)
{
    const QString run = m_choice.mark.run;
    const QList<Place> places = placesOf(facts, m_manifest, components, run);
    // What an earlier attempt left beside; nothing of it is believed.
    if (m_isResumed) {
        const Result<> dropped =
            carryOut(planDrop(m_job.host(), facts, places, Leftover::Prepared, run, m_choice.run));
        if (!dropped)
            return dropped;
        if (const Result<> settled = m_job.settle(facts); !settled)
            return settled;
    }
    const Result<> prepared =
        carryOut(planPrepare(m_job.host(), facts, m_manifest, components, true, run),
                 components.contains(Config) ? Warnings::LeftOut : Warnings::Told);
    if (!prepared)
        return prepared;
    if (const Result<> settled = m_job.settle(facts); !settled)
        return settled;
    m_job.report().places << places;
    return carryOut(planSwitch(m_job.host(), facts, places, Direction::CutOver, run, m_choice.run));
}

Result<> RecoveryJob::bringImages()
{
    return carryOut(planGround(m_job.host(), m_ground, m_choice));
}

Result<> RecoveryJob::bringConfiguration()
{
    const Result<GroundFacts> ground = m_job.beginOnGround(m_choice.project);
    if (!ground)
        return ground.error();
    m_ground = *ground;
    return m_ground.mark.isConfigured ? Result<>() : putInto(m_ground.host, {Config});
}

Result<> RecoveryJob::create()
{
    if (m_ground.mark.isConfigured)
        return {};
    if (const Result<> settled = m_job.settle(m_ground.host); !settled)
        return settled;
    return carryOut(planCreate(m_job.host(), m_ground, m_choice));
}

Result<> RecoveryJob::startData()
{
    const Result<HostFacts> facts = m_job.begin();
    if (!facts)
        return facts.error();
    return carryOut(planStart(m_job.host(), *facts, m_manifest, m_choice));
}

QStringList RecoveryJob::dataComponents() const
{
    QStringList ids;
    for (const ManifestComponent &there : m_manifest.components) {
        if (there.outcome == Outcome::Ok && there.id != Config)
            ids << there.id;
    }
    return ids;
}

// A server that has just been started takes its time; each question of the discovery takes some.
Result<HostFacts> RecoveryJob::discoverAnswering()
{
    static constexpr int Tries = 30;
    const QStringList wanted = dataComponents();
    Result<HostFacts> facts = m_job.begin();
    for (int i = 1; i < Tries && facts; ++i) {
        const bool allAnswer = std::ranges::all_of(wanted, [&](const QString &id) {
            const Component *known = component(id);
            const ServiceFacts *service = known ? serviceOf(*known, *facts) : nullptr;
            return !service || service->answers();
        });
        if (allAnswer)
            break;
        QThread::sleep(2);
        facts = m_job.begin();
    }
    return facts;
}

Result<> RecoveryJob::bringData()
{
    if (m_ground.mark.isRestored)
        return {};
    const Result<HostFacts> facts = discoverAnswering();
    if (!facts)
        return facts.error();
    m_serving = *facts;
    return putInto(*facts, dataComponents());
}

// Whom to tell of another address. That it cannot be had is said, and no failure: the host serves.
Result<> RecoveryJob::askAgents()
{
    if (m_options.address.isEmpty())
        return {};
    AgentsToTell &told = m_job.report().agents.emplace();
    told.address = m_options.address;
    const QMap<QString, QString> details = m_manifest.component(Config)->details;
    const Result<QByteArray> answer = m_job.link().ask(
        askForAgents(details.value(u"databaseContainer"_s), details.value(u"databaseUser"_s),
                     details.value(u"database"_s), m_options.address));
    const Result<AgentsToTell> read =
        answer ? readAgents(*answer, m_options.address) : Result<AgentsToTell>(answer.error());
    if (read)
        told = *read;
    else
        told.why = read.error();
    return {};
}

// What the services said before their data were exchanged still tells which they are.
Result<HostFacts> RecoveryJob::serving()
{
    if (!m_serving)
        return discoverAnswering(); // after a loss of power they have just been started
    if (const Result<> settled = m_job.settle(*m_serving); !settled)
        return settled.error();
    return *m_serving;
}

Result<> RecoveryJob::startApplication()
{
    const Result<HostFacts> facts = serving();
    if (!facts)
        return facts.error();
    QElapsedTimer clock;
    clock.start();
    const Result<> started = carryOut(planApplication(m_job.host(), *facts, m_manifest, m_choice));
    m_applicationSeconds = double(clock.elapsed()) / 1000;
    if (started)
        m_job.report().restore = RestoreState::Accepted;
    return started;
}

// --- Beforehand

Result<QList<Plan>> RecoveryJob::firstPlans(HostLink &link, const HostProfile &host,
                                            const StoredPoint &point,
                                            const RecoveryOptions &options,
                                            const CancelToken &cancel)
{
    const QString run = RunLog::newRunId(QDateTime::currentDateTimeUtc());
    Result<RecoveryChoice> choice = choiceOf(point, run, options);
    if (!choice)
        return choice.error();
    const Result<GroundFacts> ground = link.ground(choice->project);
    if (!ground)
        return ground.error();
    if (!options.images.isEmpty()) {
        const Result<QHash<QString, QString>> files = imagesIn(options.images);
        if (!files)
            return files.error();
        const auto images = missingImages(choice->project, ground->host, *files, cancel);
        if (!images)
            return images.error();
        choice->images = *images;
    }
    if (const std::optional<Error> why = unfitForRecovery(host, *ground, point.manifest, *choice))
        return *why;
    QList<Plan> plans;
    for (const Result<Plan> &plan :
         {planGround(host, *ground, *choice), planCreate(host, *ground, *choice)}) {
        if (!plan)
            return plan.error();
        plans << *plan;
    }
    plans.last().warnings << Text{
        QT_TRANSLATE_NOOP("Text", "Before the containers are made, the configuration is put in and "
                                  "compared. What follows is planned on what the services say "
                                  "once they run: the data as a restore brings them, then the "
                                  "application."),
        {}};
    return plans;
}

} // namespace Lifeboat
