#pragma once

#include "base/text.h"
#include "model/manifest.h"

namespace Lifeboat {

// One value of the data fingerprints of two points that is not the same in both.
struct PointChange
{
    QString component;
    QString what;
    QString before; // empty: it was not there
    QString after;  // empty: it vanished
};

QList<PointChange> pointChanges(const Manifest &before, const Manifest &after);

// The same in a few words for each component, what is implausible first: a component that vanished,
// or that has less than half of what it had.
struct ChangeSummary
{
    QList<Text> implausible;
    QList<Text> others; // "postgres: 18,204 more rows"
};

ChangeSummary summaryOf(const Manifest &before, const Manifest &after);

} // namespace Lifeboat
