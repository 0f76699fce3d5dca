#include "planning/recoverymark.h"

using namespace Qt::StringLiterals;

namespace Lifeboat {

QString recoveryMarkName(Milestone milestone)
{
    switch (milestone) {
    case Milestone::Begun:
        break;
    case Milestone::Configured:
        return u"lifeboat-recovery-configured"_s;
    case Milestone::Restored:
        return u"lifeboat-recovery-restored"_s;
    }
    return u"lifeboat-recovery"_s;
}

ShellCommand setMilestone(Milestone milestone, const RecoveryMark &mark)
{
    return ShellCommand("docker volume create --label lifeboat=recovery --label")
           << u"lifeboat.point="_s + mark.point << u"--label"_s << u"lifeboat.run="_s + mark.run
           << recoveryMarkName(milestone);
}

ShellCommand forgetRecovery()
{
    ShellCommand command("docker volume rm -f");
    for (const Milestone milestone : {Milestone::Restored, Milestone::Configured, Milestone::Begun})
        command << recoveryMarkName(milestone);
    return command;
}

void readRecoveryMark(const QString &line, RecoveryMark &mark)
{
    const QString name = line.section(u' ', 0, 0);
    if (name == recoveryMarkName(Milestone::Configured)) {
        mark.isConfigured = true;
    } else if (name == recoveryMarkName(Milestone::Restored)) {
        mark.isRestored = true;
    } else {
        mark.point = line.section(u' ', 1, 1);
        mark.run = line.section(u' ', 2, 2);
    }
}

} // namespace Lifeboat
