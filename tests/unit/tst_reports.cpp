#include "app/reports.h"
#include "components/component.h"

#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

static const QDateTime Now = QDateTime::fromString(u"2026-11-22T02:00:00Z"_s, Qt::ISODate);

static Error error(Error::Kind kind, const QString &detail = {})
{
    return {kind, {"It went wrong.", {}}, {}, detail};
}

// A lane for each component: make a place, feed a dump, compare.
static Plan drillOf(const QStringList &components, Verb verb = Verb::Drill)
{
    Plan plan{.verb = verb, .run = u"r1"_s, .independentComponents = true};
    Stage stage;
    for (const QString &id : components) {
        const QByteArray prefix = id.toUtf8();
        Lane lane{prefix, {}};
        lane.steps << Step{.id = prefix + ".create",
                           .action = RunCommand{ShellCommand("true")},
                           .component = id}
                   << Step{.id = prefix + ".restore",
                           .action = FeedArtifact{{}, ShellCommand("pg_restore")},
                           .component = id}
                   << Step{.id = prefix + ".compare", .action = TakeFingerprint{}, .component = id};
        stage.lanes << lane;
    }
    plan.stages << stage;
    return plan;
}

static void fail(Execution &execution, const QString &component, const char *step,
                 const Error &error)
{
    execution.failures.insert(component, error);
    execution.failedSteps.insert(component, component.toUtf8() + step);
}

// What an execution comes to: the run's status, and what it proves or disproves of a point.
class TestReports : public QObject
{
    Q_OBJECT

private slots:
    void aRunThatLookedAtNothingIsNoSuccess_data();
    void aRunThatLookedAtNothingIsNoSuccess();
    void aDamagedComponentFailsItsVerifyAndItsDrill();
    void onlyWhatIsAboutThePointIsHeldAgainstIt_data();
    void onlyWhatIsAboutThePointIsHeldAgainstIt();
    void aRunProvesWhatWentWellAndDisprovesWhatDidNot();
    void whatCouldNotBeTriedIsSkippedAndProvesNothing();
    void whatWasCutOffProvesNothing();
    void onlyWhatIsKeptIsNamedAsASafetyCopy();
    void whatIsPartlyInServiceIsToldApartFromWhatIsNot();
};

static RunReport reportOf(const Plan &plan, const Execution &execution)
{
    RunReport report{.run = plan.run, .verb = plan.verb};
    Lifeboat::report(report, plan, execution);
    return report;
}

void TestReports::aRunThatLookedAtNothingIsNoSuccess_data()
{
    QTest::addColumn<Verb>("verb");
    QTest::newRow("verify") << Verb::Verify;
    QTest::newRow("drill") << Verb::Drill;
}

void TestReports::aRunThatLookedAtNothingIsNoSuccess()
{
    QFETCH(const Verb, verb);
    const Plan nothing = drillOf({}, verb);
    const RunReport report = reportOf(nothing, {});
    QCOMPARE(report.status, Outcome::Failed);
    QVERIFY(report.error);
    QVERIFY(proofsOf(nothing, {}, report, Now).isEmpty());
}

// It is a finding, not a gap: the answer to “is this point whole?” is no.
void TestReports::aDamagedComponentFailsItsVerifyAndItsDrill()
{
    const Plan plan = drillOf({u"pgvector"_s, u"postgres"_s});
    Execution execution;
    fail(execution, u"postgres"_s, ".restore", error(Error::Kind::Corrupt));
    const RunReport damaged = reportOf(plan, execution);
    QCOMPARE(damaged.status, Outcome::Failed);
    QCOMPARE(damaged.error, error(Error::Kind::Corrupt));
    Execution other;
    fail(other, u"postgres"_s, ".create", error(Error::Kind::CommandFailed));
    QCOMPARE(reportOf(plan, other).status, Outcome::Warning);
    // A backup is kept with what went well.
    QCOMPARE(reportOf(drillOf({u"pgvector"_s, u"postgres"_s}, Verb::Backup), execution).status,
             Outcome::Warning);
}

