#include "gui/fleet/deployedmodel.h"

#include "components/component.h"
#include "gui/common/delegates.h"
#include "gui/common/format.h"
#include "gui/common/look.h"
#include "gui/common/tables.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

void DeployedModel::setFacts(const std::optional<HostFacts> &facts, const HostRow &host,
                             const QDateTime &now)
{
    m_host = host;
    m_now = now;
    QList<Row> rows;
    for (const Lifeboat::Component &component : components()) {
        if (!facts)
            break;
        const auto add = [&](const ServiceFacts &service, const QString &folder) {
            rows << Row{component.id, service, folder, component.how,
                        component.offByDefault ? component.offByDefault(service) : std::nullopt};
        };
        const auto service = std::ranges::find_if(facts->services, component.matches);
        if (service != facts->services.end())
            add(*service, {});
        else if (component.matches(facts->deployment))
            add(facts->deployment, facts->directory);
    }
    if (rows == m_rows) { // ages and what the points say
        if (!m_rows.isEmpty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
        return;
    }
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

Status DeployedModel::status(const Row &row) const
{
    if (row.folder.isEmpty() && (!row.service.isRunning() || !row.service.answers()))
        return Status::Failed;
    if (m_host.components.contains(row.id)
        && m_host.components.value(row.id).status != Status::Absent)
        return m_host.components.value(row.id).status;
    return row.onlyAsked ? Status::Skipped : Status::Unknown;
}

// The volume or the folder that is mounted where the server has its data.
QString DeployedModel::place(const Row &row) const
{
    if (!row.folder.isEmpty())
        return row.folder;
    const Mount *mount = row.service.mountOf(row.service.dataDirectory());
    if (!mount)
        return row.service.container;
    return mount->name.isEmpty() || mount->anonymous ? mount->source : mount->name;
}

QString DeployedModel::text(const Row &row, int column) const
{
    switch (column) {
    case State:
        return statusWord(status(row));
    case Component:
        return row.id;
    case Data:
        return place(row);
    case Version:
        return row.service.versionText().isEmpty() ? u"–"_s : row.service.versionText();
    case Size:
        return Format::size(row.service.dataBytes());
    case Newest:
        return m_host.saved.contains(row.id) ? Format::age(m_host.saved.value(row.id), m_now)
                                             : tr("never");
    case How:
        return row.onlyAsked ? tr("Only when asked for: %1").arg(row.how.toString())
                             : row.how.toString();
    }
    return {};
}

QString DeployedModel::toolTip(const Row &row, int column) const
{
    switch (column) {
    case State:
        if (row.folder.isEmpty() && !row.service.isRunning())
            return tr("Its container is %1").arg(row.service.state);
        if (row.folder.isEmpty() && !row.service.answers())
            return tr("It does not answer. %1").arg(row.service.silence).trimmed();
        return m_host.components.value(row.id).why.toString();
    case Data:
        return row.service.container.isEmpty()
                   ? place(row)
                   : tr("%1, container %2, image %3")
                         .arg(place(row), row.service.container, row.service.image);
    case Size:
        return row.service.dataBytes() < 0
                   ? QString()
                   : tr("%1 bytes").arg(QLocale().toString(row.service.dataBytes()));
    case Newest:
        return Format::exact(m_host.saved.value(row.id));
    case How:
        return row.onlyAsked ? row.onlyAsked->toString() : row.how.toString();
    default:
        return {};
    }
}

int DeployedModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int DeployedModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DeployedModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return toolTip(row, index.column());
    case Qt::TextAlignmentRole:
        return int((index.column() == Size ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case StatusRole:
        return int(status(row));
    case KeyRole:
        return row.id;
    default:
        return {};
    }
}

QVariant DeployedModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return headingOf(section, orientation, role, Size,
                     {tr("State"), tr("Component"), tr("Where its data lie"), tr("Version"),
                      tr("Size now"), tr("Newest point"), tr("How it is saved")});
}

} // namespace Lifeboat
