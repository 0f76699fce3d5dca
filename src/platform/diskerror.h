#pragma once

#include "base/result.h"

namespace Lifeboat {

// Why a file system call failed, as far as it changes what the operator has to do.
enum class DiskTrouble {
    Full,
    Quota,
    TooLarge,
    ReadOnly,
    Denied,
    Exists,
    Gone,     // the path is not there: an unmounted drive, a folder that was deleted
    NoServer, // a network folder that does not answer
    Device,   // the drive reports an error
    NameTooLong,
    NotEmpty,
    Other
};

// NoSpace for Full and Quota, else Storage; the message names the path.
Error diskError(DiskTrouble trouble, const QString &path, const QString &detail);

} // namespace Lifeboat
