#include "support/clibench.h"
#include "support/raisedhost.h"

#include <QFile>
#include <QTest>

#include <signal.h>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// Data that break tools, and a host that changes while a run is at it: on hosts of their own,
// because they are not as before afterwards.
class TestCliHostile : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void hostileDataComeBack();
    void aDatabaseThatGoesAfterThePlanIsNamed();
    void aFullDiskEndsAPreparationAndADrill();

private:
    std::unique_ptr<QProcess> startedUntilPlanned(const QStringList &arguments);
    QJsonObject resultOf(QProcess &process, int status);

    TestHosts m_hosts;
    std::unique_ptr<CliBench> m_bench;
    WayIn m_way;
};

void TestCliHostile::initTestCase()
{
    if (const QString missing = m_hosts.missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
}

void TestCliHostile::init()
{
    m_bench = std::make_unique<CliBench>(m_hosts);
    VERIFY_STATUS(m_bench->addVault(), 0);
}

// The digest without what a run keeps beside; with `contentOnly` without the servers' roles, too.
static QByteArrayList digestOf(const RaisedHost &host, bool contentOnly = false)
{
    QByteArrayList lines = host.digest({u"--databases"_s}).split('\n');
    lines.removeIf([contentOnly](const QByteArray &line) {
        const qsizetype space = line.indexOf(' ');
        return line.contains("_before_20") || line.contains("_restore_20")
               || (contentOnly && !line.first(qMax<qsizetype>(0, space)).contains('/'));
    });
    return lines;
}

static QByteArray firstDifference(const QByteArrayList &before, const QByteArrayList &after)
{
    for (const QByteArray &line : before) {
        if (!after.contains(line))
            return "gone: " + line;
    }
    for (const QByteArray &line : after) {
        if (!before.contains(line))
            return "new: " + line;
    }
    return {};
}

static const QStringList Servers{u"--component"_s, u"postgres"_s, u"--component"_s, u"pgvector"_s};

// Databases whose names begin alike, differ in case, or are those of files that a backup makes.
static const QString MoreDatabases = uR"(
docker exec -i postgres psql -U postgres -XAtq -v ON_ERROR_STOP=1 -d postgres <<'SQL'
SELECT format('CREATE DATABASE %I', name)
FROM (VALUES ('bklite old'), ('bklite table'), ('Sales'), ('sales'), ('globals'), ('"quoted"')) names (name)
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = name)
\gexec
SQL
for name in 'bklite old' 'bklite table' Sales sales globals '"quoted"'; do
  docker exec -e PGDATABASE="$name" postgres psql -U postgres -XAtq -c "CREATE TABLE IF NOT EXISTS t AS SELECT current_database() AS name" || exit
done
docker exec postgres psql -U postgres -XAtq -d postgres -c 'CREATE TABLE notes AS SELECT 1 AS note')"_s;

// What has an awkward name is lost, with the roles that owned it; the rest is changed.
static const QString Damage = uR"(
for s in postgres pgvector; do
  docker exec -i $(docker ps -q --filter label=com.docker.compose.service=$s) psql -U postgres -XAtq -v ON_ERROR_STOP=1 -d postgres <<'SQL' || exit
SELECT format('DROP DATABASE %I WITH (FORCE)', datname) FROM pg_database
WHERE datname NOT IN ('postgres', 'bklite', 'mlflow', 'metis', 'Sales') AND NOT datistemplate
\gexec
SELECT format('DROP ROLE %I', rolname) FROM pg_roles
WHERE rolname ~ '^(report|group;|owner_only)'
\gexec
SQL
done
docker exec postgres psql -U postgres -XAtq -d bklite -c 'DROP TABLE public.auth_user CASCADE'
docker exec postgres psql -U postgres -XAtq -d Sales -c 'DROP TABLE t'
docker exec postgres psql -U postgres -XAtq -d postgres -c 'DROP TABLE notes')"_s;

