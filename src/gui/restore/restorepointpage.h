#pragma once

#include "gui/common/stepdialog.h"
#include "gui/overview.h"

class QLabel;
class QTableView;

namespace Lifeboat {

class PointListModel;

// Which point. A damaged one cannot be chosen.
class RestorePointPage : public StepPage
{
    Q_OBJECT

public:
    explicit RestorePointPage(QWidget *parent = nullptr);

    void setPoints(const QList<PlacedPoint> &points, const PlacedPoint &chosen,
                   const QDateTime &now);
    const PlacedPoint *point() const; // null: none

    QString name() const override { return tr("Point"); }
    QString title() const override { return tr("Which point?"); }
    QString question() const override;
    QString answer() const override;
    bool isComplete() const override;

protected:
    void retranslate() override;

private:
    PointListModel *m_points;
    QTableView *m_table;
    QLabel *m_lost;
    QDateTime m_now;
};

} // namespace Lifeboat
