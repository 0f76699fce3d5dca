#pragma once

#include "base/result.h"

#include <QString>

namespace Lifeboat {

class FileSystem;

// Writes a page, Markdown or HTML, as it is, or as a PDF where the file's name ends so; whole or
// not at all. Returns its size. Blocks; a PDF needs a QGuiApplication (platform/pdf.h).
Result<qint64> writeDocument(const FileSystem &fileSystem, const QString &page,
                             Qt::TextFormat format, const QString &language, const QString &file);

} // namespace Lifeboat
