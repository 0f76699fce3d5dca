#pragma once

#include "gui/fleet/hostrow.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

namespace Lifeboat {

// The hosts, one a row. Shows values, does no I/O; ages are relative to the time it is told.
// Another look at the same hosts changes rows in place.
class HostModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { State, Host, Newest, Proven, Runs, Size, Reason, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setHosts(const QList<HostRow> &hosts, const QDateTime &now);
    const QList<HostRow> &hosts() const { return m_hosts; }
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const HostRow &row, int column) const;
    QString toolTip(const HostRow &row, int column) const;
    QVariant sortValue(const HostRow &row, int column) const;

    QList<HostRow> m_hosts;
    QDateTime m_now;
};

// Filters by state, by tag and by what was typed, and puts trouble first.
class HostFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setStatus(int status);      // -1: all
    void setTag(const QString &tag); // empty: all
    void setText(const QString &text);
    const HostRow &hostAt(int row) const; // of those that are shown

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    const HostModel &hosts() const;

    int m_status = -1;
    QString m_tag;
    QString m_text;
};

} // namespace Lifeboat
