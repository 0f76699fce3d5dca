#include "app/operations.h"

#include "app/earlierpoints.h"
#include "app/hostlink.h"
#include "app/openrestores.h"
#include "app/recoveryjob.h"
#include "app/reports.h"
#include "app/restoreplans.h"
#include "app/runjob.h"
#include "app/runlog.h"
#include "app/settings.h"
#include "app/vaultpassphrase.h"
#include "components/common/volume.h"
#include "planning/planners.h"
#include "platform/nativefilesystem.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace Lifeboat {

Operations::Operations(Settings &settings, RunLog &log)
    : m_settings(settings)
    , m_log(log)
{
}

Result<> Operations::reach(const HostProfile &host, const Access &access)
{
    HostLink link(m_settings, host, access, u"reach"_s, {});
    const Result<std::shared_ptr<RemoteSession>> session = link.host().session(access.cancel);
    return session ? (*session)->run(ShellCommand("true"), {.cancel = access.cancel})
                   : Result<>(session.error());
}

Result<HostFacts> Operations::discover(const HostProfile &host, const Access &access)
{
    HostLink link(m_settings, host, access, u"discover"_s, {});
    Result<HostFacts> facts = link.discover();
    if (!facts)
        return facts;
    if (const auto open = openRestores(link, m_log, host, *facts); !open)
        facts->warnings << open.error().message;
    return facts;
}

static BackupChoice choiceOf(const BackupOptions &options, const Vault &vault,
                             const QString &hostId, const QDateTime &now)
{
    BackupChoice choice{.components = options.components,
                        .cold = options.cold,
                        .plain = options.plain,
                        .plainConfig = options.plainConfig || vault.isPlain()};
    if (options.full)
        return choice;
    if (const Result<QList<StoredPoint>> points = vault.points(hostId))
        chooseEarlier(choice, *points, now);
    return choice;
}

// --- Plans that are only shown
// ---------------------------------------------------------------------

Result<Plan> Operations::planBackup(const HostProfile &host, const Access &access,
                                    const BackupOptions &options)
{
    const Result<HostFacts> facts = discover(host, access);
    if (!facts)
        return facts.error();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const Result<Vault> vault = Vault::open(NativeFileSystem::instance(), options.vault);
    if (!vault)
        return vault.error();
    BackupChoice choice = choiceOf(options, *vault, host.id, now);
    choice.pointId = pointId(now);
    return Lifeboat::planBackup(host, *facts, choice, RunLog::newRunId(now));
}

Result<QList<Plan>> Operations::planRestore(const HostProfile &target, const Access &access,
                                            const StoredPoint &point,
                                            const RestoreOptions &options)
{
    if (const std::optional<Error> damage = point.damageOf(options.components))
        return *damage;
    const Result<HostFacts> facts = discover(target, access);
    return facts ? restorePlans(target, *facts, point, options)
                 : Result<QList<Plan>>(facts.error());
}

Result<Plan> Operations::planCutOver(const HostProfile &host, const Access &access,
                                     const RunReport &restore)
{
    const Result<HostFacts> facts = discover(host, access);
    if (!facts)
        return facts.error();
    return planSwitch(host, *facts, restore.places, Direction::CutOver, restore.run,
                      RunLog::newRunId(QDateTime::currentDateTimeUtc()));
}

Result<QList<Plan>> Operations::planRecover(const HostProfile &target, const Access &access,
                                            const StoredPoint &point,
                                            const RecoveryOptions &options)
{
    if (const std::optional<Error> damage = point.damageOf({}))
        return *damage;
    HostLink link(m_settings, target, access, u"plan"_s, {});
    return RecoveryJob::firstPlans(link, target, point, options, access.cancel);
}

// --- Runs
// ------------------------------------------------------------------------------------------

static Result<> keepJournal(const RunJob &job, const QString &folder)
{
    const QString copy = folder + u"/journal.jsonl"_s;
    if (!QFile::copy(job.journalFile(), copy))
        return Error{
            Error::Kind::Storage, {QT_TRANSLATE_NOOP("Text", "Cannot write %1."), {copy}}, {}, {}};
    return NativeFileSystem::instance().syncFile(copy);
}

