#include "remote/sshconnection.h"

#include "remote/jumptunnel.h"

#include <QCoreApplication>
#include <QtEndian>

#include <libssh/server.h> // ssh_send_keepalive()

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace Lifeboat {

namespace {

constexpr auto KeyExchangeLimit = 20s;
constexpr auto KeepAliveInterval = 15s;
constexpr auto PeerLimit = 45s;
constexpr int ReadsInARow = 16;

struct SessionDeleter
{
    void operator()(ssh_session session) const { ssh_free(session); }
};

QByteArray cipherList()
{
    // GCM costs half the processor time of ChaCha20 where the processor computes AES (measured).
    const QByteArray gcm = "aes128-gcm@openssh.com,aes256-gcm@openssh.com,";
    const QByteArray rest = "chacha20-poly1305@openssh.com,";
    const QByteArray counter = "aes256-ctr,aes192-ctr,aes128-ctr,";
    const QByteArray old = "aes256-cbc,aes128-cbc"; // for appliances; the operator is told
    if (!gcmIsSafe())
        return rest + counter + old;
    return (hasFastAes() ? gcm + rest : rest + gcm) + counter + old;
}

// The signature algorithms for the types of keys we know come first, so that a host that has
// several keys shows the known one.
QByteArray hostKeyList(const QStringList &knownTypes)
{
    QStringList list;
    QStringList types = knownTypes;
    types << u"ssh-ed25519"_s << u"ecdsa-sha2-nistp256"_s << u"ecdsa-sha2-nistp384"_s
          << u"ecdsa-sha2-nistp521"_s << u"ssh-rsa"_s;
    for (const QString &type : types) {
        const QStringList algorithms = type == u"ssh-rsa"
                                           ? QStringList{u"rsa-sha2-512"_s, u"rsa-sha2-256"_s}
                                           : QStringList{type};
        for (const QString &algorithm : algorithms) {
            if (!list.contains(algorithm))
                list << algorithm;
        }
    }
    return list.join(u',').toLatin1();
}

int readableSocket(socket_t, int, void *readable)
{
    if (readable)
        *static_cast<bool *>(readable) = true;
    return 0;
}

// A server without room says that instead of its greeting, or nothing.
bool greeted(ssh_session session)
{
    const char *greeting = ssh_get_serverbanner(session);
    return greeting && qstrncmp(greeting, "SSH-", 4) == 0;
}

// A key's type is the first string of its encoding.
QString keyType(const QByteArray &base64)
{
    const QByteArray blob = QByteArray::fromBase64(base64);
    if (blob.size() < 4)
        return {};
    return QString::fromLatin1(blob.mid(4, qFromBigEndian<quint32>(blob.constData())));
}

} // namespace

bool gcmIsSafe()
{
    // The corrected libraries, and only they, refuse a user name with a dollar sign.
    static const bool safe = [] {
        const std::unique_ptr<ssh_session_struct, SessionDeleter> probe(ssh_new());
        return probe && ssh_options_set(probe.get(), SSH_OPTIONS_USER, "a$b") != 0;
    }();
    return safe;
}

SshConnection::SshConnection(SshHop hop, NetSocket socket, std::unique_ptr<JumpTunnel> way)
    : m_hop(std::move(hop))
    , m_way(std::move(way))
    , m_socket(std::move(socket))
    , m_session(ssh_new())
{
}

SshConnection::~SshConnection()
{
    // The order matters: the event first, then the line, then the session; libssh frees what is
    // left of the channels when it disconnects.
    if (m_event) {
        ssh_event_remove_session(m_event, m_session);
        ssh_event_free(m_event);
    }
    if (m_session) {
        if (m_dead)
            ssh_silent_disconnect(m_session);
        else
            ssh_disconnect(m_session);
        ssh_free(m_session);
    }
    m_socket.shutDown();
}

Result<> SshConnection::configure(const QStringList &keyTypes)
{
    const bool off = false;
    const int yes = 1;
    const int no = 0;
    const int descriptor = m_socket.descriptor();
    const QByteArray ciphers = cipherList();
    const QByteArray macs = "hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,"
                            "hmac-sha2-256,hmac-sha2-512";
    const auto set = [this](ssh_options_e option, const void *value) {
        return ssh_options_set(m_session, option, value) == SSH_OK;
    };
    // No file of libssh's own choice is read: our parsers and our list of keys decide.
    const bool done = set(SSH_OPTIONS_PROCESS_CONFIG, &off) && set(SSH_OPTIONS_FD, &descriptor)
                      && set(SSH_OPTIONS_KNOWNHOSTS, "/dev/null")
                      && set(SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null")
                      && set(SSH_OPTIONS_STRICTHOSTKEYCHECK, &yes)
                      && set(SSH_OPTIONS_CIPHERS_C_S, ciphers.constData())
                      && set(SSH_OPTIONS_CIPHERS_S_C, ciphers.constData())
                      && set(SSH_OPTIONS_HMAC_C_S, macs.constData())
                      && set(SSH_OPTIONS_HMAC_S_C, macs.constData())
                      && set(SSH_OPTIONS_COMPRESSION, "no") && set(SSH_OPTIONS_GSSAPI_AUTH, &no)
                      && set(SSH_OPTIONS_NODELAY, &yes)
                      && set(SSH_OPTIONS_HOSTKEYS, hostKeyList(keyTypes).constData());
    if (!done)
        return Error{Error::Kind::Invalid,
                     {QT_TRANSLATE_NOOP("Text", "The SSH library refuses our settings."), {}},
                     {},
                     lastWords()};
    ssh_set_blocking(m_session, 0);
    ssh_set_counters(m_session, &m_counter, nullptr);
    return {};
}

Result<> SshConnection::handshake(const QStringList &keyTypes, const CancelToken &cancel)
{
    const Result<> configured = configure(keyTypes);
    if (!configured)
        return configured;
    if (!m_way)
        m_socket.watchPeer(PeerLimit);
    const auto began = Clock::now();
    const auto connected = complete(
        [this] {
            const int answer = ssh_connect(m_session);
            // libssh makes the socket blocking when it takes it, and would then wait in send().
            m_socket.setBlocking(false);
            return answer;
        },
        KeyExchangeLimit, cancel);
    if (!connected)
        return connected.error();
    m_turnedAway = *connected != SSH_OK && !greeted(m_session);
    if (*connected != SSH_OK)
        return Error{Error::Kind::Unreachable,
                     {QT_TRANSLATE_NOOP("Text", "No SSH connection to %1 comes about."),
                      {m_hop.address + u':' + QString::number(m_hop.port)}},
                     {QT_TRANSLATE_NOOP("Text", "Check that an SSH server listens there and "
                                                "accepts new connections."),
                      {}},
                     lastWords()};
    // Three round trips and the computing: a far host can fill more than 4 MiB ahead of us.
    if (Clock::now() - began > 250ms)
        m_readAhead = 8 * 1024 * 1024;
    return {};
}

Result<HostKey> SshConnection::hostKey() const
{
    ssh_key key = nullptr;
    char *text = nullptr;
    HostKey result;
    if (ssh_get_server_publickey(m_session, &key) == SSH_OK
        && ssh_pki_export_pubkey_base64(key, &text) == SSH_OK)
        result = {keyType(text), text};
    ssh_string_free_char(text);
    ssh_key_free(key);
    if (result.key.isEmpty())
        return lost();
    return result;
}

QString SshConnection::cipher() const
{
    return QString::fromLatin1(ssh_get_cipher_in(m_session));
}

Result<int> SshConnection::complete(const std::function<int()> &call, std::chrono::seconds limit,
                                    const CancelToken &cancel)
{
    const auto until = Clock::now() + limit;
    for (;;) {
        const int answer = call();
        if (answer != SSH_AGAIN)
            return answer;
        // After "too many failures" libssh has closed the line and still says "again".
        if (ssh_get_fd(m_session) < 0) {
            m_dead = true;
            return SSH_ERROR;
        }
        if (cancel.isCancelled())
            return cancelled();
        if (Clock::now() >= until)
            return Error{Error::Kind::TimedOut,
                         {QT_TRANSLATE_NOOP("Text", "%1 does not answer."), {m_hop.label()}},
                         {},
                         lastWords()};
        if (ssh_get_status(m_session) & SSH_WRITE_PENDING)
            m_socket.waitWritable(50ms);
        else
            m_socket.waitReadable(50ms);
    }
}

Result<> SshConnection::ready()
{
    m_event = ssh_event_new();
    if (!m_event || ssh_event_add_session(m_event, m_session) != SSH_OK)
        return lost();
    excuseSilence();
    m_asked = Clock::now();
    return {};
}

Result<> SshConnection::pump(std::chrono::milliseconds limit, qintptr socket, bool *readable)
{
    if (m_dead)
        return lost();
    if (socket >= 0)
        ssh_event_add_fd(m_event, socket_t(socket), pollReadable(), readableSocket, readable);
    int answer = ssh_event_dopoll(m_event, int(limit.count()));
    // libssh takes 4 KiB at a time; a few of them before anything else is looked at.
    uint64_t before = m_seenBytes;
    for (int i = 0; i < ReadsInARow && answer == SSH_OK && m_counter.in_bytes != before; ++i) {
        before = m_counter.in_bytes;
        answer = ssh_event_dopoll(m_event, 0);
    }
    if (socket >= 0)
        ssh_event_remove_fd(m_event, socket_t(socket));

    const uint64_t bytes = m_counter.in_bytes;
    if (bytes != m_seenBytes) {
        m_seenBytes = bytes;
        m_heard = Clock::now();
    }
    keepAlive();
    if (answer == SSH_ERROR || !isUsable() || Clock::now() - m_heard > PeerLimit) {
        m_dead = true;
        return lost();
    }
    return {};
}

void SshConnection::keepAlive()
{
    const auto now = Clock::now();
    if (now - m_heard < KeepAliveInterval || now - m_asked < KeepAliveInterval)
        return;
    m_asked = now;
    ssh_send_keepalive(m_session); // any answer, also a refusal, proves life
}

void SshConnection::excuseSilence()
{
    m_heard = Clock::now();
    m_seenBytes = m_counter.in_bytes;
}

bool SshConnection::isUsable()
{
    // ssh_is_connected() goes on saying yes after the other end has closed the line.
    if (!m_dead
        && (!m_session || ssh_get_fd(m_session) < 0 || !ssh_is_connected(m_session)
            || (ssh_get_status(m_session) & (SSH_CLOSED | SSH_CLOSED_ERROR))))
        m_dead = true;
    return !m_dead;
}

Result<> SshConnection::checkAlive()
{
    const bool wasIdle = Clock::now() - m_heard > 10s;
    excuseSilence();
    const Result<> pumped = pump(0ms); // a line that was closed meanwhile shows it here
    if (!pumped || !wasIdle)
        return pumped;

    const uint64_t before = m_counter.in_bytes;
    ssh_send_keepalive(m_session);
    for (const auto until = Clock::now() + 5s; m_counter.in_bytes == before;) {
        const Result<> waited = pump(100ms);
        if (!waited)
            return waited;
        if (Clock::now() >= until) {
            m_dead = true;
            return lost();
        }
    }
    return {};
}

QString SshConnection::lastWords() const
{
    return m_session ? QString::fromUtf8(ssh_get_error(m_session)) : QString();
}

Error SshConnection::lost() const
{
    return {Error::Kind::Unreachable,
            {QT_TRANSLATE_NOOP("Text", "The connection to %1 was lost."), {m_hop.label()}},
            {QT_TRANSLATE_NOOP("Text", "Check the network and the host, then start again."), {}},
            lastWords()};
}

} // namespace Lifeboat
