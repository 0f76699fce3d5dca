#include "gui/vaults.h"

#include <QDir>

namespace Lifeboat {

Result<VaultEntry> ensureVault(Settings &settings, const FileSystem &fileSystem,
                               const QString &folder)
{
    const Result<QList<VaultEntry>> known = settings.vaults();
    if (!known)
        return known.error();
    const QDir wanted(folder);
    for (const VaultEntry &entry : *known) {
        if (QDir(entry.folder) == wanted)
            return entry;
    }
    const QString own = settings.places().data;
    if (folder.startsWith(own + u'/'))
        QDir().mkpath(own);
    const Result<Vault> vault = Vault::create(fileSystem, folder, wanted.dirName());
    if (!vault)
        return vault.error();
    const VaultEntry entry{.id = vault->id(), .name = vault->name(), .folder = vault->folder()};
    if (const Result<> added = settings.addVault(entry); !added)
        return added.error();
    return entry;
}

} // namespace Lifeboat
