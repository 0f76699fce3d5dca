#include "support/clibench.h"
#include "support/raisedhost.h"

#include <QFile>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// A host is lost with its disk, and comes back on one that has docker and nothing else.
class TestCliRecover : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aLostHostComesBackOnABlankOne();

private:
    void loseAHost();
    void refusedWithoutItsImages(const RaisedHost &blank);
    void drilledWithoutADeployment(const RaisedHost &blank);
    void killedInTheMiddle(const RaisedHost &blank);
    void powerLostInTheMiddle(const RaisedHost &blank);
    void recovered(const RaisedHost &blank);
    void hasTheNewAddress(const RaisedHost &blank);
    enum class Beside { Others, Nothing };
    std::unique_ptr<QProcess> recoverUpTo(const QString &step, Beside beside);
    void whatIsThereIsRefused(const RaisedHost &blank);
    void whatIsThereIsSetAsideAndComesBack(const RaisedHost &blank);
    CliProgram::Answer recover(const QStringList &more = {});

    TestHosts m_hosts;
    std::unique_ptr<CliBench> m_bench;
    WayIn m_way;
    QByteArray m_digest;
};

static const QString NewAddress = u"10.77.99.5"_s;
static const QString Archive = u"images/nats.tar"_s;

// What a recovery does not bring back: caches, and the salt of a password that is the same.
static QByteArray comparable(const QByteArray &digest)
{
    QByteArray lines;
    for (const QByteArray &line : digest.split('\n')) {
        const bool isSalted = line.contains(" role postgres = ") && line.contains("password=");
        if (!isSalted && !line.startsWith("redis "))
            lines += line + '\n';
    }
    return lines;
}

void TestCliRecover::initTestCase()
{
    if (const QString missing = m_hosts.missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    m_bench = std::make_unique<CliBench>(m_hosts);
    VERIFY_STATUS(m_bench->addVault(), 0);
}

// Backed up, with the image of one service saved; then nothing of it is left.
void TestCliRecover::loseAHost()
{
    const RaisedHost source(m_hosts, {u"--all-components"_s, u"--vlogs"_s, u"1.49.0"_s});
    QVERIFY(source.isUp());
    QVERIFY(source.seed({u"--rows"_s, u"2000"_s}));
    const WayIn way = m_bench->way(u"root by key"_s, source.facts());
    VERIFY_STATUS(m_bench->addHost(u"lost"_s, way), 0);
    VERIFY_STATUS(m_bench->run(way, {u"backup"_s, u"lost"_s}), 0);
    m_digest = comparable(source.digest());
    QVERIFY(m_digest.count('\n') > 20);
    const QByteArray image = QByteArray::fromBase64(source.inside(
        u"docker save $(docker inspect -f '{{.Image}}' compose-nats-1) | base64 -w 0"_s));
    QVERIFY(QDir(m_bench->cli().folder()).mkpath(u"images"_s));
    QFile file(m_bench->cli().file(Archive));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(image) == image.size());
}

CliProgram::Answer TestCliRecover::recover(const QStringList &more)
{
    return m_bench->run(m_way,
                        QStringList{u"recover"_s, u"lost/latest"_s, u"--to"_s, u"blank"_s,
                                    u"--confirm"_s, u"blank"_s}
                            + more,
                        600);
}

void TestCliRecover::refusedWithoutItsImages(const RaisedHost &blank)
{
    const QByteArray volumes = blank.inside(u"docker volume ls -q"_s);
    const auto answer = recover();
    VERIFY_STATUS(answer, 1);
    QCOMPARE(answer.errorKind(), u"NotFound"_s);
    QVERIFY2(answer.both().contains("nats"), answer.both().constData());
    QCOMPARE(blank.inside(u"docker volume ls -q; ls /opt/bk-lite 2>/dev/null || true"_s), volumes);
}

// In what images it has; that of one component is missing.
void TestCliRecover::drilledWithoutADeployment(const RaisedHost &blank)
{
    const auto left = [&blank] {
        return blank.inside(u"docker ps -aq; docker volume ls -q; ls /opt/bk-lite 2>/dev/null; "
                            "ls -A /tmp | grep -v ^runc-process || true"_s);
    };
    const QByteArray before = left();
    const auto drilled =
        m_bench->run(m_way, {u"drill"_s, u"lost/latest"_s, u"--on"_s, u"blank"_s}, 600);
    VERIFY_STATUS(drilled, 3);
    for (const QJsonValue &component : drilled.json()["runs"_L1][0]["components"_L1].toArray()) {
        const bool isMissing = component["id"_L1] == "nats"_L1;
        QCOMPARE(component["status"_L1].toString(), isMissing ? u"skipped"_s : u"ok"_s);
        QCOMPARE(component["why"_L1]["hint"_L1].toString().contains(u"--on"_s), isMissing);
    }
    QCOMPARE(blank.leftovers(), QByteArray());
    QCOMPARE(left(), before);
}

