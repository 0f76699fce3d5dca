#pragma once

class QTableView;

namespace Lifeboat {

// A table as all pages have it: whole rows, no grid, our cells; arrows inside, Tab leaves it.
void setUpTable(QTableView *table);

} // namespace Lifeboat
