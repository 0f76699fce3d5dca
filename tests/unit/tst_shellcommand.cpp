#include "base/shellcommand.h"
#include "remote/remotescript.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// Quoting through the real shells of this machine, the bare command and the script that starts
// it on a host.
class tst_ShellCommand : public QObject
{
    Q_OBJECT

    struct Outcome
    {
        QByteArray output;
        QByteArray error;
        int status = -1;
    };

    static Outcome run(const QString &shell, const QString &text)
    {
        QProcess process;
        QStringList words = shell.split(u' ');
        const QString program = words.takeFirst();
        process.start(program, words + QStringList{u"-c"_s, text});
        process.closeWriteChannel();
        if (!process.waitForFinished(20000))
            return {};
        return {process.readAllStandardOutput(), process.readAllStandardError(),
                process.exitCode()};
    }

    // Processes of the group that are not dead already and only wait to be collected.
    static int livingOf(qint64 group)
    {
        int count = 0;
        for (const QString &pid : QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs)) {
            QFile file(u"/proc/"_s + pid + u"/stat"_s);
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const QByteArray text = file.readAll();
            const auto fields = text.mid(text.lastIndexOf(") ") + 2).split(' ');
            count += fields.value(2).toLongLong() == group && fields.value(0) != "Z";
        }
        return count;
    }

    static QStringList shells()
    {
        QStringList list{u"/bin/sh"_s};
        for (const QString &name : {u"bash"_s, u"busybox"_s}) {
            if (const QString path = QStandardPaths::findExecutable(name); !path.isEmpty())
                list << (name == u"busybox" ? path + u" sh"_s : path);
        }
        return list;
    }

