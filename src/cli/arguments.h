#pragma once

#include "base/result.h"

#include <QHash>
#include <QStringList>

namespace Lifeboat {

struct Command;

// What was typed, checked as far as that is possible without looking at any setting: the command,
// its words and its options.
struct Arguments
{
    const Command *command = nullptr;    // null with `help` or `version` alone
    QStringList words;                   // behind the command's own
    QHash<QString, QStringList> options; // by name without dashes; a flag has one empty value
    bool help = false;
    bool version = false;

    bool has(const QString &option) const { return options.contains(option); }
    QString value(const QString &option) const { return options.value(option).value(0); }
    QStringList values(const QString &option) const { return options.value(option); }
};

// Error::Usage names what is wrong. Options may stand before, between and behind the words, as
// --name VALUE or --name=VALUE; what follows "--" is words.
Result<Arguments> parseArguments(const QStringList &typed);

// How results are shown; known even when the arguments are wrong, because a script that asked for
// JSON gets JSON also for that.
enum class OutputMode { Text, Json, JsonLines };
OutputMode outputModeOf(const QStringList &typed);

} // namespace Lifeboat
