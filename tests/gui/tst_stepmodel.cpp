#include "app/runlog.h"
#include "gui/runs/stepmodel.h"

#include "samples.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

class tst_StepModel : public QObject
{
    Q_OBJECT

    static QModelIndex commandOf(const StepModel &model, const QByteArray &step)
    {
        const QModelIndex index = model.indexOf(step);
        return model.index(model.rowCount(index) - 1, 0, index);
    }

private slots:
    void aPlanShowsEachCommandBelowItsStep()
    {
        StepModel model;
        const QAbstractItemModelTester tester(&model);
        model.setSteps(plannedSteps(Samples::plan()));
        QCOMPARE(commandOf(model, "dump").data(StepModel::CommandRole).toString(),
                 u"pg_dump -Fc"_s);
        QVERIFY(commandOf(model, "dump").data(StepModel::IsCommandRole).toBool());
    }

    void anOrderToTheGuardianShowsWhatItsFileDoes()
    {
        StepModel model;
        model.setSteps(plannedSteps(Samples::plan()));
        QCOMPARE(commandOf(model, "hold").data(StepModel::CommandRole).toString(),
                 u"docker pause web"_s);
        // Also while it runs: the order itself is only a name.
        model.apply({StepStarted{"hold", u"go do/10-hold"_s}}, Samples::now());
        QCOMPARE(commandOf(model, "hold").data(StepModel::CommandRole).toString(),
                 u"docker pause web"_s);
    }

    void aRunChangesRowsInPlaceAndNeverResets()
    {
        StepModel model;
        const QAbstractItemModelTester tester(&model);
        model.setSteps(plannedSteps(Samples::plan()));
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        const QPersistentModelIndex dump = model.indexOf("dump");
        model.apply({StepStarted{"dump", u"exact"_s}, StepProgress{"dump", 500, 1000},
                     StepOutput{"dump", u"one\ntwo"_s}, GuardianEvent{u"held"_s},
                     Notice{{"%1 %2", {u"a"_s, u"b"_s}}}, StepStarted{"unplanned", {}},
                     StepSkipped{"hold"}},
                    Samples::now());
        model.tick(Samples::now().addSecs(5));
        model.apply({StepFinished{.step = "dump", .bytes = 900, .seconds = 6}}, Samples::now());
        model.retranslate();
        QCOMPARE(resets.size(), 0);
        QVERIFY(dump.isValid());
        QCOMPARE(Status(dump.data(StatusRole).toInt()), Status::Ok);
        QCOMPARE(commandOf(model, "dump").data(StepModel::CommandRole).toString(), u"exact"_s);
        QCOMPARE(commandOf(model, "dump").data(StepModel::OutputRole).toString(), u"one\ntwo"_s);
        QVERIFY(model.indexOf("unplanned").isValid());
        QCOMPARE(Status(model.indexOf("hold").data(StatusRole).toInt()), Status::Skipped);
    }

    void aRecordIsReadAsThePlanWas()
    {
        QTemporaryDir folder;
        const Plan plan = Samples::plan();
        const auto recorder = RunLog(folder.path()).open(plan.run);
        QVERIFY(recorder);
        QVERIFY((*recorder)->begin(plan, {.run = plan.run}));
        QFile file(folder.path() + u'/' + plan.run + u"/plan.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<PlannedStep> read =
            plannedSteps(QJsonDocument::fromJson(file.readAll()).object());
        const QList<PlannedStep> planned = plannedSteps(plan);
        QCOMPARE(read.size(), planned.size());
        for (qsizetype i = 0; i < read.size(); ++i) {
            QCOMPARE(read.at(i).id, planned.at(i).id);
            QCOMPARE(read.at(i).lane, planned.at(i).lane);
            QVERIFY(read.at(i).title == planned.at(i).title); // and so in any language
        }
    }

    void onlyTheLastLinesAreKept()
    {
        StepModel model;
        model.setSteps(plannedSteps(Samples::plan()));
        QList<RunEvent> events;
        for (int i = 0; i < 1000; ++i)
            events << StepOutput{"dump", u"line %1"_s.arg(i)};
        model.apply(events, Samples::now());
        const QString output = commandOf(model, "dump").data(StepModel::OutputRole).toString();
        QCOMPARE(output.count(u'\n'), 199);
        QVERIFY(output.endsWith("line 999"_L1));
    }

    void aFailureAndItsDifferencesStandBelowTheStep()
    {
        StepModel model;
        model.setSteps(plannedSteps(Samples::plan()));
        const Error error{Error::Kind::Corrupt, {"Not equal", {}}, {}, u"tool's words"_s};
        model.apply({StepFinished{.step = "dump",
                                  .differences = {{u"rows"_s, u"412"_s, u"311"_s}},
                                  .error = error}},
                    Samples::now());
        const QString output = commandOf(model, "dump").data(StepModel::OutputRole).toString();
        for (const QString &part : {u"412"_s, u"311"_s, u"Not equal"_s, u"tool's words"_s})
            QVERIFY2(output.contains(part), qPrintable(output));
        QCOMPARE(Status(model.indexOf("dump").data(StatusRole).toInt()), Status::Failed);
    }

    // Two parts of a recovery hold and release: each has its own row, live and replayed.
    void aFurtherPlanWithTheSameIdsHasRowsOfItsOwn_data()
    {
        QTest::addColumn<bool>("live");
        QTest::newRow("live") << true;
        QTest::newRow("record") << false;
    }

    void aFurtherPlanWithTheSameIdsHasRowsOfItsOwn()
    {
        QFETCH(bool, live);
        StepModel model;
        const QAbstractItemModelTester tester(&model);
        const QList<PlannedStep> steps = plannedSteps(Samples::plan());
        model.setSteps(live ? steps : steps + steps);
        const int rows = model.rowCount();
        model.apply({StepStarted{"dump", {}}, StepFinished{.step = "dump", .seconds = 1}},
                    Samples::now());
        const QPersistentModelIndex first = model.indexOf("dump");
        if (live)
            model.addSteps(steps);
        QCOMPARE(model.rowCount(), live ? 2 * rows : rows);
        model.apply({StepStarted{"dump", {}}}, Samples::now());
        QCOMPARE(Status(first.data(StatusRole).toInt()), Status::Ok);
        QCOMPARE(Status(model.indexOf("dump").data(StatusRole).toInt()), Status::Running);
        QVERIFY(model.indexOf("dump") != first);
    }

    void whatStillRunsInARecordWasInterrupted()
    {
        StepModel model;
        model.setSteps(plannedSteps(Samples::plan()));
        model.apply({StepStarted{"dump", {}}}, Samples::now());
        QVERIFY(model.runningStep().isValid());
        model.endReplay();
        QCOMPARE(Status(model.indexOf("dump").data(StatusRole).toInt()), Status::Interrupted);
        QVERIFY(!model.runningStep().isValid());
    }
};

QTEST_MAIN(tst_StepModel)
#include "tst_stepmodel.moc"
