#pragma once

#include "app/runreport.h"
#include "model/runevent.h"

#include <QString>

#include <memory>

namespace Lifeboat {

// Writes the record of one run: plan.json and journal.jsonl as it goes (each event flushed),
// run.json at the start and at the end. Thread-safe.
class RunRecorder
{
public:
    virtual ~RunRecorder() = default;
    virtual Result<> begin(const Plan &plan, const RunReport &report) = 0;
    virtual void event(const RunEvent &event) = 0;
    virtual Result<> finish(const RunReport &report) = 0;
    virtual QString journalFile() const = 0;
};

// The records of runs, in STATE/runs/RUN. A run whose program died is listed with Error::Interrupted.
class RunLog
{
public:
    explicit RunLog(QString folder);

    static QString newRunId(const QDateTime &now); // 20261122t020000-1a2b3c4d: time and random, [a-z0-9-]

    Result<std::unique_ptr<RunRecorder>> open(const QString &run);
    Result<QList<RunReport>> runs() const; // newest first
    Result<RunReport> run(const QString &id) const; // "last": the newest restore with safety copies
    Result<QList<RunEvent>> events(const QString &run) const;
    Result<> update(const RunReport &report); // a restore whose state changed

    // Asks the program that runs it to cancel; Error::Usage when it is not running.
    Result<> requestCancel(const QString &run) const;
    bool cancelRequested(const QString &run) const;

private:
    QString m_folder;
};

} // namespace Lifeboat
