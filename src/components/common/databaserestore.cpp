#include "components/common/databasenames.h"
#include "components/common/databaserecipe.h"
#include "components/common/directory.h"
#include "components/common/postgrescommands.h"
#include "components/common/postgressql.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

// What is left of a database when its dump was restored into `address`: the steps that follow its
// creation, equal for a drill and a restore.
static QList<Step> restoreSteps(const QString &id, const Artifact &artifact,
                                const DatabaseProfile &profile, const DatabaseAddress &address,
                                const ShellCommand &restore, const Fingerprint &all)
{
    TakeFingerprint compare = wholeFingerprint(address, artifact.database);
    compare.expected = entriesOf(all, compare.prefix);
    // A point of an earlier version has names with spaces as they are.
    if (const QString bare = artifact.database + u' '; compare.expected->entries.isEmpty()) {
        compare.prefix = bare;
        compare.expected = entriesOf(all, bare);
    }
    QList<Step> steps{{.id = stepId(id, "restore", artifact.database),
                       .title = {QT_TRANSLATE_NOOP("Text", "Restore “%1”"), {artifact.database}},
                       .action = FeedArtifact{artifact, restore},
                       .component = id,
                       .quietLimit = Quiet,
                       .expectedBytes = artifact.bytes,
                       .changesHost = true}};
    if (!profile.settings.isEmpty())
        steps << Step{
            .id = stepId(id, "settings", artifact.database),
            .title = {QT_TRANSLATE_NOOP("Text", "Set up “%1” as it was"), {artifact.database}},
            .action = RunCommand{applySettings(address, profile.settings)},
            .component = id,
            .changesHost = true};
    steps << Step{.id = stepId(id, "compare", artifact.database),
                  .title = {QT_TRANSLATE_NOOP("Text", "Compare “%1” with its fingerprint"),
                            {artifact.database}},
                  .action = compare,
                  .component = id,
                  .quietLimit = Quiet};
    return steps;
}

static DatabaseProfile profileOf(const ManifestComponent &there, const QString &database)
{
    for (const DatabaseProfile &profile : there.databases) {
        if (profile.name == database)
            return profile;
    }
    return {.name = database};
}

RestoreRecipe drillServer(const ManifestComponent &there, const RecipeContext &context)
{
    const QString container = u"lifeboat-drill-"_s + context.run + u'-' + there.id;
    RestoreRecipe recipe;
    recipe.touched << container;
    recipe.files << GuardianFile{
        u"clean/10-"_s + there.id,
        {QT_TRANSLATE_NOOP("Text", "Remove the throw-away server of %1"), {there.id}},
        removeThrowAway(container)};
    Lane lane{stepId(there.id, "drill"), {}};
    lane.steps << Step{
        .id = stepId(there.id, "start"),
        .title = {QT_TRANSLATE_NOOP("Text", "Start a throw-away server of %1"), {there.image}},
        .action = RunCommand{startThrowAway(container, there, context)},
        .component = there.id,
        .quietLimit = 3min,
        .changesHost = true};
    for (const Artifact &artifact : there.artifacts) {
        if (artifact.format == u"globals")
            lane.steps << Step{.id = stepId(there.id, "roles"),
                               .title = {QT_TRANSLATE_NOOP("Text", "Create the roles"), {}},
                               .action =
                                   FeedArtifact{artifact, restoreAllRoles(container, there.user)},
                               .component = there.id,
                               .quietLimit = 5min,
                               .changesHost = true};
    }
    for (const Artifact &artifact : there.artifacts) {
        if (artifact.database.isEmpty())
            continue;
        const DatabaseAddress address{container, there.user, artifact.database};
        const DatabaseProfile profile = profileOf(there, artifact.database);
        lane.steps << Step{.id = stepId(there.id, "create", artifact.database),
                           .title = {QT_TRANSLATE_NOOP("Text", "Create an empty database for “%1”"),
                                     {artifact.database}},
                           .action = RunCommand{createInThrowAway(address, profile)},
                           .component = there.id,
                           .changesHost = true};
        lane.steps << restoreSteps(there.id, artifact, profile, address,
                                   restoreDump(address, artifact.format), there.fingerprint);
    }
    lane.steps << removeAfterDrill(there.id, recipe.files.first());
    recipe.lanes << lane;
    return recipe;
}

std::optional<Error> unfitServer(const ServiceFacts &service, const ManifestComponent &there)
{
    if (service.postgres->inRecovery)
        return Error{
            Error::Kind::Invalid,
            {QT_TRANSLATE_NOOP("Text", "%1 is a standby: it takes its data from a primary and "
                                       "cannot be restored into."),
             {there.id}},
            {QT_TRANSLATE_NOOP("Text", "Restore on the primary; the standby follows."), {}},
            {}};
    const int major = service.postgres->version / 10000;
    if (major < there.version.section(u'.', 0, 0).toInt())
        return Error{
            Error::Kind::Invalid,
            {QT_TRANSLATE_NOOP("Text", "%1 is version %2, the point was made by %3: an older "
                                       "server cannot read newer data."),
             {there.id, service.postgres->versionText, there.version}},
            {QT_TRANSLATE_NOOP("Text", "Start the server with the image that the point names: %1"),
             {there.image}},
            {}};
    return std::nullopt;
}

