#include "gui/runs/runlistdelegate.h"

#include "gui/common/look.h"

#include <QPainter>

namespace Lifeboat {

QSize RunListDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {160, 56};
}

void RunListDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QPalette &pal = cell.palette;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (cell.state & QStyle::State_Selected) {
        const bool focus = cell.state & QStyle::State_HasFocus;
        painter->setPen(focus ? QPen(accent(pal), 2) : QPen(Qt::NoPen));
        painter->setBrush(selectionTint(pal));
        painter->drawRoundedRect(cell.rect.adjusted(Space::Medium, 1, -1, -1), Space::Radius,
                                 Space::Radius);
    }
    const auto status = Status(index.data(StatusRole).toInt());
    const QRect rect = cell.rect.adjusted(Space::Page, 8, -Space::Small, -8);
    paintIcon(painter, QRectF(rect.left(), rect.top() + 1, 16, 16), statusIconName(status),
              statusColor(status, pal));
    const QRect words = rect.adjusted(26, 0, 0, 0);
    painter->setFont(cell.font);
    painter->setPen(pal.color(QPalette::Text));
    painter->drawText(words, Qt::AlignLeft | Qt::AlignTop,
                      cell.fontMetrics.elidedText(cell.text, Qt::ElideRight, words.width()));
    painter->setFont(smallFont());
    painter->setPen(quietText(pal));
    painter->drawText(words, Qt::AlignLeft | Qt::AlignBottom,
                      painter->fontMetrics().elidedText(index.data(DetailRole).toString(),
                                                        Qt::ElideRight, words.width()));
    painter->restore();
}

} // namespace Lifeboat
