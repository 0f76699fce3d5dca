#pragma once

#include "base/shellcommand.h"
#include "model/plan.h"
#include "model/restorenote.h"

// What a host keeps of its open restores (RestoreNote): for each a volume without content, whose
// label is the record, and another one once it was undone.
namespace Lifeboat {

// Before anything is put beside, so that nothing is there without a note. It goes with what was
// prepared when the run does not end well.
void noteRestore(Plan &plan, const RestoreNote &note);
// For the guardian: with the exchange back. Only that an undone restore is listed as prepared would
// come of its failure, so it never fails.
QString noteUndone(const QString &run);
Step forgetRestore(const QString &run);

ShellCommand askRestoreNotes();
// Of each line one; what is nobody's record is left out.
QList<RestoreNote> parseRestoreNotes(const QByteArray &answer);

} // namespace Lifeboat
