#include "components/common/reference.h"
#include "components/component.h"
#include "support/clibench.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// The reference pages are the program of this test: what they tell an admin to type, restores each
// component of a real host that has lost it. tests/host's digest tells what the host holds.
class TestByHand : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void cleanupTestCase();
    void thePageRestoresWhatWasLost_data();
    void thePageRestoresWhatWasLost();

private:
    QByteArray inHost(const QString &script) const { return m_hosts.inside(m_host, script); }
    QByteArray digest(const QString &component) const; // empty: it could not be read
    QByteArray follow(const QString &component) const;
    CliProgram::Answer run(QStringList words);
    bool copyPoint() const;

    TestHosts m_hosts;
    QJsonObject m_host;
    WayIn m_way;
    std::unique_ptr<CliBench> m_bench;
    QString m_point;
};

static const QString Passphrase = u"it's \"sechs\" Wörter 名"_s;
static const QString Folder = u"/root/by-hand"_s; // of the point, on the host

// For the host: runs a script in MinIO's container, with mc signed in as l.
static QString inMinio(const QString &script)
{
    const QString whole =
        u"export MC_CONFIG_DIR=/tmp/.mc "
        "MC_HOST_l=http://$MINIO_ROOT_USER:$MINIO_ROOT_PASSWORD@127.0.0.1:9000; "_s
        + script;
    return u"docker exec compose-minio-1 bash -c \"$(echo %1 | base64 -d)\" >/dev/null"_s.arg(
        QString::fromLatin1(whole.toUtf8().toBase64()));
}

// Names and notes that break tools, in a bucket of their own.
static const QString OddObjects =
    u"mc mb l/odd; echo 1 >/tmp/odd; for k in 'a b+c%41@2 名;=&?#' \"it's \\\"q\\\" \\$(x)\" "
    u"'b\\c' "
    "$(printf l%.0s {1..240}); do mc cp -q /tmp/odd \"l/odd/$k\"; done; "
    "mc cp -q --tags 'k 1=v 2&b=c' --attr 'X-Amz-Meta-A=b=c' /tmp/odd l/odd/tagged; "
    "mc version enable l/odd; echo 2 | mc pipe l/odd/tagged; mc rm l/odd/tagged; "
    "mc version suspend l/odd; rm /tmp/odd"_s;

// How a host loses a component; $P is the project's folder.
static const QMap<QString, QString> &losses()
{
    static const QString emptied = u"docker stop -t 60 %1; find /var/lib/docker/volumes/%2/_data "
                                   "-mindepth 1 -delete; docker start %1"_s;
    static const QMap<QString, QString> all{
        {u"config"_s, u"cd $P; rm -r conf compose; find . -maxdepth 1 -type f -delete"_s},
        {u"postgres"_s,
         u"docker exec postgres dropdb -U postgres -f mlflow; docker exec postgres psql -q -U "
         "postgres -d bklite -c 'DROP SCHEMA public CASCADE' -c 'SELECT lo_unlink(oid) FROM "
         "pg_largeobject_metadata'"_s},
        {u"pgvector"_s, u"docker exec compose-pgvector-1 dropdb -U postgres -f metis"_s},
        {u"falkordb"_s, u"docker exec compose-falkordb-1 sh -c 'REDISCLI_AUTH=${REDIS_ARGS#*"
                        "--requirepass } redis-cli FLUSHALL'"_s},
        {u"redis"_s, u"{ echo \"AUTH $(docker inspect -f '{{index .Args 2}}' compose-redis-1)\"; "
                     "echo FLUSHALL; } | docker exec -i compose-redis-1 redis-cli"_s},
        {u"minio"_s,
         emptied.arg(u"compose-minio-1"_s, u"compose_minio"_s) + u"; "_s
             + inMinio(u"until mc mb l/later; do sleep 1; done; echo 1 | mc pipe l/later/x"_s)},
        {u"nats"_s, emptied.arg(u"compose-nats-1"_s, u"compose_nats"_s)},
        {u"victoriametrics"_s,
         emptied.arg(u"compose-victoria-metrics-1"_s, u"compose_victoria-metrics"_s)},
        {u"victorialogs"_s, emptied.arg(u"compose-victoria-logs-1"_s, u"compose_victoria-logs"_s)}};
    return all;
}

// As compose names them.
static QString serviceOf(const QString &component)
{
    static const QMap<QString, QString> others{{u"victoriametrics"_s, u"victoria-metrics"_s},
                                               {u"victorialogs"_s, u"victoria-logs"_s}};
    return others.value(component, component);
}

