#pragma once

#include "base/canceltoken.h"
#include "model/plan.h"
#include "model/runevent.h"

#include <QHash>

#include <memory>

namespace Lifeboat {

class ArtifactStore;
class ObjectProbe;
class PostgresProbe;
class RemoteHost;

// What executing a plan brought about.
struct Execution
{
    std::optional<Error> error;     // of the run as a whole; a cancel is one
    std::optional<Error> ending;    // what went wrong after all was done: the host is not free yet
    QHash<QString, Error> failures; // by component
    QHash<QString, QByteArray> failedSteps;        // by component: the first one that failed
    QHash<QString, QList<Artifact>> artifacts;     // written, by component
    QHash<QString, Fingerprint> fingerprints;      // taken, by component
    QHash<QString, QList<Difference>> differences; // found, by component
    QHash<QString, Comparison> comparisons;        // made, by component
    QHash<QByteArray, double> seconds;             // by step
    VariableValues values;                         // of the plan's variables
    // By component: from the beginning, the guardian's coming included, to the end of its last step
    // that is not `always`.
    QHash<QString, double> doneAfter;
    double snapshotWindowSeconds = 0;              // that the components' data are apart, at most
    qint64 bytes = 0;                              // of artifacts, written or read
};

// Runs a plan against a host: the guardian first, then stage after stage, lanes side by side.
//
// Returns when everything has ended, also what was cancelled on the host. The guardian ends the
// run (good end) or takes back what was begun (failure, cancel, lost line); the host's lock is free
// afterwards or the Execution says that it is not. Every step that runs reports started
// and finished; the others of a failed run report skipped. Events come from several threads, one
// at a time.
class Executor
{
public:
    struct Tools
    {
        RemoteHost &host;
        PostgresProbe &probe;
        ObjectProbe &objects;
        ArtifactStore *store = nullptr; // of the point that is written or read
        QString owner;                  // "user@desktop", told to others who find the host locked
        QString passphrase;             // of sealed artifacts; empty when the plan has none
    };

    Executor(Tools tools, EventSink sink);

    Execution run(const Plan &plan, const CancelToken &cancel);

private:
    class Run;

    Tools m_tools;
    EventSink m_sink;
};

} // namespace Lifeboat
