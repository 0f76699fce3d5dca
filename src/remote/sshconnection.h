#pragma once

#include "remote/hostkeystore.h"
#include "remote/netsocket.h"
#include "remote/sshhop.h"

#include <libssh/callbacks.h>
#include <libssh/libssh.h>

#include <functional>
#include <memory>

namespace Lifeboat {

class JumpTunnel;

using TextSink = std::function<void(const Text &)>;

// One encrypted line to one machine: key exchange, liveness and the end of it. Internal to this
// layer.
//
// Everything runs without blocking inside libssh, so that a cancel is noticed within 100 ms. Used
// by one thread at a time. After an error the connection is dead and stays so.
class SshConnection
{
public:
    // `way` carries the socket when it leads through a jump host, else null.
    SshConnection(SshHop hop, NetSocket socket, std::unique_ptr<JumpTunnel> way);
    ~SshConnection();
    SshConnection(const SshConnection &) = delete;
    SshConnection &operator=(const SshConnection &) = delete;

    const SshHop &hop() const { return m_hop; }
    ssh_session handle() const { return m_session; }

    // Agrees on keys and ciphers. `keyTypes`: of the keys known for the host, asked for first.
    Result<> handshake(const QStringList &keyTypes, const CancelToken &cancel);
    bool wasTurnedAway() const { return m_turnedAway; } // the line was closed before any greeting
    Result<HostKey> hostKey() const;
    QString cipher() const;

    // Repeats a libssh call that answers SSH_AGAIN until it answers something else.
    Result<int> complete(const std::function<int()> &call, std::chrono::seconds limit,
                         const CancelToken &cancel);

    // After the sign-in: prepares for pump().
    Result<> ready();

    // Moves what has arrived into the channels, waits up to `limit` for something to arrive, also
    // on `socket` when it is not negative; then `readable` says whether that one can be read.
    // Keeps the line alive and finds a dead one.
    Result<> pump(std::chrono::milliseconds limit, qintptr socket = -1, bool *readable = nullptr);
    uint64_t bytesReceived() const { return m_counter.in_bytes; }

    // The host was not listened to for a while for a reason of ours; its silence says nothing.
    void excuseSilence();

    bool isUsable();           // false once the line is known to be dead
    Result<> checkAlive();     // asks the host when the line was idle for long; bounded to 5 s
    QString lastWords() const; // libssh's

    // The window that the host may fill ahead of us; far hosts get more.
    uint32_t readAhead() const { return m_readAhead; }

    Error lost() const; // what a call returns whose line died

private:
    Result<> configure(const QStringList &keyTypes);
    void keepAlive();

    SshHop m_hop;
    std::unique_ptr<JumpTunnel> m_way; // ends after the session that runs through it
    NetSocket m_socket;
    ssh_session m_session = nullptr;
    ssh_event m_event = nullptr;
    bool m_dead = false;
    bool m_turnedAway = false;
    uint32_t m_readAhead = 4 * 1024 * 1024;

    ssh_counter_struct m_counter = {};
    uint64_t m_seenBytes = 0;
    std::chrono::steady_clock::time_point m_heard;
    std::chrono::steady_clock::time_point m_asked;
};

// Whether AES-GCM is safe here: libssh before its corrections of July 2026 does not check the
// integrity of what it decrypts (CVE-2026-59847).
bool gcmIsSafe();

} // namespace Lifeboat