// What was asked for and is on other hosts.
static QList<Uncovered> absentVolumes(const HostFacts &facts, const BackupChoice &choice)
{
    QStringList asked = choice.components + choice.cold;
    asked.removeDuplicates();
    QList<Uncovered> list;
    for (const QString &id : asked) {
        if (isVolume(id) && !serviceOf(*component(id), facts))
            list << Uncovered{
                u"component"_s, id, {QT_TRANSLATE_NOOP("Text", "It is not on this host."), {}}, {}};
    }
    return list;
}

static Result<> backupInto(RunJob &job, const BackupOptions &options, const QDateTime &now)
{
    Result<Vault> vault = Vault::open(NativeFileSystem::instance(), options.vault);
    if (!vault)
        return vault.error();
    if (needsPassphrase(*vault, options.components, options.plainConfig)) {
        if (const Result<> unlocked = job.unlock(*vault, PassphraseUse::Seal); !unlocked)
            return unlocked;
    }
    const Result<HostFacts> facts = job.begin();
    if (!facts)
        return facts.error();
    job.report().uncovered = facts->uncovered;
    if (const Result<> tidy = vault->removeLeftovers(job.host().id); !tidy)
        return tidy;
    const Result<qint64> free = vault->freeBytes();
    Result<std::unique_ptr<PointWriter>> point = vault->begin(job.host().id, now);
    if (!point)
        return point.error();
    BackupChoice choice = choiceOf(options, *vault, job.host().id, now);
    choice.vaultFreeBytes = free ? *free : -1;
    choice.pointId = (*point)->id();
    const Result<Plan> plan = planBackup(job.host(), *facts, choice, job.mark());
    if (!plan)
        return plan.error();
    job.report().uncovered.removeIf([chosen = componentsOf(*plan)](const Uncovered &one) {
        return chosen.contains(one.component);
    });
    job.report().uncovered << absentVolumes(*facts, choice);
    const Execution execution = job.execute(*plan, point->get());
    const bool hasSomething =
        !execution.error
        && execution.failures.size() + plan->refused.size() < componentsOf(*plan).size();
    if (!hasSomething)
        return {};
    if (const Result<> kept = keepJournal(job, (*point)->folder()); !kept)
        return kept;
    const Result<> finished =
        (*point)->finish(manifestOf(job.report(), *plan, *facts, job.host(), execution));
    if (finished)
        job.report().point = job.host().id + u'/' + (*point)->id();
    return finished;
}

RunReport Operations::backup(const HostProfile &host, const Access &access,
                             const BackupOptions &options, const RunObserver &observer)
{
    RunJob job(m_settings, m_log, host, access, observer, Verb::Backup);
    job.report().vault = options.vault;
    return job.conclude(backupInto(job, options, QDateTime::currentDateTimeUtc()));
}

namespace {

// What a run did that read a point.
struct Looked
{
    Plan plan;
    Execution execution;
};

using PointPlanner = std::function<Result<Plan>(const HostFacts &, const Manifest &)>;

} // namespace

// `point` as it lies in the vault now: a list may be older, and what is in it is not believed.
static Result<Looked> read(RunJob &job, Vault &vault, const StoredPoint &point,
                           const QStringList &components, const PointPlanner &planner)
{
    if (const std::optional<Error> damage = point.manifestDamage())
        return *damage;
    if (needsPassphrase(point.manifest, components)) {
        if (const Result<> unlocked = job.unlock(vault, PassphraseUse::Open); !unlocked)
            return unlocked.error();
    }
    const Result<std::unique_ptr<ArtifactStore>> store = vault.read(point);
    if (!store)
        return store.error();
    const Result<HostFacts> facts =
        job.report().verb == Verb::Drill ? job.beginDrill(point.manifest) : job.begin();
    if (!facts)
        return facts.error();
    const Result<Plan> plan = planner(*facts, point.manifest);
    if (!plan)
        return plan.error();
    return Looked{*plan, job.execute(*plan, store->get())};
}

// Verify and drill end with proofs beside the point.
static Result<> prove(RunJob &job, const StoredPoint &listed, const QString &folder,
                      const QStringList &components, const PointPlanner &planner)
{
    job.report().point = listed.hostId + u'/' + listed.id();
    job.report().vault = folder;
    Result<Vault> vault = Vault::open(NativeFileSystem::instance(), folder);
    if (!vault)
        return vault.error();
    const Result<StoredPoint> point = vault->point(listed.hostId, listed.id());
    if (!point)
        return point.error();
    const Result<Looked> looked = read(job, *vault, *point, components, planner);
    if (!looked)
        return looked.error();
    job.report().seconds = job.seconds();
    for (const Proof &proof :
         proofsOf(looked->plan, looked->execution, job.report(), QDateTime::currentDateTimeUtc())) {
        if (const Result<> added = vault->addProof(*point, proof); !added)
            return added;
    }
    return {};
}

