#pragma once

#include "app/runreport.h"
#include "engine/executor.h"
#include "model/hostprofile.h"
#include "planning/planners.h"

namespace Lifeboat {

// How an execution and what went before it become a report and a manifest. Pure.

// The components that the plan has steps of, or that it refused.
QStringList componentsOf(const Plan &plan);

// Fills in components, bytes, status and error.
void report(RunReport &report, const Plan &plan, const Execution &execution);

// A run that could not even begin.
void reportFailure(RunReport &report, const Error &error);

// What a verify or a drill says of its point: which components passed, and which are known not to
// be restorable. A component that could not be tried is in neither, because nothing is known of it.
QList<Proof> proofsOf(const Plan &plan, const Execution &execution, const RunReport &report,
                      const QDateTime &time);

Manifest manifestOf(const RunReport &report, const Plan &plan, const HostFacts &facts,
                    const HostProfile &host, const Execution &execution);

// What is kept on the host beside each component now that the restore stands where it stands.
void nameSafetyCopies(RunReport &restore);

// Where a restore stands, by what is on the host: the record may be older, when a client died in
// the middle of a switch. `directories`: by a place's `beside`, which one is in service, new or
// old. Nullopt: neither the one nor the other.
std::optional<RestoreState> observedState(const HostFacts &facts, const RunReport &restore,
                                          const QHash<QString, QString> &directories = {});

// Whether any of it is, though not all: what lies beside that is the only copy of what was before.
bool isAnyInService(const HostFacts &facts, const RunReport &restore,
                    const QHash<QString, QString> &directories);

} // namespace Lifeboat
