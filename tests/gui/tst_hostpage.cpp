#include "gui/common/delegates.h"
#include "gui/fleet/deployedmodel.h"
#include "gui/fleet/edithostdialog.h"
#include "gui/fleet/hostpage.h"
#include "gui/points/artifactsdialog.h"
#include "gui/runs/runspage.h"
#include "gui/vaults.h"

#include "fleetsamples.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QListView>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTcpServer>
#include <QTest>

#include <algorithm>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

class tst_HostPage : public QObject
{
    Q_OBJECT

    static QString textOf(const QWidget &page, const QString &name)
    {
        return page.findChild<QLabel *>(name)->text();
    }
    static void show(HostPage &page, const HostRow &row)
    {
        page.setHost(Samples::host(), row, Samples::now());
    }

private slots:
    void whatALossCostsIsNeverEstimated()
    {
        HostPage page;
        HostRow row{.newestPoint = Samples::now().addSecs(-9 * 3600), .size = 19700000000};
        show(page, row);
        QCOMPARE(textOf(page, u"lostLabel"_s), u"not known: never proven"_s);
        row.provenPoint = Samples::now().addSecs(-36 * 3600);
        row.drilled = Samples::now();
        show(page, row);
        QVERIFY(textOf(page, u"lostLabel"_s).contains(u"36 h ago"_s));
        QVERIFY(textOf(page, u"lostLabel"_s).contains(u"not known, that drill measured no time"_s));
        row.rtoSeconds = 1860;
        show(page, row);
        QVERIFY2(textOf(page, u"lostLabel"_s).contains(u"after 31 min"_s),
                 qPrintable(textOf(page, u"lostLabel"_s)));
    }

    void deployedIsWhatDiscoveryFound()
    {
        DeployedModel model;
        const QAbstractItemModelTester tester(&model);
        const Overview overview = Samples::fleetOverview();
        const HostRow row = hostRow(overview.hosts.at(0), overview, false); // postgres has failed
        model.setFacts({}, row, Samples::now());
        QCOMPARE(model.rowCount(), 0);
        model.setFacts(Samples::wholeFacts(), row, Samples::now());
        QCOMPARE(model.rowCount(), int(components().size()));
        for (int line = 0; line < model.rowCount(); ++line) {
            const auto cell = [&](int column) {
                return model.index(line, column).data().toString();
            };
            QVERIFY2(!cell(DeployedModel::Data).isEmpty(), qPrintable(cell(1)));
            QVERIFY2(!cell(DeployedModel::How).isEmpty(), qPrintable(cell(1)));
            const auto status = Status(model.index(line, 0).data(StatusRole).toInt());
            if (cell(DeployedModel::Component) == u"postgres"_s) {
                QCOMPARE(status, Status::Failed);
                QCOMPARE(cell(DeployedModel::Newest), u"36 h ago"_s); // of the night before
            } else if (cell(DeployedModel::Component) == u"redis"_s) {
                QCOMPARE(status, Status::Skipped);
                QCOMPARE(cell(DeployedModel::Newest), u"never"_s);
                QVERIFY(cell(DeployedModel::How).startsWith(u"Only when asked for"_s));
            } else {
                QCOMPARE(status, Status::Ok);
                QCOMPARE(cell(DeployedModel::Newest), u"12 h ago"_s);
            }
        }
    }

    void aServerThatDoesNotAnswerHasFailed()
    {
        HostFacts facts = Samples::wholeFacts();
        for (ServiceFacts &service : facts.services) {
            service.state = u"exited"_s;
        }
        DeployedModel model;
        model.setFacts(facts, {}, Samples::now());
        const QModelIndex last = model.index(model.rowCount() - 1, 0);
        QCOMPARE(Status(last.data(StatusRole).toInt()), Status::Failed);
        QVERIFY(last.data(Qt::ToolTipRole).toString().contains(u"exited"_s));
    }

    void notCoveredIsWhatIsThereAndNotSaved()
    {
        HostPage page;
        show(page, {});
        page.setFacts(Samples::wholeFacts());
        QStringList texts;
        for (const QLabel *label :
             page.findChild<QWidget *>(u"uncoveredInside"_s)->findChildren<QLabel *>())
            texts << label->text();
        QVERIFY(texts.contains(u"compose_extra"_s));
        QVERIFY(texts.filter(u"1.2"_s).size() == 1); // with its size
        QVERIFY(texts.filter(u"not on this host"_s).isEmpty());
    }

