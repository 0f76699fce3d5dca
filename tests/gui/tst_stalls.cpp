#include "app/runlog.h"
#include "gui/fleet/fleetpage.h"
#include "gui/mainwindow.h"
#include "gui/navigationbar.h"
#include "gui/points/pointspage.h"
#include "gui/runs/runspage.h"
#include "gui/search/searchdialog.h"
#include "gui/settings/settingspage.h"
#include "gui/shell.h"
#include "platform/nativefilesystem.h"
#include "support/fleetfixture.h"
#include "support/turnclock.h"

#include "samples.h"

#include <QComboBox>
#include <QListView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace Lifeboat;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// The real window over a large fleet. A turn of the event loop may take 50 ms of the processor, and
// a page or a language may be another after 100 and 200 ms. tests/bench/run.sh has the times on the
// wall.
class tst_Stalls : public QObject
{
    Q_OBJECT

    // The aim is 50 ms on the machine of bench_window, which prints what it takes there; a slower
    // one is not to fail for that.
    static constexpr double LongestTurn = 120;

    QTemporaryDir m_folder{FleetFixture::quickFolder()};
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<RunLog> m_log;
    std::unique_ptr<Operations> m_operations;
    std::unique_ptr<Shell> m_shell;

    MainWindow *window() { return m_shell->window(); }

    static void verifyTurns(const TurnClock &clock)
    {
        qInfo("%d turns, the longest %.1f ms", clock.turns(), clock.longestMilliseconds());
        QVERIFY2(clock.longestMilliseconds() < LongestTurn,
                 qPrintable(u"a turn took %1 ms"_s.arg(clock.longestMilliseconds())));
    }

    // One component a lane, each with a dump and its check.
    static Plan planOf(const HostProfile &host)
    {
        Plan plan{.run = u"20261122t020000-%1"_s.arg(host.id.right(8)), .host = host.name};
        QList<Lane> lanes;
        for (const char *component : {"postgres", "minio", "victorialogs"}) {
            Lane lane{component, {}};
            for (int i = 0; i < 10; ++i)
                lane.steps << Step{.id = QByteArray(component) + '.' + QByteArray::number(i),
                                   .title = {"Dump database “%1”", {QString::number(i)}},
                                   .action = CaptureOutput{ShellCommand("pg_dump -Fc"), {}},
                                   .component = QString::fromLatin1(component),
                                   .expectedBytes = 1000000};
            lanes << lane;
        }
        plan.stages << Stage{lanes};
        plan.estimatedBytes = 30000000;
        return plan;
    }

    // As a run tells of itself: ten times a second how far each lane is, a step every half second,
    // and what the tools say.
    static RunReport tell(const HostProfile &host, const RunObserver &observer, int linesPerTick)
    {
        const Plan plan = planOf(host);
        observer.planned(plan);
        for (int step = 0; step < 10; ++step) {
            for (const Lane &lane : plan.stages.first().lanes)
                observer.event(StepStarted{lane.steps.at(step).id, u"pg_dump -Fc bklite"_s});
            for (int tick = 1; tick <= 5; ++tick) {
                QThread::msleep(100);
                for (const Lane &lane : plan.stages.first().lanes) {
                    const QByteArray id = lane.steps.at(step).id;
                    observer.event(StepProgress{id, tick * 200000, 1000000});
                    for (int line = 0; line < linesPerTick; ++line)
                        observer.event(StepOutput{
                            id, u"pg_dump: dumping contents of table public.t%1"_s.arg(line)});
                }
            }
            for (const Lane &lane : plan.stages.first().lanes)
                observer.event(StepFinished{lane.steps.at(step).id, 1000000, .5, {}, {}});
        }
        return {.run = plan.run, .hostId = host.id, .hostName = host.name};
    }

private slots:
    void initTestCase()
    {
        const Places places{m_folder.path() + u"/config"_s, m_folder.path() + u"/data"_s,
                            m_folder.path() + u"/state"_s};
        QCOMPARE(FleetFixture{.isLight = true}.write(places, m_folder.path() + u"/vault"_s),
                 QString());
        m_settings = std::make_unique<Settings>(places);
        m_log = std::make_unique<RunLog>(places.state + u"/runs"_s);
        m_operations = std::make_unique<Operations>(*m_settings, *m_log);
    }

    void cleanupTestCase() { m_shell.reset(); }

