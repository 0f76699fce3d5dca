#pragma once

#include "platform/diskerror.h"

namespace Lifeboat {

Error windowsError(unsigned long code, const QString &path); // code of GetLastError()

} // namespace Lifeboat
