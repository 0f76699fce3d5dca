#include "platform/curlobjectprobe.h"

#include "platform/databaserelay.h"
#include "platform/objectsignature.h"

#include <QCoreApplication>
#include <QDateTime>

#include <curl/curl.h>

using namespace Qt::StringLiterals;

namespace Lifeboat {

namespace {

constexpr qsizetype LargestReply = 64 * 1024 * 1024;
constexpr long QuietSeconds = 120;

// Its time is the server's: a signature of another time is refused.
struct Identity
{
    ObjectCredentials credentials;
    qint64 clockAhead = 0; // seconds
};

Result<Identity> askIdentity(RemoteHost &host, const ObjectServer &server,
                             const CancelToken &cancel)
{
    const Result<std::shared_ptr<RemoteSession>> session = host.session(cancel);
    if (!session)
        return session.error();
    const Result<QByteArray> printed = (*session)->read(server.credentials, {.cancel = cancel});
    if (!printed)
        return printed.error();
    const QList<QByteArray> lines = printed->split('\n');
    if (lines.size() < 3 || lines.at(0).isEmpty() || lines.at(1).isEmpty()
        || lines.at(2).toLongLong() == 0)
        return Error{
            Error::Kind::CommandFailed,
            {QT_TRANSLATE_NOOP("Text", "The root user and password in container %1 are not known."),
             {server.container}},
            {QT_TRANSLATE_NOOP("Text", "Set MINIO_ROOT_USER and MINIO_ROOT_PASSWORD there."), {}},
            {}};
    return Identity{{lines.at(0), lines.at(1)},
                    lines.at(2).toLongLong() - QDateTime::currentSecsSinceEpoch()};
}

class CurlConnection : public ObjectConnection
{
public:
    CurlConnection(RemoteHost &host, const ObjectServer &server, const Identity &identity)
        : m_host(host)
        , m_server(server)
        , m_identity(identity)
        , m_curl(curl_easy_init())
    {
    }
    ~CurlConnection() override
    {
        if (m_relay)
            m_relay->abort(); // the server would keep the connection for a next request
        curl_easy_cleanup(m_curl);
    }

    Result<ObjectReply> send(const ObjectRequest &request, const CancelToken &cancel) override;
    std::unique_ptr<ObjectConnection> another() const override
    {
        return std::make_unique<CurlConnection>(m_host, m_server, m_identity);
    }

private:
    struct Exchange
    {
        CURL *curl;
        const ObjectRequest &request;
        const CancelToken &cancel;
        ObjectReply reply;
        std::optional<Error> error; // of the source or the sink
        bool hasBegun = false;      // bytes were taken from the source or given to the sink
    };

    Result<> open(const CancelToken &cancel);
    CURLcode perform(Exchange &exchange);

    static size_t take(char *data, size_t size, size_t count, void *user);
    static size_t give(char *data, size_t size, size_t count, void *user);
    static size_t header(char *data, size_t size, size_t count, void *user);
    static int tick(void *user, curl_off_t, curl_off_t, curl_off_t, curl_off_t);

