#include "support/clibench.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <csignal>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// The program itself against real BK-Lite hosts: every row of the command line that needs one.
class TestCliHost : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void aHostIsAddedByEveryWayIn_data();
    void aHostIsAddedByEveryWayIn();
    void aHostThatDoesNotLetUsInIsNotSaved_data();
    void aHostThatDoesNotLetUsInIsNotSaved();
    void anUnknownKeyIsShownAndNotTrusted();
    void aChangedKeyStopsUntilItIsTrusted();
    void checksSayWhatIsWrong();
    void discoverShowsWhatIsDeployed();
    void plansChangeNothing();
    void oneComponentInPlainSql();
    void severalHostsAtOnce();
    void aSecondRunOnAHostIsBusy();
    void aSignalLeavesNothingBehind();
    void aRunIsCancelledByAnotherProgram();

private:
    void aDrillRunsOnAnotherHost();
    TestHosts m_hosts;
    std::unique_ptr<CliBench> m_bench;
};

void TestCliHost::initTestCase()
{
    if (const QString missing = m_hosts.missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
}

void TestCliHost::init()
{
    m_bench = std::make_unique<CliBench>(m_hosts);
}

void TestCliHost::aHostIsAddedByEveryWayIn_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name :
         {"root by key", "key with passphrase", "sudo by key", "sudo by password", "group docker",
          "jump host, both by key", "jump host, both by password"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestCliHost::aHostIsAddedByEveryWayIn()
{
    QFETCH(const QString, name);
    const WayIn entry = m_bench->way(name, m_hosts.host(0));
    const auto added = m_bench->cli().run(QStringList{u"host"_s, u"add"_s, u"h"_s} + entry.add
                                              + entry.options + QStringList{u"--json"_s},
                                          entry.secrets);
    VERIFY_STATUS(added, 0);
    QCOMPARE(added.json().value("host"_L1).toObject().value("name"_L1).toString(), u"h"_s);
    // Without a keychain that is said, once, and only when there was something to keep.
    QCOMPARE(added.err.count("keychain"), entry.secrets.isEmpty() ? 0 : 1);
    VERIFY_STATUS(m_bench->run(entry, {u"host"_s, u"check"_s, u"h"_s}), 0);
    if (!entry.secrets.isEmpty())
        VERIFY_STATUS(m_bench->cli().run({u"discover"_s, u"h"_s, u"--json"_s}),
                      4); // nothing was stored, nobody to ask
}

void TestCliHost::aHostThatDoesNotLetUsInIsNotSaved_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<QString>("secret");
    QTest::addColumn<QString>("kind");
    QTest::newRow("wrong password")
        << u"dev"_s << QStringList{u"--password-fd"_s, u"3"_s} << u"wrong"_s << u"Denied"_s;
    QTest::newRow("no password given") << u"dev"_s << QStringList{} << u""_s << u"Denied"_s;
    QTest::newRow("a key that is refused")
        << u"root"_s << QStringList{u"--identity"_s, u"REFUSED"_s} << u""_s << u"Denied"_s;
    QTest::newRow("wrong passphrase")
        << u"root"_s
        << QStringList{u"--identity"_s, u"PASSPHRASE"_s, u"--key-passphrase-fd"_s, u"3"_s}
        << u"wrong"_s << u"Denied"_s;
    QTest::newRow("no passphrase given")
        << u"root"_s << QStringList{u"--identity"_s, u"PASSPHRASE"_s} << u""_s << u"Denied"_s;
    QTest::newRow("wrong password for sudo")
        << u"ops"_s
        << QStringList{u"--identity"_s, u"PLAIN"_s, u"--sudo"_s, u"--sudo-password-fd"_s, u"3"_s}
        << u"wrong"_s << u"Denied"_s;
    QTest::newRow("no password for sudo")
        << u"ops"_s << QStringList{u"--identity"_s, u"PLAIN"_s, u"--sudo"_s} << u""_s
        << u"Denied"_s;
    QTest::newRow("another key is trusted")
        << u"root"_s
        << QStringList{u"--identity"_s, u"PLAIN"_s, u"--trust"_s, u"SHA256:"_s + QString(43, u'A')}
        << u""_s << u"HostKeyUnknown"_s;
}

void TestCliHost::aHostThatDoesNotLetUsInIsNotSaved()
{
    QFETCH(const QString, user);
    QFETCH(QStringList, more);
    QFETCH(const QString, secret);
    QFETCH(const QString, kind);
    const QJsonObject host = m_hosts.host(0);
    more.replaceInStrings(u"REFUSED"_s, m_hosts.key(u"refused"_s));
    more.replaceInStrings(u"PASSPHRASE"_s, m_hosts.key(u"passphrase"_s));
    more.replaceInStrings(u"PLAIN"_s, m_hosts.key(u"plain"_s));
    if (!more.contains(u"--trust"_s))
        more << u"--trust"_s << host.value("fingerprint"_L1).toString();
    QMap<int, QString> secrets;
    if (!secret.isEmpty())
        secrets.insert(3, secret);
    const auto answer = m_bench->cli().run(
        QStringList{u"host"_s, u"add"_s, u"h"_s, TestHosts::address(host, user), u"--json"_s}
            + more,
        secrets);
    VERIFY_STATUS(answer, 4);
    QCOMPARE(answer.errorKind(), kind);
    QVERIFY(m_bench->list(u"hosts"_s).isEmpty());
}

void TestCliHost::anUnknownKeyIsShownAndNotTrusted()
{
    const QJsonObject host = m_hosts.host(0);
    const QStringList add{u"host"_s,       u"add"_s,
                          u"h"_s,          TestHosts::address(host, u"root"_s),
                          u"--identity"_s, m_hosts.key(u"plain"_s),
                          u"--json"_s};
    for (int i = 0; i < 2; ++i) {
        const auto answer = m_bench->cli().run(add);
        VERIFY_STATUS(answer, 4);
        QCOMPARE(answer.errorKind(), u"HostKeyUnknown"_s);
        const QString detail =
            answer.json().value("error"_L1).toObject().value("detail"_L1).toString();
        QVERIFY2(detail.contains(host.value("fingerprint"_L1).toString()), qPrintable(detail));
    }
    QVERIFY(m_bench->list(u"hosts"_s).isEmpty());
}

void TestCliHost::aChangedKeyStopsUntilItIsTrusted()
{
    const QJsonObject host = m_hosts.host(0);
    const WayIn entry = m_bench->way(u"root by key"_s, host);
    VERIFY_STATUS(m_bench->addHost(u"h"_s, entry), 0);
    QFile known(m_bench->cli().places().config + u"/known_hosts"_s);
    QVERIFY(known.open(QIODevice::WriteOnly | QIODevice::Truncate));
    known.write(
        u"[%1]:%2 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"_s
            .arg(host.value("address"_L1).toString())
            .arg(host.value("port"_L1).toInt())
            .toUtf8());
    known.close();
    const auto stopped = m_bench->run(entry, {u"discover"_s, u"h"_s});
    VERIFY_STATUS(stopped, 4);
    QCOMPARE(stopped.errorKind(), u"HostKeyChanged"_s);
    VERIFY_STATUS(
        m_bench->run(entry, {u"host"_s, u"trust"_s, u"h"_s, u"SHA256:"_s + QString(43, u'A')}), 4);
    VERIFY_STATUS(m_bench->run(entry, {u"host"_s, u"trust"_s, u"h"_s,
                                       host.value("fingerprint"_L1).toString()}),
                  0);
    VERIFY_STATUS(m_bench->run(entry, {u"discover"_s, u"h"_s}), 0);
}

void TestCliHost::checksSayWhatIsWrong()
{
    const WayIn entry = m_bench->way(u"root by key"_s, m_hosts.host(0));
    VERIFY_STATUS(m_bench->addHost(u"h"_s, entry), 0);
    const auto good = m_bench->run(entry, {u"host"_s, u"check"_s, u"h"_s});
    VERIFY_STATUS(good, 0);
    QCOMPARE(good.json().value("host"_L1).toString(), u"h"_s);
    for (const QJsonValue &value : good.json().value("checks"_L1).toArray()) {
        const QJsonObject check = value.toObject();
        QVERIFY(check.value("ok"_L1).toBool());
        QVERIFY(!check.value("id"_L1).toString().isEmpty() && check.value("detail"_L1).isString()
                && check.value("mend"_L1).isString());
    }
    VERIFY_STATUS(m_bench->cli().run({u"host"_s, u"edit"_s, u"h"_s, u"--dir"_s, u"/nowhere"_s}), 0);
    const auto wrong = m_bench->run(entry, {u"host"_s, u"check"_s, u"h"_s});
    VERIFY_STATUS(wrong, 1);
    VERIFY_STATUS(m_bench->run(entry, {u"discover"_s, u"h"_s}), 1);
    QVERIFY(!wrong.json().value("error"_L1).toObject().value("message"_L1).toString().isEmpty());
}

void TestCliHost::discoverShowsWhatIsDeployed()
{
    const WayIn entry = m_bench->way(u"sudo by key"_s, m_hosts.host(0));
    VERIFY_STATUS(m_bench->addHost(u"h"_s, entry), 0);
    const auto answer = m_bench->run(entry, {u"discover"_s, u"h"_s});
    VERIFY_STATUS(answer, 0);
    QCOMPARE(answer.json().value("directory"_L1).toString(),
             m_hosts.host(0).value("project"_L1).toString());
    QStringList databases;
    for (const QJsonValue &value : answer.json().value("components"_L1).toArray()) {
        const QJsonObject component = value.toObject();
        if (!component.value("present"_L1).toBool())
            continue;
        QStringList fields{u"service"_s};
        if (component.value("id"_L1) != "config"_L1) // a folder, no server
            fields << u"container"_s << u"image"_s << u"imageId"_s << u"version"_s;
        for (const QString &field : fields)
            QVERIFY2(!component.value(field).toString().isEmpty(), qPrintable(field));
        QVERIFY(!component.value("data"_L1).toArray().isEmpty());
        for (const QJsonValue &database : component.value("databases"_L1).toArray())
            databases << database.toObject().value("name"_L1).toString();
    }
    for (const QString &database : {u"bklite"_s, u"mlflow"_s, u"metis"_s})
        QVERIFY2(databases.contains(database), qPrintable(databases.join(u' ')));
    QVERIFY(!answer.json().value("uncovered"_L1).toArray().isEmpty());
}

void TestCliHost::plansChangeNothing()
{
    const QJsonObject host = m_hosts.host(0);
    const WayIn entry = m_bench->way(u"root by key"_s, host);
    VERIFY_STATUS(m_bench->addHost(u"h"_s, entry), 0);
    VERIFY_STATUS(m_bench->addVault(), 0);
    const QStringList before = m_bench->databasesOn(host);
    const auto plan = m_bench->run(entry, {u"plan"_s, u"backup"_s, u"h"_s});
    VERIFY_STATUS(plan, 0);
    const QJsonArray steps = plan.json().value("steps"_L1).toArray();
    QVERIFY(!steps.isEmpty());
    for (const QJsonValue &step : steps) {
        for (const QString &field :
             {u"id"_s, u"title"_s, u"command"_s, u"where"_s, u"changesHost"_s, u"lane"_s})
            QVERIFY2(step.toObject().contains(field), qPrintable(field));
    }
    QVERIFY(plan.json().value("estimate"_L1).toObject().contains("bytes"_L1));
    QVERIFY(m_bench->list(u"points"_s).isEmpty());
    VERIFY_STATUS(m_bench->run(entry, {u"backup"_s, u"h"_s}), 0);
    VERIFY_STATUS(m_bench->run(entry, {u"plan"_s, u"restore"_s, u"h/latest"_s, u"--to"_s, u"h"_s}),
                  0);
    QCOMPARE(m_bench->databasesOn(host), before);
}

void TestCliHost::oneComponentInPlainSql()
{
    const WayIn entry = m_bench->way(u"root by key"_s, m_hosts.host(0));
    VERIFY_STATUS(m_bench->addHost(u"h"_s, entry), 0);
    VERIFY_STATUS(m_bench->addVault(), 0);
    const auto made = m_bench->run(
        entry, {u"backup"_s, u"h"_s, u"--component"_s, u"pgvector"_s, u"--format"_s, u"plain"_s});
    VERIFY_STATUS(made, 0);
    const QJsonArray components =
        made.json().value("runs"_L1).toArray().first().toObject().value("components"_L1).toArray();
    QCOMPARE(components.size(), 1);
    QCOMPARE(components.first().toObject().value("id"_L1).toString(), u"pgvector"_s);
    VERIFY_STATUS(m_bench->run(entry, {u"drill"_s, u"h/latest"_s, u"--component"_s, u"postgres"_s}),
                  2);
    VERIFY_STATUS(m_bench->run(entry, {u"drill"_s, u"h/latest"_s, u"--component"_s, u"pgvector"_s}),
                  0);
}

// One with a deployment of its own, and without the images of some components: they are skipped,
// the others proven.
void TestCliHost::aDrillRunsOnAnotherHost()
{
    const QByteArray left =
        m_hosts.inside(m_hosts.host(0), u"docker ps -aq; docker volume ls -q"_s);
    const auto drilled =
        m_bench->cli().run({u"drill"_s, u"g/latest"_s, u"--on"_s, u"h"_s, u"--json"_s}, {}, 300);
    VERIFY_STATUS(drilled, 3);
    const QJsonValue run = drilled.json()["runs"_L1][0];
    QCOMPARE(run["host"_L1].toString(), u"h"_s);
    QVERIFY(run["rtoSeconds"_L1].isNull());
    const QJsonObject point = m_bench->list(u"points"_s, {u"g"_s}).first().toObject();
    QVERIFY(point.value("proven"_L1).isNull());
    for (const QJsonValue &component : run["components"_L1].toArray()) {
        const QString id = component["id"_L1].toString();
        const bool isAbsent = id == "minio"_L1 || id == "nats"_L1 || id == "victoriametrics"_L1;
        QCOMPARE(component["status"_L1].toString(), isAbsent ? u"skipped"_s : u"ok"_s);
        QCOMPARE(component["rtoSeconds"_L1].isDouble(), !isAbsent);
        QCOMPARE(component["why"_L1]["kind"_L1].toString(), isAbsent ? u"NotFound"_s : QString());
        QCOMPARE(component["why"_L1]["hint"_L1].toString().contains(u"--on"_s), isAbsent);
    }
    QCOMPARE(m_hosts.inside(m_hosts.host(0), u"docker ps -aq; docker volume ls -q"_s), left);
    VERIFY_STATUS(m_bench->cli().run({u"drill"_s, u"g/latest"_s, u"--on"_s, u"nobody"_s}), 2);
}

void TestCliHost::severalHostsAtOnce()
{
    if (m_hosts.count() < 2)
        QSKIP("one host only");
    VERIFY_STATUS(m_bench->addHost(u"h"_s, m_bench->way(u"root by key"_s, m_hosts.host(0))), 0);
    VERIFY_STATUS(m_bench->addHost(u"g"_s, m_bench->way(u"root by key"_s, m_hosts.host(1))), 0);
    VERIFY_STATUS(m_bench->addVault(), 0);
    const auto both = m_bench->cli().run(
        {u"backup"_s, u"--all"_s, u"--parallel"_s, u"2"_s, u"--json"_s}, {}, 300);
    VERIFY_STATUS(both, 0);
    QCOMPARE(both.json().value("runs"_L1).toArray().size(), 2);
    aDrillRunsOnAnotherHost();
    if (QTest::currentTestFailed())
        return;
    VERIFY_STATUS(m_bench->cli().run({u"host"_s, u"add"_s, u"gone"_s, u"root@127.0.0.1:1"_s,
                                      u"--offline"_s, u"--tag"_s, u"some"_s}),
                  0);
    VERIFY_STATUS(m_bench->cli().run({u"host"_s, u"edit"_s, u"h"_s, u"--tag"_s, u"some"_s}), 0);
    const auto some =
        m_bench->cli().run({u"backup"_s, u"--tag"_s, u"some"_s, u"--json"_s}, {}, 300);
    VERIFY_STATUS(some, 3);
    QCOMPARE(some.json().value("status"_L1).toString(), u"warning"_s);
}

void TestCliHost::aSecondRunOnAHostIsBusy()
{
    const WayIn entry = m_bench->way(u"root by key"_s, m_hosts.host(0));
    VERIFY_STATUS(m_bench->addHost(u"h"_s, entry), 0);
    VERIFY_STATUS(m_bench->addVault(), 0);
    VERIFY_STATUS(m_bench->run(entry, {u"backup"_s, u"h"_s}), 0);
    // A drill lasts several times as long as what the second run does before it asks for the host.
    const auto first = m_bench->cli().start({u"drill"_s, u"h/latest"_s, u"--json-lines"_s});
    QByteArray seen;
    while (!seen.contains("\"planned\"") && first->waitForReadyRead(60000))
        seen += first->readAllStandardOutput();
    const auto second = m_bench->run(entry, {u"backup"_s, u"h"_s});
    VERIFY_STATUS(second, 1);
    QCOMPARE(second.errorKind(), u"Busy"_s);
    VERIFY_STATUS(CliProgram::end(*first, 300), 0);
}

void TestCliHost::aSignalLeavesNothingBehind()
{
    const QJsonObject host = m_hosts.host(0);
    const WayIn entry = m_bench->way(u"root by key"_s, host);
    VERIFY_STATUS(m_bench->addHost(u"h"_s, entry), 0);
    VERIFY_STATUS(m_bench->addVault(), 0);
    const auto running = m_bench->cli().start({u"backup"_s, u"h"_s, u"--json-lines"_s});
    QByteArray seen;
    while (!seen.contains("\"progress\"") && running->waitForReadyRead(60000))
        seen += running->readAllStandardOutput();
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(::kill(pid_t(running->processId()), SIGTERM), 0);
    const auto answer = CliProgram::end(*running, 60);
    QVERIFY2(answer.exitStatus == 5, answer.err.constData());
    QVERIFY2(clock.elapsed() < 30000, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(m_bench->newestPointFolder().isEmpty());
    QVERIFY(m_bench->list(u"points"_s).isEmpty());
    QCOMPARE(m_hosts.inside(host, u"ps -eo args | grep -c '[p]g_dump' || true"_s), QByteArray("0"));
    VERIFY_STATUS(m_bench->run(entry, {u"backup"_s, u"h"_s}), 0);
}

void TestCliHost::aRunIsCancelledByAnotherProgram()
{
    const WayIn entry = m_bench->way(u"root by key"_s, m_hosts.host(0));
    VERIFY_STATUS(m_bench->addHost(u"h"_s, entry), 0);
    VERIFY_STATUS(m_bench->addVault(), 0);
    const auto running = m_bench->cli().start({u"backup"_s, u"h"_s, u"--json"_s});
    QString id;
    QTRY_VERIFY_WITH_TIMEOUT(
        !(id = m_bench->list(u"runs"_s).first().toObject().value("run"_L1).toString()).isEmpty(),
        30000);
    VERIFY_STATUS(m_bench->cli().run({u"run"_s, u"cancel"_s, id}), 0);
    const auto answer = CliProgram::end(*running, 60);
    VERIFY_STATUS(answer, 5);
    QCOMPARE(answer.json().value("status"_L1).toString(), u"cancelled"_s);
    VERIFY_STATUS(m_bench->cli().run({u"run"_s, u"cancel"_s, id}), 2);
}

QTEST_GUILESS_MAIN(TestCliHost)
#include "tst_clihost.moc"
