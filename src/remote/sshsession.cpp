#include "remote/sshsession.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace Lifeboat {

namespace {

constexpr qsizetype BlockSize = 256 * 1024;
constexpr qsizetype OutputTail = 8 * 1024;
constexpr auto AfterExit = 10s;

// What the command is called in a message: its program, with the word after it.
QString nameOf(const ShellCommand &command)
{
    return command.toShell().section(u' ', 0, 1).left(60);
}

Error missingValue(const QString &text)
{
    return {Error::Kind::Invalid,
            {QT_TRANSLATE_NOOP("Text", "A value of “%1” is not known yet."), {text}},
            {},
            {}};
}

} // namespace

SshSession::SshSession(std::shared_ptr<SshPool> pool, std::unique_ptr<SshConnection> connection)
    : m_pool(std::move(pool))
    , m_connection(std::move(connection))
{
}

SshSession::~SshSession()
{
    m_pool->give(std::move(m_connection));
}

Result<> SshSession::run(const ShellCommand &command, const CommandOptions &options)
{
    for (const QString &variable : command.variables()) {
        if (!options.values.contains(variable))
            return missingValue(variable);
    }
    if (options.cancel.isCancelled())
        return cancelled();
    if (!m_connection || !m_connection->checkAlive()) {
        auto connection = m_pool->take(options.cancel);
        if (!connection)
            return connection.error();
        m_connection = std::move(*connection);
    }
    m_input.clear();
    m_lastOutput.clear();
    m_inputEnded = !options.input;

    auto process = m_pool->start(*m_connection, command.toShell(options.values), options.cancel);
    if (!process)
        return process.error();
    const Result<> worked = work(**process, options);
    m_pool->notice((*process)->lead());
    if (!worked) {
        finishOff(std::move(*process));
        return worked;
    }
    return (*process)->verdict(nameOf(command), m_lastOutput);
}

// Until the command is over and everything it printed is delivered.
Result<> SshSession::work(SshProcess &process, const CommandOptions &options)
{
    auto moved = Clock::now(); // when a byte of the command's own last passed
    std::optional<Clock::time_point> exited;
    bool idle = false;
    for (;;) {
        const uint64_t before = m_connection->bytesReceived();
        const Result<> pumped = process.pump(idle ? 100ms : 0ms);
        if (!pumped)
            return pumped;
        bool progress = process.outputSize() > 0 || process.hasProgress();
        const Result<> fed = feed(process, options, &progress);
        if (!fed)
            return fed;
        // Small pieces are gathered while more is arriving.
        idle = m_connection->bytesReceived() == before && !progress;
        const bool quiet = m_connection->bytesReceived() == before;
        const Result<> delivered = deliver(process, options, quiet ? 1 : BlockSize);
        if (!delivered)
            return delivered;

        const auto now = Clock::now();
        if (progress)
            moved = now;
        if (process.isOver())
            return deliver(process, options, 1);
        if (process.hasExited() && !exited)
            exited = now;
        // Something in the background holds the output open. Nobody reads it, so nobody waits.
        if (exited && !options.output && now - qMax(*exited, moved) > AfterExit)
            return {};
        if (options.cancel.isCancelled())
            return cancelled();
        if (now - moved > options.quietLimit)
            return Error{Error::Kind::TimedOut,
                         {QT_TRANSLATE_NOOP("Text", "Nothing came from the host for %1."),
                          {options.quietLimit}},
                         {},
                         process.diagnostics()};
    }
}

Result<> SshSession::feed(SshProcess &process, const CommandOptions &options, bool *progress)
{
    const qsizetype room = process.writable();
    if (m_inputEnded && m_input.isEmpty()) {
        process.closeInput();
        return {};
    }
    if (room <= 0)
        return {};
    if (m_input.isEmpty()) {
        auto data = options.input(qMin(room, BlockSize));
        m_connection->excuseSilence();
        if (!data)
            return data.error();
        m_input = std::move(*data);
        m_inputEnded = m_input.isEmpty();
    }
    const QByteArray part = m_input.first(qMin(room, m_input.size()));
    m_input.remove(0, part.size());
    *progress = *progress || !part.isEmpty();
    return part.isEmpty() ? Result<>() : process.write(part);
}

Result<> SshSession::deliver(SshProcess &process, const CommandOptions &options, qsizetype atLeast)
{
    if (process.hasProgress()) {
        const QByteArray text = process.takeProgress();
        if (options.progress) {
            const Result<> taken = options.progress(text);
            if (!taken)
                return taken;
        }
    }
    if (process.outputSize() < atLeast)
        return {};
    const QByteArray data = process.takeOutput();
    m_lastOutput = data.last(qMin(data.size(), OutputTail));
    if (!options.output)
        return {};
    const Result<> taken = options.output(data);
    // The sink may have waited for a disk; the host was silent because we did not listen.
    m_connection->excuseSilence();
    return taken;
}

// The command must not go on when nobody waits for it any more.
void SshSession::finishOff(std::unique_ptr<SshProcess> process)
{
    const auto until = Clock::now() + 3s;
    while (!process->lead().hasBegun() && !process->isOver() && Clock::now() < until) {
        if (!process->pump(50ms))
            break;
    }
    const CommandLead lead = process->lead();
    const bool over = process->isOver();
    process.reset();
    if (lead.hasBegun() && !over)
        m_pool->kill(lead, m_connection.get());
    m_connection.reset(); // what the cut command still sends would be in the way
}

} // namespace Lifeboat
