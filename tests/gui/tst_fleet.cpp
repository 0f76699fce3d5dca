#include "gui/common/delegates.h"
#include "gui/common/trendchart.h"
#include "gui/fleet/fleetpage.h"
#include "gui/fleet/heatmodel.h"
#include "gui/fleet/hostmodel.h"
#include "gui/growth.h"

#include "fleetsamples.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

class tst_Fleet : public QObject
{
    Q_OBJECT

    static std::unique_ptr<FleetPage> page()
    {
        auto page = std::make_unique<FleetPage>();
        page->setHosts(Samples::fleetRows(), Samples::now());
        page->setGrowth(growthOf(Samples::fleetOverview()));
        page->resize(1080, 800);
        page->show();
        return page;
    }
    static QTableView *table(const QWidget &page)
    {
        return page.findChild<QTableView *>(u"hostsTable"_s);
    }
    static QTableView *heat(const QWidget &page) { return page.findChild<QTableView *>(u"view"_s); }
    static QStringList hostsOf(const QTableView *table)
    {
        QStringList names;
        for (int row = 0; row < table->model()->rowCount(); ++row)
            names << table->model()->index(row, HostModel::Host).data().toString();
        return names;
    }
    static QStringList rowsOf(const QTableView *heat)
    {
        QStringList names;
        for (int row = 0; row < heat->model()->rowCount(); ++row)
            names << heat->model()->headerData(row, Qt::Vertical).toString();
        return names;
    }
    static void select(QTableView *table, const QList<int> &rows)
    {
        table->clearSelection();
        for (const int row : rows)
            table->selectionModel()->select(table->model()->index(row, 0),
                                            QItemSelectionModel::Select
                                                | QItemSelectionModel::Rows);
    }

private slots:
    void theHeatMapHasTheHostsOfTheTableInItsOrder()
    {
        const auto fleet = page();
        QCOMPARE(rowsOf(heat(*fleet)), hostsOf(table(*fleet)));
        QCOMPARE(rowsOf(heat(*fleet)).first(), u"bj-edge-02"_s); // trouble first
        table(*fleet)->sortByColumn(HostModel::Host, Qt::AscendingOrder);
        QCOMPARE(rowsOf(heat(*fleet)), hostsOf(table(*fleet)));
        fleet->findChild<QLineEdit *>()->setText(u"edge"_s);
        QCOMPARE(rowsOf(heat(*fleet)), QStringList({u"bj-edge-02"_s, u"hk-edge-01"_s}));
    }

    void theHeatMapSaysTheStateOfEachComponent()
    {
        HostModel hosts;
        HostFilter filter;
        filter.setSourceModel(&hosts);
        HeatModel model(&filter);
        const QAbstractItemModelTester tester(&model);
        hosts.setHosts(Samples::fleetRows(), Samples::now());
        const auto cell = [&model](int row, const QString &component) {
            for (int column = 0; column < model.columnCount(); ++column) {
                if (model.headerData(column, Qt::Horizontal, Qt::ToolTipRole) == component)
                    return model.index(row, column);
            }
            return QModelIndex();
        };
        const QModelIndex failed = cell(0, u"postgres"_s);
        QCOMPARE(Status(failed.data(StatusRole).toInt()), Status::Failed);
        QCOMPARE(failed.data(Qt::AccessibleTextRole).toString(),
                 u"bj-edge-02, postgres: Failed. The host's disk is full, or too full to go on."_s);
        QCOMPARE(Status(cell(0, u"minio"_s).data(StatusRole).toInt()), Status::Ok);
        const QModelIndex absent = cell(0, u"redis"_s);
        QCOMPARE(Status(absent.data(StatusRole).toInt()), Status::Absent);
        QVERIFY(absent.data(Qt::AccessibleTextRole).toString().contains(u"caches"_s));
        QCOMPARE(Status(cell(2, u"minio"_s).data(StatusRole).toInt()), Status::Unknown);
    }

    void aTileChoosesItsHost()
    {
        const auto fleet = page();
        QVERIFY(QTest::qWaitForWindowActive(fleet.get()));
        select(table(*fleet), {0, 1});
        heat(*fleet)->setFocus(); // which alone chooses nothing
        QTRY_VERIFY(heat(*fleet)->hasFocus());
        QCOMPARE(table(*fleet)->selectionModel()->selectedRows().size(), 2);
        heat(*fleet)->setCurrentIndex(heat(*fleet)->model()->index(4, 2));
        QCOMPARE(table(*fleet)->currentIndex().row(), 4);
        QCOMPARE(table(*fleet)->selectionModel()->selectedRows().size(), 1);
        QSignalSpy opened(fleet.get(), &FleetPage::opened);
        QTest::keyClick(heat(*fleet), Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().toString(),
                 table(*fleet)->model()->index(4, 0).data(KeyRole).toString());
    }

    void tagsFilter()
    {
        const auto fleet = page();
        auto *tags = fleet->findChild<QComboBox *>(u"tagBox"_s);
        QVERIFY(tags->isVisible());
        tags->setCurrentIndex(tags->findText(u"edge"_s));
        QCOMPARE(hostsOf(table(*fleet)), QStringList({u"bj-edge-02"_s, u"hk-edge-01"_s}));
        fleet->setHosts(Samples::fleetRows(), Samples::now().addSecs(30)); // the choice stays
        QCOMPARE(table(*fleet)->model()->rowCount(), 2);
        QList<HostRow> untagged = Samples::fleetRows();
        for (HostRow &row : untagged)
            row.tags.clear();
        fleet->setHosts(untagged, Samples::now()); // and hides nothing when the tag is gone
        QCOMPARE(table(*fleet)->model()->rowCount(), 8);
        QVERIFY(!tags->isVisible());
    }

