#include "components/component.h"
#include "support/clibench.h"

#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// All components of a host in one run, on the newer of the Docker engines that tests/host has:
// saved, proven, lost, restored, undone.
class TestCliWhole : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theHostComesBackAndTheUndoGivesItBack();

private:
    QByteArray digest() const { return m_hosts.digest(m_host, {}); }
    QByteArray inService() const; // without the databases that a restore keeps beside
    QByteArray left() const;
    static void isTimed(const QJsonObject &drill, const QJsonObject &point);

    TestHosts m_hosts;
    QJsonObject m_host;
    QString m_name;
    std::unique_ptr<CliBench> m_bench;
    WayIn m_way;
};

// Something of each component but config.
static const QString Loss = uR"sh(set -e
docker exec postgres psql -qU postgres -d bklite -c 'DROP TABLE cmdb_instance CASCADE'
docker exec compose-pgvector-1 psql -qU postgres -d metis -c 'CREATE TABLE lost(n int)'
docker exec compose-falkordb-1 sh -c 'REDISCLI_AUTH=${REDIS_ARGS#*--requirepass } redis-cli GRAPH.DELETE cmdb_graph'
{ echo "AUTH $(docker inspect -f '{{index .Args 2}}' compose-redis-1)"; echo FLUSHALL; } | docker exec -i compose-redis-1 redis-cli
docker exec compose-victoria-metrics-1 wget -q -O- --post-data '' 'http://127.0.0.1:8428/api/v1/admin/tsdb/delete_series?match[]=bed_metric'
docker exec compose-minio-1 bash -c 'export MC_CONFIG_DIR=/tmp/.mc MC_HOST_l="http://$MINIO_ROOT_USER:$MINIO_ROOT_PASSWORD@127.0.0.1:9000"
b=$(mc ls l | sed "s/.* //;s|/\$||" | head -n 1) && mc rb --force "l/$b" && rm -rf /tmp/.mc'
docker stop -t 60 compose-nats-1 compose-victoria-logs-1
rm -r '/var/lib/docker/volumes/compose_nats/_data/storage/jetstream/$G/streams/KV_openapi_registry'
rm -r "/var/lib/docker/volumes/compose_victoria-logs/_data/partitions/$(date -u -d yesterday +%Y%m%d)"
docker start compose-nats-1 compose-victoria-logs-1
sleep 3
)sh"_s;

