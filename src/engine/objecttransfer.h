#pragma once

#include "base/canceltoken.h"
#include "model/plan.h"
#include "storage/artifactstore.h"

#include <functional>
#include <map>

namespace Lifeboat {

class EarlierObjects;
class ObjectProbe;
class ProvenReader;
class RemoteHost;

// What the three have in common. Each opens a few connections and uses them side by side; objects
// up to 1 MiB are kept in memory for the time of their own transfer, larger ones are streamed, one
// at a time. They return when all of that has ended.
struct ObjectTask
{
    RemoteHost &host;
    ObjectProbe &probe;
    ObjectServer server;
    CancelToken cancel;
    std::function<void(qint64 bytes)> carried; // called by one thread at a time
};

// Everything into the two artifacts, not committed yet, but what an earlier point's archives hold:
// that is referred to. An object that changes or vanishes meanwhile is listed again: what the
// listing says is what the archives hold.
Result<Fingerprint> fetchObjects(const ObjectTask &task, const EarlierObjects &earlier,
                                 ArtifactWriter &archive, ArtifactWriter &listing);

// By the id of the point that holds it; the point's own stands under an empty one.
using ObjectArchives = std::map<QByteArray, ProvenReader>;

// Makes the buckets and puts the versions in order. Each is compared by its ETag when it arrived,
// so one that was put in parts is put in the same parts again.
Result<> putObjects(const ObjectTask &task, ObjectArchives &archives, ProvenReader &listing);

// What the server holds, by its lists.
Result<Fingerprint> countObjects(const ObjectTask &task);

} // namespace Lifeboat
