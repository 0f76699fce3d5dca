#include "planning/runbook.h"
#include "support/clibench.h"
#include "support/raisedhost.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// A host is lost: a blank one is recovered by what an exported runbook tells a human to type, and
// by a kit's script alone. tests/host's digest tells what both hosts hold.
class TestRunbook : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void aHumanFollowsTheRunbook();
    void theKitsScriptRecoversAndGoesOnAfterEachKill();

private:
    CliProgram::Answer run(QStringList words);
    QByteArray digestOfSource();
    QString pointFolders() const; // of the host in the vault
    bool copy(const QString &folder, const RaisedHost &host, const QString &there) const;
    // A shell there with the passphrase on its stdin: what it said, and how it ended.
    QByteArray onHost(const RaisedHost &host, const QString &command,
                      const QString &input = {}) const;
    std::unique_ptr<QProcess> ssh(const RaisedHost &host, const QString &command) const;
    void killInEachStep(const RaisedHost &host);

    TestHosts m_hosts;
    QJsonObject m_host; // the source
    WayIn m_way;
    std::unique_ptr<CliBench> m_bench;
    QByteArray m_before;
};

static const QString Passphrase = u" it's \"sechs\" Wörter 名"_s;
static const QStringList Blank{u"--all-components"_s, u"--empty"_s};
static const QString Blanks = u"h4"_s;

