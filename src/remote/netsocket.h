#pragma once

#include "base/canceltoken.h"
#include "base/result.h"

#include <QByteArray>
#include <QStringList>

#include <chrono>
#include <optional>
#include <utility>

namespace Lifeboat {

// A socket that is closed with its owner. libssh sometimes closes a descriptor that it was given
// and sometimes not, depending on the version and on how the connection ended, so close() and
// shutDown() look whether the number still means the same socket.
class NetSocket
{
public:
    NetSocket() = default;
    explicit NetSocket(int descriptor);
    ~NetSocket() { close(); }
    NetSocket(NetSocket &&other) noexcept;
    NetSocket &operator=(NetSocket &&other) noexcept;

    bool isValid() const { return m_descriptor >= 0; }
    int descriptor() const { return m_descriptor; }
    void close();
    int release();         // the descriptor, which the caller closes from now on
    void shutDown() const; // whoever waits for the other end wakes up

    void setBlocking(bool blocking) const;
    // Sees a peer that vanished: probes on a quiet line, a limit on unacknowledged data on a busy
    // one. Both are needed, each of them misses what the other sees (measured).
    void watchPeer(std::chrono::seconds limit) const;

    // Waits until it can be read or the time is over. False: the time is over.
    bool waitReadable(std::chrono::milliseconds limit) const;
    bool waitWritable(std::chrono::milliseconds limit) const;

    // What is there, at most `limit` bytes; empty: nothing now; nullopt: closed or broken.
    std::optional<QByteArray> receive(qsizetype limit) const;
    // How many bytes were taken; nullopt: closed or broken.
    std::optional<qsizetype> send(QByteArrayView data) const;

    // Two connected sockets of this machine.
    static Result<std::pair<NetSocket, NetSocket>> pair();
    // The socket of a service of this machine (an SSH agent).
    static Result<NetSocket> connectLocal(const QString &path);
    // Resolves the name and tries its addresses in turn. Cancel is noticed within 100 ms.
    static Result<NetSocket> connectTcp(const QString &host, int port, const CancelToken &cancel,
                                        std::chrono::seconds limit);

private:
    bool isOurs() const; // the number may belong to another socket by now

    int m_descriptor = -1;
    quint64 m_identity = 0;
};

// The events of poll(2) for libssh's own event loop.
short pollReadable();

// A write to a closed descriptor is an error code for us, not the end of the process.
void ignoreBrokenPipes();

// Whether this machine's processor computes AES itself; without, ChaCha20 is the faster cipher.
bool hasFastAes();

} // namespace Lifeboat
