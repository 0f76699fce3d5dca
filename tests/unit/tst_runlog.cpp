#include "app/runlog.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

class TestRunLog : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aReportSurvivesItsJson();
    void idsSortByTime();
    void aRunIsListedWhileItRunsAndAfter();
    void theNewestRunComesFirst();
    void aRunThatWasDroppedIsInterrupted();
    void aRunWhoseProgramDiedIsInterrupted();
    void theJournalIsReadBackWithoutItsCutLine();
    void progressIsWrittenOnceASecond();
    void planFileHasTheStepsAsTheCommandLineShowsThem();
    void aSecondPartKeepsTheFirstPlan();
    void whatWasComparedIsKeptBesideTheReport();
    void aRunIsWorkedOnByOneProgramOnly();
    void anotherProgramCanAskToCancel();
    void onlyARunningRunCanBeCancelled();
    void aDamagedRecordIsListedAsDamaged();
    void lastIsTheNewestRestoreWithSafetyCopies();
    void anInterruptedSwitchMayBeTheLastOne();
    void howARunEndedIsRecorded();
    void whereAnInterruptedSwitchStandsIsLeftToTheHost_data();
    void whereAnInterruptedSwitchStandsIsLeftToTheHost();
    void theEndOfAnEarlierPartIsNotThatOfTheRunningOne();
    void whatIsNoIdNeverBecomesAPath();

private:
    RunReport report(const QString &run) const;
    void finished(const RunReport &report);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<RunLog> m_log;
};

void TestRunLog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_log = std::make_unique<RunLog>(m_folder->path());
}

RunReport TestRunLog::report(const QString &run) const
{
    RunReport report;
    report.run = run;
    report.hostId = u"h1-00000001"_s;
    report.hostName = u"主机"_s;
    report.point = u"h1-00000001/20261122T020000Z"_s;
    report.started = QDateTime::fromString(u"2026-11-22T02:00:00.250Z"_s, Qt::ISODateWithMs);
    return report;
}

void TestRunLog::finished(const RunReport &report)
{
    auto recorder = m_log->open(report.run);
    QVERIFY(recorder);
    QVERIFY((*recorder)->begin({}, report));
    QVERIFY((*recorder)->finish(report));
}

static Plan somePlan()
{
    Step step{.id = "dump.shop",
              .title = {"Dump database %1", {u"shop"_s}},
              .action = RunCommand{ShellCommand("pg_dump -Fc") << u"a b"_s},
              .component = u"postgres"_s,
              .changesHost = true};
    return {.verb = Verb::Backup,
            .run = u"r1"_s,
            .host = u"主机"_s,
            .stages = {{{{"lane1", {step}}}}},
            .warnings = {{"Beware.", {}}},
            .estimatedBytes = 42};
}

void TestRunLog::aReportSurvivesItsJson()
{
    RunReport all = report(u"r1"_s);
    all.verb = Verb::Prepare;
    all.vault = u"/v"_s;
    all.tool = u"Lifeboat 0"_s;
    all.machine = u"主机"_s;
    all.machineId = u"m"_s;
    all.status = Outcome::Warning;
    all.bytes = 1LL << 40;
    all.seconds = 1.5;
    all.downtimeSeconds = 0.25;
    all.applicationSeconds = 3;
    all.ended = all.started.addSecs(10);
    ComponentReport component{.id = u"postgres"_s, .status = Outcome::Failed};
    component.artifacts << Artifact{u"postgres/a.dump"_s, 7, u"ab"_s, u"a"_s, u"custom"_s};
    component.fingerprint.entries.insert(u"a rows"_s, u"12"_s);
    component.differences << Difference{u"a rows"_s, u"12"_s, u"13"_s};
    component.safetyCopies = {u"a_before"_s, u"b_before"_s};
    component.why = Error{Error::Kind::CommandFailed, {"It failed: %1", {u"x"_s}}, {}, u"boom"_s};
    all.components << component;
    all.uncovered << Uncovered{u"volume"_s, u"minio"_s, {"Not in this version.", {}}};
    all.error = cancelled();
    all.restore = RestoreState::InService;
    all.places << Place{
        Place::Kind::Database, u"postgres"_s, u"pg"_s, u"u"_s, u"a"_s, {}, u"b"_s, u"c"_s, false};
    all.places << Place{.kind = Place::Kind::Directory, .live = u"/v/_data"_s, .sub = u"x/1"_s};
    all.restartServices << u"server"_s;
    all.pid = 7;
    const QJsonObject json = all.toJson();
    const RunReport back = RunReport::fromJson(json);
    QCOMPARE(back.toJson(), json);
    QCOMPARE(back.started, all.started);
    QCOMPARE(back.restore, all.restore);
    QCOMPARE(back.places, all.places);
    QCOMPARE(back.components.first().why, component.why);
    QCOMPARE(back.error, all.error);
    QCOMPARE(back.uncovered, all.uncovered);
}

