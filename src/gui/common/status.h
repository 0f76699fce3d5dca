#pragma once

#include "model/manifest.h"

namespace Lifeboat {

// One vocabulary of states for hosts, components, points, runs and steps. Each has a word, an icon
// with its own outline and a colour (gui/common/look.h).
enum class Status {
    Ok,
    Warning,
    Failed,
    Unknown,
    Running,
    Waiting,
    Cancelled,
    Interrupted,
    Skipped,
    Absent
};

Status statusOf(Outcome outcome);

} // namespace Lifeboat
