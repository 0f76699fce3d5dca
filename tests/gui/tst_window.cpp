#include "app/runlog.h"
#include "app/settings.h"
#include "gui/common/question.h"
#include "gui/fleet/addhostdialog.h"
#include "gui/fleet/fleetpage.h"
#include "gui/fleet/hostpage.h"
#include "gui/help/helpwindow.h"
#include "gui/mainwindow.h"
#include "gui/navigationbar.h"
#include "gui/search/searchdialog.h"
#include "gui/settings/settingspage.h"
#include "gui/shell.h"
#include "gui/shortcutsdialog.h"
#include "gui/singleinstance.h"
#include "platform/nativefilesystem.h"

#include "samples.h"

#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QDropEvent>
#include <QMimeData>
#include <QPushButton>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// The whole window over settings of its own.
class tst_Window : public QObject
{
    Q_OBJECT

    struct Bench
    {
        QTemporaryDir folder;
        Settings settings{{folder.path() + u"/config"_s, folder.path() + u"/data"_s,
                           folder.path() + u"/state"_s}};
        RunLog log{folder.path() + u"/state/runs"_s};
        Operations operations{settings, log};
        Desk::Parts parts() { return {settings, log, operations, NativeFileSystem::instance()}; }
    };

private slots:
    void beginsWithAWayToAddAHost()
    {
        Bench bench;
        Shell shell(bench.parts());
        shell.show();
        auto *first = shell.window()->findChild<QPushButton *>(u"firstHostButton"_s);
        QTRY_VERIFY(first->isVisible());
        QTest::keyClick(first, Qt::Key_Return); // a card is no form: Enter opens it as Space does
        QTRY_VERIFY(shell.window()->findChild<QLineEdit *>(u"addressEdit"_s));
    }

    void showsTheHostsOfTheSettingsAndNeverOkWithoutAPoint()
    {
        Bench bench;
        QVERIFY(bench.settings.addHost(Samples::host()));
        Shell shell(bench.parts());
        shell.show();
        auto *table = shell.window()->findChild<QAbstractItemView *>(u"hostsTable"_s);
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QCOMPARE(shell.window()->findChild<FleetPage *>()->troubleCount(), 1);
    }

    void remembersLanguageAndAppearance()
    {
        Bench bench;
        {
            Shell shell(bench.parts());
            auto *page = shell.window()->findChild<SettingsPage *>();
            emit page->languageChosen(u"zh_CN"_s);
            emit page->appearanceChosen(u"dark"_s);
            QTRY_COMPARE(bench.settings.preference(u"language"_s), u"zh_CN"_s);
            QTRY_COMPARE(bench.settings.preference(u"appearance"_s), u"dark"_s);
        }
        Shell shell(bench.parts());
        const auto *navigation = shell.window()->findChild<NavigationBar *>();
        QCOMPARE(navigation->model()->index(0, 0).data().toString(), u"主机总览"_s);
        QVERIFY(shell.window()->palette().color(QPalette::Window).lightness() < 100);
        emit shell.window()->findChild<SettingsPage *>()->languageChosen(u"en"_s);
        QTRY_COMPARE(bench.settings.preference(u"language"_s), u"en"_s);
        QCOMPARE(navigation->model()->index(0, 0).data().toString(), u"Fleet"_s);
    }

    void asksBeforeItClosesWhileARunIsActive()
    {
        Bench bench;
        Shell shell(bench.parts());
        shell.show();
        QSemaphore begun;
        shell.desk().board().start(Samples::host(), Verb::Backup,
                                   [&begun](const Access &access, const RunObserver &) {
                                       begun.release();
                                       while (!access.cancel.isCancelled())
                                           QThread::msleep(1);
                                       return RunReport{.status = Outcome::Cancelled};
                                   },
                                   {});
        QVERIFY(begun.tryAcquire(1, 10000));
        shell.window()->close();
        QVERIFY(shell.window()->isVisible());
        auto *yes = shell.window()->findChild<QPushButton *>(u"yesButton"_s);
        QVERIFY(yes);
        yes->click();
        QTRY_VERIFY(!shell.window()->isVisible());
        QCOMPARE(shell.desk().board().runningCount(), 0);
    }

