#pragma once

#include "storage/filesystem.h"

namespace Lifeboat {

// A small file, at once or not at all: NAME.part, synced, read back, renamed, its folder synced.
Result<> writeWholeFile(const FileSystem &fileSystem, const QString &path, const QByteArray &data);

// All of a regular file. NotFound when there is none; Corrupt for a link, a folder, or what is too
// large to be one of ours.
Result<QByteArray> readWholeFile(const QString &path);

// The file's one JSON object; Corrupt when it is not one.
Result<QJsonObject> readJsonFile(const QString &path);

} // namespace Lifeboat
