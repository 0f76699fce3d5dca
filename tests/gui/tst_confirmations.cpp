#include "gui/common/question.h"
#include "gui/common/stepdialog.h"
#include "gui/restore/confirmpage.h"
#include "gui/restore/restorerunpage.h"
#include "gui/runs/liverun.h"

#include "samples.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

class tst_Confirmations : public QObject
{
    Q_OBJECT

    static RestoreDraft draft()
    {
        return {.reason = RestoreReason::DataLost,
                .point = Samples::point(Samples::host(), u"20261122T020000Z"_s),
                .target = Samples::host()};
    }

private slots:
    void aWrongNameKeepsTheCutOverOff_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("on");
        QTest::newRow("nothing") << QString() << false;
        QTest::newRow("a part") << u"sh-prod"_s << false;
        QTest::newRow("other case") << u"SH-PROD-01"_s << false;
        QTest::newRow("a space after it") << u"sh-prod-01 "_s << false;
        QTest::newRow("the name") << u"sh-prod-01"_s << true;
    }

    void aWrongNameKeepsTheCutOverOff()
    {
        QFETCH(QString, typed);
        QFETCH(bool, on);
        StepDialog dialog;
        auto *page = new ConfirmPage;
        dialog.addStep(page);
        page->setDraft(draft());
        dialog.showStep(0);
        page->findChild<QLineEdit *>(u"nameEdit"_s)->setText(typed);
        QCOMPARE(dialog.findChild<QPushButton *>(u"nextButton"_s)->isEnabled(), on);
    }

    void anotherDraftForgetsWhatWasTyped()
    {
        ConfirmPage page;
        page.setDraft(draft());
        page.findChild<QLineEdit *>(u"nameEdit"_s)->setText(u"sh-prod-01"_s);
        QVERIFY(page.isComplete());
        page.setDraft(draft());
        QVERIFY(!page.isComplete());
    }

    void enterDoesNotCutOver()
    {
        StepDialog dialog;
        auto *page = new ConfirmPage;
        int left = 0;
        page->leave = [&left] { return ++left, false; };
        dialog.addStep(page);
        page->setDraft(draft());
        dialog.showStep(0);
        dialog.show();
        auto *name = page->findChild<QLineEdit *>(u"nameEdit"_s);
        name->setText(u"sh-prod-01"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(left, 0);
        QVERIFY(dialog.isVisible());
        dialog.findChild<QPushButton *>(u"nextButton"_s)->click();
        QCOMPARE(left, 1);
    }

    void aDeedIsNeverTheDefaultOfAQuestion()
    {
        Question question({{"Undo the restore of %1?", {u"h"_s}}, {"Done.", {}}, {"Undo", {}}},
                          nullptr);
        question.setAttribute(Qt::WA_DeleteOnClose, false);
        const QSignalSpy confirmed(&question, &Question::confirmed);
        question.show();
        QVERIFY(!question.findChild<QPushButton *>(u"yesButton"_s)->isDefault());
        QTest::keyClick(&question, Qt::Key_Return);
        QCOMPARE(confirmed.size(), 0);
    }

    void whatChangesNothingIsTheDefaultOfItsQuestion()
    {
        Question question({.title = {"Drill on %1?", {u"h"_s}},
                           .body = {"Done.", {}},
                           .yes = {"Drill", {}},
                           .harmless = true},
                          nullptr);
        question.setAttribute(Qt::WA_DeleteOnClose, false);
        const QSignalSpy confirmed(&question, &Question::confirmed);
        question.show();
        QTest::keyClick(&question, Qt::Key_Return);
        QCOMPARE(confirmed.size(), 1);
    }

    void aQuestionWithANameWantsItExactly()
    {
        Question question({{"Undo the restore of %1?", {u"h"_s}}, {"Done.", {}}, {"Undo", {}}},
                          nullptr);
        question.setAttribute(Qt::WA_DeleteOnClose, false);
        question.setTypedName(u"上海-02"_s);
        question.show();
        const QSignalSpy confirmed(&question, &Question::confirmed);
        auto *yes = question.findChild<QPushButton *>(u"yesButton"_s);
        auto *name = question.findChild<QLineEdit *>(u"nameEdit"_s);
        QVERIFY(!yes->isEnabled());
        name->setText(u"上海-2"_s);
        QVERIFY(!yes->isEnabled());
        name->setText(u"上海-02"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QVERIFY(question.isVisible());
        QCOMPARE(confirmed.size(), 0);
        yes->click();
        QCOMPARE(confirmed.size(), 1);
    }

    void anUnequalPreparationHasNoWayOn()
    {
        RestoreRunPage page(RestoreRunPage::Kind::Prepare);
        LiveRun run(Samples::host(), Verb::Prepare);
        RunReport report = Samples::run(Samples::host(), u"r"_s, Verb::Prepare);
        report.status = Outcome::Failed;
        report.places << Place{.live = u"bklite"_s};
        report.components << ComponentReport{
            .id = u"postgres"_s,
            .status = Outcome::Failed,
            .differences = {{u"public.alert rows"_s, u"412"_s, u"311"_s}}};
        run.start([report](const Access &, const RunObserver &) { return report; }, {});
        page.setRun(&run, u"sh-prod-01"_s);
        QVERIFY(!page.isComplete());
        QTRY_VERIFY(run.report());
        // The one way on is to discard it, and Enter does not.
        QVERIFY(page.canDiscard());
        QVERIFY(page.isDangerous());
        QVERIFY(page.nextText().startsWith(u"Discard"_s));
        QVERIFY(!page.findChild<QPushButton *>(u"differencesButton"_s)->isHidden());
    }

    void anEqualPreparationLeadsOn()
    {
        RestoreRunPage page(RestoreRunPage::Kind::Prepare);
        LiveRun run(Samples::host(), Verb::Prepare);
        RunReport report = Samples::run(Samples::host(), u"r"_s, Verb::Prepare);
        report.restore = RestoreState::Prepared;
        run.start([report](const Access &, const RunObserver &) { return report; }, {});
        page.setRun(&run, u"sh-prod-01"_s);
        QTRY_VERIFY(page.isComplete());
        QVERIFY(page.findChild<QPushButton *>(u"discardButton"_s)->isHidden());
    }
};

QTEST_MAIN(tst_Confirmations)
#include "tst_confirmations.moc"
