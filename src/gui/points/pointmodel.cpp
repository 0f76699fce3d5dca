#include "gui/points/pointmodel.h"

#include "gui/common/delegates.h"
#include "gui/common/format.h"
#include "gui/common/look.h"
#include "gui/common/tables.h"

#include <QLocale>

#include <optional>

using namespace Qt::StringLiterals;

namespace Lifeboat {

void PointModel::setPoint(const StoredPoint &point, const QDateTime &now)
{
    m_proofs = point.proofs;
    m_now = now;
    if (point.manifest.components == m_components) {
        retranslate(); // ages
        return;
    }
    beginResetModel();
    m_components = point.manifest.components;
    endResetModel();
}

// The newest word about this component.
QString PointModel::checked(const ManifestComponent &component, Proof::Kind kind) const
{
    for (auto it = m_proofs.crbegin(); it != m_proofs.crend(); ++it) {
        const bool isOfIt = it->components.isEmpty() || it->components.contains(component.id);
        if (it->kind == kind && isOfIt && it->outcome == Outcome::Ok)
            return Format::age(it->time, m_now);
    }
    return component.outcome == Outcome::Ok ? tr("never") : u"–"_s;
}

void PointModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_components.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int PointModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_components.size());
}

int PointModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString PointModel::summaryOf(const Fingerprint &fingerprint)
{
    int tables = 0;
    qint64 rows = 0;
    for (auto it = fingerprint.entries.begin(); it != fingerprint.entries.end(); ++it) {
        if (!it.key().contains(" table "_L1) || !it.key().endsWith(" rows"_L1))
            continue;
        ++tables;
        rows += it.value().toLongLong();
    }
    if (tables > 0) {
        return tr("%n table(s)", nullptr, tables) + u", "_s
               + tr("%1 rows").arg(QLocale().toString(rows));
    }
    const auto sum = [&fingerprint](QLatin1StringView suffix) {
        std::optional<qint64> total;
        for (auto it = fingerprint.entries.begin(); it != fingerprint.entries.end(); ++it) {
            if (it.key().endsWith(suffix))
                total = total.value_or(0) + it.value().toLongLong();
        }
        return total;
    };
    QStringList parts;
    if (const auto nodes = sum(" nodes"_L1))
        parts << tr("%1 nodes").arg(QLocale().toString(*nodes));
    if (const auto edges = sum(" edges"_L1))
        parts << tr("%1 edges").arg(QLocale().toString(*edges));
    if (const auto objects = sum(" objects"_L1))
        parts << tr("%1 objects").arg(QLocale().toString(*objects));
    if (const auto series = sum(" series"_L1))
        parts << tr("%1 series").arg(QLocale().toString(*series));
    if (const auto samples = sum(" samples"_L1))
        parts << tr("%1 samples").arg(QLocale().toString(*samples));
    return parts.isEmpty() ? tr("%n value(s)", nullptr, int(fingerprint.entries.size()))
                           : parts.join(u", "_s);
}

QString PointModel::contents(const ManifestComponent &component) const
{
    if (component.why)
        return component.why->message.toString();
    return summaryOf(component.fingerprint);
}

// For the tool tip: each file with its hash, as sha256sum -c reads it.
QString PointModel::files(const ManifestComponent &component) const
{
    QStringList lines;
    for (const Artifact &artifact : component.artifacts)
        lines << artifact.sha256 + u"  "_s + artifact.file + u"  "_s + Format::size(artifact.bytes);
    return lines.join(u'\n');
}

QVariant PointModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ManifestComponent &row = m_components.at(index.row());
    switch (role) {
    case StatusRole:
        return int(statusOf(row.outcome));
    case Qt::TextAlignmentRole:
        return int((index.column() == Size ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case DetailRole:
        return index.column() == Component
                   ? QVariant(tr("%n artifact(s)", nullptr, int(row.artifacts.size())))
                   : QVariant();
    case Qt::ToolTipRole:
        return index.column() == Contents ? contents(row) : files(row);
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (index.column()) {
    case State:
        return statusWord(statusOf(row.outcome));
    case Component:
        return row.id;
    case Size: {
        qint64 bytes = 0;
        for (const Artifact &artifact : row.artifacts)
            bytes += artifact.bytes;
        return Format::size(bytes);
    }
    case Contents:
        return contents(row);
    case Verified:
        return checked(row, Proof::Kind::Verify);
    case Proven:
        return checked(row, Proof::Kind::Drill);
    }
    return {};
}

QVariant PointModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    // Narrow columns elide their names.
    const int shown = role == Qt::ToolTipRole ? int(Qt::DisplayRole) : role;
    return headingOf(section, orientation, shown, Size,
                     {tr("State"), tr("Component"), tr("Size"), tr("Data fingerprint"),
                      tr("Verified"), tr("Proven")});
}

} // namespace Lifeboat