QList<Place> placesOfServer(const ServiceFacts &service, const ManifestComponent &there,
                            const RecipeContext &context)
{
    QList<Place> places;
    for (const Artifact &artifact : there.artifacts) {
        if (artifact.database.isEmpty())
            continue;
        Place place{.component = there.id,
                    .container = service.container,
                    .user = service.postgres->user,
                    .live = artifact.database,
                    .beside = besideName(artifact.database, context.run),
                    .safety = safetyName(artifact.database, context.run),
                    .hasLive = false};
        for (const DatabaseFacts &database : service.postgres->databases)
            place.hasLive |= database.name == artifact.database;
        places << place;
    }
    return places;
}

RestoreRecipe prepareServer(const ServiceFacts &service, const ManifestComponent &there,
                            const RecipeContext &context)
{
    const DatabaseServer server{there.id, service.container, service.postgres->user};
    RestoreRecipe recipe;
    recipe.touched << service.container;
    Lane lane{stepId(there.id, "prepare"), {}};
    if (!context.missingRoles.isEmpty()) {
        for (const Artifact &artifact : there.artifacts) {
            if (artifact.format == u"globals")
                lane.steps << Step{
                    .id = stepId(there.id, "roles"),
                    .title = {QT_TRANSLATE_NOOP("Text", "Create the missing roles: %1"),
                              {context.missingRoles.join(u", "_s)}},
                    .action = FeedArtifact{artifact, restoreRoles(service.container, server.user,
                                                                  context.missingRoles)},
                    .component = there.id,
                    .quietLimit = 5min,
                    .changesHost = true};
        }
    }
    QStringList made;
    for (const Place &place : placesOfServer(service, there, context))
        made << place.beside;
    // Only a run that did not end well is undone, so what it made can be dropped without a look.
    recipe.files << GuardianFile{u"do/10-"_s + there.id,
                                 {QT_TRANSLATE_NOOP(
                                      "Text", "Note that databases are made beside those of %1"),
                                  {there.id}},
                                 u":\n"_s}
                 << GuardianFile{
                        u"undo/10-"_s + there.id,
                        {QT_TRANSLATE_NOOP("Text", "Drop what was half prepared beside %1"),
                         {there.id}},
                        dropScript(server, made)};
    lane.steps.prepend(
        {.id = stepId(there.id, "begin"),
         .title = {QT_TRANSLATE_NOOP("Text",
                                     "Let the host know what to drop if this does not end well"),
                   {}},
         .action = GuardianStep{u"do/10-"_s + there.id},
         .component = there.id});
    for (const Artifact &artifact : there.artifacts) {
        if (artifact.database.isEmpty())
            continue;
        const DatabaseAddress address{service.container, server.user,
                                      besideName(artifact.database, context.run)};
        const DatabaseProfile profile = profileOf(there, artifact.database);
        lane.steps << Step{
            .id = stepId(there.id, "create", artifact.database),
            .title = {QT_TRANSLATE_NOOP("Text", "Create an empty database beside “%1”"),
                      {artifact.database}},
            .action = RunCommand{createDatabase(address, profile, context.run)},
            .component = there.id,
            .changesHost = true};
        const ShellCommand restore =
            watchingDisk(restoreDump(address, artifact.format),
                         {.container = service.container,
                          .directory = service.postgres->dataDirectory,
                          .floorBytes = context.diskFloorBytes,
                          .end = endConnections(address)});
        lane.steps << restoreSteps(there.id, artifact, profile, address, restore,
                                   there.fingerprint);
    }
    recipe.lanes << lane;
    return recipe;
}

static DatabaseServer serverOf(const QList<Place> &places)
{
    const Place &any = places.first();
    return {any.component, any.container, any.user};
}

ExchangeRecipe exchangeServer(const QList<Place> &places, Direction direction)
{
    QList<Rename> forth, back;
    for (const Place &place : places) {
        if (place.hasLive)
            forth << Rename{place.live, place.safety};
        forth << Rename{place.beside, place.live};
        back << Rename{place.live, place.beside};
        if (place.hasLive)
            back << Rename{place.safety, place.live};
    }
    if (direction == Direction::Undo)
        forth.swap(back);
    const DatabaseServer server = serverOf(places);
    return {.title = {QT_TRANSLATE_NOOP("Text", "Exchange the databases of %1 by their names"),
                      {server.component}},
            .forth = exchangeDatabases(server, forth),
            .back = exchangeDatabases(server, back)};
}

RestoreRecipe dropOfServer(const QList<Place> &places, Leftover what)
{
    const DatabaseServer server = serverOf(places);
    RestoreRecipe recipe{.touched = {server.container}};
    Lane lane{stepId(server.component, "drop"), {}};
    for (const Place &place : places) {
        if (what == Leftover::SafetyCopies && !place.hasLive)
            continue;
        const QString name = what == Leftover::SafetyCopies ? place.safety : place.beside;
        lane.steps << Step{.id = stepId(server.component, "drop", name),
                           .title = {QT_TRANSLATE_NOOP("Text", "Drop “%1”"), {name}},
                           .action = RunCommand{dropMarked(server, name)},
                           .component = server.component,
                           .quietLimit = 10min,
                           .changesHost = true};
    }
    recipe.lanes << lane;
    return recipe;
}

} // namespace Lifeboat
