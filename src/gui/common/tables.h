#pragma once

#include <QStringList>
#include <QVariant>

class QAbstractItemView;
class QTableView;

namespace Lifeboat {

// A table as all pages have it: whole rows, no grid, our cells; arrows inside, Tab leaves it,
// Ctrl+C copies the chosen rows as text.
void setUpTable(QTableView *table);

// What a model of such a table says as its headerData(): `names` by column, that of the sizes at
// the right, as its figures are.
QVariant headingOf(int section, Qt::Orientation orientation, int role, int sizeColumn,
                   const QStringList &names);

// The chosen rows, top down, as they are shown: a line each, tabs between the cells. What a cell
// paints without text it says as to a screen reader.
QString rowsAsText(const QAbstractItemView &view);

} // namespace Lifeboat
