#pragma once

#include "base/shellcommand.h"
#include "model/groundfacts.h"

namespace Lifeboat {

// Asks for what GroundFacts holds beside the host's own; changes nothing. `asked` is when the
// question was sent, by this desktop's clock.
ShellCommand askGround(const RecordedProject &project);
void parseGround(const QByteArray &answer, const QDateTime &asked, GroundFacts &ground);

} // namespace Lifeboat
