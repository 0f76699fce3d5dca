#pragma once

#include <QCoreApplication>
#include <QDateTime>

namespace Lifeboat {

// Numbers, sizes and times as the window shows them, in the language of the moment.
struct Format
{
    Q_DECLARE_TR_FUNCTIONS(Format)

public:
    static QString size(qint64 bytes);                               // 18.6 GB, units of 1000
    static QString rate(double bytesPerSecond);                      // 86 MB/s
    static QString duration(int seconds);                            // 4 min 12 s
    static QString age(const QDateTime &then, const QDateTime &now); // 3 h ago
    static QString eta(int seconds);                // about 4 min left; below 0: not known
    static QString dateTime(const QDateTime &when); // 2026-11-22 02:00
    static QString exact(const QDateTime &when);    // 2026-11-22 02:00:14 CST, for tool tips
};

} // namespace Lifeboat
