#pragma once

#include "model/hostfacts.h"
#include "model/manifest.h"

namespace Lifeboat {

// The images that a recovery of the point needs, each once, under the names that the compose files
// use: those of its services, and the one that loads the streams of NATS, which no service runs.
// `id` is empty where an older point did not note it.
QList<ImageFacts> recordedImages(const Manifest &manifest);

// The compose project that a point came from, as its manifest tells.
struct RecordedProject
{
    QString name;
    QString directory;
    QStringList composeFiles; // absolute
    QStringList containers;   // the names of those that hold data
    QString helperImage;      // id of that of a PostgreSQL server: sh, perl, GNU coreutils and tar
    QList<ImageFacts> images; // recordedImages() that have an id
    QString architecture;     // of its host, as docker names it: amd64; older points: empty

    // Error::Invalid: the point has no configuration, or no database whose image could help.
    static Result<RecordedProject> of(const Manifest &manifest);
};

// How far an earlier recovery into a host has come, as the host itself says: by labels of volumes
// that are there for this alone, so that any login and any desktop sees it.
struct RecoveryMark
{
    QString point; // HOST-ID/ID; empty: there was none
    QString run;
    bool isConfigured = false; // the folder is in place, with the address that was asked for
    bool isRestored = false;   // the data are in service

    bool operator==(const RecoveryMark &) const = default;
};

// What a host has that a recovery needs, or that is in its way.
struct GroundFacts
{
    HostFacts host; // without services; `deployment` is the folder, answered for when it is there
    QString architecture;      // as docker names it
    qint64 secondsAhead = 0;   // its clock, of this desktop's
    bool hasFolder = false;    // the project's folder is there
    QStringList folderEntries; // some of them
    QStringList containers;    // of the project, or with the name of one of its containers
    QStringList volumes;       // of the project
    RecoveryMark mark;

    bool isBlank() const
    {
        return folderEntries.isEmpty() && containers.isEmpty() && volumes.isEmpty();
    }
};

} // namespace Lifeboat
