#pragma once

#include "app/operations.h"
#include "engine/guardian.h"

namespace Lifeboat {

// Single checks of a host, as Operations puts them together.
Check passed(const QString &id, const Text &detail);
Check failed(const QString &id, const Error &error);
Check lockCheck(const Result<HostLock> &lock);

} // namespace Lifeboat
