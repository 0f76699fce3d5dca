#pragma once

#include "app/runreport.h"
#include "base/canceltoken.h"
#include "model/runevent.h"

#include <QString>

#include <memory>

namespace Lifeboat {

// Writes the record of one run: plan.json and journal.jsonl as it goes (each event flushed; of the
// progress of a step one line a second), run.json and comparison.json at the start and at the end.
// A later part of the same run (cut-over, undo) goes on in the same journal and has its plan beside
// the first one. Thread-safe. While it lives the run counts as running; dropped without finish()
// the run counts as interrupted.
class RunRecorder
{
public:
    virtual ~RunRecorder() = default;
    // The run is listed from now on. Called again when its plan is known; one without steps is
    // not written.
    virtual Result<> begin(const Plan &plan, const RunReport &report) = 0;
    virtual void event(const RunEvent &event) = 0;
    virtual Result<> finish(const RunReport &report) = 0;
    virtual QString journalFile() const = 0;
};

// The records of runs, in STATE/runs/RUN. A run whose program died is listed with
// Error::Interrupted.
class RunLog
{
public:
    explicit RunLog(QString folder);

    static QString
    newRunId(const QDateTime &now); // 20261122t020000-1a2b3c4d: time and random, [a-z0-9-]

    // Error::Busy: another program works on this run now. Until the recorder is gone, `cancel` is
    // cancelled within 200 ms when somebody calls requestCancel(), from whatever program.
    Result<std::unique_ptr<RunRecorder>> open(const QString &run, const CancelToken &cancel = {});
    Result<QList<RunReport>> runs() const; // newest first
    // The same for lists that are shown again and again: a record is read where it changed since
    // the last call. Of backups, verifies and drills it leaves out artifacts and fingerprints,
    // which are many; run() has them.
    Result<QList<RunReport>> listed() const;
    Result<RunReport> run(const QString &id) const; // "last": the newest restore with safety copies
    Result<QList<RunEvent>>
    events(const QString &run) const; // lines that cannot be read are left out
    Result<QMap<QString, Comparison>>
    comparisons(const QString &run) const; // by component; none: nothing was compared
    bool isRunning(const QString &run) const;
    Result<> update(const RunReport &report); // a restore whose state changed

    // How a run ended that its own program did not see end, in the host's words. Not of one of
    // another desktop, nor of one that runs again; nor of a cut-over or undo: where those stand,
    // the next command on them asks the host, which it would not do of a run that is over.
    Result<> recordEnd(const QString &run, const QString &words);

    // Asks the program that runs it to cancel; Error::Usage when it is not running.
    Result<> requestCancel(const QString &run) const;
    bool cancelRequested(const QString &run) const;

private:
    struct Listed;
    template <typename Read>
    QList<RunReport> all(Read read) const;

    QString m_folder;
    std::shared_ptr<Listed> m_listed;
};

} // namespace Lifeboat