void TestRunLog::idsSortByTime()
{
    const QDateTime now = QDateTime::fromString(u"2026-11-22T02:00:00Z"_s, Qt::ISODate);
    const QString early = RunLog::newRunId(now);
    QVERIFY(early.startsWith(u"20261122t020000-"_s));
    QVERIFY(early < RunLog::newRunId(now.addSecs(1)));
    QVERIFY(early != RunLog::newRunId(now));
}

void TestRunLog::aRunIsListedWhileItRunsAndAfter()
{
    auto recorder = m_log->open(u"r1"_s);
    QVERIFY(recorder);
    QVERIFY((*recorder)->begin(somePlan(), report(u"r1"_s)));
    QCOMPARE(m_log->runs()->size(), 1);
    QVERIFY(!m_log->runs()->first().error);
    QVERIFY(!m_log->runs()->first().ended.isValid());
    QVERIFY(m_log->isRunning(u"r1"_s));

    QVERIFY((*recorder)->finish(report(u"r1"_s)));
    recorder->reset();
    const RunReport ended = *m_log->run(u"r1"_s);
    QVERIFY(ended.ended.isValid());
    QVERIFY(!ended.error);
    QCOMPARE(ended.pid, 0);
    QVERIFY(!m_log->isRunning(u"r1"_s));
}

void TestRunLog::theNewestRunComesFirst()
{
    finished(report(u"20261122t020000-00000001"_s));
    finished(report(u"20261123t020000-00000001"_s));
    QCOMPARE(m_log->runs()->first().run, u"20261123t020000-00000001"_s);
}

void TestRunLog::aRunThatWasDroppedIsInterrupted()
{
    auto recorder = m_log->open(u"r1"_s);
    QVERIFY((*recorder)->begin(somePlan(), report(u"r1"_s)));
    recorder->reset();
    const RunReport left = *m_log->run(u"r1"_s);
    QCOMPARE(left.error->kind, Error::Kind::Interrupted);
    QCOMPARE(left.status, Outcome::Failed);
    QVERIFY(!left.ended.isValid());
}

void TestRunLog::aRunWhoseProgramDiedIsInterrupted()
{
    {
        auto recorder = m_log->open(u"r1"_s);
        QVERIFY((*recorder)->begin(somePlan(), report(u"r1"_s)));
    }
    // What a killed program leaves: its lock file and a report without an end.
    QProcess gone;
    gone.start(u"true"_s, {});
    QVERIFY(gone.waitForStarted());
    const qint64 pid = gone.processId();
    QVERIFY(gone.waitForFinished());
    QFile lock(m_folder->filePath(u"r1/lock"_s));
    QVERIFY(lock.open(QIODevice::WriteOnly));
    lock.write(QByteArray::number(pid) + "\ntrue\n" + QSysInfo::machineHostName().toUtf8() + '\n'
               + QSysInfo::machineUniqueId() + '\n' + QSysInfo::bootUniqueId() + '\n');
    lock.close();
    RunReport left = *m_log->run(u"r1"_s);
    left.error.reset();
    left.pid = int(pid);
    QVERIFY(m_log->update(left));

    QCOMPARE(m_log->run(u"r1"_s)->error->kind, Error::Kind::Interrupted);
    QVERIFY(!m_log->isRunning(u"r1"_s));
}

