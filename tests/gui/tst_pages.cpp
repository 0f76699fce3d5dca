#include "app/translations.h"
#include "gui/backup/scopepage.h"
#include "gui/common/errorbanner.h"
#include "gui/common/question.h"
#include "gui/common/secretdialog.h"
#include "gui/fleet/addresspage.h"
#include "gui/fleet/findingspage.h"
#include "gui/fleet/fleetpage.h"
#include "gui/fleet/hostkeypage.h"
#include "gui/fleet/hostpage.h"
#include "gui/fleet/signinpage.h"
#include "gui/points/pointspage.h"
#include "gui/recovery/recoveryaddresspage.h"
#include "gui/recovery/recoveryhostpage.h"
#include "gui/recovery/recoveryreportpage.h"
#include "gui/recovery/recoveryrunpage.h"
#include "gui/restore/confirmpage.h"
#include "gui/restore/differencesdialog.h"
#include "gui/restore/preflightpage.h"
#include "gui/restore/restorepointpage.h"
#include "gui/restore/restorereasonpage.h"
#include "gui/restore/restorerunpage.h"
#include "gui/restore/restorescopepage.h"
#include "gui/restore/restoretargetpage.h"
#include "gui/runs/liverun.h"
#include "gui/runs/planpage.h"
#include "gui/runs/runspage.h"
#include "gui/runs/runview.h"
#include "gui/settings/settingspage.h"

#include "samples.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <functional>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

using MakePage = std::function<std::unique_ptr<QWidget>()>;
Q_DECLARE_METATYPE(MakePage)

// Each page alone, with values in.
class tst_Pages : public QObject
{
    Q_OBJECT

    Translations m_translations;

    static QList<HostRow> rows()
    {
        QList<HostRow> rows;
        for (const HostProfile &host : Samples::overview().hosts)
            rows << hostRow(host, Samples::overview(), false);
        return rows;
    }

    static RestoreDraft draft()
    {
        RestoreDraft draft{.point = Samples::point(Samples::host(), u"20261122T020000Z"_s),
                           .target = Samples::host()};
        draft.prepared = Samples::run(Samples::host(), u"r"_s, Verb::Prepare);
        draft.prepared.components << ComponentReport{.id = u"postgres"_s};
        return draft;
    }

