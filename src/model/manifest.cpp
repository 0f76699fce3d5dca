#include "model/manifest.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Lifeboat {

// In the order of Outcome.
static constexpr std::array OutcomeNames{"ok", "warning", "failed", "cancelled", "skipped"};
static_assert(OutcomeNames.size() == size_t(Outcome::Skipped) + 1);

QString outcomeName(Outcome outcome)
{
    return QString::fromLatin1(OutcomeNames.at(size_t(outcome)));
}

Outcome outcomeFromName(const QString &name)
{
    for (size_t i = 0; i < OutcomeNames.size(); ++i) {
        if (name == QLatin1StringView(OutcomeNames[i]))
            return Outcome(i);
    }
    return Outcome::Failed; // a word of a later version must not read as a success
}

bool isPointId(const QString &name)
{
    static const QRegularExpression form(u"\\A[0-9]{8}T[0-9]{6}Z\\z"_s);
    return form.match(name).hasMatch() && pointTime(name).isValid();
}

QString pointId(const QDateTime &time)
{
    return time.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"_s);
}

QDateTime pointTime(const QString &id)
{
    QDateTime time = QDateTime::fromString(id, u"yyyyMMdd'T'HHmmss'Z'"_s);
    time.setTimeSpec(Qt::UTC);
    return time;
}

bool isFileOfPoint(const QString &file)
{
    // The colon is a drive or a second stream of a file on Windows.
    static const QRegularExpression refused(u"[\\x00-\\x1f\\x7f\\\\:]"_s);
    if (file.isEmpty() || file.contains(refused))
        return false;
    const QStringList parts = file.split(u'/');
    return std::all_of(parts.begin(), parts.end(), [](const QString &part) {
        return !part.isEmpty() && part != u"."_s && part != u".."_s && part.toUtf8().size() <= 255;
    });
}

static Error damaged(const QString &field)
{
    return {
        Error::Kind::Corrupt,
        {QT_TRANSLATE_NOOP("Text", "The manifest is damaged at \"%1\"."), {field}},
        {QT_TRANSLATE_NOOP("Text", "Use another backup point, or another copy of this one."), {}},
        {}};
}

static QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

static QDateTime timeFromText(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
}

QJsonObject Artifact::toJson() const
{
    QJsonObject json{
        {u"file"_s, file}, {u"bytes"_s, bytes}, {u"sha256"_s, sha256}, {u"format"_s, format}};
    if (!database.isEmpty())
        json.insert(u"database"_s, database);
    if (!point.isEmpty())
        json.insert(u"point"_s, point);
    return json;
}

Artifact Artifact::fromJson(const QJsonObject &json)
{
    return {.file = json.value(u"file"_s).toString(),
            .bytes = json.value(u"bytes"_s).toInteger(),
            .sha256 = json.value(u"sha256"_s).toString(),
            .database = json.value(u"database"_s).toString(),
            .format = json.value(u"format"_s).toString(),
            .point = json.value(u"point"_s).toString()};
}

QJsonObject DatabaseProfile::toJson() const
{
    return {{u"name"_s, name},         {u"owner"_s, owner}, {u"encoding"_s, encoding},
            {u"collate"_s, collate},   {u"ctype"_s, ctype}, {u"bytes"_s, bytes},
            {u"settings"_s, QJsonArray::fromStringList(settings)}};
}

DatabaseProfile DatabaseProfile::fromJson(const QJsonObject &json)
{
    return {.name = json.value(u"name"_s).toString(),
            .owner = json.value(u"owner"_s).toString(),
            .encoding = json.value(u"encoding"_s).toString(),
            .collate = json.value(u"collate"_s).toString(),
            .ctype = json.value(u"ctype"_s).toString(),
            .bytes = json.value(u"bytes"_s).toInteger(),
            .settings = json.value(u"settings"_s).toVariant().toStringList()};
}

QJsonObject ManifestComponent::toJson() const
{
    QJsonArray files;
    for (const Artifact &artifact : artifacts)
        files << artifact.toJson();
    QJsonArray described;
    for (const DatabaseProfile &database : databases)
        described << database.toJson();
    QJsonObject noted;
    for (auto it = details.cbegin(); it != details.cend(); ++it)
        noted.insert(it.key(), it.value());
    QJsonObject json{{u"id"_s, id},
                     {u"status"_s, outcomeName(outcome)},
                     {u"service"_s, service},
                     {u"container"_s, container},
                     {u"image"_s, image},
                     {u"imageId"_s, imageId},
                     {u"imageDigest"_s, imageDigest},
                     {u"version"_s, version},
                     {u"user"_s, user},
                     {u"roles"_s, QJsonArray::fromStringList(roles)},
                     {u"databases"_s, described},
                     {u"artifacts"_s, files},
                     {u"fingerprint"_s, fingerprint.toJson()}};
    if (!noted.isEmpty())
        json.insert(u"details"_s, noted);
    QJsonArray needed;
    for (const Artifact &artifact : needs)
        needed << artifact.toJson();
    if (!needed.isEmpty())
        json.insert(u"needs"_s, needed);
    if (why)
        json.insert(u"why"_s, why->toRecord());
    return json;
}

