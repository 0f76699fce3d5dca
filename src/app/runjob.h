#pragma once

#include "app/hostlink.h"
#include "app/operations.h"
#include "app/vaultpassphrase.h"
#include "engine/executor.h"
#include "planning/planners.h"

#include <QElapsedTimer>

namespace Lifeboat {

class RunRecorder;

// One run of a verb on one host: its connection, its record, its report. The verbs in Operations
// are what they do with it.
class RunJob
{
public:
    RunJob(Settings &settings, RunLog &log, const HostProfile &host, const Access &access,
           const RunObserver &observer, Verb verb);
    // A later part of a run that has a report already.
    RunJob(Settings &settings, RunLog &log, const HostProfile &host, const Access &access,
           const RunObserver &observer, const RunReport &continued, Verb verb);
    ~RunJob();

    // Asks for what opens and seals the vault's secrets; before anything else, because without it
    // no connection is to be made.
    Result<> unlock(Vault &vault, PassphraseUse use);

    // Connects, puts in order what an interrupted run left, and discovers.
    Result<HostFacts> begin();

    // Likewise for a drill of that point, on a host with or without a deployment.
    Result<HostFacts> beginDrill(const Manifest &manifest);

    // Likewise on a host whose project may not be there yet.
    Result<GroundFacts> beginOnGround(const RecordedProject &project);

    // Between two plans of one run: what the host keeps of the first is taken from it.
    Result<> settle(const HostFacts &facts);

    // Of other runs, on this host (openrestores.h).
    Result<QList<RunReport>> openRestores(const HostFacts &facts);

    // Shows the plan, runs it, and fills in the report.
    Execution execute(const Plan &plan, ArtifactStore *store);

    // Writes the record; an error that is not in the report yet becomes the report's.
    RunReport conclude(const Result<> &done);

    const HostProfile &host() const { return m_host; }
    QString mark() const { return m_mark; } // of the processes on the host; also the guardian's run
    RunReport &report() { return m_report; }
    HostLink &link() { return m_link; }
    QString journalFile() const;
    double seconds() const { return double(m_clock.elapsed()) / 1000; }

private:
    Result<> list();

    RunLog &m_log;
    HostProfile m_host;
    Access m_access;
    CancelToken m_cancel;
    QString m_passphrase;
    RunObserver m_observer;
    QString m_mark;
    RunReport m_report;
    std::unique_ptr<RunRecorder> m_recorder;
    std::optional<Error> m_recordError; // found before the first step, so nothing was done yet
    EventSink m_sink;
    HostLink m_link;
    QElapsedTimer m_clock;
};

// What follows the preparation of a restore: cut-over, undo, accept, discard.
class RestoreJob
{
public:
    RestoreJob(Settings &settings, RunLog &log, const HostProfile &host, const Access &access,
               const RunObserver &observer, const RunReport &restore);

    RunReport exchange(Direction direction);
    RunReport drop(Leftover what);

private:
    // The host's facts, and the report's state corrected by them.
    Result<HostFacts> look(RunJob &job, QList<RestoreState> allowed);
    Result<> exchangeNow(RunJob &job, Direction direction);
    void lookAgain(RunReport &report) const;
    Result<> dropNow(RunJob &job, Leftover what);

    Settings &m_settings;
    RunLog &m_log;
    const HostProfile &m_host;
    const Access &m_access;
    const RunObserver &m_observer;
    RunReport m_restore;
};

} // namespace Lifeboat
