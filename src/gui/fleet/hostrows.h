#pragma once

#include "gui/fleet/hostrow.h"

namespace Lifeboat {

// The rows of all hosts, in the order of the hosts, without what runs at this moment in the window.
// Goes once through points and runs, however many hosts there are. Any thread.
QList<HostRow> hostRows(const Overview &overview);

} // namespace Lifeboat
