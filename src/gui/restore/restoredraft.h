#pragma once

#include "gui/overview.h"
#include "gui/restore/routeview.h"

namespace Lifeboat {

// What the wizard has been told so far, and what was prepared.
struct RestoreDraft
{
    PlacedPoint point;
    HostProfile target;
    QStringList components; // empty: all of the point
    bool createRoles = true;
    RunReport prepared; // run is empty until it is
};

// Source and target as each page draws them, in the language of the moment.
RouteEnd routeFrom(const RestoreDraft &draft);
RouteEnd routeTo(const RestoreDraft &draft);

} // namespace Lifeboat
