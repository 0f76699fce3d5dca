#pragma once

#include "app/settings.h"
#include "storage/vault.h"

namespace Lifeboat {

// The vault in this folder, made when there is none yet and put on the list of vaults. Blocks.
// Parents are made only for the program's own folder: a missing one elsewhere is a drive that is
// gone.
Result<VaultEntry> ensureVault(Settings &settings, const FileSystem &fileSystem,
                               const QString &folder);

} // namespace Lifeboat
