#pragma once

#include "gui/fleet/hostrow.h"

#include <QAbstractTableModel>

namespace Lifeboat {

class HostFilter;

// Hosts by components of the newest point, the hosts as the filter has them and in its order. What
// is a volume or folder that no component of the product knows is one column, with the worst of it.
class HeatModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit HeatModel(HostFilter *hosts, QObject *parent = nullptr); // not owned

    bool hasOthers() const; // the last column has something to say
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    ComponentState stateAt(const QModelIndex &index) const;
    QString words(const QModelIndex &index) const;

    HostFilter *m_hosts;
};

} // namespace Lifeboat
