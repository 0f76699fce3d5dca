#include "gui/runs/stepdelegate.h"

#include "gui/common/look.h"
#include "gui/runs/stepmodel.h"

#include <QPainter>
#include <QTextLayout>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static constexpr int BlockMargins = 2 * Space::Small + 10;
static constexpr qsizetype LongestBlock = 12000; // of a step that talks for hours; copying has all

// The lines of the block in this width. Commands are one long line, so they break anywhere.
static QStringList wrapped(const QString &text, const QFont &font, int width)
{
    QStringList lines;
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    for (const QString &paragraph : text.left(LongestBlock).split(u'\n')) {
        QTextLayout layout(paragraph, font);
        layout.setTextOption(option);
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(width);
            lines << paragraph.mid(line.textStart(), line.textLength());
        }
        layout.endLayout();
    }
    return lines;
}

// A view asks for heights without giving a width, so it is computed as it will be painted.
static int blockWidth(const QWidget *widget, const QModelIndex &index)
{
    const auto *tree = qobject_cast<const QTreeView *>(widget);
    if (!tree)
        return 600;
    int depth = 1;
    for (QModelIndex up = index.parent(); up.isValid(); up = up.parent())
        ++depth;
    return std::max(160, tree->viewport()->width() - depth * tree->indentation() - 64);
}

QSize StepDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (!index.data(StepModel::IsCommandRole).toBool())
        return {100, Space::Row};
    if (index.column() > 0)
        return {0, 0};
    const QFont font = monoFont();
    const int width = blockWidth(option.widget, index);
    qsizetype lines = wrapped(index.data(StepModel::CommandRole).toString(), font, width).size();
    if (const QString output = index.data(StepModel::OutputRole).toString(); !output.isEmpty())
        lines += wrapped(output, font, width).size() + 1;
    return {100, int(lines) * QFontMetrics(font).lineSpacing() + BlockMargins};
}

void StepDelegate::paintCommand(QPainter *painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index)
{
    const QPalette &pal = option.palette;
    const QRectF box = QRectF(option.rect).adjusted(Space::Tight, 3, -Space::Medium, -5);
    painter->setPen(hairline(pal));
    painter->setBrush(mixed(pal.color(QPalette::Base), pal.color(QPalette::Text), 0.035));
    painter->drawRoundedRect(box.adjusted(.5, .5, -.5, -.5), Space::Radius, Space::Radius);
    const QFont font = monoFont();
    painter->setFont(font);
    const int height = painter->fontMetrics().lineSpacing();
    const int width = blockWidth(option.widget, index);
    double y = box.top() + Space::Small;
    const auto draw = [&](const QString &text, const QColor &ink) {
        painter->setPen(ink);
        for (const QString &line : wrapped(text, font, width)) {
            painter->drawText(QRectF(box.left() + Space::Medium, y, width + 4, height),
                              Qt::AlignLeft | Qt::AlignVCenter, line);
            y += height;
        }
        y += height;
    };
    draw(index.data(StepModel::CommandRole).toString(), pal.color(QPalette::Text));
    if (const QString output = index.data(StepModel::OutputRole).toString(); !output.isEmpty())
        draw(output, quietText(pal));
    paintIcon(painter, QRectF(box.right() - 26, box.top() + 7, 16, 16), u"copy"_s, quietText(pal));
}

void StepDelegate::paintBar(QPainter *painter, const QRect &rect, const QPalette &pal, double share)
{
    const QRectF groove(rect.right() - 100, rect.center().y() - 1.5, 96, 5);
    painter->setPen(Qt::NoPen);
    painter->setBrush(mixed(pal.color(QPalette::Base), pal.color(QPalette::Text), 0.10));
    painter->drawRoundedRect(groove, 2.5, 2.5);
    painter->setBrush(accent(pal));
    const double width = groove.width() * std::clamp(share, 0.0, 1.0);
    painter->drawRoundedRect(QRectF(groove.topLeft(), QSizeF(width, 5)), 2.5, 2.5);
}

void StepDelegate::paintCell(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const QPalette &pal = option.palette;
    if (index.data(StepModel::IsCommandRole).toBool()) {
        if (index.column() == 0)
            paintCommand(painter, option, index);
        return;
    }
    const auto status = Status(index.data(StatusRole).toInt());
    if (index.column() != StepModel::Step) {
        QStyleOptionViewItem quiet = option;
        if (status != Status::Running)
            quiet.palette.setColor(QPalette::Text, quietText(pal));
        CellDelegate::paintCell(painter, quiet, index);
        return;
    }
    const QRect rect = option.rect.adjusted(Space::Tight, 0, -Space::Small, 0);
    const QRectF mark(rect.left(), QRectF(rect).center().y() - 8, 16, 16);
    if (status == Status::Waiting) { // quieter than an icon: most of a plan is still to come
        painter->setPen(QPen(mixed(hairline(pal), quietText(pal), 0.6), 1.5));
        painter->drawEllipse(mark.center(), 3.5, 3.5);
    } else if (status == Status::Absent) { // a line of a list
        painter->setPen(QPen(quietText(pal), 1.5));
        painter->drawLine(mark.center() - QPointF(3, 0), mark.center() + QPointF(3, 0));
    } else {
        paintIcon(painter, mark, statusIconName(status), statusColor(status, pal));
    }
    QFont font = option.font;
    if (!index.parent().isValid() && status == Status::Running)
        font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(status == Status::Skipped ? quietText(pal) : pal.color(QPalette::Text));
    const double share = index.data(StepModel::ShareRole).toDouble();
    const bool bar = share >= 0 && status == Status::Running && rect.width() > 260;
    const QRect text = rect.adjusted(26, 0, bar ? -112 : 0, 0);
    painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft,
                      QFontMetrics(font).elidedText(option.text, Qt::ElideRight, text.width()));
    if (bar)
        paintBar(painter, rect, pal, share);
}

} // namespace Lifeboat
