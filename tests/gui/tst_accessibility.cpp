#include "app/runlog.h"
#include "app/translations.h"
#include "gui/common/appearance.h"
#include "gui/common/stepdialog.h"
#include "gui/mainwindow.h"
#include "gui/navigationbar.h"
#include "gui/shell.h"
#include "platform/nativefilesystem.h"

#include "pagelist.h"
#include "walk.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

using Samples::Page;
Q_DECLARE_METATYPE(Page)

// Every page and dialog as one meets it who does not see the screen, sees little, or has no mouse.
class tst_Accessibility : public QObject
{
    Q_OBJECT

    Translations m_translations;
    Appearance m_appearance;

    static void addRows()
    {
        QTest::addColumn<Page>("listed");
        QTest::addColumn<QString>("language");
        for (const Page &page : Samples::pages() + Samples::smallWindows()) {
            for (const char16_t *language : {u"en", u"zh_CN"})
                QTest::addRow("%s, %s", page.name, qPrintable(QString::fromUtf16(language)))
                    << page << QString::fromUtf16(language);
        }
    }

    static void show(QWidget &page)
    {
        page.show();
        page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        QCoreApplication::sendPostedEvents();
    }

private slots:
    void init()
    {
        m_translations.setLanguage(u"en"_s);
        m_appearance.set(u"light"_s);
    }

    void namesEveryControlThatTakesTheFocus_data() { addRows(); }

    void namesEveryControlThatTakesTheFocus()
    {
        QFETCH(Page, listed);
        QFETCH(QString, language);
        m_translations.setLanguage(language);
        QCOMPARE(Walk::nameless(*listed.framed()).join(u'\n'), QString());
    }

    void clipsNoText_data() { addRows(); }

    void clipsNoText()
    {
        QFETCH(Page, listed);
        QFETCH(QString, language);
        m_translations.setLanguage(language);
        const auto page = listed.framed();
        page->resize(900, 560); // what the smallest window leaves to a page
        show(*page);
        QCOMPARE(Walk::clipped(*page).join(u'\n'), QString());
    }

    void theKeyboardReachesEverythingAndLeavesIt_data() { addRows(); }

    void theKeyboardReachesEverythingAndLeavesIt()
    {
        QFETCH(Page, listed);
        QFETCH(QString, language);
        m_translations.setLanguage(language);
        const auto page = listed.framed();
        if (!page->isWindow() || page->size().width() < 900)
            page->resize(900, 560);
        show(*page);
        QCOMPARE(Walk::unreachable(*page).join(u'\n'), QString());
    }

    void everyLabelReadsInLightAndDark_data() { addRows(); }

    void everyLabelReadsInLightAndDark()
    {
        QFETCH(Page, listed);
        const auto page = listed.framed();
        for (const char16_t *scheme : {u"dark", u"light"}) { // while it is open
            m_appearance.set(QString::fromUtf16(scheme));
            QCoreApplication::sendPostedEvents();
            QCOMPARE(Walk::faint(*page).join(u'\n'), QString());
        }
    }

    void theKeyboardReachesEverythingOfTheWindow()
    {
        const QTemporaryDir folder;
        Settings settings({folder.path() + u"/config"_s, folder.path() + u"/data"_s,
                           folder.path() + u"/state"_s});
        QVERIFY(settings.addHost(Samples::host()));
        RunLog log(folder.path() + u"/state/runs"_s);
        Operations operations(settings, log);
        Shell shell({settings, log, operations, NativeFileSystem::instance()});
        shell.show();
        show(*shell.window());
        QTRY_VERIFY(shell.desk().overview().looked.isValid());
        const auto *navigation = shell.window()->findChild<NavigationBar *>();
        for (int page = 1; page <= navigation->model()->rowCount(); ++page) {
            QTest::keyClick(shell.window(), Qt::Key(Qt::Key_0 + page), Qt::ControlModifier);
            QCoreApplication::sendPostedEvents();
            QCOMPARE(Walk::unreachable(*shell.window()).join(u'\n'), QString());
            QCOMPARE(Walk::nameless(*shell.window()).join(u'\n'), QString());
            QCOMPARE(Walk::clipped(*shell.window()).join(u'\n'), QString());
        }
    }

    // That the walk sees what it is there for.

    void findsAControlWithoutAName()
    {
        QWidget page;
        new QPushButton(&page);
        new QTableView(&page);
        new QLineEdit(&page);
        QCOMPARE(Walk::nameless(page).size(), 3);
        auto *painted = new QWidget(&page);
        painted->setFocusPolicy(Qt::TabFocus);
        painted->setAccessibleName(u"a chart"_s);
        QVERIFY(Walk::nameless(page).contains(u"QWidget has no role"_s));
    }

    void findsATextThatIsCut()
    {
        QWidget page;
        auto *label = new QLabel(u"a long sentence"_s, &page);
        auto *button = new QPushButton(u"Back up now"_s, &page);
        auto *box = new QComboBox(&page);
        box->addItem(u"Like the system"_s);
        auto *edit = new QLineEdit(&page);
        edit->setPlaceholderText(u"Find by name"_s);
        auto *table = new QTableView(&page);
        QStandardItemModel model(1, 1);
        model.setHeaderData(0, Qt::Horizontal, u"Data fingerprint"_s);
        table->setModel(&model);
        table->horizontalHeader()->resizeSection(0, 40);
        for (QWidget *one : QList<QWidget *>{label, button, box, edit})
            one->setFixedWidth(40);
        page.show();
        QCOMPARE(Walk::clipped(page).size(), 5);
        label->setWordWrap(true);
        label->setFixedHeight(10);
        QCOMPARE(Walk::clipped(page).size(), 5);
        label->setToolTip(u"a long sentence"_s);
        QCOMPARE(Walk::clipped(page).size(), 4);
    }

    void findsWhereTabEnds()
    {
        QWidget page;
        auto *column = new QVBoxLayout(&page);
        column->addWidget(new QPushButton(u"One"_s));
        auto *trap = new QPlainTextEdit;
        column->addWidget(trap);
        column->addWidget(new QPushButton(u"Two"_s));
        show(page);
        QVERIFY(Walk::unreachable(page).contains(u"dead end: QPlainTextEdit"_s));
        QVERIFY(Walk::unreachable(page).contains(u"not reached: QPushButton"_s));
        trap->setTabChangesFocus(true);
        QCOMPARE(Walk::unreachable(page), QStringList());
    }

    void findsAFaintText()
    {
        QWidget page;
        auto *label = new QLabel(u"hardly seen"_s, &page);
        QCOMPARE(Walk::faint(page), QStringList());
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, QColor(0xbbbbbb));
        label->setPalette(palette);
        QVERIFY(!Walk::faint(page).isEmpty());
    }
};

QTEST_MAIN(tst_Accessibility)
#include "tst_accessibility.moc"
