#pragma once

#include "components/common/postgresexchange.h"
#include "components/component.h"

namespace Lifeboat {

// The commands of PostgreSQL's own tools, inside the server's container.

ShellCommand dumpDatabase(const ServiceFacts &service, const QString &database,
                          const QString &snapshotVariable, bool plain);
ShellCommand dumpGlobals(const ServiceFacts &service);
ShellCommand readWholeDump(const QString &container); // from stdin; fails on a cut or damaged one
ShellCommand restoreDump(const DatabaseAddress &target, const QString &format); // from stdin

// Makes an empty database: marked as prepared by that run; or in a server of our own, in place of
// one that it came with.
ShellCommand createDatabase(const DatabaseAddress &database, const DatabaseProfile &profile,
                            const QString &run);
ShellCommand createInThrowAway(const DatabaseAddress &database, const DatabaseProfile &profile);
ShellCommand applySettings(const DatabaseAddress &database, const QStringList &settings);
ShellCommand dropMarked(const DatabaseServer &server, const QString &database);

// From a globals file on stdin. All of it, into a server of our own; or only the named roles,
// leaving those that exist as they are.
ShellCommand restoreAllRoles(const QString &container, const QString &user);
ShellCommand restoreRoles(const QString &container, const QString &user, const QStringList &roles);

// A server in a container of its own: the recorded image, no network, bounded memory, no log to
// grow; returns when it answers.
ShellCommand startThrowAway(const QString &container, const ManifestComponent &there,
                            const RecipeContext &context);

// A disk that has to keep some room while a command writes to it.
struct DiskWatch
{
    QString container;
    QString directory; // in it
    qint64 floorBytes = 0;
    ShellCommand end; // ends what the command does at once, and nothing else
};
// The command, ended with an error when there is less room; its stdin is passed on.
ShellCommand watchingDisk(const ShellCommand &command, const DiskWatch &watch);
ShellCommand endConnections(const DatabaseAddress &database);

// For the guardian.
QString removeThrowAway(const QString &container);
QString dropScript(const DatabaseServer &server, const QStringList &databases);

// What a file of this kind begins and ends with.
QByteArray fileMagic(const Artifact &artifact);
QByteArray fileTrailer(const Artifact &artifact);

} // namespace Lifeboat
