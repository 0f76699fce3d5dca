#include "support/clibench.h"
#include "support/sample.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QScopeGuard>
#include <QTest>

#include <numeric>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

namespace {

// A component whose data are the files of a volume, and how this test damages it on the host, where
// $C is the container.
struct Kind
{
    QString id;
    QString container;
    QString service;
    QStringList options; // of the backup
    QString damage;
};

const QString StreamIsLost =
    u"docker stop -t 60 $C >/dev/null || :; rm -r '/var/lib/docker/volumes/compose_nats/_data/"
    "storage/jetstream/$G/streams/KV_openapi_registry'; docker start $C >/dev/null; sleep 2"_s;

const QList<Kind> &kinds()
{
    static const QList<Kind> all{
        {u"victoriametrics"_s,
         u"compose-victoria-metrics-1"_s,
         u"victoria-metrics"_s,
         {u"--component"_s, u"victoriametrics"_s},
         u"docker exec $C wget -q -O- --post-data '' "
         "'http://127.0.0.1:8428/api/v1/admin/tsdb/delete_series?match[]=bed_metric'"_s},
        {u"victorialogs"_s,
         u"compose-victoria-logs-1"_s,
         u"victoria-logs"_s,
         {u"--cold"_s, u"victorialogs"_s, u"--component"_s, u"victorialogs"_s},
         u"docker stop -t 60 $C >/dev/null; rm -r /var/lib/docker/volumes/compose_victoria-logs/"
         "_data/partitions/$(date -u -d yesterday +%Y%m%d); docker start $C >/dev/null; sleep 2"_s},
        {u"nats"_s, u"compose-nats-1"_s, u"nats"_s, {u"--component"_s, u"nats"_s}, StreamIsLost},
        {u"nats"_s,
         u"compose-nats-1"_s,
         u"nats"_s,
         {u"--cold"_s, u"nats"_s, u"--component"_s, u"nats"_s},
         StreamIsLost},
        {u"redis"_s,
         u"compose-redis-1"_s,
         u"redis"_s,
         {u"--component"_s, u"redis"_s},
         u"{ echo \"AUTH $(docker inspect -f '{{index .Args 2}}' $C)\"; echo FLUSHALL; } | docker "
         "exec -i $C redis-cli"_s}};
    return all;
}

} // namespace

// The components whose data are the files of a volume, by the program itself on the real servers;
// tests/host's digest tells what they hold.
class TestCliVolumes : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void dataComeBackAndTheUndoGivesThemBack_data() { rows(kinds().size()); }
    void dataComeBackAndTheUndoGivesThemBack();
    void aDamagedFileIsNamed_data() { rows(2); }
    void aDamagedFileIsNamed();
    void partitionsAreSavedWhileTheServerRuns();
    void pastDaysAreTakenOnce();
    void aSnapshotThatCannotBeMadeIsSaidAndLeavesNothing();
    void aStopIsOnlyMadeWhereItIsAllowed();
    void withoutItsImageNatsIsLeftOut();
    void aRestoreOfTheDatabasesEmptiesTheCache();

private:
    void rows(qsizetype size); // of a sample
    bool use(const QJsonObject &host);
    bool hasHostOfSnapshots() const;
    QByteArray digest(const Kind &kind) const;
    QByteArray inside(const Kind &kind, const QString &script) const;
    QString backUp(const QStringList &options);
    QJsonObject restore(const QString &point);
    QString artifact(const QString &component) const;
    QJsonObject newestManifest() const; // of its first component
    QByteArray left() const;

    TestHosts m_hosts;
    QJsonObject m_host;
    WayIn m_way;
    std::unique_ptr<CliBench> m_bench;
};

// What a run could leave in volumes, among containers, in the servers' snapshots, in /tmp.
static const QString Left =
    u"ls -d /var/lib/docker/volumes/*/.lifeboat* 2>/dev/null; docker ps -a --format '{{.Names}}' | "
    "grep lifeboat; docker volume ls -q --filter label=lifeboat; ls -d "
    "/var/lib/docker/volumes/*/_data/snapshots/* "
    "/var/lib/docker/volumes/*/_data/partitions/*/snapshots/* 2>/dev/null; ls -A /tmp | grep -v "
    "^runc-process; true"_s;