    RemoteHost &m_host;
    const ObjectServer m_server;
    const Identity m_identity;
    CURL *m_curl;
    std::unique_ptr<DatabaseRelay> m_relay;
};

// The server ends a connection that was idle for long.
Result<> CurlConnection::open(const CancelToken &cancel)
{
    if (m_relay && !m_relay->failure())
        return {};
    curl_easy_cleanup(m_curl);
    m_curl = curl_easy_init();
    m_relay.reset();
    Result<std::unique_ptr<DatabaseRelay>> relay =
        DatabaseRelay::open(m_host, m_server.container, cancel, m_server.port);
    if (!relay)
        return relay.error();
    m_relay = std::move(*relay);
    return {};
}

size_t CurlConnection::take(char *data, size_t size, size_t count, void *user)
{
    auto &exchange = *static_cast<Exchange *>(user);
    const QByteArrayView view(data, qsizetype(size * count));
    long status = 0;
    curl_easy_getinfo(exchange.curl, CURLINFO_RESPONSE_CODE, &status);
    if (exchange.request.sink && status / 100 == 2) {
        exchange.hasBegun = true;
        if (const Result<> taken = exchange.request.sink(view); !taken) {
            exchange.error = taken.error();
            return 0;
        }
        return size_t(view.size());
    }
    if (exchange.reply.body.size() + view.size() > LargestReply)
        return 0;
    exchange.reply.body += view;
    return size_t(view.size());
}

size_t CurlConnection::give(char *data, size_t size, size_t count, void *user)
{
    auto &exchange = *static_cast<Exchange *>(user);
    if (!exchange.request.body)
        return 0;
    exchange.hasBegun = true;
    const Result<QByteArray> block = exchange.request.body(qsizetype(size * count));
    if (!block) {
        exchange.error = block.error();
        return CURL_READFUNC_ABORT;
    }
    std::copy(block->cbegin(), block->cend(), data);
    return size_t(block->size());
}

size_t CurlConnection::header(char *data, size_t size, size_t count, void *user)
{
    const QByteArray line(data, qsizetype(size * count));
    const qsizetype at = line.indexOf(':');
    if (at > 0)
        static_cast<Exchange *>(user)->reply.headers.insert(line.first(at).toLower(),
                                                            line.sliced(at + 1).trimmed());
    return size * count;
}

int CurlConnection::tick(void *user, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    return static_cast<Exchange *>(user)->cancel.isCancelled() ? 1 : 0;
}

CURLcode CurlConnection::perform(Exchange &exchange)
{
    const ObjectRequest &request = exchange.request;
    const QByteArray host = "127.0.0.1:" + QByteArray::number(m_server.port);
    const QByteArray url =
        "http://" + host + request.path + (request.query.isEmpty() ? "" : '?' + request.query);
    const QMap<QByteArray, QByteArray> headers =
        signedHeaders(request, host, m_identity.credentials,
                      QDateTime::currentDateTimeUtc().addSecs(m_identity.clockAhead));
    curl_slist *list = curl_slist_append(nullptr, "Expect:"); // no pause before a body
    for (auto it = headers.cbegin(); it != headers.cend(); ++it) {
        QByteArray line = it.key() + ": " + it.value();
        if (it.value().isEmpty())
            line = it.key() + ';'; // curl's word for a header without a value
        line.replace('\r', ' ').replace('\n', ' ');
        list = curl_slist_append(list, line.constData());
    }
    exchange.curl = m_curl;
    curl_easy_reset(m_curl); // keeps the connection
    curl_easy_setopt(m_curl, CURLOPT_URL, url.constData());
    curl_easy_setopt(m_curl, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(m_curl, CURLOPT_PROXY, "");
    curl_easy_setopt(m_curl, CURLOPT_UNIX_SOCKET_PATH, m_relay->socket().toLocal8Bit().constData());
    curl_easy_setopt(m_curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(m_curl, CURLOPT_HTTPHEADER, list);
    curl_easy_setopt(m_curl, CURLOPT_BUFFERSIZE, 256L * 1024);
    curl_easy_setopt(m_curl, CURLOPT_UPLOAD_BUFFERSIZE, 256L * 1024);
    curl_easy_setopt(m_curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(m_curl, CURLOPT_LOW_SPEED_TIME, QuietSeconds);
    curl_easy_setopt(m_curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(m_curl, CURLOPT_WRITEDATA, &exchange);
    curl_easy_setopt(m_curl, CURLOPT_HEADERFUNCTION, header);
    curl_easy_setopt(m_curl, CURLOPT_HEADERDATA, &exchange);
    curl_easy_setopt(m_curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(m_curl, CURLOPT_XFERINFOFUNCTION, tick);
    curl_easy_setopt(m_curl, CURLOPT_XFERINFODATA, &exchange);
    if (request.method == "HEAD")
        curl_easy_setopt(m_curl, CURLOPT_NOBODY, 1L);
    else if (request.body || request.method == "PUT") {
        curl_easy_setopt(m_curl, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(m_curl, CURLOPT_INFILESIZE_LARGE, curl_off_t(request.bodyBytes));
        curl_easy_setopt(m_curl, CURLOPT_READFUNCTION, give);
        curl_easy_setopt(m_curl, CURLOPT_READDATA, &exchange);
    } else if (request.method == "POST") {
        curl_easy_setopt(m_curl, CURLOPT_POST, 1L);
        curl_easy_setopt(m_curl, CURLOPT_POSTFIELDSIZE, 0L);
        curl_easy_setopt(m_curl, CURLOPT_POSTFIELDS, "");
    }
    curl_easy_setopt(m_curl, CURLOPT_CUSTOMREQUEST, request.method.constData());
    const CURLcode code = curl_easy_perform(m_curl);
    long status = 0;
    curl_easy_getinfo(m_curl, CURLINFO_RESPONSE_CODE, &status);
    exchange.reply.status = int(status);
    curl_slist_free_all(list);
    return code;
}

Result<ObjectReply> CurlConnection::send(const ObjectRequest &request, const CancelToken &cancel)
{
    for (int attempt = 0;; ++attempt) {
        if (const Result<> opened = open(cancel); !opened)
            return opened.error();
        Exchange exchange{m_curl, request, cancel, {}, {}, false};
        const CURLcode code = perform(exchange);
        if (code == CURLE_OK)
            return exchange.reply;
        m_relay->abort();
        const std::optional<Error> gone = m_relay->failure();
        curl_easy_cleanup(m_curl); // the connection's far end goes with it
        m_curl = curl_easy_init();
        m_relay.reset();
        if (exchange.error)
            return *exchange.error;
        if (cancel.isCancelled())
            return cancelled();
        // An idle connection that the server has closed meanwhile; nothing was exchanged.
        if (!exchange.hasBegun && attempt == 0)
            continue;
        if (gone)
            return *gone;
        return Error{code == CURLE_OPERATION_TIMEDOUT ? Error::Kind::TimedOut
                                                      : Error::Kind::CommandFailed,
                     {QT_TRANSLATE_NOOP("Text", "The server of objects in container %1 gave no "
                                                "answer."),
                      {m_server.container}},
                     {QT_TRANSLATE_NOOP("Text", "Check that the container is running and its "
                                                "server answers."),
                      {}},
                     QString::fromUtf8(curl_easy_strerror(code))};
    }
}

class CurlObjectProbe : public ObjectProbe
{
public:
    Result<std::unique_ptr<ObjectConnection>> connect(RemoteHost &host, const ObjectServer &server,
                                                      const CancelToken &cancel) override
    {
        const Result<Identity> identity = askIdentity(host, server, cancel);
        if (!identity)
            return identity.error();
        return std::unique_ptr<ObjectConnection>(
            std::make_unique<CurlConnection>(host, server, *identity));
    }
};

} // namespace

std::unique_ptr<ObjectProbe> curlObjectProbe()
{
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_NOTHING); // no TLS
    Q_UNUSED(ready)
    return std::make_unique<CurlObjectProbe>();
}

} // namespace Lifeboat