ManifestComponent ManifestComponent::fromJson(const QJsonObject &json)
{
    ManifestComponent component{.id = json.value(u"id"_s).toString(),
                                .outcome = outcomeFromName(json.value(u"status"_s).toString()),
                                .service = json.value(u"service"_s).toString(),
                                .container = json.value(u"container"_s).toString(),
                                .image = json.value(u"image"_s).toString(),
                                .imageId = json.value(u"imageId"_s).toString(),
                                .imageDigest = json.value(u"imageDigest"_s).toString(),
                                .version = json.value(u"version"_s).toString(),
                                .user = json.value(u"user"_s).toString(),
                                .roles = json.value(u"roles"_s).toVariant().toStringList(),
                                .fingerprint =
                                    Fingerprint::fromJson(json.value(u"fingerprint"_s).toObject())};
    for (const QJsonValue &file : json.value(u"artifacts"_s).toArray())
        component.artifacts << Artifact::fromJson(file.toObject());
    for (const QJsonValue &file : json.value(u"needs"_s).toArray())
        component.needs << Artifact::fromJson(file.toObject());
    for (const QJsonValue &database : json.value(u"databases"_s).toArray())
        component.databases << DatabaseProfile::fromJson(database.toObject());
    const QJsonObject noted = json.value(u"details"_s).toObject();
    for (auto it = noted.begin(); it != noted.end(); ++it)
        component.details.insert(it.key(), it->toString());
    if (json.contains(u"why"_s))
        component.why = Error::fromRecord(json.value(u"why"_s).toObject());
    return component;
}

bool Manifest::isComplete() const
{
    return !components.isEmpty()
           && std::all_of(components.begin(), components.end(),
                          [](const auto &c) { return c.outcome == Outcome::Ok; });
}

qint64 Manifest::bytes() const
{
    qint64 sum = 0;
    for (const ManifestComponent &component : components) {
        for (const Artifact &artifact : component.artifacts)
            sum += artifact.bytes;
    }
    return sum;
}

const ManifestComponent *Manifest::component(const QString &id) const
{
    const auto it = std::find_if(components.begin(), components.end(),
                                 [&id](const auto &c) { return c.id == id; });
    return it == components.end() ? nullptr : &*it;
}

QJsonObject Manifest::toJson() const
{
    QJsonArray list;
    for (const ManifestComponent &component : components)
        list << component.toJson();
    return {{u"formatVersion"_s, FormatVersion},
            {u"point"_s, pointId},
            {u"hostId"_s, hostId},
            {u"host"_s, hostName},
            {u"machine"_s, machine},
            {u"machineId"_s, machineId},
            {u"project"_s, project},
            {u"directory"_s, directory},
            {u"run"_s, run},
            {u"tool"_s, tool},
            {u"started"_s, timeText(started)},
            {u"ended"_s, timeText(ended)},
            {u"snapshotWindowSeconds"_s, snapshotWindowSeconds},
            {u"components"_s, list},
            {u"uncovered"_s, uncovered}};
}

// The first field that is not what it has to be; empty when all are. Everything that later names
// a file or is held against one is checked here, because a manifest may come from anywhere.
static QString wrongArtifactField(const QJsonValue &value)
{
    static const QRegularExpression hash(u"\\A[0-9a-f]{64}\\z"_s);
    const QJsonObject json = value.toObject();
    if (!isFileOfPoint(json.value(u"file"_s).toString()))
        return u"file"_s;
    if (json.value(u"bytes"_s).toInteger(-1) < 0)
        return u"bytes"_s;
    if (!hash.match(json.value(u"sha256"_s).toString()).hasMatch())
        return u"sha256"_s;
    return {};
}

