#pragma once

#include <QSortFilterProxyModel>

namespace Lifeboat {

// The runs in which every typed word is found: in the host, the kind, the time or the outcome.
class RunFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setText(const QString &text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QStringList m_words;
};

} // namespace Lifeboat
