#pragma once

#include "base/shellcommand.h"
#include "model/groundfacts.h"

namespace Lifeboat {

// The volumes whose labels say how far a recovery has come (RecoveryMark). A label cannot be
// changed, so there is a volume for each milestone.
enum class Milestone { Begun, Configured, Restored };

QString recoveryMarkName(Milestone milestone = Milestone::Begun);
ShellCommand setMilestone(Milestone milestone, const RecoveryMark &mark);
ShellCommand forgetRecovery();
// One line of what askGround() prints: the volume's name, the point and the run.
void readRecoveryMark(const QString &line, RecoveryMark &mark);

} // namespace Lifeboat
