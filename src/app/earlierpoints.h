#pragma once

#include "planning/planners.h"
#include "storage/vault.h"

namespace Lifeboat {

// Of each component that can refer to earlier points, the newest that holds it, of all points of
// the host in a vault, newest first. None when that one, or one that it needs, is known to be
// damaged (then the choice says so), or when it needs one that is a week old at `now`.
void chooseEarlier(BackupChoice &choice, const QList<StoredPoint> &points, const QDateTime &now);

} // namespace Lifeboat
