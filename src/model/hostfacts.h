#pragma once

#include "base/text.h"
#include "model/restorenote.h"

#include <QDateTime>
#include <QJsonObject>
#include <QMap>
#include <QStringList>

#include <optional>

namespace Lifeboat {

struct Mount
{
    QString type;        // volume or bind
    QString name;        // of a volume; 64 hex digits for an anonymous one
    QString source;      // on the host
    QString destination; // in the container
    bool anonymous = false;
    qint64 bytes = -1; // -1: not known
    bool readOnly = false;
    bool isSocket = false; // of a bind
    bool isFile = false;   // of a bind
    bool isDevice = false; // of a volume: its driver mounts something there

    bool operator==(const Mount &) const = default;
};

struct DatabaseFacts
{
    QString name;
    QString owner;
    qint64 bytes = 0;
    int tables = 0;
    QString encoding;
    QString collate;
    QString ctype;
    QStringList settings; // statements that set it up, with %1 where the quoted name stands
    QString mark;         // the COMMENT that Lifeboat gave it; empty for a database of the user's
    bool allowsConnections = true;
    QStringList clients; // containers that hold a connection now, "" for others

    bool operator==(const DatabaseFacts &) const = default;
};

// A PostgreSQL server in a container, as it answered.
struct PostgresFacts
{
    int version = 0; // 150020 is 15.20
    QString versionText;
    QString user; // a superuser that the container trusts
    bool inRecovery = false;
    QString dataDirectory;
    qint64 freeBytes = -1;          // of the file system under dataDirectory
    QList<DatabaseFacts> databases; // without templates
    QStringList roles;              // without those that begin with pg_

    bool operator==(const PostgresFacts &) const = default;
};

// One running or stopped container of the compose project.
struct ServiceFacts
{
    QString service;
    QString container; // its name
    QString containerId;
    QString image;       // as the compose file names it
    QString imageId;     // sha256:…
    QString imageDigest; // of the registry, empty when it never came from one
    QString state;       // running, exited, paused, …
    QString restartPolicy;
    bool isTemporary = false; // the engine removes it when it stops
    QDateTime started;
    QString superuser;     // of its PostgreSQL, as the container's environment names it
    QStringList addresses; // in the project's networks
    QList<Mount> mounts;
    QString
        program; // the server that it runs, by its entry point: redis-server, minio, …; or empty
    QMap<QString, QString> details; // what that server answered; empty when it did not
    QString postgresMajor;  // when it runs the entry point of PostgreSQL's image; else empty
    bool hasVector = false; // and brings the files of the extension vector
    std::optional<PostgresFacts> postgres; // what the server answered; none when it did not
    QString silence;                       // why it did not, where that was told

    // What is mounted there, or above it; null when nothing is.
    const Mount *mountOf(const QString &path) const;

    // Of the server, once it answered; empty or -1 when not known. Details name them "version" and
    // "dir".
    QString versionText() const;
    QString dataDirectory() const; // in the container
    qint64 dataBytes() const;      // what is backed up of it; without what Lifeboat made itself

    bool answers() const { return postgres || !details.isEmpty(); }
    bool runsPostgres() const { return !postgresMajor.isEmpty(); }
    bool isRunning() const { return state == QStringView(u"running"); }
    bool operator==(const ServiceFacts &) const = default;
};

struct ImageFacts
{
    QString id;     // sha256:…, of its configuration
    QString name;   // repository:tag; empty when it has none
    QString digest; // repository@sha256:…, of the registry; empty when it never came from one

    bool operator==(const ImageFacts &) const = default;
};

struct Uncovered
{
    QString kind; // component, service, volume, bind, file, database
    QString name;
    Text why;
    QString component; // that saves it when it is asked for; empty: none can

    bool operator==(const Uncovered &) const = default;
};

// What discovery found on a host: nothing in it was configured by hand or guessed from a name.
struct HostFacts
{
    QString machine;   // the host's own name
    QString machineId; // tells two hosts apart that have one address one after the other
    QString dockerVersion;
    QString composeVersion;
    QStringList compose; // how it is called: {docker, compose} or {docker-compose}
    QString project;
    QString directory; // where the compose file is
    QStringList composeFiles;
    QString dockerRoot;
    qint64 dockerFreeBytes = -1;
    qint64 memoryFreeBytes = -1;
    int processors = 0; // 0: not known
    QHash<QString, QString>
        variant; // DB_ENGINE, DB_NAME, DB_USER as the server's container has them
    // The project's folder as a service without a container, which the component config saves: its
    // program is "project", its image that of a helper which is on the host, its one mount the
    // folder itself.
    ServiceFacts deployment;
    QList<ImageFacts> images; // all on the host, a line for each name
    QList<ServiceFacts> services;
    // What the project's containers write to and no component of the product saves: each volume or
    // folder as a service of its own whose program is "volume" (components/common/volume.h).
    QList<ServiceFacts> volumes;
    QList<RestoreNote> restores; // that stand open there, whichever desktop began them
    QList<Uncovered> uncovered;
    QList<Text> warnings;
    QDateTime found;

    const ServiceFacts *service(const QString &name) const;
    bool hasImage(const QString &id) const;
    bool operator==(const HostFacts &) const = default;
};

} // namespace Lifeboat
