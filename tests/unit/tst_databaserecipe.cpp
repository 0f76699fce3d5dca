#include "components/common/databaserecipe.h"
#include "components/common/postgrescommands.h"
#include "model/filename.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// What databases and roles with awkward names make of the recipes of a PostgreSQL server.
class TestDatabaseRecipe : public QObject
{
    Q_OBJECT

    static ServiceFacts serverWith(const QStringList &names);
    static ManifestComponent saved(const QStringList &names, bool plain = false);
    static QList<TakeFingerprint> comparisons(const ManifestComponent &there);
    static QStringList files(const QStringList &names, bool plain);

private slots:
    void aDatabaseIsComparedWithItsOwnEntriesOnly_data();
    void aDatabaseIsComparedWithItsOwnEntriesOnly();
    void entriesOfAnOlderPointAreFoundToo();
    void aThrowAwayServersOwnDatabasesGiveWay_data();
    void aThrowAwayServersOwnDatabasesGiveWay();
    void eachFileHasANameOfItsOwn_data();
    void eachFileHasANameOfItsOwn();
    void aNameIsKeptWhereNothingCollides();
    void rolesAreTakenByTheirWholeNames();
    void aStatementOverSeveralLinesIsTakenWhole();
};

ServiceFacts TestDatabaseRecipe::serverWith(const QStringList &names)
{
    ServiceFacts service = component(u"postgres"_s)->sample;
    service.postgres->databases.clear();
    for (const QString &name : names)
        service.postgres->databases << DatabaseFacts{.name = name, .bytes = 1, .tables = 1};
    return service;
}

// As a backup would have left it: each database has one table.
ManifestComponent TestDatabaseRecipe::saved(const QStringList &names, bool plain)
{
    ManifestComponent there{.id = u"postgres"_s, .user = u"postgres"_s};
    const BackupRecipe recipe =
        backupServer(there.id, serverWith(names),
                     {.run = u"r1"_s, .pointId = u"20261122T020000Z"_s, .plain = plain});
    for (const Lane &lane : recipe.copy) {
        for (const Step &step : lane.steps) {
            if (const auto *capture = std::get_if<CaptureOutput>(&step.action))
                there.artifacts << capture->artifact;
            if (const auto *taken = std::get_if<TakeFingerprint>(&step.action))
                there.fingerprint.entries.insert(taken->prefix + u"table public.t rows"_s,
                                                 taken->database.database);
        }
    }
    return there;
}

QList<TakeFingerprint> TestDatabaseRecipe::comparisons(const ManifestComponent &there)
{
    QList<TakeFingerprint> found;
    for (const Lane &lane : drillServer(there, {.run = u"r2"_s}).lanes) {
        for (const Step &step : lane.steps) {
            if (const auto *compare = std::get_if<TakeFingerprint>(&step.action))
                found << *compare;
        }
    }
    return found;
}

void TestDatabaseRecipe::aDatabaseIsComparedWithItsOwnEntriesOnly_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::newRow("one name begins another") << QStringList{u"bklite"_s, u"bklite old"_s};
    QTest::newRow("a name like an entry")
        << QStringList{u"a"_s, u"a table"_s, u"a table public.t rows"_s, u"a "_s};
    QTest::newRow("quotes") << QStringList{u"x"_s, u"\"x\""_s, u"\"x"_s, u"x\" y"_s, u"\"x\" y"_s};
    QTest::newRow("odd white space") << QStringList{u"new"_s, u"new\nline"_s, u"new\tline"_s};
}

void TestDatabaseRecipe::aDatabaseIsComparedWithItsOwnEntriesOnly()
{
    QFETCH(const QStringList, names);
    const ManifestComponent there = saved(names);
    QCOMPARE(there.fingerprint.entries.size(), names.size());
    const QList<TakeFingerprint> compared = comparisons(there);
    QCOMPARE(compared.size(), names.size());
    for (const TakeFingerprint &compare : compared) {
        QCOMPARE(compare.expected->entries.values(), QStringList{compare.database.database});
        QVERIFY(compare.expected->entries.firstKey().startsWith(compare.prefix));
    }
}

void TestDatabaseRecipe::entriesOfAnOlderPointAreFoundToo()
{
    ManifestComponent there = saved({u"my shop"_s});
    there.fingerprint.entries = {{u"my shop table public.t rows"_s, u"3"_s}};
    const TakeFingerprint compare = comparisons(there).value(0);
    QCOMPARE(compare.prefix, u"my shop "_s);
    QCOMPARE(*compare.expected, there.fingerprint);
}

void TestDatabaseRecipe::aThrowAwayServersOwnDatabasesGiveWay_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("the maintenance database") << u"postgres"_s;
    QTest::newRow("named as the superuser, whom initdb gives one") << u"weops"_s;
}

void TestDatabaseRecipe::aThrowAwayServersOwnDatabasesGiveWay()
{
    QFETCH(const QString, name);
    ManifestComponent there = saved({name});
    there.user = u"weops"_s;
    for (const Lane &lane : drillServer(there, {.run = u"r2"_s}).lanes) {
        for (const Step &step : lane.steps) {
            const auto *command = std::get_if<RunCommand>(&step.action);
            if (!command || !step.id.contains(".create."))
                continue;
            const QString text = command->command.toShell();
            QVERIFY2(text.indexOf(u"DROP DATABASE IF EXISTS \""_s + name) > 0
                         && text.indexOf(u"DROP DATABASE"_s) < text.indexOf(u"CREATE DATABASE"_s),
                     qPrintable(text));
            QVERIFY2(text.contains(u"-d template1 "_s), qPrintable(text));
            return;
        }
    }
    QFAIL("no step creates it");
}

