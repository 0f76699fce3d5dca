#pragma once

#include "gui/overview.h"
#include "gui/search/searchmodel.h"

namespace Lifeboat {

// The points and runs as Ctrl+K finds them, in the language of this moment. Tens of
// thousands take longer than a turn of the event loop may: for a worker. Any thread.
QList<Found> foundIn(const Overview &overview);

} // namespace Lifeboat
