#pragma once

#include "engine/guardian.h"

#include <QByteArrayList>

namespace Lifeboat {

// What the far end of resources/host/guardian.sh says and is told, as pure functions. A line of it
// is an answer ("ok", "busy …") or an event, which begins with the host's uptime ("1682.61 ready").

// One event: the verb, and what follows it.
struct GuardianReport
{
    enum class Kind { None, Ready, Step, Point, Refused, Closing, Ended };

    Kind kind = Kind::None;
    QString words; // of Closing: why; of Ended: "done …", "undone …", "finished …", "unfinished …"
    QString step;   // of Step: the file
    int code = 0;   // of Step: its exit status; 127 absent, 125 the disk refused, 124 too slow
    QString output; // of Step: the end of what it printed

    QString toText(const QByteArray &line) const; // the line for the journal, its output readable

    bool operator==(const GuardianReport &) const = default;
};

GuardianReport guardianReport(const QByteArray &line); // Kind::None: it is no event

// "running run=… owner=… login=… …" as it follows "busy" and "interrupted".
HostLock lockOfHolder(HostLock::State state, const QByteArray &holder);

// What the answer to "hello" says, line by line without the closing "ok".
HostLock lockOfHello(const QByteArrayList &lines);

// Nothing for a task that can be given to a host; names of containers, files and runs that could
// not have come from us are refused rather than sent.
Result<> checkedTask(const GuardianTask &task, const QString &run);

// The lines that hand over a task: "new" and its files. Each is answered.
QByteArrayList linesOfTask(const GuardianTask &task, const QByteArray &about);

// One word for the lock's label. A desktop may be called anything: what is no letter, digit or
// one of ".-_@" becomes "-".
QString ownerLabel(const QString &owner);

// The command that puts the script in its place and becomes the link of a run. The script follows
// as the first line of input, in base64.
ShellCommand linkCommand(const QString &run);
QByteArray linkScript();

} // namespace Lifeboat
