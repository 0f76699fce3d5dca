#include "remote/agentproxy.h"

#include "remote/hostkeystore.h"

#include <QCoreApplication>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace Lifeboat {

namespace {

// draft-miller-ssh-agent, section 7.1
constexpr char Failure = 5;
constexpr char RequestIdentities = 11;
constexpr char IdentitiesAnswer = 12;
constexpr char SignRequest = 13;

constexpr quint32 MessageLimit = 256 * 1024; // OpenSSH's own

QByteArray counted(QByteArrayView data)
{
    QByteArray text(4, Qt::Uninitialized);
    qToBigEndian(quint32(data.size()), text.data());
    return text.append(data);
}

QByteArray number(quint32 value)
{
    QByteArray text(4, Qt::Uninitialized);
    qToBigEndian(value, text.data());
    return text;
}

// The string at `at`, which is moved behind it; nullopt when there is none.
std::optional<QByteArray> stringAt(const QByteArray &data, qsizetype &at)
{
    if (data.size() - at < 4)
        return {};
    const qsizetype size = qFromBigEndian<quint32>(data.constData() + at);
    if (size > data.size() - at - 4)
        return {};
    at += 4 + size;
    return data.mid(at - size, size);
}

} // namespace

QString AgentKey::type() const
{
    qsizetype at = 0;
    return QString::fromLatin1(stringAt(blob, at).value_or(QByteArray()));
}

QString AgentKey::fingerprint() const
{
    return HostKey{{}, blob.toBase64()}.fingerprint();
}

AgentProxy::AgentProxy(NetSocket agent, CancelToken cancel)
    : m_agent(std::move(agent))
    , m_cancel(std::move(cancel))
{
}

AgentProxy::~AgentProxy()
{
    m_stop = true;
    m_local.shutDown();
    if (m_thread.joinable())
        m_thread.join();
}

Result<std::unique_ptr<AgentProxy>> AgentProxy::connect(const QString &path,
                                                        const CancelToken &cancel)
{
    auto agent = NetSocket::connectLocal(path);
    if (!agent)
        return agent.error();
    std::unique_ptr<AgentProxy> proxy(new AgentProxy(std::move(*agent), cancel));
    const Result<> read = proxy->readKeys();
    if (!read)
        return read.error();
    return proxy;
}

Result<> AgentProxy::readKeys()
{
    const auto answer = exchange(QByteArray(1, RequestIdentities), 5s);
    if (!answer || answer->size() < 5 || answer->front() != IdentitiesAnswer)
        return Error{Error::Kind::Denied,
                     {QT_TRANSLATE_NOOP("Text", "The SSH agent does not name its keys."), {}},
                     {},
                     {}};
    qsizetype at = 5;
    for (quint32 i = qFromBigEndian<quint32>(answer->constData() + 1); i > 0; --i) {
        const auto blob = stringAt(*answer, at);
        const auto comment = stringAt(*answer, at);
        if (!blob || !comment)
            break;
        m_keys << AgentKey{*blob, QString::fromUtf8(*comment)};
    }
    return {};
}

void AgentProxy::offer(const QList<AgentKey> &keys)
{
    const std::lock_guard lock(m_mutex);
    m_offered = keys;
}

Result<int> AgentProxy::start()
{
    auto ends = NetSocket::pair();
    if (!ends)
        return ends.error();
    m_local = std::move(ends->first);
    m_thread = std::thread([this] { serve(); });
    return ends->second.release();
}

void AgentProxy::serve()
{
    // Until libssh closes its end, which is when the session ends.
    while (const auto request = message(m_local, 24h)) {
        QByteArray answer(1, Failure);
        if (request->startsWith(RequestIdentities)) {
            const std::lock_guard lock(m_mutex);
            answer = QByteArray(1, IdentitiesAnswer) + number(quint32(m_offered.size()));
            for (const AgentKey &key : m_offered)
                answer += counted(key.blob) + counted(key.comment.toUtf8());
        } else if (request->startsWith(SignRequest)) {
            // The user may have to touch a token or to confirm.
            answer = exchange(*request, 60s).value_or(answer);
        }
        if (!send(m_local, answer))
            break;
    }
    m_local.shutDown();
}

std::optional<QByteArray> AgentProxy::exchange(const QByteArray &request,
                                               std::chrono::seconds limit)
{
    if (!send(m_agent, request))
        return {};
    return message(m_agent, limit);
}

std::optional<QByteArray> AgentProxy::message(const NetSocket &socket,
                                              std::chrono::seconds limit) const
{
    const auto until = Clock::now() + limit;
    QByteArray data;
    for (qsizetype wanted = 4; data.size() < wanted;) {
        if (m_stop || m_cancel.isCancelled() || Clock::now() > until)
            return {};
        if (!socket.waitReadable(50ms))
            continue;
        const auto part = socket.receive(wanted - data.size());
        if (!part)
            return {};
        data += *part;
        if (wanted == 4 && data.size() == 4) {
            const quint32 size = qFromBigEndian<quint32>(data.constData());
            if (size == 0 || size > MessageLimit)
                return {};
            wanted += size;
        }
    }
    return data.mid(4);
}

bool AgentProxy::send(const NetSocket &socket, const QByteArray &message) const
{
    const QByteArray text = counted(message);
    for (qsizetype sent = 0; sent < text.size();) {
        const auto count = socket.send(QByteArrayView(text).sliced(sent));
        if (!count || m_stop)
            return false;
        sent += *count;
        if (*count == 0)
            socket.waitWritable(50ms);
    }
    return true;
}

} // namespace Lifeboat
