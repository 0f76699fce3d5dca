#include "app/translations.h"
#include "gui/common/card.h"
#include "gui/points/calendarmodel.h"
#include "gui/points/comparedialog.h"
#include "gui/points/pointchanges.h"
#include "gui/points/pointlistmodel.h"
#include "gui/points/pointspage.h"

#include "samples.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

class tst_Calendar : public QObject
{
    Q_OBJECT

    static RunReport backupOn(const QString &id, int day, Outcome status)
    {
        RunReport run = Samples::run(Samples::host(), id);
        run.started = QDateTime(QDate(2026, 11, day), QTime(10, 0), Qt::UTC);
        run.ended = run.started.addSecs(60);
        run.status = status;
        if (status == Outcome::Failed)
            run.error = Error{Error::Kind::Unreachable, {"No answer.", {}}, {}, {}};
        return run;
    }

    // Points on 16, 20 (two) and 22; the 22nd is today.
    static Overview overview()
    {
        Overview overview = Samples::overview();
        overview.points = {Samples::point(Samples::host(), u"20261122T100000Z"_s, false),
                           Samples::point(Samples::host(), u"20261120T140000Z"_s, false),
                           Samples::point(Samples::host(), u"20261120T100000Z"_s, true),
                           Samples::point(Samples::host(), u"20261116T100000Z"_s, false)};
        overview.runs = {backupOn(u"a"_s, 19, Outcome::Failed),
                         backupOn(u"b"_s, 18, Outcome::Cancelled)};
        return overview;
    }

    static QHash<QDate, CalendarDay> days()
    {
        const Overview all = overview();
        return calendarDays(all.points, all.runs, Samples::host().id, Samples::now());
    }

    static QDate november(int day) { return {2026, 11, day}; }

    // By a real click, as a person would.
    static void clickDay(PointsPage &page, int day)
    {
        auto *table = page.findChild<QTableView *>(u"daysTable"_s);
        const auto *model = static_cast<const CalendarModel *>(table->model());
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(model->indexOf(november(day))).center());
    }

    Translations m_translations;

private slots:
    void init() { m_translations.setLanguage(u"en"_s); }

    void everyGapHasItsReason()
    {
        const auto all = days();
        QCOMPARE(all.value(november(17)).status, Status::Skipped);
        QCOMPARE(all.value(november(17)).reason.toString(), u"no backup was started"_s);
        QCOMPARE(all.value(november(18)).reason.toString(), u"the backup was cancelled"_s);
        QCOMPARE(all.value(november(19)).reason.toString(), u"No answer."_s);
        // Neither before the first point nor to come.
        QCOMPARE(all.value(november(15)).status, Status::Absent);
        QCOMPARE(all.value(november(23)).status, Status::Absent);
    }

    void theMarkOfADayIsOfItsBestPoint()
    {
        const CalendarDay day = days().value(november(20));
        QCOMPARE(day.status, Status::Ok);
        QVERIFY(day.proven);
        QCOMPARE(day.folders.size(), 2);
    }

    void aDamagedPointIsNoGapAndNotOk()
    {
        Overview all = overview();
        all.points.last().point.damage = Error{Error::Kind::Corrupt, {"Broken.", {}}, {}, {}};
        const CalendarDay day =
            calendarDays(all.points, all.runs, Samples::host().id, Samples::now())
                .value(november(16));
        QCOMPARE(day.status, Status::Failed);
        QCOMPARE(day.reason.toString(), u"Broken."_s);
    }

    void aClickOnADayShowsItsBestPointAndTheOthersAsChips()
    {
        PointsPage page;
        page.setOverview(overview());
        page.resize(1080, 800);
        page.show();
        QCOMPARE(page.currentPoint()->point.id(), u"20261122T100000Z"_s);
        clickDay(page, 20);
        QCOMPARE(page.currentPoint()->point.id(), u"20261120T100000Z"_s); // the proven one
        const QList<Chip *> chips = page.findChildren<Chip *>();
        QCOMPARE(chips.size(), 2);
        QTest::mouseClick(chips.last(), Qt::LeftButton);
        QTRY_COMPARE(page.currentPoint()->point.id(), u"20261120T140000Z"_s);
    }

    void aGapHasNothingToRestore()
    {
        PointsPage page;
        page.setOverview(overview());
        page.resize(1080, 800);
        page.show();
        const QSignalSpy restore(&page, &PointsPage::restoreRequested);
        clickDay(page, 19);
        QVERIFY(!page.currentPoint());
        auto *button = page.findChild<QPushButton *>(u"restoreButton"_s);
        QVERIFY(!button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
        QTest::keyClick(&page, Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(restore.size(), 0);
        QVERIFY(page.findChild<QLabel *>(u"proofLabel"_s)->text().contains(u"No answer."_s));
        // A look around keeps the day that is looked at.
        page.setOverview(overview());
        QVERIFY(!page.currentPoint());
    }

    void theKeyboardTurnsMonths()
    {
        PointsPage page;
        page.setOverview(overview());
        page.resize(1080, 800);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        auto *table = page.findChild<QTableView *>(u"daysTable"_s);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_PageUp);
        QCOMPARE(page.findChild<QLabel *>(u"monthLabel"_s)->text(), u"October 2026"_s);
        QTest::keyClick(table, Qt::Key_T);
        QCOMPARE(page.findChild<QLabel *>(u"monthLabel"_s)->text(), u"November 2026"_s);
    }

    void whatVanishedIsSaidFirst()
    {
        Manifest before = Samples::manifest(Samples::host(), u"20261120T100000Z"_s);
        Manifest after = before;
        before.components << ManifestComponent{.id = u"minio"_s};
        before.components.first().fingerprint.entries.insert(u"db table public.old rows"_s, u"9"_s);
        auto &rows = after.components.first().fingerprint.entries;
        rows.insert(u"bklite table public.auth_user rows"_s, u"20005"_s);
        const auto changes = pointChanges(before, after);
        QCOMPARE(changes.size(), 2);
        QCOMPARE(changes.first().after, u"20005"_s);
        QCOMPARE(changes.last().after, QString());
        ChangeSummary summary = summaryOf(before, after);
        QCOMPARE(summary.implausible.size(), 1);
        QCOMPARE(summary.implausible.first().toString(), u"minio is gone"_s);
        QCOMPARE(summary.others.first().toString(), u"postgres: 4 fewer rows"_s);
        rows.insert(u"bklite table public.auth_user rows"_s, u"9000"_s); // less than half
        summary = summaryOf(before, after);
        QCOMPARE(summary.implausible.size(), 2);
        QCOMPARE(summaryOf(after, after).others.size(), 0);
    }

    void twoPointsAreComparedInTheDialog()
    {
        QList<PlacedPoint> points = overview().points;
        points.first().point.manifest.components.first().fingerprint.entries.insert(
            u"bklite table public.auth_user rows"_s, u"20005"_s);
        CompareDialog dialog(points, 1, 0, nullptr);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        auto *table = dialog.findChild<QTableView *>(u"table"_s);
        QCOMPARE(table->model()->rowCount(), 1);
        QCOMPARE(table->model()->index(0, 3).data().toString(), u"20005"_s);
        dialog.findChild<QComboBox *>(u"afterBox"_s)->setCurrentIndex(2);
        QCOMPARE(table->model()->rowCount(), 0);
    }
};

QTEST_MAIN(tst_Calendar)
#include "tst_calendar.moc"
