#include "remote/sshprocess.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

namespace {

constexpr auto AnswerLimit = 30s;
constexpr auto ExecLimit = 10s;
constexpr qsizetype TailLimit = 8 * 1024;
constexpr qsizetype ScriptLimit = 120 * 1024; // Linux passes 128 KiB in one argument
constexpr uint64_t WidenEach = 512 * 1024;

void keepEnd(QByteArray &text, qsizetype limit)
{
    if (text.size() > limit)
        text.remove(0, text.size() - limit);
}

Error refused(const QString &host, const QString &detail)
{
    return {Error::Kind::Denied,
            {QT_TRANSLATE_NOOP("Text", "%1 does not let commands run."), {host}},
            {QT_TRANSLATE_NOOP("Text", "The account needs a shell, and the server must allow "
                                       "another session (MaxSessions)."),
             {}},
            detail};
}

} // namespace

SshProcess::SshProcess(SshConnection &connection)
    : m_connection(connection)
{
    m_callbacks.userdata = this;
    m_callbacks.channel_data_function = onData;
    m_callbacks.channel_eof_function = onEnd;
    m_callbacks.channel_close_function = onClose;
    m_callbacks.channel_exit_status_function = onStatus;
    m_callbacks.channel_exit_signal_function = onSignal;
    ssh_callbacks_init(&m_callbacks);
}

SshProcess::~SshProcess()
{
    if (!m_channel)
        return;
    // libssh 0.10 calls them even after ssh_channel_free(), until the host has closed as well.
    ssh_remove_channel_callbacks(m_channel, &m_callbacks);
    ssh_channel_free(m_channel);
}

Result<> SshProcess::start(const QString &script, const CancelToken &cancel)
{
    const QByteArray text = script.toUtf8();
    if (text.size() > ScriptLimit)
        return Error{Error::Kind::Invalid,
                     {QT_TRANSLATE_NOOP("Text", "A command of %1 is too long for the host."),
                      {ByteCount{text.size()}}},
                     {},
                     {}};
    m_channel = ssh_channel_new(m_connection.handle());
    if (!m_channel)
        return m_connection.lost();
    const auto opened = m_connection.complete(
        [this] { return ssh_channel_open_session(m_channel); }, AnswerLimit, cancel);
    if (!opened)
        return opened.error();
    if (*opened != SSH_OK)
        return m_connection.isUsable()
                   ? refused(m_connection.hop().label(), m_connection.lastWords())
                   : m_connection.lost();
    ssh_set_channel_callbacks(m_channel, &m_callbacks);
    // Not given up half-way: a command that the host got runs, and only a running one is known
    // by its group and can be killed.
    const auto accepted = m_connection.complete(
        [&] { return ssh_channel_request_exec(m_channel, text.constData()); }, ExecLimit, {});
    if (!accepted)
        return accepted.error();
    if (*accepted != SSH_OK)
        return m_connection.isUsable()
                   ? refused(m_connection.hop().label(), m_connection.lastWords())
                   : m_connection.lost();
    return {};
}

Result<> SshProcess::pump(std::chrono::milliseconds limit, qintptr socket, bool *readable)
{
    const Result<> pumped = m_connection.pump(limit, socket, readable);
    if (pumped && m_received - m_widenedAt >= WidenEach)
        widenWindow();
    return pumped;
}

// libssh 0.10 lets the host send 1.28 MB ahead at most, which makes it 0.4 times as fast as ssh
// at a round trip of 50 ms. A read that asks for more opens the window that far (measured: 1.1
// times as fast as ssh). Later versions have a fixed window of 2 MiB and ignore the request.
void SshProcess::widenWindow()
{
#if LIBSSH_VERSION_INT < SSH_VERSION_INT(0, 11, 0)
    if (m_ended || m_closed)
        return;
    m_widenedAt = m_received;
    const uint32_t size = m_connection.readAhead();
    // Nothing is left to be read, the callback took it all; still the buffer has to be as large
    // as the call says. Its pages are never touched.
    const auto buffer = std::make_unique_for_overwrite<char[]>(size);
    const int count = ssh_channel_read_timeout(m_channel, buffer.get(), size, 0, 0);
    if (count > 0)
        onData(nullptr, nullptr, buffer.get(), uint32_t(count), 0, this);
#endif
}

