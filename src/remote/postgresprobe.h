#pragma once

#include "base/canceltoken.h"
#include "base/result.h"
#include "model/plan.h"

#include <QStringList>

#include <chrono>
#include <memory>

namespace Lifeboat {

class RemoteHost;

using Rows = QList<QStringList>; // fields as text; a NULL is a null QString

// One connection to a database of a server in a container on a host.
//
// Used from one thread. While it waits the line is watched, so a dead host is an error and never
// a hang; a cancel is noticed within 200 ms and also cancels the statement on the server.
class DatabaseConnection
{
public:
    virtual ~DatabaseConnection() = default; // ends the connection, and with it its transaction

    // One statement. The server's error is Error::CommandFailed with its SQLSTATE and text as
    // detail. No limit in time but the line's: a fingerprint of a terabyte may take an hour.
    virtual Result<Rows> query(const QString &sql, const CancelToken &cancel) = 0;
};

// Reaches a database without opening a port on the desktop or the host: a relay runs inside the
// container, to its loopback address that the image trusts, and libpq speaks to it through a
// Unix socket in a folder only this user can enter. Thread-safe.
class PostgresProbe
{
public:
    virtual ~PostgresProbe() = default;

    // `application` becomes the backend's application_name: the run's mark, by which the guardian
    // finds and ends what is left.
    virtual Result<std::unique_ptr<DatabaseConnection>> connect(RemoteHost &host,
                                                                const DatabaseAddress &database,
                                                                const QString &application,
                                                                const CancelToken &cancel) = 0;
};

} // namespace Lifeboat
