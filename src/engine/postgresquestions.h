#pragma once

#include "base/canceltoken.h"
#include "model/hostfacts.h"
#include "remote/postgresprobe.h"

namespace Lifeboat {

// What discovery asks a PostgreSQL server, over connections of its own: one to the server as a
// whole, one to each database that allows it.
class PostgresQuestions
{
public:
    PostgresQuestions(RemoteHost &host, PostgresProbe &probe, const CancelToken &cancel);

    // `facts` tells which container an address belongs to.
    Result<PostgresFacts> ask(const ServiceFacts &service, const HostFacts &facts);

private:
    Result<> askDatabases(PostgresFacts &server, DatabaseConnection &connection,
                          const ServiceFacts &service);
    Result<> askClients(PostgresFacts &server, DatabaseConnection &connection,
                        const HostFacts &facts);

    RemoteHost &m_host;
    PostgresProbe &m_probe;
    CancelToken m_cancel;
};

} // namespace Lifeboat
