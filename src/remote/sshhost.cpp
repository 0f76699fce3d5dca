#include "remote/sshhost.h"

#include "remote/sshchannel.h"
#include "remote/sshpool.h"
#include "remote/sshsession.h"

namespace Lifeboat {

namespace {

class SshHost : public RemoteHost
{
public:
    SshHost(const HostProfile &profile, const SshSettings &settings)
        : m_pool(std::make_shared<SshPool>(profile, settings))
    {
    }

    ~SshHost() override { m_pool->close(); }

    Result<std::shared_ptr<RemoteSession>> session(const CancelToken &cancel) override
    {
        auto connection = m_pool->take(cancel);
        if (!connection)
            return connection.error();
        return std::shared_ptr<RemoteSession>(
            std::make_shared<SshSession>(m_pool, std::move(*connection)));
    }

    Result<std::unique_ptr<RemoteChannel>> channel(const ShellCommand &command,
                                                   const CancelToken &cancel) override
    {
        auto connection = m_pool->take(cancel);
        if (!connection)
            return connection.error();
        auto process = m_pool->start(**connection, command.toShell(), cancel);
        if (!process)
            return process.error();
        return std::unique_ptr<RemoteChannel>(
            std::make_unique<SshChannel>(m_pool, std::move(*connection), std::move(*process)));
    }

    bool asksEachTime() const override { return m_pool->asksEachTime(); }

    void forgetIdle() override { m_pool->forgetIdle(); }

private:
    std::shared_ptr<SshPool> m_pool;
};

} // namespace

std::unique_ptr<RemoteHost> sshHost(const HostProfile &profile, const SshSettings &settings)
{
    return std::make_unique<SshHost>(profile, settings);
}

} // namespace Lifeboat
