#pragma once

#include "gui/restore/restoredraft.h"
#include "gui/runs/planpage.h"

namespace Lifeboat {

// What a restore will cost, as far as it was ever measured: never estimated from nothing.
QList<PlanPage::Figure> restoreFigures(const RestoreDraft &draft, const QList<RunReport> &runs);
QList<PlanPage::Figure> recoveryFigures(const PlacedPoint &point, const QList<RunReport> &runs);

} // namespace Lifeboat
