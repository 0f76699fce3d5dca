#include "engine/guardianprotocol.h"

#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

using Kind = GuardianReport::Kind;

class TestGuardianProtocol : public QObject
{
    Q_OBJECT

private slots:
    void eventsAreTakenApart_data();
    void eventsAreTakenApart();
    void theJournalReadsAStepsOutput();
    void aHostWithoutALockIsFree();
    void aLockNamesItsOwnerAndKeepsTheBlanksOfAHome();
    void aLabelThatIsNotOursIsStillALock();
    void pastRunsAreToldWithTheirOutcome();
    void aRunningGuardianCountsMoreThanAnInterruptedFolder();
    void theTaskIsHandedOverWithTheSumOfEachFile();
    void aTaskThatHoldsNothingNamesNoContainers();
    void ownersBecomeOneWord_data();
    void ownersBecomeOneWord();
    void namesThatNoHostHasAreRefused_data();
    void namesThatNoHostHasAreRefused();
};

void TestGuardianProtocol::eventsAreTakenApart_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("step");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("output");

    const auto row = [](const char *name, const QByteArray &line, Kind kind,
                        const QString &words = {}, const QString &step = {}, int code = 0,
                        const QString &output = {}) {
        QTest::newRow(name) << line << int(kind) << words << step << code << output;
    };
    row("ready", "1682.61 ready", Kind::Ready);
    row("point", "9.00 point", Kind::Point);
    row("refused", "9.00 refused point", Kind::Refused, u"point"_s);
    row("closing", "9.00 closing client silent", Kind::Closing, u"client silent"_s);
    row("ended", "9.00 ended undone client gone", Kind::Ended, u"undone client gone"_s);
    row("step", "9.00 step do/10-x 3 5Li65LuA5LmICg==", Kind::Step, {}, u"do/10-x"_s, 3,
        u"为什么"_s);
    row("quiet step", "9.00 step fin/20-y 0 ", Kind::Step, {}, u"fin/20-y"_s, 0);
    row("absent step", "9.00 step do/10-x 127", Kind::Step, {}, u"do/10-x"_s, 127);
    row("broken step", "9.00 step do/10-x", Kind::Step, {}, u"do/10-x"_s, 127);
    row("an answer", "ok", Kind::None);
    row("an answer with a time in it", "past r1 9.00 ended done", Kind::None);
    row("nothing", "", Kind::None);
}

void TestGuardianProtocol::eventsAreTakenApart()
{
    QFETCH(QByteArray, line);
    QFETCH(int, kind);
    QFETCH(QString, words);
    QFETCH(QString, step);
    QFETCH(int, code);
    QFETCH(QString, output);
    const GuardianReport wanted{Kind(kind), words, step, code, output};
    QCOMPARE(guardianReport(line), wanted);
}

void TestGuardianProtocol::theJournalReadsAStepsOutput()
{
    const QByteArray line = "9.00 step do/10-x 3 " + QByteArray("no space\n").toBase64();
    QCOMPARE(guardianReport(line).toText(line), u"9.00 step do/10-x 3: no space"_s);
    QCOMPARE(guardianReport("9.00 ready").toText("9.00 ready"), u"9.00 ready"_s);
}

void TestGuardianProtocol::aHostWithoutALockIsFree()
{
    QCOMPARE(lockOfHello({}), HostLock());
}

void TestGuardianProtocol::aLockNamesItsOwnerAndKeepsTheBlanksOfAHome()
{
    const HostLock lock = lockOfHello({"busy running run=r1 owner=张三@desk login=dev "
                                       "form=container boot=b root=/home/a b=c/.lifeboat"});
    QCOMPARE(lock.state, HostLock::State::Busy);
    QCOMPARE(lock.run, u"r1"_s);
    QCOMPARE(lock.owner, u"张三@desk"_s);
    QCOMPARE(lock.login, u"dev"_s);
}

void TestGuardianProtocol::aLabelThatIsNotOursIsStillALock()
{
    QCOMPARE(lockOfHello({"busy running "}).state, HostLock::State::Busy);
}

void TestGuardianProtocol::pastRunsAreToldWithTheirOutcome()
{
    const HostLock lock = lockOfHello(
        {"past r1 9.00 ended undone client gone", "past r2 8.00 ended done by the client"});
    QCOMPARE(lock.state, HostLock::State::Free);
    QCOMPARE(lock.past, (QHash<QString, QString>{{u"r1"_s, u"undone client gone"_s},
                                                 {u"r2"_s, u"done by the client"_s}}));
}

