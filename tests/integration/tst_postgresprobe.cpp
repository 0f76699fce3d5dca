#include "components/common/postgressql.h"
#include "engine/snapshots.h"
#include "platform/libpqprobe.h"
#include "support/guardianbench.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <thread>

using namespace Lifeboat;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Connection = std::unique_ptr<DatabaseConnection>;

template <typename T>
QByteArray why(const Result<T> &result)
{
    return result
               ? QByteArray()
               : (result.error().message.toEnglish() + u" | "_s + result.error().detail).toUtf8();
}

const DatabaseAddress Bklite{u"postgres"_s, u"postgres"_s, u"bklite"_s};

} // namespace

class TestPostgresProbe : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void everyWayInReachesBothServers_data();
    void everyWayInReachesBothServers();
    void aNullAnEmptyAndAHostileTextAreToldApart();
    void anErrorCarriesItsSqlStateAndTheConnectionGoesOn();
    void whatIsNotThereIsAnErrorThatSaysWhat_data();
    void whatIsNotThereIsAnErrorThatSaysWhat();
    void theApplicationIsTheRunsMark();
    void twoConnectionsShareAnExportedSnapshot();
    void aTruncateWaitsForWhoeverHoldsTheSnapshot();
    void whoHoldsALockIsNamed();
    void aTableThatGoesBetweenTheListAndTheLockIsNoError();
    void aCancelEndsTheStatementOnTheServerWithinTwoSeconds();
    void aBigAnswerArrivesWhole();
    void nothingStaysInTheContainerAfterTheEnd();
    void nothingStaysInTheContainerAfterTheClientIsKilled();
    void aServerThatEndsTheSessionIsAnError();
    void theSocketIsPrivateAndGoneOnceItIsUsed();
    void aDeadLineIsAnErrorAndTheServerEndsTheSession();
    void aSilentSnapshotIsHeldForMinutes();

private:
    Result<Connection> connect(const DatabaseAddress &database = Bklite);
    // What runs in the container beside the server itself: the relay and its copies.
    QString relays() const;
    QString backends() const; // of this run

    GuardianBench m_bench;
    QString m_run;
    std::unique_ptr<RemoteHost> m_host;
    std::unique_ptr<PostgresProbe> m_probe = libpqProbe();
    CancelToken m_cancel;
};

void TestPostgresProbe::initTestCase()
{
    if (const QString missing = m_bench.missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
}

void TestPostgresProbe::init()
{
    m_run = GuardianBench::newRun();
    m_host = m_bench.host(u"root"_s, m_run);
    m_cancel = CancelToken();
}

void TestPostgresProbe::cleanup()
{
    m_host.reset();
    if (m_bench.missing().isEmpty())
        QTRY_COMPARE_WITH_TIMEOUT(relays(), QString(), 5'000);
}

Result<Connection> TestPostgresProbe::connect(const DatabaseAddress &database)
{
    return m_probe->connect(*m_host, database, u"lifeboat-"_s + m_run, m_cancel);
}

QString TestPostgresProbe::relays() const
{
    return m_bench.inside(
        u"for c in postgres compose-pgvector-1; do docker top $c -eo pid,args; done "
        "| grep -E 'lifeboat-relay| cat$| sh -c p=' | grep -v grep"_s);
}

QString TestPostgresProbe::backends() const
{
    return m_bench.inside(
        u"docker exec postgres psql -U postgres -Atc \"select pid, state, query from "
        "pg_stat_activity where application_name = 'lifeboat-"_s
        + m_run + u"'\""_s);
}

void TestPostgresProbe::everyWayInReachesBothServers_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("container");
    for (const char *user : {"root", "ops", "dev"}) {
        for (const char *container : {"postgres", "compose-pgvector-1"})
            QTest::addRow("%s %s", user, container)
                << QString::fromLatin1(user) << QString::fromLatin1(container);
    }
}

void TestPostgresProbe::everyWayInReachesBothServers()
{
    QFETCH(QString, user);
    QFETCH(QString, container);
    m_host = m_bench.host(user, m_run);
    QElapsedTimer timer;
    timer.start();
    Result<Connection> connection = connect({container, u"postgres"_s, u"postgres"_s});
    QVERIFY2(connection, why(connection).constData());
    qInfo("connected in %lld ms", timer.restart());
    const Result<Rows> rows = (*connection)->query(serverQuery(), m_cancel);
    QVERIFY2(rows, why(rows).constData());
    QCOMPARE(rows->value(0).value(0), u"version"_s);
    QVERIFY(rows->value(0).value(1).toInt() >= 150000);
    timer.start();
    for (int i = 0; i < 100; ++i)
        QVERIFY((*connection)->query(u"SELECT 1"_s, m_cancel));
    qInfo("100 statements in %lld ms", timer.elapsed());
}

void TestPostgresProbe::aNullAnEmptyAndAHostileTextAreToldApart()
{
    Result<Connection> connection = connect();
    QVERIFY2(connection, why(connection).constData());
    const QString hostile = u"a'b\\c\n$(x) “中文” \t;--"_s;
    const Result<Rows> rows = (*connection)
                                  ->query(u"SELECT NULL, '', "_s + quotedText(hostile)
                                              + u", 1 AS "_s + quotedIdentifier(hostile),
                                          m_cancel);
    QVERIFY2(rows, why(rows).constData());
    QCOMPARE(rows->size(), 1);
    QVERIFY(rows->at(0).at(0).isNull());
    QVERIFY(!rows->at(0).at(1).isNull() && rows->at(0).at(1).isEmpty());
    QCOMPARE(rows->at(0).at(2), hostile);
}

void TestPostgresProbe::anErrorCarriesItsSqlStateAndTheConnectionGoesOn()
{
    Result<Connection> connection = connect();
    QVERIFY2(connection, why(connection).constData());
    const Result<Rows> refused = (*connection)->query(u"SELECT * FROM no_such_table"_s, m_cancel);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::CommandFailed);
    QVERIFY2(refused.error().detail.startsWith(u"42P01 "), why(refused).constData());
    QVERIFY(refused.error().detail.contains(u"no_such_table"));
    const Result<Rows> next = (*connection)->query(u"SELECT 2"_s, m_cancel);
    QVERIFY2(next, why(next).constData());
    QCOMPARE(next->value(0).value(0), u"2"_s);
}