void TestCliVolumes::rows(qsizetype size)
{
    QTest::addColumn<int>("index");
    QList<int> all(kinds().size());
    std::iota(all.begin(), all.end(), 0);
    for (const int i : sampleOf(all, size))
        QTest::newRow(qPrintable(kinds().at(i).options.join(u' '))) << i;
}

void TestCliVolumes::initTestCase()
{
    if (const QString missing = m_hosts.missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    if (m_hosts.count() < 3
        || m_hosts.inside(m_hosts.host(1), u"docker ps -q -f name=victoria-logs"_s).isEmpty())
        QSKIP("h2 was raised without --all-components");
}

void TestCliVolumes::init()
{
    m_bench = std::make_unique<CliBench>(m_hosts);
    VERIFY_STATUS(m_bench->addVault(), 0);
    QVERIFY(use(m_hosts.host(1)));
}

bool TestCliVolumes::use(const QJsonObject &host)
{
    m_host = host;
    m_way = m_bench->way(u"group docker"_s, host);
    return m_bench->addHost(host.value("name"_L1).toString(), m_way).exitStatus == 0;
}

QByteArray TestCliVolumes::digest(const Kind &kind) const
{
    QByteArray lines;
    // A server that was just started may not take the digest's client yet.
    for (int tries = 0; tries < 3 && lines.isEmpty(); ++tries)
        lines = m_hosts.digestOf(m_host, {kind.service});
    return lines;
}

QByteArray TestCliVolumes::inside(const Kind &kind, const QString &script) const
{
    return m_hosts.inside(m_host, u"set -e; C=%1; "_s.arg(kind.container) + script);
}

QString TestCliVolumes::backUp(const QStringList &options)
{
    const auto made =
        m_bench->run(m_way, QStringList{u"backup"_s, m_host.value("name"_L1).toString()} + options);
    if (made.exitStatus != 0)
        qWarning("%s", made.both().constData());
    return made.json().value("runs"_L1).toArray().at(0)[u"point"_s].toString();
}

QJsonObject TestCliVolumes::restore(const QString &point)
{
    const QString name = m_host.value("name"_L1).toString();
    const auto restored =
        m_bench->run(m_way, {u"restore"_s, point, u"--to"_s, name, u"--confirm"_s, name});
    if (restored.exitStatus != 0)
        qWarning("%s", restored.both().constData());
    return restored.exitStatus == 0 ? restored.json() : QJsonObject();
}

QString TestCliVolumes::artifact(const QString &component) const
{
    QDirIterator files(m_bench->newestPointFolder() + u'/' + component, QDir::Files);
    while (files.hasNext()) {
        if (const QString file = files.next(); !file.endsWith(u".sha256"))
            return file;
    }
    return {};
}

QJsonObject TestCliVolumes::newestManifest() const
{
    QFile file(m_bench->newestPointFolder() + u"/manifest.json"_s);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll())
                                                .object()
                                                .value("components"_L1)[0]
                                                .toObject()
                                          : QJsonObject();
}

QByteArray TestCliVolumes::left() const
{
    return m_hosts.inside(m_host, Left);
}

