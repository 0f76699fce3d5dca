#include "app/translations.h"
#include "gui/common/question.h"
#include "gui/fleet/addresspage.h"
#include "gui/fleet/hostkeypage.h"
#include "gui/points/pointspage.h"
#include "gui/runs/runspage.h"

#include "pagelist.h"

#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <functional>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

using Samples::Page;
Q_DECLARE_METATYPE(Page)

// Each page alone, with values in.
class tst_Pages : public QObject
{
    Q_OBJECT

    Translations m_translations;

    static void addRows()
    {
        QTest::addColumn<Page>("listed");
        for (const Page &page : Samples::pages())
            QTest::newRow(page.name) << page;
    }

    // Without the figures: what runs goes on meanwhile. What is hidden is translated when it is
    // shown.
    static QStringList wordsOf(const QWidget &page)
    {
        static const QRegularExpression figure(u"\\d+"_s);
        return Samples::textsOf(page, true).replaceInStrings(figure, u"0"_s);
    }

    // What a layout is given anew is shown some turns later.
    static void settle()
    {
        for (int turn = 0; turn < 5; ++turn)
            QCoreApplication::processEvents();
    }

    static std::unique_ptr<QWidget> shown(const Page &listed)
    {
        auto page = listed.framed();
        page->show();
        settle();
        return page;
    }

private slots:
    void init() { m_translations.setLanguage(u"en"_s); }

    void switchesItsLanguageWhileOpen_data() { addRows(); }

    void switchesItsLanguageWhileOpen()
    {
        QFETCH(Page, listed);
        const auto page = shown(listed);
        const QStringList english = wordsOf(*page);
        m_translations.setLanguage(u"zh_CN"_s);
        settle();
        const auto fresh = shown(listed);
        QCOMPARE(wordsOf(*page), wordsOf(*fresh));
        QVERIFY(wordsOf(*page) != english);
        m_translations.setLanguage(u"en"_s);
        settle();
        QCOMPARE(wordsOf(*page), english);
    }

    void fitsIntoTheSmallestWindow_data() { addRows(); }

    void fitsIntoTheSmallestWindow()
    {
        QFETCH(Page, listed);
        m_translations.setLanguage(u"zh_CN"_s);
        const auto page = listed.make();
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