RunReport Operations::verify(const HostProfile &host, const Access &access,
                             const StoredPoint &point, const QString &vault,
                             const RunObserver &observer)
{
    RunJob job(m_settings, m_log, host, access, observer, Verb::Verify);
    return job.conclude(
        prove(job, point, vault, {}, [&](const HostFacts &facts, const Manifest &manifest) {
            return planVerify(host, facts, manifest, job.mark());
        }));
}

RunReport Operations::drill(const HostProfile &host, const Access &access, const StoredPoint &point,
                            const QString &vault, const QStringList &components,
                            const RunObserver &observer)
{
    RunJob job(m_settings, m_log, host, access, observer, Verb::Drill);
    return job.conclude(
        prove(job, point, vault, components, [&](const HostFacts &facts, const Manifest &manifest) {
            return planDrill(host, facts, manifest, components, job.mark());
        }));
}

static bool createsRoles(const RestoreOptions &options, const HostFacts &facts,
                         const Manifest &manifest)
{
    if (options.createRoles || !options.mayCreateRoles)
        return options.createRoles;
    const auto missing = missingRoles(facts, manifest, options.components);
    return !missing.isEmpty() && options.mayCreateRoles(missing);
}

static Result<> prepareBeside(RunJob &job, const StoredPoint &listed, const RestoreOptions &options)
{
    job.report().point = listed.hostId + u'/' + listed.id();
    job.report().vault = options.vault;
    Result<Vault> vault = Vault::open(NativeFileSystem::instance(), options.vault);
    if (!vault)
        return vault.error();
    const Result<StoredPoint> point = vault->point(listed.hostId, listed.id());
    if (!point)
        return point.error();
    if (const std::optional<Error> damage = point->damageOf(options.components))
        return *damage;
    const Result<Looked> looked =
        read(job, *vault, *point, options.components,
             [&](const HostFacts &facts, const Manifest &manifest) -> Result<Plan> {
                 const QList<Place> places =
                     placesOf(facts, manifest, options.components, job.mark());
                 const Result<QList<RunReport>> open = job.openRestores(facts);
                 if (!open)
                     return open.error();
                 if (const std::optional<Error> why = standsInTheWay(*open, places, job.host()))
                     return *why;
                 job.report().places = places;
                 return preparation(job.host(), facts, *point, options,
                                    createsRoles(options, facts, manifest),
                                    {.run = job.mark(), .started = job.report().started});
             });
    if (!looked)
        return looked.error();
    if (job.report().status == Outcome::Ok)
        job.report().restore = RestoreState::Prepared;
    return {};
}

RunReport Operations::prepare(const HostProfile &target, const Access &access,
                              const StoredPoint &point, const RestoreOptions &options,
                              const RunObserver &observer)
{
    RunJob job(m_settings, m_log, target, access, observer, Verb::Prepare);
    return job.conclude(prepareBeside(job, point, options));
}

RunReport Operations::cutOver(const HostProfile &host, const Access &access,
                              const RunReport &restore, const RunObserver &observer)
{
    return RestoreJob(m_settings, m_log, host, access, observer, restore)
        .exchange(Direction::CutOver);
}

RunReport Operations::recover(const HostProfile &target, const Access &access,
                              const StoredPoint &point, const RecoveryOptions &options,
                              const RunObserver &observer)
{
    return RecoveryJob(m_settings, m_log, target, access, observer, point, options).run();
}

RunReport Operations::undo(const HostProfile &host, const Access &access, const RunReport &restore,
                           const RunObserver &observer)
{
    return RestoreJob(m_settings, m_log, host, access, observer, restore).exchange(Direction::Undo);
}

RunReport Operations::accept(const HostProfile &host, const Access &access,
                             const RunReport &restore, const RunObserver &observer)
{
    return RestoreJob(m_settings, m_log, host, access, observer, restore)
        .drop(Leftover::SafetyCopies);
}

RunReport Operations::discard(const HostProfile &host, const Access &access,
                              const RunReport &restore, const RunObserver &observer)
{
    return RestoreJob(m_settings, m_log, host, access, observer, restore).drop(Leftover::Prepared);
}

} // namespace Lifeboat
