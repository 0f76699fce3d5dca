#pragma once

#include "gui/runs/liverun.h"

namespace Lifeboat {

// The runs of this window, newest first; those that have ended stay until the record of them is
// read from the log.
class RunBoard : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    LiveRun *start(const HostProfile &host, Verb verb, RunController::Work work,
                   const Access &access);
    const QList<LiveRun *> &runs() const { return m_runs; }
    int runningCount() const;
    LiveRun *runningOn(const QString &hostId) const; // null: none
    void cancelAll();

    // Lets go of ended runs that nobody shows any more and whose record is known now.
    void forgetEnded(const QStringList &recordedRuns, const LiveRun *shown);

signals:
    void changed(); // one began, ended or was forgotten
    void ended(Lifeboat::LiveRun *run);

private:
    QList<LiveRun *> m_runs; // children of this board
};

} // namespace Lifeboat
