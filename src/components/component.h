#pragma once

#include "model/hostfacts.h"
#include "model/manifest.h"
#include "model/place.h"
#include "model/plan.h"

#include <functional>

namespace Lifeboat {

// What a recipe needs to know beside the facts of its service.
struct RecipeContext
{
    QString run;
    QString pointId;
    QString helperImage;       // id of one that is on the host, with sh, perl and GNU coreutils
    bool plain = false;        // dumps as plain SQL
    bool cold = false;         // the service may be stopped for a copy of its files
    bool plainConfig = false;  // what is secret is not sealed
    qint64 memoryBytes = 0;    // that a throw-away container may use
    int cpuShares = 0;         // its weight, of 1024 that one in service has; 0: the same
    qint64 diskFloorBytes = 0; // free space that is left to the host, whatever is written to it
    QString earlierPoint;      // an earlier one that this may refer to; empty: all is copied
    ManifestComponent earlier; // what that one holds of the component
    QStringList missingRoles;  // of the point, that the target lacks and that are to be created
};

// The steps of a backup, by the moment they belong to. The planner lays the moments of all
// components side by side, so that their data are of one short window.
struct BackupRecipe
{
    QList<Lane> lock;             // what takes an unknown time before the moment
    QList<Step> moment;           // what fixes the moment; quick
    QList<Step> next;             // right after it, before the copies begin
    QList<Lane> copy;             // at leisure, of that moment
    QList<Step> release;          // always
    QList<GuardianFile> files;    // what the guardian needs to leave the host as it was
    QStringList held;             // containers whose state it changes; the guardian restores it
    QList<Text> warnings;         // what the operator has to know of it
    QList<Artifact> needs;        // of earlier points, that its artifacts refer to
    bool pausesWriters = false;   // its moment is only then that of the others
    std::optional<Error> refused; // why it cannot be saved now; the rest is empty then
};

// Lanes of a drill, a preparation or a clearing away.
struct RestoreRecipe
{
    QList<Lane> lanes;
    QList<GuardianFile> files; // what the guardian needs to take it back
    QStringList touched;
    QList<Text> warnings;     // what the operator should know before it is put into service
    QList<ImageFacts> images; // that it needs on the host, beside the component's own
};

// Scripts for the guardian: all of it or nothing, harmless when it is done already.
struct ExchangeRecipe
{
    Text title;
    QString forth;
    QString back;
    QList<GuardianFile> files;      // that these use
    std::chrono::seconds limit{60}; // that it may take
    bool holdsWriters = false;      // who writes to the databases must not see it
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
    Text how; // it is saved, in a few words
    std::function<bool(const ServiceFacts &)> matches;
    // Asks a running server for what the recipes need; `answer` puts it into the service's details.
    // Without it the engine has another way of asking.
    std::function<ShellCommand(const ServiceFacts &, const QString &helperImage)> question;
    std::function<Result<>(const QByteArray &, ServiceFacts &)> answer;
    // Why it is saved only when the operator asks for it; none: it is part of every backup.
    std::function<std::optional<Text>(const ServiceFacts &)> offByDefault;
    bool canBeCold = false;       // RecipeContext::cold means something to it
    bool refersToEarlier = false; // RecipeContext::earlier does
    bool holdsSecrets = false;    // some of its files are sealed, unless RecipeContext::plainConfig
    std::function<BackupRecipe(const ServiceFacts &, const RecipeContext &)> backup;
    // Reads artifacts back with the server's own tools.
    std::function<QList<Lane>(const ServiceFacts &, const ManifestComponent &,
                              const RecipeContext &)>
        verify;
    // Into a throw-away container of the recorded image.
    std::function<RestoreRecipe(const ManifestComponent &, const RecipeContext &)> drill;
    // What a server needs to hold these data in memory; without it, it takes what it is given.
    std::function<qint64(const ManifestComponent &)> memory;
    // Why this service cannot take these data: a standby, an older server.
    std::function<std::optional<Error>(const ServiceFacts &, const ManifestComponent &)> unfit;
    // What the operator has to know before components `selected` of the point are restored; asked
    // also when this one is not among them. Without it there is nothing.
    std::function<QList<Text>(const ServiceFacts &, const ManifestComponent &,
                              const QStringList &selected)>
        warnings;
    // Beside what is in service.
    std::function<RestoreRecipe(const ServiceFacts &, const ManifestComponent &,
                                const RecipeContext &)>
        prepare;
    // Of one that only caches what others hold: an empty copy, for a restore of those.
    std::function<RestoreRecipe(const ServiceFacts &, const RecipeContext &)> prepareEmpty;
    bool isCached = false; // by such a one
    std::function<QList<Place>(const ServiceFacts &, const ManifestComponent &,
                               const RecipeContext &)>
        places;
    // Of places of this component that were prepared by the run `restoreRun`.
    std::function<ExchangeRecipe(const QList<Place> &, Direction, const ServiceFacts &,
                                 const RecipeContext &)>
        exchange;
    std::function<RestoreRecipe(const QList<Place> &, Leftover, const RecipeContext &)> drop;
    // Whether what is in service belongs together with what others hold: of config, whether its key
    // has signed what the database of the point holds. Without it there is nothing to prove.
    std::function<RestoreRecipe(const ServiceFacts &, const ManifestComponent &,
                                const RecipeContext &)>
        proof;
    // What a ReadFingerprint's command printed; without it the component has no such step.
    std::function<Result<Fingerprint>(const QByteArray &)> read;
    ServiceFacts sample; // a realistic service; previews, docs and tests are rendered from it
};

// All components of the product, in the order of their ids.
const QList<Component> &components();
// One of them, or that of a volume of which no component of the product knows
// (components/common/volume.h); null for another id.
const Component *component(const QString &id);

// The command that runs `command` inside a container with the run's mark; with input where the
// container's command reads stdin.
enum class Input { None, Piped };
ShellCommand inContainer(const QString &container, const ShellCommand &command,
                         Input input = Input::None);

} // namespace Lifeboat
