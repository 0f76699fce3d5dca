#pragma once

#include "app/hostlink.h"
#include "app/runreport.h"

namespace Lifeboat {

class RunLog;

// The restores that stand open on the host, whichever desktop began them, as they stand there: the
// host is asked about each. `log` lists them all from now on so, and no longer as open what
// another desktop accepted or discarded. While a run holds the host, or one that was interrupted
// has not been put in order, they may change at any moment: none is given then, none recorded. One
// that the host cannot tell about, because others have changed its places, has that as its `error`.
Result<QList<RunReport>> openRestores(HostLink &link, RunLog &log, const HostProfile &host,
                                      const HostFacts &facts);

// What the note says of a run that this desktop does not know.
RunReport reportOf(const RestoreNote &note, const HostProfile &host);

// How a restore stands on its host now. Nullopt: nothing of it is in service, and not all of what
// was prepared is there. Error::CommandFailed: it cannot be told, since a server does not answer or
// others have changed its places.
Result<std::optional<RestoreState>> stateOnHost(HostLink &link, const HostFacts &facts,
                                                const RunReport &restore);

// Why nothing can be put beside `places` now: another restore of one of them stands open.
std::optional<Error> standsInTheWay(const QList<RunReport> &open, const QList<Place> &places,
                                    const HostProfile &host);

} // namespace Lifeboat