    void isThereAtOnceAndFillsWithoutAStall()
    {
        const auto before = processorTime();
        m_shell = std::make_unique<Shell>(
            Desk::Parts{*m_settings, *m_log, *m_operations, NativeFileSystem::instance()});
        m_shell->show();
        auto *table = window()->findChild<QAbstractItemView *>(u"hostsTable"_s);
        TurnClock first;
        QVERIFY(first.turnUntil([&] { return table->model()->rowCount() == 200; }, 30s));
        const auto until = processorTime() - before;
        qInfo("200 hosts are listed after %.1f ms", double(until.count()) / 1000);
        QVERIFY(until < 300ms);

        TurnClock clock;
        QSignalSpy looked(&m_shell->desk(), &Desk::looked);
        QVERIFY(clock.turnUntil([&] { return !looked.isEmpty(); }, 120s));
        QCOMPARE(m_shell->desk().overview().points.size(), 10000);
        QCOMPARE(m_shell->desk().overview().runs.size(), 10000);
        verifyTurns(clock);
    }

    void looksAgainWithoutAStall()
    {
        TurnClock clock;
        QSignalSpy looked(&m_shell->desk(), &Desk::looked);
        m_shell->desk().look();
        QVERIFY(clock.turnUntil([&] { return !looked.isEmpty(); }, 120s));
        verifyTurns(clock);
    }

    void changesPagesAtOnce()
    {
        auto *navigation = window()->findChild<NavigationBar *>();
        for (int page : {1, 2, 3, 0, 2, 1}) {
            const auto before = processorTime();
            navigation->setCurrentIndex(navigation->model()->index(page, 0));
            QCoreApplication::processEvents();
            const auto took = processorTime() - before;
            qInfo("page %d: %.1f ms", page, double(took.count()) / 1000);
            QVERIFY(took < 100ms);
        }
    }

    void changesTheHostOfThePointsAtOnce()
    {
        auto *points = window()->findChild<PointsPage *>();
        auto *hosts = points->findChild<QComboBox *>(u"hostBox"_s);
        TurnClock clock;
        for (int host : {20, 150, 3}) {
            hosts->setCurrentIndex(host);
            QSignalSpy asked(points, &PointsPage::contentsRequested);
            const auto isWhole = [points] {
                return points->currentPoint()
                       && !points->currentPoint()
                               ->point.manifest.components.first()
                               .fingerprint.entries.isEmpty();
            };
            QVERIFY(clock.turnUntil(isWhole, 30s)); // what is in it comes after it
        }
        verifyTurns(clock);
    }

    void changesTheLanguageAtOnce()
    {
        auto *settings = window()->findChild<SettingsPage *>();
        for (const char16_t *language : {u"zh_CN", u"en"}) {
            const auto before = processorTime();
            emit settings->languageChosen(QString::fromUtf16(language));
            QCoreApplication::processEvents();
            const auto took = processorTime() - before;
            qInfo("language: %.1f ms", double(took.count()) / 1000);
            QVERIFY(took < 200ms);
        }
    }

    void searchesAllOfItAtOnce()
    {
        const auto within = [](const char *what, const auto &deed) {
            const auto before = processorTime();
            deed();
            QCoreApplication::processEvents();
            const double took = double((processorTime() - before).count()) / 1000;
            qInfo("%s: %.1f ms", what, took);
            return took < LongestTurn;
        };
        QVERIFY(within("search opens", [this] { emit window()->searchRequested(); }));
        auto *dialog = window()->findChild<SearchDialog *>();
        QTest::qWait(1000); // for points and runs, which a worker lists
        auto *edit = dialog->findChild<QLineEdit *>();
        for (const QString &text : {u"h"_s, u"host-150"_s, u"host-150 backup"_s})
            QVERIFY(within(qPrintable(text), [&] { edit->setText(text); }));
        QVERIFY(dialog->findChild<QAbstractItemView *>()->model()->rowCount() > 40);
        dialog->close();
    }

    void sixteenRunsDoNotStallIt()
    {
        RunBoard &board = m_shell->desk().board();
        const QList<HostProfile> hosts = m_shell->desk().overview().hosts;
        TurnClock clock;
        for (int i = 0; i < 16; ++i) {
            const HostProfile &host = hosts.at(i * 10);
            // One of them says far more than others: 100,000 lines.
            const int lines = i == 0 ? 100000 / 150 : 4;
            board.start(host, Verb::Backup,
                        [host, lines](const Access &, const RunObserver &observer) {
                            return tell(host, observer, lines);
                        },
                        {});
        }
        auto *runs = window()->findChild<RunsPage *>();
        runs->showLive(board.runs().last()); // the talkative one
        window()->findChild<NavigationBar *>()->setCurrentIndex(
            window()->findChild<NavigationBar *>()->model()->index(2, 0));
        QTest::qWait(0);
        QVERIFY(clock.turnUntil([&] { return board.runningCount() == 0; }, 120s));
        verifyTurns(clock);
    }
};

QTEST_MAIN(tst_Stalls)
#include "tst_stalls.moc"