void TestByHand::initTestCase()
{
    if (const QString missing = m_hosts.missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    // The third one, whose VictoriaLogs makes snapshots: then its days are a chain, too.
    m_host = m_hosts.host(2);
    if (m_host.isEmpty()
        || m_hosts.inside(m_host, u"docker ps -q -f name=victoria-logs"_s).isEmpty())
        QSKIP("h3 was not raised with --all-components");
    m_bench = std::make_unique<CliBench>(m_hosts);
    VERIFY_STATUS(m_bench->addVault({}), 0);
    m_way = m_bench->way(u"root by key"_s, m_host);
    VERIFY_STATUS(m_bench->addHost(u"h"_s, m_way), 0);
    const bool makesSnapshots = !inHost(u"docker ps -q -f name=victoria-logs -f "
                                        "ancestor=victoriametrics/victoria-logs:v1.49.0"_s)
                                     .isEmpty();
    // The first of the chains.
    QStringList first{u"backup"_s, u"h"_s, u"--component"_s, u"minio"_s};
    QStringList words{u"backup"_s, u"h"_s};
    if (makesSnapshots)
        first << u"--component"_s << u"victorialogs"_s;
    else
        words << u"--cold"_s << u"victorialogs"_s;
    VERIFY_STATUS(run(first), 0);
    inHost(inMinio(OddObjects));
    for (const Component &component : components())
        words << u"--component"_s << component.id;
    const auto made = run(words);
    VERIFY_STATUS(made, 0);
    m_point = made.json().value("runs"_L1)[0][u"point"_s].toString();
    QVERIFY(copyPoint());
}

// The next component must find the host whole.
void TestByHand::cleanup()
{
    if (!QTest::currentTestFailed() || m_point.isEmpty())
        return;
    const QString component = QString::fromUtf8(QTest::currentDataTag());
    inHost(
        u"docker rm -f load >/dev/null 2>&1; docker start $(docker ps -aq) >/dev/null; docker exec "
        u"compose-minio-1 rm -rf /tmp/point; "
        "for d in bklite mlflow; do docker exec postgres dropdb -U postgres -f --if-exists "
        "$d.before; done; docker exec compose-pgvector-1 dropdb -U postgres -f --if-exists "
        "metis.before; rm -rf /var/lib/docker/volumes/*/_data.before %1.before %1.new %1.tar"_s.arg(
            m_host.value("project"_L1).toString()));
    const auto restored = run({u"restore"_s, m_point, u"--to"_s, u"h"_s, u"--confirm"_s, u"h"_s,
                               u"--component"_s, component});
    VERIFY_STATUS(restored, 0);
    VERIFY_STATUS(run({u"accept"_s, u"last"_s}), 0);
}

void TestByHand::cleanupTestCase()
{
    if (!m_host.isEmpty())
        inHost(u"rm -rf %1; "_s.arg(Folder) + inMinio(u"mc rb --force l/odd"_s));
}

CliProgram::Answer TestByHand::run(QStringList words)
{
    QMap<int, QString> secrets = m_way.secrets;
    secrets.insert(8, Passphrase);
    words << m_way.options << u"--vault-passphrase-fd"_s << u"8"_s << u"--json"_s;
    return m_bench->cli().run(words, secrets, 300);
}

bool TestByHand::copyPoint() const
{
    const QString address = TestHosts::address(m_host, u"root"_s);
    QProcess tar;
    QProcess ssh;
    tar.setStandardOutputProcess(&ssh);
    tar.start(u"tar"_s,
              {u"-C"_s, m_bench->newestPointFolder() + u"/.."_s, u"-cf"_s, u"-"_s, u"."_s});
    ssh.start(u"ssh"_s, {u"-F"_s, u"/dev/null"_s, u"-i"_s, m_hosts.key(u"plain"_s), u"-o"_s,
                         u"StrictHostKeyChecking=no"_s, u"-o"_s, u"UserKnownHostsFile=/dev/null"_s,
                         u"-p"_s, address.section(u':', -1), address.section(u':', 0, 0),
                         u"mkdir %1 && tar -xf - -C %1"_s.arg(Folder)});
    return tar.waitForFinished(120'000) && ssh.waitForFinished(120'000) && ssh.exitCode() == 0;
}

QByteArray TestByHand::digest(const QString &component) const
{
    if (component == u"config")
        return inHost(u"cd %1; find . -printf '%p %y %m %U:%G %l\\n' | LC_ALL=C sort; find . "
                      "-type f -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum; ls -d %1*"_s.arg(
                          m_host.value("project"_L1).toString()));
    const auto lines = m_hosts.ask(
        {u"digest"_s, m_host.value("name"_L1).toString(), u"--service"_s, serviceOf(component)},
        180);
    return lines ? *lines + '\n' : QByteArray();
}

// What was said, and how it ended.
QByteArray TestByHand::follow(const QString &component) const
{
    QString commands = referenceCommands(referencePage(component, u"en"_s));
    const QString placeholder = u"POINT=/root/20261122T020000Z\n"_s;
    if (!commands.startsWith(placeholder))
        return "The page does not begin with the point's folder.";
    commands.replace(0, placeholder.size(),
                     u"POINT=%1/%2\n"_s.arg(Folder, m_point.section(u'/', -1)));
    return inHost(
        u"echo %1 | base64 -d >%2/commands; echo %3 | base64 -d | sh -e %2/commands 2>&1; "
        "echo \"ended with $?\""_s.arg(
            QString::fromLatin1(commands.toUtf8().toBase64()), Folder,
            QString::fromLatin1((Passphrase + u'\n').toUtf8().toBase64())));
}

void TestByHand::thePageRestoresWhatWasLost_data()
{
    QTest::addColumn<QString>("loss");
    for (const Component &component : components())
        QTest::newRow(qPrintable(component.id)) << losses().value(component.id);
}

void TestByHand::thePageRestoresWhatWasLost()
{
    QFETCH(const QString, loss);
    const QString component = QString::fromUtf8(QTest::currentDataTag());
    QVERIFY(!loss.isEmpty());
    const QByteArray before = digest(component);
    QVERIFY(!before.isEmpty());
    inHost(u"P=%1; %2"_s.arg(m_host.value("project"_L1).toString(), loss));
    const QByteArray lost = digest(component);
    QVERIFY(!lost.isEmpty());
    QVERIFY(lost != before);
    QElapsedTimer clock;
    clock.start();
    const QByteArray said = follow(component);
    qInfo("%.1f s", double(clock.elapsed()) / 1000);
    QVERIFY2(said.endsWith("ended with 0"), said.constData());
    QByteArray after = digest(component);
    // A server that was just started may not answer the digest yet.
    for (int tries = 0; tries < 5 && after.size() < before.size(); ++tries)
        after = digest(component);
    QCOMPARE(after, before);
}

QTEST_GUILESS_MAIN(TestByHand)
#include "tst_byhand.moc"