    static const QList<std::pair<const char *, MakePage>> &pages()
    {
        static const QList<std::pair<const char *, MakePage>> list{
            {"fleet",
             [] {
                 auto page = std::make_unique<FleetPage>();
                 page->setHosts(rows(), Samples::now());
                 return page;
             }},
            {"fleet, empty",
             [] {
                 auto page = std::make_unique<FleetPage>();
                 page->setHosts({}, Samples::now());
                 return page;
             }},
            {"host",
             [] {
                 auto page = std::make_unique<HostPage>();
                 page->setHost(Samples::host(), rows().first(), Samples::now());
                 page->setChecks(Samples::checks());
                 page->setFacts(Samples::facts());
                 return page;
             }},
            {"points",
             [] {
                 auto page = std::make_unique<PointsPage>();
                 page->setOverview(Samples::overview());
                 return page;
             }},
            {"runs",
             [] {
                 auto page = std::make_unique<RunsPage>();
                 page->setRuns({}, Samples::overview().runs);
                 page->setRecord(Samples::overview().runs.first().run,
                                 plannedSteps(Samples::plan()), {StepStarted{"dump", {}}});
                 return page;
             }},
            {"settings", [] { return std::make_unique<SettingsPage>(); }},
            {"address", [] { return std::make_unique<AddressPage>(); }},
            {"host key",
             [] {
                 auto page = std::make_unique<HostKeyPage>();
                 page->setState(HostKeyPage::State::Unknown,
                                {Error::Kind::HostKeyUnknown,
                                 {"The key of %1 is not known yet.", {u"h"_s}},
                                 {},
                                 u"ssh-ed25519 SHA256:abc"_s});
                 return page;
             }},
            {"sign-in", [] { return std::make_unique<SignInPage>(); }},
            {"checks",
             [] {
                 auto page = std::make_unique<FindingsPage>(FindingsPage::Kind::Checks);
                 page->setChecks(Samples::checks());
                 return page;
             }},
            {"found",
             [] {
                 auto page = std::make_unique<FindingsPage>(FindingsPage::Kind::Facts);
                 page->setFacts(Samples::facts());
                 return page;
             }},
            {"scope",
             [] {
                 auto page = std::make_unique<ScopePage>(u"sh-prod-01"_s);
                 page->setVaults({}, u"/home/x/lifeboat/vault"_s);
                 page->setFacts(Samples::facts());
                 return page;
             }},
            {"plan",
             [] {
                 auto page = std::make_unique<PlanPage>(Verb::Backup);
                 page->setPlans({Samples::plan()});
                 return page;
             }},
            {"plan of a recovery",
             [] {
                 auto page = std::make_unique<PlanPage>(Verb::Recover);
                 page->setTarget(u"sh-prod-01"_s);
                 page->setPlans({Samples::plan(), Samples::plan()});
                 return page;
             }},
            {"restore, reason", [] { return std::make_unique<RestoreReasonPage>(); }},
            {"restore, scope",
             [] {
                 auto page = std::make_unique<RestoreScopePage>();
                 page->setPoint(draft().point);
                 return page;
             }},
            {"restore, preflight",
             [] {
                 auto page = std::make_unique<PreflightPage>(PreflightPage::Kind::Restore);
                 page->setPreflight({Samples::checks(), {}});
                 return page;
             }},
            {"restore, differences",
             [] {
                 auto page = std::make_unique<DifferencesDialog>(
                     QList<Difference>{{u"rows"_s, u"412"_s, u"311"_s}}, nullptr);
                 page->setAttribute(Qt::WA_DeleteOnClose, false);
                 return page;
             }},
            {"recovery, host",
             [] {
                 auto page = std::make_unique<RecoveryHostPage>();
                 page->setPoint(draft().point);
                 page->setHosts(Samples::overview().hosts);
                 return page;
             }},
            {"recovery, prerequisites",
             [] {
                 auto page = std::make_unique<PreflightPage>(PreflightPage::Kind::Recovery);
                 page->setPreflight({Samples::checks(), {}});
                 return page;
             }},
            {"recovery, configuration",
             [] {
                 auto page = std::make_unique<RecoveryAddressPage>();
                 page->setTarget(Samples::host(), false);
                 return page;
             }},
            {"recovery, run", [] { return std::make_unique<RecoveryRunPage>(); }},
            {"recovery, report",
             [] {
                 auto page = std::make_unique<RecoveryReportPage>();
                 page->setOutcome({.report = Samples::run(Samples::host(), u"r"_s, Verb::Recover),
                                   .point = draft().point,
                                   .target = Samples::host(),
                                   .address = u"10.30.0.7"_s});
                 return page;
             }},
            {"restore, point",
             [] {
                 auto page = std::make_unique<RestorePointPage>();
                 const Overview overview = Samples::overview();
                 page->setPoints(overview.points, overview.points.first(), overview.looked);
                 return page;
             }},
            {"restore, target",
             [] {
                 auto page = std::make_unique<RestoreTargetPage>();
                 page->setHosts(Samples::overview().hosts);
                 page->setDraft(draft());
                 return page;
             }},
            {"restore, prepare",
             [] { return std::make_unique<RestoreRunPage>(RestoreRunPage::Kind::Prepare); }},
            {"restore, confirm",
             [] {
                 auto page = std::make_unique<ConfirmPage>();
                 page->setDraft(draft());
                 return page;
             }},
            {"question",
             [] {
                 auto page = std::make_unique<Question>(
                     Question::Words{
                         {"Undo the restore of %1?", {u"h"_s}}, {"Done.", {}}, {"Undo", {}}},
                     nullptr);
                 page->setAttribute(Qt::WA_DeleteOnClose, false);
                 page->setTypedName(u"sh-prod-01"_s);
                 return page;
             }},
            {"secret",
             [] {
                 return std::make_unique<SecretDialog>(
                     SecretRequest{.subject = u"ops@h"_s, .attempt = 1}, true, nullptr);
             }},
            {"banner", [] {
                 auto page = std::make_unique<ErrorBanner>();
                 page->setErrors({{Error::Kind::Unreachable,
                                   {"%1 does not answer.", {u"h"_s}},
                                   {"Check the network and the host, then start again.", {}},
                                   u"detail"_s},
                                  Error{}});
                 return page;
             }}};
        return list;
    }

    static void addRows()
    {
        QTest::addColumn<MakePage>("make");
        for (const auto &[name, make] : pages())
            QTest::newRow(name) << make;
    }

private slots:
    void init() { m_translations.setLanguage(u"en"_s); }

    void switchesItsLanguageWhileOpen_data() { addRows(); }

    void switchesItsLanguageWhileOpen()
    {
        QFETCH(MakePage, make);
        const auto page = make();
        const QStringList english = Samples::textsOf(*page);
        m_translations.setLanguage(u"zh_CN"_s);
        QCoreApplication::sendPostedEvents();
        const auto fresh = make();
        QCOMPARE(Samples::textsOf(*page), Samples::textsOf(*fresh));
        QVERIFY(Samples::textsOf(*page) != english);
        m_translations.setLanguage(u"en"_s);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(Samples::textsOf(*page), english);
    }

    void namesEveryControlThatTakesTheFocus_data() { addRows(); }