private slots:
    void everyWordArrivesAsItIs_data()
    {
        QTest::addColumn<QString>("word");
        QTest::newRow("empty") << u""_s;
        QTest::newRow("plain") << u"shop"_s;
        QTest::newRow("space") << u"my shop"_s;
        QTest::newRow("single quote") << u"it's"_s;
        QTest::newRow("only quotes") << u"''''"_s;
        QTest::newRow("double quote") << u"say \"x\""_s;
        QTest::newRow("substitution") << u"$(touch /tmp/owned) `id` ${HOME} $1"_s;
        QTest::newRow("newline") << u"a\nb\n"_s;
        QTest::newRow("carriage return") << u"a\rb"_s;
        QTest::newRow("tab") << u"\ta\t"_s;
        QTest::newRow("backslash") << u"\\ \\\\ \\n \\'"_s;
        QTest::newRow("operators") << u"a;b&c|d>e<f(g)h{i}j"_s;
        QTest::newRow("glob") << u"*?[a-z]~"_s;
        QTest::newRow("history") << u"!! !x"_s;
        QTest::newRow("comment") << u"#x"_s;
        QTest::newRow("option") << u"-n"_s;
        QTest::newRow("assignment") << u"A=b"_s;
        QTest::newRow("percent") << u"%1 %s %%"_s;
        QTest::newRow("chinese") << u"数据库"_s;
        QTest::newRow("emoji") << u"🛟"_s;
        QTest::newRow("escape") << u"\x1b[31m"_s;
    }
    void everyWordArrivesAsItIs()
    {
        QFETCH(QString, word);
        const ShellCommand command = ShellCommand("printf %s") << word;
        for (const QString &shell : shells()) {
            QCOMPARE(QString::fromUtf8(run(shell, command.toShell()).output), word);
            const RemoteScript script{command.toShell(), u"m'1 $(id)"_s, false};
            const Outcome started = run(shell, script.toShell());
            QCOMPARE(QString::fromUtf8(started.output), word);
            QCOMPARE(started.status, 0);
        }
    }

    void commandsNestAsWords()
    {
        const ShellCommand inner = ShellCommand("printf %s") << u"a 'b' $c"_s;
        const ShellCommand outer = ShellCommand("sh -c") << inner.toShell();
        QCOMPARE(run(u"/bin/sh"_s, outer.toShell()).output, "a 'b' $c");
    }

    void aVariableIsShownByNameAndQuotedWhenKnown()
    {
        ShellCommand command("pg_dump");
        command << Variable{u"snapshot.my shop"_s, u"--snapshot="_s};
        QCOMPARE(command.toShell(), u"pg_dump --snapshot=<snapshot.my shop>"_s);
        QCOMPARE(command.toShell({{u"snapshot.my shop"_s, u"a'b"_s}}),
                 u"pg_dump '--snapshot=a'\\''b'"_s);
        QCOMPARE(command.variables(), QStringList{u"snapshot.my shop"_s});
    }

    void theScriptReportsItsGroupAndPassesTheStatus_data()
    {
        QTest::addColumn<QString>("shell");
        for (const QString &shell : shells())
            QTest::newRow(qPrintable(shell)) << shell;
    }
    void theScriptReportsItsGroupAndPassesTheStatus()
    {
        QFETCH(QString, shell);
        const RemoteScript script{u"sh -c 'echo $LIFEBOAT_RUN; cut -d\" \" -f5 /proc/$$/stat; "_s
                                      + u"echo own >&2; exit 5'"_s,
                                  u"m1"_s, false};
        const Outcome outcome = run(shell, script.toShell());
        QCOMPARE(outcome.status, 5);
        CommandLead lead;
        QCOMPARE(lead.filter(outcome.error), "own\n");
        QVERIFY(lead.hasBegun());
        QVERIFY(lead.isGroup());
        QCOMPARE(outcome.output.simplified(), "m1 " + QByteArray::number(lead.id()));
    }

    void aHostWithoutSetsidIsNoticed()
    {
        // Not the leader of a group, and no setsid in the path: the single process has to do.
        const RemoteScript script{u"echo on"_s, u"m"_s, false};
        const Outcome outcome =
            run(u"/bin/sh"_s, u"PATH=/nowhere; sh() { /bin/sh \"$@\"; }; "_s
                                  + script.toShell().mid(qsizetype(u"exec "_s.size())));
        CommandLead lead;
        lead.filter(outcome.error);
        QVERIFY2(lead.hasBegun(), outcome.error.constData());
        QVERIFY(!lead.isGroup());
        QCOMPARE(outcome.output, "on\n");
    }

    void aGroupIsKilledWithAllItsChildren_data()
    {
        theScriptReportsItsGroupAndPassesTheStatus_data();
    }
    void aGroupIsKilledWithAllItsChildren()
    {
        QFETCH(QString, shell);
        QProcess process;
        process.setReadChannel(QProcess::StandardError);
        const RemoteScript script{
            u"sh -c 'sleep 1000 & (trap \"\" TERM; sleep 1000; sleep 1000) & wait'"_s, u"m"_s,
            false};
        process.start(u"/bin/sh"_s, {u"-c"_s, script.toShell()});
        CommandLead lead;
        while (!lead.hasBegun() && process.waitForReadyRead(10000))
            lead.filter(process.readAllStandardError());
        QVERIFY(lead.hasBegun());
        // The one that ignores TERM costs the two seconds until KILL.
        QCOMPARE(run(shell, RemoteScript::killing(lead.id(), true)).status, 0);
        QVERIFY(process.state() == QProcess::NotRunning || process.waitForFinished(5000));
        QCOMPARE(livingOf(lead.id()), 0);
        QCOMPARE(run(shell, RemoteScript::killing(lead.id(), true)).status, 0); // nothing is left
    }

    void wordsBeforeTheCommandAreKeptApart()
    {
        CommandLead lead;
        QCOMPARE(lead.filter("motd\nlifeboat-sudo-pass"), "");
        QCOMPARE(lead.questions(), 0);
        QCOMPARE(lead.filter("word:"), "");
        QCOMPARE(lead.questions(), 1);
        QCOMPARE(lead.filter("\nSorry, try again.\nlifeboat-sudo-password:"), "");
        QCOMPARE(lead.questions(), 2);
        QCOMPARE(lead.filter("lifeboat-group 12"), "");
        QVERIFY(!lead.hasBegun());
        QCOMPARE(lead.filter("34\nfirst"), "first");
        QCOMPARE(lead.id(), 1234);
        QCOMPARE(lead.filter("lifeboat-group 9\n"), "lifeboat-group 9\n"); // the command's own now
        QVERIFY(lead.words().startsWith("motd\n"));
    }

    void aFloodBeforeTheCommandStaysBounded()
    {
        CommandLead lead;
        for (int i = 0; i < 100; ++i)
            lead.filter(QByteArray(10'000, 'x'));
        QVERIFY(lead.words().size() <= 64 * 1024);
        QCOMPARE(lead.filter("\nlifeboat-group 7\ny"), "y");
    }
};

QTEST_GUILESS_MAIN(tst_ShellCommand)
#include "tst_shellcommand.moc"
