#pragma once

#include "base/result.h"
#include "model/fingerprint.h"

#include <QDateTime>
#include <QJsonArray>
#include <QMap>
#include <QStringList>

#include <optional>

namespace Lifeboat {

// A point's id is the moment it was begun: 20261122T020000Z.
QString pointId(const QDateTime &time);
QDateTime pointTime(const QString &id); // UTC; invalid when it is no id
bool isPointId(const QString &name);

// Whether a name that came from a file may be used below a point's folder: relative, with '/', no
// part of it "..", no backslash, colon or control character.
bool isFileOfPoint(const QString &file);

// One file of a point, as it was read back after it was written.
struct Artifact
{
    QString file; // relative to the point, with '/'
    qint64 bytes = 0;
    QString sha256;
    QString database; // of a dump: the database it holds; else empty
    QString format;   // custom, plain, globals; of other components: rdb, tar, …
    QString point;    // the id of the earlier point that holds it; empty: this one does

    // Under the vault's passphrase (base/sealing.h): bytes and hash are of the sealed file.
    bool isSealed() const { return format.endsWith(QLatin1StringView(".cms")); }

    QJsonObject toJson() const;
    static Artifact fromJson(const QJsonObject &json);
    bool operator==(const Artifact &) const = default;
};

// What became of one component in a run, a verify or a drill.
enum class Outcome { Ok, Warning, Failed, Cancelled, Skipped };

QString outcomeName(Outcome outcome);         // ok, warning, … as in the command line's JSON
Outcome outcomeFromName(const QString &name); // Failed for a name that is not known

// What a database is beside its content: what CREATE DATABASE and ALTER DATABASE need to know.
struct DatabaseProfile
{
    QString name;
    QString owner;
    QString encoding;
    QString collate;
    QString ctype;
    qint64 bytes = 0;     // on the source's disk
    QStringList settings; // statements that set it up, with %1 where the quoted name stands

    QJsonObject toJson() const;
    static DatabaseProfile fromJson(const QJsonObject &json);
    bool operator==(const DatabaseProfile &) const = default;
};

struct ManifestComponent
{
    QString id;
    Outcome outcome = Outcome::Ok;
    QString service;
    QString container;
    QString image;
    QString imageId;
    QString imageDigest;
    QString version;   // of the server: 15.20
    QString user;      // the superuser of the server
    QStringList roles; // that its databases may refer to
    QList<DatabaseProfile> databases;
    QMap<QString, QString> details; // what its component noted of the service (ServiceFacts)
    QList<Artifact> artifacts;
    QList<Artifact> needs; // of earlier points of the host, without which these are not whole
    Fingerprint fingerprint;
    std::optional<Error> why; // when it did not succeed

    QJsonObject toJson() const;
    static ManifestComponent fromJson(const QJsonObject &json);
    bool operator==(const ManifestComponent &) const = default;
};

// What a point is and what it came from. Written last; a folder without it is not a point.
struct Manifest
{
    static constexpr int FormatVersion = 1;

    QString pointId; // 20261122T020000Z
    QString hostId;
    QString hostName;
    QString machine; // the host's own name
    QString machineId;
    QString project;
    QString directory;
    QString run;
    QString tool; // "Lifeboat 0.1.0"
    QDateTime started;
    QDateTime ended;
    double snapshotWindowSeconds = 0; // that the data of its components are apart, at most
    QList<ManifestComponent> components;
    QJsonArray uncovered;

    bool isComplete() const; // every selected component is ok
    qint64 bytes() const;
    const ManifestComponent *component(const QString &id) const;

    QJsonObject toJson() const;

    // Error::Corrupt names the field; Error::Invalid: of a newer version. Unknown fields are left
    // alone. What names a file is checked, because a manifest may come from anywhere.
    static Result<Manifest> fromJson(const QJsonObject &json);
};

// Verify and drill results of a point, kept beside its manifest as proofs.jsonl, newest last.
struct Proof
{
    enum class Kind { Verify, Drill };

    Kind kind = Kind::Verify;
    QString run;
    QDateTime time;
    Outcome outcome = Outcome::Ok;
    double seconds = 0;
    QStringList components; // what was looked at
    // Of a drill, by component: from its start until the data were there and equal.
    QMap<QString, double> rtoSeconds;

    QJsonObject toJson() const;
    static Proof fromJson(const QJsonObject &json);
    bool operator==(const Proof &) const = default;
};

} // namespace Lifeboat
