#pragma once

#include <QList>
#include <QString>

namespace Lifeboat {

// A PostgreSQL server in a container, as its superuser.
struct DatabaseServer
{
    QString component;
    QString container;
    QString user;

    bool operator==(const DatabaseServer &) const = default;
};

struct Rename
{
    QString from;
    QString to;
};

// A script for the guardian: all these renames at once or none, harmless when done already. It
// closes the databases to everybody, ends who is connected, renames and opens them again.
QString exchangeDatabases(const DatabaseServer &server, const QList<Rename> &renames);

} // namespace Lifeboat
