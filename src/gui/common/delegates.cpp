#include "gui/common/delegates.h"

#include "gui/common/look.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QPainter>

namespace Lifeboat {

static void fillRounded(QPainter *painter, const QRectF &rect, double radius, const QColor &fill)
{
    painter->setPen(Qt::NoPen);
    painter->setBrush(fill);
    painter->drawRoundedRect(rect, radius, radius);
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (cell.state & QStyle::State_Selected)
        painter->fillRect(cell.rect, selectionTint(cell.palette));
    const auto *view = qobject_cast<const QAbstractItemView *>(cell.widget);
    const bool selected = cell.state & QStyle::State_Selected;
    if (view && view->hasFocus() && index.column() == 0
        && (selected || view->selectionModel()->hasSelection())
        && view->currentIndex().row() == index.row()
        && view->currentIndex().parent() == index.parent())
        painter->fillRect(QRect(cell.rect.topLeft(), QSize(3, cell.rect.height())),
                          selected ? accent(cell.palette) : quietText(cell.palette));
    paintCell(painter, cell, index);
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return QStyledItemDelegate::sizeHint(option, index).expandedTo({0, Space::Row});
}

// Where a click is looked for; returns its right edge.
static int paintCheck(QPainter *painter, const QStyleOptionViewItem &option)
{
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    QStyleOptionViewItem box = option;
    box.rect = style->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &option, option.widget);
    box.state &= ~QStyle::State_HasFocus;
    box.state |= option.checkState == Qt::Checked ? QStyle::State_On : QStyle::State_Off;
    style->drawPrimitive(QStyle::PE_IndicatorItemViewItemCheck, &box, painter, option.widget);
    return box.rect.right();
}

void CellDelegate::paintCell(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    QRect rect = option.rect.adjusted(Space::Small, 0, -Space::Small, 0);
    if (option.features & QStyleOptionViewItem::HasCheckIndicator)
        rect.setLeft(paintCheck(painter, option) + Space::Small);
    painter->setFont(option.font);
    painter->setPen(option.state & QStyle::State_Enabled ? option.palette.color(QPalette::Text)
                                                         : quietText(option.palette));
    const auto align = Qt::Alignment(option.displayAlignment) | Qt::AlignVCenter;
    const QFontMetrics &metrics = option.fontMetrics;
    const QString text = metrics.elidedText(option.text, option.textElideMode, rect.width());
    painter->drawText(rect, int(align), text);
    const QString detail = index.data(DetailRole).toString();
    const int left = metrics.horizontalAdvance(text) + Space::Small;
    if (detail.isEmpty() || left + metrics.horizontalAdvance(detail) + 2 > rect.width())
        return; // whole or not at all
    painter->setPen(quietText(option.palette));
    painter->drawText(rect.adjusted(left, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                      metrics.elidedText(detail, Qt::ElideRight, rect.width() - left));
}

void StatusDelegate::paintCell(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const auto status = Status(index.data(StatusRole).toInt());
    const QColor ink = statusColor(status, option.palette);
    const QRect rect = option.rect.adjusted(Space::Small + 2, 0, -Space::Tight, 0);
    paintIcon(painter, QRectF(rect.left(), QRectF(rect).center().y() - 8, 16, 16),
              index.data(RunningRole).toBool() ? statusIconName(Status::Running)
                                               : statusIconName(status),
              ink);
    painter->setFont(option.font);
    painter->setPen(isTrouble(status) || status == Status::Running
                        ? ink
                        : option.palette.color(QPalette::Text));
    painter->drawText(
        rect.adjusted(24, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
        option.fontMetrics.elidedText(statusWord(status), Qt::ElideRight, rect.width() - 24));
}

void RunStripDelegate::paintCell(QPainter *painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    const QList<QVariant> runs = index.data(StatusListRole).toList();
    const double bottom = option.rect.center().y() + 8.5;
    double x = option.rect.left() + Space::Small;
    for (qsizetype i = 0; i < 10; ++i, x += 10) {
        const qsizetype at = i - (10 - runs.size());
        if (at < 0) { // no run that far back
            fillRounded(painter, QRectF(x, bottom - 2, 6, 2), 1, hairline(option.palette));
            continue;
        }
        const auto status = Status(runs.at(at).toInt());
        const QColor ink = statusColor(status, option.palette);
        const double height = status == Status::Ok ? 16 : status == Status::Warning ? 11 : 5;
        if (status == Status::Interrupted) { // a hole: an outline of the full height
            painter->setPen(QPen(ink, 1.2));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(QRectF(x + .6, bottom - 15.4, 4.8, 14.8), 1.5, 1.5);
        } else {
            fillRounded(painter, QRectF(x, bottom - height, 6, height), 1.5, ink);
        }
        if (status == Status::Failed) // with the piece below it an exclamation mark
            fillRounded(painter, QRectF(x, bottom - 16, 6, 9), 1.5, ink);
    }
}

void HeatDelegate::paintCell(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const auto status = Status(index.data(StatusRole).toInt());
    const QRectF tile = QRectF(option.rect).adjusted(2, 2, -2, -2);
    if (status == Status::Absent) {
        painter->setPen(QPen(quietText(option.palette), 1.4));
        painter->drawLine(tile.center() - QPointF(4, 0), tile.center() + QPointF(4, 0));
        return;
    }
    fillRounded(painter, tile, 4, statusTint(status, option.palette));
    if (status != Status::Ok)
        paintIcon(painter, QRectF(tile.center() - QPointF(8, 8), QSizeF(16, 16)),
                  statusIconName(status), statusColor(status, option.palette));
}

} // namespace Lifeboat
