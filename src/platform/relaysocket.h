#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QTemporaryDir>

#include <chrono>
#include <memory>
#include <optional>

namespace Lifeboat {

// The near end of a relay to a database: a Unix socket named as libpq expects it, in a folder that
// only this user can enter, which takes one connection and is gone then. Used from one thread,
// except for folder().
class RelaySocket
{
public:
    static Result<std::unique_ptr<RelaySocket>> listen();
    ~RelaySocket();

    QString folder() const { return m_folder.path(); }

    // Waits for the one connection. False: not yet. The socket's file is removed when it is there.
    bool accept(std::chrono::milliseconds limit);

    qintptr descriptor() const { return m_connection; }

    // What is there; empty: nothing now; nullopt: closed or broken. Neither waits.
    std::optional<QByteArray> receive();
    std::optional<qsizetype> send(QByteArrayView data);
    void close();

    // Waits until one of any socket's directions is ready, or the time is over.
    static void wait(qintptr socket, bool forReading, bool forWriting,
                     std::chrono::milliseconds limit);

private:
    RelaySocket();
    QString path() const; // of the socket's file

    QTemporaryDir m_folder;
    qintptr m_listener = -1;
    qintptr m_connection = -1;
};

} // namespace Lifeboat