    void aCheckThatFailedHasItsMendAndTheCommand()
    {
        HostPage page;
        show(page, {});
        page.setChecks(Samples::checks());
        const auto *pane = page.findChild<QWidget *>(u"checksInside"_s);
        const auto copies = pane->findChildren<QPushButton *>();
        QCOMPARE(copies.size(), 1);
        copies.first()->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"docker logs postgres"_s);
    }

    void whatWasFoundOfAHostIsThereWhenItIsShownAgain()
    {
        HostPage page;
        show(page, {});
        page.setFacts(Samples::wholeFacts());
        page.setHost(Samples::host(u"other"_s), {}, Samples::now());
        const auto *table = page.findChild<QTableView *>(u"deployedTable"_s);
        QCOMPARE(table->model()->rowCount(), 0);
        show(page, {});
        QCOMPARE(table->model()->rowCount(), int(components().size()));
    }

    void theHistoryHasTheRunsOfTheHostAndOpensThem()
    {
        HostPage page;
        const Overview overview = Samples::fleetOverview();
        page.setHost(overview.hosts.at(3), {}, Samples::now());
        page.setRuns(overview.runs);
        auto *table = page.findChild<QTableView *>(u"historyTable"_s);
        QCOMPARE(table->model()->rowCount(), 60);
        QSignalSpy opened(&page, &HostPage::runRequested);
        emit table->activated(table->model()->index(2, 3));
        const QString run = opened.first().first().toString();
        const auto it = std::ranges::find(overview.runs, run, &RunReport::run);
        QVERIFY(it != overview.runs.end());
        QCOMPARE(it->hostName, u"sh-prod-01"_s);
    }

    void tagsAreSavedWithoutAConnection()
    {
        Samples::Bench bench;
        const HostProfile host = Samples::host();
        QVERIFY(bench.settings.addHost(host));
        Desk desk(bench.parts(), nullptr);
        QPointer<EditHostDialog> dialog = new EditHostDialog(desk, host, nullptr);
        dialog->show();
        QSignalSpy saved(dialog, &EditHostDialog::saved);
        dialog->findChild<QLineEdit *>(u"tagsEdit"_s)->setText(u"prod, 上海 prod"_s);
        dialog->findChild<QPushButton *>(u"saveButton"_s)->click();
        QTRY_COMPARE(saved.size(), 1);
        const auto stored = bench.settings.host(host.id);
        QVERIFY(stored);
        QCOMPARE(stored->tags, QStringList({u"prod"_s, u"上海"_s}));
        QCOMPARE(stored->ssh, host.ssh);
        QTRY_VERIFY(!dialog);
    }

    void anotherAddressIsTriedAndCanBeSavedAllTheSame()
    {
        Samples::Bench bench;
        const HostProfile host = Samples::host();
        QVERIFY(bench.settings.addHost(host));
        Desk desk(bench.parts(), nullptr);
        auto *dialog = new EditHostDialog(desk, host, nullptr);
        dialog->show();
        auto *anyway = dialog->findChild<QPushButton *>(u"anywayButton"_s);
        QVERIFY(!anyway->isVisible());
        dialog->findChild<QLineEdit *>(u"addressEdit"_s)->setText(u"root@127.0.0.1:1"_s);
        dialog->findChild<QPushButton *>(u"saveButton"_s)->click();
        QTRY_VERIFY(anyway->isVisible());
        QCOMPARE(bench.settings.host(host.id)->ssh, host.ssh); // as it was
        QSignalSpy saved(dialog, &EditHostDialog::saved);
        anyway->click();
        QTRY_COMPARE(saved.size(), 1);
        QCOMPARE(bench.settings.host(host.id)->ssh.port, 1);
    }

    void aNameThatIsTakenIsRefused()
    {
        Samples::Bench bench;
        QVERIFY(bench.settings.addHost(Samples::host()));
        QVERIFY(bench.settings.addHost(Samples::host(u"b"_s)));
        Desk desk(bench.parts(), nullptr);
        QSignalSpy looked(&desk, &Desk::looked);
        desk.look();
        QTRY_COMPARE(looked.size(), 1);
        auto *dialog = new EditHostDialog(desk, Samples::host(u"b"_s), nullptr);
        dialog->findChild<QLineEdit *>(u"nameEdit"_s)->setText(u"sh-prod-01"_s);
        dialog->findChild<QPushButton *>(u"saveButton"_s)->click();
        QCOMPARE(bench.settings.host(Samples::host(u"b"_s).id)->name, u"b"_s);
        QVERIFY(!dialog->findChild<QPushButton *>(u"anywayButton"_s)->isVisibleTo(dialog));
        delete dialog;
    }

    // Hosts that take the connection and say nothing: four are asked, the others wait.
    void runsThatAreAskedForTogetherTakeTurns()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        Samples::Bench bench;
        const QString folder = bench.folder.path() + u"/v"_s;
        QVERIFY(ensureVault(bench.settings, NativeFileSystem::instance(), folder));
        Desk desk(bench.parts(), nullptr);
        for (int i = 0; i < 6; ++i) {
            HostProfile host = Samples::host(QString::number(i));
            host.ssh = {u"root"_s, u"127.0.0.1"_s, silent.serverPort()};
            desk.backup(host, {.vault = folder}, Desk::Turn::Waits);
        }
        const auto waiting = [&desk] {
            return std::ranges::count_if(desk.board().runs(), [](LiveRun *run) {
                return run->steps()->rowCount() == 1; // it says that it waits
            });
        };
        QTRY_COMPARE(waiting(), 6 - Desk::RunsAtOnce);
        desk.board().cancelAll();
        QTRY_COMPARE_WITH_TIMEOUT(desk.board().runningCount(), 0, 20000);
        const auto neverBegan = std::ranges::count_if(
            desk.board().runs(), [](LiveRun *run) { return run->runId().isEmpty(); });
        QCOMPARE(neverBegan, 6 - Desk::RunsAtOnce);
        desk.board().forgetEnded({}, nullptr);
        QCOMPARE(desk.board().runs().size(), Desk::RunsAtOnce); // their records come
    }

    void artifactsHaveTheirHashAndTheCheckByHand()
    {
        StoredPoint point = Samples::point(Samples::host(), u"20261122T020000Z"_s).point;
        point.folder = u"/mnt/it's/h/20261122T020000Z"_s;
        point.manifest.components.first().needs
            << Artifact{.file = u"postgres/old.tar"_s, .point = u"20261120T020000Z"_s};
        ArtifactsDialog dialog(point, u"postgres"_s, nullptr);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        auto *table = dialog.findChild<QTableView *>(u"table"_s);
        QCOMPARE(table->model()->rowCount(), 2);
        QCOMPARE(table->model()->index(0, 2).data().toString(), QString(64, u'a'));
        QCOMPARE(table->model()->index(1, 3).data().toString(), u"point 20261120T020000Z"_s);
        dialog.findChild<QPushButton *>(u"copyButton"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 u"(cd '/mnt/it'\\''s/h/20261122T020000Z/postgres' && sha256sum -c *.sha256) && "
                 "(cd '/mnt/it'\\''s/h/20261120T020000Z/postgres' && sha256sum -c *.sha256)"_s);
    }

    void runsAreFoundByHostKindAndOutcome()
    {
        RunsPage page;
        QList<RunReport> runs = Samples::fleetOverview().runs;
        runs[5].status = Outcome::Failed;
        runs[6].verb = Verb::Drill;
        page.setRuns({}, runs);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        QTest::keyClick(&page, Qt::Key_F, Qt::ControlModifier);
        auto *search = page.findChild<QLineEdit *>(u"runSearch"_s);
        QTRY_VERIFY(search->hasFocus());
        const auto *list = page.findChild<QListView *>(u"runsList"_s);
        const auto found = [&](const QString &words) {
            search->setText(words);
            return list->model()->rowCount();
        };
        QCOMPARE(found(u"failed"_s), 1);
        QCOMPARE(found(u"drill"_s), 1);
        QCOMPARE(found(u"sh-prod BACKUP"_s), 60);
        QCOMPARE(found(u"sh-prod failed"_s), 0);
        page.showRun(runs.at(5).run); // what one asks to see is shown
        QVERIFY(search->text().isEmpty());
        QCOMPARE(list->currentIndex().data(KeyRole).toString(), runs.at(5).run);
    }
};

QTEST_MAIN(tst_HostPage)
#include "tst_hostpage.moc"