void TestCliWhole::initTestCase()
{
    if (const QString missing = m_hosts.missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    if (m_hosts.count() < 3)
        QSKIP("there is no h3 with all components");
    m_host = m_hosts.host(2);
    m_name = m_host.value("name"_L1).toString();
    m_bench = std::make_unique<CliBench>(m_hosts);
    m_way = m_bench->way(u"group docker"_s, m_host);
    VERIFY_STATUS(m_bench->addVault(), 0);
    VERIFY_STATUS(m_bench->addHost(m_name, m_way), 0);
}

QByteArray TestCliWhole::inService() const
{
    QByteArrayList lines = digest().split('\n');
    lines.removeIf([](const QByteArray &line) {
        return line.contains("_before_") || line.contains("_restore_");
    });
    return lines.join('\n');
}

// What a run could leave in volumes, beside the project, among containers and volumes, in /tmp.
QByteArray TestCliWhole::left() const
{
    return m_hosts.inside(
        m_host,
        u"ls -Ad /var/lib/docker/volumes/*/.lifeboat* %1/../.lifeboat* 2>/dev/null; docker ps -a "
        "--format '{{.Names}}' | grep lifeboat; docker volume ls -q --filter label=lifeboat; ls -A "
        "/tmp | grep -v ^runc-process; true"_s.arg(m_host.value("project"_L1).toString()));
}

// What the drill has measured is what the point says from now on.
void TestCliWhole::isTimed(const QJsonObject &drill, const QJsonObject &point)
{
    QCOMPARE(point.value("rtoSeconds"_L1), drill.value("rtoSeconds"_L1));
    double last = 0;
    for (const QJsonValue &component : drill.value("components"_L1).toArray())
        last = qMax(last, component["rtoSeconds"_L1].toDouble());
    QVERIFY(last > 0 && last <= drill.value("seconds"_L1).toDouble());
    QCOMPARE(drill.value("rtoSeconds"_L1).toDouble(), last);
    const QJsonArray components = point.value("components"_L1).toArray();
    QCOMPARE(components.size(), drill.value("components"_L1).toArray().size());
    for (const QJsonValue &component : components)
        QVERIFY(component["proven"_L1].isString() && component["rtoSeconds"_L1].toDouble() > 0);
    qInfo("drill: all data there after %.1f s, the whole run %.1f s", last,
          drill.value("seconds"_L1).toDouble());
}

void TestCliWhole::theHostComesBackAndTheUndoGivesItBack()
{
    const QByteArray before = digest();
    QVERIFY(!before.isEmpty());
    const QByteArray leftBefore = left();
    QStringList backup{u"backup"_s, m_name};
    for (const Component &one : components())
        backup << u"--component"_s << one.id;
    const auto made = m_bench->run(m_way, backup);
    VERIFY_STATUS(made, 0);
    const QJsonObject run = made.json().value("runs"_L1).toArray().first().toObject();
    QCOMPARE(run.value("components"_L1).toArray().size(), components().size());
    const QString point = run.value("point"_L1).toString();
    VERIFY_STATUS(m_bench->run(m_way, {u"verify"_s, point}), 0);
    const auto drilled = m_bench->run(m_way, {u"drill"_s, point}, 600);
    VERIFY_STATUS(drilled, 0);
    isTimed(drilled.json()["runs"_L1][0].toObject(),
            m_bench->cli()
                .run({u"point"_s, u"show"_s, point, u"--json"_s})
                .json()["points"_L1][0]
                .toObject());
    if (QTest::currentTestFailed())
        return;
    QCOMPARE(digest(), before);
    QCOMPARE(left(), leftBefore);

    m_hosts.inside(m_host, Loss);
    const QByteArray damaged = digest();
    for (const char *kind : {"postgres/bklite ", "pgvector/metis ", "falkordb/", "redis ",
                             "victoria-metrics ", "victoria-logs ", "minio ", "nats "}) {
        const auto of = [kind](const QByteArray &text) {
            QByteArrayList lines = text.split('\n');
            lines.removeIf([kind](const QByteArray &line) { return !line.startsWith(kind); });
            return lines;
        };
        QVERIFY2(of(damaged) != of(before), kind);
    }
    const auto restored =
        m_bench->run(m_way, {u"restore"_s, point, u"--to"_s, m_name, u"--confirm"_s, m_name}, 600);
    VERIFY_STATUS(restored, 0);
    QCOMPARE(inService(), before);
    qInfo("downtime %.2f s, application %.2f s",
          restored.json().value("downtimeSeconds"_L1).toDouble(),
          restored.json().value("applicationSeconds"_L1).toDouble());
    VERIFY_STATUS(m_bench->run(m_way, {u"undo"_s, u"last"_s, u"--confirm"_s, m_name}), 0);
    QCOMPARE(inService(), damaged);
    VERIFY_STATUS(m_bench->run(m_way, {u"discard"_s, restored.json().value("run"_L1).toString()}),
                  0);
    QCOMPARE(left(), leftBefore);

    VERIFY_STATUS(
        m_bench->run(m_way, {u"restore"_s, point, u"--to"_s, m_name, u"--confirm"_s, m_name}, 600),
        0);
    VERIFY_STATUS(m_bench->run(m_way, {u"accept"_s, u"last"_s}), 0);
    QCOMPARE(digest(), before);
    QCOMPARE(left(), leftBefore);
}

QTEST_GUILESS_MAIN(TestCliWhole)
#include "tst_cliwhole.moc"