void TestCliVolumes::dataComeBackAndTheUndoGivesThemBack()
{
    QFETCH(const int, index);
    const Kind &kind = kinds().at(index);
    const QByteArray before = digest(kind);
    const QByteArray leftBefore = left();
    QVERIFY(!before.isEmpty());
    const QString point = backUp(kind.options);
    QVERIFY(!point.isEmpty());
    QCOMPARE(digest(kind), before);
    VERIFY_STATUS(m_bench->run(m_way, {u"verify"_s, point}), 0);
    VERIFY_STATUS(m_bench->run(m_way, {u"drill"_s, point}), 0);
    QCOMPARE(left(), leftBefore);

    inside(kind, kind.damage);
    const QByteArray damaged = digest(kind);
    QVERIFY(!damaged.isEmpty());
    QVERIFY(damaged != before);
    const QJsonObject restored = restore(point);
    QVERIFY(!restored.isEmpty());
    QCOMPARE(digest(kind), before);
    const double downtime = restored.value("downtimeSeconds"_L1).toDouble();
    qInfo("downtime %.2f s", downtime);
    const QString run = restored.value("run"_L1).toString();
    VERIFY_STATUS(m_bench->run(m_way, {u"undo"_s, run}), 0);
    QCOMPARE(digest(kind), damaged);
    VERIFY_STATUS(m_bench->run(m_way, {u"discard"_s, run}), 0);
    QCOMPARE(left(), leftBefore);

    // Once more, and accepted: what was saved is what stays.
    QVERIFY(!restore(point).isEmpty());
    VERIFY_STATUS(m_bench->run(m_way, {u"accept"_s, u"last"_s}), 0);
    QCOMPARE(digest(kind), before);
    QCOMPARE(left(), leftBefore);
}

void TestCliVolumes::aDamagedFileIsNamed()
{
    QFETCH(const int, index);
    const Kind &kind = kinds().at(index);
    const QString point = backUp(kind.options);
    QFile file(artifact(kind.id));
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
    const QByteArray whole = file.readAll();
    QByteArray flipped = whole;
    flipped[whole.size() / 2] = char(whole.at(whole.size() / 2) ^ 1);
    for (const QByteArray &damaged : {flipped, whole.chopped(20)}) {
        file.close();
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(file.write(damaged), damaged.size());
        file.close();
        const auto verified = m_bench->run(m_way, {u"verify"_s, point});
        VERIFY_STATUS(verified, 1);
        QCOMPARE(verified.errorKind(), u"Corrupt"_s);
        QVERIFY2(verified.both().contains(file.fileName().section(u'/', -1).toUtf8()),
                 verified.both().constData());
    }
}

// A VictoriaLogs that makes snapshots; on another host, because it is another version.
bool TestCliVolumes::hasHostOfSnapshots() const
{
    return !m_hosts
                .inside(m_hosts.host(2),
                        u"docker ps -q -f ancestor=victoriametrics/victoria-logs:v1.49.0"_s)
                .isEmpty();
}

void TestCliVolumes::partitionsAreSavedWhileTheServerRuns()
{
    if (!hasHostOfSnapshots())
        QSKIP("h3 was raised without --vlogs 1.49.0");
    QVERIFY(use(m_hosts.host(2)));
    const Kind &kind = kinds().at(1);
    const QByteArray before = digest(kind);
    const QByteArray leftBefore = left();
    const QString started = u"docker inspect -f '{{.State.StartedAt}}' $C"_s;
    const QByteArray since = inside(kind, started);
    const QString point = backUp({u"--component"_s, u"victorialogs"_s});
    QVERIFY(!point.isEmpty());
    QCOMPARE(inside(kind, started), since);
    QCOMPARE(left(), leftBefore);
    VERIFY_STATUS(m_bench->run(m_way, {u"drill"_s, point}), 0);
    inside(kind, kind.damage);
    const QByteArray damaged = digest(kind);
    QVERIFY(damaged != before);
    const QString run = restore(point).value("run"_L1).toString();
    QVERIFY(!run.isEmpty());
    QCOMPARE(digest(kind), before);
    VERIFY_STATUS(m_bench->run(m_way, {u"undo"_s, run}), 0);
    QCOMPARE(digest(kind), damaged);
    VERIFY_STATUS(m_bench->run(m_way, {u"discard"_s, run}), 0);
    QVERIFY(!restore(point).isEmpty());
    VERIFY_STATUS(m_bench->run(m_way, {u"accept"_s, u"last"_s}), 0);
    QCOMPARE(left(), leftBefore);
}

