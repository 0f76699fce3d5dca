#include "gui/restore/scopemodel.h"

#include "gui/common/format.h"
#include "gui/common/tables.h"
#include "gui/points/pointmodel.h"

using namespace Qt::StringLiterals;

namespace Lifeboat {

void ScopeModel::setManifest(const Manifest &manifest)
{
    beginResetModel();
    m_components = manifest.components;
    m_ticked.clear();
    for (const ManifestComponent &one : std::as_const(m_components)) {
        if (one.outcome == Outcome::Ok)
            m_ticked.insert(one.id);
    }
    endResetModel();
}

QStringList ScopeModel::ticked() const
{
    QStringList ids;
    for (const ManifestComponent &one : m_components) {
        if (m_ticked.contains(one.id))
            ids << one.id;
    }
    return ids;
}

QStringList ScopeModel::leftOut() const
{
    QStringList ids;
    for (const ManifestComponent &one : m_components) {
        if (one.outcome == Outcome::Ok && !m_ticked.contains(one.id))
            ids << one.id;
    }
    return ids;
}

void ScopeModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_components.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int ScopeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_components.size());
}

int ScopeModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

Qt::ItemFlags ScopeModel::flags(const QModelIndex &index) const
{
    if (m_components.at(index.row()).outcome != Outcome::Ok)
        return Qt::ItemIsSelectable;
    const Qt::ItemFlags usual = Qt::ItemIsSelectable | Qt::ItemIsEnabled;
    return index.column() == Component ? usual | Qt::ItemIsUserCheckable : usual;
}

static qint64 bytesOf(const ManifestComponent &component)
{
    qint64 bytes = 0;
    for (const Artifact &artifact : component.artifacts + component.needs)
        bytes += artifact.bytes;
    return bytes;
}

QVariant ScopeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ManifestComponent &one = m_components.at(index.row());
    const bool whole = one.outcome == Outcome::Ok;
    if (role == Qt::CheckStateRole && index.column() == Component)
        return int(m_ticked.contains(one.id) ? Qt::Checked : Qt::Unchecked);
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == Size ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Component:
        return one.id;
    case Size:
        return whole ? Format::size(bytesOf(one)) : u"–"_s;
    case Contents:
        if (whole)
            return PointModel::summaryOf(one.fingerprint);
        return one.why ? one.why->message.toString() : tr("not in this point");
    }
    return {};
}

bool ScopeModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !(flags(index) & Qt::ItemIsUserCheckable))
        return false;
    const QString &id = m_components.at(index.row()).id;
    if (value.toInt() == Qt::Checked)
        m_ticked.insert(id);
    else
        m_ticked.remove(id);
    emit dataChanged(index, index);
    return true;
}

QVariant ScopeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return headingOf(section, orientation, role, Size,
                     {tr("Component"), tr("Size"), tr("Data fingerprint")});
}

} // namespace Lifeboat
