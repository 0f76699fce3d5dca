#pragma once

#include "app/operations.h"
#include "engine/guardian.h"

namespace Lifeboat {

// Single checks of a host, as Operations puts them together.
Check passed(const QString &id, const Text &detail);
Check failed(const QString &id, const Error &error);
Check lockCheck(const Result<HostLock> &lock);
QList<Check> dockerChecks(const HostFacts &facts); // engine and compose
Check projectCheck(const HostFacts &facts);

// Signs in, and through sudo where the profile says so: a wrong password for it is an error, no
// answer of the host.
Result<Check> connectCheck(RemoteHost &link, const HostProfile &host, const CancelToken &cancel);

} // namespace Lifeboat
