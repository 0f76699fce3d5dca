#include <QtGlobal>

#ifdef Q_OS_WIN

// Before windows.h, which brings the old winsock.
#include <winsock2.h>

#include <afunix.h>

#include "platform/relaysocket.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <cstring>

using namespace Qt::StringLiterals;

namespace Lifeboat {

namespace {

constexpr qsizetype ChunkSize = 64 * 1024;

Error failed(int code)
{
    return {
        Error::Kind::Storage,
        {QT_TRANSLATE_NOOP("Text", "A private socket for the way to the database cannot be made."),
         {}},
        {QT_TRANSLATE_NOOP("Text", "Check the folder for temporary files."), {}},
        qt_error_string(code)};
}

void makeNonBlocking(qintptr socket)
{
    u_long on = 1;
    ::ioctlsocket(SOCKET(socket), FIONBIO, &on);
}

void closeNow(qintptr &socket)
{
    if (socket != -1)
        ::closesocket(SOCKET(socket));
    socket = -1;
}

// Once a process; Windows counts, and the last use of it is the end of the process.
bool startSockets()
{
    static const bool started = [] {
        WSADATA data;
        return ::WSAStartup(MAKEWORD(2, 2), &data) == 0;
    }();
    return started;
}

} // namespace

// The user's own temporary folder is closed to others by its access list, which a folder in it
// inherits.
RelaySocket::RelaySocket()
    : m_folder(QDir::tempPath() + u"/lifeboat-XXXXXX"_s)
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
    const QByteArray path = socket->path().toUtf8(); // as afunix.h says
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (!startSockets() || !socket->m_folder.isValid()
        || path.size() >= qsizetype(sizeof(address.sun_path)))
        return failed(ERROR_FILENAME_EXCED_RANGE);
    std::memcpy(address.sun_path, path.constData(), size_t(path.size()));

    const SOCKET listener = ::socket(AF_UNIX, SOCK_STREAM, 0);
    if (listener == INVALID_SOCKET)
        return failed(::WSAGetLastError());
    socket->m_listener = qintptr(listener);
    makeNonBlocking(socket->m_listener);
    if (::bind(listener, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) != 0
        || ::listen(listener, 1) != 0)
        return failed(::WSAGetLastError());
    return socket;
}

bool RelaySocket::accept(std::chrono::milliseconds limit)
{
    if (m_connection != -1)
        return true;
    wait(m_listener, true, false, limit);
    const SOCKET connection = ::accept(SOCKET(m_listener), nullptr, nullptr);
    if (connection == INVALID_SOCKET)
        return false;
    m_connection = qintptr(connection);
    makeNonBlocking(m_connection);
    closeNow(m_listener);
    QFile::remove(path());
    m_folder.remove();
    return true;
}

std::optional<QByteArray> RelaySocket::receive()
{
    QByteArray data(ChunkSize, Qt::Uninitialized);
    const int got = ::recv(SOCKET(m_connection), data.data(), int(data.size()), 0);
    if (got > 0)
        return data.first(got);
    if (got < 0 && ::WSAGetLastError() == WSAEWOULDBLOCK)
        return QByteArray();
    return std::nullopt;
}

std::optional<qsizetype> RelaySocket::send(QByteArrayView data)
{
    const int taken =
        ::send(SOCKET(m_connection), data.data(), int(qMin(data.size(), ChunkSize)), 0);
    if (taken >= 0)
        return taken;
    if (::WSAGetLastError() == WSAEWOULDBLOCK)
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
    WSAPOLLFD entry{SOCKET(socket),
                    SHORT((forReading ? POLLRDNORM : 0) | (forWriting ? POLLWRNORM : 0)), 0};
    ::WSAPoll(&entry, 1, INT(limit.count()));
}

} // namespace Lifeboat

#endif
