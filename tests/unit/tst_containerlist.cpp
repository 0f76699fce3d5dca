#include "engine/containerlist.h"

#include <QProcess>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

class tst_ContainerList : public QObject
{
    Q_OBJECT

    static QByteArray line(const char *name, const char *project, const char *directory,
                           const char *env, const char *path = "/app/app.sh")
    {
        return QByteArray("{\"name\":\"/") + name + "\",\"id\":\"1\",\"image\":\"i\",\"path\":\""
               + path
               + "\",\"imageId\":\"sha256:1\",\"state\":\"running\",\"started\":\"2026-11-22T02:00:"
                 "00.5Z\","
                 "\"restart\":\"always\",\"mounts\":[{\"Type\":\"volume\",\"Name\":\""
               + QByteArray(64, 'a') + "\",\"Source\":\"/x\",\"Destination\":\"/data\"}],"
               + "\"addresses\":[\"172.18.0.2\",\"\"],\"service\":\"" + name + "\",\"project\":\""
               + project + "\",\"directory\":\"" + directory
               + "\",\"files\":\"a.yaml,b.yaml\",\"env\":[" + env + "\"\"]}\n";
    }

private slots:
    void readsWhatDockerPrints()
    {
        const QList<ListedContainer> containers = parseContainers(
            line("postgres", "compose", "/opt/bk lite",
                 "\"PG_MAJOR=15\",\"POSTGRES_USER=bk=user\",", "docker-entrypoint.sh"));
        QCOMPARE(containers.size(), 1);
        const ServiceFacts &service = containers.first().service;
        QCOMPARE(service.container, u"postgres"_s);
        QCOMPARE(service.superuser, u"bk=user"_s);
        QCOMPARE(service.postgresMajor, u"15"_s);
        QCOMPARE(service.addresses, QStringList{u"172.18.0.2"_s});
        QVERIFY(service.mounts.first().anonymous);
        QVERIFY(service.started.isValid());
        QCOMPARE(containers.first().directory, u"/opt/bk lite"_s);
        QCOMPARE(containers.first().files.size(), 2);
    }

    void anImageMadeFromPostgresIsNoServer()
    {
        const QList<ListedContainer> containers =
            parseContainers(line("web", "compose", "/opt", "\"PG_MAJOR=15\","));
        QVERIFY(!containers.first().service.runsPostgres());
    }

    void theProjectWithTheServerIsChosenAmongSeveral()
    {
        const QByteArray both = line("shop", "shop", "/srv/shop", "")
                                + line("server", "compose", "/opt/bk-lite",
                                       "\"DB_ENGINE=postgresql\",\"DB_NAME=bklite\",");
        const Result<ListedProject> found = chooseProject(parseContainers(both), {});
        QVERIFY(bool(found));
        QCOMPARE(found->directory, u"/opt/bk-lite"_s);
        QCOMPARE(found->variant.value(u"DB_NAME"_s), u"bklite"_s);
        QCOMPARE(chooseProject(parseContainers(both), u"/srv/shop/"_s)->name, u"shop"_s);
    }

    void aWrongDirectoryNamesTheRightOnes()
    {
        const Result<ListedProject> found = chooseProject(
            parseContainers(line("server", "compose", "/opt/bk-lite", "")), u"/opt/other"_s);
        QVERIFY(!found);
        QCOMPARE(found.error().kind, Error::Kind::NotFound);
        QVERIFY(found.error().hint.toEnglish().contains(u"/opt/bk-lite"_s));
    }

    void severalProjectsWithoutAServerAreNotGuessedAmong()
    {
        const QByteArray both = line("a", "a", "/srv/a", "") + line("b", "b", "/srv/b", "");
        QCOMPARE(chooseProject(parseContainers(both), {}).error().kind, Error::Kind::Invalid);
        QCOMPARE(chooseProject({}, {}).error().kind, Error::Kind::NotFound);
    }

    void sizesAndFreeSpaceAreRead()
    {
        QCOMPARE(
            parseVolumeSizes("a 46.2MB\nb 0B\nc 1.5GB\nd N/A\n"),
            (QHash<QString, qint64>{{u"a"_s, 46'200'000}, {u"b"_s, 0}, {u"c"_s, 1'500'000'000}}));
        QCOMPARE(freeBytesOf("Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/a b "
                             "100 40 60 40% /x y\n"),
                 61440);
        QCOMPARE(freeBytesOf("df: /x: No such file\n"), -1);
    }

    void theShellAcceptsTheQuestions()
    {
        for (const ShellCommand &command :
             {listContainers(),
              findVector({.container = u"a'b $(c)"_s, .postgresMajor = u"15"_s})}) {
            QProcess shell;
            shell.start(u"/bin/sh"_s, {u"-n"_s, u"-c"_s, command.toShell()});
            QVERIFY(shell.waitForFinished());
            QCOMPARE(shell.exitCode(), 0);
        }
        QVERIFY(!listContainers().toShell().contains(u"PASSWORD"_s));
    }
};

QTEST_GUILESS_MAIN(tst_ContainerList)
#include "tst_containerlist.moc"
