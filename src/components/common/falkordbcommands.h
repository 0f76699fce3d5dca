#pragma once

#include "components/component.h"

namespace Lifeboat {

// FalkorDB's own client inside the container. It ends with 0 on an error unless it is told -e; the
// password is in the container's own variable, which BK-Lite sets as "--requirepass PASSWORD".

// For sh: signs in, and defines r (the client) and info (one value of INFO persistence).
QString falkordbSignIn();
ShellCommand inFalkordb(const QString &container, const QString &script,
                        const ShellCommand &arguments = {});

// What every graph holds: nodes, edges, labels, types of edges, indexes, constraints. The labels'
// numbers come from the server's own counters, without a walk through the graph.
ShellCommand askGraphs(const QString &container);

// What that printed. An error in it, or an end that is missing, is an Error::CommandFailed.
Result<Fingerprint> readGraphs(const QByteArray &printed);

} // namespace Lifeboat
