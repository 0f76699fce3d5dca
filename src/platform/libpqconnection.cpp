#include "platform/libpqconnection.h"

#include "platform/databaserelay.h"
#include "platform/relaysocket.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <libpq-fe.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace Lifeboat {

namespace {

constexpr auto Tick = 100ms;
constexpr auto ConnectLimit = 40s;
constexpr auto KeepAliveAfter = 15s;
constexpr int OldestVersion = 140000;

using PgResult = std::unique_ptr<pg_result, decltype(&PQclear)>;

QString field(const pg_result *result, int code)
{
    return QString::fromUtf8(PQresultErrorField(result, code));
}

Error refused(const pg_result *result, const QString &database)
{
    QStringList parts{field(result, PG_DIAG_SQLSTATE), field(result, PG_DIAG_MESSAGE_PRIMARY)};
    for (const int code : {PG_DIAG_MESSAGE_DETAIL, PG_DIAG_MESSAGE_HINT}) {
        if (const QString text = field(result, code); !text.isEmpty())
            parts << u'(' + text + u')';
    }
    return {Error::Kind::CommandFailed,
            {QT_TRANSLATE_NOOP("Text", "Database “%1” refused a statement."), {database}},
            {},
            parts.join(u' ')};
}

Rows rowsOf(const pg_result *result)
{
    Rows rows;
    rows.reserve(PQntuples(result));
    for (int row = 0; row < PQntuples(result); ++row) {
        QStringList fields;
        fields.reserve(PQnfields(result));
        for (int column = 0; column < PQnfields(result); ++column) {
            if (PQgetisnull(result, row, column))
                fields << QString();
            else if (const int size = PQgetlength(result, row, column))
                fields << QString::fromUtf8(PQgetvalue(result, row, column), size);
            else
                fields << u""_s;
        }
        rows << fields;
    }
    return rows;
}

} // namespace

LibpqConnection::LibpqConnection(std::unique_ptr<DatabaseRelay> relay, const QString &database)
    : m_relay(std::move(relay))
    , m_database(database)
{
}

LibpqConnection::~LibpqConnection()
{
    {
        const std::lock_guard guard(m_mutex);
        m_ending.cancel();
    }
    m_wake.notify_all();
    if (m_keeper.joinable())
        m_keeper.join();
    if (m_connection)
        PQfinish(m_connection);
    else
        m_relay->abort();
}

Result<std::unique_ptr<LibpqConnection>> LibpqConnection::open(RemoteHost &host,
                                                               const DatabaseAddress &database,
                                                               const QString &application,
                                                               const CancelToken &cancel)
{
    Result<std::unique_ptr<DatabaseRelay>> relay =
        DatabaseRelay::open(host, database.container, cancel);
    if (!relay)
        return relay.error();
    std::unique_ptr<LibpqConnection> connection(
        new LibpqConnection(std::move(*relay), database.database));
    if (const Result<> started = connection->start(database, application, cancel); !started)
        return started.error();
    connection->m_keeper = std::thread([self = connection.get()] { self->keepAlive(); });
    return connection;
}

Result<> LibpqConnection::start(const DatabaseAddress &database, const QString &application,
                                const CancelToken &cancel)
{
    const QByteArray folder = m_relay->folder().toUtf8(), name = database.database.toUtf8(),
                     user = database.user.toUtf8(), mark = application.toUtf8();
    const char *const keys[] = {
        "host",    "port",       "dbname", "user", "application_name", "client_encoding",
        "sslmode", "gssencmode", nullptr};
    const char *const values[] = {folder.constData(), "5432",           name.constData(),
                                  user.constData(),   mark.constData(), "UTF8",
                                  "disable",          "disable",        nullptr};
    // No expansion: a database may be named like a connection string.
    m_connection = PQconnectStartParams(keys, values, 0);
    if (m_connection) // with the error's code, which a server's language does not change
        PQsetErrorVerbosity(m_connection, PQERRORS_VERBOSE);

    const auto until = Clock::now() + ConnectLimit;
    PostgresPollingStatusType status = PGRES_POLLING_WRITING;
    while (status != PGRES_POLLING_OK) {
        if (cancel.isCancelled())
            return giveUp();
        if (!m_connection || PQstatus(m_connection) == CONNECTION_BAD
            || status == PGRES_POLLING_FAILED || Clock::now() > until)
            return lost();
        RelaySocket::wait(PQsocket(m_connection), status == PGRES_POLLING_READING,
                          status == PGRES_POLLING_WRITING, Tick);
        status = PQconnectPoll(m_connection);
    }
    PQsetNoticeProcessor(
        m_connection, [](void *, const char *) {}, nullptr);
    PQsetnonblocking(m_connection, 1);
    if (PQserverVersion(m_connection) < OldestVersion)
        return Error{
            Error::Kind::Invalid,
            {QT_TRANSLATE_NOOP("Text",
                               "The database server in container %1 is older than PostgreSQL 14."),
             {database.container}},
            {},
            QString::number(PQserverVersion(m_connection))};
    const Result<Rows> set =
        ask("SELECT set_config('client_connection_check_interval', '500', false), "
            "set_config('idle_in_transaction_session_timeout', '120000', false), "
            "set_config('idle_session_timeout', '120000', false)",
            cancel);
    return set ? Result<>() : set.error();
}

