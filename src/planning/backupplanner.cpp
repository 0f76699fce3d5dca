#include "planning/planning.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static qint64 databaseBytes(const ServiceFacts &service)
{
    qint64 bytes = 0;
    for (const DatabaseFacts &database : service.postgres->databases) {
        if (database.mark.isEmpty())
            bytes += database.bytes;
    }
    return bytes;
}

static void warnOfSpace(Plan &plan, qint64 freeBytes)
{
    if (freeBytes < 0 || plan.estimatedBytes <= freeBytes)
        return;
    plan.warnings << Text{QT_TRANSLATE_NOOP("Text", "The vault has %1 free, the databases take %2; "
                                                    "dumps are smaller, but it may not be enough."),
                          {ByteCount{freeBytes}, ByteCount{plan.estimatedBytes}}};
}

Result<Plan> planBackup(const HostProfile &host, const HostFacts &facts, const BackupChoice &choice,
                        const QString &run)
{
    Result<Plan> plan = newPlan(Verb::Backup, host, facts, run);
    if (!plan)
        return plan;
    plan->point = choice.pointId;
    plan->independentComponents = true;
    plan->estimatedBytes = 0;

    Stage lock, copy;
    Lane moment{"moment", {}}, next{"next", {}}, release{"release", {}};
    for (const Component &component : components()) {
        const ServiceFacts *service = serviceOf(component, facts);
        if (!service || (!choice.components.isEmpty() && !choice.components.contains(component.id)))
            continue;
        if (const std::optional<Error> why = notRunning(component, *service)) {
            plan->refused.insert(component.id, *why);
            continue;
        }
        const BackupRecipe recipe =
            component.backup(*service, {.run = run, .pointId = plan->point, .plain = choice.plain});
        lock.lanes << recipe.lock;
        moment.steps << recipe.moment;
        next.steps << recipe.next;
        copy.lanes << recipe.copy;
        release.steps << recipe.release;
        plan->guardian.touched << service->container;
        plan->estimatedBytes += databaseBytes(*service);
    }
    if (copy.lanes.isEmpty())
        return plan->refused.isEmpty()
                   ? Error{Error::Kind::NotFound,
                           {QT_TRANSLATE_NOOP("Text", "Nothing of what was selected is on %1."),
                            {host.name}},
                           {},
                           {}}
                   : plan->refused.first();
    plan->stages = {lock, {{moment}}, {{next}}, copy, {{release}}};
    warnOfSpace(*plan, choice.vaultFreeBytes);
    return plan;
}

} // namespace Lifeboat