void TestGuardianProtocol::aRunningGuardianCountsMoreThanAnInterruptedFolder()
{
    const HostLock lock = lockOfHello({"interrupted none run=r1 owner=- login=dev root=/x",
                                       "busy running run=r2 owner=o login=root root=/y"});
    QCOMPARE(lock.state, HostLock::State::Busy);
    QCOMPARE(lock.run, u"r2"_s);
}

void TestGuardianProtocol::theTaskIsHandedOverWithTheSumOfEachFile()
{
    const GuardianTask task{.image = u"sha256:0"_s,
                            .containers = {u"postgres first"_s, u"server"_s},
                            .touched = {u"postgres"_s},
                            .files = {{.path = u"do/10-x"_s, .script = u"echo '名'\n"_s}}};
    const QByteArrayList lines = linesOfTask(task, "about");
    QCOMPARE(lines.size(), 5);
    QCOMPARE(lines.at(0), "new");
    QVERIFY(lines.at(1).startsWith("put info "));
    QVERIFY(lines.at(2).endsWith(' ' + QByteArray("postgres first\nserver\n").toBase64()));
    QVERIFY(lines.at(3).endsWith(' ' + QByteArray("postgres\n").toBase64()));
    // sha256sum of that text
    QCOMPARE(lines.at(4),
             "put do/10-x 28305d1b6e1a00550999bc90918e999f5480a57ac6892c4200e3af999162e0be "
                 + u"echo '名'\n"_s.toUtf8().toBase64());
}

void TestGuardianProtocol::aTaskThatHoldsNothingNamesNoContainers()
{
    QCOMPARE(linesOfTask({.image = u"sha256:0"_s}, "about").size(), 2);
}

void TestGuardianProtocol::ownersBecomeOneWord_data()
{
    QTest::addColumn<QString>("owner");
    QTest::addColumn<QString>("label");
    QTest::newRow("plain") << u"root@pc-1.lan"_s << u"root@pc-1.lan"_s;
    QTest::newRow("blank and quote") << u"a b'c\"@d$(id)"_s << u"a-b-c-@d--id-"_s;
    QTest::newRow("newline") << u"a\nroot=/x"_s << u"a-root--x"_s;
    QTest::newRow("Chinese") << u"张三@工作站"_s << u"张三@工作站"_s;
    QTest::newRow("nothing") << QString() << u"unknown"_s;
    QTest::newRow("long") << QString(200, u'x') << QString(64, u'x');
}

void TestGuardianProtocol::ownersBecomeOneWord()
{
    QFETCH(QString, owner);
    QTEST(ownerLabel(owner), "label");
}

void TestGuardianProtocol::namesThatNoHostHasAreRefused_data()
{
    QTest::addColumn<QString>("run");
    QTest::addColumn<QString>("container");
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("isFine");
    const QString run = u"20261124-a1"_s;
    const QString container = u"compose-server-1 first"_s;
    const QString file = u"do/10-hold"_s;
    QTest::newRow("ours") << run << container << file << true;
    QTest::newRow("run with a slash") << u"../x"_s << container << file << false;
    QTest::newRow("run without a letter") << QString() << container << file << false;
    QTest::newRow("container with a newline") << run << u"a\nb"_s << file << false;
    QTest::newRow("container with an option's dash") << run << u"-v"_s << file << false;
    QTest::newRow("file above its folder") << run << container << u"do/../x"_s << false;
    QTest::newRow("file with a newline at its end") << run << container << u"do/x\n"_s << false;
    QTest::newRow("file of no kind") << run << container << u"bin/x"_s << false;
}

void TestGuardianProtocol::namesThatNoHostHasAreRefused()
{
    QFETCH(QString, run);
    QFETCH(QString, container);
    QFETCH(QString, file);
    const GuardianTask task{
        .image = u"sha256:0a"_s, .containers = {container}, .files = {{.path = file}}};
    QTEST(checkedTask(task, run).has_value(), "isFine");
}

QTEST_GUILESS_MAIN(TestGuardianProtocol)
#include "tst_guardianprotocol.moc"
