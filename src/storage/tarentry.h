#pragma once

#include <QByteArray>

namespace Lifeboat {

// The parts of a tar file (POSIX.1-2001, pax) with plain files in it: what stands before a file's
// bytes, what fills its last block, and the end of the archive.
QByteArray tarHeader(const QByteArray &name, qint64 bytes, qint64 seconds);
QByteArray tarPadding(qint64 bytes);
QByteArray tarEnd();

} // namespace Lifeboat
