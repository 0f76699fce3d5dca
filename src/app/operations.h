#pragma once

#include "app/runreport.h"
#include "base/canceltoken.h"
#include "base/secretstore.h"
#include "model/hostprofile.h"
#include "model/runevent.h"
#include "storage/vault.h"

namespace Lifeboat {

class Settings;
class RunLog;
class RemoteHost;

// How to reach a host, beside what its profile says.
struct Access
{
    SecretSource
        secrets; // the keychain, file descriptors and a prompt, in the order of the caller's wish
    QStringList trust; // SHA256:… to accept
    CancelToken cancel;
    QHash<QString, QString> passphrases; // of vaults, by folder, where they were asked for already
};

struct Check
{
    QString id; // connect, docker, compose, project, postgres, space, lock, …
    bool ok = false;
    Text detail;
    Text mend;         // empty when it is ok
    QString command{}; // of the mend, for the host's own shell; empty: there is none
};

// What was looked at before something is brought onto a host, and what would run there.
struct Preflight
{
    QList<Check> checks;
    QList<Plan> plans;       // empty: a check that is not ok says why
    bool isOccupied = false; // a recovery finds something there, which can be set aside
};

struct BackupOptions
{
    QStringList components;   // empty: all that are there and on by default
    QStringList cold;         // whose services may be stopped for a copy of their files
    QString vault;            // folder
    bool plain = false;       // --format plain
    bool plainConfig = false; // --plain-config; a vault may be so by itself
    bool full = false;        // --full: nothing is referred to that an earlier point holds
};

struct RestoreOptions
{
    QStringList components;
    QString vault;
    bool createRoles = true; // roles of the point that the target lacks; listed in the plan
    // Asked when they are not to be created and some are missing, by component; may be empty.
    std::function<bool(const QMap<QString, QStringList> &)> mayCreateRoles;
};

struct RecoveryOptions
{
    QString vault;
    QString address;       // of the host from now on; empty: it is kept
    QString images;        // folder or file of archives of `docker save`; empty: none
    bool setAside = false; // what is there already is kept under other names, instead of refusing
};

// What the window and the command line are told while a run goes on. Called from worker threads.
struct RunObserver
{
    std::function<void(const Plan &)> planned; // before the first step
    EventSink event;
};

// Everything Lifeboat does, each as one blocking call: no event loop, no dialog. The command line
// calls it in its main thread, the window through RunController in a worker.
//
// A call that begins a run always returns its report: a failure is in `status` and `error`. Every
// run leaves a record in the RunLog (plan, journal, report) before the call returns. Thread-safe:
// runs on different hosts may go on side by side.
class Operations
{
public:
    Operations(Settings &settings, RunLog &log);

    // Connects, compares the key and signs in; what `host add` does before it saves.
    Result<> reach(const HostProfile &host, const Access &access);

    Result<QList<Check>> check(const HostProfile &host, const Access &access);
    Result<HostFacts> discover(const HostProfile &host, const Access &access);

    // The exact steps, changing nothing; the same value that the verbs below execute.
    Result<Plan> planBackup(const HostProfile &host, const Access &access,
                            const BackupOptions &options);
    // Of the preparation, and of the cut-over that follows an equal comparison.
    Result<QList<Plan>> planRestore(const HostProfile &target, const Access &access,
                                    const StoredPoint &point, const RestoreOptions &options);
    Result<Plan> planCutOver(const HostProfile &host, const Access &access,
                             const RunReport &restore);

    // Of a recovery only what comes before the services run; the rest is planned on what they say.
    Result<QList<Plan>> planRecover(const HostProfile &target, const Access &access,
                                    const StoredPoint &point, const RecoveryOptions &options);

    // The same plans with what they depend on, one by one: for a person who decides. A host that
    // cannot be reached is an error; what is wrong with it is a check.
    Result<Preflight> preflightRestore(const HostProfile &target, const Access &access,
                                       const StoredPoint &point, const RestoreOptions &options);
    Result<Preflight> preflightRecovery(const HostProfile &target, const Access &access,
                                        const StoredPoint &point, const RecoveryOptions &options);

    RunReport backup(const HostProfile &host, const Access &access, const BackupOptions &options,
                     const RunObserver &observer);
    RunReport verify(const HostProfile &host, const Access &access, const StoredPoint &point,
                     const QString &vault, const RunObserver &observer);
    RunReport drill(const HostProfile &host, const Access &access, const StoredPoint &point,
                    const QString &vault, const QStringList &components,
                    const RunObserver &observer);

    // Prepares beside and compares; nothing of the running host is touched.
    RunReport prepare(const HostProfile &target, const Access &access, const StoredPoint &point,
                      const RestoreOptions &options, const RunObserver &observer);
    // Each takes the restore's report and returns it with its new state, times and components.
    RunReport cutOver(const HostProfile &host, const Access &access, const RunReport &restore,
                      const RunObserver &observer);
    // Into a host that has nothing, or goes on with a recovery of the same point that was
    // interrupted there (RecoveryJob).
    RunReport recover(const HostProfile &target, const Access &access, const StoredPoint &point,
                      const RecoveryOptions &options, const RunObserver &observer);
    RunReport undo(const HostProfile &host, const Access &access, const RunReport &restore,
                   const RunObserver &observer);
    RunReport accept(const HostProfile &host, const Access &access, const RunReport &restore,
                     const RunObserver &observer);
    RunReport discard(const HostProfile &host, const Access &access, const RunReport &restore,
                      const RunObserver &observer);

private:
    Settings &m_settings;
    RunLog &m_log;
};

} // namespace Lifeboat
