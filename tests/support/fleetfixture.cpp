#include "support/fleetfixture.h"

#include "app/runreport.h"
#include "platform/nativefilesystem.h"
#include "storage/vault.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStorageInfo>

using namespace Qt::StringLiterals;

namespace Lifeboat {

namespace {

const QString Placeholder = u"20000101T000000Z"_s; // for the id of a point

// As a host with all components has them.
const std::pair<QString, int> Components[] = {
    {u"config"_s, 30}, {u"postgres"_s, 121}, {u"pgvector"_s, 31},     {u"falkordb"_s, 18},
    {u"minio"_s, 38},  {u"nats"_s, 3},       {u"victorialogs"_s, 81}, {u"victoriametrics"_s, 3}};

QStringList partsOf(const QString &component, bool isLight)
{
    if (isLight)
        return component == "postgres"_L1 ? QStringList{u"data"_s, u"globals"_s} : QStringList();
    return {u"data"_s, u"globals"_s};
}

HostProfile hostOf(int number)
{
    const QString name = u"host-%1"_s.arg(number, 3, 10, QLatin1Char('0'));
    return {.id = name + u"-%1"_s.arg(number, 8, 16, QLatin1Char('0')),
            .name = name,
            .ssh = {u"root"_s, u"10.20.%1.%2"_s.arg(number / 250).arg(number % 250 + 1), 22},
            .tags = {number % 3 ? u"prod"_s : u"edge"_s}};
}

Manifest manifestOf(const HostProfile &host, const QDateTime &time, bool isLight)
{
    Manifest manifest{.pointId = Placeholder,
                      .hostId = host.id,
                      .hostName = host.name,
                      .machine = host.name,
                      .machineId = QString(32, u'5'),
                      .project = u"compose"_s,
                      .directory = u"/opt/bk-lite"_s,
                      .run = u"20000101t000000-00000000"_s,
                      .tool = u"Lifeboat"_s,
                      .started = time,
                      .ended = time.addSecs(862)};
    for (const auto &[id, values] : Components) {
        ManifestComponent component{.id = id,
                                    .service = id,
                                    .container = u"compose-%1-1"_s.arg(id),
                                    .image = u"registry.example/%1:1"_s.arg(id),
                                    .imageId = u"sha256:"_s + QString(64, u'c'),
                                    .version = u"1.0"_s};
        const int most = isLight ? 3 : values;
        for (const QString &part : partsOf(id, isLight)) {
            component.artifacts << Artifact{.file = u"%1/%2_%3.dump"_s.arg(id, part, Placeholder),
                                            .bytes = 1,
                                            .sha256 = QString(64, u'a'),
                                            .format = u"custom"_s};
        }
        for (int i = 0; i < most; ++i)
            component.fingerprint.entries.insert(u"bklite table public.%1_%2 rows"_s.arg(id).arg(i),
                                                 QString::number(1000 * i));
        manifest.components << component;
    }
    return manifest;
}

RunReport recordOf(const Manifest &manifest, const QString &run, const QString &vault)
{
    RunReport report{.run = run,
                     .verb = Verb::Backup,
                     .hostId = manifest.hostId,
                     .hostName = manifest.hostName,
                     .point = manifest.hostId + u'/' + manifest.pointId,
                     .vault = vault,
                     .status = Outcome::Ok,
                     .bytes = 19700000000,
                     .seconds = 862,
                     .started = manifest.started,
                     .ended = manifest.ended};
    for (const ManifestComponent &component : manifest.components)
        report.components << ComponentReport{.id = component.id,
                                             .artifacts = component.artifacts,
                                             .fingerprint = component.fingerprint};
    return report;
}

// With the time of change that a file of that night has.
bool writeFile(const QString &path, const QByteArray &data, const QDateTime &time)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(data) == data.size() && file.flush()
           && file.setFileTime(time, QFileDevice::FileModificationTime);
}

QByteArray jsonOf(const QJsonObject &json)
{
    return QJsonDocument(json).toJson();
}

bool writePoint(const QString &folder, const QString &id, QByteArray manifest, bool isProven,
                bool isLight)
{
    const QDateTime time = pointTime(id);
    bool good = QDir().mkpath(folder);
    for (const auto &[component, values] : Components) {
        const QStringList parts = partsOf(component, isLight);
        good = good && (parts.isEmpty() || QDir().mkdir(folder + u'/' + component));
        for (const QString &part : parts)
            good = good
                   && writeFile(u"%1/%2/%3_%4.dump"_s.arg(folder, component, part, id), "x", time);
    }
    Proof proof{.time = time.addSecs(3600)};
    for (const auto &[component, values] : Components)
        proof.components << component;
    QByteArray proofs = QJsonDocument(proof.toJson()).toJson(QJsonDocument::Compact) + '\n';
    if (isProven) {
        proof.kind = Proof::Kind::Drill;
        proofs += QJsonDocument(proof.toJson()).toJson(QJsonDocument::Compact) + '\n';
    }
    return good && writeFile(folder + u"/proofs.jsonl"_s, proofs, time)
           && writeFile(folder + u"/manifest.json"_s,
                        manifest.replace(Placeholder.toLatin1(), id.toLatin1()), time);
}

} // namespace