void TestReports::onlyWhatIsAboutThePointIsHeldAgainstIt_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QByteArray>("step");
    QTest::addColumn<bool>("isAboutThePoint");
    using enum Error::Kind;
    const auto row = [](const char *name, Error::Kind kind, const char *step, bool about,
                        const QString &detail = {}) {
        QTest::newRow(name) << kind << detail << QByteArray(step) << about;
    };
    row("an artifact is damaged", Corrupt, ".restore", true);
    row("the comparison is unequal", Corrupt, ".compare", true);
    row("the data cannot be restored", CommandFailed, ".restore", true);
    row("the throw-away place cannot be made", CommandFailed, ".create", false);
    row("the drill's server is killed", CommandFailed, ".restore", false,
        u"pg_restore: error: server closed the connection unexpectedly"_s);
    row("the server's disk is full", CommandFailed, ".restore", false,
        u"pg_restore: error: could not extend file: No space left on device"_s);
    row("the host is busy", Busy, ".create", false);
    row("the line is lost", Unreachable, ".restore", false);
    row("nothing moves", TimedOut, ".restore", false);
    row("the guardian is lost", Interrupted, ".restore", false);
    row("the image is not there", NotFound, "", false);
    row("the desktop's disk is full", NoSpace, ".restore", false);
    row("the vault is gone", Storage, ".restore", false);
    row("not permitted", Denied, ".restore", false);
    row("cancelled", Cancelled, ".restore", false);
}

void TestReports::onlyWhatIsAboutThePointIsHeldAgainstIt()
{
    QFETCH(const Error::Kind, kind);
    QFETCH(const QString, detail);
    QFETCH(const QByteArray, step);
    QFETCH(const bool, isAboutThePoint);
    Plan plan = drillOf({u"postgres"_s});
    Execution execution;
    if (step.isEmpty())
        plan.refused.insert(u"postgres"_s, error(kind, detail));
    else
        fail(execution, u"postgres"_s, step.constData(), error(kind, detail));
    const QList<Proof> proofs = proofsOf(plan, execution, reportOf(plan, execution), Now);
    QCOMPARE(proofs.size(), isAboutThePoint ? 1 : 0);
    if (isAboutThePoint)
        QCOMPARE(proofs.first().outcome, Outcome::Failed);
}

void TestReports::aRunProvesWhatWentWellAndDisprovesWhatDidNot()
{
    const Plan plan = drillOf({u"pgvector"_s, u"postgres"_s, u"redis"_s});
    Execution execution;
    fail(execution, u"postgres"_s, ".compare", error(Error::Kind::Corrupt));
    fail(execution, u"redis"_s, ".create", error(Error::Kind::TimedOut));
    const QList<Proof> proofs = proofsOf(plan, execution, reportOf(plan, execution), Now);
    QCOMPARE(proofs.size(), 2);
    QCOMPARE(proofs.first().kind, Proof::Kind::Drill);
    QCOMPARE(proofs.first().run, u"r1"_s);
    QCOMPARE(proofs.first().time, Now);
    QCOMPARE(proofs.first().outcome, Outcome::Ok);
    QCOMPARE(proofs.first().components, QStringList{u"pgvector"_s});
    QCOMPARE(proofs.last().outcome, Outcome::Failed);
    QCOMPARE(proofs.last().components, QStringList{u"postgres"_s});
    const Plan verify = drillOf({u"postgres"_s}, Verb::Verify);
    QCOMPARE(proofsOf(verify, {}, reportOf(verify, {}), Now).first().kind, Proof::Kind::Verify);
}

// What a tool says whose process was ended with the run is no word about the data.
void TestReports::whatCouldNotBeTriedIsSkippedAndProvesNothing()
{
    Plan plan = drillOf({u"pgvector"_s});
    plan.refused.insert(u"postgres"_s, error(Error::Kind::NotFound));
    Execution execution;
    execution.doneAfter = {{u"pgvector"_s, 2.5}};
    const RunReport some = reportOf(plan, execution);
    QCOMPARE(some.status, Outcome::Warning);
    QCOMPARE(some.components.last().status, Outcome::Skipped);
    QVERIFY(!some.rtoSeconds());
    const QList<Proof> proofs = proofsOf(plan, execution, some, Now);
    QCOMPARE(proofs.size(), 1);
    QCOMPARE(proofs.first().components, QStringList{u"pgvector"_s});
    QCOMPARE(proofs.first().rtoSeconds, (QMap<QString, double>{{u"pgvector"_s, 2.5}}));
    QCOMPARE(Proof::fromJson(proofs.first().toJson()), proofs.first());

    plan = drillOf({u"pgvector"_s, u"postgres"_s});
    execution.doneAfter.insert(u"postgres"_s, 7);
    const RunReport whole = reportOf(plan, execution);
    QCOMPARE(whole.rtoSeconds(), 7.0);
    QCOMPARE(RunReport::fromJson(whole.toJson()).rtoSeconds(), 7.0);
    fail(execution, u"postgres"_s, ".compare", error(Error::Kind::Corrupt));
    QVERIFY(!reportOf(plan, execution).rtoSeconds());

    Plan nothing = drillOf({});
    nothing.refused.insert(u"postgres"_s, error(Error::Kind::NotFound));
    QCOMPARE(reportOf(nothing, {}).status, Outcome::Failed);
}

