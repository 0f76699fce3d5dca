#include "components/common/postgressql.h"
#include "engine/snapshots.h"
#include "platform/libpqprobe.h"
#include "support/guardianbench.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

namespace {

const QString Source = u"lifeboat_t_source"_s;
const QString Restored = u"lifeboat_t_restored"_s;
const QString Copy = u"lifeboat_t_copy"_s; // of Restored, to be damaged

template <typename T>
QByteArray why(const Result<T> &result)
{
    return result
               ? QByteArray()
               : (result.error().message.toEnglish() + u" | "_s + result.error().detail).toUtf8();
}

QByteArray listed(const QList<Difference> &differences)
{
    QString text;
    for (const Difference &one : differences)
        text += u"\n  "_s + one.what + u": "_s + one.expected + u" | "_s + one.found;
    return text.toUtf8();
}

} // namespace

class TestPostgresFingerprint : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void aDumpAndARestoreKeepIt_data();
    void aDumpAndARestoreKeepIt();
    void eachDamageShows_data();
    void eachDamageShows();
    void aLiveDatabaseEqualsItsDumpOfTheSameSnapshot_data();
    void aLiveDatabaseEqualsItsDumpOfTheSameSnapshot();
    void aRestoredDatabaseIsSetUpAsTheOneItCameFrom();
    void everyNeededRoleIsNamed();
    void aGibibyteTakesAFractionOfItsDump();

private:
    using Connection = std::unique_ptr<DatabaseConnection>;
    QString psql(const QString &database, const QStringList &statements); // what went wrong
    void drop(const QString &database);
    QString create(const QString &database, const QString &from);
    QString dumpAndRestore(const QString &from, const QString &to, const QString &options) const;
    Result<Fingerprint> fingerprint(const QString &database,
                                    const QString &container = u"postgres"_s);
    Result<QStringList> column(const QString &database, const QString &sql);

    GuardianBench m_bench;
    std::unique_ptr<RemoteHost> m_host;
    std::unique_ptr<PostgresProbe> m_probe = libpqProbe();
    Connection m_admin; // of the database postgres
    const QString m_run = GuardianBench::newRun();
    Fingerprint m_whole; // of an undamaged copy
};