void TestRunLog::theJournalIsReadBackWithoutItsCutLine()
{
    auto recorder = m_log->open(u"r1"_s);
    (*recorder)->event(StepStarted{"a", u"echo"_s});
    (*recorder)->event(StepFinished{.step = "a", .bytes = 5, .error = cancelled()});
    QFile journal((*recorder)->journalFile());
    QVERIFY(journal.open(QIODevice::Append));
    journal.write("{\"event\":\"started\",\"st");
    journal.close();

    const auto events = m_log->events(u"r1"_s);
    QCOMPARE(events->size(), 2);
    QCOMPARE(std::get<StepStarted>(events->first()).command, u"echo"_s);
    QCOMPARE(std::get<StepFinished>(events->last()).error->kind, Error::Kind::Cancelled);
}

void TestRunLog::progressIsWrittenOnceASecond()
{
    auto recorder = m_log->open(u"r1"_s);
    for (int i = 0; i < 100; ++i) {
        (*recorder)->event(StepProgress{"a", i, 100});
        (*recorder)->event(StepProgress{"b", i, 100});
    }
    QCOMPARE(m_log->events(u"r1"_s)->size(), 2);
}

void TestRunLog::planFileHasTheStepsAsTheCommandLineShowsThem()
{
    auto recorder = m_log->open(u"r1"_s);
    QVERIFY((*recorder)->begin(somePlan(), report(u"r1"_s)));
    QFile file(m_folder->filePath(u"r1/plan.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject step = json.value("steps"_L1).toArray().first().toObject();
    QCOMPARE(step.value("id"_L1).toString(), u"dump.shop"_s);
    QCOMPARE(step.value("title"_L1).toString(), u"Dump database shop"_s);
    QCOMPARE(step.value("command"_L1).toString(), u"pg_dump -Fc 'a b'"_s);
    QCOMPARE(step.value("where"_L1).toString(), u"host"_s);
    QCOMPARE(step.value("lane"_L1).toString(), u"lane1"_s);
    QCOMPARE(step.value("changesHost"_L1).toBool(), true);
    QCOMPARE(json.value("warnings"_L1).toArray(), QJsonArray{u"Beware."_s});
    QCOMPARE(json.value("estimate"_L1).toObject().value("bytes"_L1).toInt(), 42);
    QVERIFY(json.value("estimate"_L1).toObject().value("seconds"_L1).isNull());
}

void TestRunLog::aSecondPartKeepsTheFirstPlan()
{
    {
        const auto first = m_log->open(u"r1"_s);
        QVERIFY((*first)->begin({}, report(u"r1"_s))); // before the plan is known
        QVERIFY((*first)->begin(somePlan(), report(u"r1"_s)));
        QVERIFY(!QFile::exists(m_folder->filePath(u"r1/plan-backup.json"_s)));
    }
    auto recorder = m_log->open(u"r1"_s);
    Plan second = somePlan();
    second.verb = Verb::CutOver;
    QVERIFY((*recorder)->begin(second, report(u"r1"_s)));
    QVERIFY(QFile::exists(m_folder->filePath(u"r1/plan.json"_s)));
    QVERIFY(QFile::exists(m_folder->filePath(u"r1/plan-cutover.json"_s)));
}

// Also what is equal; and a later part, which compares nothing, leaves it as it is.
void TestRunLog::whatWasComparedIsKeptBesideTheReport()
{
    RunReport first = report(u"r1"_s);
    Comparison comparison{{{{u"a rows"_s, u"1"_s}, {u"b hash"_s, u"007"_s}}},
                          {{{u"a rows"_s, u"2"_s}, {u"b hash"_s, u"007"_s}}}};
    first.comparisons.insert(u"postgres"_s, comparison);
    {
        const auto recorder = m_log->open(u"r1"_s);
        QVERIFY(recorder);
        QVERIFY((*recorder)->begin(somePlan(), first));
        QCOMPARE(m_log->comparisons(u"r1"_s)->value(u"postgres"_s), comparison); // dies here
        comparison.found.entries[u"a rows"_s] = u"1"_s;
        first.comparisons.insert(u"postgres"_s, comparison);
        QVERIFY((*recorder)->finish(first));
    }
    finished(*m_log->run(u"r1"_s));
    QCOMPARE(m_log->comparisons(u"r1"_s)->value(u"postgres"_s), comparison);
    QVERIFY(m_log->comparisons(u"r2"_s).error().kind == Error::Kind::Usage);
    finished(report(u"r2"_s));
    QVERIFY(m_log->comparisons(u"r2"_s)->isEmpty());
}

void TestRunLog::aRunIsWorkedOnByOneProgramOnly()
{
    const auto first = m_log->open(u"r1"_s);
    QVERIFY(first);
    const auto second = m_log->open(u"r1"_s);
    QVERIFY(!second);
    QCOMPARE(second.error().kind, Error::Kind::Busy);
}

void TestRunLog::anotherProgramCanAskToCancel()
{
    const CancelToken cancel;
    auto recorder = m_log->open(u"r1"_s, cancel);
    QVERIFY((*recorder)->begin(somePlan(), report(u"r1"_s)));
    QVERIFY(RunLog(m_folder->path()).requestCancel(u"r1"_s));
    QVERIFY(m_log->cancelRequested(u"r1"_s));
    QTRY_VERIFY_WITH_TIMEOUT(cancel.isCancelled(), 1000);

    QVERIFY((*recorder)->finish(report(u"r1"_s)));
    recorder->reset();
    const CancelToken later;
    const auto next = m_log->open(u"r1"_s, later);
    QVERIFY(next);
    QVERIFY2(!m_log->cancelRequested(u"r1"_s), "an old request must not stop a later part");
}

void TestRunLog::onlyARunningRunCanBeCancelled()
{
    QCOMPARE(m_log->requestCancel(u"r1"_s).error().kind, Error::Kind::Usage);
    finished(report(u"r1"_s));
    QCOMPARE(m_log->requestCancel(u"r1"_s).error().kind, Error::Kind::Usage);
}

void TestRunLog::aDamagedRecordIsListedAsDamaged()
{
    finished(report(u"r1"_s));
    QFile file(m_folder->filePath(u"r1/run.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"run\":");
    file.close();
    QCOMPARE(m_log->runs()->size(), 1);
    QCOMPARE(m_log->runs()->first().error->kind, Error::Kind::Corrupt);
    QCOMPARE(m_log->run(u"r1"_s).error().kind, Error::Kind::Corrupt);
}

void TestRunLog::lastIsTheNewestRestoreWithSafetyCopies()
{
    QCOMPARE(m_log->run(u"last"_s).error().kind, Error::Kind::Usage);
    const auto restore = [this](const QString &run, RestoreState state) {
        RunReport one = report(run);
        one.verb = Verb::Prepare;
        one.restore = state;
        one.components << ComponentReport{.id = u"postgres"_s,
                                          .safetyCopies = {u"bklite_before"_s}};
        finished(one);
    };
    restore(u"1"_s, RestoreState::InService);
    restore(u"2"_s, RestoreState::InService);
    restore(u"3"_s, RestoreState::Accepted);
    restore(u"4"_s, RestoreState::Prepared);
    finished(report(u"5"_s));
    QCOMPARE(m_log->run(u"last"_s)->run, u"2"_s);
}

// A run as its killed program left it.
static RunReport interrupted(RunReport report, Verb verb, RestoreState state)
{
    report.verb = verb;
    report.restore = state;
    report.places << Place{.component = u"postgres"_s, .live = u"a"_s, .safety = u"a_before"_s};
    report.pid = 1;
    return report;
}

// The host may have completed it: then an older restore must not be undone in its place.
void TestRunLog::anInterruptedSwitchMayBeTheLastOne()
{
    RunReport older = interrupted(report(u"1"_s), Verb::CutOver, RestoreState::InService);
    finished(older);
    QVERIFY(m_log->update(interrupted(report(u"2"_s), Verb::CutOver, RestoreState::Prepared)));
    QVERIFY(m_log->update(interrupted(report(u"3"_s), Verb::Prepare, RestoreState::None)));
    QCOMPARE(m_log->run(u"last"_s)->run, u"2"_s);
}

void TestRunLog::howARunEndedIsRecorded()
{
    QVERIFY(m_log->update(interrupted(report(u"r1"_s), Verb::Prepare, RestoreState::None)));
    QVERIFY(m_log->recordEnd(u"r1"_s, u"undone 2026"_s));
    const auto ended = m_log->run(u"r1"_s);
    QVERIFY(ended->ended.isValid());
    QCOMPARE(ended->error->kind, Error::Kind::Interrupted);
    QCOMPARE(ended->error->detail, u"undone 2026"_s);
    finished(report(u"r2"_s));
    QVERIFY(m_log->recordEnd(u"r2"_s, u"done"_s));
    QVERIFY(!m_log->run(u"r2"_s)->error);
    QVERIFY(m_log->recordEnd(u"of-another-desktop"_s, u"done"_s));
}

void TestRunLog::whereAnInterruptedSwitchStandsIsLeftToTheHost_data()
{
    QTest::addColumn<Verb>("verb");
    QTest::addColumn<RestoreState>("state");
    QTest::newRow("cut-over") << Verb::CutOver << RestoreState::Prepared;
    QTest::newRow("undo") << Verb::Undo << RestoreState::InService;
    QTest::newRow("accept") << Verb::Accept << RestoreState::InService;
    QTest::newRow("discard") << Verb::Discard << RestoreState::Undone;
}

// A run that has ended is refused by what its record says, before the host is asked.
void TestRunLog::whereAnInterruptedSwitchStandsIsLeftToTheHost()
{
    QFETCH(const Verb, verb);
    QFETCH(const RestoreState, state);
    QVERIFY(m_log->update(interrupted(report(u"r1"_s), verb, state)));
    QVERIFY(m_log->recordEnd(u"r1"_s, u"finished 2026"_s));
    QVERIFY(!m_log->run(u"r1"_s)->ended.isValid());
    QCOMPARE(m_log->run(u"r1"_s)->error->kind, Error::Kind::Interrupted);
}

// What continues an interrupted run finds that run's end on the host, under its own name.
void TestRunLog::theEndOfAnEarlierPartIsNotThatOfTheRunningOne()
{
    auto recorder = m_log->open(u"r1"_s);
    QVERIFY((*recorder)->begin({}, report(u"r1"_s)));
    QVERIFY(m_log->recordEnd(u"r1"_s, u"undone 2026"_s));
    QVERIFY(m_log->isRunning(u"r1"_s));
    QVERIFY(!m_log->run(u"r1"_s)->error);
}

void TestRunLog::whatIsNoIdNeverBecomesAPath()
{
    for (const QString &id : {u"../r1"_s, u""_s, u"."_s, u"/etc"_s, u"A"_s, u"r1\n"_s}) {
        QCOMPARE(m_log->run(id).error().kind, Error::Kind::Usage);
        QVERIFY(!m_log->open(id));
        QVERIFY(!m_log->events(id));
    }
}

QTEST_GUILESS_MAIN(TestRunLog)
#include "tst_runlog.moc"
