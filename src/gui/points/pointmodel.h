#pragma once

#include "gui/common/status.h"
#include "storage/vault.h"

#include <QAbstractTableModel>

namespace Lifeboat {

// The components of one point: what was written, what the source said it held, and when it was
// checked.
class PointModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { State, Component, Size, Contents, Verified, Proven, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setPoint(const StoredPoint &point, const QDateTime &now);
    void retranslate();

    static QString summaryOf(const Fingerprint &fingerprint); // 128 tables, 41,207,566 rows

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString contents(const ManifestComponent &component) const;
    QString files(const ManifestComponent &component) const;

    QString checked(const ManifestComponent &component, Proof::Kind kind) const;

    QList<ManifestComponent> m_components;
    QList<Proof> m_proofs;
    QDateTime m_now;
};

} // namespace Lifeboat
