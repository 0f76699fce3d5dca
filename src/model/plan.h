#pragma once

#include "base/result.h"
#include "base/shellcommand.h"
#include "model/fingerprint.h"
#include "model/manifest.h"

#include <QMap>

#include <chrono>
#include <optional>
#include <variant>

namespace Lifeboat {

// A database of a PostgreSQL server in a container, reached through a relay inside it.
struct DatabaseAddress
{
    QString container;
    QString user;
    QString database;

    bool operator==(const DatabaseAddress &) const = default;
};

// --- The closed set of things a step can do. A new kind is a change to the executor, the renderer
// --- and the journal, and needs a reason.

struct RunCommand // output goes to the journal
{
    ShellCommand command;
    QString variable; // set: its output, trimmed, becomes the value of this variable
    bool operator==(const RunCommand &) const = default;
};

// stdout becomes an artifact, without touching the host's disk. Where the artifact is sealed, magic
// and trailer are of what is inside.
struct CaptureOutput
{
    ShellCommand command;
    Artifact artifact;  // size and hash are filled in when it is written
    QByteArray magic;   // the first bytes it must have
    QByteArray trailer; // what must be found in its last 4 KiB
    bool operator==(const CaptureOutput &) const = default;
};

// An artifact becomes the command's stdin; its hash is checked on the way. A sealed one is opened
// first.
struct FeedArtifact
{
    Artifact artifact;
    ShellCommand command;
    bool operator==(const FeedArtifact &) const = default;
};

struct ReadBack // reads an artifact again from the vault: size, hash, magic, trailer
{
    Artifact artifact;
    QByteArray magic;
    QByteArray trailer;
    bool operator==(const ReadBack &) const = default;
};

// Opens a connection to the database, begins the transaction that will hold the snapshot, and
// locks the tables against DDL. The connection stays open under the name of `variable`.
struct LockTables
{
    DatabaseAddress database;
    QString variable;
    QStringList session; // settings first
    QString listTables;  // a query whose rows are the statements that lock
    QString begin;
    QString blockers; // a query: (table, pid, user, application, address, since, statement)
    bool operator==(const LockTables &) const = default;
};

// Fixes and exports the snapshot of a connection whose tables are locked; its id becomes the value
// of `variable`. A table that appeared since is locked in a new attempt.
struct ExportSnapshot
{
    QString variable;
    QString exportQuery; // its one field is the snapshot's id
    bool operator==(const ExportSnapshot &) const = default;
};

struct ReleaseSnapshot
{
    QString variable;
    bool operator==(const ReleaseSnapshot &) const = default;
};

// Asks a database what it holds. Rows of `direct` queries are (name, value); rows of `generating`
// ones are (name, statement), and the statement's rows are (rest of the name, value).
struct TakeFingerprint
{
    DatabaseAddress database;
    QString snapshot;    // the variable of a held snapshot; empty: a transaction of its own
    QString prefix;      // of the entries' names
    QStringList session; // settings first
    QStringList direct;
    QStringList generating;
    std::optional<Fingerprint> expected; // set: compare, and fail when it differs
    bool operator==(const TakeFingerprint &) const = default;
};

// Asks a service what it holds, by a command whose output its component reads (Component::read).
struct ReadFingerprint
{
    ShellCommand command;
    std::optional<Fingerprint> expected; // set: compare, and fail when it differs
    bool operator==(const ReadFingerprint &) const = default;
};

// A server of objects (S3) in a container, reached through a relay inside it.
struct ObjectServer
{
    QString container;
    int port = 9000;
    ShellCommand credentials; // prints user, password and the server's time; never recorded

