#pragma once

#include "gui/common/delegates.h"

namespace Lifeboat {

// State and title; a command as a block of fixed-width text, wrapped, with its output below.
class StepDelegate : public CellDelegate
{
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void paintCell(QPainter *painter, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const override;

private:
    static void paintCommand(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index);
    static void paintBar(QPainter *painter, const QRect &rect, const QPalette &palette,
                         double share);
};

} // namespace Lifeboat