void TestReports::whatWasCutOffProvesNothing()
{
    const Plan plan = drillOf({u"pgvector"_s, u"postgres"_s});
    for (const Error::Kind kind : {Error::Kind::Cancelled, Error::Kind::Interrupted}) {
        Execution execution;
        execution.error = error(kind);
        fail(execution, u"postgres"_s, ".restore", error(Error::Kind::CommandFailed));
        QVERIFY(proofsOf(plan, execution, reportOf(plan, execution), Now).isEmpty());
    }
    Execution unreachable;
    unreachable.error = error(Error::Kind::Busy); // the guardian was not taken
    QVERIFY(proofsOf(plan, unreachable, reportOf(plan, unreachable), Now).isEmpty());
}

void TestReports::onlyWhatIsKeptIsNamedAsASafetyCopy()
{
    RunReport restore;
    restore.components << ComponentReport{.id = u"postgres"_s};
    const auto place = [](const QString &name, bool hasLive) {
        return Place{.component = u"postgres"_s,
                     .live = name,
                     .beside = name + u"_beside"_s,
                     .safety = name + u"_before"_s,
                     .hasLive = hasLive};
    };
    restore.places << place(u"a"_s, true) << place(u"new"_s, false) << place(u"b"_s, true);
    const auto named = [&restore](RestoreState state) {
        restore.restore = state;
        nameSafetyCopies(restore);
        return restore.components.first().safetyCopies;
    };
    QCOMPARE(named(RestoreState::InService), (QStringList{u"a_before"_s, u"b_before"_s}));
    QCOMPARE(named(RestoreState::Undone),
             (QStringList{u"a_beside"_s, u"new_beside"_s, u"b_beside"_s}));
    QCOMPARE(named(RestoreState::Prepared), QStringList());
}

// The safety copy of the part that is in service must not be taken for something left over.
void TestReports::whatIsPartlyInServiceIsToldApartFromWhatIsNot()
{
    RunReport restore;
    restore.places << Place{.component = u"postgres"_s,
                            .container = u"postgres"_s,
                            .live = u"a"_s,
                            .beside = u"a_beside"_s,
                            .safety = u"a_before"_s}
                   << Place{.kind = Place::Kind::Directory,
                            .component = u"nats"_s,
                            .container = u"nats"_s,
                            .live = u"/nats"_s,
                            .beside = u"side"_s};
    const auto look = [&restore](const QStringList &databases, const QString &directory) {
        HostFacts facts;
        ServiceFacts server{.container = u"postgres"_s, .postgres = PostgresFacts{}};
        for (const QString &name : databases)
            server.postgres->databases << DatabaseFacts{.name = name};
        facts.services << server;
        const QHash<QString, QString> directories{{u"side"_s, directory}};
        return std::pair(observedState(facts, restore, directories),
                         isAnyInService(facts, restore, directories));
    };
    using State = std::optional<RestoreState>;
    QCOMPARE(look({u"a"_s, u"a_beside"_s}, u"old"_s), std::pair(State(RestoreState::Prepared), false));
    QCOMPARE(look({u"a"_s, u"a_before"_s}, u"new"_s), std::pair(State(RestoreState::InService), true));
    QCOMPARE(look({u"a"_s}, u"old"_s), std::pair(State(), false));
    QCOMPARE(look({u"a"_s}, u"absent"_s), std::pair(State(), false));
    QCOMPARE(look({u"a"_s}, u"new"_s), std::pair(State(), true)); // its database was renamed
    QCOMPARE(look({u"a"_s, u"a_before"_s}, u"old"_s), std::pair(State(), true));
}

QTEST_GUILESS_MAIN(TestReports)
#include "tst_reports.moc"
