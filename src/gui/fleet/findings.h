#pragma once

#include "app/operations.h"

class QVBoxLayout;

namespace Lifeboat {

// Lists for the host's page and for the last steps of adding one. Each replaces what is there.
void showChecks(QVBoxLayout *list, const QList<Check> &checks);
void showFacts(QVBoxLayout *list, const HostFacts &facts);
void clearList(QVBoxLayout *list);

} // namespace Lifeboat
