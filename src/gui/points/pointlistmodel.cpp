#include "gui/points/pointlistmodel.h"

#include "gui/common/delegates.h"
#include "gui/common/format.h"
#include "gui/common/look.h"
#include "gui/common/tables.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

QString PointListModel::keyOf(const PlacedPoint &placed)
{
    return placed.point.folder;
}

Status PointListModel::statusOf(const StoredPoint &point)
{
    if (point.damage)
        return Status::Failed;
    return point.manifest.isComplete() ? Status::Ok : Status::Warning;
}

const PlacedPoint *PointListModel::at(int row) const
{
    return row >= 0 && row < m_points.size() ? &m_points.at(row) : nullptr;
}

int PointListModel::rowOf(const QString &key) const
{
    const auto it = std::ranges::find(m_points, key, &PointListModel::keyOf);
    return it == m_points.end() ? -1 : int(it - m_points.begin());
}

void PointListModel::setPoints(const QList<PlacedPoint> &points, const QDateTime &now)
{
    m_now = now;
    for (int row = rowCount() - 1; row >= 0; --row) {
        const QString key = keyOf(m_points.at(row));
        if (std::ranges::count(points, key, &PointListModel::keyOf) > 0)
            continue;
        beginRemoveRows({}, row, row);
        m_points.removeAt(row);
        endRemoveRows();
    }
    // Both are newest first and what is left is in `points` too, so one pass places the new ones.
    for (int row = 0; row < points.size(); ++row) {
        if (row < m_points.size() && keyOf(m_points.at(row)) == keyOf(points.at(row))) {
            m_points[row] = points.at(row);
            continue;
        }
        beginInsertRows({}, row, row);
        m_points.insert(row, points.at(row));
        endInsertRows();
    }
    if (!m_points.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void PointListModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_points.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int PointListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_points.size());
}

int PointListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

static QDateTime timeOf(const StoredPoint &point, Proof::Kind kind)
{
    const Proof *proof = point.newest(kind);
    return proof ? proof->time : QDateTime();
}

QVariant PointListModel::data(const QModelIndex &index, int role) const
{
    const PlacedPoint *placed = at(index.row());
    if (!placed)
        return {};
    const StoredPoint &point = placed->point;
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == Size ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == StatusRole)
        return int(statusOf(point));
    if (role == KeyRole)
        return keyOf(*placed);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool exact = role == Qt::ToolTipRole;
    switch (index.column()) {
    case State:
        if (point.damage)
            return exact ? point.damage->message.toString() : tr("Damaged");
        return point.manifest.isComplete() ? statusWord(Status::Ok) : tr("Incomplete");
    case Time:
        return exact ? Format::exact(point.time()) : Format::dateTime(point.time());
    case Size:
        return Format::size(point.manifest.bytes());
    case Verified:
    case Proven: {
        const QDateTime time =
            timeOf(point, index.column() == Verified ? Proof::Kind::Verify : Proof::Kind::Drill);
        return exact ? Format::exact(time) : Format::age(time, m_now);
    }
    case Vault:
        return exact ? placed->vault.folder : placed->vault.name;
    }
    return {};
}

QVariant PointListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return headingOf(
        section, orientation, role, Size,
        {tr("State"), tr("Point"), tr("Size"), tr("Verified"), tr("Proven"), tr("Vault")});
}

} // namespace Lifeboat
