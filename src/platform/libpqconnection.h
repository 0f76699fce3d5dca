#pragma once

#include "remote/postgresprobe.h"

#include <condition_variable>
#include <mutex>
#include <thread>

struct pg_conn;
struct pg_result;

namespace Lifeboat {

class DatabaseRelay;

// A database connection of libpq through a relay.
//
// The server is told to look for its client every half second, so a statement dies with the
// connection; and to end a session that is silent for two minutes, so a transaction does not hold
// its locks for a client whose line was cut. A thread keeps an idle one alive. That needs
// version 14. After a cancel or a lost line every further query fails.
class LibpqConnection : public DatabaseConnection
{
public:
    static Result<std::unique_ptr<LibpqConnection>> open(RemoteHost &host,
                                                         const DatabaseAddress &database,
                                                         const QString &application,
                                                         const CancelToken &cancel);
    ~LibpqConnection() override;

    Result<Rows> query(const QString &sql, const CancelToken &cancel) override;

private:
    LibpqConnection(std::unique_ptr<DatabaseRelay> relay, const QString &database);

    Result<> start(const DatabaseAddress &database, const QString &application,
                   const CancelToken &cancel);
    Result<> await(const CancelToken &cancel); // until an answer has arrived whole
    Result<Rows> ask(const QByteArray &sql, const CancelToken &cancel);
    Result<Rows> take(const CancelToken &cancel);
    void keepAlive();
    Error lost() const;
    Error giveUp();

    std::unique_ptr<DatabaseRelay> m_relay;
    const QString m_database;
    pg_conn *m_connection = nullptr;
    bool m_given = false; // up, after a cancel

    std::mutex m_mutex; // the keeper's and the caller's statements
    std::condition_variable m_wake;
    CancelToken m_ending;
    std::thread m_keeper;
};

} // namespace Lifeboat
