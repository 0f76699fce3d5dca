#include "gui/fleet/hostmodel.h"

#include "gui/common/delegates.h"
#include "gui/common/format.h"
#include "gui/common/look.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static QList<QVariant> numbers(const QList<Status> &list)
{
    QList<QVariant> out;
    for (const Status status : list)
        out << int(status);
    return out;
}

// Trouble first, then what works, then what rests.
static int urgency(Status status)
{
    switch (status) {
    case Status::Failed:
        return 0;
    case Status::Interrupted:
        return 1;
    case Status::Warning:
        return 2;
    case Status::Unknown:
        return 3;
    case Status::Running:
        return 4;
    default:
        return 5;
    }
}

void HostModel::setHosts(const QList<HostRow> &hosts, const QDateTime &now)
{
    m_now = now;
    const auto ids = [](const QList<HostRow> &rows) {
        QStringList list;
        for (const HostRow &row : rows)
            list << row.id;
        return list;
    };
    if (ids(hosts) != ids(m_hosts)) {
        beginResetModel();
        m_hosts = hosts;
        endResetModel();
        return;
    }
    m_hosts = hosts;
    if (!m_hosts.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void HostModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_hosts.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int HostModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_hosts.size());
}

int HostModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString HostModel::text(const HostRow &row, int column) const
{
    if (!m_now.isValid() && (column == Newest || column == Proven))
        return {}; // nothing has been looked at yet: not "never"
    const auto age = [&](const QDateTime &point) {
        return point.isValid() || row.knowsPoints ? Format::age(point, m_now) : tr("not known");
    };
    switch (column) {
    case State:
        return statusWord(row.running && !isTrouble(row.status) ? Status::Running : row.status);
    case Host:
        return row.name;
    case Newest:
        return age(row.newestPoint);
    case Proven:
        return age(row.provenPoint);
    case Size:
        return Format::size(row.size);
    case Reason:
        return row.reason.toString();
    }
    return {};
}

QString HostModel::toolTip(const HostRow &row, int column) const
{
    switch (column) {
    case Host:
        return (QStringList{row.address} + row.tags).join(u" · "_s);
    case Newest:
        return Format::exact(row.newestPoint);
    case Proven:
        return Format::exact(row.provenPoint);
    case Size:
        return row.size < 0 ? QString() : tr("%1 bytes").arg(QLocale().toString(row.size));
    case Reason:
        return text(row, Reason);
    case Runs: {
        int good = 0;
        for (const Status status : row.lastRuns)
            good += status == Status::Ok;
        return row.lastRuns.isEmpty()
                   ? tr("No backup yet")
                   : tr("%1 of the last %2 runs were OK").arg(good).arg(row.lastRuns.size());
    }
    }
    return {};
}

QVariant HostModel::sortValue(const HostRow &row, int column) const
{
    switch (column) {
    case State:
        return urgency(row.status);
    case Newest:
        return row.newestPoint;
    case Proven:
        return row.provenPoint;
    case Size:
        return row.size;
    case Runs:
        return int(row.lastRuns.count(Status::Ok));
    default:
        return text(row, column);
    }
}

QVariant HostModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const HostRow &row = m_hosts.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return toolTip(row, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Runs ? toolTip(row, Runs) : text(row, index.column());
    case Qt::TextAlignmentRole:
        return int((index.column() == Size ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case StatusRole:
        return int(row.running && !isTrouble(row.status) ? Status::Running : row.status);
    case RunningRole:
        return row.running;
    case KeyRole:
        return row.id;
    case StatusListRole:
        return index.column() == Runs ? QVariant(numbers(row.lastRuns)) : QVariant();
    case SortRole:
        return sortValue(row, index.column());
    }
    return {};
}

QVariant HostModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Size ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == Proven)
        return tr("The newest point whose drill passed");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case State:
        return tr("State");
    case Host:
        return tr("Host");
    case Newest:
        return tr("Newest point");
    case Proven:
        return tr("Proven");
    case Runs:
        return tr("Last ten runs");
    case Size:
        return tr("Size");
    case Reason:
        return tr("What is wrong");
    }
    return {};
}

void HostFilter::setStatus(int status)
{
    m_status = status;
    invalidateFilter();
}

void HostFilter::setText(const QString &text)
{
    m_text = text;
    invalidateFilter();
}

void HostFilter::setTag(const QString &tag)
{
    m_tag = tag;
    invalidateFilter();
}

const HostModel &HostFilter::hosts() const
{
    return *static_cast<const HostModel *>(sourceModel());
}

const HostRow &HostFilter::hostAt(int row) const
{
    return hosts().hosts().at(mapToSource(index(row, 0)).row());
}

bool HostFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, HostModel::Host, parent);
    if (m_status >= 0 && index.data(StatusRole).toInt() != m_status)
        return false;
    if (!m_tag.isEmpty() && !hosts().hosts().at(row).tags.contains(m_tag))
        return false;
    return m_text.isEmpty() || index.data().toString().contains(m_text, Qt::CaseInsensitive)
           || index.data(Qt::ToolTipRole).toString().contains(m_text, Qt::CaseInsensitive);
}

} // namespace Lifeboat
