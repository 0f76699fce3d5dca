#pragma once

#include "app/operations.h"
#include "gui/common/status.h"

class QVBoxLayout;

namespace Lifeboat {

// Lists for the host's page and for the last steps of adding one. Each replaces what is there.
void showChecks(QVBoxLayout *list, const QList<Check> &checks);
void showFacts(QVBoxLayout *list, const HostFacts &facts);
void showWarnings(QVBoxLayout *list, const QList<Text> &warnings); // below what is there
void clearList(QVBoxLayout *list);
// What of the host no backup holds; what is not on the host is not missed.
void showUncovered(QVBoxLayout *list, const QList<Uncovered> &uncovered);
// One line with an icon: what it is, below it what belongs to it, and a button that copies a
// command; the latter two may be empty.
void addFinding(QVBoxLayout *list, Status status, const QString &text, const QString &below,
                const QString &command = {});

} // namespace Lifeboat
