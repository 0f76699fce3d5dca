#pragma once

#include <QStringList>

namespace Lifeboat {

// Parts of schemaFingerprint() for what belongs to no table: owners, grants, comments and the
// rarer kinds of objects. They use the common table expressions of postgresschema.cpp.
QStringList objectParts();

} // namespace Lifeboat
