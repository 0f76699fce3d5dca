#include "remote/jumptunnel.h"

#include "remote/sshconnection.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

namespace {

constexpr auto OpenLimit = 30s;
constexpr qsizetype BlockSize = 128 * 1024;
constexpr uint64_t WidenEach = 512 * 1024;

} // namespace

// The channel to the next machine and what waits to be moved.
struct JumpTunnel::Pipe
{
    ssh_channel channel = nullptr;
    ssh_channel_callbacks_struct callbacks = {};
    QByteArray arrived; // from the far machine, for the local socket
    QByteArray leaving; // the other way
    uint64_t received = 0;
    uint64_t widenedAt = 0;
    bool closed = false;

    Pipe()
    {
        callbacks.userdata = this;
        callbacks.channel_data_function = onData;
        callbacks.channel_eof_function = onEnd;
        callbacks.channel_close_function = onEnd;
        ssh_callbacks_init(&callbacks);
    }

    ~Pipe()
    {
        if (!channel)
            return;
        ssh_remove_channel_callbacks(channel, &callbacks);
        ssh_channel_free(channel);
    }

    static int onData(ssh_session, ssh_channel, void *data, uint32_t size, int, void *self)
    {
        auto *pipe = static_cast<Pipe *>(self);
        pipe->arrived.append(static_cast<const char *>(data), qsizetype(size));
        pipe->received += size;
        return int(size);
    }

    static void onEnd(ssh_session, ssh_channel, void *self)
    {
        static_cast<Pipe *>(self)->closed = true;
    }

    // See SshProcess::widenWindow(): the window of this channel limits the whole way.
    void widenWindow(uint32_t size)
    {
#if LIBSSH_VERSION_INT < SSH_VERSION_INT(0, 11, 0)
        if (received - widenedAt < WidenEach || closed)
            return;
        widenedAt = received;
        const auto buffer = std::make_unique_for_overwrite<char[]>(size);
        const int count = ssh_channel_read_timeout(channel, buffer.get(), size, 0, 0);
        if (count > 0)
            onData(nullptr, nullptr, buffer.get(), uint32_t(count), 0, this);
#else
        Q_UNUSED(size)
#endif
    }
};

JumpTunnel::JumpTunnel(std::unique_ptr<SshConnection> jump, NetSocket local)
    : m_jump(std::move(jump))
    , m_local(std::move(local))
    , m_pipe(std::make_unique<Pipe>())
{
}

JumpTunnel::~JumpTunnel()
{
    m_stop = true;
    m_local.shutDown();
    if (m_thread.joinable())
        m_thread.join();
    m_pipe.reset(); // before the connection whose channel it holds
}

Result<std::unique_ptr<JumpTunnel>> JumpTunnel::open(std::unique_ptr<SshConnection> jump,
                                                     const QString &address, int port,
                                                     NetSocket *end, const CancelToken &cancel)
{
    auto ends = NetSocket::pair();
    if (!ends)
        return ends.error();
    SshConnection &connection = *jump;
    std::unique_ptr<JumpTunnel> tunnel(new JumpTunnel(std::move(jump), std::move(ends->first)));
    ssh_channel channel = ssh_channel_new(connection.handle());
    tunnel->m_pipe->channel = channel;
    if (!channel)
        return connection.lost();
    ssh_set_channel_callbacks(channel, &tunnel->m_pipe->callbacks);
    const QByteArray host = address.toUtf8();
    const auto opened = connection.complete(
        [&] { return ssh_channel_open_forward(channel, host.constData(), port, "127.0.0.1", 0); },
        OpenLimit, cancel);
    if (!opened)
        return opened.error();
    if (*opened != SSH_OK)
        return Error{Error::Kind::Unreachable,
                     {QT_TRANSLATE_NOOP("Text", "The jump host %1 does not connect to %2."),
                      {connection.hop().label(), address + u':' + QString::number(port)}},
                     {QT_TRANSLATE_NOOP("Text", "Check the address as seen from the jump host, and "
                                                "that it allows forwarding (AllowTcpForwarding)."),
                      {}},
                     connection.lastWords()};
    *end = std::move(ends->second);
    tunnel->m_thread = std::thread([raw = tunnel.get()] { raw->carry(); });
    return tunnel;
}

void JumpTunnel::carry()
{
    Pipe &pipe = *m_pipe;
    while (!m_stop && deliver() && !pipe.closed && forward()) {
        // More is taken from the next connection only when the last of it has left.
        const qintptr source = pipe.leaving.isEmpty() ? m_local.descriptor() : -1;
        bool readable = false;
        if (!m_jump->pump(100ms, source, &readable))
            break;
        if (readable) {
            const auto data = m_local.receive(BlockSize);
            if (!data)
                break;
            pipe.leaving = *data;
        }
        pipe.widenWindow(m_jump->readAhead());
    }
    m_local.shutDown();
}

// While the next connection does not take its data, the jump host is not listened to: that makes
// it wait too, and libssh 0.10 would hoard what arrives. False: the next connection is closed.
bool JumpTunnel::deliver()
{
    QByteArrayView waiting = m_pipe->arrived;
    while (!waiting.isEmpty() && !m_stop) {
        const auto sent = m_local.send(waiting);
        if (!sent)
            return false;
        waiting = waiting.sliced(*sent);
        if (!waiting.isEmpty() && !m_local.waitWritable(100ms))
            m_jump->excuseSilence();
    }
    m_pipe->arrived.resize(0); // keeps its memory
    return true;
}

// False: the jump host's connection is lost.
bool JumpTunnel::forward()
{
    const bool pending = ssh_get_status(m_jump->handle()) & SSH_WRITE_PENDING;
    const qsizetype room = pending ? 0 : qsizetype(ssh_channel_window_size(m_pipe->channel));
    const qsizetype size = qMin(room, m_pipe->leaving.size());
    if (size <= 0)
        return true;
    const int count =
        ssh_channel_write(m_pipe->channel, m_pipe->leaving.constData(), uint32_t(size));
    if (count < 0)
        return false;
    m_pipe->leaving.remove(0, count);
    return true;
}

} // namespace Lifeboat
