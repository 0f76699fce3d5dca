#pragma once

#include "base/result.h"
#include "model/fingerprint.h"
#include "model/hostfacts.h"
#include "model/manifest.h"
#include "model/place.h"
#include "model/plan.h"
#include "planning/agents.h"

#include <QDateTime>

namespace Lifeboat {

struct ComponentReport
{
    QString id;
    Outcome status = Outcome::Ok;
    QList<Artifact> artifacts;
    Fingerprint fingerprint;
    QList<Difference> differences;
    QStringList safetyCopies; // names on the host
    // Of a drill: from its start until the data were there and equal.
    std::optional<double> rtoSeconds;
    std::optional<Error> why;

    QJsonObject toJson() const;
    static ComponentReport fromJson(const QJsonObject &json);
};

// Where a restore stands. Only a prepared one can be cut over or discarded, only one that is in
// service can be undone or accepted.
enum class RestoreState { None, Prepared, InService, Undone, Accepted, Discarded };

QString restoreStateName(RestoreState state);
Text restoreStateText(RestoreState state); // empty: None
Text outcomeText(Outcome outcome);
QString toolName(); // "Lifeboat 0.1.0"

// One run as it ended (or was interrupted): what `runs` lists and what a later cut-over, undo,
// accept or discard works from. Kept as STATE/runs/RUN/run.json beside plan and journal.
struct RunReport
{
    QString run;
    Verb verb = Verb::Backup;
    QString hostId;
    QString hostName;
    QString point;   // "HOST/ID" with the host's id, empty when there is none
    QString vault;   // its folder
    QString tool;    // "Lifeboat 0.1.0"; empty in records of the first version, as the next two
    QString machine; // the host's own name
    QString machineId;
    Outcome status = Outcome::Ok;
    qint64 bytes = 0;
    double seconds = 0;
    double downtimeSeconds = 0;
    double applicationSeconds = 0;
    double skewSeconds = 0; // of a backup: that its components' data are apart, at most
    QDateTime started;
    QDateTime ended; // null: still running, or interrupted
    QList<ComponentReport> components;
    QList<Uncovered> uncovered;
    std::optional<Error> error; // of the run as a whole
    // Of this part of the run, by component. They are many: kept apart from the rest, which is read
    // for every list of runs (RunLog::comparisons).
    QMap<QString, Comparison> comparisons;
    // of a restore
    RestoreState restore = RestoreState::None;
    QList<Place> places;
    QStringList restartServices;        // containers restarted after a switch
    QString setAside;                   // of a recovery: the folder of what was there before
    std::optional<AgentsToTell> agents; // of a recovery with another address
    int pid = 0;                        // of the program that runs it, while it does

    // Of a drill: until the last of its components was there; none where one was not.
    std::optional<double> rtoSeconds() const;

    bool isRunning() const { return !ended.isValid() && pid != 0; }

    QJsonObject toJson() const; // also what --json shows, plus what a later run needs
    static RunReport fromJson(const QJsonObject &json);
};

// A plan as `plan …` shows it and as it is kept beside a run: steps, warnings, estimate.
QJsonObject planJson(const Plan &plan);

} // namespace Lifeboat
