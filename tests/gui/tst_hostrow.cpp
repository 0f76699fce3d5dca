#include "gui/common/delegates.h"
#include "gui/fleet/hostmodel.h"

#include "samples.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

class tst_HostRow : public QObject
{
    Q_OBJECT

    const HostProfile m_host = Samples::host();

private slots:
    void aProvenFreshPointIsOk()
    {
        const HostRow row = hostRow(m_host, Samples::overview(), false);
        QCOMPARE(row.status, Status::Ok);
        QVERIFY(row.reason.isEmpty());
        QCOMPARE(row.size, 6200000000);
        QCOMPARE(row.provenPoint, row.newestPoint);
        QCOMPARE(row.lastRuns, QList{Status::Ok});
    }

    void neverBackedUpIsNotOk()
    {
        const HostRow row = hostRow(Samples::host(u"new"_s), Samples::overview(), false);
        QCOMPARE(row.status, Status::Unknown);
        QVERIFY(!row.reason.isEmpty());
        QVERIFY(!row.newestPoint.isValid());
    }

    void withoutAProofItIsAWarning()
    {
        Overview overview = Samples::overview();
        overview.points = {Samples::point(m_host, u"20261122T020000Z"_s, false)};
        QCOMPARE(hostRow(m_host, overview, false).status, Status::Warning);
    }

    void anOldPointIsAWarning()
    {
        Overview overview = Samples::overview();
        overview.looked = overview.looked.addDays(9);
        QCOMPARE(hostRow(m_host, overview, false).status, Status::Warning);
    }

    void aDamagedOrIncompletePointIsAFailureAndNotTheNewest()
    {
        Overview overview = Samples::overview();
        PlacedPoint damaged = Samples::point(m_host, u"20261122T080000Z"_s);
        damaged.point.damage =
            Error{Error::Kind::Corrupt, {"\"%1\" is missing.", {u"x"_s}}, {}, {}};
        overview.points.prepend(damaged);
        HostRow row = hostRow(m_host, overview, false);
        QCOMPARE(row.status, Status::Failed);
        QCOMPARE(row.newestPoint, overview.points.last().point.time());

        overview.points.first().point.damage.reset();
        overview.points.first().point.manifest.components.first().outcome = Outcome::Failed;
        row = hostRow(m_host, overview, false);
        QCOMPARE(row.status, Status::Failed);
        QCOMPARE(row.newestPoint, overview.points.last().point.time());
    }

    void aRunThatFailedSinceIsTheNewerNews()
    {
        Overview overview = Samples::overview();
        RunReport failed = Samples::run(m_host, u"20261122t130000-00000000"_s);
        failed.status = Outcome::Failed;
        failed.error = Error{Error::Kind::Unreachable, {"%1 does not answer.", {u"x"_s}}, {}, {}};
        overview.runs.prepend(failed);
        QCOMPARE(hostRow(m_host, overview, false).status, Status::Failed);

        overview.runs.first().error->kind = Error::Kind::Interrupted;
        QCOMPARE(hostRow(m_host, overview, false).status, Status::Interrupted);

        overview.runs.first().error->kind = Error::Kind::Cancelled;
        overview.runs.first().status = Outcome::Cancelled;
        QCOMPARE(hostRow(m_host, overview, false).status, Status::Ok);
    }

    void aVaultThatCannotBeReadMakesItUnknown()
    {
        Overview overview = Samples::overview();
        overview.vaults << VaultLook{.error = Error{}};
        QCOMPARE(hostRow(m_host, overview, false).status, Status::Unknown);
    }

    void aRunningHostKeepsItsTrouble()
    {
        HostModel model;
        const QAbstractItemModelTester tester(&model);
        HostRow row = hostRow(Samples::host(u"new"_s), Samples::overview(), true);
        model.setHosts({row}, Samples::now());
        QCOMPARE(Status(model.index(0, 0).data(StatusRole).toInt()), Status::Unknown);
        QVERIFY(model.index(0, 0).data(RunningRole).toBool());
    }

    void anotherLookAtTheSameHostsResetsNothing()
    {
        HostModel model;
        const QList<HostRow> rows{hostRow(m_host, Samples::overview(), false)};
        model.setHosts(rows, Samples::now());
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setHosts(rows, Samples::now().addSecs(60));
        QCOMPARE(resets.size(), 0);
    }
};

QTEST_MAIN(tst_HostRow)
#include "tst_hostrow.moc"
