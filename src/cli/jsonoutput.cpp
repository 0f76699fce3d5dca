#include "cli/jsonoutput.h"

#include "planning/planners.h"

using namespace Qt::StringLiterals;

namespace Lifeboat {

static QJsonValue timeJson(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODate)) : QJsonValue();
}

static QJsonArray addressArray(const QList<SshAddress> &addresses)
{
    QJsonArray array;
    for (const SshAddress &address : addresses)
        array << address.toString();
    return array;
}

QJsonObject hostJson(const HostProfile &host)
{
    return {{u"id"_s, host.id},
            {u"name"_s, host.name},
            {u"address"_s, host.ssh.address},
            {u"port"_s, host.ssh.port == 0 ? 22 : host.ssh.port},
            {u"user"_s, host.ssh.user},
            {u"tags"_s, QJsonArray::fromStringList(host.tags)},
            {u"directory"_s, host.directory},
            {u"sudo"_s, host.sudo},
            {u"jumps"_s, addressArray(host.jumps)},
            {u"identityFiles"_s, QJsonArray::fromStringList(host.identityFiles)}};
}

QJsonObject vaultJson(const VaultEntry &entry, const QString &id, std::optional<qint64> free,
                      std::optional<qsizetype> points)
{
    return {{u"id"_s, id},
            {u"name"_s, entry.name},
            {u"dir"_s, entry.folder},
            {u"default"_s, entry.isDefault},
            {u"free"_s, free ? QJsonValue(*free) : QJsonValue()},
            {u"points"_s, points ? QJsonValue(qint64(*points)) : QJsonValue()}};
}

QString pointName(const QString &hostId, const QString &pointId, const HostNames &names)
{
    return names(hostId) + u'/' + pointId;
}

static QJsonValue timeOf(const Proof *proof)
{
    return proof ? timeJson(proof->time) : QJsonValue();
}

QJsonObject pointJson(const StoredPoint &point, const HostNames &names)
{
    QJsonArray components;
    for (const ManifestComponent &component : point.manifest.components) {
        components << QJsonObject{{u"id"_s, component.id},
                                  {u"status"_s, outcomeName(component.outcome)}};
    }
    const std::optional<double> rto = point.rtoSeconds();
    const QString known = names(point.hostId);
    const QString saved = point.manifest.hostName;
    QJsonObject json{{u"point"_s, pointName(point.hostId, point.id(), names)},
                     {u"host"_s, known == point.hostId && !saved.isEmpty() ? saved : known},
                     {u"time"_s, timeJson(point.time())},
                     {u"bytes"_s, point.manifest.bytes()},
                     {u"complete"_s, point.isComplete()},
                     {u"components"_s, components},
                     {u"verified"_s, timeOf(point.newest(Proof::Kind::Verify))},
                     {u"proven"_s, timeOf(point.newest(Proof::Kind::Drill))},
                     {u"rtoSeconds"_s, rto ? QJsonValue(*rto) : QJsonValue()},
                     {u"pinned"_s, point.pinned}};
    if (point.damage)
        json.insert(u"damage"_s, point.damage->toJson());
    return json;
}

static QJsonArray artifactArray(const QList<Artifact> &artifacts)
{
    QJsonArray array;
    for (const Artifact &artifact : artifacts)
        array << artifact.toJson();
    return array;
}

// `error` as in all that failed; `why` is the older name for it.
static void insertWhy(QJsonObject &component, const std::optional<Error> &why)
{
    if (!why)
        return;
    component.insert(u"why"_s, why->toJson());
    component.insert(u"error"_s, why->toJson());
}

