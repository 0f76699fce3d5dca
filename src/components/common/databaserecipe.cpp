#include "components/common/databaserecipe.h"

#include "components/common/databasenames.h"
#include "components/common/postgrescommands.h"
#include "components/common/postgressql.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

QList<DatabaseFacts> userDatabases(const PostgresFacts &postgres)
{
    QList<DatabaseFacts> own;
    for (const DatabaseFacts &database : postgres.databases) {
        // "postgres" is the maintenance database; it is the user's only when something is in it.
        const bool isEmptyMaintenance = database.name == u"postgres" && database.tables == 0;
        if (database.mark.isEmpty() && database.allowsConnections && !isEmptyMaintenance)
            own << database;
    }
    return own;
}

static QString snapshotVariable(const QString &id, const QString &database)
{
    return u"snapshot."_s + id + u'.' + database;
}

static Artifact dumpArtifact(const QString &id, const PostgresFacts &postgres,
                             const QString &database, const RecipeContext &context)
{
    const QString name = id + u'/' + dumpName(postgres, database) + u'_' + context.pointId;
    return {.file = name + (context.plain ? u".sql"_s : u".dump"_s),
            .database = database,
            .format = context.plain ? u"plain"_s : u"custom"_s};
}

static Step feedCheck(const QString &id, const QString &container, const Artifact &artifact)
{
    if (artifact.format != u"custom")
        return {.id = stepId(id, "check", artifact.file),
                .title = {QT_TRANSLATE_NOOP("Text", "Read %1 again"), {artifact.file}},
                .action = ReadBack{artifact, fileMagic(artifact), fileTrailer(artifact)},
                .component = id,
                .quietLimit = Quiet};
    return {
        .id = stepId(id, "check", artifact.file),
        .title = {QT_TRANSLATE_NOOP("Text", "Read %1 to its end with pg_restore"), {artifact.file}},
        .action = FeedArtifact{artifact, readWholeDump(container)},
        .component = id,
        .quietLimit = Quiet};
}

static Lane dumpLane(const QString &id, const ServiceFacts &service, const DatabaseFacts &database,
                     const RecipeContext &context)
{
    const Artifact artifact = dumpArtifact(id, *service.postgres, database.name, context);
    const QString variable = snapshotVariable(id, database.name);
    const Step dump{.id = stepId(id, "dump", database.name),
                    .title = {QT_TRANSLATE_NOOP("Text", "Dump database “%1”"), {database.name}},
                    .action =
                        CaptureOutput{dumpDatabase(service, database.name, variable, context.plain),
                                      artifact, fileMagic(artifact), fileTrailer(artifact)},
                    .component = id,
                    .quietLimit = Quiet};
    return {stepId(id, "dump", database.name), {dump, feedCheck(id, service.container, artifact)}};
}

static Lane globalsLane(const QString &id, const ServiceFacts &service,
                        const RecipeContext &context)
{
    const Artifact artifact{.file = id + u"/globals_"_s + context.pointId + u".sql"_s,
                            .format = u"globals"_s};
    return {stepId(id, "globals"),
            {{.id = stepId(id, "globals"),
              .title = {QT_TRANSLATE_NOOP("Text", "Save the roles of %1"), {service.service}},
              .action = CaptureOutput{dumpGlobals(service), artifact, fileMagic(artifact),
                                      fileTrailer(artifact)},
              .component = id,
              .quietLimit = 5min}}};
}

BackupRecipe backupServer(const QString &id, const ServiceFacts &service,
                          const RecipeContext &context)
{
    BackupRecipe recipe;
    for (const DatabaseFacts &database : userDatabases(*service.postgres)) {
        const DatabaseAddress address{service.container, service.postgres->user, database.name};
        const QString variable = snapshotVariable(id, database.name);
        recipe.lock << Lane{
            stepId(id, "lock", database.name),
            {{.id = stepId(id, "lock", database.name),
              .title = {QT_TRANSLATE_NOOP(
                            "Text", "Lock the tables of “%1” against changes of their structure"),
                        {database.name}},
              .action = LockTables{address, variable, fingerprintSession(), lockQuery(),
                                   beginSnapshot(), blockers()},
              .component = id}}};
        recipe.moment << Step{
            .id = stepId(id, "snapshot", database.name),
            .title = {QT_TRANSLATE_NOOP("Text", "Fix the moment of “%1”"), {database.name}},
            .action = ExportSnapshot{variable, exportQuery()},
            .component = id};
        // Sequences are outside of snapshots: asked before the dump reads them, they are not above
        // it.
        TakeFingerprint sequences{.database = address,
                                  .snapshot = variable,
                                  .prefix = entryPrefix(database.name),
                                  .direct = {sequenceQuery()}};
        recipe.next << Step{
            .id = stepId(id, "sequences", database.name),
            .title = {QT_TRANSLATE_NOOP("Text", "Note the sequences of “%1”"), {database.name}},
            .action = sequences,
            .component = id};
        TakeFingerprint fingerprint = wholeFingerprint(address, database.name);
        fingerprint.snapshot = variable;
        fingerprint.direct = snapshotQueries();
        recipe.copy << dumpLane(id, service, database, context)
                    << Lane{stepId(id, "fingerprint", database.name),
                            {{.id = stepId(id, "fingerprint", database.name),
                              .title = {QT_TRANSLATE_NOOP("Text", "Take the fingerprint of “%1”"),
                                        {database.name}},
                              .action = fingerprint,
                              .component = id,
                              .quietLimit = Quiet}}};
        recipe.release << Step{
            .id = stepId(id, "release", database.name),
            .title = {QT_TRANSLATE_NOOP("Text", "Release “%1”"), {database.name}},
            .action = ReleaseSnapshot{variable},
            .component = id,
            .always = true};
    }
    recipe.copy << globalsLane(id, service, context);
    return recipe;
}

QList<Lane> verifyServer(const QString &id, const ServiceFacts &service,
                         const ManifestComponent &there)
{
    QList<Lane> lanes;
    for (const Artifact &artifact : there.artifacts)
        lanes << Lane{stepId(id, "check", artifact.file),
                      {feedCheck(id, service.container, artifact)}};
    return lanes;
}

} // namespace Lifeboat
