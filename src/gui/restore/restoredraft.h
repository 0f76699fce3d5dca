#pragma once

#include "gui/overview.h"
#include "gui/restore/routeview.h"

namespace Lifeboat {

// Why one came. It decides which steps follow and what they begin with.
enum class RestoreReason { DataLost, BrokenUpdate, HostLost, Drill, LookAtOld };

// What the wizard has been told so far, and what was prepared.
struct RestoreDraft
{
    RestoreReason reason = RestoreReason::DataLost;
    PlacedPoint point;
    HostProfile target;
    QStringList components; // empty: all of the point
    bool createRoles = true;
    bool isDrill = false; // into a throw-away place on the target
    RunReport prepared;   // run is empty until it is
};

// Source and target as each page draws them, in the language of the moment.
RouteEnd routeFrom(const PlacedPoint &point);
RouteEnd routeTo(const HostProfile &target, const PlacedPoint &point);
RouteEnd routeToNowhere(const HostProfile &on); // a throw-away place on it
RouteEnd routeToEmpty(const HostProfile &target);

} // namespace Lifeboat