void TestCliHostile::hostileDataComeBack()
{
    const RaisedHost host(m_hosts, {});
    QVERIFY(host.isUp());
    QVERIFY(host.seed({u"--hostile"_s, u"--rows"_s, u"2000"_s}));
    host.inside(MoreDatabases);
    m_way = m_bench->way(u"sudo by password"_s, host.facts());
    VERIFY_STATUS(m_bench->addHost(u"h"_s, m_way), 0);
    const QByteArrayList before = digestOf(host);
    QVERIFY2(before.size() > 300, qPrintable(QString::number(before.size())));
    QVERIFY(before.join('\n').contains("postgres/bklite table "));

    for (const QString &format : {u"plain"_s, u"custom"_s}) {
        VERIFY_STATUS(m_bench->run(m_way, QStringList{u"backup"_s, u"h"_s, u"--format"_s, format}
                                              + Servers),
                      0);
        VERIFY_STATUS(m_bench->run(m_way, {u"drill"_s, u"h/latest"_s}), 0);
    }
    QCOMPARE(firstDifference(before, digestOf(host)), QByteArray());

    host.inside(Damage);
    const QByteArrayList damaged = digestOf(host, true);
    QVERIFY(!damaged.join('\n').contains("postgres/bklite table "));
    const QStringList restore{u"restore"_s,   u"h/latest"_s, u"--to"_s, u"h"_s,
                              u"--confirm"_s, u"h"_s};
    const auto refused = m_bench->run(m_way, restore);
    VERIFY_STATUS(refused, 1);
    QVERIFY2(refused.both().contains("owner_only"), refused.both().constData());
    const auto restored = m_bench->run(m_way, restore + QStringList{u"--create-roles"_s});
    VERIFY_STATUS(restored, 0);
    QCOMPARE(firstDifference(before, digestOf(host)), QByteArray());

    VERIFY_STATUS(m_bench->run(m_way, {u"undo"_s, u"last"_s, u"--confirm"_s, u"h"_s}), 0);
    QCOMPARE(firstDifference(damaged, digestOf(host, true)), QByteArray());
    VERIFY_STATUS(
        m_bench->run(m_way, {u"discard"_s, restored.json().value("run"_L1).toString()}), 0);
    QCOMPARE(host.leftovers(), QByteArray());
    QVERIFY(!QFile::exists(u"/tmp/pwned"_s));
}

// Stopped at the moment when the plan was shown and nothing of it has begun.
std::unique_ptr<QProcess> TestCliHostile::startedUntilPlanned(const QStringList &arguments)
{
    auto process = m_bench->cli().start(arguments + m_way.options + QStringList{u"--json-lines"_s},
                                        m_way.secrets);
    QByteArray seen;
    while (!seen.contains("\"planned\"") && process->waitForReadyRead(60000))
        seen += process->readAllStandardOutput();
    ::kill(pid_t(process->processId()), SIGSTOP);
    return process;
}

QJsonObject TestCliHostile::resultOf(QProcess &process, int status)
{
    ::kill(pid_t(process.processId()), SIGCONT);
    const auto answer = CliProgram::end(process, 300);
    if (answer.exitStatus != status)
        QTest::qFail(answer.both().constData(), __FILE__, __LINE__);
    return QJsonDocument::fromJson(answer.out.trimmed().split('\n').last()).object();
}

void TestCliHostile::aDatabaseThatGoesAfterThePlanIsNamed()
{
    const RaisedHost host(m_hosts, {});
    QVERIFY(host.isUp());
    m_way = m_bench->way(u"root by key"_s, host.facts());
    VERIFY_STATUS(m_bench->addHost(u"h"_s, m_way), 0);
    host.inside(u"docker exec postgres psql -U postgres -XAtqc 'CREATE DATABASE \"soon gone\"'"_s);
    const auto running = startedUntilPlanned(QStringList{u"backup"_s, u"h"_s} + Servers);
    host.inside(u"docker exec postgres psql -U postgres -XAtqc 'DROP DATABASE \"soon gone\"'"_s);
    const QJsonObject result = resultOf(*running, 3);

    QMap<QString, QJsonObject> components;
    const QJsonObject run = result.value("runs"_L1).toArray().first().toObject();
    for (const QJsonValue &value : run.value("components"_L1).toArray())
        components.insert(value.toObject().value("id"_L1).toString(), value.toObject());
    QCOMPARE(components.value(u"pgvector"_s).value("status"_L1).toString(), u"ok"_s);
    const QJsonObject lost = components.value(u"postgres"_s);
    QCOMPARE(lost.value("status"_L1).toString(), u"failed"_s);
    QVERIFY(lost.value("artifacts"_L1).toArray().isEmpty());
    const QJsonObject error = lost.value("why"_L1).toObject();
    QCOMPARE(error.value("kind"_L1).toString(), u"NotFound"_s);
    QVERIFY2(error.value("message"_L1).toString().contains(u"soon gone"_s),
             QJsonDocument(result).toJson().constData());
    QVERIFY(!error.value("hint"_L1).toString().isEmpty());
    QCOMPARE(host.leftovers(), QByteArray());
    VERIFY_STATUS(m_bench->run(m_way, QStringList{u"backup"_s, u"h"_s} + Servers), 0);
}

