#pragma once

#include "remote/remotescript.h"
#include "remote/sshconnection.h"

#include <optional>

namespace Lifeboat {

// One command that runs on the host, over one channel of a connection. Internal to this layer.
//
// Output arrives while the connection is pumped and waits in memory until it is taken; whoever
// takes nothing and does not pump makes the host wait. Used from one thread.
class SshProcess
{
public:
    explicit SshProcess(SshConnection &connection);
    ~SshProcess(); // closes the channel; does not end the remote process
    SshProcess(const SshProcess &) = delete;
    SshProcess &operator=(const SshProcess &) = delete;

    Result<> start(const QString &script, const CancelToken &cancel);

    Result<> pump(std::chrono::milliseconds limit, qintptr socket = -1, bool *readable = nullptr);

    QByteArray takeOutput();
    QByteArray takeProgress() { return std::exchange(m_progress, {}); }
    qsizetype outputSize() const { return m_output.size(); }
    bool hasProgress() const { return !m_progress.isEmpty(); }

    // How much can be written now without waiting.
    qsizetype writable() const;
    Result<> write(QByteArrayView data); // at most writable()
    void closeInput();

    const CommandLead &lead() const { return m_lead; }
    bool outputClosed() const { return m_ended || m_closed; }
    bool isOver() const { return m_closed || (m_ended && hasExited()); }
    bool hasExited() const { return m_status.has_value() || !m_signal.isEmpty(); }
    QString diagnostics() const; // the end of stderr; before the command began: what else was said

    // What became of it, after isOver(). `lastOutput`: the end of stdout, used when stderr is
    // empty. `what` names the command in the message.
    Result<> verdict(const QString &what, const QByteArray &lastOutput) const;

private:
    static int onData(ssh_session, ssh_channel, void *data, uint32_t size, int isError, void *self);
    static void onEnd(ssh_session, ssh_channel, void *self);
    static void onClose(ssh_session, ssh_channel, void *self);
    static void onStatus(ssh_session, ssh_channel, int status, void *self);
    static void onSignal(ssh_session, ssh_channel, const char *signal, int, const char *,
                         const char *, void *self);
    void takeError(QByteArrayView data);
    void widenWindow();

    SshConnection &m_connection;
    ssh_channel m_channel = nullptr;
    ssh_channel_callbacks_struct m_callbacks = {};

    QByteArray m_output;
    QByteArray m_progress;
    QByteArray m_tail; // of stderr
    CommandLead m_lead;
    uint64_t m_received = 0; // on stdout
    uint64_t m_widenedAt = 0;
    bool m_ended = false;
    bool m_closed = false;
    bool m_inputClosed = false;
    std::optional<int> m_status;
    QString m_signal;
};

} // namespace Lifeboat
