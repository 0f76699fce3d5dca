#pragma once

#include "app/runlog.h"

#include <QDateTime>
#include <QFile>
#include <QHash>
#include <QLockFile>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace Lifeboat {

// RunLog's recorder: files in the folder of the run, and the thread that looks for a request to
// cancel. Holds the lock by which others see that the run's program lives.
class RunLogRecorder : public RunRecorder
{
public:
    // The names within a run's folder.
    static QString reportName();
    static QString journalName();
    static QString comparisonName();
    static QString cancelName();
    static QString lockName();

    RunLogRecorder(const QString &folder, const CancelToken &cancel);
    ~RunLogRecorder() override;

    Result<> open(); // before anything else; takes the lock

    Result<> begin(const Plan &plan, const RunReport &report) override;
    void event(const RunEvent &event) override;
    Result<> finish(const RunReport &report) override;
    QString journalFile() const override;

private:
    void watch();
    Result<> writePlan(const Plan &plan);
    Result<> writeComparisons(const RunReport &report);
    bool isWorthALine(const RunEvent &event, const QDateTime &now);

    QString m_folder;
    CancelToken m_cancel;
    QLockFile m_lock;
    std::mutex m_mutex; // guards what follows
    std::condition_variable m_wakeUp;
    bool m_ending = false;
    QFile m_journal;
    QHash<QByteArray, QDateTime> m_progressWritten;
    std::thread m_watcher;
};

// Writes a JSON document whole: temporary name, synced, renamed.
Result<> writeRunFile(const QString &path, const QJsonObject &json);

} // namespace Lifeboat
