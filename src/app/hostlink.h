#pragma once

#include "app/operations.h"
#include "engine/guardian.h"
#include "model/groundfacts.h"
#include "remote/hostkeystore.h"
#include "remote/objectprobe.h"
#include "remote/postgresprobe.h"
#include "remote/remotesession.h"

#include <memory>

namespace Lifeboat {

// One run's connection to one host: what every verb needs before it can plan.
class HostLink
{
public:
    HostLink(const Settings &settings, const HostProfile &profile, const Access &access,
             const QString &mark, EventSink sink);

    RemoteHost &host() { return *m_host; }
    PostgresProbe &probe() { return *m_probe; }
    ObjectProbe &objects() { return *m_objects; }

    Result<HostFacts> discover();
    Result<HostFacts> bed();
    Result<GroundFacts> ground(const RecordedProject &project);

    Result<QByteArray> ask(const ShellCommand &question); // one that changes nothing

    // Who holds the host. Puts in order what an interrupted run of the same login left there, and
    // writes into `log` how runs ended that their own program did not see end.
    Result<HostLock> settle(RunLog &log, const QString &image);

    // Of places that are directories, by their `beside`: "new", "old", "absent", or "aside" (what
    // is in service is neither). `run` prepared them, `image` is on the host.
    Result<QHash<QString, QString>> lookAt(const QList<Place> &places, const QString &run,
                                           const QString &image);

    // "user@desktop", what others see while this program holds the host.
    static QString owner();

private:
    HostProfile m_profile;
    CancelToken m_cancel;
    EventSink m_sink;
    HostKeyStore m_keys;
    std::unique_ptr<RemoteHost> m_host;
    std::unique_ptr<PostgresProbe> m_probe;
    std::unique_ptr<ObjectProbe> m_objects;
};

} // namespace Lifeboat
