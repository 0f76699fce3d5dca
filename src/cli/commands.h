#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QString>

namespace Lifeboat {

class Context;

// What a command came to: one JSON document, the same for human eyes, and the exit status.
struct CommandResult
{
    int exitStatus = 0;
    QJsonObject json;
    QString text; // for stdout without --json
    std::optional<Error> error;
};

// One row of the table of commands.
struct Command
{
    const char *name;      // "host add"
    const char *arguments; // as the help shows them
    int leastWords;
    int mostWords;                   // -1: any number
    QStringList options;             // besides those that every command takes
    const char *summary;             // source of a Text
    CommandResult (*run)(Context &); // null: not in this version
};

const QList<Command> &commands();
const Command *commandNamed(const QString &name);

// An option: how it is typed, and whether a value follows. The same name means the same everywhere.
struct Option
{
    const char *name;
    const char *value; // how the help calls the value; null: a flag
    bool repeatable;
    const char *summary;
    bool isInThisVersion = true;
};

const QList<Option> &options();
const Option *optionNamed(const QString &name);

QString helpText(const Command *command); // null: the overview

// --- The commands, one file a group.
CommandResult hostAdd(Context &context);
CommandResult hostList(Context &context);
CommandResult hostShow(Context &context);
CommandResult hostEdit(Context &context);
CommandResult hostTrust(Context &context);
CommandResult hostRemove(Context &context);
CommandResult hostCheck(Context &context);
CommandResult discoverHost(Context &context);
CommandResult vaultAdd(Context &context);
CommandResult vaultList(Context &context);
CommandResult vaultRemove(Context &context);
CommandResult rescanVaults(Context &context);
CommandResult planBackupOf(Context &context);
CommandResult planRestoreOf(Context &context);
CommandResult planRecoveryOf(Context &context);
CommandResult recoverPoint(Context &context);
CommandResult backupHosts(Context &context);
CommandResult listPoints(Context &context);
CommandResult pointShow(Context &context);
CommandResult pointPin(Context &context);
CommandResult pointUnpin(Context &context);
CommandResult pointDelete(Context &context);
CommandResult verifyPoints(Context &context);
CommandResult drillPoint(Context &context);
CommandResult restorePoint(Context &context);
CommandResult cutOverRun(Context &context);
CommandResult undoRun(Context &context);
CommandResult acceptRun(Context &context);
CommandResult discardRun(Context &context);
CommandResult listRuns(Context &context);
CommandResult runShow(Context &context);
CommandResult runCancel(Context &context);
CommandResult describeComponent(Context &context);
CommandResult exportRunbook(Context &context);
CommandResult exportReport(Context &context);
CommandResult makeKit(Context &context);

} // namespace Lifeboat
