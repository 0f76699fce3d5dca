#pragma once

#include "components/component.h"

namespace Lifeboat {

// For perl in a helper: of each name at the top of the folder, how much is below it and a hash over
// the names, kinds, modes, owners, targets and contents of all of that; of more than 300 names, of
// groups of them. Sockets are left out: they live as long as their server.
ShellCommand listFiles(const QString &folder);

// For sh in a helper: prints what changes with every write below the folder "$1"; reads no file.
QString stateOfFiles();

// What it printed; `prefix` tells its entries from others of the component.
Result<Fingerprint> readFiles(const QByteArray &printed, const QString &component,
                              const QString &prefix = {});

} // namespace Lifeboat
