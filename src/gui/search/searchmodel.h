#pragma once

#include "gui/common/delegates.h"

#include <QAbstractListModel>

namespace Lifeboat {

// Something that Ctrl+K finds.
struct Found
{
    enum class Kind { Host, Action, Point, Run }; // of equal rank the first one first

    Kind kind = Kind::Host;
    QString title;
    QString words; // what it is found by besides, such as an address or an id
    QString icon;
    QString key;    // the host's id, the point's folder, the run's id
    int action = 0; // of Kind::Action: which, as its maker numbers them
};

// What fits what was typed, best first: a title that begins with it, one with a word that does, one
// that holds it, and at last what is found by its other words. Of several words each has to fit.
// Of equals those that were given first; the best hundred. Nothing typed: actions and hosts.
class SearchModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { IconRole = FirstFreeRole };
    static constexpr qsizetype Most = 100;

    using QAbstractListModel::QAbstractListModel;

    void add(const QList<Found> &more);
    void setText(const QString &text);
    const Found *at(int row) const; // null: there is none

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    void find();

    QList<Found> m_all;
    QStringList m_words;
    QList<int> m_rows; // of m_all
};

} // namespace Lifeboat
