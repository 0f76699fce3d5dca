#pragma once

#include "remote/netsocket.h"

#include <atomic>
#include <memory>
#include <thread>

namespace Lifeboat {

class SshConnection;

// Carries a connection to the next machine through a signed-in connection to a jump host.
//
// A thread of its own moves the bytes and is the only user of the jump host's connection. When
// either end closes, the other one is closed too. Destroying it ends the thread (within 1 s) and
// the connection.
class JumpTunnel
{
public:
    ~JumpTunnel();

    // Asks the jump host to connect to the address. `end` receives the socket that talks to it.
    static Result<std::unique_ptr<JumpTunnel>> open(std::unique_ptr<SshConnection> jump,
                                                    const QString &address, int port,
                                                    NetSocket *end, const CancelToken &cancel);

private:
    struct Pipe;

    JumpTunnel(std::unique_ptr<SshConnection> jump, NetSocket local);
    void carry(); // the thread
    bool deliver();
    bool forward();

    std::unique_ptr<SshConnection> m_jump;
    NetSocket m_local;
    std::unique_ptr<Pipe> m_pipe;
    std::atomic_bool m_stop = false;
    std::thread m_thread;
};

} // namespace Lifeboat
