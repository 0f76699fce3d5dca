#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/exitstatus.h"

#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

class TestArguments : public QObject
{
    Q_OBJECT

private slots:
    void wrongUsageIsFoundBeforeAnything_data();
    void wrongUsageIsFoundBeforeAnything();
    void whatIsTypedIsUnderstood();
    void valuesFollowInBothForms();
    void everythingBehindTwoDashesIsWords();
    void jsonIsKnownAlsoWhenTheRestIsWrong();
    void everyCommandsOptionsExist();
    void theHelpNamesEveryCommand();
    void errorsBecomeStatuses_data();
    void errorsBecomeStatuses();
    void runsBecomeStatuses_data();
    void runsBecomeStatuses();
};

static QStringList words(const char *line)
{
    return QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts);
}

void TestArguments::wrongUsageIsFoundBeforeAnything_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("named");
    const auto row = [](const char *line, const QString &named) {
        QTest::newRow(line) << QString::fromUtf8(line) << named;
    };
    row("", u"command"_s);
    row("frobnicate", u"frobnicate"_s);
    row("host", u"host add"_s);
    row("host frobnicate", u"host add"_s);
    row("host list --frob", u"--frob"_s);
    row("host list extra", u"host list"_s);
    row("host add one", u"NAME"_s);
    row("host list --tag x", u"--tag"_s);
    row("backup h1 --parallel", u"--parallel"_s);
    row("backup h1 --all=yes", u"--all"_s);
    row("backup h1 --vault a --vault b", u"--vault"_s);
    row("host list --json --json-lines", u"--json-lines"_s);
    row("drill a/1 b/2", u"drill"_s);
    row("verify", u"verify"_s);
    row("host list -x", u"-x"_s);
    for (const char *later :
         {"prune --dry-run", "schedule list", "run-due", "host-script install h1", "audit"})
        row(later, u"not in this version"_s);
}

void TestArguments::wrongUsageIsFoundBeforeAnything()
{
    QFETCH(const QString, line);
    QFETCH(const QString, named);
    const auto parsed = parseArguments(line.split(u' ', Qt::SkipEmptyParts));
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().kind, Error::Kind::Usage);
    QVERIFY2(parsed.error().message.toEnglish().contains(named),
             qPrintable(parsed.error().message.toEnglish()));
    QCOMPARE(exitStatus(parsed.error()), WrongUsage);
}

void TestArguments::whatIsTypedIsUnderstood()
{
    const auto parsed = parseArguments(
        words("host add --sudo --tag a prod ops@10.0.0.1:2222 --tag b --trust SHA256:x -q"));
    QVERIFY(parsed);
    QCOMPARE(parsed->command, commandNamed(u"host add"_s));
    QCOMPARE(parsed->words, (QStringList{u"prod"_s, u"ops@10.0.0.1:2222"_s}));
    QCOMPARE(parsed->values(u"tag"_s), (QStringList{u"a"_s, u"b"_s}));
    QVERIFY(parsed->has(u"sudo"_s));
    QVERIFY(parsed->has(u"quiet"_s));
    QVERIFY(!parsed->has(u"offline"_s));
}

void TestArguments::valuesFollowInBothForms()
{
    for (const char *line :
         {"restore h/latest --to=a=b --beside", "restore h/latest --to a=b --beside"}) {
        const auto parsed = parseArguments(words(line));
        QVERIFY(parsed);
        QCOMPARE(parsed->value(u"to"_s), u"a=b"_s);
    }
}

void TestArguments::everythingBehindTwoDashesIsWords()
{
    const auto parsed = parseArguments(words("host show -- --json"));
    QVERIFY(parsed);
    QCOMPARE(parsed->words, QStringList{u"--json"_s});
    QCOMPARE(outputModeOf(words("host show -- --json")), OutputMode::Text);
}

void TestArguments::jsonIsKnownAlsoWhenTheRestIsWrong()
{
    QCOMPARE(outputModeOf(words("frobnicate --json")), OutputMode::Json);
    QCOMPARE(outputModeOf(words("frobnicate --frob --json-lines")), OutputMode::JsonLines);
    QCOMPARE(outputModeOf(words("host list")), OutputMode::Text);
}

void TestArguments::everyCommandsOptionsExist()
{
    for (const Command &command : commands()) {
        for (const QString &option : command.options)
            QVERIFY2(optionNamed(option), command.name);
        QCOMPARE(commandNamed(QString::fromLatin1(command.name)), &command);
    }
}

void TestArguments::theHelpNamesEveryCommand()
{
    const QString overview = helpText(nullptr);
    for (const Command &command : commands()) {
        QCOMPARE(overview.contains(u"  "_s + QString::fromLatin1(command.name) + u' '),
                 command.run != nullptr);
        if (command.run)
            QVERIFY(helpText(&command).contains(QString::fromLatin1(command.name)));
    }
}