QByteArray SshProcess::takeOutput()
{
    QByteArray taken = std::exchange(m_output, {});
    if (taken.size() >= 64 * 1024) // a stream: the next block will be as large
        m_output.reserve(taken.capacity());
    return taken;
}

qsizetype SshProcess::writable() const
{
    if (m_inputClosed || m_closed || (ssh_get_status(m_connection.handle()) & SSH_WRITE_PENDING))
        return 0;
    return qMin<qsizetype>(ssh_channel_window_size(m_channel), 256 * 1024);
}

Result<> SshProcess::write(QByteArrayView data)
{
    while (!data.isEmpty()) {
        const int count = ssh_channel_write(m_channel, data.data(), uint32_t(data.size()));
        if (count <= 0)
            return m_connection.lost();
        data = data.sliced(count);
    }
    return {};
}

void SshProcess::closeInput()
{
    if (!std::exchange(m_inputClosed, true))
        ssh_channel_send_eof(m_channel);
}

QString SshProcess::diagnostics() const
{
    return QString::fromUtf8(m_lead.hasBegun() ? m_tail : m_lead.words()).trimmed();
}

Result<> SshProcess::verdict(const QString &what, const QByteArray &lastOutput) const
{
    QString detail = diagnostics();
    if (detail.isEmpty())
        detail = QString::fromUtf8(lastOutput).trimmed();
    if (!m_signal.isEmpty())
        return Error{Error::Kind::CommandFailed,
                     {QT_TRANSLATE_NOOP("Text", "“%1” was ended by the signal %2 on the host."),
                      {what, m_signal}},
                     {},
                     detail};
    if (!m_status || (m_closed && !m_ended)) // nobody knows how it ended
        return m_connection.lost();
    if (*m_status != 0)
        return Error{Error::Kind::CommandFailed,
                     {QT_TRANSLATE_NOOP("Text", "“%1” failed on the host (status %2)."),
                      {what, QString::number(*m_status)}},
                     {},
                     detail};
    if (!m_lead.hasBegun()) // a forced command or a strange shell answered in its place
        return Error{
            Error::Kind::Denied,
            {QT_TRANSLATE_NOOP("Text", "The host ran something else instead of “%1”."), {what}},
            {QT_TRANSLATE_NOOP("Text", "The account needs a POSIX shell and no forced "
                                       "command."),
             {}},
            detail};
    // The one trace that libssh 0.10 leaves when it had to drop data.
    if (m_connection.lastWords().contains(u"Out of memory"_s))
        return m_connection.lost();
    return {};
}

int SshProcess::onData(ssh_session, ssh_channel, void *data, uint32_t size, int isError, void *self)
{
    auto *process = static_cast<SshProcess *>(self);
    const QByteArrayView bytes(static_cast<const char *>(data), size);
    if (isError) {
        process->takeError(bytes);
    } else {
        process->m_output += bytes;
        process->m_received += size;
    }
    return int(size);
}

void SshProcess::takeError(QByteArrayView data)
{
    const QByteArray own = m_lead.filter(data);
    m_progress += own;
    m_tail += own;
    keepEnd(m_tail, TailLimit);
}

void SshProcess::onEnd(ssh_session, ssh_channel, void *self)
{
    static_cast<SshProcess *>(self)->m_ended = true;
}

void SshProcess::onClose(ssh_session, ssh_channel, void *self)
{
    static_cast<SshProcess *>(self)->m_closed = true;
}

void SshProcess::onStatus(ssh_session, ssh_channel, int status, void *self)
{
    static_cast<SshProcess *>(self)->m_status = status;
}

void SshProcess::onSignal(ssh_session, ssh_channel, const char *signal, int, const char *,
                          const char *, void *self)
{
    static_cast<SshProcess *>(self)->m_signal =
        signal && *signal ? QString::fromLatin1(signal) : u"?"_s;
}

} // namespace Lifeboat
