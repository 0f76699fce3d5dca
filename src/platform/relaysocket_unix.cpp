#include <QtGlobal>

#ifdef Q_OS_UNIX

#include "platform/relaysocket.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Lifeboat {

namespace {

constexpr qsizetype ChunkSize = 64 * 1024;

// A socket's path has 104 or 108 bytes; a longer TMPDIR does not work.
QString folderTemplate()
{
    const QString preferred = QDir::tempPath();
    return (preferred.toLocal8Bit().size() < 70 ? preferred : u"/tmp"_s) + u"/lifeboat-XXXXXX"_s;
}

Error failed(const QString &detail)
{
    return {
        Error::Kind::Storage,
        {QT_TRANSLATE_NOOP("Text", "A private socket for the way to the database cannot be made."),
         {}},
        {QT_TRANSLATE_NOOP("Text", "Check the folder for temporary files."), {}},
        detail};
}

int prepared(int descriptor)
{
    if (descriptor >= 0) {
        ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
        ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
    }
    return descriptor;
}

void closeNow(qintptr &descriptor)
{
    if (descriptor >= 0)
        ::close(int(descriptor));
    descriptor = -1;
}

} // namespace

RelaySocket::RelaySocket()
    : m_folder(folderTemplate()) // 0700
{
}

RelaySocket::~RelaySocket()
{
    closeNow(m_listener);
    closeNow(m_connection);
}

QString RelaySocket::path() const
{
    return m_folder.filePath(u".s.PGSQL.5432"_s);
}

Result<std::unique_ptr<RelaySocket>> RelaySocket::listen()
{
    std::unique_ptr<RelaySocket> socket(new RelaySocket);
    const QByteArray path = QFile::encodeName(socket->path());
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (!socket->m_folder.isValid() || path.size() >= qsizetype(sizeof(address.sun_path)))
        return failed(socket->m_folder.errorString());
    std::memcpy(address.sun_path, path.constData(), size_t(path.size()));

    socket->m_listener = prepared(::socket(AF_UNIX, SOCK_STREAM, 0));
    const int listener = int(socket->m_listener);
    if (listener < 0
        || ::bind(listener, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) != 0
        || ::listen(listener, 1) != 0)
        return failed(QString::fromLocal8Bit(std::strerror(errno)));
    return socket;
}

bool RelaySocket::accept(std::chrono::milliseconds limit)
{
    if (m_connection >= 0)
        return true;
    wait(m_listener, true, false, limit);
    m_connection = prepared(::accept(int(m_listener), nullptr, nullptr));
    if (m_connection < 0)
        return false;
    closeNow(m_listener);
    QFile::remove(path());
    m_folder.remove();
    return true;
}

std::optional<QByteArray> RelaySocket::receive()
{
    QByteArray data(ChunkSize, Qt::Uninitialized);
    const ssize_t got = ::recv(int(m_connection), data.data(), size_t(data.size()), 0);
    if (got > 0)
        return data.first(got);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
        return QByteArray();
    return std::nullopt;
}

std::optional<qsizetype> RelaySocket::send(QByteArrayView data)
{
#ifdef MSG_NOSIGNAL
    constexpr int flags = MSG_NOSIGNAL;
#else
    constexpr int flags = 0; // the program ignores SIGPIPE there
#endif
    const ssize_t taken = ::send(int(m_connection), data.data(), size_t(data.size()), flags);
    if (taken >= 0)
        return taken;
    if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)
        return 0;
    return std::nullopt;
}

void RelaySocket::close()
{
    closeNow(m_connection);
}

void RelaySocket::wait(qintptr socket, bool forReading, bool forWriting,
                       std::chrono::milliseconds limit)
{
    pollfd entry{int(socket), short((forReading ? POLLIN : 0) | (forWriting ? POLLOUT : 0)), 0};
    ::poll(&entry, 1, int(limit.count()));
}

} // namespace Lifeboat

#endif
