#pragma once

#include "model/manifest.h"

#include <QAbstractTableModel>
#include <QSet>

namespace Lifeboat {

// The components of a point, to be ticked; one that is not whole there cannot be.
class ScopeModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Component, Size, Contents, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setManifest(const Manifest &manifest); // everything that is whole is ticked
    QStringList ticked() const;                 // in the point's order
    QStringList leftOut() const;                // whole, and not ticked
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<ManifestComponent> m_components;
    QSet<QString> m_ticked;
};

} // namespace Lifeboat
