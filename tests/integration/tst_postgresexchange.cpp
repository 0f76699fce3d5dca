#include "components/common/postgresexchange.h"
#include "components/common/postgressql.h"
#include "components/component.h"
#include "platform/libpqprobe.h"
#include "support/guardianbench.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

namespace {

const QString Plain = u"lifeboat_t_plain"_s;
const QString Hostile = u"lb_t \"x\" $(touch /tmp/owned) 'y' \\z\n`w` %1 $$"_s;
const DatabaseServer Server{u"postgres"_s, u"postgres"_s, u"postgres"_s};

template <typename T>
QByteArray why(const Result<T> &result)
{
    return result
               ? QByteArray()
               : (result.error().message.toEnglish() + u" | "_s + result.error().detail).toUtf8();
}

} // namespace

// The scripts that the guardian runs, on a real server.
class TestPostgresExchange : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void allDatabasesChangeNamesAtOnceAndBack();
    void twiceIsAsOnce();
    void whoIsConnectedIsPutOutAndCanComeBack();
    void oneThatCannotBeMovedLeavesAllAsTheyWere();
    void anExchangeThatWasCutShortIsCompletedOrTakenBack();
    void onlyOursIsDropped();

private:
    QString run(const QString &script) const; // "ok", or what went wrong
    using Connection = std::unique_ptr<DatabaseConnection>;
    QString drop(const QString &database) const;
    QString what(const QString &database); // which content is under this name
    QString comment(const QString &database);
    QString sql(const QString &database, const QString &statement); // the one field, or the error
    void make(const QString &database, const QString &content);

    GuardianBench m_bench;
    std::unique_ptr<RemoteHost> m_host;
    std::unique_ptr<PostgresProbe> m_probe = libpqProbe();
    Connection m_admin; // of the database postgres
    QString m_run;
    QList<Rename> m_forth;
    QList<Rename> m_back;
};

