#pragma once

#include "platform/diskerror.h"

namespace Lifeboat {

Error errnoError(int code, const QString &path); // of the unix implementations

} // namespace Lifeboat
