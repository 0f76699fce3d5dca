#pragma once

#include "model/manifest.h"

#include <QByteArray>
#include <QString>

namespace Lifeboat {

// A name as a part of a file name that every desktop's file system takes: bytes outside
// [A-Za-z0-9._-], a leading dot, a trailing dot and reserved Windows names are percent-encoded.
// Above 190 bytes the end gives way to a hash of the whole, so that a suffix still fits.
QString fileNamePart(const QString &name);

// `HASH  FILE` as sha256sum writes and reads it; FILE without its folder.
QByteArray checksumLine(const Artifact &artifact);

} // namespace Lifeboat
