#include "support/clibench.h"

#include <QFile>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// The graph database by the program itself, on a real server; tests/host's digest tells what it
// holds.
class TestCliFalkordb : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanupTestCase();
    void graphsComeBackAndTheUndoGivesThemBack_data();
    void graphsComeBackAndTheUndoGivesThemBack();
    void aDamagedFileIsNamed_data();
    void aDamagedFileIsNamed();
    void theFileRestoresByHand();
    void aSaveThatFailsLeavesTheServerTakingWrites();

private:
    QByteArray digest() const;
    QByteArray ask(const QString &query, const QString &graph = u"cmdb_graph"_s) const;
    QString backUp(bool cold = false);
    QString file() const;

    TestHosts m_hosts;
    QJsonObject m_host;
    WayIn m_way;
    std::unique_ptr<CliBench> m_bench;
};

static const QString Container = u"compose-falkordb-1"_s;

// Runs a script in the container with r() as its signed-in client.
static QString inServer(const QString &script)
{
    const QString body = u"REDISCLI_AUTH=${REDIS_ARGS#*--requirepass }; export REDISCLI_AUTH; "
                         "r() { redis-cli -e \"$@\"; }; "_s
                         + script;
    return u"docker exec -i "_s + Container + u" sh -c '"_s
           + QString(body).replace(u'\'', u"'\\''"_s) + u"'"_s;
}

