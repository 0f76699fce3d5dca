#pragma once

#include <QStyledItemDelegate>

namespace Lifeboat {

enum ItemRole {
    StatusRole = Qt::UserRole + 1, // Status as int
    StatusListRole,                // QList<int>: the strip of runs
    SortRole,
    DetailRole,  // second rank text behind the first
    RunningRole, // bool: something goes on, whatever the state says
    KeyRole,     // what tells rows apart when they move
    FirstFreeRole
};

// Base: paints selection, and the focus of the row as a bar at the left edge of its first cell.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    virtual void paintCell(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const;
};

class StatusDelegate : public CellDelegate // icon and word, in the colour of the state
{
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;

protected:
    void paintCell(QPainter *painter, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const override;
};

class RunStripDelegate : public CellDelegate // ten marks: colour and height and outline
{
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;

protected:
    void paintCell(QPainter *painter, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const override;
};

class HeatDelegate
    : public CellDelegate // one tile; an icon where it is not OK, a dash where nothing is
{
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {30, 26};
    }

protected:
    void paintCell(QPainter *painter, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const override;
};

} // namespace Lifeboat
