#include "engine/snapshots.h"

#include <QCoreApplication>
#include <QSet>

using namespace Qt::StringLiterals;

namespace Lifeboat {

// A table may appear between the list and the lock; a host where that happens each time is being
// migrated, and a backup of that moment is worth little.
static constexpr int LockAttempts = 5;

struct Snapshots::Held
{
    LockTables action;
    std::mutex mutex; // the connection serves one statement at a time
    Connection connection;
    QSet<QString> locked;
};

static Error vanished(const QString &variable)
{
    return {Error::Kind::Interrupted,
            {QT_TRANSLATE_NOOP("Text", "The connection that holds the snapshot %1 is gone."),
             {variable}},
            {},
            {}};
}

static Error changing(const QString &database)
{
    return {
        Error::Kind::Busy,
        {QT_TRANSLATE_NOOP("Text", "The tables of database “%1” keep changing."), {database}},
        {QT_TRANSLATE_NOOP("Text", "Back up again when the migration on the host is done."), {}},
        {}};
}

static QStringList firstColumn(const Rows &rows)
{
    QStringList column;
    for (const QStringList &row : rows)
        column << row.value(0);
    return column;
}

Snapshots::Snapshots(RemoteHost &host, PostgresProbe &probe, QString application)
    : m_host(host)
    , m_probe(probe)
    , m_application(std::move(application))
{
}

Snapshots::~Snapshots() = default;

Result<Snapshots::Connection> Snapshots::connect(const DatabaseAddress &database,
                                                 const QStringList &session,
                                                 const CancelToken &cancel)
{
    Result<Connection> connection = m_probe.connect(m_host, database, m_application, cancel);
    if (!connection)
        return connection.error();
    for (const QString &statement : session) {
        if (const Result<Rows> done = (*connection)->query(statement, cancel); !done)
            return done.error();
    }
    return connection;
}

std::shared_ptr<Snapshots::Held> Snapshots::held(const QString &variable) const
{
    const std::lock_guard guard(m_mutex);
    const auto found = m_held.find(variable);
    return found == m_held.end() ? nullptr : found->second;
}

Result<> Snapshots::lock(const LockTables &action, const CancelToken &cancel)
{
    auto held = std::make_shared<Held>();
    held->action = action;
    Result<Connection> connection = connect(action.database, action.session, cancel);
    if (!connection)
        return connection.error();
    held->connection = std::move(*connection);
    if (const Result<> locked = lockAll(*held, cancel); !locked)
        return locked;
    const std::lock_guard guard(m_mutex);
    m_held[action.variable] = std::move(held);
    return {};
}

// The list comes from a transaction of its own: a SELECT inside would fix the snapshot before the
// locks are there, and a TRUNCATE in between would leave the dump with an empty table.
Result<> Snapshots::lockOnce(Held &held, const CancelToken &cancel)
{
    const Result<Rows> list = held.connection->query(held.action.listTables, cancel);
    if (!list)
        return list.error();
    const QStringList statements = firstColumn(*list);
    if (const Result<Rows> begun = held.connection->query(held.action.begin, cancel); !begun)
        return begun.error();
    for (const QString &statement : statements) {
        if (const Result<Rows> done = held.connection->query(statement, cancel); !done)
            return done.error();
    }
    held.locked = QSet<QString>(statements.cbegin(), statements.cend());
    return {};
}

// The server's error codes: undefined_table, invalid_schema_name.
static bool isGone(const Error &error)
{
    return error.detail.startsWith(u"42P01 ") || error.detail.startsWith(u"3F000 ");
}

Result<> Snapshots::lockAll(Held &held, const CancelToken &cancel)
{
    for (int attempt = 0; attempt < LockAttempts; ++attempt) {
        const Result<> locked = lockOnce(held, cancel);
        if (locked || locked.error().kind != Error::Kind::CommandFailed)
            return locked;
        const bool timedOut = locked.error().detail.startsWith(u"55P03 "); // lock_not_available
        if (!timedOut && !isGone(locked.error()))
            return locked;
        if (const Result<Rows> back = held.connection->query(u"ROLLBACK"_s, cancel); !back)
            return back.error();
        if (timedOut)
            return blocked(held, locked.error(), cancel);
    }
    return changing(held.action.database.database);
}

// Who stood in the way, as far as it still does.
Error Snapshots::blocked(Held &held, const Error &error, const CancelToken &cancel)
{
    const Result<Rows> rows = held.connection->query(held.action.blockers, cancel);
    QStringList who;
    for (const QStringList &row : rows ? *rows : Rows())
        who << u"%1: pid %2, %3, “%4” %5, since %6: %7"_s.arg(
            row.value(0), row.value(1), row.value(2), row.value(3), row.value(4), row.value(5),
            row.value(6));
    return {
        Error::Kind::Busy,
        {QT_TRANSLATE_NOOP("Text", "A table of database “%1” is locked by somebody else."),
         {held.action.database.database}},
        {QT_TRANSLATE_NOOP("Text", "Back up again when the migration on the host is done."), {}},
        who.isEmpty() ? error.detail : who.join(u'\n')};
}

Result<QString> Snapshots::exportSnapshot(const ExportSnapshot &action, const CancelToken &cancel)
{
    const std::shared_ptr<Held> held = this->held(action.variable);
    if (!held)
        return vanished(action.variable);
    const std::lock_guard guard(held->mutex);

    for (int attempt = 0; attempt < LockAttempts; ++attempt) {
        const Result<Rows> now = held->connection->query(held->action.listTables, cancel);
        if (!now)
            return now.error();
        const QStringList statements = firstColumn(*now);
        if (held->locked.contains(QSet<QString>(statements.cbegin(), statements.cend()))) {
            const Result<Rows> exported = held->connection->query(action.exportQuery, cancel);
            if (!exported)
                return exported.error();
            return exported->value(0).value(0);
        }
        if (const Result<Rows> back = held->connection->query(u"ROLLBACK"_s, cancel); !back)
            return back.error();
        if (const Result<> locked = lockAll(*held, cancel); !locked)
            return locked.error();
    }
    return changing(held->action.database.database);
}

void Snapshots::release(const QString &variable)
{
    std::shared_ptr<Held> last; // ends outside the lock: closing a connection may take a moment
    const std::lock_guard guard(m_mutex);
    if (const auto found = m_held.find(variable); found != m_held.end()) {
        last = std::move(found->second);
        m_held.erase(found);
    }
}

static Result<> ask(DatabaseConnection &connection, const TakeFingerprint &action,
                    Fingerprint &into, const CancelToken &cancel,
                    const std::function<void(qint64, qint64)> &progress)
{
    for (const QString &sql : action.direct) {
        const Result<Rows> rows = connection.query(sql, cancel);
        if (!rows)
            return rows.error();
        for (const QStringList &row : *rows)
            into.entries.insert(action.prefix + row.value(0), row.value(1));
    }
    for (const QString &sql : action.generating) {
        const Result<Rows> statements = connection.query(sql, cancel);
        if (!statements)
            return statements.error();
        qint64 done = 0;
        for (const QStringList &row : *statements) {
            const Result<Rows> answer = connection.query(row.value(1), cancel);
            if (!answer)
                return answer.error();
            for (const QStringList &entry : *answer)
                into.entries.insert(action.prefix + row.value(0) + entry.value(0), entry.value(1));
            progress(++done, statements->size());
        }
    }
    return {};
}

Result<Fingerprint> Snapshots::fingerprint(const TakeFingerprint &action, const CancelToken &cancel,
                                           const std::function<void(qint64, qint64)> &progress)
{
    Fingerprint fingerprint;
    if (!action.snapshot.isEmpty()) {
        const std::shared_ptr<Held> held = this->held(action.snapshot);
        if (!held)
            return vanished(action.snapshot);
        const std::lock_guard guard(held->mutex);
        const Result<> asked = ask(*held->connection, action, fingerprint, cancel, progress);
        return asked ? Result<Fingerprint>(fingerprint) : asked.error();
    }
    Result<Connection> connection = connect(action.database, action.session, cancel);
    if (!connection)
        return connection.error();
    const Result<> asked = ask(**connection, action, fingerprint, cancel, progress);
    return asked ? Result<Fingerprint>(fingerprint) : asked.error();
}

} // namespace Lifeboat
