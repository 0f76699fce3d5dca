#include "engine/uncovered.h"

#include "engine/deployment.h"
#include "planning/planners.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

namespace {

QList<Uncovered> uncoveredComponents(const HostFacts &facts)
{
    QList<Uncovered> list;
    for (const Component &known : components()) {
        const ServiceFacts *service = serviceOf(known, facts);
        if (!service)
            list << Uncovered{u"component"_s,
                              known.id,
                              {QT_TRANSLATE_NOOP("Text", "It is not on this host."), {}},
                              {}};
        else if (const auto why = known.offByDefault ? known.offByDefault(*service) : std::nullopt)
            list << Uncovered{u"component"_s, known.id, *why, known.id};
    }
    return list;
}

// A component is one service; a second server of its kind is said, not passed over.
QList<Uncovered> secondServers(const HostFacts &facts)
{
    QList<Uncovered> list;
    for (const ServiceFacts &service : facts.services) {
        for (const Component &component : components()) {
            const ServiceFacts *first = serviceOf(component, facts);
            if (component.matches(service) && first->container != service.container)
                list << Uncovered{
                    u"service"_s,
                    service.service,
                    {QT_TRANSLATE_NOOP("Text",
                                       "A second server of the kind %1; %2 is the one backed up."),
                     {component.id, first->service}}};
        }
    }
    return list;
}

// They are components, too, but saved only when they are asked for.
QList<Uncovered> uncoveredVolumes(const HostFacts &facts)
{
    QList<Uncovered> list;
    for (const ServiceFacts &volume : facts.volumes) {
        const Mount &mount = volume.mounts.first();
        const QString id = volume.details.value(u"id"_s);
        const BackupRecipe cold = component(id)->backup(volume, {.cold = true});
        Text why{QT_TRANSLATE_NOOP("Text", "%1 of %2 is saved only when it is asked for, with a "
                                           "short stop: backup --cold %3"),
                 {mount.destination, volume.service, id}};
        if (mount.bytes >= 0)
            why = {QT_TRANSLATE_NOOP("Text", "%1 of %2 (%4) is saved only when it is asked for, "
                                             "with a short stop: backup --cold %3"),
                   {mount.destination, volume.service, id, ByteCount{mount.bytes}}};
        if (cold.refused)
            why = cold.refused->message;
        list << Uncovered{mount.type, volume.details.value(u"what"_s), why,
                          cold.refused ? QString() : id};
    }
    return list;
}

// What lies in the project's folder and is no configuration, or is configuration and lies
// elsewhere.
QList<Uncovered> uncoveredFiles(const HostFacts &facts)
{
    QList<Uncovered> list;
    for (const QString &path : composeFilesElsewhere(facts))
        list << Uncovered{
            u"file"_s,
            path,
            {QT_TRANSLATE_NOOP("Text", "A compose file of the project that lies outside "
                                       "of what is saved of %1."),
             {facts.directory}}};
    const QString large = facts.deployment.details.value(u"large"_s);
    for (const QString &line : large.split(u'\n', Qt::SkipEmptyParts)) {
        const qint64 bytes = line.section(u' ', 0, 0).toLongLong() * 1024;
        list << Uncovered{u"file"_s,
                          facts.directory + u'/' + line.section(u' ', 1),
                          {QT_TRANSLATE_NOOP("Text", "%1 in the project's folder that are not "
                                                     "configuration."),
                           {ByteCount{bytes}}}};
    }
    return list;
}

QList<Uncovered> uncoveredDatabases(const HostFacts &facts)
{
    QList<Uncovered> list;
    const QString engine = facts.variant.value(u"DB_ENGINE"_s);
    if (!engine.isEmpty() && engine != u"postgresql")
        list << Uncovered{u"database"_s,
                          facts.variant.value(u"DB_NAME"_s),
                          {QT_TRANSLATE_NOOP("Text", "BK-Lite's own data are in an external "
                                                     "database (%1): back it up with its own "
                                                     "tools."),
                           {engine}}};
    for (const ServiceFacts &service : facts.services) {
        for (const DatabaseFacts &database :
             service.postgres ? service.postgres->databases : QList<DatabaseFacts>()) {
            if (!database.mark.isEmpty())
                list << Uncovered{u"database"_s,
                                  database.name,
                                  {QT_TRANSLATE_NOOP("Text", "Made by Lifeboat in %1: %2"),
                                   {service.service, database.mark}}};
            else if (!database.allowsConnections)
                list << Uncovered{u"database"_s,
                                  database.name,
                                  {QT_TRANSLATE_NOOP("Text", "It allows no connections in %1."),
                                   {service.service}}};
        }
    }
    return list;
}

} // namespace

QList<Uncovered> uncoveredOf(const HostFacts &facts)
{
    return uncoveredComponents(facts) + secondServers(facts) + uncoveredVolumes(facts)
           + uncoveredFiles(facts) + uncoveredDatabases(facts);
}

} // namespace Lifeboat