    void theKeyThatFindsGoesToTheSearch()
    {
        const auto fleet = page();
        QVERIFY(QTest::qWaitForWindowActive(fleet.get()));
        QTest::keyClick(fleet.get(), Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(fleet->findChild<QLineEdit *>()->hasFocus());
    }

    void severalRowsAreAskedForTogether()
    {
        const auto fleet = page();
        select(table(*fleet), {0, 3});
        QSignalSpy asked(fleet.get(), &FleetPage::backupRequested);
        fleet->findChild<QPushButton *>(u"backupButton"_s)->click();
        QCOMPARE(asked.first().first().toStringList().size(), 2);
        fleet->setHosts(Samples::fleetRows(), Samples::now().addSecs(30)); // another look
        fleet->findChild<QPushButton *>(u"backupButton"_s)->click();
        QCOMPARE(asked.last().first().toStringList(), asked.first().first().toStringList());
        table(*fleet)->clearSelection();
        fleet->findChild<QPushButton *>(u"backupButton"_s)->click();
        QCOMPARE(asked.last().first().toStringList().size(), 8); // all that are shown
    }

    void theMenuOffersToSeveralWhatSeveralCanBeAskedFor()
    {
        const auto fleet = page();
        const auto actions = [&fleet] {
            emit table(*fleet)->customContextMenuRequested({5, 5});
            QStringList texts;
            auto *menu = fleet->findChild<QMenu *>(u"hostMenu"_s);
            for (const QAction *action : menu->actions()) {
                if (action->isEnabled() && !action->isSeparator())
                    texts << action->text();
            }
            delete menu;
            return texts;
        };
        select(table(*fleet), {1, 2});
        QCOMPARE(actions(), QStringList({u"Back up now…"_s, u"Verify newest"_s,
                                         u"Check connection"_s, u"Copy as text"_s}));
        select(table(*fleet), {4});
        QVERIFY(actions().contains(u"Restore…"_s));
        QVERIFY(actions().contains(u"Edit…"_s));
        const int never = int(hostsOf(table(*fleet)).indexOf(u"sz-test-04"_s));
        select(table(*fleet), {never});
        QVERIFY(!actions().contains(u"Restore…"_s)); // there is no point
        QVERIFY(actions().contains(u"Remove host…"_s));
    }

    void rowsAreCopiedAsText()
    {
        const auto fleet = page();
        QVERIFY(QTest::qWaitForWindowActive(fleet.get()));
        select(table(*fleet), {1, 0});
        table(*fleet)->setFocus();
        QTest::keyClick(table(*fleet), Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY2(lines.first().startsWith(u"Failed\tbj-edge-02\t"_s), qPrintable(lines.first()));
        QVERIFY(lines.first().contains(u"10 of the last 10 runs were OK"_s)); // painted, not text
    }

    void theChartIsReadByKeys()
    {
        const auto fleet = page();
        auto *chart = fleet->findChild<TrendChart *>();
        const QString newest = chart->accessibleDescription();
        QVERIFY2(newest.startsWith(u"2026-11-22: "_s), qPrintable(newest));
        QTest::keyClick(chart, Qt::Key_Left);
        QVERIFY(chart->accessibleDescription().startsWith(u"2026-11-21: "_s));
        QTest::keyClick(chart, Qt::Key_Home);
        QVERIFY(chart->accessibleDescription().startsWith(u"2026-09-24: "_s));
        QTest::keyClick(chart, Qt::Key_End);
        QCOMPARE(chart->accessibleDescription(), newest);
    }

    void theTableHasTheValuesOfTheChart()
    {
        const auto fleet = page();
        fleet->findChild<QAbstractButton *>(u"tableChip"_s)->click();
        const auto *values = fleet->findChild<QTableView *>(u"table"_s);
        QVERIFY(values->isVisible());
        QCOMPARE(values->model()->rowCount(), 60);
        const auto *chart = fleet->findChild<TrendChart *>();
        QCOMPARE(values->model()->index(0, 0).data().toString() + u": "_s
                     + values->model()->index(0, 1).data().toString(),
                 chart->words());
        QCOMPARE(values->model()->index(0, 2).data().toString(), u"49 min"_s); // 7 hosts
    }

    void growthIsSaidOnlyWhenItIsKnown()
    {
        const Overview whole = Samples::fleetOverview();
        const Growth growth = growthOf(whole);
        QCOMPARE(growth.bytes.size(), 60);
        const double night = 7 * (6200000000.0 + 7 * 900000000.0);
        QCOMPARE(growth.bytes.first(), night);
        QCOMPARE(growth.bytes.last(), 60 * night);
        QVERIFY(growth.bytesADay);
        QCOMPARE(*growth.bytesADay, night);
        QCOMPARE(growth.vault, u"nas-01"_s);
        QCOMPARE(growth.daysLeft, int(40000000000000 / night));
        Overview young = whole;
        young.points.removeIf([](const PlacedPoint &placed) {
            return placed.point.time() < Samples::now().addDays(-10);
        });
        QVERIFY(!growthOf(young).bytesADay);
        QCOMPARE(growthOf(young).daysLeft, -1);
        QVERIFY(growthOf({.looked = Samples::now()}).bytes.size() == 1);
    }

    void aPointOfTomorrowDoesNoHarm()
    {
        Overview overview{.looked = Samples::now()};
        overview.points << Samples::point(Samples::host(), u"20261125T020000Z"_s);
        QCOMPARE(growthOf(overview).bytes, QList<double>{0});
    }
};

QTEST_MAIN(tst_Fleet)
#include "tst_fleet.moc"
