#include "support/cliprogram.h"
#include "support/testhosts.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// kill -9 of the program at the boundaries of its steps and at random instants: no false OK, no
// half point, the host serves as before within a minute, the next run works.
//
// A sample by default, its seed printed; LIFEBOAT_TEST_LONG=1 kills at every boundary and 30 times
// at random, LIFEBOAT_TEST_SEED=N repeats a sample.
class tst_Kills : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aKilledBackupLeavesNoHalfPoint();
    void aKilledRestoreLeavesTheHostAsItWas();
    void aKilledUndoEndsOnOneSide();

private:
    // Ends the program when the step of this number starts, or after so many milliseconds; false:
    // it ended by itself before.
    struct Instant
    {
        int step = -1;
        int milliseconds = -1;
    };
    QList<Instant> instants(int steps, int milliseconds);
    bool killAt(const QStringList &arguments, const Instant &instant);
    int stepsOf(const QStringList &arguments);
    QString lookAtHost() const;
    void waitForHealing(const QString &former);
    QString newestRun();
    void putBack();
    void checkVault();

    bool m_long = qEnvironmentVariableIsSet("LIFEBOAT_TEST_LONG");
    QRandomGenerator m_random;
    TestHosts m_hosts;
    CliProgram m_cli;
    QJsonObject m_host;
    QList<qint64> m_healed;
};

static const QString Everything =
    u"docker ps -a --format '{{.Names}} {{.State}}' | grep -v lifeboat-guardian | sort; "
    "for c in postgres compose-pgvector-1; do docker exec $c psql -U postgres -XAtc "
    "\"select datname from pg_database order by 1\"; done; "
    "echo lock=$(docker ps -aq --filter name=lifeboat-guardian | wc -l); "
    "echo marked=$(grep -ls LIFEBOAT_RUN= /proc/[0-9]*/environ 2>/dev/null | wc -l)"_s;