static QString wrongField(const QJsonObject &json)
{
    if (!isPointId(json.value(u"point"_s).toString()))
        return u"point"_s;
    if (json.value(u"hostId"_s).toString().isEmpty())
        return u"hostId"_s;
    if (!json.value(u"components"_s).isArray())
        return u"components"_s;
    const QJsonArray components = json.value(u"components"_s).toArray();
    QStringList files;
    for (qsizetype i = 0; i < components.size(); ++i) {
        const QString where = u"components[%1]."_s.arg(i);
        const QJsonObject component = components.at(i).toObject();
        for (const QString &name : {u"id"_s, u"status"_s}) {
            if (component.value(name).toString().isEmpty())
                return where + name;
        }
        if (!component.value(u"artifacts"_s).isArray())
            return where + u"artifacts"_s;
        const QJsonArray needs = component.value(u"needs"_s).toArray();
        for (qsizetype j = 0; j < needs.size(); ++j) {
            const QString needed = where + u"needs[%1]."_s.arg(j);
            if (const QString wrong = wrongArtifactField(needs.at(j)); !wrong.isEmpty())
                return needed + wrong;
            if (!isPointId(needs.at(j).toObject().value(u"point"_s).toString()))
                return needed + u"point"_s;
        }
        const QJsonArray artifacts = component.value(u"artifacts"_s).toArray();
        for (qsizetype j = 0; j < artifacts.size(); ++j) {
            const QString artifact = where + u"artifacts[%1]."_s.arg(j);
            const QString wrong = wrongArtifactField(artifacts.at(j));
            if (!wrong.isEmpty())
                return artifact + wrong;
            const QString file = artifacts.at(j).toObject().value(u"file"_s).toString();
            if (files.contains(file))
                return artifact + u"file"_s;
            files << file;
        }
    }
    return {};
}

Result<Manifest> Manifest::fromJson(const QJsonObject &json)
{
    const int version = json.value(u"formatVersion"_s).toInt(0);
    if (version < 1)
        return damaged(u"formatVersion"_s);
    if (version > FormatVersion)
        return Error{
            Error::Kind::Invalid,
            {QT_TRANSLATE_NOOP("Text", "The backup point was written by a newer Lifeboat."), {}},
            {QT_TRANSLATE_NOOP("Text", "Install the current version of Lifeboat."), {}},
            {}};
    if (const QString field = wrongField(json); !field.isEmpty())
        return damaged(field);

    Manifest manifest{.pointId = json.value(u"point"_s).toString(),
                      .hostId = json.value(u"hostId"_s).toString(),
                      .hostName = json.value(u"host"_s).toString(),
                      .machine = json.value(u"machine"_s).toString(),
                      .machineId = json.value(u"machineId"_s).toString(),
                      .project = json.value(u"project"_s).toString(),
                      .directory = json.value(u"directory"_s).toString(),
                      .run = json.value(u"run"_s).toString(),
                      .tool = json.value(u"tool"_s).toString(),
                      .started = timeFromText(json.value(u"started"_s)),
                      .ended = timeFromText(json.value(u"ended"_s)),
                      .snapshotWindowSeconds = json.value(u"snapshotWindowSeconds"_s).toDouble(),
                      .uncovered = json.value(u"uncovered"_s).toArray()};
    for (const QJsonValue &component : json.value(u"components"_s).toArray())
        manifest.components << ManifestComponent::fromJson(component.toObject());
    return manifest;
}

QJsonObject Proof::toJson() const
{
    QJsonObject json{{u"kind"_s, kind == Kind::Drill ? u"drill"_s : u"verify"_s},
                     {u"run"_s, run},
                     {u"time"_s, timeText(time)},
                     {u"status"_s, outcomeName(outcome)},
                     {u"seconds"_s, seconds},
                     {u"components"_s, QJsonArray::fromStringList(components)}};
    if (rtoSeconds.isEmpty())
        return json;
    QJsonObject rto;
    for (auto it = rtoSeconds.cbegin(); it != rtoSeconds.cend(); ++it)
        rto.insert(it.key(), it.value());
    json.insert(u"rtoSeconds"_s, rto);
    return json;
}

Proof Proof::fromJson(const QJsonObject &json)
{
    Proof proof{.kind = json.value(u"kind"_s) == u"drill"_s ? Kind::Drill : Kind::Verify,
                .run = json.value(u"run"_s).toString(),
                .time = timeFromText(json.value(u"time"_s)),
                .outcome = outcomeFromName(json.value(u"status"_s).toString()),
                .seconds = json.value(u"seconds"_s).toDouble()};
    for (const QJsonValue &component : json.value(u"components"_s).toArray())
        proof.components << component.toString();
    const QJsonObject rto = json.value(u"rtoSeconds"_s).toObject();
    for (auto it = rto.begin(); it != rto.end(); ++it)
        proof.rtoSeconds.insert(it.key(), it->toDouble());
    return proof;
}

} // namespace Lifeboat