void TestPostgresExchange::initTestCase()
{
    if (const QString missing = m_bench.missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    m_host = m_bench.host(u"root"_s, GuardianBench::newRun());
    // What a killed test left.
    const QString leftovers = sql(
        u"postgres"_s, u"SELECT string_agg(datname, '|') FROM pg_database "
                       "WHERE datname LIKE 'lifeboat\\_t\\_plain%' OR datname LIKE 'lb\\_t %'"_s);
    for (const QString &name : leftovers.split(u'|', Qt::SkipEmptyParts))
        sql(u"postgres"_s,
            u"DROP DATABASE IF EXISTS "_s + quotedIdentifier(name) + u" WITH (FORCE)"_s);
}

void TestPostgresExchange::init()
{
    m_run = GuardianBench::newRun();
    m_forth.clear();
    m_back.clear();
    for (const QString &name : {Plain, Hostile}) {
        make(name, u"old"_s);
        sql(u"postgres"_s,
            u"COMMENT ON DATABASE "_s + quotedIdentifier(name) + u" IS 'the user''s'"_s);
        const QString beside = besideName(name, m_run), safety = safetyName(name, m_run);
        make(beside, u"new"_s);
        QCOMPARE(sql(u"postgres"_s, markDatabaseSql(beside, m_run, DatabaseRole::Restored, name)),
                 QString());
        m_forth << Rename{name, safety} << Rename{beside, name};
        m_back << Rename{name, beside} << Rename{safety, name};
    }
}

void TestPostgresExchange::cleanup()
{
    for (const Rename &rename : m_forth + m_back) {
        for (const QString &name : {rename.from, rename.to})
            sql(u"postgres"_s,
                u"DROP DATABASE IF EXISTS "_s + quotedIdentifier(name) + u" WITH (FORCE)"_s);
    }
}

QString TestPostgresExchange::run(const QString &script) const
{
    const QString marked = u"LIFEBOAT_RUN="_s + m_run + u" PGAPPNAME=lifeboat-"_s + m_run
                           + u"; export LIFEBOAT_RUN PGAPPNAME\n"_s + script;
    return m_bench.inside(u"said=$( ( "_s + marked
                          + u"\n) 2>&1 ) && echo ok || printf %s \"$said\""_s);
}

QString TestPostgresExchange::sql(const QString &database, const QString &statement)
{
    Result<Connection> other{Connection()};
    DatabaseConnection *connection = m_admin.get();
    if (database != u"postgres" || !connection) {
        other = m_probe->connect(*m_host, {u"postgres"_s, u"postgres"_s, database}, u"test"_s, {});
        if (!other)
            return QString::fromUtf8(why(other));
        connection = other->get();
    }
    const Result<Rows> rows = connection->query(statement, {});
    if (database == u"postgres" && !m_admin)
        m_admin = std::move(*other);
    // On a busy machine the line may have been given up.
    if (!rows && connection == m_admin.get() && rows.error().kind != Error::Kind::CommandFailed)
        m_admin.reset();
    return rows ? rows->value(0).value(0) : QString::fromUtf8(why(rows));
}

void TestPostgresExchange::make(const QString &database, const QString &content)
{
    QCOMPARE(sql(u"postgres"_s, createDatabaseSql(database, {})), QString());
    QCOMPARE(sql(database, u"CREATE TABLE content AS SELECT '%1' AS what"_s.arg(content)),
             QString());
}

QString TestPostgresExchange::what(const QString &database)
{
    return sql(database, u"SELECT what FROM content"_s);
}

QString TestPostgresExchange::comment(const QString &database)
{
    return sql(u"postgres"_s,
               u"SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = "_s
                   + quotedText(database));
}

QString TestPostgresExchange::drop(const QString &database) const
{
    return run(inContainer(u"postgres"_s, ShellCommand("sh -c")
                                              << dropMarkedScript(u"postgres"_s, database))
                   .toShell());
}

void TestPostgresExchange::allDatabasesChangeNamesAtOnceAndBack()
{
    QCOMPARE(run(exchangeDatabases(Server, m_forth)), u"ok"_s);
    for (const QString &name : {Plain, Hostile}) {
        const QString safety = safetyName(name, m_run);
        QCOMPARE(what(name), u"new"_s);
        QCOMPARE(what(safety), u"old"_s);
        // What is in service is the user's now, with the comment it is to have: none.
        QCOMPARE(comment(name), QString());
        const QString mark = comment(safety);
        QVERIFY2(mark.startsWith(u"lifeboat:"), qPrintable(mark));
        const QJsonObject json = QJsonDocument::fromJson(mark.sliced(9).toUtf8()).object();
        QCOMPARE(json.value(u"role"_s).toString(), u"before"_s);
        QCOMPARE(json.value(u"run"_s).toString(), m_run);
        QCOMPARE(json.value(u"of"_s).toString(), name);
        QCOMPARE(json.value(u"comment"_s).toString(), u"the user's"_s);
    }
    QCOMPARE(run(exchangeDatabases(Server, m_back)), u"ok"_s);
    for (const QString &name : {Plain, Hostile}) {
        QCOMPARE(what(name), u"old"_s);
        QCOMPARE(what(besideName(name, m_run)), u"new"_s);
        QCOMPARE(comment(name), u"the user's"_s);
        QVERIFY(comment(besideName(name, m_run)).contains(u"\"role\": \"restore\""));
    }
    QCOMPARE(m_bench.inside(
                 u"docker exec postgres ls /tmp/owned 2>/dev/null; ls /tmp/owned 2>/dev/null"_s),
             QString());
}

void TestPostgresExchange::twiceIsAsOnce()
{
    for (int i = 0; i < 2; ++i)
        QCOMPARE(run(exchangeDatabases(Server, m_back)), u"ok"_s); // nothing was exchanged yet
    QCOMPARE(what(Plain), u"old"_s);
    for (int i = 0; i < 2; ++i)
        QCOMPARE(run(exchangeDatabases(Server, m_forth)), u"ok"_s);
    QCOMPARE(what(Plain), u"new"_s);
    QCOMPARE(comment(Plain), QString());
    for (int i = 0; i < 2; ++i)
        QCOMPARE(run(exchangeDatabases(Server, m_back)), u"ok"_s);
    QCOMPARE(what(Hostile), u"old"_s);
    QCOMPARE(comment(Hostile), u"the user's"_s);
}

void TestPostgresExchange::whoIsConnectedIsPutOutAndCanComeBack()
{
    auto client =
        m_probe->connect(*m_host, {u"postgres"_s, u"postgres"_s, Hostile}, u"client"_s, {});
    QVERIFY2(client, why(client).constData());
    QVERIFY((*client)->query(u"BEGIN"_s, {}));
    QVERIFY((*client)->query(u"SELECT * FROM content"_s, {}));
    QCOMPARE(run(exchangeDatabases(Server, m_forth)), u"ok"_s);
    QVERIFY(!(*client)->query(u"SELECT * FROM content"_s, {}));
    client = m_probe->connect(*m_host, {u"postgres"_s, u"postgres"_s, Hostile}, u"client"_s, {});
    QVERIFY2(client, why(client).constData());
    const Result<Rows> rows = (*client)->query(u"SELECT * FROM content"_s, {});
    QVERIFY2(rows, why(rows).constData());
    QCOMPARE(rows->value(0).value(0), u"new"_s);
}

void TestPostgresExchange::oneThatCannotBeMovedLeavesAllAsTheyWere()
{
    // The last of the renames meets a name that is taken.
    make(safetyName(Hostile, m_run), u"in the way"_s);
    const QString said = run(exchangeDatabases(Server, m_forth));
    QVERIFY2(said.contains(u"already exists"), qPrintable(said));
    for (const QString &name : {Plain, Hostile}) {
        QCOMPARE(what(name), u"old"_s); // which also says that it takes connections
        QCOMPARE(what(besideName(name, m_run)), u"new"_s);
        QCOMPARE(comment(name), u"the user's"_s);
    }
}

void TestPostgresExchange::anExchangeThatWasCutShortIsCompletedOrTakenBack()
{
    for (const bool forward : {false, true}) {
        for (const Rename &rename : m_forth) {
            QCOMPARE(sql(u"postgres"_s, u"ALTER DATABASE "_s + quotedIdentifier(rename.from)
                                            + u" ALLOW_CONNECTIONS false"_s),
                     QString());
        }
        QCOMPARE(run(exchangeDatabases(Server, forward ? m_forth : m_back)), u"ok"_s);
        QCOMPARE(what(Hostile), forward ? u"new"_s : u"old"_s);
        QCOMPARE(what(Plain), forward ? u"new"_s : u"old"_s);
    }
}

void TestPostgresExchange::onlyOursIsDropped()
{
    const QString refused = drop(Plain);
    QVERIFY2(refused.contains(u"not ours"), qPrintable(refused));
    QCOMPARE(what(Plain), u"old"_s);
    QCOMPARE(drop(besideName(Hostile, m_run)), u"ok"_s);
    QVERIFY(what(besideName(Hostile, m_run)).contains(u"does not exist"));
    QCOMPARE(drop(besideName(Hostile, m_run)), u"ok"_s); // gone already

    // Made by this run, and cut off before the mark was there.
    sql(u"postgres"_s,
        u"COMMENT ON DATABASE "_s + quotedIdentifier(besideName(Plain, m_run)) + u" IS NULL"_s);
    QCOMPARE(drop(besideName(Plain, m_run)), u"ok"_s);
    QVERIFY(what(besideName(Plain, m_run)).contains(u"does not exist"));
    // Of another run: its mark is missing for another reason.
    make(besideName(Plain, u"other"_s), u"new"_s);
    QVERIFY(drop(besideName(Plain, u"other"_s)).contains(u"not ours"));
    sql(u"postgres"_s, u"DROP DATABASE "_s + quotedIdentifier(besideName(Plain, u"other"_s)));
}

QTEST_GUILESS_MAIN(TestPostgresExchange)
#include "tst_postgresexchange.moc"
