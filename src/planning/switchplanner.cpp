#include "planning/exchanges.h"
#include "planning/groundsteps.h"
#include "planning/planning.h"
#include "planning/restorenotes.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

namespace {

// The places of one component change together.
QList<QList<Place>> byComponent(const QList<Place> &places)
{
    QList<QList<Place>> all;
    for (const Place &place : places) {
        if (all.isEmpty() || all.last().first().component != place.component)
            all << QList<Place>();
        all.last() << place;
    }
    return all;
}

QString dockerScript(const ShellCommand &command, const QStringList &containers)
{
    ShellCommand full = command;
    for (const QString &container : containers)
        full << container;
    return full.toShell() + u'\n';
}

} // namespace

static Error absent(const HostProfile &host, const QString &id)
{
    return {Error::Kind::NotFound,
            {QT_TRANSLATE_NOOP("Text", "%1 has no %2 to restore into."), {host.name, id}},
            {},
            {}};
}

QStringList containersInUse(const HostFacts &facts, const QList<Place> &places)
{
    QStringList clients;
    for (const Place &place : places) {
        for (const ServiceFacts &service : facts.services) {
            if (service.container != place.container || !service.postgres)
                continue;
            for (const DatabaseFacts &known : service.postgres->databases) {
                if (known.name == place.live)
                    clients << known.clients;
            }
        }
    }
    QStringList inOrder; // the order in which discovery lists services is that of their start
    for (const ServiceFacts &service : facts.services) {
        if (clients.contains(service.container) && service.isRunning())
            inOrder << service.container;
    }
    return inOrder;
}

QStringList writersOf(const HostFacts &facts)
{
    QList<Place> databases;
    for (const ServiceFacts &service : facts.services) {
        for (const DatabaseFacts &database :
             service.postgres ? service.postgres->databases : QList<DatabaseFacts>())
            databases << Place{.container = service.container, .live = database.name};
    }
    return containersInUse(facts, databases);
}

Result<Plan> planSwitch(const HostProfile &host, const HostFacts &facts, const QList<Place> &places,
                        Direction direction, const QString &restoreRun, const QString &run)
{
    Result<Plan> plan =
        newPlan(direction == Direction::CutOver ? Verb::CutOver : Verb::Undo, host, facts, run);
    if (!plan)
        return plan;
    GuardianTask &task = plan->guardian;
    QList<ExchangeOf> exchanges;
    QStringList held = containersInUse(facts, places);
    for (const QList<Place> &own : byComponent(places)) {
        const Component *known = component(own.first().component);
        const ServiceFacts *service = known ? serviceOf(*known, facts) : nullptr;
        if (!service)
            return absent(host, own.first().component);
        exchanges << ExchangeOf{known, service,
                                known->exchange(own, direction, *service,
                                                {.run = restoreRun, .helperImage = task.image})};
        if (exchanges.last().recipe.holdsWriters)
            held = writersOf(facts);
    }
    Lane lane{"switch", {}};

    for (const ServiceFacts &service : facts.services)
        task.containers << service.container + (service.answers() ? u" first"_s : QString());
    if (!held.isEmpty()) {
        const Text title{QT_TRANSLATE_NOOP("Text", "Hold what uses the databases: %1"),
                         {held.join(u", "_s)}};
        task.files << GuardianFile{u"do/10-hold"_s, title,
                                   dockerScript(ShellCommand("docker pause"), held)};
        lane.steps << guardianStep("hold", title, u"do/10-hold"_s, 15s);
    }
    lane.steps << Step{
        .id = "point",
        .title = {QT_TRANSLATE_NOOP("Text",
                                    "From here on the host completes the switch even without us"),
                  {}},
        .action = PointOfNoReturn{}};
    addExchanges(*plan, lane, exchanges);
    if (!held.isEmpty()) {
        const Text release{QT_TRANSLATE_NOOP("Text", "Release what was held"), {}};
        const Text restart{
            QT_TRANSLATE_NOOP("Text",
                              "Restart what keeps data of the former databases in memory: %1"),
            {held.join(u", "_s)}};
        // Of several that are no longer paused, docker would refuse the first and leave the rest.
        QString script;
        for (const QString &container : held)
            script += dockerScript(ShellCommand("docker unpause"), {container}).chopped(1)
                      + u" || docker start "_s + ShellCommand::quoted(container) + u"\n"_s;
        task.files << GuardianFile{u"fin/200-release"_s, release, script}
                   << GuardianFile{u"fin/300-restart"_s, restart,
                                   dockerScript(ShellCommand("docker restart -t 10"), held)};
        lane.steps << guardianStep("release", release, u"fin/200-release"_s, 30s)
                   << guardianStep("restart", restart, u"fin/300-restart"_s, 120s);
        const ServiceFacts *server = facts.service(u"server"_s);
        if (server && held.contains(server->container))
            lane.steps << askApplication(server->container);
    }
    if (direction == Direction::Undo) {
        const Text note{QT_TRANSLATE_NOOP("Text", "Note on the host that it was undone"), {}};
        task.files << GuardianFile{u"fin/400-note"_s, note, noteUndone(restoreRun)};
        lane.steps << guardianStep("note", note, u"fin/400-note"_s, 30s);
    }
    plan->stages << Stage{{lane}};
    plan->warnings << Text{
        direction == Direction::CutOver
            ? QT_TRANSLATE_NOOP(
                "Text", "What is in service now stays on the host as the safety copy of run %1.")
            : QT_TRANSLATE_NOOP("Text", "What was written since the cut-over of run %1 stays on "
                                        "the host beside the former databases."),
        {restoreRun}};
    return plan;
}

Result<Plan> planDrop(const HostProfile &host, const HostFacts &facts, const QList<Place> &places,
                      Leftover what, const QString &restoreRun, const QString &run)
{
    Result<Plan> plan =
        newPlan(what == Leftover::SafetyCopies ? Verb::Accept : Verb::Discard, host, facts, run);
    if (!plan)
        return plan;
    Stage stage;
    for (const QList<Place> &own : byComponent(places)) {
        const Component *known = component(own.first().component);
        if (!known)
            return absent(host, own.first().component);
        const RestoreRecipe recipe =
            known->drop(own, what, {.run = restoreRun, .helperImage = plan->guardian.image});
        stage.lanes << recipe.lanes;
        append(plan->guardian, recipe);
    }
    plan->warnings << Text{
        QT_TRANSLATE_NOOP("Text", "After this the restore of run %1 cannot be undone or repeated "
                                  "from what is on the host."),
        {restoreRun}};
    plan->stages << stage << Stage{{Lane{"forget", {forgetRestore(restoreRun)}}}};
    return plan;
}

} // namespace Lifeboat
