#pragma once

#include "model/hostfacts.h"
#include "model/manifest.h"
#include "model/plan.h"

#include <functional>

namespace Lifeboat {

// What a recipe needs to know beside the facts of its service.
struct RecipeContext
{
    QString run;
    QString pointId;
    bool plain = false;        // dumps as plain SQL
    qint64 memoryBytes = 0;    // that a throw-away container may use
    qint64 diskFloorBytes = 0; // free space that a drill must leave on the host
    QStringList missingRoles;  // of the point, that the target lacks and that are to be created
};

// The steps of a backup, by the moment they belong to. The planner lays the moments of all
// components side by side, so that their data are of one short window.
struct BackupRecipe
{
    QList<Lane> lock;    // what takes an unknown time before the moment
    QList<Step> moment;  // what fixes the moment; quick
    QList<Step> next;    // right after it, before the copies begin
    QList<Lane> copy;    // at leisure, of that moment
    QList<Step> release; // always
};

struct RestoreRecipe
{
    QList<Lane> lanes;
    QList<GuardianFile> files; // what the guardian needs to take it back
    QStringList touched;
};

// One database of a service on its way through a restore; the names are those on the host.
struct DatabaseMove
{
    QString live;
    QString beside;
    QString safety;
    bool hasLive = true;

    bool operator==(const DatabaseMove &) const = default;
};

struct DatabaseServer
{
    QString component;
    QString container;
    QString user;

    bool operator==(const DatabaseServer &) const = default;
};

struct Rename
{
    QString from;
    QString to;
};

// Everything the application knows about one kind of data.
//
// The recipes are pure functions of facts: preview, execution, reference page and tests are all
// read from what they return. To support another kind, add one file to this folder; the build
// collects it, the conformance tests run over it, its preview is recorded on the first test run.
struct Component
{
    QString id;
    Text title;
    std::function<bool(const ServiceFacts &)> matches;
    std::function<BackupRecipe(const ServiceFacts &, const RecipeContext &)> backup;
    // Reads artifacts back with the server's own tools.
    std::function<QList<Lane>(const ServiceFacts &, const ManifestComponent &)> verify;
    // Into a throw-away container of the recorded image.
    std::function<RestoreRecipe(const ManifestComponent &, const RecipeContext &)> drill;
    // Beside what is in service.
    std::function<RestoreRecipe(const ServiceFacts &, const ManifestComponent &,
                                const RecipeContext &)>
        prepare;
    std::function<QList<DatabaseMove>(const ServiceFacts &, const ManifestComponent &,
                                      const RecipeContext &)>
        moves;
    // A script for the guardian: all these renames at once or none, harmless when done already.
    std::function<QString(const DatabaseServer &, const QList<Rename> &)> exchange;
    // Drops databases that carry our mark.
    std::function<QList<Step>(const DatabaseServer &, const QStringList &)> drop;
    ServiceFacts sample; // a realistic service; previews, docs and tests are rendered from it
};

// All components, in the order of their ids.
const QList<Component> &components();
const Component *component(const QString &id);

// The command that runs `command` inside a container with the run's mark; with input where the
// container's command reads stdin.
enum class Input { None, Piped };
ShellCommand inContainer(const QString &container, const ShellCommand &command,
                         Input input = Input::None);

} // namespace Lifeboat