void TestRunbook::initTestCase()
{
    if (const QString missing = m_hosts.missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    // One whose VictoriaLogs makes snapshots: then its days are a chain, too.
    for (qsizetype i = 0; i < m_hosts.count(); ++i) {
        if (m_hosts.host(i).value("name"_L1) != Blanks
            && !m_hosts
                    .inside(m_hosts.host(i), u"docker ps -q -f name=victoria-logs -f "
                                             "ancestor=victoriametrics/victoria-logs:v1.49.0"_s)
                    .isEmpty())
            m_host = m_hosts.host(i);
    }
    if (m_host.isEmpty())
        QSKIP("no host was raised with --all-components --vlogs 1.49.0");
    m_bench = std::make_unique<CliBench>(m_hosts);
    VERIFY_STATUS(m_bench->addVault({}), 0);
    m_way = m_bench->way(u"root by key"_s, m_host);
    VERIFY_STATUS(m_bench->addHost(u"h"_s, m_way), 0);
    m_hosts.inside(m_host, u"docker exec compose-web-1 sh -c 'echo kept "
                           ">/var/lib/postgresql/data/by-the-web'"_s);
    // The first of the chains.
    VERIFY_STATUS(run({u"backup"_s, u"h"_s, u"--component"_s, u"minio"_s, u"--component"_s,
                       u"victorialogs"_s}),
                  0);
}

void TestRunbook::cleanupTestCase()
{
    if (!m_host.isEmpty())
        m_hosts.inside(m_host,
                       u"docker exec compose-web-1 rm -f /var/lib/postgresql/data/by-the-web"_s);
}

CliProgram::Answer TestRunbook::run(QStringList words)
{
    QMap<int, QString> secrets = m_way.secrets;
    secrets.insert(8, Passphrase);
    if (words.first() != u"export-runbook")
        words << m_way.options << u"--vault-passphrase-fd"_s << u"8"_s;
    return m_bench->cli().run(words << u"--json"_s, secrets, 300);
}

QByteArray TestRunbook::digestOfSource()
{
    return m_hosts.tool({u"digest"_s, m_host.value("name"_L1).toString()}, 300);
}

QString TestRunbook::pointFolders() const
{
    return m_bench->newestPointFolder() + u"/.."_s;
}

std::unique_ptr<QProcess> TestRunbook::ssh(const RaisedHost &host, const QString &command) const
{
    const QString address = TestHosts::address(host.facts(), u"root"_s);
    auto process = std::make_unique<QProcess>();
    process->setProcessChannelMode(QProcess::MergedChannels);
    process->setProgram(u"ssh"_s);
    process->setArguments({u"-F"_s, u"/dev/null"_s, u"-i"_s, m_hosts.key(u"plain"_s), u"-o"_s,
                           u"StrictHostKeyChecking=no"_s, u"-o"_s,
                           u"UserKnownHostsFile=/dev/null"_s, u"-o"_s, u"LogLevel=ERROR"_s, u"-p"_s,
                           address.section(u':', -1), address.section(u':', 0, 0), command});
    return process;
}

bool TestRunbook::copy(const QString &folder, const RaisedHost &host, const QString &there) const
{
    QProcess tar;
    const auto receiver = ssh(host, u"mkdir %1 && tar -xf - -C %1"_s.arg(there));
    tar.setStandardOutputProcess(receiver.get());
    tar.start(u"tar"_s, {u"-C"_s, folder, u"-cf"_s, u"-"_s, u"."_s});
    receiver->start();
    return tar.waitForFinished(180'000) && receiver->waitForFinished(180'000)
           && receiver->exitCode() == 0;
}

QByteArray TestRunbook::onHost(const RaisedHost &host, const QString &command,
                               const QString &input) const
{
    const auto process = ssh(host, command);
    process->start();
    process->write(input.toUtf8() + '\n');
    process->closeWriteChannel();
    process->waitForFinished(400'000);
    return process->readAll() + "ended with " + QByteArray::number(process->exitCode());
}

void TestRunbook::aHumanFollowsTheRunbook()
{
    const QString volume = u"volume-web-var-lib-postgresql-data-2690cd"_s;
    QStringList backup{u"backup"_s, u"h"_s, u"--cold"_s, volume, u"--component"_s, volume};
    for (const QString &id : {u"config"_s, u"falkordb"_s, u"minio"_s, u"nats"_s, u"pgvector"_s,
                              u"postgres"_s, u"redis"_s, u"victorialogs"_s, u"victoriametrics"_s})
        backup << u"--component"_s << id;
    VERIFY_STATUS(run(backup), 0);
    const QByteArray before = digestOfSource();
    QVERIFY(!before.isEmpty());
    const QString file = m_bench->cli().file(u"runbook.md"_s);
    VERIFY_STATUS(run({u"export-runbook"_s, u"h/latest"_s, u"--lang"_s, u"zh_CN"_s, file}), 0);
    QFile page(file);
    QVERIFY(page.open(QIODevice::ReadOnly));

    const RaisedHost blank(m_hosts, Blank, Blanks);
    QVERIFY(blank.isUp());
    QVERIFY(copy(pointFolders(), blank, u"/root/recovery"_s));
    blank.inside(u"echo %1 | base64 -d >/root/typed"_s.arg(QString::fromLatin1(
        runbookCommands(QString::fromUtf8(page.readAll())).toUtf8().toBase64())));
    QElapsedTimer clock;
    clock.start();
    const QByteArray said = onHost(blank, u"sh -e /root/typed"_s, Passphrase);
    qInfo("the runbook's commands: %.1f s", double(clock.elapsed()) / 1000);
    QVERIFY2(said.endsWith("ended with 0"), said.constData());
    QCOMPARE(QString::fromUtf8(blank.digest()), QString::fromUtf8(before));
    QCOMPARE(blank.inside(u"docker exec compose-web-1 cat /var/lib/postgresql/data/by-the-web"_s),
             "kept"_ba);
    // Where it has recovered a host, it begins no second time.
    const QByteArray again = onHost(blank, u"sh -e /root/typed"_s, Passphrase);
    QVERIFY2(again.contains("NOT SO: nothing is there of project compose"), again.constData());
}

// Interrupted by SIGKILL as soon as it is in the step; every next call begins with that step again.
void TestRunbook::killInEachStep(const RaisedHost &host)
{
    static const QString state = u"/opt/bk-lite.recovery"_s;
    for (const char *step : {"images", "config", "dataservices", "postgres", "falkordb", "minio",
                             "nats", "application"}) {
        const auto script = ssh(host, u"setsid -w sh /root/kit/recover.sh --yes"_s);
        script->start();
        script->write(Passphrase.toUtf8() + '\n');
        QVERIFY(script->waitForBytesWritten());
        script->closeWriteChannel();
        const QByteArray killed = host.inside(
            u"i=0; until [ -e %1/%2.begun ] || [ -e %1/%2.done ] || [ $i -gt 4000 ]; do i=$((i + "
            u"1)); "
            "sleep 0.02; done; sleep 0.3; kill -s KILL -- -$(cat %1/pid); ls %1/*.begun"_s.arg(
                state, QString::fromLatin1(step)));
        QVERIFY(script->waitForFinished(60'000));
        qInfo("killed in %s", killed.constData());
        QVERIFY2(!killed.isEmpty(), script->readAll().constData());
    }
}

void TestRunbook::theKitsScriptRecoversAndGoesOnAfterEachKill()
{
    VERIFY_STATUS(run({u"backup"_s, u"h"_s, u"--cold"_s, u"falkordb"_s, u"--cold"_s, u"minio"_s,
                       u"--cold"_s, u"nats"_s}),
                  0);
    const QByteArray before = digestOfSource();
    QElapsedTimer clock;
    clock.start();
    const QString folder = m_bench->cli().file(u"kit"_s);
    const auto made = run({u"kit"_s, u"h/latest"_s, folder});
    VERIFY_STATUS(made, 0);
    const QJsonObject kit = made.json().value("kit"_L1).toObject();
    qInfo("the kit: %.1f s, %lld bytes", double(clock.restart()) / 1000,
          kit.value("bytes"_L1).toInteger());
    QCOMPARE(kit.value("dir"_L1).toString(), folder);
    QCOMPARE(made.json().value("status"_L1).toString(), u"ok"_s);
    VERIFY_STATUS(run({u"kit"_s, u"h/latest"_s, folder}), 2); // it is not empty now

    // Also the oldest Compose, as a program of its own.
    const RaisedHost blank(
        m_hosts, Blank + QStringList{u"--standalone"_s, u"--compose"_s, u"2.26"_s}, Blanks);
    QVERIFY(blank.isUp());
    QVERIFY(copy(folder, blank, u"/root/kit"_s));
    // As far as docker lets go of them: the rest is used by images that stay.
    blank.inside(u"docker images -q | sort -u | xargs -r docker rmi -f >/dev/null 2>&1 || true"_s);
    const QByteArray wrong = onHost(blank, u"sh /root/kit/recover.sh --yes"_s, u"wrong"_s);
    QVERIFY2(wrong.endsWith("ended with 2"), wrong.constData());
    QCOMPARE(blank.inside(u"ls -A /opt; docker ps -aq; docker volume ls -q"_s), "containerd"_ba);
    killInEachStep(blank);
    if (QTest::currentTestFailed())
        return;
    const QByteArray said = onHost(blank, u"sh /root/kit/recover.sh --yes"_s, Passphrase);
    qInfo("the script, killed eight times: %.1f s", double(clock.elapsed()) / 1000);
    QVERIFY2(said.endsWith("ended with 0"), said.constData());
    QVERIFY2(said.contains("It goes on where it was interrupted"), said.constData());
    // Redis is not in this point, and empty on a blank host.
    static const QRegularExpression redis(u"redis keys = .*"_s);
    QCOMPARE(QString::fromUtf8(blank.digest()).remove(redis),
             QString::fromUtf8(before).remove(redis));
    QCOMPARE(blank.inside(u"ls -d /opt/bk-lite.* /var/lib/docker/volumes/*/_data.* 2>/dev/null; "
                          "docker ps -aq -f name=load"_s),
             QByteArray());
    const QByteArray again = onHost(blank, u"sh /root/kit/recover.sh --yes"_s, Passphrase);
    QVERIFY2(again.contains("NOT SO: nothing is there of project compose"), again.constData());
}

QTEST_GUILESS_MAIN(TestRunbook)
#include "tst_runbook.moc"
