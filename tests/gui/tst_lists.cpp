#include "gui/points/pointlistmodel.h"
#include "gui/runs/runboard.h"
#include "gui/runs/runlistmodel.h"

#include "samples.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// What is looked at again and again: nothing may jump.
class tst_Lists : public QObject
{
    Q_OBJECT

private slots:
    void aNewPointIsInsertedAndAGoneOneRemoved()
    {
        PointListModel model;
        const QAbstractItemModelTester tester(&model);
        const HostProfile host = Samples::host();
        const PlacedPoint first = Samples::point(host, u"20261120T020000Z"_s);
        const PlacedPoint second = Samples::point(host, u"20261121T020000Z"_s);
        const PlacedPoint third = Samples::point(host, u"20261122T020000Z"_s);
        model.setPoints({second, first}, Samples::now());
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        const QPersistentModelIndex kept = model.index(0, PointListModel::Time);
        const QString text = kept.data().toString();
        model.setPoints({third, second}, Samples::now());
        QCOMPARE(resets.size(), 0);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(kept.row(), 1);
        QCOMPARE(kept.data().toString(), text);
        QCOMPARE(model.rowOf(PointListModel::keyOf(first)), -1);
    }

    void aDamagedPointIsListedAsSuch()
    {
        PlacedPoint point = Samples::point(Samples::host(), u"20261120T020000Z"_s);
        point.point.damage = Error{Error::Kind::Corrupt, {"\"%1\" is missing.", {u"x"_s}}, {}, {}};
        PointListModel model;
        model.setPoints({point}, Samples::now());
        QCOMPARE(Status(model.index(0, 0).data(StatusRole).toInt()), Status::Failed);
    }

    void anEndedRunIsListedOnceWhenItsRecordIsThere()
    {
        const HostProfile host = Samples::host();
        LiveRun live(host, Verb::Backup);
        const RunReport report = Samples::run(host, u"20261122t130000-00000001"_s);
        const RunReport older = Samples::run(host, u"20261121t130000-00000001"_s);
        RunListModel model;
        const QAbstractItemModelTester tester(&model);
        model.setRuns({}, {older});
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        live.start([report](const Access &, const RunObserver &) { return report; }, {});
        model.setRuns({&live}, {older});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.liveAt(0), &live);
        QTRY_VERIFY(live.report());
        model.setRuns({&live}, {report, older});
        QCOMPARE(model.rowCount(), 2);
        model.setRuns({}, {report, older});
        QCOMPARE(model.rowCount(), 2);
        QVERIFY(model.recordAt(0));
        QCOMPARE(resets.size(), 0);
    }

    void aRunOfThisWindowIsNotListedFromItsRecordToo()
    {
        LiveRun live(Samples::host(), Verb::Backup); // its plan, and so its id, is not known yet
        RunReport record = Samples::run(Samples::host(), u"20261122t130000-00000001"_s);
        record.ended = {};
        record.pid = int(QCoreApplication::applicationPid());
        RunListModel model;
        model.setRuns({&live}, {record});
        QCOMPARE(model.rowCount(), 1);
        record.pid = 1; // of another program
        model.setRuns({&live}, {record});
        QCOMPARE(model.rowCount(), 2);
    }

    void theBoardKeepsARunWhileSomebodyShowsIt()
    {
        RunBoard board;
        const RunReport report = Samples::run(Samples::host(), u"20261122t130000-00000001"_s);
        QPointer<LiveRun> run =
            board.start(Samples::host(), Verb::Prepare,
                        [report](const Access &, const RunObserver &) { return report; }, {});
        QTRY_VERIFY(run->report());
        auto viewer = std::make_unique<QObject>();
        run->keepFor(viewer.get());
        board.forgetEnded({report.run}, nullptr);
        QCOMPARE(board.runs().size(), 1);
        viewer.reset();
        board.forgetEnded({}, nullptr); // its record is not known yet
        QCOMPARE(board.runs().size(), 1);
        board.forgetEnded({report.run}, nullptr);
        QVERIFY(board.runs().isEmpty());
        QTRY_VERIFY(!run);
    }
};

QTEST_MAIN(tst_Lists)
#include "tst_lists.moc"
