#pragma once

#include "gui/common/status.h"
#include "model/manifest.h"

#include <QAbstractTableModel>

namespace Lifeboat {

// The components of one point: what was written and what the source said it held.
class PointModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { State, Component, Size, Contents, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setManifest(const Manifest &manifest);
    void retranslate();

    static QString summaryOf(const Fingerprint &fingerprint); // 128 tables, 41,207,566 rows

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString contents(const ManifestComponent &component) const;
    QString files(const ManifestComponent &component) const;

    QList<ManifestComponent> m_components;
};

} // namespace Lifeboat
