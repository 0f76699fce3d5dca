#include "planning/planning.h"
#include "planning/spacecheck.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

static void warnOfSpace(Plan &plan, qint64 freeBytes)
{
    if (freeBytes < 0 || plan.estimatedBytes <= freeBytes)
        return;
    plan.warnings << Text{QT_TRANSLATE_NOOP("Text", "The vault has %1 free, the databases take %2; "
                                                    "dumps are smaller, but it may not be enough."),
                          {ByteCount{freeBytes}, ByteCount{plan.estimatedBytes}}};
}

// Longer than this nobody's work is held up for the sake of one moment.
static constexpr int LongestPauseSeconds = 10;

// Who writes to the databases is paused while the moment is fixed. The pause ends by itself, too:
// then the components are not of one moment, and the release says so.
static void holdWriters(Plan &plan, const HostFacts &facts, Lane &moment)
{
    const QStringList writers = writersOf(facts);
    if (writers.isEmpty())
        return;
    QString names;
    for (const QString &writer : writers)
        names += u' ' + ShellCommand::quoted(writer);
    const Text hold{QT_TRANSLATE_NOOP("Text", "Pause what writes, for one moment of all data: %1"),
                    {writers.join(u", "_s)}};
    const Text release{QT_TRANSLATE_NOOP("Text", "Let it go on"), {}};
    plan.guardian.containers << writers;
    plan.guardian.files
        << GuardianFile{u"do/10-hold"_s, hold,
                        u"docker pause%1 || exit 1\n(sleep %2; docker unpause%1) >/dev/null 2>&1 &\n"_s
                            .arg(names, QString::number(LongestPauseSeconds))}
        << GuardianFile{u"do/20-release"_s, release,
                        u"late=\nfor each in%1; do docker unpause \"$each\" || late=1; done\n"
                        "[ -z \"$late\" ] || { echo \"The moment took longer than %2 s, so "
                        "it was given up.\" >&2; exit 1; }\n"_s.arg(
                            names, QString::number(LongestPauseSeconds))};
    moment.steps.prepend({.id = "hold",
                          .title = hold,
                          .action = GuardianStep{u"do/10-hold"_s},
                          .quietLimit = 15s,
                          .changesHost = true});
    moment.steps << Step{.id = "go-on",
                         .title = release,
                         .action = GuardianStep{u"do/20-release"_s},
                         .quietLimit = 15s,
                         .always = true,
                         .changesHost = true};
}

// Lanes of one name are one, whichever component they are of.
static void appendTo(Stage &stage, const QList<Lane> &lanes)
{
    for (const Lane &lane : lanes) {
        const auto same = std::ranges::find(stage.lanes, lane.id, &Lane::id);
        if (same == stage.lanes.end())
            stage.lanes << lane;
        else
            same->steps << lane.steps;
    }
}

static bool isChosen(const Component &component, const ServiceFacts &service,
                     const BackupChoice &choice)
{
    if (!choice.components.isEmpty())
        return choice.components.contains(component.id);
    return !component.offByDefault || !component.offByDefault(service)
           || choice.cold.contains(component.id);
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
    bool pausesWriters = false;
    for (const Component *each : componentsOn(facts)) {
        const Component &component = *each;
        const ServiceFacts *service = serviceOf(component, facts);
        if (!service || !isChosen(component, *service, choice))
            continue;
        if (const std::optional<Error> why = notRunning(component, *service)) {
            plan->refused.insert(component.id, *why);
            continue;
        }
        const BackupRecipe recipe =
            component.backup(*service, {.run = run,
                                        .pointId = plan->point,
                                        .helperImage = plan->guardian.image,
                                        .plain = choice.plain,
                                        .cold = choice.cold.contains(component.id),
                                        .plainConfig = choice.plainConfig,
                                        .diskFloorBytes = RestoreFloorBytes,
                                        .earlierPoint = choice.earlier.value(component.id).first,
                                        .earlier = choice.earlier.value(component.id).second});
        if (recipe.refused) {
            plan->refused.insert(component.id, *recipe.refused);
            continue;
        }
        pausesWriters |= recipe.pausesWriters;
        plan->warnings << recipe.warnings;
        if (choice.damaged.contains(component.id))
            plan->warnings << Text{
                QT_TRANSLATE_NOOP("Text", "%1: point %2 is damaged, or it needs one that is. What "
                                          "it has is copied again."),
                {component.id, choice.damaged.value(component.id)}};
        if (!recipe.needs.isEmpty())
            plan->needs.insert(component.id, recipe.needs);
        append(plan->guardian, recipe.files);
        plan->guardian.containers << recipe.held;
        lock.lanes << recipe.lock;
        moment.steps << recipe.moment;
        next.steps << recipe.next;
        appendTo(copy, recipe.copy);
        release.steps << recipe.release;
        if (!service->container.isEmpty())
            plan->guardian.touched << service->container;
        if (recipe.needs.isEmpty()) // else what is new of it is not known
            plan->estimatedBytes += qMax(service->dataBytes(), qint64(0));
    }
    if (copy.lanes.isEmpty())
        return plan->refused.isEmpty()
                   ? Error{Error::Kind::NotFound,
                           {QT_TRANSLATE_NOOP("Text", "Nothing of what was selected is on %1."),
                            {host.name}},
                           {},
                           {}}
                   : plan->refused.first();
    if (pausesWriters)
        holdWriters(*plan, facts, moment);
    plan->guardian.containers.removeDuplicates();
    plan->stages = {lock, {{moment}, true}, {{next}}, copy, {{release}}};
    warnOfSpace(*plan, choice.vaultFreeBytes);
    return plan;
}

} // namespace Lifeboat
