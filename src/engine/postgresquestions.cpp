#include "engine/postgresquestions.h"

#include "components/common/postgressql.h"

using namespace Qt::StringLiterals;

namespace Lifeboat {

PostgresQuestions::PostgresQuestions(RemoteHost &host, PostgresProbe &probe,
                                     const CancelToken &cancel)
    : m_host(host)
    , m_probe(probe)
    , m_cancel(cancel)
{
}

static PostgresFacts parseServer(const Rows &rows)
{
    QHash<QString, QString> values;
    for (const QStringList &row : rows)
        values.insert(row.value(0), row.value(1));
    return {.version = values.value(u"version"_s).toInt(),
            .versionText = values.value(u"versionText"_s),
            .user = values.value(u"user"_s),
            .inRecovery = values.value(u"recovery"_s) == u"t",
            .dataDirectory = values.value(u"dataDirectory"_s)};
}

static DatabaseFacts parseDatabase(const QStringList &row)
{
    const bool isOurs = row.value(6).startsWith(u"lifeboat:"_s);
    return {.name = row.value(0),
            .owner = row.value(1),
            .bytes = row.value(2).toLongLong(),
            .encoding = row.value(3),
            .collate = row.value(4),
            .ctype = row.value(5),
            .mark = isOurs ? row.value(6) : QString(),
            .allowsConnections = row.value(7) == u"t"};
}

Result<PostgresFacts> PostgresQuestions::ask(const ServiceFacts &service, const HostFacts &facts)
{
    Result<std::unique_ptr<DatabaseConnection>> connection =
        m_probe.connect(m_host, {service.container, service.superuser, u"postgres"_s},
                        u"lifeboat-discover"_s, m_cancel);
    if (!connection)
        return connection.error();
    const Result<Rows> server = (*connection)->query(serverQuery(), m_cancel);
    if (!server)
        return server.error();
    PostgresFacts answer = parseServer(*server);
    const Result<Rows> roles = (*connection)->query(rolesQuery(), m_cancel);
    if (!roles)
        return roles.error();
    for (const QStringList &role : *roles)
        answer.roles << role.value(0);
    const Result<Rows> databases = (*connection)->query(databasesQuery(), m_cancel);
    if (!databases)
        return databases.error();
    for (const QStringList &row : *databases)
        answer.databases << parseDatabase(row);
    if (const Result<> asked = askClients(answer, **connection, facts); !asked)
        return asked.error();
    if (const Result<> asked = askDatabases(answer, **connection, service); !asked)
        return asked.error();
    return answer;
}

Result<> PostgresQuestions::askClients(PostgresFacts &server, DatabaseConnection &connection,
                                       const HostFacts &facts)
{
    const Result<Rows> rows = connection.query(connectionsQuery(), m_cancel);
    if (!rows)
        return rows.error();
    QHash<QString, QString> containers; // by address
    for (const ServiceFacts &service : facts.services) {
        for (const QString &address : service.addresses)
            containers.insert(address, service.container);
    }
    for (DatabaseFacts &database : server.databases) {
        for (const QStringList &row : *rows) {
            const QString client = containers.value(row.value(2));
            if (row.value(0) == database.name && !database.clients.contains(client))
                database.clients << client;
        }
    }
    return {};
}

// What only the database itself tells; one that was dropped in between, or that refuses, is left as
// it is: the backup of it says so then.
Result<> PostgresQuestions::askDatabases(PostgresFacts &server, DatabaseConnection &connection,
                                         const ServiceFacts &service)
{
    for (DatabaseFacts &database : server.databases) {
        if (!database.allowsConnections || !database.mark.isEmpty())
            continue;
        const Result<Rows> settings =
            connection.query(databaseSettingsQuery(database.name), m_cancel);
        if (!settings)
            return settings.error();
        for (const QStringList &row : *settings)
            database.settings << row.value(0);
        Result<std::unique_ptr<DatabaseConnection>> own =
            m_probe.connect(m_host, {service.container, service.superuser, database.name},
                            u"lifeboat-discover"_s, m_cancel);
        const Result<Rows> count =
            own ? (*own)->query(tableCountQuery(), m_cancel) : Result<Rows>(own.error());
        if (!count && count.error().kind == Error::Kind::Cancelled)
            return count.error();
        database.tables = count ? count->value(0).value(0).toInt() : -1;
    }
    return {};
}

} // namespace Lifeboat
