#include "app/restoreplans.h"

#include "app/hostlink.h"
#include "app/runlog.h"
#include "planning/planners.h"
#include "planning/restorenotes.h"

namespace Lifeboat {

Result<Plan> preparation(const HostProfile &target, const HostFacts &facts,
                         const StoredPoint &point, const RestoreOptions &options, bool createRoles,
                         RestoreNote note)
{
    Result<Plan> plan =
        planPrepare(target, facts, point.manifest, options.components, createRoles, note.run);
    if (!plan)
        return plan;
    note.point = point.hostId + u'/' + point.id();
    note.owner = HostLink::owner();
    note.places = placesOf(facts, point.manifest, options.components, note.run);
    noteRestore(*plan, note);
    return plan;
}

Result<QList<Plan>> restorePlans(const HostProfile &target, const HostFacts &facts,
                                 const StoredPoint &point, const RestoreOptions &options)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QString run = RunLog::newRunId(now);
    const Result<Plan> prepare = preparation(target, facts, point, options, options.createRoles,
                                             {.run = run, .started = now});
    if (!prepare)
        return prepare.error();
    const Result<Plan> cutOver =
        planSwitch(target, facts, placesOf(facts, point.manifest, options.components, run),
                   Direction::CutOver, run, run);
    if (!cutOver)
        return cutOver.error();
    return QList<Plan>{*prepare, *cutOver};
}

} // namespace Lifeboat
