#include "planning/planning.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

namespace {

// The databases of one server change names together.
struct ServerRenames
{
    DatabaseServer server;
    QList<Rename> forth;
    QList<Rename> back;
};

QList<ServerRenames> renamesByServer(const QList<PlacedDatabase> &databases, Direction direction)
{
    QList<ServerRenames> all;
    for (const PlacedDatabase &database : databases) {
        if (all.isEmpty() || !(all.last().server == database.server))
            all << ServerRenames{database.server, {}, {}};
        const DatabaseMove &move = database.move;
        QList<Rename> renames{{move.beside, move.live}};
        if (move.hasLive)
            renames.prepend({move.live, move.safety});
        QList<Rename> reverse{{move.live, move.beside}};
        if (move.hasLive)
            reverse << Rename{move.safety, move.live};
        const bool forward = direction == Direction::CutOver;
        all.last().forth << (forward ? renames : reverse);
        all.last().back << (forward ? reverse : renames);
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

Step guardianStep(const QByteArray &id, const Text &title, const QString &file,
                  std::chrono::seconds limit)
{
    return {.id = id,
            .title = title,
            .action = GuardianStep{file},
            .quietLimit = limit,
            .changesHost = true};
}

} // namespace

QStringList containersInUse(const HostFacts &facts, const QList<PlacedDatabase> &databases)
{
    QStringList clients;
    for (const PlacedDatabase &database : databases) {
        for (const ServiceFacts &service : facts.services) {
            if (service.container != database.server.container || !service.postgres)
                continue;
            for (const DatabaseFacts &known : service.postgres->databases) {
                if (known.name == database.move.live)
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

Result<Plan> planSwitch(const HostProfile &host, const HostFacts &facts,
                        const QList<PlacedDatabase> &databases, Direction direction,
                        const QString &restoreRun, const QString &run)
{
    Result<Plan> plan =
        newPlan(direction == Direction::CutOver ? Verb::CutOver : Verb::Undo, host, facts, run);
    if (!plan)
        return plan;
    const QStringList held = containersInUse(facts, databases);
    GuardianTask &task = plan->guardian;
    Lane lane{"switch", {}};

    for (const ServiceFacts &service : facts.services)
        task.containers << service.container + (service.postgres ? u" first"_s : QString());
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
    int number = 20;
    for (const ServerRenames &renames : renamesByServer(databases, direction)) {
        const QString name = QString::number(number++) + u"-switch"_s;
        const Component *known = component(renames.server.component);
        const Text title{QT_TRANSLATE_NOOP("Text", "Exchange the databases of %1 by their names"),
                         {renames.server.component}};
        task.touched << renames.server.container;
        task.files << GuardianFile{u"fin/"_s + name, title,
                                   known->exchange(renames.server, renames.forth)}
                   << GuardianFile{
                          u"undo/"_s + name,
                          {QT_TRANSLATE_NOOP("Text", "Take it back when it cannot be completed"),
                           {}},
                          known->exchange(renames.server, renames.back)};
        Step step = guardianStep("switch." + renames.server.component.toUtf8(), title,
                                 u"fin/"_s + name, 60s);
        step.component = renames.server.component;
        lane.steps << step;
    }
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
        task.files << GuardianFile{u"fin/30-release"_s, release, script}
                   << GuardianFile{u"fin/40-restart"_s, restart,
                                   dockerScript(ShellCommand("docker restart -t 10"), held)};
        lane.steps << guardianStep("release", release, u"fin/30-release"_s, 30s)
                   << guardianStep("restart", restart, u"fin/40-restart"_s, 120s);
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

Result<Plan> planDrop(const HostProfile &host, const HostFacts &facts,
                      const QList<PlacedDatabase> &databases, Leftover what,
                      const QString &restoreRun, const QString &run)
{
    Result<Plan> plan =
        newPlan(what == Leftover::SafetyCopies ? Verb::Accept : Verb::Discard, host, facts, run);
    if (!plan)
        return plan;
    Lane lane{"drop", {}};
    for (const PlacedDatabase &database : databases) {
        if (what == Leftover::SafetyCopies && !database.move.hasLive)
            continue;
        lane.steps << component(database.server.component)
                          ->drop(database.server,
                                 {what == Leftover::SafetyCopies ? database.move.safety
                                                                 : database.move.beside});
        plan->guardian.touched << database.server.container;
    }
    plan->guardian.touched.removeDuplicates();
    plan->warnings << Text{
        QT_TRANSLATE_NOOP("Text", "After this the restore of run %1 cannot be undone or repeated "
                                  "from what is on the host."),
        {restoreRun}};
    plan->stages << Stage{{lane}};
    return plan;
}

} // namespace Lifeboat