    // A program that is ended by its system.
    void goesAwayWhileARunIsActive()
    {
        Bench bench;
        QSemaphore begun;
        bool isCancelled = false;
        {
            Shell shell(bench.parts());
            shell.show();
            shell.desk().board().start(Samples::host(), Verb::Backup,
                                       [&](const Access &access, const RunObserver &) {
                                           begun.release();
                                           while (!access.cancel.isCancelled())
                                               QThread::msleep(1);
                                           isCancelled = true;
                                           return RunReport{.status = Outcome::Cancelled};
                                       },
                                       {});
            QVERIFY(begun.tryAcquire(1, 10000));
        }
        QVERIFY(isCancelled);
    }

    void closesAtOnceWhenNothingRuns()
    {
        Bench bench;
        Shell shell(bench.parts());
        shell.show();
        shell.window()->close();
        QVERIFY(!shell.window()->isVisible());
    }

    void standsWhereItStoodBefore()
    {
        Bench bench;
        {
            Shell shell(bench.parts());
            shell.show();
            shell.window()->setGeometry(40, 50, 1010, 640);
        }
        Shell shell(bench.parts());
        QCOMPARE(shell.window()->height(), 640); // as high as it fits onto the screen of a test
    }

    void aKeyShowsTheKeys()
    {
        Bench bench;
        Shell shell(bench.parts());
        shell.show();
        QVERIFY(QTest::qWaitForWindowActive(shell.window()));
        QTest::keyClick(shell.window(), Qt::Key_Question);
        QTRY_VERIFY(shell.window()->findChild<ShortcutsDialog *>());
        QTest::keyClick(shell.window()->findChild<ShortcutsDialog *>(), Qt::Key_Escape);
        QTRY_VERIFY(!shell.window()->findChild<ShortcutsDialog *>());
    }

    static HelpWindow *help()
    {
        for (QWidget *window : QApplication::topLevelWidgets()) {
            if (auto *found = qobject_cast<HelpWindow *>(window); found && found->isVisible())
                return found;
        }
        return nullptr;
    }

    void theHelpIsAboutWhereOneIs()
    {
        Bench bench;
        QVERIFY(bench.settings.addHost(Samples::host()));
        Shell shell(bench.parts());
        shell.show();
        QVERIFY(QTest::qWaitForWindowActive(shell.window()));
        QTest::keyClick(shell.window(), Qt::Key_3, Qt::ControlModifier); // Runs
        QTest::keyClick(shell.window(), Qt::Key_F1);
        QTRY_VERIFY(help());
        QCOMPARE(help()->chapter(), u"runs"_s);
        // In a dialog that covers the window too.
        auto *fleet = shell.window()->findChild<FleetPage *>();
        emit fleet->addRequested();
        QTRY_VERIFY(shell.window()->findChild<AddHostDialog *>());
        QTest::keyClick(shell.window()->findChild<AddHostDialog *>(), Qt::Key_F1);
        QCOMPARE(help()->chapter(), u"fleet"_s);
        QTest::keyClick(help(), Qt::Key_F1); // in the help itself nothing changes
        QCOMPARE(help()->chapter(), u"fleet"_s);
        QTest::keyClick(help(), Qt::Key_Escape);
        QVERIFY(!help());
    }