QJsonObject pointDetailsJson(const StoredPoint &point, const QString &vault, const HostNames &names)
{
    QJsonArray components;
    for (const ManifestComponent &component : point.manifest.components) {
        QJsonObject json{{u"id"_s, component.id},
                         {u"status"_s, outcomeName(component.outcome)},
                         {u"service"_s, component.service},
                         {u"image"_s, component.image},
                         {u"imageId"_s, component.imageId},
                         {u"version"_s, component.version},
                         {u"artifacts"_s, artifactArray(component.artifacts)},
                         {u"needs"_s, artifactArray(component.needs)},
                         {u"fingerprint"_s, component.fingerprint.toJson()}};
        const Proof *drill = point.newest(Proof::Kind::Drill, component.id);
        json.insert(u"verified"_s, timeOf(point.newest(Proof::Kind::Verify, component.id)));
        json.insert(u"proven"_s, timeOf(drill));
        json.insert(u"rtoSeconds"_s, drill && drill->rtoSeconds.contains(component.id)
                                         ? QJsonValue(drill->rtoSeconds.value(component.id))
                                         : QJsonValue());
        insertWhy(json, component.why);
        components << json;
    }
    QJsonArray proofs;
    for (const Proof &proof : point.proofs)
        proofs << proof.toJson();
    QJsonObject json = pointJson(point, names);
    json.insert(u"components"_s, components);
    json.insert(u"proofs"_s, proofs);
    json.insert(u"vault"_s, vault);
    json.insert(u"folder"_s, point.folder);
    json.insert(u"run"_s, point.manifest.run);
    return json;
}

static QJsonArray mountArray(const QList<Mount> &mounts)
{
    QJsonArray array;
    for (const Mount &mount : mounts) {
        array << QJsonObject{
            {u"kind"_s, mount.anonymous ? u"anonymous volume"_s : mount.type},
            {u"name"_s, mount.name},
            {u"path"_s, mount.source},
            {u"destination"_s, mount.destination},
            {u"bytes"_s, mount.bytes < 0 ? QJsonValue() : QJsonValue(mount.bytes)}};
    }
    return array;
}

static QJsonArray databaseArray(const PostgresFacts &postgres)
{
    QJsonArray array;
    for (const DatabaseFacts &database : postgres.databases) {
        array << QJsonObject{
            {u"name"_s, database.name},         {u"owner"_s, database.owner},
            {u"bytes"_s, database.bytes},       {u"tables"_s, database.tables},
            {u"encoding"_s, database.encoding}, {u"ours"_s, !database.mark.isEmpty()}};
    }
    return array;
}

static QJsonObject componentFactsJson(const Component &component, const HostFacts &facts)
{
    const ServiceFacts *service = serviceOf(component, facts);
    if (!service)
        return {{u"id"_s, component.id}, {u"present"_s, false}};
    QJsonObject json{{u"id"_s, component.id},
                     {u"present"_s, true},
                     {u"service"_s, service->service},
                     {u"container"_s, service->container},
                     {u"state"_s, service->state},
                     {u"image"_s, service->image},
                     {u"imageId"_s, service->imageId},
                     {u"version"_s, service->versionText()},
                     {u"data"_s, mountArray(service->mounts)}};
    if (service->postgres)
        json.insert(u"databases"_s, databaseArray(*service->postgres));
    return json;
}

QJsonObject discoverJson(const HostProfile &host, const HostFacts &facts)
{
    QJsonArray components;
    for (const Component &component : Lifeboat::components())
        components << componentFactsJson(component, facts);
    QJsonArray services;
    for (const ServiceFacts &service : facts.services) {
        services << QJsonObject{{u"service"_s, service.service},
                                {u"container"_s, service.container},
                                {u"image"_s, service.image},
                                {u"state"_s, service.state}};
    }
    QJsonArray warnings;
    for (const Text &warning : facts.warnings)
        warnings << warning.toEnglish();
    return {{u"host"_s, host.name},
            {u"project"_s, facts.project},
            {u"directory"_s, facts.directory},
            {u"machine"_s, facts.machine},
            {u"docker"_s, facts.dockerVersion},
            {u"compose"_s, facts.composeVersion},
            {u"components"_s, components},
            {u"services"_s, services},
            {u"warnings"_s, warnings},
            {u"uncovered"_s, uncoveredJson(facts.uncovered)}};
}

