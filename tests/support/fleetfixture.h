#pragma once

#include "app/settings.h"

#include <QDateTime>

namespace Lifeboat {

// A large fleet on disk as Lifeboat leaves it there: hosts, one vault with a point a night and
// host, and the records of the runs that made them. Manifests and records have the size of real
// ones (some 300 values of fingerprints); the artifacts hold a byte each.
struct FleetFixture
{
    int hosts = 200;
    int pointsPerHost = 50;
    bool isLight = false; // manifests and records of a few values, and two artifacts a point

    // Empty, or what went wrong. What it writes is as old as it says, but for the newest night's.
    static QString quickFolder(); // template for a QTemporaryDir: in memory where there is room
    QString write(const Places &places, const QString &vault) const;
};

} // namespace Lifeboat
