#pragma once

#include "components/common/directory.h"

namespace Lifeboat {

// A service that has no other consistent copy is stopped for one, under the guardian, and started
// again as soon as it is taken.
struct ColdCopy
{
    GuardianFile stop;
    GuardianFile start; // waits until it serves
    GuardianFile clean; // waits for the end of a stop that nobody waited for
    Step stopStep;
    Step startStep;    // runs whatever happened
    QString container; // whose state the guardian restores
};

// `before`: for sh, what has to be done first; where it fails, nothing is stopped.
ColdCopy coldCopy(const QString &id, const ServiceFacts &service, const ServiceEnds &ends,
                  const QString &before = {});

// Why it is not saved without the operator's consent to a stop.
Error needsStop(const QString &id, const ServiceFacts &service);

} // namespace Lifeboat
