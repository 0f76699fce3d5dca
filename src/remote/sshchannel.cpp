#include "remote/sshchannel.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace Lifeboat {

namespace {

constexpr auto WriteLimit = 60s; // without the host taking a single byte

} // namespace

SshChannel::SshChannel(std::shared_ptr<SshPool> pool, std::unique_ptr<SshConnection> connection,
                       std::unique_ptr<SshProcess> process)
    : m_pool(std::move(pool))
    , m_connection(std::move(connection))
    , m_process(std::move(process))
{
}

SshChannel::~SshChannel()
{
    const auto until = Clock::now() + 1s;
    while (!m_process->lead().hasBegun() && !m_process->isOver() && Clock::now() < until) {
        if (!m_process->pump(50ms))
            break;
    }
    const CommandLead lead = m_process->lead();
    m_pool->notice(lead);
    const bool ended = m_process->hasExited();
    m_process.reset();
    if (lead.hasBegun() && !ended)
        m_pool->kill(lead, m_connection.get());
    else
        m_pool->give(std::move(m_connection));
}

Result<> SshChannel::wait(qintptr socket, std::chrono::milliseconds limit)
{
    const auto until = Clock::now() + limit;
    bool readable = false;
    for (bool first = true; !readable && m_process->outputSize() == 0 && !atEnd(); first = false) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
        if (!first && left <= 0ms)
            return {};
        const Result<> pumped = m_process->pump(qBound(0ms, left, 100ms), socket, &readable);
        m_process->takeProgress(); // the end of it stays in diagnostics()
        if (!pumped)
            return pumped;
    }
    return {};
}

Result<QByteArray> SshChannel::read()
{
    // What arrived before the line died is still given out.
    if (m_process->outputSize() == 0 && !atEnd()) {
        const Result<> pumped = m_process->pump(0ms);
        if (!pumped && m_process->outputSize() == 0)
            return pumped.error();
    }
    return m_process->takeOutput();
}

bool SshChannel::atEnd() const
{
    return m_process->outputClosed() && m_process->outputSize() == 0;
}

Result<> SshChannel::write(QByteArrayView data)
{
    auto moved = Clock::now();
    while (!data.isEmpty()) {
        const qsizetype room = qMin(m_process->writable(), data.size());
        if (room > 0) {
            const Result<> written = m_process->write(data.first(room));
            if (!written)
                return written;
            data = data.sliced(room);
            moved = Clock::now();
        }
        const Result<> pumped = m_process->pump(data.isEmpty() ? 0ms : room > 0 ? 0ms : 50ms);
        if (!pumped)
            return pumped;
        if (m_process->outputClosed() && !data.isEmpty())
            return Error{Error::Kind::CommandFailed,
                         {QT_TRANSLATE_NOOP("Text", "The command on the host ended before it took "
                                                    "all its input."),
                          {}},
                         {},
                         diagnostics()};
        if (Clock::now() - moved > WriteLimit)
            return Error{Error::Kind::TimedOut,
                         {QT_TRANSLATE_NOOP("Text", "The host does not take what it is sent."), {}},
                         {},
                         diagnostics()};
    }
    return {};
}

QString SshChannel::diagnostics() const
{
    return m_process->diagnostics();
}

} // namespace Lifeboat
