#pragma once

#include "gui/overview.h"

#include <QDate>
#include <QWidget>

#include <memory>

class QButtonGroup;
class QComboBox;
class QPushButton;

namespace Lifeboat {

namespace Ui {
class PointsPage;
}
class CalendarModel;
class ErrorBanner;
class PointModel;

// By host and day: a calendar with the gaps and their reasons, and of the chosen point what it
// holds, what was checked of it and when, what changed since the one before, and what can be done.
class PointsPage : public QWidget
{
    Q_OBJECT

public:
    explicit PointsPage(QWidget *parent = nullptr);
    ~PointsPage() override;

    void setOverview(const Overview &overview); // keeps host and point that are chosen
    void showHost(const QString &hostId);
    void openPoint(const QString &hostId, const QString &folder);
    void setContents(const QList<PlacedPoint> &points); // whole, of the host that is shown
    ErrorBanner *banner() const;
    const PlacedPoint *currentPoint() const; // null: none

signals:
    void verifyRequested(const Lifeboat::PlacedPoint &point);
    void drillRequested(const Lifeboat::PlacedPoint &point);
    void restoreRequested(const Lifeboat::PlacedPoint &point);
    void runbookRequested(const Lifeboat::PlacedPoint &point);
    void folderRequested(const QString &folder);
    void contentsRequested(const QString &hostId); // the overview has lists only
    void vaultRequested();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setUpCalendar();
    void setUpPoint();
    void fillHosts();
    void showPoints();
    void askForContents();
    void stepMonth(int by);
    void chooseDay(const QDate &date);
    void choosePoint(const QString &folder);
    void showTimes();
    void showGaps();
    void showPoint();
    void showProof(const StoredPoint &point);
    void showChanges();
    void showSummary();
    void retranslate();
    int rowOf(const QString &folder) const; // among m_points; -1: it is gone

    Overview m_overview;
    QList<PlacedPoint> m_points;         // of the host, newest first
    QHash<QString, Manifest> m_contents; // of them, by folder: a point never changes
    QString m_folder;                    // of the chosen point; empty: the day has none
    QDate m_day;
    CalendarModel *m_calendar;
    PointModel *m_components;
    QComboBox *m_host;
    QPushButton *m_vault;
    QButtonGroup *m_times; // of the day's points
    std::unique_ptr<Ui::PointsPage> m_ui;
};

} // namespace Lifeboat
