#pragma once

#include <QStringList>

namespace Lifeboat {

// The whole program but its application object: reads the arguments, runs the command, prints its
// result and returns the exit status. Signals cancel what runs, once.
int runProgram(const QStringList &typed);

} // namespace Lifeboat
