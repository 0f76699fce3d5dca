#pragma once

#include "components/component.h"

namespace Lifeboat {

// What a question printed as lines "name=value"; other lines are left out.
QMap<QString, QString> namedLines(const QByteArray &printed);

// That a server printed something else than what was asked for; its beginning is the detail.
Error unexpectedAnswer(const QString &component, const QByteArray &printed);

// A file's name, which may hold any byte but NUL.
QString shownName(const QByteArray &bytes);

// What a server of Redis's kind needs to hold what it saved, where it said how many bytes that
// took, and where not.
qint64 memoryOf(const ManifestComponent &there, qint64 said);

// Reads an RDB file to its end in a server that has the tool for it.
Step checkRdb(const QString &component, const QString &container, const Artifact &artifact);

} // namespace Lifeboat