// Three days are over; a line that comes late for one of them makes that one be taken again.
void TestCliVolumes::pastDaysAreTakenOnce()
{
    if (!hasHostOfSnapshots())
        QSKIP("h3 was raised without --vlogs 1.49.0");
    QVERIFY(use(m_hosts.host(2)));
    const Kind &kind = kinds().at(1);
    const QString name = m_host.value("name"_L1).toString();
    const QStringList backup{u"backup"_s, name, u"--component"_s, u"victorialogs"_s};
    const QByteArray leftBefore = left();
    const QString late = QDateTime::currentDateTimeUtc().addDays(-2).toString(u"yyyyMMdd"_s);
    qint64 bytes = 0; // of the run
    const auto backUpOnce = [&](const QStringList &more = {}) {
        const auto made = m_bench->run(m_way, backup + more);
        const QJsonValue run = made.json().value("runs"_L1)[0];
        bytes = run["bytes"_L1].toInteger();
        if (made.exitStatus != 0)
            qWarning("%s", made.both().constData());
        return run["point"_L1].toString().section(u'/', -1);
    };
    // What the newest point holds and needs: days, or "data"; and of which points.
    const auto parts = [this](const QString &field, const QString &point) {
        QStringList found;
        for (const QJsonValue &one : newestManifest().value(field).toArray()) {
            const QString file = one[u"file"].toString().section(u'/', -1);
            if (file.endsWith(point + u".tar"_s)
                && (field == u"artifacts" || one[u"point"] == point))
                found << file.section(u'_', 0, 0);
        }
        return found;
    };
    const auto sizeOf = [this](const QString &field) {
        qint64 size = 0;
        for (const QJsonValue &one : newestManifest().value(field).toArray())
            size += one[u"bytes"].toInteger();
        return size;
    };
    const QString first = backUpOnce();
    const QStringList all = parts(u"artifacts"_s, first);
    QVERIFY2(all.size() >= 4 && all.contains(late), qPrintable(all.join(u' ')));
    QVERIFY(newestManifest().value("needs"_L1).toArray().isEmpty());
    const qint64 whole = sizeOf(u"artifacts"_s);
    const qint64 wholeRun = bytes;

    const QString second = backUpOnce();
    QCOMPARE(parts(u"artifacts"_s, second), QStringList{u"data"_s});
    QCOMPARE(parts(u"needs"_s, first), all.mid(1));
    const qint64 today = sizeOf(u"artifacts"_s);
    QVERIFY(sizeOf(u"needs"_s) + today <= whole + 20'480); // tar's blocks
    qInfo("%lld of %lld bytes, %lld of %lld over the line", today, whole, bytes, wholeRun);
    QVERIFY2(bytes <= 2 * today, qPrintable(QString::number(bytes))); // copied, and read again
    QVERIFY(bytes * 3 < wholeRun);
    VERIFY_STATUS(m_bench->run(m_way, {u"verify"_s, name + u"/latest"_s}), 0);
    QCOMPARE(left(), leftBefore);

    inside(kind, u"docker exec $C wget -q -O- --header 'Content-Type: application/stream+json' "
                 "--post-data '{\"_msg\":\"late\",\"app\":\"late\",\"_time\":\"%1\"}' "
                 "'http://127.0.0.1:9428/insert/jsonline?_stream_fields=app'; sleep 10"_s.arg(
                     QDateTime::currentDateTimeUtc().addDays(-2).toString(Qt::ISODate)));
    const QByteArray before = digest(kind);
    const QString third = backUpOnce();
    QCOMPARE(parts(u"artifacts"_s, third), (QStringList{u"data"_s, late}));
    QStringList rest = all.mid(1);
    rest.removeAll(late);
    QCOMPARE(parts(u"needs"_s, first), rest);
    const auto refused =
        m_bench->cli().run({u"point"_s, u"delete"_s, name + u'/' + first, u"--json"_s});
    VERIFY_STATUS(refused, 1);
    QVERIFY2(refused.both().contains(third.toUtf8()), refused.both().constData());
    VERIFY_STATUS(m_bench->cli().run({u"point"_s, u"delete"_s, name + u'/' + second, u"--json"_s}),
                  0);

    inside(kind, QString(kind.damage).replace(u"yesterday"_s, u"'2 days ago'"_s));
    inside(kind, kind.damage);
    const QByteArray damaged = digest(kind);
    QVERIFY(damaged != before);
    const QString run = restore(name + u'/' + third).value("run"_L1).toString();
    QVERIFY(!run.isEmpty());
    QCOMPARE(digest(kind), before);
    VERIFY_STATUS(m_bench->run(m_way, {u"undo"_s, run}), 0);
    QCOMPARE(digest(kind), damaged);
    VERIFY_STATUS(m_bench->run(m_way, {u"discard"_s, run}), 0);
    QVERIFY(!restore(name + u'/' + third).isEmpty());
    VERIFY_STATUS(m_bench->run(m_way, {u"accept"_s, u"last"_s}), 0);
    QCOMPARE(digest(kind), before);
    QCOMPARE(left(), leftBefore);

    // What came back are the same files.
    const QString fourth = backUpOnce();
    QCOMPARE(parts(u"artifacts"_s, fourth), QStringList{u"data"_s});
    QCOMPARE(parts(u"needs"_s, third), QStringList{late});

    QFile archive(m_bench->newestPointFolder()
                  + u"/../%1/victorialogs/%2_%1.tar"_s.arg(first, rest.first()));
    QVERIFY(flipOneBit(archive.fileName()));
    for (const bool isThere : {true, false}) {
        if (!isThere)
            QVERIFY(archive.remove());
        const auto verified = m_bench->run(m_way, {u"verify"_s, name + u'/' + fourth});
        VERIFY_STATUS(verified, 1);
        QCOMPARE(verified.errorKind(), u"Corrupt"_s);
        QVERIFY2(verified.both().contains(archive.fileName().section(u'/', -1).toUtf8()),
                 verified.both().constData());
        QVERIFY2(verified.both().contains(first.toUtf8()), verified.both().constData());
    }

    // What is damaged is not built upon, and that is said.
    const auto made = m_bench->run(m_way, backup);
    VERIFY_STATUS(made, 0);
    QVERIFY2(made.both().contains("point " + fourth.toUtf8() + " is damaged"),
             made.both().constData());
    QCOMPARE(newestManifest().value("artifacts"_L1).toArray().size(), all.size());
    QVERIFY(newestManifest().value("needs"_L1).toArray().isEmpty());

    // By the wish of the operator nothing is referred to.
    QCOMPARE(parts(u"artifacts"_s, backUpOnce({u"--full"_s})), all);
}

void TestCliVolumes::aSnapshotThatCannotBeMadeIsSaidAndLeavesNothing()
{
    const QByteArray leftBefore = left();
    const QString folder = u"/var/lib/docker/volumes/compose_victoria-metrics/_data/snapshots"_s;
    m_hosts.inside(m_host, u"mkdir -p %1; chattr +i %1"_s.arg(folder));
    const auto made =
        m_bench->run(m_way, {u"backup"_s, m_host.value("name"_L1).toString(), u"--component"_s,
                             u"victoriametrics"_s, u"--component"_s, u"pgvector"_s});
    m_hosts.inside(m_host, u"chattr -i "_s + folder);
    VERIFY_STATUS(made, 3);
    QVERIFY2(made.both().contains("snapshot/create"), made.both().constData());
    QVERIFY(artifact(u"victoriametrics"_s).isEmpty());
    QVERIFY(!artifact(u"pgvector"_s).isEmpty());
    QCOMPARE(left(), leftBefore);
}

void TestCliVolumes::aStopIsOnlyMadeWhereItIsAllowed()
{
    const QString name = m_host.value("name"_L1).toString();
    const QString started = u"docker inspect -f '{{.State.StartedAt}}' compose-nats-1 "
                            "compose-victoria-logs-1"_s;
    const QByteArray since = m_hosts.inside(m_host, started);
    const auto made = m_bench->run(m_way, {u"backup"_s, name});
    VERIFY_STATUS(made, 0);
    QStringList off;
    for (const QJsonValue &one : made.json().value("uncovered"_L1).toArray()) {
        if (one["kind"_L1] == u"component"_s)
            off << one["name"_L1].toString();
    }
    QVERIFY2(off.contains(u"victorialogs"_s) && off.contains(u"redis"_s), made.both().constData());
    QVERIFY(!off.contains(u"nats"_s) && !off.contains(u"victoriametrics"_s));
    QVERIFY(!artifact(u"nats"_s).isEmpty());
    const auto asked =
        m_bench->run(m_way, {u"backup"_s, name, u"--component"_s, u"victorialogs"_s});
    VERIFY_STATUS(asked, 1);
    QVERIFY2(asked.both().contains("--cold victorialogs"), asked.both().constData());
    QCOMPARE(m_hosts.inside(m_host, started), since);
    VERIFY_STATUS(m_bench->run(m_way, {u"backup"_s, name, u"--cold"_s, u"postgres"_s}), 2);
}

// Both ways: nothing is pulled, nothing is touched that could not be completed.
void TestCliVolumes::withoutItsImageNatsIsLeftOut()
{
    const QString name = m_host.value("name"_L1).toString();
    const Kind &nats = kinds().at(2);
    const QByteArray before = digest(nats);
    const QString point = backUp(nats.options);
    const QByteArray leftBefore = left();
    const QString started = u"docker inspect -f '{{.State.StartedAt}}' $C"_s;
    const QByteArray since = inside(nats, started);
    const QString rename = u"docker tag %1 %2 && docker rmi %1 >/dev/null"_s;
    const QString box = u"natsio/nats-box:latest"_s;
    inside(nats, rename.arg(box, u"kept"_s));
    const auto again = qScopeGuard([&] { inside(nats, rename.arg(u"kept"_s, box)); });

    const auto made = m_bench->run(m_way, {u"backup"_s, name});
    VERIFY_STATUS(made, 0);
    QString why;
    for (const QJsonValue &one : made.json().value("uncovered"_L1).toArray()) {
        if (one["kind"_L1] == u"component"_s && one["name"_L1] == u"nats"_s)
            why = one["why"_L1].toString();
    }
    QVERIFY2(why.contains(u"while nats is stopped"_s), made.both().constData());
    const auto asked = m_bench->run(m_way, {u"backup"_s, name, u"--component"_s, u"nats"_s});
    VERIFY_STATUS(asked, 1);
    QVERIFY2(asked.both().contains("--cold nats"), asked.both().constData());
    const auto restored =
        m_bench->run(m_way, {u"restore"_s, point, u"--to"_s, name, u"--confirm"_s, name});
    VERIFY_STATUS(restored, 1);
    QVERIFY2(restored.both().contains(box.toUtf8()), restored.both().constData());
    QCOMPARE(left(), leftBefore);
    QCOMPARE(inside(nats, started), since);
    QCOMPARE(digest(nats), before);
}

void TestCliVolumes::aRestoreOfTheDatabasesEmptiesTheCache()
{
    const Kind &redis = kinds().last();
    const QByteArray before = digest(redis);
    const QString point = backUp({u"--component"_s, u"pgvector"_s});
    const QString run = restore(point).value("run"_L1).toString();
    QVERIFY(!run.isEmpty());
    QVERIFY2(digest(redis).contains("= 0"), digest(redis).constData());
    VERIFY_STATUS(m_bench->run(m_way, {u"undo"_s, run}), 0);
    QCOMPARE(digest(redis), before);
    VERIFY_STATUS(m_bench->run(m_way, {u"discard"_s, run}), 0);
}

QTEST_GUILESS_MAIN(TestCliVolumes)
#include "tst_clivolumes.moc"
