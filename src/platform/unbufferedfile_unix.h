#pragma once

#include "storage/filesystem.h"

namespace Lifeboat {

// FileSystem::openOnDisk() of the unix implementations.
Result<std::unique_ptr<InputFile>> openUnbuffered(const QString &path);

} // namespace Lifeboat
