#pragma once

#include "base/result.h"
#include "model/plan.h"

namespace Lifeboat {

// The same failure of a step on the host, said by its cause where the tool's own words tell it: the
// host's disk is full, the database is gone. Other errors are passed on as they are.
Error explained(const Error &error, const Step &step);

} // namespace Lifeboat
