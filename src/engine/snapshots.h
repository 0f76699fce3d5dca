#pragma once

#include "base/canceltoken.h"
#include "model/plan.h"
#include "remote/postgresprobe.h"

#include <map>
#include <mutex>

namespace Lifeboat {

// The database connections of one run: those that hold a snapshot, by the variable of the plan,
// and those opened for one fingerprint. Thread-safe; one held connection serves one call at a time.
class Snapshots
{
public:
    Snapshots(RemoteHost &host, PostgresProbe &probe, QString application);
    ~Snapshots();

    Result<> lock(const LockTables &action, const CancelToken &cancel);
    Result<QString> exportSnapshot(const ExportSnapshot &action, const CancelToken &cancel);
    void release(const QString &variable);

    // Asks everything the action names; `progress` is told how many statements of how many.
    Result<Fingerprint> fingerprint(const TakeFingerprint &action, const CancelToken &cancel,
                                    const std::function<void(qint64, qint64)> &progress);

private:
    struct Held;
    using Connection = std::unique_ptr<DatabaseConnection>;

    Result<Connection> connect(const DatabaseAddress &database, const QStringList &session,
                               const CancelToken &cancel);
    Result<> lockAll(Held &held, const CancelToken &cancel);
    Result<> lockOnce(Held &held, const CancelToken &cancel);
    Error blocked(Held &held, const Error &error, const CancelToken &cancel);
    std::shared_ptr<Held> held(const QString &variable) const;

    RemoteHost &m_host;
    PostgresProbe &m_probe;
    QString m_application;
    mutable std::mutex m_mutex;
    std::map<QString, std::shared_ptr<Held>> m_held;
};

} // namespace Lifeboat
