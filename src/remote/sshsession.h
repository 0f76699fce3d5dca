#pragma once

#include "remote/sshpool.h"

namespace Lifeboat {

// A session over a connection of the pool, which gets it back in the end. A connection that died
// while nothing ran on it is replaced in silence; one that dies under a command is an error.
class SshSession : public RemoteSession
{
public:
    SshSession(std::shared_ptr<SshPool> pool, std::unique_ptr<SshConnection> connection);
    ~SshSession() override;

    Result<> run(const ShellCommand &command, const CommandOptions &options) override;

private:
    Result<> work(SshProcess &process, const CommandOptions &options);
    Result<> feed(SshProcess &process, const CommandOptions &options, bool *progress);
    Result<> deliver(SshProcess &process, const CommandOptions &options, qsizetype atLeast);
    void finishOff(std::unique_ptr<SshProcess> process);

    std::shared_ptr<SshPool> m_pool;
    std::unique_ptr<SshConnection> m_connection;
    QByteArray m_input; // taken from the source and not written yet
    bool m_inputEnded = false;
    QByteArray m_lastOutput;
};

} // namespace Lifeboat