void TestPostgresProbe::whatIsNotThereIsAnErrorThatSaysWhat_data()
{
    QTest::addColumn<QString>("container");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("database");
    QTest::addColumn<QString>("word");
    QTest::newRow("database") << u"postgres"_s << u"postgres"_s << u"no such one"_s
                              << u"3D000 database \"no such one\""_s;
    QTest::newRow("user") << u"postgres"_s << u"nobody here"_s << u"bklite"_s << u"nobody here"_s;
    QTest::newRow("container") << u"no-such-container"_s << u"postgres"_s << u"bklite"_s
                               << u"no-such-container"_s;
    // It has a shell, and no server.
    QTest::newRow("server") << u"compose-redis-1"_s << u"postgres"_s << u"bklite"_s << u"refused"_s;
}

void TestPostgresProbe::whatIsNotThereIsAnErrorThatSaysWhat()
{
    QFETCH(QString, container);
    QFETCH(QString, user);
    QFETCH(QString, database);
    QFETCH(QString, word);
    QElapsedTimer timer;
    timer.start();
    const Result<Connection> connection = connect({container, user, database});
    QVERIFY(!connection);
    qInfo("%s", why(connection).constData());
    QVERIFY2(connection.error().detail.contains(word), why(connection).constData());
    QVERIFY(timer.elapsed() < 10'000);
}

void TestPostgresProbe::theApplicationIsTheRunsMark()
{
    Result<Connection> connection = connect();
    QVERIFY2(connection, why(connection).constData());
    const Result<Rows> rows = (*connection)->query(u"SHOW application_name"_s, m_cancel);
    QVERIFY2(rows, why(rows).constData());
    QCOMPARE(rows->value(0).value(0), u"lifeboat-"_s + m_run);
}

void TestPostgresProbe::twoConnectionsShareAnExportedSnapshot()
{
    Result<Connection> one = connect();
    Result<Connection> two = connect();
    Result<Connection> writer = connect();
    QVERIFY2(one && two && writer, (why(one) + why(two) + why(writer)).constData());
    const QString table = u"probe_"_s + m_run;
    QVERIFY((*writer)->query(u"CREATE TABLE "_s + table + u" AS SELECT 1 AS a"_s, m_cancel));
    QVERIFY((*one)->query(beginSnapshot(), m_cancel));
    const Result<Rows> id = (*one)->query(exportQuery(), m_cancel);
    QVERIFY2(id, why(id).constData());
    QVERIFY((*writer)->query(u"INSERT INTO "_s + table + u" VALUES (2)"_s, m_cancel));
    QVERIFY((*two)->query(beginSnapshot(), m_cancel));
    QVERIFY((*two)->query(u"SET TRANSACTION SNAPSHOT "_s + quotedText(id->value(0).value(0)),
                          m_cancel));
    for (const Result<Connection> *each : {&one, &two}) {
        const Result<Rows> rows = (**each)->query(u"SELECT count(*) FROM "_s + table, m_cancel);
        QVERIFY2(rows, why(rows).constData());
        QCOMPARE(rows->value(0).value(0), u"1"_s);
    }
    (*one).reset();
    (*two).reset();
    QVERIFY((*writer)->query(u"DROP TABLE "_s + table, m_cancel));
}

void TestPostgresProbe::aTruncateWaitsForWhoeverHoldsTheSnapshot()
{
    Result<Connection> holder = connect();
    Result<Connection> other = connect();
    QVERIFY2(holder && other, (why(holder) + why(other)).constData());
    const QString table = u"probe_"_s + m_run;
    QVERIFY((*other)->query(u"CREATE TABLE "_s + table + u" AS SELECT 1 AS a"_s, m_cancel));
    for (const QString &sql : fingerprintSession())
        QVERIFY((*holder)->query(sql, m_cancel));
    const Result<Rows> locks = (*holder)->query(lockQuery(), m_cancel);
    QVERIFY2(locks, why(locks).constData());
    QVERIFY((*holder)->query(beginSnapshot(), m_cancel));
    for (const QStringList &row : *locks) {
        const Result<Rows> locked = (*holder)->query(row.value(0), m_cancel);
        QVERIFY2(locked, why(locked).constData());
    }
    // Rows that come between the locks and the snapshot are of it: no lock fixes a snapshot.
    QVERIFY((*other)->query(u"INSERT INTO "_s + table + u" VALUES (2)"_s, m_cancel));
    const Result<Rows> again = (*holder)->query(lockQuery(), m_cancel);
    QVERIFY2(again, why(again).constData());
    QCOMPARE(*again, *locks);
    QVERIFY((*other)->query(u"SET lock_timeout = '300ms'"_s, m_cancel));
    const Result<Rows> truncated = (*other)->query(u"TRUNCATE "_s + table, m_cancel);
    QVERIFY(!truncated);
    QVERIFY2(truncated.error().detail.startsWith(u"55P03"), why(truncated).constData());
    const Result<Rows> rows = (*holder)->query(u"SELECT count(*) FROM public."_s + table, m_cancel);
    QVERIFY2(rows, why(rows).constData());
    QCOMPARE(rows->value(0).value(0), u"2"_s);
    (*holder).reset();
    QVERIFY((*other)->query(u"DROP TABLE "_s + table, m_cancel));
}

void TestPostgresProbe::whoHoldsALockIsNamed()
{
    Result<Connection> blocker = connect();
    QVERIFY2(blocker, why(blocker).constData());
    const QString table = u"probe_"_s + m_run;
    QVERIFY((*blocker)->query(u"CREATE TABLE "_s + table + u" (a int)"_s, m_cancel));
    QVERIFY((*blocker)->query(u"BEGIN"_s, m_cancel));
    QVERIFY((*blocker)->query(u"LOCK TABLE "_s + table + u" IN ACCESS EXCLUSIVE MODE"_s, m_cancel));
    Snapshots snapshots(*m_host, *m_probe, u"lifeboat-"_s + m_run);
    const Result<> locked =
        snapshots.lock({.database = Bklite,
                        .variable = u"s"_s,
                        .session = fingerprintSession() + QStringList{u"SET lock_timeout = '1s'"_s},
                        .listTables = lockQuery(),
                        .begin = beginSnapshot(),
                        .blockers = blockers()},
                       m_cancel);
    QVERIFY(!locked);
    QCOMPARE(locked.error().kind, Error::Kind::Busy);
    const QString said = locked.error().detail;
    QVERIFY2(said.startsWith(u"public."_s + table + u": pid "_s), qPrintable(said));
    QVERIFY2(said.contains(u"“lifeboat-"_s + m_run + u"”"_s), qPrintable(said));
    QVERIFY2(said.contains(u"LOCK TABLE"), qPrintable(said));
    QVERIFY((*blocker)->query(u"ROLLBACK"_s, m_cancel));
    QVERIFY((*blocker)->query(u"DROP TABLE "_s + table, m_cancel));
}

void TestPostgresProbe::aTableThatGoesBetweenTheListAndTheLockIsNoError()
{
    Result<Connection> other = connect();
    QVERIFY2(other, why(other).constData());
    const QString counter = u"public.probe_"_s + m_run;
    QVERIFY((*other)->query(u"CREATE SEQUENCE "_s + counter, m_cancel));
    // The first list has a table that is not there any more.
    const QString list =
        u"SELECT 'LOCK TABLE ONLY public.' || CASE nextval('%1') WHEN 1 THEN 'gone' "
        "ELSE 'auth_user' END || ' IN ACCESS SHARE MODE'"_s.arg(counter);
    Snapshots snapshots(*m_host, *m_probe, u"lifeboat-"_s + m_run);
    const Result<> locked = snapshots.lock({.database = Bklite,
                                            .variable = u"s"_s,
                                            .session = fingerprintSession(),
                                            .listTables = list,
                                            .begin = beginSnapshot(),
                                            .blockers = blockers()},
                                           m_cancel);
    const Result<Rows> asked = (*other)->query(u"SELECT last_value FROM "_s + counter, m_cancel);
    QVERIFY((*other)->query(u"DROP SEQUENCE "_s + counter, m_cancel));
    QVERIFY2(locked, why(locked).constData());
    QVERIFY(asked);
    QCOMPARE(asked->value(0).value(0), u"2"_s);
}

void TestPostgresProbe::aCancelEndsTheStatementOnTheServerWithinTwoSeconds()
{
    Result<Connection> connection = connect();
    QVERIFY2(connection, why(connection).constData());
    const CancelToken cancel;
    std::chrono::steady_clock::time_point at;
    std::thread later([&] {
        std::this_thread::sleep_for(1s);
        at = std::chrono::steady_clock::now();
        cancel.cancel();
    });
    // Computes, so that only the look for the client can end it.
    const Result<Rows> rows =
        (*connection)->query(u"SELECT count(*) FROM generate_series(1, 100000000000)"_s, cancel);
    const auto noticed = std::chrono::steady_clock::now();
    later.join();
    QVERIFY(!rows);
    QCOMPARE(rows.error().kind, Error::Kind::Cancelled);
    QVERIFY(noticed - at < 200ms);
    QTRY_COMPARE_WITH_TIMEOUT(backends(), QString(), 2'000);
    qInfo("the backend was gone %lld ms after the cancel",
          qint64((std::chrono::steady_clock::now() - at) / 1ms));
    const Result<Rows> after = (*connection)->query(u"SELECT 1"_s, m_cancel);
    QVERIFY(!after);
    QCOMPARE(after.error().kind, Error::Kind::Interrupted);
}

void TestPostgresProbe::aBigAnswerArrivesWhole()
{
    Result<Connection> connection = connect();
    QVERIFY2(connection, why(connection).constData());
    QElapsedTimer timer;
    timer.start();
    const Result<Rows> rows =
        (*connection)
            ->query(u"SELECT i, repeat(md5(i::text), 100) FROM generate_series(1, 10000) i"_s,
                    m_cancel);
    QVERIFY2(rows, why(rows).constData());
    qInfo("32 MB in %lld ms", timer.elapsed());
    QCOMPARE(rows->size(), 10000);
    QCOMPARE(rows->at(9999).at(1).size(), 3200);
}

void TestPostgresProbe::nothingStaysInTheContainerAfterTheEnd()
{
    {
        Result<Connection> connection = connect();
        QVERIFY2(connection, why(connection).constData());
        QVERIFY((*connection)->query(u"SELECT 1"_s, m_cancel));
        QVERIFY(!relays().isEmpty()); // else the look itself is blind
        QVERIFY(!backends().isEmpty());
    }
    QTRY_COMPARE_WITH_TIMEOUT(relays(), QString(), 2'000);
    QCOMPARE(backends(), QString());
}

void TestPostgresProbe::nothingStaysInTheContainerAfterTheClientIsKilled()
{
    QProcess client;
    client.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    client.start(QCoreApplication::applicationFilePath(), {u"--hold"_s, m_run});
    QVERIFY(client.waitForReadyRead(30'000));
    QTRY_VERIFY_WITH_TIMEOUT(backends().contains(u"generate_series"), 10'000);
    QVERIFY(!relays().isEmpty());
    client.kill();
    QVERIFY(client.waitForFinished());
    QTRY_COMPARE_WITH_TIMEOUT(relays(), QString(), 5'000);
    QTRY_COMPARE_WITH_TIMEOUT(backends(), QString(), 2'000);
}

void TestPostgresProbe::aServerThatEndsTheSessionIsAnError()
{
    Result<Connection> connection = connect();
    QVERIFY2(connection, why(connection).constData());
    m_bench.inside(
        u"docker exec postgres psql -U postgres -Atc \"select pg_terminate_backend(pid) from "
        "pg_stat_activity where application_name = 'lifeboat-"_s
        + m_run + u"'\""_s);
    const Result<Rows> rows = (*connection)->query(u"SELECT 1"_s, m_cancel);
    QVERIFY(!rows);
    QVERIFY2(rows.error().detail.contains(u"terminating connection"), why(rows).constData());
}

void TestPostgresProbe::theSocketIsPrivateAndGoneOnceItIsUsed()
{
    const QDir temporary(QDir::tempPath());
    const QStringList before = temporary.entryList({u"lifeboat-*"_s}, QDir::Dirs);
    Result<Connection> connection = connect();
    QVERIFY2(connection, why(connection).constData());
    QCOMPARE(temporary.entryList({u"lifeboat-*"_s}, QDir::Dirs), before);
}

void TestPostgresProbe::aDeadLineIsAnErrorAndTheServerEndsTheSession()
{
    Result<Connection> connection = connect();
    QVERIFY2(connection, why(connection).constData());
    QVERIFY((*connection)->query(u"BEGIN"_s, m_cancel));
    m_bench.fault({u"cut"_s});
    QElapsedTimer timer;
    timer.start();
    const Result<Rows> rows = (*connection)->query(u"SELECT pg_sleep(60)"_s, m_cancel);
    const qint64 took = timer.elapsed();
    // The line stays cut: sshd does not know either, only the server's own clock can end it.
    const bool isLong = qEnvironmentVariableIsSet("LIFEBOAT_TEST_LONG");
    QString left = u"not looked"_s;
    while (isLong && !left.isEmpty() && timer.elapsed() < 240'000) {
        std::this_thread::sleep_for(1s);
        left = backends();
    }
    qInfo("the error came after %lld ms; the server's session ended after %lld ms", took,
          timer.elapsed());
    m_bench.fault({u"mend"_s});
    QVERIFY(!rows);
    qInfo("%s", why(rows).constData());
    QVERIFY(rows.error().kind == Error::Kind::Unreachable
            || rows.error().kind == Error::Kind::TimedOut);
    QVERIFY(took < 46'000); // 45 s and what it takes to say so
    if (isLong)
        QCOMPARE(left, QString());
    // What sshd still holds is not this test's matter.
    m_bench.inside(
        u"docker exec postgres psql -U postgres -Atc \"select pg_terminate_backend(pid) from "
        "pg_stat_activity where application_name = 'lifeboat-"_s
        + m_run + u"'\""_s);
}

void TestPostgresProbe::aSilentSnapshotIsHeldForMinutes()
{
    if (!qEnvironmentVariableIsSet("LIFEBOAT_TEST_LONG"))
        QSKIP("takes minutes: LIFEBOAT_TEST_LONG is not set");
    Result<Connection> connection = connect();
    QVERIFY2(connection, why(connection).constData());
    QVERIFY((*connection)->query(beginSnapshot(), m_cancel));
    std::this_thread::sleep_for(150s);
    const Result<Rows> rows = (*connection)->query(u"SELECT 1"_s, m_cancel);
    QVERIFY2(rows, why(rows).constData());
}

// A client to be killed: connects, says so, and asks for something endless.
static int hold(const QString &run)
{
    GuardianBench bench;
    const std::unique_ptr<RemoteHost> host = bench.host(u"root"_s, run);
    const std::unique_ptr<PostgresProbe> probe = libpqProbe();
    Result<Connection> connection = probe->connect(*host, Bklite, u"lifeboat-"_s + run, {});
    if (!connection)
        return 1;
    puts("connected");
    fflush(stdout);
    (void)(*connection)->query(u"SELECT count(*) FROM generate_series(1, 100000000000)"_s, {});
    return 0;
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--hold") == 0)
        return hold(QString::fromLocal8Bit(argv[2]));
    TestPostgresProbe test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_postgresprobe.moc"
