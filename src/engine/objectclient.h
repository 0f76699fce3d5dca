#pragma once

#include "engine/objectlisting.h"
#include "engine/objecttransfer.h"
#include "remote/objectprobe.h"

#include <memory>
#include <vector>

namespace Lifeboat {

// The requests that the transfers are made of, over one connection.
class ObjectClient
{
public:
    static Result<std::unique_ptr<ObjectClient>> open(const ObjectTask &task);
    // Others for the same server, as many as are used side by side.
    std::vector<std::unique_ptr<ObjectClient>> workers() const;

    Result<QList<QByteArray>> buckets();
    Result<ObjectBucket> bucket(const QByteArray &name);

    // All of a bucket, a page of complete histories at a time. The next page is asked for while the
    // sink works.
    using PageSink = std::function<Result<>(const QList<ObjectHistory> &)>;
    Result<> histories(const QByteArray &bucket, const PageSink &sink);
    Result<ObjectHistory> history(const QByteArray &bucket, const QByteArray &key);

    // False: it is not there any more, or is another one.
    Result<bool> readParts(const QByteArray &bucket, ObjectVersion &version);
    Result<bool> fetch(const QByteArray &bucket, const ObjectVersion &version,
                       const ByteSink &sink);

    Result<> makeBucket(const ObjectBucket &bucket);
    Result<> put(const QByteArray &bucket, const ObjectVersion &version, const ByteSource &source);
    Result<> mark(const QByteArray &bucket, const QByteArray &key);

private:
    ObjectClient(std::unique_ptr<ObjectConnection> connection, const CancelToken &cancel);

    Result<ObjectReply> send(const ObjectRequest &request);
    Result<ObjectReply> ask(const ObjectRequest &request, const QByteArray &what);
    Result<QByteArray> setting(const QByteArray &bucket, const QByteArray &name);
    Result<ObjectPage> page(const QByteArray &bucket, const QByteArray &prefix,
                            const ObjectPage &before);
    Result<QByteArray> putInParts(const QByteArray &bucket, const ObjectVersion &version,
                                  const ByteSource &source);

    std::unique_ptr<ObjectConnection> m_connection;
    CancelToken m_cancel;
};

} // namespace Lifeboat