void TestPostgresFingerprint::initTestCase()
{
    if (const QString missing = m_bench.missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    m_host = m_bench.host(u"root"_s, m_run);
    QCOMPARE(psql(u"postgres"_s,
                  {u"DO $$ DECLARE r text; BEGIN FOREACH r IN ARRAY "
                   "'{lifeboat_t_owner,lifeboat_t_owner2,lifeboat_t_reader}'::text[] LOOP "
                   "IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = r) THEN EXECUTE 'CREATE "
                   "ROLE ' || r; "
                   "END IF; END LOOP; END $$"_s}),
             QString());
    QCOMPARE(create(Source, u"template0"_s), QString());

    QFile file(QStringLiteral(LIFEBOAT_SOURCE_DIR) + u"/tests/data/nasty_database.sql"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto connection =
        m_probe->connect(*m_host, {u"postgres"_s, u"postgres"_s, Source}, u"test"_s, {});
    QVERIFY2(connection, why(connection).constData());
    const Result<Rows> made = (*connection)->query(QString::fromUtf8(file.readAll()), {});
    QVERIFY2(made, why(made).constData());
}

void TestPostgresFingerprint::cleanupTestCase()
{
    if (!m_host)
        return;
    for (const QString &database : {Source, Restored, Copy})
        drop(database);
    psql(u"postgres"_s,
         {u"DROP ROLE IF EXISTS lifeboat_t_owner, lifeboat_t_owner2, lifeboat_t_reader"_s});
}

QString TestPostgresFingerprint::psql(const QString &database, const QStringList &statements)
{
    Result<Connection> other{Connection()};
    DatabaseConnection *connection = m_admin.get();
    if (database != u"postgres" || !connection) {
        other = m_probe->connect(*m_host, {u"postgres"_s, u"postgres"_s, database}, u"test"_s, {});
        if (!other)
            return QString::fromUtf8(why(other));
        connection = other->get();
    }
    QString said;
    for (const QString &statement : statements) {
        const Result<Rows> done = connection->query(statement, {});
        if (!done && said.isEmpty())
            said = done.error().detail;
    }
    if (database == u"postgres" && !m_admin)
        m_admin = std::move(*other);
    return said;
}

void TestPostgresFingerprint::drop(const QString &database)
{
    // A subscription hangs on its database; the copies of a template have none.
    if (database == Source || database == Restored)
        psql(database, {u"ALTER SUBSCRIPTION sub DISABLE"_s, u"DROP SUBSCRIPTION sub"_s});
    psql(u"postgres"_s,
         {u"DROP DATABASE IF EXISTS "_s + quotedIdentifier(database) + u" WITH (FORCE)"_s});
}

QString TestPostgresFingerprint::create(const QString &database, const QString &from)
{
    drop(database);
    const QString sql = u"CREATE DATABASE "_s + quotedIdentifier(database) + u" TEMPLATE "_s
                        + quotedIdentifier(from);
    QString said = psql(u"postgres"_s, {sql});
    for (int i = 0; i < 20 && said.contains(u"being accessed"); ++i) { // by one that just goes
        QTest::qWait(200);
        said = psql(u"postgres"_s, {sql});
    }
    return said;
}

QString TestPostgresFingerprint::dumpAndRestore(const QString &from, const QString &to,
                                                const QString &options) const
{
    const bool plain = options.contains(u"-Fp");
    const QString script =
        u"set -o pipefail; pg_dump -U postgres "_s + options + u" -d "_s + from + u" | "_s
        + (plain ? u"psql -X -q -v ON_ERROR_STOP=1 >/dev/null"_s : u"pg_restore -e"_s)
        + u" -U postgres -d "_s + to + u" 2>&1 | grep -v WARNING"_s;
    return m_bench.inside((ShellCommand("docker exec postgres bash -c") << script).toShell());
}

Result<Fingerprint> TestPostgresFingerprint::fingerprint(const QString &database,
                                                         const QString &container)
{
    Snapshots snapshots(*m_host, *m_probe, u"lifeboat-"_s + m_run);
    return snapshots.fingerprint({.database = {container, u"postgres"_s, database},
                                  .prefix = u"shop "_s,
                                  .session = fingerprintSession(),
                                  .direct = fingerprintQueries(),
                                  .generating = fingerprintGenerators()},
                                 {}, [](qint64, qint64) {});
}

Result<QStringList> TestPostgresFingerprint::column(const QString &database, const QString &sql)
{
    const auto connection =
        m_probe->connect(*m_host, {u"postgres"_s, u"postgres"_s, database}, u"test"_s, {});
    if (!connection)
        return connection.error();
    const Result<Rows> rows = (*connection)->query(sql, {});
    if (!rows)
        return rows.error();
    QStringList values;
    for (const QStringList &row : *rows)
        values << row.value(0);
    return values;
}

void TestPostgresFingerprint::aDumpAndARestoreKeepIt_data()
{
    QTest::addColumn<QString>("options");
    QTest::newRow("plain") << u"-Fp"_s;
    QTest::newRow("custom") << u"-Fc"_s;
}

void TestPostgresFingerprint::aDumpAndARestoreKeepIt()
{
    QFETCH(QString, options);
    QCOMPARE(create(Restored, u"template0"_s), QString());
    QCOMPARE(dumpAndRestore(Source, Restored, options), QString());
    QElapsedTimer timer;
    timer.start();
    const Result<Fingerprint> source = fingerprint(Source);
    QVERIFY2(source, why(source).constData());
    qInfo("%lld entries in %lld ms", qint64(source->entries.size()), timer.elapsed());
    const Result<Fingerprint> restored = fingerprint(Restored);
    QVERIFY2(restored, why(restored).constData());
    const QList<Difference> differences = source->differencesFrom(*restored);
    QVERIFY2(differences.isEmpty(), listed(differences).constData());

    // What is asked for is there; a comparison of nothing is equal as well.
    QVERIFY(source->entries.size() > 120);
    QCOMPARE(source->entries.value(u"shop table app.account rows"_s), u"200"_s);
    QCOMPARE(source->entries.value(u"shop table app.nothing rows"_s), u"1"_s);
    QCOMPARE(source->entries.value(u"shop sequence app.account_id_seq value"_s), u"200"_s);
    QCOMPARE(source->entries.value(u"shop sequence app.account_id_seq covers app.account.id"_s),
             u"yes"_s);
    QCOMPARE(source->entries.value(u"shop large objects count"_s), u"3"_s);
    QCOMPARE(source->entries.value(u"shop large objects bytes"_s), u"100010"_s);
    QCOMPARE(source->entries.value(u"shop extension pg_trgm version"_s), u"1.6"_s);
}

void TestPostgresFingerprint::eachDamageShows_data()
{
    QTest::addColumn<QString>("damage"); // %1 is the database
    QTest::addColumn<QString>("entry");  // that must differ
    const auto row = [](const char *name, const char *damage, const char *entry) {
        QTest::newRow(name) << QString::fromUtf8(damage) << u"shop "_s + QString::fromUtf8(entry);
    };
    row("a row less", "DELETE FROM app.child WHERE extra = 7", "table app.child rows");
    row("a row twice", "INSERT INTO app.child SELECT * FROM app.child WHERE extra = 7",
        "table app.child hash");
    row("a value", "UPDATE app.child SET note = 'x' WHERE extra = 7", "table app.child hash");
    row("two values exchanged",
        "UPDATE app.child SET note = 'note ' || 15 - extra WHERE extra IN (7, 8)",
        "table app.child hash");
    row("NULL for empty",
        "UPDATE \"we\"\"ird 中文\".\"ta\nble $(x) `y` \\z %s %1 \"\" sequence '\" SET "
        "\"co\"\"l\n\" = '' "
        "WHERE \"co\"\"l\n\" IS NULL",
        "table \"we\"\"ird 中文\".\"ta\nble $(x) `y` \\z %s %1 \"\" sequence '\" hash");
    row("a float's last digit", "UPDATE app.types SET d = '(1,2.5000000000000004)'",
        "table app.types hash");
    row("a row of a partition", "DELETE FROM app.event_2 WHERE at < '2025-02-01'",
        "table app.event_2 rows");
    row("a table", "DROP TABLE app.event_log", "table app.event_log rows");
    row("a column", "ALTER TABLE app.child DROP COLUMN extra", "table app.child definition");
    row("a type", "ALTER TABLE app.indexed ALTER b TYPE varchar", "table app.indexed definition");
    row("a type's length", "ALTER TABLE app.event_log ALTER id TYPE bigint",
        "table app.event_log definition");
    row("a default", "ALTER TABLE app.account ALTER amount SET DEFAULT (1 + 2) * 4",
        "table app.account definition");
    row("a default's type", "ALTER TABLE app.account ALTER big SET DEFAULT '-1'::bigint",
        "table app.account definition");
    row("NOT NULL", "ALTER TABLE app.account ALTER status DROP NOT NULL",
        "table app.account definition");
    row("identity", "ALTER TABLE app.account ALTER ident DROP IDENTITY",
        "table app.account definition");
    row("generated", "ALTER TABLE app.account ALTER double_amount DROP EXPRESSION",
        "table app.account definition");
    row("storage", "ALTER TABLE app.account ALTER doc SET STORAGE MAIN",
        "table app.account definition");
    row("a table's option", "ALTER TABLE app.account RESET (fillfactor)",
        "table app.account definition");
    row("replica identity", "ALTER TABLE app.indexed REPLICA IDENTITY DEFAULT",
        "table app.indexed definition");
    row("inheritance", "ALTER TABLE app.kid NO INHERIT app.parent", "table app.kid definition");
    row("a partition's bound",
        "ALTER TABLE app.event DETACH PARTITION app.event_2; ALTER TABLE app.event ATTACH "
        "PARTITION app.event_2 FOR VALUES FROM ('2025-01-01') TO ('2026-01-02')",
        "table app.event_2 definition");
    row("a constraint", "ALTER TABLE app.account DROP CONSTRAINT unproven",
        "schema constraints count");
    row("a foreign key", "ALTER TABLE app.child DROP CONSTRAINT child_account_id_fkey",
        "table app.child definition");
    row("a constraint that became proven", "ALTER TABLE app.account VALIDATE CONSTRAINT unproven",
        "table app.account definition");
    row("a constraint's value",
        "ALTER TABLE app.event DROP CONSTRAINT event_what_check; ALTER TABLE app.event ADD "
        "CONSTRAINT event_what_check CHECK (what IN ('x', 'y '))",
        "table app.event definition");
    row("a domain's constraint", "ALTER DOMAIN app.email DROP CONSTRAINT looks",
        "schema constraints hash");
    row("an index", "DROP INDEX app.account_trgm", "schema indexes count");
    row("an index's condition",
        "DROP INDEX app.event_what; CREATE INDEX event_what ON app.event (what) WHERE what IN "
        "('y')",
        "table app.event definition");
    row("a trigger", "DROP TRIGGER account_touch ON app.account", "schema triggers count");
    row("a disabled trigger", "ALTER TABLE app.account DISABLE TRIGGER account_touch",
        "table app.account definition");
    row("an enabled trigger", "ALTER TABLE app.account ENABLE TRIGGER account_off",
        "table app.account definition");
    row("a view",
        "CREATE OR REPLACE VIEW app.v2 AS SELECT id, mail FROM app.account WHERE status NOT IN "
        "('x', 'z')",
        "view app.v2 definition");
    row("a materialised view without rows", "REFRESH MATERIALIZED VIEW app.m1 WITH NO DATA",
        "view app.m1 definition");
    row("a rule", "DROP RULE account_keep ON app.account", "schema rules count");
    row("a policy", "DROP POLICY account_own ON app.account", "schema policies count");
    row("row level security", "ALTER TABLE app.account DISABLE ROW LEVEL SECURITY",
        "table app.account definition");
    row("statistics", "DROP STATISTICS app.account_expr", "schema statistics count");
    row("a function's body",
        "CREATE OR REPLACE FUNCTION app.add(a int, b int DEFAULT 1 + 2, VARIADIC rest int[] "
        "DEFAULT '{}') "
        "RETURNS int LANGUAGE sql IMMUTABLE AS 'select a - b'",
        "schema functions hash");
    row("a function's rights", "ALTER PROCEDURE app.work SECURITY INVOKER",
        "schema functions hash");
    row("an enum's value", "ALTER TYPE app.mood ADD VALUE 'glad'", "schema types hash");
    row("a composite type", "ALTER TYPE app.pair ADD ATTRIBUTE c int", "schema types hash");
    row("a sequence behind", "SELECT setval('app.account_id_seq', 150)",
        "sequence app.account_id_seq value");
    row("a sequence that does not cover", "SELECT setval('app.account_id_seq', 150)",
        "sequence app.account_id_seq covers app.account.id");
    row("a sequence's step", "ALTER SEQUENCE app.counter INCREMENT -3", "schema sequences hash");
    row("an owner", "ALTER TABLE app.child OWNER TO lifeboat_t_reader", "schema owners hash");
    row("a function's owner", "ALTER FUNCTION app.touch OWNER TO lifeboat_t_reader",
        "schema owners hash");
    row("a grant", "REVOKE SELECT ON app.account FROM lifeboat_t_reader", "schema grants hash");
    row("a column's grant", "REVOKE UPDATE (mail) ON app.account FROM lifeboat_t_reader",
        "schema grants hash");
    row("a grant option", "REVOKE GRANT OPTION FOR USAGE ON SCHEMA app FROM lifeboat_t_reader",
        "schema grants hash");
    row("a default grant",
        "ALTER DEFAULT PRIVILEGES FOR ROLE lifeboat_t_owner IN SCHEMA app REVOKE SELECT ON TABLES "
        "FROM lifeboat_t_reader",
        "schema default grants count");
    row("a comment", "COMMENT ON COLUMN app.account.mail IS 'by post'", "schema comments hash");
    row("a schema", "DROP SCHEMA \"we\"\"ird 中文\" CASCADE", "schema schemas count");
    row("an extension", "DROP EXTENSION postgres_fdw CASCADE", "extension postgres_fdw version");
    row("a large object", "SELECT lo_unlink(4244)", "large objects count");
    row("a large object's byte", "SELECT lo_put(4242, 0, 'j')", "large objects hash");
    row("a large object's length", "SELECT lo_put(4243, 100005, '\\x00')", "large objects bytes");
    row("an event trigger", "ALTER EVENT TRIGGER evt DISABLE", "schema event triggers hash");
    row("a published table", "ALTER PUBLICATION pub_some DROP TABLE app.child",
        "schema published tables count");
    row("a cast", "DROP CAST (int AS app.pair)", "schema casts count");
    row("an operator class", "DROP OPERATOR CLASS app.int_rev USING btree",
        "schema operator classes count");
    row("a dictionary's mapping",
        "ALTER TEXT SEARCH CONFIGURATION app.conf DROP MAPPING FOR asciiword",
        "schema text search configurations hash");
    row("a server's option", "ALTER SERVER far OPTIONS (SET host 'elsewhere')",
        "schema foreign servers hash");
    row("a database's setting", "ALTER DATABASE %1 SET work_mem = '8MB'",
        "database setting work_mem");
    row("a role's setting", "ALTER ROLE lifeboat_t_reader IN DATABASE %1 SET work_mem = '8MB'",
        "database setting work_mem for lifeboat_t_reader");
    row("a database's owner", "ALTER DATABASE %1 OWNER TO lifeboat_t_owner", "database owner");
    row("a database's grants", "REVOKE CONNECT ON DATABASE %1 FROM PUBLIC", "database grants");
    row("a database's limit", "ALTER DATABASE %1 CONNECTION LIMIT 7", "database connection limit");
    row("a database's comment", "COMMENT ON DATABASE %1 IS 'x'", "database comment");
}

void TestPostgresFingerprint::eachDamageShows()
{
    QFETCH(QString, damage);
    QFETCH(QString, entry);
    if (m_whole.entries.isEmpty()) {
        QCOMPARE(create(Copy, Restored), QString());
        const Result<Fingerprint> whole = fingerprint(Copy);
        QVERIFY2(whole, why(whole).constData());
        m_whole = *whole;
    }
    QCOMPARE(create(Copy, Restored), QString());
    QCOMPARE(psql(Copy, {damage.contains(u"DATABASE %1") ? damage.arg(Copy) : damage}), QString());
    const Result<Fingerprint> found = fingerprint(Copy);
    QVERIFY2(found, why(found).constData());
    const QList<Difference> differences = m_whole.differencesFrom(*found);
    const bool shows = std::any_of(differences.cbegin(), differences.cend(),
                                   [&](const Difference &one) { return one.what == entry; });
    QVERIFY2(shows, listed(differences).constData());
}

void TestPostgresFingerprint::aLiveDatabaseEqualsItsDumpOfTheSameSnapshot_data()
{
    QTest::addColumn<QString>("container");
    QTest::addColumn<QString>("database");
    QTest::newRow("bklite") << u"postgres"_s << u"bklite"_s;
    QTest::newRow("mlflow") << u"postgres"_s << u"mlflow"_s;
    QTest::newRow("metis") << u"compose-pgvector-1"_s << u"metis"_s;
}

void TestPostgresFingerprint::aLiveDatabaseEqualsItsDumpOfTheSameSnapshot()
{
    QFETCH(QString, container);
    QFETCH(QString, database);
    const CancelToken cancel;
    const DatabaseAddress address{container, u"postgres"_s, database};
    Snapshots snapshots(*m_host, *m_probe, u"lifeboat-"_s + m_run);
    const Result<> locked = snapshots.lock({.database = address,
                                            .variable = u"s"_s,
                                            .session = fingerprintSession(),
                                            .listTables = lockQuery(),
                                            .begin = beginSnapshot()},
                                           cancel);
    QVERIFY2(locked, why(locked).constData());
    const Result<QString> id = snapshots.exportSnapshot({u"s"_s, exportQuery()}, cancel);
    QVERIFY2(id, why(id).constData());
    const Result<Fingerprint> first = snapshots.fingerprint({.database = address,
                                                             .snapshot = u"s"_s,
                                                             .prefix = u"shop "_s,
                                                             .direct = {sequenceQuery()}},
                                                            cancel, [](qint64, qint64) {});
    QVERIFY2(first, why(first).constData());
    QTest::qWait(2'000); // the services write meanwhile
    const QString there = Restored + u"_live"_s;
    const QString script =
        u"set -e; set -o pipefail; psql -X -q -U postgres -d postgres -c 'DROP DATABASE IF EXISTS "
        u"%2' "
        "-c 'CREATE DATABASE %2 TEMPLATE template0' 2>/dev/null; "
        "pg_dump -U postgres -Fc --snapshot=%3 -d %1 | pg_restore -U postgres -e -d %2 2>&1"_s.arg(
            database, there, *id);
    QCOMPARE(
        m_bench.inside(
            (ShellCommand("docker exec") << container << u"bash"_s << u"-c"_s << script).toShell()),
        QString());
    Result<Fingerprint> source = snapshots.fingerprint({.database = address,
                                                        .snapshot = u"s"_s,
                                                        .prefix = u"shop "_s,
                                                        .direct = snapshotQueries(),
                                                        .generating = fingerprintGenerators()},
                                                       cancel, [](qint64, qint64) {});
    QVERIFY2(source, why(source).constData());
    source->entries.insert(first->entries);
    const Result<Fingerprint> restored = fingerprint(there, container);
    m_bench.inside((ShellCommand("docker exec")
                    << container << ShellCommand("psql -X -q -U postgres -d postgres -c")
                    << u"DROP DATABASE "_s + there + u" WITH (FORCE)"_s)
                       .toShell());
    QVERIFY2(restored, why(restored).constData());
    const QList<Difference> differences = source->differencesFrom(*restored);
    QVERIFY2(differences.isEmpty(), listed(differences).constData());
    QVERIFY(source->entries.size() > 20);
}

void TestPostgresFingerprint::aRestoredDatabaseIsSetUpAsTheOneItCameFrom()
{
    const QString hostile = u"a 100% 'new' \"%1\" one\n$(x)"_s;
    QCOMPARE(create(Copy, u"template0"_s), QString());
    QCOMPARE(
        psql(Copy,
             {u"ALTER DATABASE %1 OWNER TO lifeboat_t_owner"_s.arg(Copy),
              u"ALTER DATABASE %1 CONNECTION LIMIT 50"_s.arg(Copy),
              u"REVOKE CONNECT ON DATABASE %1 FROM PUBLIC"_s.arg(Copy),
              u"GRANT CREATE ON DATABASE %1 TO lifeboat_t_reader WITH GRANT OPTION"_s.arg(Copy),
              u"ALTER DATABASE %1 SET search_path = app, \"$user\", 'a,b'"_s.arg(Copy),
              u"ALTER DATABASE %1 SET app.secret = '100%% %1 ''quoted'' \\ and, listed'"_s.replace(
                  u"DATABASE %1"_s, u"DATABASE "_s + Copy),
              u"ALTER ROLE lifeboat_t_reader IN DATABASE %1 SET DateStyle = 'SQL, DMY'"_s.arg(Copy),
              u"COMMENT ON DATABASE %1 IS '50%% of %1 ''x'''"_s.replace(u"DATABASE %1"_s,
                                                                        u"DATABASE "_s + Copy)}),
        QString());
    const Result<QStringList> settings = column(u"postgres"_s, databaseSettingsQuery(Copy));
    QVERIFY2(settings, why(settings).constData());

    QStringList statements{
        createDatabaseSql(hostile, {.owner = u"postgres"_s}),
        markDatabaseSql(hostile, m_run, DatabaseRole::Restored, u"it's\\ \"of\""_s)};
    for (const QString &statement : *settings)
        statements << forDatabase(statement, hostile);
    drop(hostile);
    QCOMPARE(psql(u"postgres"_s, statements), QString());

    const Result<Fingerprint> source = fingerprint(Copy);
    const Result<Fingerprint> set = fingerprint(hostile);
    const Result<QStringList> mark =
        column(u"postgres"_s,
               u"SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = "_s
                   + quotedText(hostile));
    drop(hostile);
    QVERIFY2(source, why(source).constData());
    QVERIFY2(set, why(set).constData());
    QVERIFY(source->entries.contains(u"shop database comment"_s));
    QVERIFY(
        source->entries.contains(u"shop database setting DateStyle for lifeboat_t_reader"_s)
        || source->entries.contains(u"shop database setting datestyle for lifeboat_t_reader"_s));
    const QList<Difference> differences = source->differencesFrom(*set);
    QVERIFY2(differences.isEmpty(), listed(differences).constData());
    QVERIFY2(mark && mark->value(0).startsWith(u"lifeboat:{"),
             qPrintable(mark ? mark->value(0) : QString()));
}

void TestPostgresFingerprint::everyNeededRoleIsNamed()
{
    const Result<QStringList> roles = column(Source, neededRolesQuery());
    QVERIFY2(roles, why(roles).constData());
    for (const char *role :
         {"lifeboat_t_owner", "lifeboat_t_owner2", "lifeboat_t_reader", "postgres"})
        QVERIFY2(roles->contains(QString::fromLatin1(role)), role);
}

void TestPostgresFingerprint::aGibibyteTakesAFractionOfItsDump()
{
    if (!qEnvironmentVariableIsSet("LIFEBOAT_TEST_LONG"))
        QSKIP("takes minutes: LIFEBOAT_TEST_LONG is not set");
    QCOMPARE(create(Copy, u"template0"_s), QString());
    QCOMPARE(
        psql(Copy,
             {u"CREATE TABLE big AS SELECT g AS id, md5(g::text) || md5((g + 1)::text) AS name, "
              "now() + g * interval '1 second' AS at, random() AS f, decode(md5(random()::text) || "
              "md5(random()::text), 'hex') AS raw, repeat(md5(g::text), 4) AS txt "
              "FROM generate_series(1, 3600000) g"_s,
              u"VACUUM big"_s}),
        QString());
    const Result<QStringList> bytes = column(Copy, u"SELECT pg_table_size('big')"_s);
    QVERIFY2(bytes, why(bytes).constData());
    QElapsedTimer timer;
    timer.start();
    const Result<Fingerprint> found = fingerprint(Copy);
    const qint64 fingerprintMs = timer.restart();
    QVERIFY2(found, why(found).constData());
    m_bench.inside(u"docker exec postgres sh -c 'pg_dump -U postgres -Fc -d "_s + Copy
                   + u" >/dev/null'"_s);
    const qint64 dumpMs = timer.elapsed();
    qInfo("%s bytes: fingerprint %lld ms, pg_dump -Fc %lld ms", qPrintable(bytes->value(0)),
          fingerprintMs, dumpMs);
    QVERIFY(fingerprintMs < dumpMs);
}

QTEST_GUILESS_MAIN(TestPostgresFingerprint)
#include "tst_postgresfingerprint.moc"
