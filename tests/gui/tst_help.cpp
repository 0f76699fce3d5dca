#include "app/translations.h"
#include "base/result.h"
#include "gui/common/stepdialog.h"
#include "gui/help/helpchapters.h"
#include "gui/help/helpwindow.h"

#include "pagelist.h"

#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>
#include <QTextBrowser>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// The user guide: the same in both languages, whole, and reached from everywhere.
class tst_Help : public QObject
{
    Q_OBJECT

    Translations m_translations;

    static QStringList headingLevels(const QString &page)
    {
        QStringList levels;
        for (const QString &line : page.split(u'\n')) {
            if (line.startsWith(u'#'))
                levels << line.section(u' ', 0, 0);
        }
        return levels;
    }

    static QStringList all(const QString &page, const QString &pattern)
    {
        QStringList found;
        for (auto it = QRegularExpression(pattern).globalMatch(page); it.hasNext();)
            found << it.next().captured(1);
        return found;
    }

private slots:
    void init() { m_translations.setLanguage(u"en"_s); }

    void hasTheSameChaptersInBothLanguages()
    {
        QStringList expected;
        for (const QString &chapter : helpChapters())
            expected << chapter + u".md"_s;
        expected.sort();
        for (const char16_t *language : {u"en", u"zh_CN"})
            QCOMPARE(QDir(u":/help/"_s + QString::fromUtf16(language))
                         .entryList(QDir::Files, QDir::Name),
                     expected);
    }

    void saysTheSameInBothLanguages()
    {
        for (const QString &chapter : helpChapters()) {
            const QString english = helpPage(chapter, u"en"_s);
            const QString chinese = helpPage(chapter, u"zh_CN"_s);
            QVERIFY2(english.startsWith(u"# "_s) && chinese.startsWith(u"# "_s),
                     qPrintable(chapter));
            QCOMPARE(headingLevels(english), headingLevels(chinese));
            const auto links = [&](const QString &page) {
                return all(QString(page).replace(u"/zh_CN/"_s, u"/en/"_s), u"\\]\\(([^)]*)\\)"_s);
            };
            QCOMPARE(links(chinese), links(english));
            const auto commands = [&](const QString &page) {
                return all(QString(page).replace(u"--lang zh_CN"_s, u"--lang en"_s),
                           u"\n    +(\\S[^\n]*)"_s);
            };
            QCOMPARE(commands(chinese), commands(english));
        }
    }

    void everyLinkLeadsSomewhere()
    {
        for (const char16_t *name : {u"en", u"zh_CN"}) {
            const QString language = QString::fromUtf16(name);
            for (const QString &chapter : helpChapters()) {
                const QDir folder(u":/help/"_s + language);
                for (const QString &link : all(helpPage(chapter, language), u"\\]\\(([^)]*)\\)"_s))
                    QVERIFY2(QFile::exists(QDir::cleanPath(folder.filePath(link))),
                             qPrintable(link));
            }
        }
    }

    void everyKindOfFailureHasItsMend()
    {
        const QString page = helpPage(u"failures"_s, u"en"_s);
        for (int kind = 0; kind <= int(Error::Kind::Interrupted); ++kind) {
            const QString name = kindName(Error::Kind(kind));
            QVERIFY2(page.contains(u"\n## "_s + name + u"\n"_s), qPrintable(name));
        }
    }

    void everyPageHasItsChapter_data()
    {
        QTest::addColumn<Samples::MakePage>("make");
        for (const Samples::Page &page : Samples::pages())
            QTest::newRow(page.name) << page.make;
    }

    void everyPageHasItsChapter()
    {
        QFETCH(Samples::MakePage, make);
        const auto page = make();
        // These belong to the dialog that they stand in.
        const bool isShared =
            page->inherits("Lifeboat::PreflightPage") || page->inherits("Lifeboat::PlanPage")
            || page->inherits("Lifeboat::RunView") || page->inherits("Lifeboat::Question")
            || page->inherits("Lifeboat::HelpWindow");
        if (!isShared)
            QVERIFY2(helpChapters().contains(helpChapterAt(page.get())),
                     page->metaObject()->className());
    }

    void aStepOfAWizardIsKnownFromItsButtonsToo()
    {
        StepDialog wizard;
        wizard.addStep(new HostKeyPage);
        wizard.addStep(new AddressPage);
        wizard.showStep(0);
        wizard.show();
        auto *next = wizard.findChild<QPushButton *>(u"nextButton"_s);
        QCOMPARE(helpChapterAt(next), u"access"_s);
        wizard.showStep(1);
        QCOMPARE(helpChapterAt(next), u"fleet"_s);
    }

    void showsAChapterAndFollowsItsLinks()
    {
        HelpWindow help;
        help.showChapter(u"backup"_s);
        auto *page = help.findChild<QTextBrowser *>();
        QVERIFY(page->toPlainText().startsWith(u"Back up"_s));
        page->setSource(page->source().resolved(QUrl(u"../../reference/en/postgres.md"_s)));
        QVERIFY(page->toPlainText().startsWith(u"PostgreSQL"_s));
        page->setSource(QUrl(u"qrc:/help/en/points.md"_s));
        QCOMPARE(help.chapter(), u"points"_s);
        QCOMPARE(help.findChild<QListWidget *>()->currentItem()->data(Qt::UserRole).toString(),
                 u"points"_s);
        m_translations.setLanguage(u"zh_CN"_s);
        QCoreApplication::sendPostedEvents();
        QVERIFY(page->toPlainText().startsWith(u"备份点"_s));
    }

    void findsWhatIsTyped()
    {
        HelpWindow help;
        auto *list = help.findChild<QListWidget *>();
        auto *search = help.findChild<QLineEdit *>(u"searchEdit"_s);
        QCOMPARE(list->count(), helpChapters().size());
        search->setText(u"sha256sum"_s);
        QCOMPARE(list->count(), 1);
        QCOMPARE(help.chapter(), u"points"_s);
        auto *page = help.findChild<QTextBrowser *>();
        QVERIFY(page->textCursor().selectedText().contains(u"sha256sum"_s));
        QVERIFY(!page->extraSelections().isEmpty());
        search->setText(u"no such word"_s);
        QCOMPARE(list->count(), 0);
        search->clear();
        QCOMPARE(list->count(), helpChapters().size());
    }
};

QTEST_MAIN(tst_Help)
#include "tst_help.moc"
