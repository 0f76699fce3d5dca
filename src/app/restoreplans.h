#pragma once

#include "app/operations.h"

namespace Lifeboat {

// A preparation as it is shown and as it runs, with its note on the host. `note`: run and time.
Result<Plan> preparation(const HostProfile &target, const HostFacts &facts,
                         const StoredPoint &point, const RestoreOptions &options, bool createRoles,
                         RestoreNote note);

// That, and the cut-over that follows when the comparison found nothing; of a run that is only
// shown.
Result<QList<Plan>> restorePlans(const HostProfile &target, const HostFacts &facts,
                                 const StoredPoint &point, const RestoreOptions &options);

} // namespace Lifeboat
