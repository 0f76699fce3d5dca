#include "engine/deployment.h"

using namespace Qt::StringLiterals;

namespace Lifeboat {

// At its top, or in one of the two folders that are saved whole.
static bool isSaved(const QString &name)
{
    return !name.contains(u'/') || name.startsWith(u"compose/") || name.startsWith(u"conf/");
}

static QString nameIn(const HostFacts &facts, const QString &path)
{
    const QString folder = facts.directory + u'/';
    return path.startsWith(folder) ? path.mid(folder.size()) : QString();
}

QStringList composeFilesIn(const HostFacts &facts)
{
    QStringList names;
    for (const QString &path : facts.composeFiles) {
        const QString name = nameIn(facts, path);
        if (!name.isEmpty() && isSaved(name))
            names << name;
    }
    return names;
}

QStringList composeFilesElsewhere(const HostFacts &facts)
{
    QStringList paths;
    for (const QString &path : facts.composeFiles) {
        const QString name = nameIn(facts, path);
        if (name.isEmpty() || !isSaved(name))
            paths << path;
    }
    return paths;
}

void noteDatabase(HostFacts &facts)
{
    const QString engine = facts.variant.value(u"DB_ENGINE"_s);
    if (!engine.isEmpty() && engine != u"postgresql")
        return;
    QString name = facts.variant.value(u"DB_NAME"_s);
    if (name.isEmpty())
        name = u"bklite"_s;
    for (const ServiceFacts &service : std::as_const(facts.services)) {
        if (!service.postgres || service.hasVector)
            continue;
        for (const DatabaseFacts &database : service.postgres->databases) {
            if (database.name != name || !database.allowsConnections)
                continue;
            facts.deployment.details.insert(u"database"_s, name);
            facts.deployment.details.insert(u"databaseContainer"_s, service.container);
            facts.deployment.details.insert(u"databaseUser"_s, service.postgres->user);
        }
    }
}

ServiceFacts deploymentOf(const HostFacts &facts)
{
    ServiceFacts deployment{
        .service = facts.project, .state = u"running"_s, .program = u"project"_s};
    deployment.mounts = {{.type = u"directory"_s,
                          .name = facts.project,
                          .source = facts.directory,
                          .destination = facts.directory}};
    deployment.details.insert(u"dir"_s, facts.directory);
    deployment.details.insert(u"required"_s, composeFilesIn(facts).join(u'\n'));
    for (const ServiceFacts &service : facts.services) {
        deployment.details.insert(
            u"image "_s + service.service,
            QStringList{service.image, service.imageId, service.imageDigest}.join(u' ').trimmed());
        if (service.service == u"server")
            deployment.details.insert(u"server"_s, service.container);
        if (deployment.imageId.isEmpty() && service.isRunning() && service.runsPostgres())
            deployment.imageId = service.imageId;
    }
    return deployment;
}

} // namespace Lifeboat
