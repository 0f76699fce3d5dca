#include "gui/common/tables.h"

#include "gui/common/delegates.h"
#include "gui/common/look.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QShortcut>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

QVariant headingOf(int section, Qt::Orientation orientation, int role, int sizeColumn,
                   const QStringList &names)
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == sizeColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole || section < 0 || section >= names.size())
        return {};
    return names.at(section);
}

QString rowsAsText(const QAbstractItemView &view)
{
    QModelIndexList rows = view.selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QStringList lines;
    for (const QModelIndex &row : std::as_const(rows)) {
        QStringList cells;
        for (int column = 0; column < row.model()->columnCount(); ++column) {
            const QModelIndex cell = row.siblingAtColumn(column);
            QString text = cell.data().toString();
            if (text.isEmpty())
                text = cell.data(Qt::AccessibleTextRole).toString();
            cells << text.simplified();
        }
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n');
}

void setUpTable(QTableView *table)
{
    table->setItemDelegate(new CellDelegate(table));
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(Space::Row);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setStretchLastSection(true);
    auto *copy = new QShortcut(QKeySequence::Copy, table, nullptr, nullptr, Qt::WidgetShortcut);
    QObject::connect(copy, &QShortcut::activated, table,
                     [table] { QGuiApplication::clipboard()->setText(rowsAsText(*table)); });
}

} // namespace Lifeboat