    bool operator==(const ObjectServer &) const = default;
};

// Every version of every object into an archive, with a listing beside that says what they are; the
// listing's sums become the fingerprint. What the listing of an earlier point has already is
// referred to in the archives of that one.
struct FetchObjects
{
    ObjectServer server;
    Artifact archive;
    Artifact listing;
    std::optional<Artifact> earlierListing;
    bool operator==(const FetchObjects &) const = default;
};

struct PutObjects // the buckets and objects of such a pair into a server
{
    ObjectServer server;
    Artifact archive;
    Artifact listing;
    QList<Artifact> earlier; // archives of earlier points that the listing refers to
    bool operator==(const PutObjects &) const = default;
};

struct CompareObjects // lists what a server holds and fails when it differs
{
    ObjectServer server;
    Fingerprint expected;
    bool operator==(const CompareObjects &) const = default;
};

// One order to the guardian: a step file it was given ("do/10-hold", "fin/20-switch").
struct GuardianStep
{
    QString file;
    bool operator==(const GuardianStep &) const = default;
};

struct PointOfNoReturn // after it the guardian completes what was begun instead of undoing it
{
    bool operator==(const PointOfNoReturn &) const = default;
};

using StepAction =
    std::variant<RunCommand, CaptureOutput, FeedArtifact, ReadBack, LockTables, ExportSnapshot,
                 ReleaseSnapshot, TakeFingerprint, ReadFingerprint, FetchObjects, PutObjects,
                 CompareObjects, GuardianStep, PointOfNoReturn>;

struct Step
{
    QByteArray id; // stable within a plan; the journal and the tests refer to it
    Text title;
    StepAction action;
    QString component;                   // empty: of the run as a whole, whose failure ends it
    std::chrono::seconds quietLimit{60}; // without a byte or an answer for this long: TimedOut
    qint64 expectedBytes = -1;           // for progress; -1: not known
    bool always = false; // also runs after a failure or a cancel, to leave the host as it was
    bool changesHost = false;

    bool operator==(const Step &) const = default;
};

// Steps in order. Lanes of a stage run side by side.
struct Lane
{
    QByteArray id;
    QList<Step> steps;
    bool isWatch = false; // goes on until the other lanes of its stage have ended, or ends the run
    bool operator==(const Lane &) const = default;
};

// A stage begins when the one before has ended. A failed component skips its later steps; a failed
// step without a component, or a cancel, skips all later steps but those marked `always`.
struct Stage
{
    QList<Lane> lanes;
    bool isMoment = false; // what its components' steps span is how far apart their data are
    bool operator==(const Stage &) const = default;
};

// What the process on the host is given before anything is held: what to bring back, and how.
struct GuardianFile
{
    QString path; // do/NAME, fin/NAME, undo/NAME, clean/NAME, of [a-z0-9-]
    Text title;
    QString script; // POSIX sh; looks before it acts, so that twice is harmless
    bool operator==(const GuardianFile &) const = default;
};

struct GuardianTask
{
    QString image;          // id of an image that is on the host; lends its chroot; empty: none yet,
                            // and then there is no guardian and there are no files
    QStringList containers; // "NAME" or "NAME first", in start order: restored to their state
    QStringList touched;    // containers that commands are executed in
    QList<GuardianFile> files;
    bool operator==(const GuardianTask &) const = default;
};

enum class Verb { Backup, Verify, Drill, Prepare, CutOver, Undo, Accept, Discard, Recover };

QString verbName(Verb verb);
std::optional<Verb> verbFromName(const QString &name);

// What will happen on one host: shown, stored and executed as it is.
struct Plan
{
    Verb verb = Verb::Backup;
    QString run;  // also the mark of every process on the host
    QString host; // name, for titles
    QString hostId;
    QString point; // id of the point that is written or read
    GuardianTask guardian;
    QList<Stage> stages;
    bool independentComponents = false; // one's failure ends the run, unless this is set
    QMap<QString, Error> refused;       // selected components that cannot take part, and why
    QStringList together; // components that steps without a component deal with
    QList<Text> warnings;
    qint64 estimatedBytes = -1;
    QMap<QString, QList<Artifact>> needs; // of earlier points, by component (Manifest)

    const Step *step(const QByteArray &id) const;
    bool operator==(const Plan &) const = default;
};

} // namespace Lifeboat
