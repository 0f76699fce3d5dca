#include "app/translations.h"
#include "gui/recovery/recoveryaddresspage.h"
#include "gui/recovery/recoveryparts.h"
#include "gui/recovery/recoveryreport.h"
#include "gui/recovery/recoveryrunpage.h"
#include "gui/restore/preflightpage.h"
#include "gui/restore/restorescopepage.h"
#include "gui/restore/restoretargetpage.h"
#include "gui/runs/liverun.h"
#include "gui/runs/planpage.h"

#include "samples.h"

#include <QCheckBox>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// The pages that lead through a recovery, and what they share with a restore.
class tst_RecoveryPages : public QObject
{
    Q_OBJECT

    static Plan planOf(const QByteArray &lane)
    {
        return {.verb = Verb::Recover, .stages = {Stage{{Lane{lane, {}}}}}};
    }

private slots:
    void thePartsFollowThePlansOfTheRun()
    {
        RecoveryParts parts;
        parts.addPlan(planOf("ground"), 0s);
        QCOMPARE(parts.current(), RecoveryParts::Images);
        parts.addPlan(planOf("config.prepare"), 4s);
        parts.addPlan(planOf("switch"), 5s); // of the configuration
        parts.addPlan(planOf("create"), 6s);
        QCOMPARE(parts.current(), RecoveryParts::Configuration);
        QCOMPARE(parts.at(RecoveryParts::Images).status, Status::Ok);
        QCOMPARE(parts.at(RecoveryParts::Images).took, 4s);
        parts.addPlan(planOf("start"), 10s);
        parts.addPlan(planOf("postgres.prepare"), 12s);
        parts.addPlan(planOf("switch"), 20s); // of the data
        QCOMPARE(parts.current(), RecoveryParts::Data);
        parts.end(Status::Failed, 21s);
        QCOMPARE(parts.at(RecoveryParts::Data).status, Status::Failed);
        QCOMPARE(parts.at(RecoveryParts::Application).status, Status::Waiting);
    }

    void oneThatGoesOnBeginsWhereItStopped()
    {
        RecoveryParts parts;
        parts.addPlan(planOf("restored"), 2s);
        QCOMPARE(parts.current(), RecoveryParts::Application);
        QCOMPARE(parts.at(RecoveryParts::Data).status, Status::Ok);
        parts.end(Status::Ok, 3s);
        QCOMPARE(parts.at(RecoveryParts::Application).status, Status::Ok);
    }

    void onAnotherHostTheAddressHasToBeChosen()
    {
        RecoveryAddressPage page;
        page.setTarget(Samples::host(u"new"_s), false);
        QVERIFY(!page.isComplete());
        auto *address = page.findChild<QLineEdit *>(u"addressEdit"_s);
        address->clear();
        QTest::keyClicks(address, u"no address"_s);
        QVERIFY(page.findChild<QRadioButton *>(u"rewriteButton"_s)->isChecked());
        QVERIFY(!page.isComplete());
        address->clear();
        QTest::keyClicks(address, u"10.30.0.7"_s);
        QVERIFY(page.isComplete());
        QCOMPARE(page.address(), u"10.30.0.7"_s);
        page.findChild<QRadioButton *>(u"keepButton"_s)->setChecked(true);
        QVERIFY(page.isComplete());
        QCOMPARE(page.address(), QString());
    }

    void whatStandsInTheWayStopsHereWithItsMend()
    {
        PreflightPage page(PreflightPage::Kind::Recovery);
        page.setPreflight({Samples::checks(), {}});
        QVERIFY(!page.isComplete());
        QVERIFY(Samples::textsOf(page).join(u'\n').contains(u"docker logs postgres"_s));
        page.setPreflight({{Samples::checks().first()}, {Samples::plan()}});
        QVERIFY(page.isComplete());
        page.setLooking(); // again: nothing is known meanwhile
        QVERIFY(!page.isComplete());
    }

    void whatIsThereIsSetAsideOnlyWhenItIsTickedForThisHost()
    {
        PreflightPage page(PreflightPage::Kind::Recovery);
        QSignalSpy asked(&page, &PreflightPage::lookRequested);
        auto *box = page.findChild<QCheckBox *>(u"setAsideBox"_s);
        page.setPreflight({Samples::checks(), {Samples::plan()}});
        QVERIFY(box->isHidden());
        page.setPreflight({.checks = Samples::checks(), .isOccupied = true});
        QVERIFY(!box->isHidden() && !page.setsAside());
        box->click();
        QCOMPARE(asked.size(), 1);
        QVERIFY(page.setsAside());
        page.setLooking();
        QVERIFY(!box->isHidden()); // what was ticked stays in view
        page.setRoute([] { return std::pair(RouteEnd(), RouteEnd()); }); // another host
        QVERIFY(!page.setsAside());
    }