QString verbText(Verb verb)
{
    switch (verb) {
    case Verb::Prepare:
    case Verb::CutOver:
    case Verb::Undo:
    case Verb::Accept:
    case Verb::Discard:
        return u"restore"_s;
    default:
        return verbName(verb);
    }
}

QJsonArray uncoveredJson(const QList<Uncovered> &uncovered)
{
    QJsonArray array;
    for (const Uncovered &one : uncovered) {
        array << QJsonObject{
            {u"kind"_s, one.kind},
            {u"name"_s, one.name},
            {u"why"_s, one.why.toEnglish()},
            {u"component"_s, one.component.isEmpty() ? QJsonValue() : QJsonValue(one.component)}};
    }
    return array;
}

static QJsonArray componentArray(const QList<ComponentReport> &components)
{
    QJsonArray array;
    for (const ComponentReport &component : components) {
        QJsonObject json = component.toJson();
        insertWhy(json, component.why);
        array << json;
    }
    return array;
}

static QJsonValue shownPoint(const RunReport &report, const HostNames &names)
{
    const qsizetype slash = report.point.lastIndexOf(u'/');
    if (slash < 0)
        return report.point.isEmpty() ? QJsonValue() : QJsonValue(report.point);
    return pointName(report.point.left(slash), report.point.mid(slash + 1), names);
}

// What a run has come to so far is nothing yet: never "ok".
static Outcome shownStatus(const RunReport &report)
{
    return report.isRunning() ? Outcome::Skipped : report.status;
}

QJsonObject runLineJson(const RunReport &report, const HostNames &names)
{
    const QString known = names(report.hostId);
    QJsonObject json{{u"run"_s, report.run},
                     {u"verb"_s, verbText(report.verb)},
                     {u"host"_s, known == report.hostId ? report.hostName : known},
                     {u"point"_s, shownPoint(report, names)},
                     {u"status"_s, outcomeName(shownStatus(report))},
                     {u"running"_s, report.isRunning()},
                     {u"started"_s, timeJson(report.started)},
                     {u"ended"_s, timeJson(report.ended)},
                     {u"bytes"_s, report.bytes}};
    if (report.restore != RestoreState::None)
        json.insert(u"restore"_s, restoreStateName(report.restore));
    if (report.error)
        json.insert(u"error"_s, report.error->toJson());
    return json;
}

// A clock that is read in milliseconds knows no more of a second.
static double toMilliseconds(double seconds)
{
    return double(qRound64(seconds * 1000)) / 1000;
}

QJsonObject runJson(const RunReport &report, const HostNames &names)
{
    QJsonObject json = report.toJson();
    json.insert(u"seconds"_s, toMilliseconds(report.seconds));
    json.insert(u"downtimeSeconds"_s, toMilliseconds(report.downtimeSeconds));
    json.insert(u"applicationSeconds"_s, toMilliseconds(report.applicationSeconds));
    json.insert(u"part"_s, verbName(report.verb));
    const QJsonObject line = runLineJson(report, names);
    for (auto it = line.begin(); it != line.end(); ++it)
        json.insert(it.key(), it.value());
    json.insert(u"components"_s, componentArray(report.components));
    json.insert(u"uncovered"_s, uncoveredJson(report.uncovered));
    return json;
}

QJsonObject eventJson(const RunEvent &event, const QDateTime &time, const QString &host,
                      const QString &run)
{
    QJsonObject json = toJson(event, time);
    json.insert(u"host"_s, host);
    json.insert(u"run"_s, run);
    const auto *finished = std::get_if<StepFinished>(&event);
    if (finished && finished->error)
        json.insert(u"error"_s, finished->error->toJson());
    if (const auto *notice = std::get_if<Notice>(&event))
        json.insert(u"notice"_s, notice->text.toEnglish());
    return json;
}

} // namespace Lifeboat
