#pragma once

#include "base/canceltoken.h"
#include "base/result.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace Lifeboat {

class RelaySocket;
class RemoteChannel;
class RemoteHost;

// A way for libpq and libcurl to a server in a container on a host: a program inside the container
// that copies between its loopback address and an SSH channel, a thread that copies between the
// channel and a private Unix socket. It takes one connection.
//
// However it ends (the client closes, the server closes, either process is killed, the line is
// lost), the rest ends as well, and nothing stays in the container. Where it cannot notice, because
// the line is dead without a word, the server ends an idle session after two minutes.
class DatabaseRelay
{
public:
    static Result<std::unique_ptr<DatabaseRelay>> open(RemoteHost &host, const QString &container,
                                                       const CancelToken &cancel,
                                                       int port = 0); // 0: PostgreSQL's own
    // Waits until the far end has gone, 2 s at most when the connection was closed in order.
    ~DatabaseRelay();

    QString folder() const { return m_folder; }
    QString socket() const; // the file in it

    // Why it ended, once it has ended by itself.
    std::optional<Error> failure() const;

    void abort(); // ends it now; does not wait

private:
    DatabaseRelay(std::unique_ptr<RelaySocket> socket, std::unique_ptr<RemoteChannel> channel,
                  const QString &container);

    void run();
    Result<> copy(); // both ways, until the client closes
    Result<> toClient(QByteArrayView data);
    void leave(); // waits for the far end
    Error gone() const;

    std::unique_ptr<RelaySocket> m_socket;
    std::unique_ptr<RemoteChannel> m_channel; // of the thread
    const QString m_folder;
    const QString m_container;
    std::atomic_bool m_stop = false;
    mutable std::mutex m_mutex;
    std::optional<Error> m_failure;
    std::thread m_thread;
};

} // namespace Lifeboat