Result<Rows> LibpqConnection::query(const QString &sql, const CancelToken &cancel)
{
    const std::lock_guard guard(m_mutex);
    return ask(sql.toUtf8(), cancel);
}

Result<Rows> LibpqConnection::ask(const QByteArray &sql, const CancelToken &cancel)
{
    if (cancel.isCancelled())
        return giveUp();
    if (m_given || !PQsendQuery(m_connection, sql.constData()))
        return lost();
    while (const int pending = PQflush(m_connection)) {
        if (pending < 0)
            return lost();
        if (cancel.isCancelled())
            return giveUp();
        // The server may have to be read from before it takes more.
        RelaySocket::wait(PQsocket(m_connection), true, true, Tick);
        if (!PQconsumeInput(m_connection))
            return lost();
    }
    return take(cancel);
}

Result<> LibpqConnection::await(const CancelToken &cancel)
{
    while (PQisBusy(m_connection)) {
        if (cancel.isCancelled())
            return giveUp();
        RelaySocket::wait(PQsocket(m_connection), true, false, Tick);
        if (!PQconsumeInput(m_connection))
            return lost();
    }
    return {};
}

// All results up to the server's "ready", so that the connection can be used again after an error.
Result<Rows> LibpqConnection::take(const CancelToken &cancel)
{
    Rows rows;
    std::optional<Error> error;
    while (true) {
        if (const Result<> arrived = await(cancel); !arrived)
            return arrived.error();
        const PgResult result(PQgetResult(m_connection), &PQclear);
        if (!result)
            break;
        switch (PQresultStatus(result.get())) {
        case PGRES_TUPLES_OK:
            rows << rowsOf(result.get());
            break;
        case PGRES_COMMAND_OK:
        case PGRES_EMPTY_QUERY:
            break;
        case PGRES_COPY_IN:
        case PGRES_COPY_OUT:
        case PGRES_COPY_BOTH:
            return giveUp(); // no statement of ours copies
        default:
            if (!error && PQresultErrorField(result.get(), PG_DIAG_SQLSTATE))
                error = refused(result.get(), m_database);
        }
    }
    if (error)
        return *error;
    if (PQstatus(m_connection) == CONNECTION_BAD)
        return lost();
    return rows;
}

void LibpqConnection::keepAlive()
{
    std::unique_lock guard(m_mutex);
    while (!m_ending.isCancelled()) {
        m_wake.wait_for(guard, KeepAliveAfter);
        // An empty statement: it resets the server's clock and takes no snapshot.
        if (!m_ending.isCancelled() && !m_given)
            (void)ask("", m_ending); // what it finds, the next query says
    }
}

// "FATAL:  3D000: database … does not exist\nLOCATION: …" as "3D000 database … does not exist", the
// form in which a refused statement's error is told.
static QString withCodeInFront(const QString &said)
{
    static const QRegularExpression form(u"^\\S+:\\s+([0-9A-Z]{5}): (.*?)(\\nLOCATION: .*)?$"_s,
                                         QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch match = form.match(said);
    return match.hasMatch() ? match.captured(1) + u' ' + match.captured(2).trimmed() : said;
}

Error LibpqConnection::lost() const
{
    if (m_given)
        return {
            Error::Kind::Interrupted,
            {QT_TRANSLATE_NOOP("Text", "The connection to database “%1” was closed by a cancel."),
             {m_database}},
            {},
            {}};
    QString said =
        m_connection ? QString::fromUtf8(PQerrorMessage(m_connection)).trimmed() : QString();
    // Where our own socket was says nothing to the operator.
    if (const qsizetype end = said.indexOf(u" failed: "_s);
        said.startsWith(u"connection to ") && end > 0)
        said = said.sliced(end + 9).trimmed();
    // What the server itself said beats what the relay saw of it.
    const std::optional<Error> failure =
        said.startsWith(u"FATAL") ? std::nullopt : m_relay->failure();
    Error error = failure.value_or(
        Error{Error::Kind::CommandFailed,
              {QT_TRANSLATE_NOOP("Text", "There is no connection to database “%1”."), {m_database}},
              {},
              {}});
    if (error.kind == Error::Kind::CommandFailed && error.detail.isEmpty())
        error.detail = withCodeInFront(said);
    return error;
}

Error LibpqConnection::giveUp()
{
    m_given = true;
    m_relay->abort();
    return cancelled();
}

} // namespace Lifeboat
