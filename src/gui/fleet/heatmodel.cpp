#include "gui/fleet/heatmodel.h"

#include "components/component.h"
#include "gui/common/delegates.h"
#include "gui/common/look.h"
#include "gui/fleet/hostmodel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

HeatModel::HeatModel(HostFilter *hosts, QObject *parent)
    : QAbstractTableModel(parent)
    , m_hosts(hosts)
{
    const auto begin = [this] { beginResetModel(); };
    const auto end = [this] { endResetModel(); };
    using Model = QAbstractItemModel;
    connect(hosts, &Model::modelAboutToBeReset, this, begin);
    connect(hosts, &Model::modelReset, this, end);
    connect(hosts, &Model::layoutAboutToBeChanged, this, begin);
    connect(hosts, &Model::layoutChanged, this, end);
    connect(hosts, &Model::rowsAboutToBeInserted, this, begin);
    connect(hosts, &Model::rowsInserted, this, end);
    connect(hosts, &Model::rowsAboutToBeRemoved, this, begin);
    connect(hosts, &Model::rowsRemoved, this, end);
    connect(hosts, &Model::dataChanged, this, &HeatModel::retranslate);
}

// As an admin reads them: what everything needs first, caches last.
static QStringList columns()
{
    QStringList ids{u"config"_s, u"postgres"_s,        u"pgvector"_s,     u"falkordb"_s, u"minio"_s,
                    u"nats"_s,   u"victoriametrics"_s, u"victorialogs"_s, u"redis"_s};
    for (const Component &component : components()) {
        if (!ids.contains(component.id))
            ids << component.id;
    }
    return ids;
}

static const QStringList &ids()
{
    static const QStringList list = columns();
    return list;
}

// What fits above a tile; the whole name is in the tool tip.
static QString shortName(const QString &id)
{
    static const QHash<QString, QString> names{
        {u"postgres"_s, u"pg"_s},       {u"pgvector"_s, u"pgvec"_s},
        {u"falkordb"_s, u"falkor"_s},   {u"victoriametrics"_s, u"metrics"_s},
        {u"victorialogs"_s, u"logs"_s},
    };
    return names.value(id, id);
}

static int badness(Status status)
{
    return int(QList{Status::Absent, Status::Ok, Status::Skipped, Status::Unknown,
                     Status::Cancelled, Status::Warning, Status::Failed}
                   .indexOf(status));
}

ComponentState HeatModel::stateAt(const QModelIndex &index) const
{
    const HostRow &host = m_hosts->hostAt(index.row());
    if (host.components.isEmpty())
        return {Status::Unknown, host.reason};
    if (index.column() < ids().size())
        return host.components.value(ids().at(index.column()), {Status::Absent, {}});
    ComponentState worst{Status::Absent, {}};
    for (auto it = host.components.cbegin(); it != host.components.cend(); ++it) {
        if (!ids().contains(it.key()) && badness(it->status) > badness(worst.status))
            worst = *it;
    }
    return worst;
}

QString HeatModel::words(const QModelIndex &index) const
{
    const ComponentState state = stateAt(index);
    const QString word =
        state.status == Status::Absent ? tr("not in the newest point") : statusWord(state.status);
    const QString what =
        index.column() < ids().size() ? ids().at(index.column()) : tr("other volumes and folders");
    QString text = tr("%1, %2: %3").arg(m_hosts->hostAt(index.row()).name, what, word);
    if (!state.why.isEmpty())
        text += u". "_s + state.why.toString();
    return text;
}

bool HeatModel::hasOthers() const
{
    for (int row = 0; row < rowCount(); ++row) {
        for (const QString &id : m_hosts->hostAt(row).components.keys()) {
            if (!ids().contains(id))
                return true;
        }
    }
    return false;
}

void HeatModel::retranslate()
{
    if (rowCount() == 0)
        return;
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int HeatModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_hosts->rowCount();
}

int HeatModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ids().size()) + 1;
}

QVariant HeatModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case StatusRole:
        return int(stateAt(index).status);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return words(index);
    case KeyRole:
        return m_hosts->hostAt(index.row()).id;
    default:
        return {};
    }
}

QVariant HeatModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const bool isHost = orientation == Qt::Vertical;
    if (role == Qt::TextAlignmentRole)
        return int((isHost ? Qt::AlignLeft : Qt::AlignHCenter) | Qt::AlignVCenter);
    if (isHost)
        return role == Qt::DisplayRole || role == Qt::ToolTipRole
                   ? QVariant(m_hosts->hostAt(section).name)
                   : QVariant();
    const bool isOther = section >= ids().size();
    if (role == Qt::ToolTipRole)
        return isOther ? tr("other volumes and folders") : ids().at(section);
    if (role == Qt::DisplayRole)
        return isOther ? tr("other") : shortName(ids().at(section));
    return {};
}

} // namespace Lifeboat
