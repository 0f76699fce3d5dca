#include "platform/libpqprobe.h"

#include "platform/libpqconnection.h"

namespace Lifeboat {

namespace {

class LibpqProbe : public PostgresProbe
{
public:
    Result<std::unique_ptr<DatabaseConnection>> connect(RemoteHost &host,
                                                        const DatabaseAddress &database,
                                                        const QString &application,
                                                        const CancelToken &cancel) override
    {
        Result<std::unique_ptr<LibpqConnection>> connection =
            LibpqConnection::open(host, database, application, cancel);
        if (!connection)
            return connection.error();
        return std::unique_ptr<DatabaseConnection>(std::move(*connection));
    }
};

} // namespace

std::unique_ptr<PostgresProbe> libpqProbe()
{
    for (const char *name : {"PGSERVICE", "PGSERVICEFILE", "PGOPTIONS", "PGDATESTYLE", "PGTZ",
                             "PGGEQO", "PGREQUIREPEER", "PGCHANNELBINDING", "PGTARGETSESSIONATTRS",
                             "PGHOSTADDR", "PGPASSWORD", "PGREQUIREAUTH", "PGSSLNEGOTIATION"}) {
        if (qEnvironmentVariableIsSet(name))
            qunsetenv(name);
    }
    return std::make_unique<LibpqProbe>();
}

} // namespace Lifeboat
