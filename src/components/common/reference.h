#pragma once

#include <QString>

namespace Lifeboat {

// The page of a component: what is saved, what it costs the host, how it is restored by hand, the
// limits. In zh_CN or en; every other language has the English one.
QString referencePage(const QString &id, const QString &language);

// Its commands, as they stand: the lines that are indented.
QString referenceCommands(const QString &page);

} // namespace Lifeboat