// A recovery that has come to this step, alone or beside others; null: it did not.
std::unique_ptr<QProcess> TestCliRecover::recoverUpTo(const QString &step, Beside beside)
{
    auto process = m_bench->cli().start(
        QStringList{u"recover"_s, u"lost/latest"_s, u"--to"_s, u"blank"_s, u"--confirm"_s,
                    u"blank"_s, u"--address"_s, NewAddress, u"--images"_s,
                    m_bench->cli().file(u"images"_s), u"--json-lines"_s}
            + m_way.options,
        m_way.secrets);
    QSet<QString> running;
    while (process->canReadLine() || process->waitForReadyRead(120000)) {
        const QJsonObject event = QJsonDocument::fromJson(process->readLine()).object();
        const QString name = event.value("step"_L1).toString();
        if (event.value("event"_L1) == "started"_L1)
            running << name;
        if (event.value("event"_L1) == "finished"_L1)
            running.remove(name);
        const bool hasCome =
            std::ranges::any_of(running, [&](const QString &one) { return one.startsWith(step); });
        if (hasCome && (beside == Beside::Others || running.size() == 1))
            return process;
    }
    qWarning("%s", process->readAllStandardError().constData());
    return nullptr;
}

// While the data are being put in; the next one goes on from there.
void TestCliRecover::killedInTheMiddle(const RaisedHost &blank)
{
    const auto process = recoverUpTo(u"postgres.restore"_s, Beside::Others);
    QVERIFY(process);
    process->kill();
    QVERIFY(process->waitForFinished());
    QTRY_COMPARE_WITH_TIMEOUT(blank.inside(u"docker ps -aq --filter name=lifeboat"_s), QByteArray(),
                              60000);
}

// Of the host, while the application starts on the data that were put in. Not in the moment in
// which docker makes a container to clear something away: the volume that its image declares is
// then docker's, and stays.
void TestCliRecover::powerLostInTheMiddle(const RaisedHost &blank)
{
    const auto process = recoverUpTo(u"serve"_s, Beside::Nothing);
    QVERIFY(process);
    QVERIFY(blank.fault(u"power"_s));
    process->kill();
    QVERIFY(process->waitForFinished());
    QVERIFY(blank.fault(u"boot"_s));
    // Docker is there again, and the guardian done with what the run held.
    QTRY_COMPARE_WITH_TIMEOUT(
        blank.inside(u"docker ps -q --filter name=^postgres$ 2>/dev/null | wc -l; docker ps -aq "
                     "--filter name=lifeboat 2>/dev/null"_s),
        "1"_ba, 60000);
}

void TestCliRecover::hasTheNewAddress(const RaisedHost &blank)
{
    const QByteArray said = blank.inside(
        u"cd /opt/bk-lite && grep -h HOST_IP= .env port.env && grep -rlF \"$(hostname -I | cut -d' "
        u"' "
        "-f1)\" . ; openssl x509 -in conf/certs/server.crt -noout -ext subjectAltName && openssl "
        "verify -CAfile conf/certs/ca.crt conf/certs/server.crt && stat -c %a conf/certs/server.crt"_s);
    QCOMPARE(said.count(NewAddress.toUtf8()), 3);
    QVERIFY2(said.contains("IP Address:127.0.0.1"), said.constData());
    QVERIFY2(said.contains("server.crt: OK"), said.constData());
    QVERIFY2(said.endsWith("600"), said.constData());
    QVERIFY2(!said.contains("./"), said.constData()); // nowhere the former one
}

void TestCliRecover::recovered(const RaisedHost &blank)
{
    const auto answer =
        recover({u"--address"_s, NewAddress, u"--images"_s, m_bench->cli().file(Archive)});
    VERIFY_STATUS(answer, 0);
    const QJsonObject json = answer.json();
    QCOMPARE(json.value("verb"_L1).toString(), u"recover"_s);
    QVERIFY(json.value("components"_L1).toArray().size() >= 8);
    const QJsonObject agents = json.value("agents"_L1).toObject();
    QCOMPARE(agents.value("address"_L1).toString(), NewAddress);
    QCOMPARE(agents.value("known"_L1).toArray().size(), 3);
    QCOMPARE(agents.value("known"_L1).toArray().first()["ip"_L1].toString(), u"10.1.2.1"_s);
    QStringList given; // the former address is in the restored database
    for (const QJsonValue &one : agents.value("given"_L1).toArray())
        given << one["key"_L1].toString();
    QCOMPARE(given, (QStringList{u"NATS_SERVERS"_s, u"NODE_SERVER_URL"_s}));
    qInfo("%.1f s, of which the application %.1f s", json.value("seconds"_L1).toDouble(),
          json.value("applicationSeconds"_L1).toDouble());
    QCOMPARE(comparable(blank.digest()), m_digest);
    QCOMPARE(blank.leftovers(), QByteArray());
    QCOMPARE(blank.inside(u"docker volume ls -qf dangling=true; find /opt/.lifeboat* "
                          "/var/lib/docker/volumes/*/.lifeboat* 2>/dev/null || true"_s),
             QByteArray());
}