    void aFolderThatIsDroppedBecomesAVault()
    {
        Bench bench;
        const QString folder = bench.folder.path() + u"/usb"_s;
        QVERIFY(Vault::create(NativeFileSystem::instance(), folder, u"usb"_s));
        Shell shell(bench.parts());
        shell.show();
        const auto drop = [&shell](const QString &path) {
            QMimeData data;
            data.setUrls({QUrl::fromLocalFile(path)});
            QDragEnterEvent enter({200, 200}, Qt::CopyAction, &data, Qt::LeftButton, {});
            QCoreApplication::sendEvent(shell.window(), &enter);
            QDropEvent event({200, 200}, Qt::CopyAction, &data, Qt::LeftButton, {});
            if (enter.isAccepted())
                QCoreApplication::sendEvent(shell.window(), &event);
            return enter.isAccepted();
        };
        QVERIFY(!drop(bench.folder.path() + u"/no-such-folder"_s));
        QVERIFY(drop(folder));
        QTRY_COMPARE(bench.settings.vaults()->size(), 1);
        // One that holds no points is asked about, and left alone when the answer is no.
        const QString other = bench.folder.path() + u"/other"_s;
        QVERIFY(QDir().mkpath(other));
        QVERIFY(drop(other));
        QTRY_VERIFY(shell.window()->findChild<Question *>());
        QVERIFY(QDir(other).isEmpty());
        shell.window()->findChild<QPushButton *>(u"yesButton"_s)->click();
        QTRY_COMPARE(bench.settings.vaults()->size(), 2);
    }

    void ctrlKFindsAHostAndOpensIt()
    {
        Bench bench;
        QVERIFY(bench.settings.addHost(Samples::host(u"sh-prod-01"_s)));
        QVERIFY(bench.settings.addHost(Samples::host(u"bj-edge-02"_s)));
        Shell shell(bench.parts());
        shell.show();
        QVERIFY(QTest::qWaitForWindowActive(shell.window()));
        QTRY_COMPARE(shell.desk().overview().hosts.size(), 2);
        QTest::keyClick(shell.window(), Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(shell.window()->findChild<SearchDialog *>());
        QTest::keyClicks(QApplication::focusWidget(), u"edge"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(shell.window()->findChild<HostPage *>()->hostId(),
                     Samples::host(u"bj-edge-02"_s).id);
        QVERIFY(shell.window()->findChild<HostPage *>()->isVisible());
        QCOMPARE(shell.window()->windowTitle(), u"bj-edge-02 – Lifeboat"_s);
    }

    void theTitleSaysHowFarTheRunIsWhileMinimised()
    {
        MainWindow window;
        window.setShare(u"30 %"_s);
        window.show();
        QCOMPARE(window.windowTitle(), u"Lifeboat"_s);
        window.showMinimized();
        QTRY_COMPARE(window.windowTitle(), u"30 % – Lifeboat"_s);
        window.setShare({});
        QCOMPARE(window.windowTitle(), u"Lifeboat"_s);
    }

    void remembersWhichNoticesAreWanted()
    {
        Bench bench;
        {
            Shell shell(bench.parts());
            for (auto *box :
                 shell.window()->findChild<SettingsPage *>()->findChildren<QCheckBox *>()) {
                QVERIFY(box->isChecked());
                if (box->text() == SettingsPage::tr("A restore is finished"))
                    box->click();
            }
            QTRY_COMPARE(bench.settings.preference(u"notify/restored"_s), u"off"_s);
        }
        Shell shell(bench.parts());
        for (auto *box : shell.window()->findChild<SettingsPage *>()->findChildren<QCheckBox *>())
            QCOMPARE(box->isChecked(), box->text() != SettingsPage::tr("A restore is finished"));
    }

    void aSecondProgramShowsTheFirst()
    {
        const QTemporaryDir folder;
        SingleInstance first(folder.path());
        QVERIFY(first.isFirst());
        QSignalSpy shown(&first, &SingleInstance::shown);
        const SingleInstance second(folder.path());
        QVERIFY(!second.isFirst());
        QTRY_COMPARE(shown.size(), 1);
        QVERIFY(SingleInstance(folder.path() + u"/other"_s).isFirst());
    }

    void theKeyboardReachesEveryPage()
    {
        Bench bench;
        Shell shell(bench.parts());
        shell.show();
        QVERIFY(QTest::qWaitForWindowActive(shell.window()));
        auto *navigation = shell.window()->findChild<NavigationBar *>();
        for (int page = navigation->model()->rowCount(); page > 0; --page) {
            QTest::keyClick(shell.window(), Qt::Key(Qt::Key_0 + page), Qt::ControlModifier);
            QTRY_COMPARE(navigation->currentIndex().row(), page - 1);
        }
    }
};

QTEST_MAIN(tst_Window)
#include "tst_window.moc"
