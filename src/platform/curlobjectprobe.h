#pragma once

#include "remote/objectprobe.h"

namespace Lifeboat {

// An ObjectProbe by libcurl, over the relay that also carries libpq.
std::unique_ptr<ObjectProbe> curlObjectProbe();

} // namespace Lifeboat