void TestCliHostile::aFullDiskEndsAPreparationAndADrill()
{
    const RaisedHost host(m_hosts, {u"--disk"_s, u"6G"_s});
    QVERIFY(host.isUp());
    QVERIFY(host.seed({u"--rows"_s, u"2000"_s, u"--gib"_s, u"0.2"_s}));
    m_way = m_bench->way(u"root by key"_s, host.facts());
    VERIFY_STATUS(m_bench->addHost(u"h"_s, m_way), 0);
    VERIFY_STATUS(m_bench->run(m_way, QStringList{u"backup"_s, u"h"_s} + Servers), 0);
    const QStringList restore{u"restore"_s, u"h/latest"_s, u"--to"_s, u"h"_s, u"--beside"_s};
    const QByteArrayList before = digestOf(host);
    const QString docker = u"/var/lib/docker"_s;

    // While it is prepared: less than what has to stay for the servers, and nothing at all.
    for (const QString &left : {u"400000000"_s, u"0"_s}) {
        const auto running = startedUntilPlanned(restore);
        QVERIFY(host.fault(u"disk-full"_s, {docker, left}));
        const QJsonObject result = resultOf(*running, 1);
        QVERIFY2(result.value("error"_L1).toObject().value("kind"_L1) == u"NoSpace"_s,
                 (left.toUtf8() + QJsonDocument(result).toJson()).constData());
        QVERIFY(host.fault(u"disk-free"_s, {docker}));
        QTRY_COMPARE_WITH_TIMEOUT(host.leftovers(), QByteArray(), 60000);
        QCOMPARE(firstDifference(before, digestOf(host)), QByteArray());
    }
    const auto drill = startedUntilPlanned({u"drill"_s, u"h/latest"_s});
    QVERIFY(host.fault(u"disk-full"_s, {docker, u"1500000000"_s}));
    const QJsonObject drilled = resultOf(*drill, 1);
    QCOMPARE(drilled["error"_L1]["kind"_L1].toString(), u"NoSpace"_s);
    QVERIFY(m_bench->list(u"points"_s).first()["proven"_L1].isNull());
    QVERIFY(host.fault(u"disk-free"_s, {docker}));
    QTRY_COMPARE_WITH_TIMEOUT(host.leftovers(), QByteArray(), 60000);
    // Before it: refused with the same reason.
    QVERIFY(host.fault(u"disk-full"_s, {docker, u"400000000"_s}));
    const auto refused = m_bench->run(m_way, restore);
    VERIFY_STATUS(refused, 1);
    QCOMPARE(refused.errorKind(), u"NoSpace"_s);
    const auto skipped = m_bench->run(m_way, {u"drill"_s, u"h/latest"_s});
    VERIFY_STATUS(skipped, 1);
    QCOMPARE(skipped.errorKind(), u"NoSpace"_s);
    QVERIFY(host.fault(u"disk-free"_s, {docker}));
    const auto prepared = m_bench->run(m_way, restore);
    VERIFY_STATUS(prepared, 0);
    VERIFY_STATUS(
        m_bench->run(m_way, {u"discard"_s, prepared.json().value("run"_L1).toString()}), 0);
    QCOMPARE(host.leftovers(), QByteArray());
}

QTEST_GUILESS_MAIN(TestCliHostile)
#include "tst_clihostile.moc"
