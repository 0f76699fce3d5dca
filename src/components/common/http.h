#pragma once

#include "components/component.h"

namespace Lifeboat {

// Servers that speak HTTP are asked by a helper container in their own network: their images have
// no client, some not even a shell, and a throw-away server has no network beside its own loopback.
// What is published on the host does not matter. An answer that is no success fails the command.

// For sh: defines ask, as in `ask GET 8428 /health`, which speaks to the container $CONTAINER.
// `name` is that of the helper; without one it is left to end by itself, within ten minutes.
QString askFunction(const QString &helperImage, const QString &name = {});

// A script for the host's shell that may ask `container`; `arguments` are its $1, $2, ….
ShellCommand asking(const QString &container, const QString &helperImage, const QString &script,
                    const ShellCommand &arguments = {}, const QString &name = {});

// A script that succeeds when "$CONTAINER" answers this with success.
QString httpProbe(const QString &helperImage, const QString &port, const QString &path);

// For sh: the port that a server was told by -httpListenAddr; else `usual`.
QString listeningPort(const QString &container, int usual);

} // namespace Lifeboat