void TestCliFalkordb::initTestCase()
{
    if (const QString missing = m_hosts.missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    m_host = m_hosts.host(0);
    m_hosts.inside(
        m_host, inServer(u"r GRAPH.QUERY \"it's \\$(a)\n\\\"graph\\\" 名\" 'CREATE (:`l z` {a:1})"
                         "-[:`t \"u\"`]->(:`名`)' >/dev/null"_s));
}

void TestCliFalkordb::cleanupTestCase()
{
    if (m_hosts.missing().isEmpty())
        m_hosts.inside(m_host,
                       inServer(u"r GRAPH.DELETE \"it's \\$(a)\n\\\"graph\\\" 名\" >/dev/null"_s));
}

void TestCliFalkordb::init()
{
    m_bench = std::make_unique<CliBench>(m_hosts);
    m_way = m_bench->way(u"group docker"_s, m_host);
    VERIFY_STATUS(m_bench->addVault(), 0);
    VERIFY_STATUS(m_bench->addHost(u"h"_s, m_way), 0);
}

QByteArray TestCliFalkordb::digest() const
{
    return m_hosts.digestOf(m_host, {u"falkordb"_s});
}

QByteArray TestCliFalkordb::ask(const QString &query, const QString &graph) const
{
    return m_hosts.inside(m_host, inServer(u"r --csv GRAPH.QUERY %1 \"%2\""_s.arg(graph, query)));
}

QString TestCliFalkordb::backUp(bool cold)
{
    QStringList arguments{u"backup"_s, u"h"_s, u"--component"_s, u"falkordb"_s};
    if (cold)
        arguments << u"--cold"_s << u"falkordb"_s;
    const auto made = m_bench->run(m_way, arguments);
    if (made.exitStatus != 0)
        qWarning("%s", made.both().constData());
    return made.json().value("runs"_L1).toArray().at(0)[u"point"_s].toString();
}

QString TestCliFalkordb::file() const
{
    const QString point = m_bench->newestPointFolder();
    return point + u"/falkordb/dump_"_s + point.section(u'/', -1) + u".rdb"_s;
}

void TestCliFalkordb::graphsComeBackAndTheUndoGivesThemBack_data()
{
    QTest::addColumn<bool>("cold");
    QTest::newRow("saved by the server") << false;
    QTest::newRow("a cold copy") << true;
}

void TestCliFalkordb::graphsComeBackAndTheUndoGivesThemBack()
{
    QFETCH(const bool, cold);
    const QByteArray before = digest();
    QVERIFY(before.contains("cmdb_graph"));
    const QString point = backUp(cold);
    QVERIFY(!point.isEmpty());
    QCOMPARE(digest(), before);
    QCOMPARE(ask(u"CREATE (:written {a:1})"_s).contains("Nodes created: 1"), true);
    ask(u"MATCH (n:written) DELETE n"_s);
    VERIFY_STATUS(m_bench->run(m_way, {u"verify"_s, point}), 0);
    VERIFY_STATUS(m_bench->run(m_way, {u"drill"_s, point}), 0);

    ask(u"MATCH (n) WHERE n._id < 100 DELETE n"_s);
    ask(u"CREATE (:later {a:1})"_s);
    const QByteArray damaged = digest();
    QVERIFY(damaged != before);
    // Set so, it loses as it ends what it did not save.
    m_hosts.inside(m_host, inServer(u"r CONFIG SET save ''"_s));
    const auto restored =
        m_bench->run(m_way, {u"restore"_s, point, u"--to"_s, u"h"_s, u"--component"_s,
                             u"falkordb"_s, u"--confirm"_s, u"h"_s});
    VERIFY_STATUS(restored, 0);
    QCOMPARE(digest(), before);
    qInfo("downtime %.2f s", restored.json().value("downtimeSeconds"_L1).toDouble());
    VERIFY_STATUS(m_bench->run(m_way, {u"undo"_s, u"last"_s, u"--confirm"_s, u"h"_s}), 0);
    QCOMPARE(digest(), damaged);
    VERIFY_STATUS(m_bench->run(m_way, {u"discard"_s, restored.json().value("run"_L1).toString()}),
                  0);
    QCOMPARE(m_hosts.inside(m_host,
                            u"ls -A /var/lib/docker/volumes/compose_falkordb; docker ps -aq "
                            "--filter label=lifeboat; docker volume ls -q --filter "
                            "label=lifeboat"_s),
             "_data");

    // Once more, and accepted: what was before is what stays.
    const auto again =
        m_bench->run(m_way, {u"restore"_s, point, u"--to"_s, u"h"_s, u"--confirm"_s, u"h"_s});
    VERIFY_STATUS(again, 0);
    VERIFY_STATUS(m_bench->run(m_way, {u"accept"_s, u"last"_s}), 0);
    QCOMPARE(digest(), before);
}

void TestCliFalkordb::aDamagedFileIsNamed_data()
{
    QTest::addColumn<bool>("cut");
    QTest::newRow("one flipped bit") << false;
    QTest::newRow("a missing tail") << true;
}

void TestCliFalkordb::aDamagedFileIsNamed()
{
    QFETCH(const bool, cut);
    const QString point = backUp();
    if (cut)
        QVERIFY2(QFile::resize(file(), QFileInfo(file()).size() - 20), qPrintable(file()));
    else
        QVERIFY2(flipOneBit(file()), qPrintable(file()));
    const auto verified = m_bench->run(m_way, {u"verify"_s, point});
    VERIFY_STATUS(verified, 1);
    QCOMPARE(verified.errorKind(), u"Corrupt"_s);
    QVERIFY2(verified.both().contains("falkordb/dump_"), verified.both().constData());
}

void TestCliFalkordb::theFileRestoresByHand()
{
    const QByteArray expected = ask(u"MATCH (n) RETURN count(n)"_s).split(',').value(1);
    QVERIFY(!backUp().isEmpty());
    QFile artifact(file());
    QVERIFY(artifact.open(QIODevice::ReadOnly));
    const QByteArray encoded = artifact.readAll().toBase64();
    // Through a file of the host, in pieces that fit a command line.
    m_hosts.inside(m_host, u"rm -f /root/by-hand.b64"_s);
    for (qsizetype at = 0; at < encoded.size(); at += 100'000)
        m_hosts.inside(m_host, u"printf %s "_s + QString::fromLatin1(encoded.mid(at, 100'000))
                                   + u" >>/root/by-hand.b64"_s);
    const QByteArray answer = m_hosts.inside(
        m_host,
        u"set -e; mkdir /root/by-hand; base64 -d /root/by-hand.b64 >/root/by-hand/dump.rdb; "
        "docker create --name by-hand --network none -e REDIS_ARGS= $(docker inspect -f "
        "'{{.Image}}' "
        "%1) >/dev/null; docker cp /root/by-hand/dump.rdb by-hand:/var/lib/falkordb/data/dump.rdb "
        ">/dev/null 2>&1; docker start by-hand >/dev/null; until [ \"$(docker exec by-hand "
        "redis-cli "
        "PING)\" = PONG ]; do sleep 0.2; done; docker exec by-hand redis-cli --csv GRAPH.QUERY "
        "cmdb_graph 'MATCH (n) RETURN count(n)'"_s.arg(Container));
    m_hosts.inside(m_host, u"docker rm -f -v by-hand >/dev/null; rm -r /root/by-hand*"_s);
    QCOMPARE(answer.split(',').value(1), expected);
    QVERIFY(expected.toInt() > 0);
}

// The folder takes no new file, so the server cannot save itself, and would refuse every write.
void TestCliFalkordb::aSaveThatFailsLeavesTheServerTakingWrites()
{
    const QString folder = u"/var/lib/docker/volumes/compose_falkordb/_data"_s;
    m_hosts.inside(m_host, u"chattr +i "_s + folder);
    const auto made = m_bench->run(m_way, {u"backup"_s, u"h"_s, u"--component"_s, u"falkordb"_s});
    const QByteArray written = ask(u"CREATE (:written {a:1})"_s);
    m_hosts.inside(m_host, u"chattr -i "_s + folder);
    m_hosts.inside(m_host, inServer(u"r CONFIG SET stop-writes-on-bgsave-error yes; r BGSAVE"_s));
    ask(u"MATCH (n:written) DELETE n"_s);
    VERIFY_STATUS(made, 1);
    QVERIFY2(made.both().contains("the save failed"), made.both().constData());
    QVERIFY2(!written.contains("MISCONF"), written.constData());
    QVERIFY(m_bench->newestPointFolder().isEmpty());
}

QTEST_GUILESS_MAIN(TestCliFalkordb)
#include "tst_clifalkordb.moc"
