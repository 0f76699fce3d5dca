#include "platform/databaserelay.h"

#include "platform/relaysocket.h"
#include "remote/remotesession.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace Lifeboat {

namespace {

constexpr auto Tick = 100ms;
constexpr auto AcceptLimit = 30s;
constexpr auto LeaveLimit = 2s;

// Runs inside the container. All official images of PostgreSQL and MinIO have bash, and bash opens
// the connection itself. Both directions end together: a copy that stayed behind would keep a
// backend.
const QString &relayScript()
{
    static const QString script = uR"(p=${1:-${PGPORT:-5432}}
if command -v bash >/dev/null 2>&1; then exec bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
exec 4<&0
cat <&3 3<&- 4<&- & a=$!
cat <&4 >&3 3<&- 4<&- & b=$!
exec 0<&- 1>&- 3<&- 4<&-
wait -n $a $b
kill $a $b 2>/dev/null
wait' lifeboat-relay "$p"
elif command -v socat >/dev/null 2>&1; then exec socat STDIO "TCP:127.0.0.1:$p"
elif nc -h 2>&1 | grep -q -- '-N'; then exec nc -N 127.0.0.1 "$p"
elif command -v nc >/dev/null 2>&1; then exec nc 127.0.0.1 "$p"
else echo "lifeboat: this container has none of bash, socat and nc" >&2; exit 127; fi
)"_s;
    return script;
}

} // namespace

Result<std::unique_ptr<DatabaseRelay>>
DatabaseRelay::open(RemoteHost &host, const QString &container, const CancelToken &cancel, int port)
{
    Result<std::unique_ptr<RelaySocket>> socket = RelaySocket::listen();
    if (!socket)
        return socket.error();
    ShellCommand command = ShellCommand("docker exec -i -e LIFEBOAT_RUN -e PGAPPNAME")
                           << container << ShellCommand("sh -c") << relayScript();
    if (port != 0)
        command << u"sh"_s << QString::number(port);
    Result<std::unique_ptr<RemoteChannel>> channel = host.channel(command, cancel);
    if (!channel)
        return channel.error();
    return std::unique_ptr<DatabaseRelay>(
        new DatabaseRelay(std::move(*socket), std::move(*channel), container));
}

DatabaseRelay::DatabaseRelay(std::unique_ptr<RelaySocket> socket,
                             std::unique_ptr<RemoteChannel> channel, const QString &container)
    : m_socket(std::move(socket))
    , m_channel(std::move(channel))
    , m_folder(m_socket->folder())
    , m_container(container)
    , m_thread([this] { run(); })
{
}

DatabaseRelay::~DatabaseRelay()
{
    if (m_thread.joinable())
        m_thread.join();
}

QString DatabaseRelay::socket() const
{
    return m_folder + u"/.s.PGSQL.5432"_s;
}

std::optional<Error> DatabaseRelay::failure() const
{
    const std::lock_guard guard(m_mutex);
    return m_failure;
}

void DatabaseRelay::abort()
{
    m_stop = true;
}

void DatabaseRelay::run()
{
    const Result<> copied = copy();
    if (!copied) {
        const std::lock_guard guard(m_mutex);
        m_failure = copied.error();
    }
    // In this order: who sees the socket closed finds the reason.
    m_socket->close();
    if (copied && !m_stop)
        leave();
    m_channel.reset();
}

Result<> DatabaseRelay::copy()
{
    for (const auto until = Clock::now() + AcceptLimit; !m_socket->accept(Tick);) {
        if (m_stop)
            return {};
        if (Clock::now() > until)
            return gone();
    }
    while (!m_stop) {
        if (const Result<> waited = m_channel->wait(m_socket->descriptor(), Tick); !waited)
            return waited;
        const Result<QByteArray> fromHost = m_channel->read();
        if (!fromHost)
            return fromHost.error();
        if (const Result<> passed = toClient(*fromHost); !passed)
            return passed;
        if (m_channel->atEnd())
            return gone();
        const std::optional<QByteArray> fromClient = m_socket->receive();
        if (!fromClient)
            return {};
        if (!fromClient->isEmpty()) {
            if (const Result<> passed = m_channel->write(*fromClient); !passed)
                return passed;
        }
    }
    return {};
}

Result<> DatabaseRelay::toClient(QByteArrayView data)
{
    while (!data.isEmpty() && !m_stop) {
        const std::optional<qsizetype> taken = m_socket->send(data);
        if (!taken)
            return {}; // receive() will say that it is closed
        data = data.sliced(*taken);
        if (!data.isEmpty())
            RelaySocket::wait(m_socket->descriptor(), false, true, Tick);
    }
    return {};
}

// The client has said goodbye to the server, which closes, which ends the relay.
void DatabaseRelay::leave()
{
    for (const auto until = Clock::now() + LeaveLimit;
         !m_channel->atEnd() && Clock::now() < until;) {
        if (!m_channel->wait(-1, Tick) || !m_channel->read())
            return;
    }
}

Error DatabaseRelay::gone() const
{
    return {
        Error::Kind::CommandFailed,
        {QT_TRANSLATE_NOOP("Text", "The connection to the server in container %1 ended."),
         {m_container}},
        {QT_TRANSLATE_NOOP("Text", "Check that the container is running and its server answers."),
         {}},
        m_channel->diagnostics()};
}

} // namespace Lifeboat
