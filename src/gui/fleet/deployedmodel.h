#pragma once

#include "gui/fleet/hostrow.h"
#include "model/hostfacts.h"

#include <QAbstractTableModel>

namespace Lifeboat {

// The components that discovery found on a host: where their data lie, how they are saved, and
// what the points hold of them.
class DeployedModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { State, Component, Data, Version, Size, Newest, How, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setFacts(const std::optional<HostFacts> &facts, const HostRow &host, const QDateTime &now);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        QString id;
        ServiceFacts service;
        QString folder; // of the project, for what has no container; else empty
        Text how;
        std::optional<Text> onlyAsked; // why it is saved only when it is asked for

        bool operator==(const Row &) const = default;
    };
    Status status(const Row &row) const;
    QString place(const Row &row) const;
    QString text(const Row &row, int column) const;
    QString toolTip(const Row &row, int column) const;

    QList<Row> m_rows;
    HostRow m_host;
    QDateTime m_now;
};

} // namespace Lifeboat
