#pragma once

#include "base/canceltoken.h"
#include "model/plan.h"
#include "remote/remotesession.h"

#include <QMap>

#include <memory>

namespace Lifeboat {

// One request to a server of objects. Path and query are encoded as they are signed: every byte but
// letters, digits, "-._~" (and "/" in the path) as %XX, the query's names in order and each with
// its "=".
struct ObjectRequest
{
    QByteArray method;
    QByteArray path;
    QByteArray query;
    QMap<QByteArray, QByteArray> headers; // names in lower case
    ByteSource body;                      // of bodyBytes; none: there is no body
    qint64 bodyBytes = 0;
    ByteSink sink; // of the body of an answer with status 2xx; none: it is kept in the reply
};

struct ObjectReply
{
    int status = 0;
    QMap<QByteArray, QByteArray> headers; // names in lower case
    QByteArray body;                      // of a refusal always; at most 64 MiB

    bool isOk() const { return status / 100 == 2; }
};

// A way to one server with its root credentials. Used from one thread at a time. It is opened by the
// first request, which therefore takes longer. A refusal is a reply, not an error; an error means
// that there is no answer. A cancel is noticed within a second.
class ObjectConnection
{
public:
    virtual ~ObjectConnection() = default;
    virtual Result<ObjectReply> send(const ObjectRequest &request, const CancelToken &cancel) = 0;
    // One more way to the same server; asks the host for nothing.
    virtual std::unique_ptr<ObjectConnection> another() const = 0;
};

// Reaches a server of objects without opening a port on the desktop or the host, as PostgresProbe
// does. The credentials are asked for over the SSH session and kept in memory only. Thread-safe.
class ObjectProbe
{
public:
    virtual ~ObjectProbe() = default;
    virtual Result<std::unique_ptr<ObjectConnection>>
    connect(RemoteHost &host, const ObjectServer &server, const CancelToken &cancel) = 0;
};

} // namespace Lifeboat
