#pragma once

#include "gui/common/status.h"
#include "gui/overview.h"

#include <QAbstractTableModel>

namespace Lifeboat {

// The points of one host, newest first. A damaged one is shown as such, never left out.
class PointListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { State, Time, Size, Verified, Proven, Vault, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    // The same points again change rows in place; new ones are inserted, gone ones removed.
    void setPoints(const QList<PlacedPoint> &points, const QDateTime &now);
    const PlacedPoint *at(int row) const; // null: there is no such row
    int rowOf(const QString &key) const;  // -1: it is gone
    void retranslate();

    static QString keyOf(const PlacedPoint &placed); // folder of the point
    static Status statusOf(const StoredPoint &point);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<PlacedPoint> m_points;
    QDateTime m_now;
};

} // namespace Lifeboat