    void namesEveryControlThatTakesTheFocus()
    {
        QFETCH(MakePage, make);
        const auto page = make();
        QCOMPARE(Samples::nameless(*page).join(u", "_s), QString());
    }

    void fitsIntoTheSmallestWindow_data() { addRows(); }

    void fitsIntoTheSmallestWindow()
    {
        QFETCH(MakePage, make);
        m_translations.setLanguage(u"zh_CN"_s);
        const auto page = make();
        QVERIFY2(page->minimumSizeHint().width() <= 900 && page->minimumSizeHint().height() <= 600,
                 qPrintable(u"%1x%2"_s.arg(page->minimumSizeHint().width())
                                .arg(page->minimumSizeHint().height())));
    }

    void aDamagedPointIsShownAndCannotBeRestored()
    {
        Overview overview = Samples::overview();
        overview.points.first().point.damage =
            Error{Error::Kind::Corrupt, {"\"%1\" is missing.", {u"bklite.dump"_s}}, {}, {}};
        PointsPage page;
        page.setOverview(overview);
        QVERIFY(page.findChild<QLabel *>(u"proofLabel"_s)->text().contains(u"bklite.dump"_s));
        QVERIFY(!page.findChild<QPushButton *>(u"restoreButton"_s)->isEnabled());
        QVERIFY(page.findChild<QPushButton *>(u"verifyButton"_s)->isEnabled());
    }

    void onlyThePreparedAndEqualCanBeCutOver()
    {
        RunsPage page;
        RunReport prepared = Samples::run(Samples::host(), u"r1"_s, Verb::Prepare);
        prepared.restore = RestoreState::Prepared;
        prepared.places << Place{.live = u"bklite"_s};
        page.setRuns({}, {prepared});
        QVERIFY(!page.findChild<QPushButton *>(u"cutOverButton"_s)->isHidden());
        QVERIFY(!page.findChild<QPushButton *>(u"discardButton"_s)->isHidden());
        QVERIFY(page.findChild<QPushButton *>(u"undoButton"_s)->isHidden());

        prepared.status = Outcome::Failed;
        prepared.restore = RestoreState::None;
        page.setRuns({}, {prepared});
        QVERIFY(page.findChild<QPushButton *>(u"cutOverButton"_s)->isHidden());
        QVERIFY(!page.findChild<QPushButton *>(u"discardButton"_s)->isHidden());

        prepared.status = Outcome::Ok;
        prepared.restore = RestoreState::InService;
        page.setRuns({}, {prepared});
        QVERIFY(page.findChild<QPushButton *>(u"cutOverButton"_s)->isHidden());
        QVERIFY(page.findChild<QPushButton *>(u"discardButton"_s)->isHidden());
        QVERIFY(!page.findChild<QPushButton *>(u"undoButton"_s)->isHidden());
    }

    void anUnknownKeyIsTrustedOnlyWhenWhatIsExpectedIsTheSame()
    {
        HostKeyPage page;
        page.setState(HostKeyPage::State::Unknown,
                      {Error::Kind::HostKeyUnknown, {}, {}, u"ssh-ed25519 SHA256:abc"_s});
        auto *expected = page.findChild<QLineEdit *>(u"expectedEdit"_s);
        QVERIFY(page.isDangerous());
        QVERIFY(page.isComplete());
        expected->setText(u"SHA256:abd"_s);
        QVERIFY(!page.isComplete());
        expected->setText(u"SHA256:abc"_s);
        QVERIFY(page.isComplete());
    }

    void aChangedKeyHasNoWayOn()
    {
        HostKeyPage page;
        page.setState(HostKeyPage::State::Changed,
                      {Error::Kind::HostKeyChanged, {}, {}, u"ssh-ed25519 SHA256:abc"_s});
        QVERIFY(!page.isComplete());
    }

    void theAddressPageSaysWhatIsWrong()
    {
        AddressPage page;
        page.setTakenNames({u"h1"_s});
        QVERIFY(!page.isComplete());
        page.findChild<QLineEdit *>(u"nameEdit"_s)->setText(u"h1"_s);
        page.findChild<QLineEdit *>(u"addressEdit"_s)->setText(u"root@host:2201"_s);
        QVERIFY(page.isComplete());
        QVERIFY(!page.profile({}));
        page.findChild<QLineEdit *>(u"nameEdit"_s)->setText(u"h2"_s);
        const auto profile = page.profile(u"id"_s);
        QVERIFY(profile);
        QCOMPARE(profile->ssh.port, 2201);
        page.findChild<QLineEdit *>(u"addressEdit"_s)->setText(u"host:port"_s);
        QVERIFY(!page.profile({}));
    }
};

QTEST_MAIN(tst_Pages)
#include "tst_pages.moc"
