// The one file of this layer that calls the system's socket functions.

#include "remote/netsocket.h"

#include <QCoreApplication>
#include <QFile>
#include <QUrl>

#include <condition_variable>
#include <csignal>
#include <cstring>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace Lifeboat {

namespace {

quint64 identityOf(int descriptor)
{
    struct stat info = {};
    if (descriptor < 0 || fstat(descriptor, &info) != 0)
        return 0;
    return quint64(info.st_ino);
}

bool waitFor(int descriptor, short events, std::chrono::milliseconds limit)
{
    pollfd entry{descriptor, events, 0};
    return poll(&entry, 1, int(limit.count())) > 0;
}

bool wouldBlock(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

Error unreachable(const Text &message, const QString &detail,
                  Error::Kind kind = Error::Kind::Unreachable)
{
    return {kind,
            message,
            {QT_TRANSLATE_NOOP("Text", "Check the address, the port, the network and the "
                                       "firewalls on the way."),
             {}},
            detail};
}

struct Endpoint
{
    sockaddr_storage address = {};
    socklen_t size = 0;
    int family = AF_UNSPEC;
};

// Shared with the thread that resolves: getaddrinfo() cannot be interrupted and may take half a
// minute, so after a cancel or the time limit nobody waits for it; it then ends by itself.
struct Lookup
{
    std::mutex mutex;
    std::condition_variable finished;
    bool done = false;
    int status = 0;
    std::vector<Endpoint> endpoints;
};

void resolveInto(const std::shared_ptr<Lookup> &lookup, const QByteArray &host,
                 const QByteArray &port)
{
    addrinfo hints = {};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_ADDRCONFIG;
    addrinfo *list = nullptr;
    int status = getaddrinfo(host.constData(), port.constData(), &hints, &list);
    if (status != 0) { // a machine with only a loopback device has no "configured" address
        hints.ai_flags = 0;
        status = getaddrinfo(host.constData(), port.constData(), &hints, &list);
    }

    const std::lock_guard lock(lookup->mutex);
    for (const addrinfo *entry = list; status == 0 && entry; entry = entry->ai_next) {
        Endpoint endpoint;
        endpoint.family = entry->ai_family;
        endpoint.size = socklen_t(entry->ai_addrlen);
        std::memcpy(&endpoint.address, entry->ai_addr, entry->ai_addrlen);
        lookup->endpoints.push_back(endpoint);
    }
    if (list)
        freeaddrinfo(list);
    lookup->status = status;
    lookup->done = true;
    lookup->finished.notify_all();
}

Result<std::vector<Endpoint>> resolve(const QString &host, int port, const CancelToken &cancel,
                                      Clock::time_point until)
{
    const QByteArray name = host.contains(u':') ? host.toLatin1() : QUrl::toAce(host);
    const auto lookup = std::make_shared<Lookup>();
    std::thread(resolveInto, lookup, name.isEmpty() ? host.toLatin1() : name,
                QByteArray::number(port))
        .detach();

    std::unique_lock lock(lookup->mutex);
    while (!lookup->done) {
        if (cancel.isCancelled())
            return cancelled();
        if (Clock::now() >= until)
            return unreachable(
                {QT_TRANSLATE_NOOP("Text", "The name %1 was not resolved in time."), {host}}, {},
                Error::Kind::TimedOut);
        lookup->finished.wait_for(lock, 100ms);
    }
    if (lookup->status != 0)
        return unreachable({QT_TRANSLATE_NOOP("Text", "The name %1 cannot be resolved."), {host}},
                           QString::fromLocal8Bit(gai_strerror(lookup->status)));
    return lookup->endpoints;
}

// 0: connected; else the errno.
int connectOne(const NetSocket &socket, const Endpoint &endpoint, const CancelToken &cancel,
               Clock::time_point until)
{
    socket.setBlocking(false);
    const auto *address = reinterpret_cast<const sockaddr *>(&endpoint.address);
    if (::connect(socket.descriptor(), address, endpoint.size) == 0)
        return 0;
    if (errno != EINPROGRESS)
        return errno;
    while (!waitFor(socket.descriptor(), POLLOUT, 100ms)) {
        if (cancel.isCancelled())
            return ECANCELED;
        if (Clock::now() >= until)
            return ETIMEDOUT;
    }
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(socket.descriptor(), SOL_SOCKET, SO_ERROR, &error, &size);
    return error;
}

void setOption(int descriptor, int level, int name, int value)
{
    setsockopt(descriptor, level, name, &value, sizeof value);
}

Error connectError(const QString &host, int port, int error)
{
    const QString place = host + u':' + QString::number(port);
    const QString detail = QString::fromLocal8Bit(std::strerror(error));
    if (error == ECONNREFUSED)
        return unreachable({QT_TRANSLATE_NOOP("Text", "%1 refuses the connection."), {place}},
                           detail);
    if (error == ETIMEDOUT)
        return unreachable({QT_TRANSLATE_NOOP("Text", "%1 does not answer."), {place}}, detail,
                           Error::Kind::TimedOut);
    return unreachable({QT_TRANSLATE_NOOP("Text", "%1 cannot be reached."), {place}}, detail);
}

} // namespace

NetSocket::NetSocket(int descriptor)
    : m_descriptor(descriptor)
    , m_identity(identityOf(descriptor))
{
}

NetSocket::NetSocket(NetSocket &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_identity(other.m_identity)
{
}

NetSocket &NetSocket::operator=(NetSocket &&other) noexcept
{
    if (this != &other) {
        close();
        m_descriptor = std::exchange(other.m_descriptor, -1);
        m_identity = other.m_identity;
    }
    return *this;
}

bool NetSocket::isOurs() const
{
    return m_descriptor >= 0 && m_identity != 0 && identityOf(m_descriptor) == m_identity;
}

void NetSocket::close()
{
    if (isOurs())
        ::close(m_descriptor);
    m_descriptor = -1;
}

int NetSocket::release()
{
    return std::exchange(m_descriptor, -1);
}

void NetSocket::shutDown() const
{
    if (isOurs())
        ::shutdown(m_descriptor, SHUT_RDWR);
}

void NetSocket::setBlocking(bool blocking) const
{
    const int flags = fcntl(m_descriptor, F_GETFL);
    fcntl(m_descriptor, F_SETFL, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK);
}

void NetSocket::watchPeer(std::chrono::seconds limit) const
{
    setOption(m_descriptor, IPPROTO_TCP, TCP_NODELAY, 1);
    setOption(m_descriptor, SOL_SOCKET, SO_KEEPALIVE, 1);
    // No SO_RCVBUF: it would switch the kernel's own tuning off and make far hosts slow.
#ifdef Q_OS_LINUX
    setOption(m_descriptor, IPPROTO_TCP, TCP_KEEPIDLE, 15);
    setOption(m_descriptor, IPPROTO_TCP, TCP_KEEPINTVL, 10);
    setOption(m_descriptor, IPPROTO_TCP, TCP_KEEPCNT, 3);
    setOption(m_descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT,
              int(std::chrono::milliseconds(limit).count()));
#else
    Q_UNUSED(limit) // SSH's own keep-alive has to do
#endif
}

bool NetSocket::waitReadable(std::chrono::milliseconds limit) const
{
    return waitFor(m_descriptor, POLLIN, limit);
}

bool NetSocket::waitWritable(std::chrono::milliseconds limit) const
{
    return waitFor(m_descriptor, POLLOUT, limit);
}

std::optional<QByteArray> NetSocket::receive(qsizetype limit) const
{
    QByteArray data(limit, Qt::Uninitialized);
    const ssize_t count = ::recv(m_descriptor, data.data(), size_t(limit), MSG_DONTWAIT);
    if (count < 0 && wouldBlock(errno))
        return QByteArray();
    if (count <= 0)
        return {};
    data.truncate(count);
    return data;
}

std::optional<qsizetype> NetSocket::send(QByteArrayView data) const
{
    int flags = MSG_DONTWAIT;
#ifdef MSG_NOSIGNAL
    flags |= MSG_NOSIGNAL;
#endif
    const ssize_t count = ::send(m_descriptor, data.data(), size_t(data.size()), flags);
    if (count >= 0)
        return count;
    if (wouldBlock(errno))
        return 0;
    return {};
}

Result<std::pair<NetSocket, NetSocket>> NetSocket::pair()
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        return Error{Error::Kind::Invalid,
                     {QT_TRANSLATE_NOOP("Text", "This machine gives no more connections."), {}},
                     {},
                     QString::fromLocal8Bit(std::strerror(errno))};
    for (const int end : ends)
        fcntl(end, F_SETFD, FD_CLOEXEC);
    return std::pair(NetSocket(ends[0]), NetSocket(ends[1]));
}

Result<NetSocket> NetSocket::connectLocal(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    const auto refused = [&](const char *why) {
        return unreachable({QT_TRANSLATE_NOOP("Text", "No service answers at %1."), {path}},
                           QString::fromLocal8Bit(why));
    };
    if (name.size() >= qsizetype(sizeof address.sun_path))
        return refused(std::strerror(ENAMETOOLONG));
    std::memcpy(address.sun_path, name.constData(), size_t(name.size()));

    NetSocket socket(::socket(AF_UNIX, SOCK_STREAM, 0));
    fcntl(socket.descriptor(), F_SETFD, FD_CLOEXEC);
    if (::connect(socket.descriptor(), reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        return refused(std::strerror(errno));
    return socket;
}

Result<NetSocket> NetSocket::connectTcp(const QString &host, int port, const CancelToken &cancel,
                                        std::chrono::seconds limit)
{
    const auto endpoints = resolve(host, port, cancel, Clock::now() + limit);
    if (!endpoints)
        return endpoints.error();
    int error = EHOSTUNREACH;
    for (const Endpoint &endpoint : *endpoints) {
        NetSocket socket(::socket(endpoint.family, SOCK_STREAM, 0));
        if (!socket.isValid())
            continue;
        fcntl(socket.descriptor(), F_SETFD, FD_CLOEXEC);
        error = connectOne(socket, endpoint, cancel, Clock::now() + limit);
        if (error == ECANCELED)
            return cancelled();
        if (error == 0)
            return socket;
    }
    return connectError(host, port, error);
}

short pollReadable()
{
    return POLLIN;
}

void ignoreBrokenPipes()
{
    static const bool once = std::signal(SIGPIPE, SIG_IGN) != SIG_ERR;
    Q_UNUSED(once)
}

bool hasFastAes()
{
#if defined(__x86_64__) || defined(__i386__)
    return __builtin_cpu_supports("aes") != 0;
#else
    return true;    // every 64-bit ARM of the last decade that runs a desktop has it
#endif
}

} // namespace Lifeboat
