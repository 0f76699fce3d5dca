#include "app/runlog.h"
#include "gui/runs/stepmodel.h"
#include "gui/runs/stepview.h"
#include "gui/runs/timeshares.h"

#include "samples.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QJsonDocument>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <ctime>

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

    // What a step says for hours stays small, and is told once a batch.
    void aHundredThousandLinesAreBoundAndScroll()
    {
        StepModel model;
        model.setSteps(plannedSteps(Samples::plan()));
        StepView view;
        view.setSteps(&model);
        view.resize(800, 600);
        view.show();
        model.apply({StepStarted{"dump", u"pg_dump -Fc"_s}}, Samples::now());
        view.expand(model.indexOf("dump"));
        const QSignalSpy told(&model, &QAbstractItemModel::dataChanged);
        // Of the processor: how busy the machine is says nothing about us.
        std::clock_t began = std::clock();
        const auto milliseconds = [&began] {
            return double(std::clock() - began) * 1000 / CLOCKS_PER_SEC;
        };
        for (int batch = 0; batch < 1000; ++batch) {
            QList<RunEvent> events;
            for (int line = 0; line < 100; ++line)
                events << StepOutput{
                    "dump", u"pg_dump: dumping contents of table %1\n"_s.arg(batch * 100 + line)};
            model.apply(events, Samples::now());
        }
        QVERIFY2(milliseconds() < 5000, qPrintable(QString::number(milliseconds())));
        QVERIFY(told.size() <= 3 * 1000);
        const QStringList lines =
            commandOf(model, "dump").data(StepModel::OutputRole).toString().split(u'\n');
        QCOMPARE(lines.size(), 200);
        QVERIFY(lines.last().endsWith(u"99999"_s));
        QCOMPARE(model.rowCount(model.indexOf("dump")), 1);
        began = std::clock();
        for (int i = 0; i < 20; ++i) {
            view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() * i / 20);
            (void)view.grab();
        }
        qInfo() << "a picture takes" << milliseconds() / 20 << "ms";
        QVERIFY2(milliseconds() < 20 * 50, qPrintable(QString::number(milliseconds())));
        // One line of many MB is cut; so is what a single event brings.
        model.apply({StepOutput{"dump", QString(20'000'000, u'x')},
                     StepOutput{"dump", QString(1'000'000, u'\n') + u"end"_s}},
                    Samples::now());
        QVERIFY(commandOf(model, "dump").data(StepModel::OutputRole).toString().size() < 500'000);
    }

    void theViewFollowsTheModelAlsoWhenItIsGivenAgain()
    {
        StepModel model;
        StepView view;
        view.resize(800, 600);
        view.show();
        view.setSteps(&model);
        view.setSteps(&model);
        for (const int count : {40, 0, 2, 0}) {
            QList<PlannedStep> steps;
            for (int i = 0; i < count; ++i)
                steps << PlannedStep{.id = QByteArray::number(i), .title = {"%1", {u"step"_s}}};
            model.setSteps(steps);
            QCOMPARE(view.indexBelow(model.index(0, 0)).isValid(), count > 0);
            (void)view.grab(); // of rows that are gone it would not come back
        }
    }

    void theTimeOfTheStepsIsShared()
    {
        TimeShares times;
        times.add(StepFinished{.step = "old", .bytes = 700, .seconds = 70});
        QVERIFY(!times.isKnown()); // of an earlier version
        times.clear();
        QVERIFY(times.advice().isEmpty());
        times.add(StepFinished{
            .step = "dump", .bytes = 700, .seconds = 70, .spent = {.disk = 15, .hash = 5}});
        times.add(StepFinished{.step = "fingerprint", .seconds = 20});
        times.add(StepFinished{.step = "lock", .seconds = 10, .spent = {.waiting = 10}});
        QList<double> shares;
        for (const TimeShares::Share &one : times.shares())
            shares << one.share;
        QCOMPARE(shares, QList<double>({0.2, 0.5, 0.15, 0.05, 0.1}));
        QCOMPARE(times.advice().args, QList<TextArg>{ByteCount{14}}); // 700 bytes in 50 s
        times.add(StepFinished{.step = "b", .seconds = 20});          // 40 of 120, and 50 of 120
        QVERIFY(!times.advice().isEmpty());
        times.add(StepFinished{.step = "b", .seconds = 5, .spent = {.disk = 99}}); // cannot be
        QCOMPARE(times.shares().at(2).part, TimeShares::Part::Disk);
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
