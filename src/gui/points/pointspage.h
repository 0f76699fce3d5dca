#pragma once

#include "gui/overview.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QTableView;

namespace Lifeboat {

class ErrorBanner;
class IconLabel;
class PageHeader;
class PointListModel;
class PointModel;

// By host: its points, and of the chosen one what it holds, what was checked of it and when, and
// what can be done with it.
class PointsPage : public QWidget
{
    Q_OBJECT

public:
    explicit PointsPage(QWidget *parent = nullptr);

    void setOverview(const Overview &overview); // keeps host and point that are chosen
    void showHost(const QString &hostId);
    ErrorBanner *banner() const { return m_banner; }
    const PlacedPoint *currentPoint() const; // null: none

signals:
    void verifyRequested(const Lifeboat::PlacedPoint &point);
    void drillRequested(const Lifeboat::PlacedPoint &point);
    void restoreRequested(const Lifeboat::PlacedPoint &point);
    void folderRequested(const QString &folder);
    void vaultRequested();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildList();
    QWidget *buildPoint();
    void fillHosts();
    void showPoints();
    void showPoint();
    void showProof(const PlacedPoint &placed);
    void retranslate();

    Overview m_overview;
    PointListModel *m_points;
    PointModel *m_components;
    PageHeader *m_header;
    ErrorBanner *m_banner;
    QComboBox *m_host;
    QPushButton *m_vault;
    QTableView *m_list = nullptr;
    QTableView *m_table = nullptr;
    QWidget *m_card = nullptr;
    QLabel *m_empty = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_id = nullptr;
    QLabel *m_facts = nullptr;
    IconLabel *m_proofIcon = nullptr;
    QLabel *m_proof = nullptr;
    QPushButton *m_verify = nullptr;
    QPushButton *m_drill = nullptr;
    QPushButton *m_folder = nullptr;
    QPushButton *m_restore = nullptr;
};

} // namespace Lifeboat