    void aRecoveryWantsTheNameAndEnterDoesNotBeginIt()
    {
        PlanPage page(Verb::Recover);
        page.setTarget(u"sh-prod-01"_s);
        page.setPlans({Samples::plan()});
        QVERIFY(page.isDangerous());
        QVERIFY(!page.isComplete());
        QTest::keyClicks(page.findChild<QLineEdit *>(u"nameEdit"_s), u"sh-prod-01"_s);
        QVERIFY(page.isComplete());
    }

    void aCutOverByItselfWantsTheNameBeforehand()
    {
        PlanPage page(Verb::Prepare);
        page.setTarget(u"sh-prod-01"_s);
        page.setPlans({Samples::plan()});
        QVERIFY(page.isComplete());
        QVERIFY(!page.cutsOverByItself());
        page.findChild<QCheckBox *>(u"unattendedBox"_s)->setChecked(true);
        QVERIFY(page.isDangerous());
        QVERIFY(!page.isComplete());
        QTest::keyClicks(page.findChild<QLineEdit *>(u"nameEdit"_s), u"sh-prod-01"_s);
        QVERIFY(page.isComplete());
        page.setTarget(u"other"_s); // what was typed was for another host
        QVERIFY(!page.cutsOverByItself());
    }

    void aFailedRecoveryGoesOnAndLeadsBack()
    {
        RecoveryRunPage page;
        LiveRun run(Samples::host(), Verb::Recover);
        RunReport failed = Samples::run(Samples::host(), u"r"_s, Verb::Recover);
        failed.status = Outcome::Failed;
        failed.error = Error{Error::Kind::NoSpace, {"Full", {}}, {"Make room.", {}}, {}};
        run.start([failed](const Access &, const RunObserver &) { return failed; }, {});
        page.setRun(&run);
        QVERIFY(!page.canGoBack());
        QTRY_VERIFY(page.isComplete());
        QVERIFY(!page.hasSucceeded());
        QVERIFY(page.canGoBack());
        QVERIFY(!page.nextText().isEmpty());
        QVERIFY(!page.findChild<QLabel *>(u"advice"_s)->isHidden());
    }

    void theReportSaysWhatStillNeedsHands()
    {
        RecoveryOutcome outcome{.report = Samples::run(Samples::host(), u"r"_s, Verb::Recover),
                                .point = Samples::point(Samples::host(), u"20261122T020000Z"_s),
                                .target = Samples::host(u"new"_s),
                                .address = u"10.30.0.7"_s};
        outcome.report.components << ComponentReport{.id = u"postgres"_s}
                                  << ComponentReport{.id = u"minio"_s, .status = Outcome::Failed};
        outcome.point.point.manifest.components
            << ManifestComponent{.id = u"redis"_s, .outcome = Outcome::Failed};
        const QString text = recoveryReportText(outcome);
        for (const QString &part :
             {u"OK: postgres"_s, u"Failed: minio"_s, u"redis was not saved"_s, u"10.30.0.7"_s})
            QVERIFY2(text.contains(part), qPrintable(text));
    }

    void aComponentThatIsNotTickedIsLeftAsItIs()
    {
        RestoreDraft draft{.point = Samples::point(Samples::host(), u"20261122T020000Z"_s)};
        draft.point.point.manifest.components
            << ManifestComponent{.id = u"minio"_s}
            << ManifestComponent{.id = u"nats"_s, .outcome = Outcome::Failed};
        RestoreScopePage page;
        page.setPoint(draft.point);
        page.apply(draft);
        QCOMPARE(draft.components, (QStringList{u"postgres"_s, u"minio"_s}));
        auto *table = page.findChild<QAbstractItemView *>(u"componentsTable"_s);
        page.show();
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Space); // the first: postgres
        page.apply(draft);
        QCOMPARE(draft.components, QStringList{u"minio"_s});
        QVERIFY(page.findChild<QLabel *>(u"note"_s)->text().contains(u"postgres"_s));
        QVERIFY(
            !table->model()->setData(table->model()->index(2, 0), Qt::Checked, Qt::CheckStateRole));
    }

    void theTargetIsTheSourceUnlessSomebodySaysOtherwise()
    {
        RestoreDraft draft{.point = Samples::point(Samples::host(), u"20261122T020000Z"_s)};
        RestoreTargetPage page;
        page.setHosts(Samples::overview().hosts);
        page.setDraft(draft);
        page.apply(draft);
        QCOMPARE(draft.target.name, u"sh-prod-01"_s);
        QVERIFY(!draft.isDrill);
        page.findChild<QRadioButton *>(u"otherButton"_s)->setChecked(true);
        page.apply(draft);
        QCOMPARE(draft.target.name, u"上海-02"_s);
        page.findChild<QRadioButton *>(u"drillButton"_s)->setChecked(true);
        page.apply(draft);
        QVERIFY(draft.isDrill);
        QCOMPARE(draft.target.name, u"sh-prod-01"_s);
    }
};

QTEST_MAIN(tst_RecoveryPages)
#include "tst_recoverypages.moc"
