#include "gui/runs/runprogress.h"

#include <QTest>

using namespace Lifeboat;
using namespace std::chrono_literals;

class tst_RunProgress : public QObject
{
    Q_OBJECT

    static QList<PlannedStep> steps(qint64 expected)
    {
        return {{.id = "a", .expectedBytes = expected, .carriesBytes = true},
                {.id = "b", .expectedBytes = expected, .carriesBytes = true},
                {.id = "c"}};
    }

private slots:
    void withoutATotalThereIsNoShareAndNoTimeLeft()
    {
        RunProgress progress;
        progress.begin(steps(-1), -1);
        progress.add(StepProgress{"a", 500, -1}, 1s);
        progress.tick(20s);
        QCOMPARE(progress.share(), -1.0);
        QCOMPARE(progress.bytes(), 500);
        QVERIFY(!progress.left());
    }

    void theShareNeverGoesBackAndIsNeverWholeBeforeTheEnd()
    {
        RunProgress progress;
        progress.begin(steps(1000), -1);
        double before = 0;
        const QList<RunEvent> events{StepProgress{"a", 800, -1}, StepProgress{"a", 100, -1},
                                     StepFinished{.step = "a", .bytes = 300},
                                     StepProgress{"b", 5000, -1}, StepFinished{.step = "b"}};
        for (const RunEvent &event : events) {
            progress.add(event, 1s);
            QVERIFY(progress.share() >= before);
            QVERIFY(progress.share() < 1);
            before = progress.share();
        }
        QCOMPARE(before, 0.99);
    }

    void whatIsSkippedIsNotDone()
    {
        RunProgress progress;
        progress.begin(steps(1000), -1);
        progress.add(StepSkipped{"a"}, 1s);
        QCOMPARE(progress.share(), 0.0);
    }

    void timeLeftIsGivenOnlyWhenItIsSteady()
    {
        RunProgress progress;
        progress.begin(steps(100000), -1);
        qint64 bytes = 0;
        for (int half = 0; half < 19; ++half) { // 9.5 s
            progress.add(StepProgress{"a", bytes += 500, -1}, half * 500ms);
            progress.tick(half * 500ms);
            QVERIFY(!progress.left());
        }
        for (int half = 19; half < 30; ++half) {
            progress.add(StepProgress{"a", bytes += 500, -1}, half * 500ms);
            progress.tick(half * 500ms);
        }
        QCOMPARE(progress.rate(), 1000.0);
        QVERIFY(progress.left());
        QCOMPARE(progress.left()->count(), (200000 - bytes) / 1000);
        // A stall makes it unknown again, at once and not after a while.
        progress.tick(20s);
        QVERIFY(!progress.left());
    }

    void aTrickleBetweenLargeStepsForetellsNothing()
    {
        RunProgress progress;
        progress.begin(steps(100'000'000), -1);
        qint64 bytes = 0;
        for (int half = 0; half < 40; ++half) {
            progress.add(StepProgress{"a", bytes += 2'000'000, -1}, half * 500ms);
            progress.tick(half * 500ms);
        }
        for (int half = 40; half < 80; ++half) { // 300 bytes a second: days
            progress.add(StepProgress{"b", (half - 39) * 150, -1}, half * 500ms);
            progress.tick(half * 500ms);
        }
        QCOMPARE(progress.rate(), 300.0);
        QVERIFY(!progress.left());
    }

    void theShareOfSeveralPlansIsOfAllOfThem()
    {
        RunProgress progress;
        progress.expect(100);
        progress.begin({PlannedStep{.id = "a", .expectedBytes = 10, .carriesBytes = true}}, -1);
        progress.add(StepFinished{.step = "a", .bytes = 10}, 1s);
        QCOMPARE(progress.share(), 0.1);
        progress.goOn({PlannedStep{.id = "b", .expectedBytes = 90, .carriesBytes = true}});
        QCOMPARE(progress.share(), 0.1);
        QCOMPARE(progress.total(), 100);
        progress.add(StepProgress{"b", 40, -1}, 2s);
        QCOMPARE(progress.share(), 0.5);
    }

    void theLastSignOfLifeIsCounted()
    {
        RunProgress progress;
        progress.begin(steps(10), -1);
        progress.add(StepStarted{"a", {}}, 2s);
        QCOMPARE(progress.quietFor(33s), 31s);
    }
};

QTEST_APPLESS_MAIN(tst_RunProgress)
#include "tst_runprogress.moc"
