#include "support/clibench.h"

#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// A restore stands on the host: what one desktop began, another one ends; also after the power was
// lost in the middle of it (in each part with LIFEBOAT_TEST_LONG=1, else in the cut-over).
class TestCliDesktops : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void whatOneDesktopPreparedAnotherPutsIntoServiceAndUndoes();
    void powerLostInAPreparation();
    void powerLostInACutOver();
    void powerLostInAnUndo();

private:
    QString prepare(CliBench &desktop);
    QJsonObject restoreOnHost(CliBench &desktop, const QString &run);
    void losePowerAt(const QStringList &arguments, const QByteArray &step);
    void boot();
    QByteArray left() const;
    CliProgram::Answer run(CliBench &desktop, const QStringList &arguments)
    {
        return desktop.run(m_way, arguments);
    }

    const bool m_isLong = qEnvironmentVariableIsSet("LIFEBOAT_TEST_LONG");
    TestHosts m_hosts;
    QJsonObject m_host;
    WayIn m_way;
    std::unique_ptr<CliBench> m_here;  // makes the points
    std::unique_ptr<CliBench> m_there; // knows the host by another name and has no vault
    QByteArray m_digest;
};

static const QStringList Databases{u"bklite"_s, u"mlflow"_s};

void TestCliDesktops::initTestCase()
{
    if (const QString missing = m_hosts.missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    m_host = m_hosts.host(0);
    m_here = std::make_unique<CliBench>(m_hosts);
    m_there = std::make_unique<CliBench>(m_hosts);
    m_way = m_here->way(u"root by key"_s, m_host);
    VERIFY_STATUS(m_here->addHost(u"h"_s, m_way), 0);
    VERIFY_STATUS(m_there->addHost(u"other"_s, m_way), 0);
    VERIFY_STATUS(m_here->addVault(), 0);
    VERIFY_STATUS(run(*m_here, {u"backup"_s, u"h"_s, u"--component"_s, u"postgres"_s}), 0);
    m_digest = m_hosts.digest(m_host, Databases);
    QVERIFY(!m_digest.isEmpty());
}

// Whatever a test left, so that the next one begins with a host without a restore.
void TestCliDesktops::cleanup()
{
    if (!m_here)
        return;
    const auto found = run(*m_here, {u"discover"_s, u"h"_s, u"--json"_s});
    for (const QJsonValue &open : found.json().value("restores"_L1).toArray()) {
        const QString id = open["run"_L1].toString();
        if (open["restore"_L1] == u"in service"_s)
            VERIFY_STATUS(run(*m_here, {u"undo"_s, id, u"--confirm"_s, u"h"_s}), 0);
        VERIFY_STATUS(run(*m_here, {u"discard"_s, id}), 0);
    }
    QCOMPARE(left(), QByteArray());
    QCOMPARE(m_hosts.digest(m_host, Databases), m_digest);
}

QByteArray TestCliDesktops::left() const
{
    return m_hosts.inside(
        m_host,
        u"docker volume ls -q --filter label=lifeboat; docker ps -a --format "
        "'{{.Names}}' | grep lifeboat; docker exec postgres psql -U postgres -XAtc \"select "
        "datname from pg_database where datname ~ '_(before|restore)_'\""_s);
}

QString TestCliDesktops::prepare(CliBench &desktop)
{
    const auto prepared =
        run(desktop, {u"restore"_s, u"h/latest"_s, u"--to"_s, u"h"_s, u"--beside"_s, u"--json"_s});
    if (prepared.exitStatus != 0)
        qWarning("%s", prepared.both().constData());
    return prepared.json().value("run"_L1).toString();
}

// As `desktop` finds it there; empty when there is none.
QJsonObject TestCliDesktops::restoreOnHost(CliBench &desktop, const QString &run)
{
    const QString name = &desktop == m_here.get() ? u"h"_s : u"other"_s;
    const auto found = this->run(desktop, {u"discover"_s, name, u"--json"_s});
    for (const QJsonValue &open : found.json().value("restores"_L1).toArray()) {
        if (open["run"_L1] == run)
            return open.toObject();
    }
    return {};
}

void TestCliDesktops::whatOneDesktopPreparedAnotherPutsIntoServiceAndUndoes()
{
    const QString id = prepare(*m_here);
    QVERIFY(!id.isEmpty());

    // Unknown there before the host is asked.
    VERIFY_STATUS(run(*m_there, {u"cutover"_s, id, u"--confirm"_s, u"other"_s}), 2);
    QCOMPARE(restoreOnHost(*m_there, id).value("restore"_L1).toString(), u"prepared"_s);
    const auto check = run(*m_there, {u"host"_s, u"check"_s, u"other"_s});
    QVERIFY2(check.out.contains(id.toUtf8()), check.both().constData());

    const auto second = run(*m_here, {u"restore"_s, u"h/latest"_s, u"--to"_s, u"h"_s,
                                      u"--confirm"_s, u"h"_s, u"--json"_s});
    VERIFY_STATUS(second, 1);
    QCOMPARE(second.errorKind(), u"Busy"_s);
    QVERIFY2(second.out.contains(id.toUtf8()), second.both().constData());

    VERIFY_STATUS(run(*m_there, {u"cutover"_s, id, u"--confirm"_s, u"other"_s}), 0);
    // Here it is still listed as prepared, until the host is asked.
    QCOMPARE(restoreOnHost(*m_here, id).value("restore"_L1).toString(), u"in service"_s);
    VERIFY_STATUS(run(*m_here, {u"undo"_s, u"last"_s, u"--confirm"_s, u"h"_s}), 0);
    QCOMPARE(m_hosts.digest(m_host, Databases), m_digest);

    QCOMPARE(restoreOnHost(*m_there, id).value("restore"_L1).toString(), u"undone"_s);
    VERIFY_STATUS(run(*m_there, {u"discard"_s, id}), 0);
    QVERIFY(restoreOnHost(*m_here, id).isEmpty());
    const auto shown = run(*m_here, {u"run"_s, u"show"_s, id, u"--json"_s});
    QVERIFY2(shown.out.contains("discarded"), shown.both().constData());
}

void TestCliDesktops::losePowerAt(const QStringList &arguments, const QByteArray &step)
{
    const auto process = m_here->cli().start(
        arguments + QStringList{u"--json-lines"_s} + m_way.options, m_way.secrets);
    bool isThere = false;
    while (!isThere && (process->canReadLine() || process->waitForReadyRead(60000))) {
        const QByteArray line = process->readLine();
        isThere = line.contains("\"started\"") && line.contains('"' + step + '"');
    }
    QVERIFY2(isThere, process->readAllStandardError().constData());
    m_hosts.tool({u"fault"_s, u"power"_s, m_host.value("name"_L1).toString()});
    process->kill();
    QVERIFY(process->waitForFinished());
}

// And its guardian is done with it.
void TestCliDesktops::boot()
{
    m_hosts.tool({u"fault"_s, u"boot"_s, m_host.value("name"_L1).toString()});
    QTRY_COMPARE_WITH_TIMEOUT(
        m_hosts.inside(m_host, u"docker ps -aq --filter name=lifeboat-guardian; docker exec "
                               "postgres psql -U postgres -XAtc 'select 1' 2>/dev/null || true"_s),
        "1"_ba, 60000);
}

void TestCliDesktops::powerLostInAPreparation()
{
    if (!m_isLong)
        QSKIP("LIFEBOAT_TEST_LONG=1 loses the power here too");
    losePowerAt({u"restore"_s, u"h/latest"_s, u"--to"_s, u"h"_s, u"--confirm"_s, u"h"_s},
                "postgres.restore.bklite");
    boot();
    QCOMPARE(left(), QByteArray());
    QCOMPARE(m_hosts.digest(m_host, Databases), m_digest);
    QVERIFY(!prepare(*m_here).isEmpty()); // and the next one works
}

// Before the point of no return it stays prepared: the other desktop goes on.
void TestCliDesktops::powerLostInACutOver()
{
    const QString id = prepare(*m_here);
    losePowerAt({u"cutover"_s, id, u"--confirm"_s, u"h"_s}, "hold");
    boot();
    const QString state = restoreOnHost(*m_there, id).value("restore"_L1).toString();
    QVERIFY2(state == u"prepared" || state == u"in service", qPrintable(state));
    if (state == u"prepared")
        VERIFY_STATUS(run(*m_there, {u"cutover"_s, id, u"--confirm"_s, u"other"_s}), 0);
    QCOMPARE(m_hosts.digest(m_host, Databases), m_digest);
    VERIFY_STATUS(run(*m_there, {u"undo"_s, id, u"--confirm"_s, u"other"_s}), 0);
}

// After it the host ends it, on one side, and any desktop can go back or on.
void TestCliDesktops::powerLostInAnUndo()
{
    if (!m_isLong)
        QSKIP("LIFEBOAT_TEST_LONG=1 loses the power here too");
    const QString id = prepare(*m_here);
    VERIFY_STATUS(run(*m_here, {u"cutover"_s, id, u"--confirm"_s, u"h"_s}), 0);
    losePowerAt({u"undo"_s, id, u"--confirm"_s, u"h"_s}, "switch");
    boot();
    const QString state = restoreOnHost(*m_there, id).value("restore"_L1).toString();
    QVERIFY2(state == u"undone" || state == u"in service", qPrintable(state));
    if (state == u"in service")
        VERIFY_STATUS(run(*m_there, {u"undo"_s, id, u"--confirm"_s, u"other"_s}), 0);
    QCOMPARE(m_hosts.digest(m_host, Databases), m_digest);
}

QTEST_GUILESS_MAIN(TestCliDesktops)
#include "tst_clidesktops.moc"
