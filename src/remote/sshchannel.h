#pragma once

#include "remote/sshpool.h"

namespace Lifeboat {

// A running command with a connection of its own.
class SshChannel : public RemoteChannel
{
public:
    SshChannel(std::shared_ptr<SshPool> pool, std::unique_ptr<SshConnection> connection,
               std::unique_ptr<SshProcess> process);
    ~SshChannel() override;

    Result<> wait(qintptr socket, std::chrono::milliseconds limit) override;
    Result<QByteArray> read() override;
    bool atEnd() const override;
    Result<> write(QByteArrayView data) override;
    QString diagnostics() const override;

private:
    std::shared_ptr<SshPool> m_pool;
    std::unique_ptr<SshConnection> m_connection;
    std::unique_ptr<SshProcess> m_process;
};

} // namespace Lifeboat
