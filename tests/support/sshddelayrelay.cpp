#include "support/sshddelayrelay.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

constexpr size_t OnTheWay = 64 * 1024 * 1024; // bytes in one direction

sockaddr_in loopback(int port)
{
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(uint16_t(port));
    return address;
}

bool sendAll(int socket, const std::string &data)
{
    for (size_t sent = 0; sent < data.size();) {
        const ssize_t count = ::send(socket, data.data() + sent, data.size() - sent, MSG_NOSIGNAL);
        if (count <= 0)
            return false;
        sent += size_t(count);
    }
    return true;
}

// What travels one way: each piece with the time at which it arrives.
struct Line
{
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::pair<Clock::time_point, std::string>> pieces;
    size_t bytes = 0;
    bool ended = false;
};

void deliver(Line &line, int to)
{
    for (;;) {
        std::unique_lock lock(line.mutex);
        line.changed.wait(lock, [&] { return line.ended || !line.pieces.empty(); });
        if (line.pieces.empty())
            break;
        auto [due, data] = std::move(line.pieces.front());
        line.pieces.pop_front();
        line.bytes -= data.size();
        line.changed.notify_all();
        lock.unlock();
        std::this_thread::sleep_until(due);
        if (!sendAll(to, data))
            break;
    }
    ::shutdown(to, SHUT_WR);
}

} // namespace

SshdDelayRelay::SshdDelayRelay(int targetPort, std::chrono::milliseconds delay)
    : m_targetPort(targetPort)
    , m_delay(delay)
    , m_listener(::socket(AF_INET, SOCK_STREAM, 0))
{
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    ::bind(m_listener, reinterpret_cast<sockaddr *>(&address), size);
    ::listen(m_listener, 16);
    ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_acceptor = std::thread([this] { accept(); });
}

SshdDelayRelay::~SshdDelayRelay()
{
    m_stop = true;
    m_acceptor.join();
    for (const int socket : m_sockets)
        ::shutdown(socket, SHUT_RDWR);
    for (std::thread &carrier : m_carriers)
        carrier.join();
    for (const int socket : m_sockets)
        ::close(socket);
    ::close(m_listener);
}

void SshdDelayRelay::accept()
{
    while (!m_stop) {
        pollfd entry{m_listener, POLLIN, 0};
        if (::poll(&entry, 1, 100) <= 0)
            continue;
        const int client = ::accept(m_listener, nullptr, nullptr);
        const int server = ::socket(AF_INET, SOCK_STREAM, 0);
        const sockaddr_in address = loopback(m_targetPort);
        ::connect(server, reinterpret_cast<const sockaddr *>(&address), sizeof address);
        const int yes = 1;
        ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        ::setsockopt(server, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        m_sockets.insert(m_sockets.end(), {client, server});
        m_carriers.emplace_back([=, this] { carry(client, server); });
        m_carriers.emplace_back([=, this] { carry(server, client); });
    }
}

void SshdDelayRelay::carry(int from, int to)
{
    Line line;
    std::thread deliverer([&line, to] { deliver(line, to); });
    std::string buffer(256 * 1024, '\0');
    for (;;) {
        const ssize_t count = ::recv(from, buffer.data(), buffer.size(), 0);
        if (count <= 0)
            break;
        std::unique_lock lock(line.mutex);
        line.changed.wait(lock, [&] { return m_stop || line.bytes < OnTheWay; });
        line.pieces.emplace_back(Clock::now() + m_delay, buffer.substr(0, size_t(count)));
        line.bytes += size_t(count);
        line.changed.notify_all();
    }
    {
        const std::lock_guard lock(line.mutex);
        line.ended = true;
        line.changed.notify_all();
    }
    deliverer.join();
}