void TestCliRecover::whatIsThereIsRefused(const RaisedHost &)
{
    const auto again = recover();
    VERIFY_STATUS(again, 1);
    QCOMPARE(again.errorKind(), u"Invalid"_s);
    QVERIFY2(again.both().contains("container postgres"), again.both().constData());
    QVERIFY2(again.both().contains("--set-aside"), again.both().constData());
}

// The client dies while it is moved; the next one goes on, and the way back is a script on the
// host.
void TestCliRecover::whatIsThereIsSetAsideAndComesBack(const RaisedHost &blank)
{
    const QString marker = u"docker exec postgres psql -XAtq -U postgres -d bklite -c "_s;
    blank.inside(marker + u"'CREATE TABLE aside_marker ()'"_s);
    QStringList words{u"recover"_s,   u"lost/latest"_s, u"--to"_s,       u"blank"_s,
                      u"--confirm"_s, u"blank"_s,       u"--set-aside"_s};
    const auto process =
        m_bench->cli().start(words + QStringList{u"--json-lines"_s} + m_way.options, m_way.secrets);
    bool isThere = false;
    while (!isThere && (process->canReadLine() || process->waitForReadyRead(120000)))
        isThere = process->readLine().contains(R"("event":"started")")
                  && blank.inside(u"ls -d /opt/bk-lite.before-* 2>/dev/null || true"_s).size() > 0;
    QVERIFY2(isThere, process->readAllStandardError().constData());
    process->kill();
    QVERIFY(process->waitForFinished());
    QTRY_COMPARE_WITH_TIMEOUT(blank.inside(u"docker ps -aq --filter name=lifeboat"_s), QByteArray(),
                              60000);

    const auto answer = recover({u"--set-aside"_s});
    VERIFY_STATUS(answer, 0);
    const QString folder = answer.json().value("setAside"_L1).toString();
    QVERIFY2(folder.startsWith(u"/opt/bk-lite.before-"_s), qPrintable(folder));
    QCOMPARE(blank.inside(u"ls -d /opt/bk-lite.before-*"_s), folder.toUtf8()); // one, of both
    QCOMPARE(comparable(blank.digest()), m_digest);
    const QString look = marker + u"\"SELECT to_regclass('aside_marker')\""_s;
    QCOMPARE(blank.inside(look), QByteArray());

    const QString back = u"sh %1/back.sh 2>&1"_s.arg(folder);
    QVERIFY(blank.inside(back + u" || true"_s).contains("container postgres"));
    blank.inside(
        u"docker rm -f $(docker ps -aq --filter label=com.docker.compose.project) && "
        "docker volume rm $(docker volume ls -q --filter label=com.docker.compose.project) "
        "&& rm -r /opt/bk-lite"_s);
    const QByteArray said = blank.inside(back);
    QVERIFY2(said.endsWith("It is back in /opt/bk-lite."), said.constData());
    QTRY_COMPARE_WITH_TIMEOUT(blank.inside(look + u" 2>/dev/null || true"_s), "aside_marker"_ba,
                              60000);
    QCOMPARE(
        blank.inside(u"docker volume ls -q | grep before- ; ls -d /opt/bk-lite.* 2>/dev/null || "
                     "true"_s),
        QByteArray());
}

void TestCliRecover::aLostHostComesBackOnABlankOne()
{
    loseAHost();
    if (QTest::currentTestFailed())
        return;
    const RaisedHost blank(m_hosts, {u"--all-components"_s, u"--empty"_s, u"--standalone"_s});
    QVERIFY(blank.isUp());
    blank.inside(u"docker image rm nats:2.10.25"_s);
    m_way = m_bench->way(u"sudo by password"_s, blank.facts());
    VERIFY_STATUS(m_bench->addHost(u"blank"_s, m_way), 0);
    for (const auto part :
         {&TestCliRecover::refusedWithoutItsImages, &TestCliRecover::drilledWithoutADeployment,
          &TestCliRecover::killedInTheMiddle, &TestCliRecover::powerLostInTheMiddle,
          &TestCliRecover::recovered, &TestCliRecover::hasTheNewAddress,
          &TestCliRecover::whatIsThereIsRefused,
          &TestCliRecover::whatIsThereIsSetAsideAndComesBack}) {
        (this->*part)(blank);
        if (QTest::currentTestFailed())
            return;
    }
}

QTEST_GUILESS_MAIN(TestCliRecover)
#include "tst_clirecover.moc"