void TestArguments::errorsBecomeStatuses_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("before");
    QTest::addColumn<int>("after");
    const auto row = [](const char *name, Error::Kind kind, int before, int after) {
        QTest::newRow(name) << int(kind) << before << after;
    };
    row("cancelled", Error::Kind::Cancelled, 5, 5);
    row("usage", Error::Kind::Usage, 2, 2);
    row("unreachable", Error::Kind::Unreachable, 4, 1);
    row("unknown key", Error::Kind::HostKeyUnknown, 4, 1);
    row("changed key", Error::Kind::HostKeyChanged, 4, 1);
    row("denied", Error::Kind::Denied, 4, 1);
    row("timed out", Error::Kind::TimedOut, 1, 1);
    row("command failed", Error::Kind::CommandFailed, 1, 1);
    row("storage", Error::Kind::Storage, 1, 1);
    row("no space", Error::Kind::NoSpace, 1, 1);
    row("corrupt", Error::Kind::Corrupt, 1, 1);
    row("invalid", Error::Kind::Invalid, 1, 1);
    row("not found", Error::Kind::NotFound, 1, 1);
    row("busy", Error::Kind::Busy, 1, 1);
    row("interrupted", Error::Kind::Interrupted, 1, 1);
}

void TestArguments::errorsBecomeStatuses()
{
    QFETCH(const int, kind);
    const Error error{Error::Kind(kind), {"x", {}}, {}, {}};
    QTEST(int(exitStatus(error, false)), "before");
    QTEST(int(exitStatus(error, true)), "after");
}

// One run in a few letters: what its components came to, whether a point was made, its error.
static HostRun run(const QByteArray &components, bool hasPoint,
                   std::optional<Error::Kind> error = {}, Verb verb = Verb::Backup)
{
    HostRun run;
    run.report.verb = verb;
    run.report.point = hasPoint ? u"h/1"_s : QString();
    run.reached = !components.isEmpty();
    for (const char one : components)
        run.report.components << ComponentReport{
            .id = u"c"_s, .status = one == '+' ? Outcome::Ok : Outcome::Failed};
    const bool some = components.contains('+');
    const bool all = !components.contains('-');
    run.report.status = error || !some ? Outcome::Failed : all ? Outcome::Ok : Outcome::Warning;
    if (error) {
        run.report.error = Error{*error, {"x", {}}, {}, {}};
        if (*error == Error::Kind::Cancelled)
            run.report.status = Outcome::Cancelled;
    }
    return run;
}

void TestArguments::runsBecomeStatuses_data()
{
    QTest::addColumn<QList<HostRun>>("runs");
    QTest::addColumn<int>("status");
    const HostRun ok = run("++", true);
    const HostRun part = run("+-", true);
    const HostRun failed = run("--", false);
    const HostRun busy = run("", false, Error::Kind::Busy);
    const HostRun unreached = run("", false, Error::Kind::Unreachable);
    const HostRun cancelled = run("+", false, Error::Kind::Cancelled);
    const auto row = [](const char *name, const QList<HostRun> &runs, int status) {
        QTest::newRow(name) << runs << status;
    };
    row("all is done", {ok}, 0);
    row("a component failed", {part}, 3);
    row("every component failed", {failed}, 1);
    row("another run holds the host", {busy}, 1);
    row("no session", {unreached}, 4);
    row("cancelled", {cancelled}, 5);
    row("the line was cut in the middle", {run("--", false, Error::Kind::Unreachable)}, 1);
    row("the end failed after the point was made", {run("++", true, Error::Kind::Interrupted)}, 3);
    row("two hosts, both ok", {ok, ok}, 0);
    row("two hosts, one in part", {ok, part}, 3);
    row("two hosts, one not reached", {ok, unreached}, 3);
    row("two hosts, none reached", {unreached, unreached}, 4);
    row("two hosts, one failed and one not reached", {failed, unreached}, 1);
    row("two hosts, one cancelled", {ok, cancelled}, 5);
    row("two hosts, one busy", {busy, part}, 3);
    row("a verify that failed", {run("-", true, {}, Verb::Verify)}, 1);
    row("a drill of which one component failed", {run("+-", true, {}, Verb::Drill)}, 3);
    row("an unequal preparation", {run("-", true, Error::Kind::Corrupt, Verb::Prepare)}, 1);
}

void TestArguments::runsBecomeStatuses()
{
    QFETCH(const QList<HostRun>, runs);
    QTEST(int(exitStatus(runs)), "status");
}

QTEST_GUILESS_MAIN(TestArguments)
#include "tst_arguments.moc"
