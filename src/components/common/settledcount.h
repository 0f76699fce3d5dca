#pragma once

#include "components/component.h"

namespace Lifeboat {

// How a server is counted whose data have times and never stop coming: what was added lately still
// grows, and what was buffered somewhere arrives late. It is counted up to some minutes, an hour
// and a day ago, before and after its copy is fixed; the latest of these that did not change
// meanwhile is what the copy holds for certain.
struct SettledCount
{
    QString id; // of the component
    // For sh: prints what there was before $until (seconds since 1970); the same when asked twice.
    QString count;
};

Step countBefore(const SettledCount &count, const QString &container, const RecipeContext &context);

// The fingerprint of the copy, beginning with a line "until SECONDS".
Step countAfter(const SettledCount &count, const QString &container, const RecipeContext &context);

// Counts a copy up to the same time and compares.
Step compareCount(const SettledCount &count, const Fingerprint &expected, const QString &container,
                  const RecipeContext &context);

// The entry that the line "until SECONDS" becomes.
void noteUntil(Fingerprint &fingerprint, qint64 seconds);

} // namespace Lifeboat