QStringList TestDatabaseRecipe::files(const QStringList &names, bool plain)
{
    QStringList files;
    for (const Artifact &artifact : saved(names, plain).artifacts)
        files << artifact.file;
    return files;
}

void TestDatabaseRecipe::eachFileHasANameOfItsOwn_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::newRow("equal but for case") << QStringList{u"Sales"_s, u"sales"_s, u"SALES"_s};
    QTest::newRow("named as the globals file") << QStringList{u"globals"_s, u"Globals"_s};
    QTest::newRow("very long")
        << QStringList{u"名"_s.repeated(20) + u"a"_s, u"名"_s.repeated(20) + u"A"_s};
}

void TestDatabaseRecipe::eachFileHasANameOfItsOwn()
{
    QFETCH(const QStringList, names);
    for (const bool plain : {false, true}) {
        QSet<QString> seen; // Windows and macOS do not tell A from a
        for (const QString &file : files(names, plain)) {
            QVERIFY2(isFileOfPoint(file), qPrintable(file));
            QVERIFY2(!seen.contains(file.toLower()), qPrintable(file));
            seen << file.toLower();
        }
        QCOMPARE(seen.size(), names.size() + 1);
    }
}

void TestDatabaseRecipe::aNameIsKeptWhereNothingCollides()
{
    QVERIFY(files({u"Sales"_s, u"bklite"_s}, false)
                .contains(u"postgres/Sales_20261122T020000Z.dump"_s));
    QVERIFY(files({u"sales"_s, u"Sales"_s}, false).filter(u"/sales+"_s).size() == 1);
}

// The command as the host's shell gets it, with a docker that only runs what follows the
// container's name and a psql that prints what it reads.
static QByteArray restored(const QStringList &roles, const QByteArray &globals)
{
    QTemporaryDir folder;
    const auto program = [&folder](const QString &name, const QByteArray &script) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write("#!/bin/sh\n" + script);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    };
    program(u"docker"_s, "while [ \"$1\" != server ]; do shift; done\nshift\nexec \"$@\"\n");
    program(u"psql"_s, "exec cat\n");
    QProcess shell;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PATH"_s, folder.path() + u':' + environment.value(u"PATH"_s));
    shell.setProcessEnvironment(environment);
    shell.start(u"/bin/sh"_s, {u"-c"_s, restoreRoles(u"server"_s, u"postgres"_s, roles).toShell()});
    shell.write(globals);
    shell.closeWriteChannel();
    if (!shell.waitForFinished(20000) || shell.exitCode() != 0)
        return "failed: " + shell.readAllStandardError();
    return shell.readAllStandardOutput();
}

void TestDatabaseRecipe::rolesAreTakenByTheirWholeNames()
{
    const QByteArray globals = "CREATE ROLE app;\n"
                               "ALTER ROLE app WITH NOLOGIN;\n"
                               "CREATE ROLE app_admin;\n"
                               "ALTER ROLE app_admin WITH NOLOGIN;\n"
                               "COMMENT ON ROLE app IS 'it''s';\n"
                               "CREATE ROLE \"app \"\"TO\"\" x\";\n"
                               "-- User Config \"it's\"\n"
                               "ALTER ROLE app SET a TO 'b';\n"
                               "ALTER ROLE app_admin SET a TO 'CREATE ROLE app;';\n"
                               "GRANT app TO alice GRANTED BY postgres;\n"
                               "GRANT app_admin TO alice GRANTED BY postgres;\n"
                               "GRANT readers TO app WITH ADMIN OPTION GRANTED BY postgres;\n"
                               "GRANT readers TO app_admin GRANTED BY postgres;\n"
                               "GRANT readers TO \"app \"\"TO\"\" x\" GRANTED BY app;\n"
                               "GRANT \"x TO app\" TO bob GRANTED BY postgres;\n";
    QCOMPARE(restored({u"app"_s}, globals),
             QByteArray("CREATE ROLE app;\n"
                        "ALTER ROLE app WITH NOLOGIN;\n"
                        "COMMENT ON ROLE app IS 'it''s';\n"
                        "ALTER ROLE app SET a TO 'b';\n"
                        "GRANT app TO alice GRANTED BY postgres;\n"
                        "GRANT readers TO app WITH ADMIN OPTION GRANTED BY postgres;\n"));
    QCOMPARE(restored({u"app \"TO\" x"_s}, globals),
             QByteArray("CREATE ROLE \"app \"\"TO\"\" x\";\n"
                        "GRANT readers TO \"app \"\"TO\"\" x\" GRANTED BY app;\n"));
}

void TestDatabaseRecipe::aStatementOverSeveralLinesIsTakenWhole()
{
    const QByteArray globals = "CREATE ROLE \"new\nline\";\n"
                               "ALTER ROLE \"new\nline\" SET a TO 'one\nCREATE ROLE b;\nthree';\n"
                               "CREATE ROLE b;\n"
                               "ALTER ROLE b SET a TO E'back\\\\slash''';\n";
    QCOMPARE(restored({u"new\nline"_s}, globals), globals.first(globals.indexOf("CREATE ROLE b;\n",
                                                                               80)));
    QCOMPARE(restored({u"b"_s}, globals),
             QByteArray("CREATE ROLE b;\nALTER ROLE b SET a TO E'back\\\\slash''';\n"));
}

QTEST_GUILESS_MAIN(TestDatabaseRecipe)
#include "tst_databaserecipe.moc"
