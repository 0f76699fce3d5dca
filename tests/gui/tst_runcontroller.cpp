#include "app/runcontroller.h"

#include "samples.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

class tst_RunController : public QObject
{
    Q_OBJECT

private slots:
    void tellsThePlanThenTheEventsThenTheEnd()
    {
        RunController controller;
        QStringList order;
        QList<RunEvent> events;
        connect(&controller, &RunController::planned, this, [&] { order << u"plan"_s; });
        connect(&controller, &RunController::happened, this, [&](const QList<RunEvent> &batch) {
            order << u"events"_s;
            events << batch;
        });
        connect(&controller, &RunController::finished, this, [&] { order << u"end"_s; });
        controller.start(
            [](const Access &, const RunObserver &observer) {
                observer.planned(Samples::plan());
                observer.event(StepStarted{"dump", {}});
                for (int i = 1; i <= 100000; ++i)
                    observer.event(StepProgress{"dump", i, 100000});
                observer.event(StepFinished{.step = "dump"});
                return RunReport{.run = u"r"_s};
            },
            {});
        QVERIFY(controller.isRunning());
        QTRY_VERIFY(order.contains(u"end"_s));
        QCOMPARE(order.last(), u"end"_s);
        QCOMPARE(order.first(), u"plan"_s);
        QCOMPARE(order.count(u"end"_s), 1);
        QVERIFY(!controller.isRunning());
        // Of the progress only what is newest at each signal.
        QVERIFY2(events.size() < 1000, qPrintable(QString::number(events.size())));
        QVERIFY(std::holds_alternative<StepStarted>(events.first()));
        QVERIFY(std::holds_alternative<StepFinished>(events.last()));
        QCOMPARE(std::get<StepProgress>(events.at(events.size() - 2)).bytes, 100000);
    }

    void signalsComeInItsOwnThreadAtMostTenTimesASecond()
    {
        RunController controller;
        int signalCount = 0;
        bool elsewhere = false;
        connect(&controller, &RunController::happened, this, [&] {
            ++signalCount;
            elsewhere = elsewhere || QThread::currentThread() != thread();
        });
        const QSignalSpy finished(&controller, &RunController::finished);
        QElapsedTimer clock;
        clock.start();
        controller.start(
            [](const Access &, const RunObserver &observer) {
                for (int i = 0; i < 100; ++i) {
                    observer.event(StepOutput{"dump", u"line"_s});
                    QThread::msleep(5);
                }
                return RunReport{};
            },
            {});
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(!elsewhere);
        QVERIFY(signalCount <= clock.elapsed() / 100 + 1);
    }

    void aCancelReachesTheWork()
    {
        RunController controller;
        QSemaphore begun;
        const QSignalSpy finished(&controller, &RunController::finished);
        controller.start(
            [&begun](const Access &access, const RunObserver &) {
                begun.release();
                while (!access.cancel.isCancelled())
                    QThread::msleep(1);
                return RunReport{.status = Outcome::Cancelled};
            },
            {});
        QVERIFY(begun.tryAcquire(1, 10000));
        QVERIFY(!controller.isCancelled());
        controller.cancel();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(finished.first().first().value<RunReport>().status, Outcome::Cancelled);
    }

    // A recovery has several plans, and some of them are over in a moment.
    void eachPlanIsToldBeforeItsEvents()
    {
        RunController controller;
        QStringList told;
        connect(&controller, &RunController::planned, this,
                [&told](const Plan &plan) { told << plan.point; });
        connect(&controller, &RunController::happened, this,
                [&told](const QList<RunEvent> &events) {
                    for (const RunEvent &event : events)
                        told << QString::fromUtf8(std::get<StepStarted>(event).step);
                });
        QSignalSpy finished(&controller, &RunController::finished);
        controller.start(
            [](const Access &, const RunObserver &observer) {
                for (const char16_t *part : {u"1", u"2", u"3"}) {
                    const QString name = QString::fromUtf16(part);
                    observer.planned(Plan{.point = u"plan "_s + name});
                    observer.event(StepStarted{"step " + name.toUtf8(), {}});
                }
                return RunReport{};
            },
            {});
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(told.join(u", "_s), u"plan 1, step 1, plan 2, step 2, plan 3, step 3"_s);
    }

    void goingAwayCancelsAndWaits()
    {
        bool ended = false;
        QSemaphore begun;
        {
            RunController controller;
            controller.start(
                [&](const Access &access, const RunObserver &) {
                    begun.release();
                    while (!access.cancel.isCancelled())
                        QThread::msleep(1);
                    QThread::msleep(50);
                    ended = true;
                    return RunReport{};
                },
                {});
            QVERIFY(begun.tryAcquire(1, 10000));
        }
        QVERIFY(ended);
    }
};

QTEST_GUILESS_MAIN(tst_RunController)
#include "tst_runcontroller.moc"