void tst_Kills::initTestCase()
{
    if (const QString missing = m_hosts.missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    const uint seed = qEnvironmentVariableIsSet("LIFEBOAT_TEST_SEED")
                          ? qEnvironmentVariable("LIFEBOAT_TEST_SEED").toUInt()
                          : QRandomGenerator::global()->generate();
    m_random.seed(seed);
    qInfo("LIFEBOAT_TEST_SEED=%u repeats this sample", seed);
    m_host = m_hosts.host(0);
    const auto added = m_cli.run(
        {u"host"_s, u"add"_s, u"h"_s, TestHosts::address(m_host, u"root"_s), u"--identity"_s,
         m_hosts.key(u"plain"_s), u"--trust"_s, m_host.value("fingerprint"_L1).toString()});
    QVERIFY2(added.exitStatus == 0, added.err.constData());
    QCOMPARE(m_cli.run({u"vault"_s, u"add"_s, m_cli.file(u"vault"_s)}).exitStatus, 0);
}

QList<tst_Kills::Instant> tst_Kills::instants(int steps, int milliseconds)
{
    QList<Instant> all;
    for (int i = 0; i < (m_long ? steps : 2); ++i)
        all << Instant{.step = m_long ? i : int(m_random.bounded(steps))};
    for (int i = 0; i < (m_long ? 10 : 1); ++i)
        all << Instant{.milliseconds = int(m_random.bounded(milliseconds))};
    return all;
}

// How many steps a whole run starts; it also shows that the run works undisturbed.
int tst_Kills::stepsOf(const QStringList &arguments)
{
    const auto whole = m_cli.run(arguments + QStringList{u"--json-lines"_s}, {}, 300);
    if (whole.exitStatus != 0)
        qWarning("%s", whole.both().constData());
    return int(whole.out.count("\"event\":\"started\"")) * (whole.exitStatus == 0);
}

bool tst_Kills::killAt(const QStringList &arguments, const Instant &instant)
{
    const std::unique_ptr<QProcess> program =
        m_cli.start(arguments + QStringList{u"--json-lines"_s});
    QElapsedTimer clock;
    clock.start();
    QByteArray out;
    while (program->state() != QProcess::NotRunning && clock.elapsed() < 300'000) {
        program->waitForReadyRead(20);
        out += program->readAllStandardOutput();
        const bool isStep = instant.step >= 0 && out.count("\"event\":\"started\"") > instant.step;
        if (!isStep && (instant.milliseconds < 0 || clock.elapsed() < instant.milliseconds))
            continue;
        program->kill();
        program->waitForFinished();
        return true;
    }
    return false;
}

QString tst_Kills::lookAtHost() const
{
    return QString::fromUtf8(m_hosts.inside(m_host, Everything));
}

void tst_Kills::waitForHealing(const QString &former)
{
    QElapsedTimer clock;
    clock.start();
    QString now;
    do {
        now = lookAtHost();
        if (now == former) {
            m_healed << clock.elapsed();
            return;
        }
        QTest::qWait(500);
    } while (clock.elapsed() < 60'000);
    QFAIL(qPrintable(u"after a minute:\n"_s + now + u"\ninstead of\n"_s + former));
}

QString tst_Kills::newestRun()
{
    const QJsonArray runs = m_cli.run({u"runs"_s, u"--json"_s}).json().value("runs"_L1).toArray();
    return runs.first().toObject().value("run"_L1).toString();
}

// Every listed complete point is whole by the tools of the system.
void tst_Kills::checkVault()
{
    const QJsonArray points =
        m_cli.run({u"points"_s, u"--json"_s}).json().value("points"_L1).toArray();
    QDirIterator sums(m_cli.file(u"vault"_s), {u"*.sha256"_s}, QDir::Files,
                      QDirIterator::Subdirectories);
    while (sums.hasNext()) {
        const QFileInfo file(sums.next());
        if (file.path().contains(u".partial"))
            continue;
        QProcess check;
        check.setWorkingDirectory(file.path());
        check.start(u"sha256sum"_s, {u"-c"_s, u"--quiet"_s, file.fileName()});
        QVERIFY(check.waitForFinished());
        QCOMPARE(check.exitCode(), 0);
    }
    for (const QJsonValue &point : points)
        QVERIFY2(point.toObject().value("complete"_L1).toBool(),
                 QJsonDocument(point.toObject()).toJson().constData());
}

void tst_Kills::aKilledBackupLeavesNoHalfPoint()
{
    const QStringList backup{u"backup"_s, u"h"_s};
    QElapsedTimer clock;
    clock.start();
    const int steps = stepsOf(backup);
    QVERIFY(steps > 0);
    const QString former = lookAtHost();
    for (const Instant &instant : instants(steps, int(clock.elapsed()))) {
        qInfo("backup killed at step %d, %d ms", instant.step, instant.milliseconds);
        killAt(backup, instant);
        waitForHealing(former);
        if (QTest::currentTestFailed())
            return;
        checkVault();
    }
    QVERIFY(stepsOf(backup) > 0); // the next run works
    checkVault();
}

// Undoes and discards what the newest restore left, whatever side it ended on.
void tst_Kills::putBack()
{
    const QString run = newestRun();
    if (lookAtHost().contains(u"_before_"))
        QCOMPARE(m_cli.run({u"undo"_s, run, u"--confirm"_s, u"h"_s}, {}, 180).exitStatus, 0);
    if (lookAtHost().contains(u"_restore_"))
        QCOMPARE(m_cli.run({u"discard"_s, run}, {}, 180).exitStatus, 0);
}

void tst_Kills::aKilledRestoreLeavesTheHostAsItWas()
{
    const QStringList restore{u"restore"_s, u"h/latest"_s,  u"--to"_s,
                              u"h"_s,       u"--confirm"_s, u"h"_s};
    const QString former = lookAtHost();
    QElapsedTimer clock;
    clock.start();
    const int steps = stepsOf(restore);
    const int duration = int(clock.elapsed());
    QVERIFY(steps > 0);
    putBack();
    QCOMPARE(lookAtHost(), former);
    for (const Instant &instant : instants(steps, duration)) {
        qInfo("restore killed at step %d, %d ms", instant.step, instant.milliseconds);
        killAt(restore, instant);
        QElapsedTimer healing;
        healing.start();
        QTRY_VERIFY_WITH_TIMEOUT(lookAtHost().contains(u"lock=0\nmarked=0"_s), 60'000);
        m_healed << healing.elapsed();
        const QString state = lookAtHost();
        const bool isFinished = state.contains(u"_before_");
        QVERIFY2(isFinished || state.contains(u"_restore_") || state == former, qPrintable(state));
        putBack();
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(lookAtHost(), former);
    }
}

void tst_Kills::aKilledUndoEndsOnOneSide()
{
    const QString former = lookAtHost();
    for (int i = 0; i < (m_long ? 8 : 1); ++i) {
        QVERIFY(stepsOf({u"restore"_s, u"h/latest"_s, u"--to"_s, u"h"_s, u"--confirm"_s, u"h"_s})
                > 0);
        const int step = m_long ? i % 5 : int(m_random.bounded(5));
        qInfo("undo killed at step %d", step);
        killAt({u"undo"_s, newestRun(), u"--confirm"_s, u"h"_s}, {.step = step});
        QTRY_VERIFY_WITH_TIMEOUT(lookAtHost().contains(u"lock=0\nmarked=0"_s), 60'000);
        const QString state = lookAtHost();
        // All databases on one side: a server that is half switched has both kinds of names.
        QVERIFY2(state.contains(u"_before_") != state.contains(u"_restore_"), qPrintable(state));
        putBack();
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(lookAtHost(), former);
    }
    std::sort(m_healed.begin(), m_healed.end());
    if (!m_healed.isEmpty())
        qInfo("%lld kills, healed after %lld ms in the middle, %lld ms at most",
              qint64(m_healed.size()), m_healed.at(m_healed.size() / 2), m_healed.last());
}

QTEST_GUILESS_MAIN(tst_Kills)
#include "tst_kills.moc"
