#pragma once

#include "storage/filesystem.h"

#include <QStringList>

namespace Lifeboat {

// What Vault::leftovers() and Vault::removeLeftovers() say, for one host's folder.
QStringList findLeftovers(const FileSystem &fileSystem, const QString &hostFolder);
Result<> clearLeftovers(const FileSystem &fileSystem, const QString &hostFolder);

} // namespace Lifeboat
