#pragma once

#include "model/plan.h"

namespace Lifeboat {

// Exactly what happens in this step: the text that the session sends to the host's shell, the SQL
// that goes over the relay, the order to the guardian. Variables without a value read <name>.
QString commandText(const StepAction &action, const VariableValues &values = {});

// Where the step's bytes go to or come from on our side; empty for neither.
QString artifactText(const StepAction &action);

// Where it happens: "host", "host, container NAME", "desktop".
QString whereText(const StepAction &action);

// A whole plan as text with a comment above each command; the guardian's files come first.
QString previewText(const Plan &plan);

// The fields of the command line's `plan`: id, title, command, where, changesHost, lane.
QJsonArray planSteps(const Plan &plan);

} // namespace Lifeboat