QString FleetFixture::write(const Places &places, const QString &vaultFolder) const
{
    const Result<Vault> vault =
        Vault::create(NativeFileSystem::instance(), vaultFolder, u"nas-01"_s);
    if (!vault || !QDir().mkpath(places.config) || !QDir().mkpath(places.state + u"/runs"_s))
        return vault ? places.config : vault.error().message.toEnglish();
    const QDateTime newest = QDateTime::currentDateTimeUtc().addSecs(-8 * 3600);
    QJsonArray list;
    for (int number = 0; number < hosts; ++number) {
        const HostProfile host = hostOf(number);
        list << host.toJson();
        const QDateTime first = newest.addSecs(number);
        const Manifest manifest = manifestOf(host, first, isLight);
        const QByteArray manifestText = jsonOf(manifest.toJson());
        const QByteArray recordText =
            jsonOf(recordOf(manifest, manifest.run, vaultFolder).toJson());
        for (int night = 0; night < pointsPerHost; ++night) {
            const QDateTime time = first.addDays(-night);
            const QString id = pointId(time);
            if (!writePoint(vaultFolder + u'/' + host.id + u'/' + id, id, manifestText,
                            night % 10 == number % 10, isLight))
                return id;
            const QString run =
                id.toLower().chopped(1) + u"-%1"_s.arg(number, 8, 16, QLatin1Char('0'));
            const QString folder = places.state + u"/runs/"_s + run;
            QByteArray text = recordText;
            text.replace(Placeholder.toLatin1(), id.toLatin1());
            text.replace(manifest.run.toLatin1(), run.toLatin1());
            const auto iso = [](const QDateTime &one) {
                return one.toString(Qt::ISODateWithMs).toLatin1();
            };
            text.replace(iso(manifest.started), iso(time));
            text.replace(iso(manifest.ended), iso(time.addSecs(862)));
            if (!QDir().mkdir(folder) || !writeFile(folder + u"/run.json"_s, text, time))
                return run;
        }
    }
    const QJsonArray vaults{QJsonObject{{u"id"_s, vault->id()},
                                        {u"name"_s, vault->name()},
                                        {u"folder"_s, vault->folder()},
                                        {u"default"_s, true}}};
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const bool good = writeFile(places.config + u"/hosts.json"_s,
                                jsonOf({{u"formatVersion"_s, 1}, {u"hosts"_s, list}}), now)
                      && writeFile(places.config + u"/vaults.json"_s,
                                   jsonOf({{u"formatVersion"_s, 1}, {u"vaults"_s, vaults}}), now);
    return good ? QString() : places.config;
}

QString FleetFixture::quickFolder()
{
    const QStorageInfo memory(
        u"/dev/shm"_s); // where removing a hundred thousand files takes no time
    const bool isRoomy = memory.isValid() && !memory.isReadOnly() && memory.rootPath() != "/"_L1
                         && memory.bytesAvailable() > 3'000'000'000;
    return (isRoomy ? u"/dev/shm"_s : QDir::tempPath()) + u"/lifeboat-fleet-XXXXXX"_s;
}

} // namespace Lifeboat
