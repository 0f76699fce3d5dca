#pragma once

#include <QByteArray>

namespace Lifeboat {

// The parts of a tar file (POSIX.1-2001, pax) with plain files in it: what stands before a file's
// bytes, what fills its last block, and the end of the archive.
QByteArray tarHeader(const QByteArray &name, qint64 bytes, qint64 seconds);
QByteArray tarPadding(qint64 bytes);
QByteArray tarEnd();

// The size in a header of any tar: octal digits or, of GNU and for more than 8 GiB, a number of 88
// bits.
qint64 tarSize(QByteArrayView header);

} // namespace Lifeboat
