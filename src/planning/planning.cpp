#include "planning/planning.h"

#include "components/common/volume.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

QList<const Component *> componentsOn(const HostFacts &facts)
{
    QList<const Component *> all;
    for (const Component &known : components())
        all << &known;
    for (const ServiceFacts &volume : facts.volumes)
        all << component(volume.details.value(u"id"_s));
    return all;
}

const ServiceFacts *serviceOf(const Component &component, const HostFacts &facts)
{
    for (const QList<ServiceFacts> *list : {&facts.services, &facts.volumes}) {
        for (const ServiceFacts &service : *list) {
            if (component.matches(service))
                return &service;
        }
    }
    return component.matches(facts.deployment) ? &facts.deployment : nullptr;
}

Result<Plan> newPlan(Verb verb, const HostProfile &host, const HostFacts &facts, const QString &run)
{
    Plan plan{.verb = verb, .run = run, .host = host.name, .hostId = host.id};
    for (const ServiceFacts &service : facts.services) {
        if (service.isRunning() && service.postgres) {
            plan.guardian.image = service.imageId;
            return plan;
        }
    }
    // Of a host that is being recovered, the image that the point was made with.
    if (facts.services.isEmpty() && facts.hasImage(facts.deployment.imageId)) {
        plan.guardian.image = facts.deployment.imageId;
        return plan;
    }
    return Error{
        Error::Kind::NotFound,
        {QT_TRANSLATE_NOOP("Text", "No PostgreSQL server of BK-Lite runs on %1."), {host.name}},
        {QT_TRANSLATE_NOOP(
             "Text",
             "Start it on the host (docker start) and look at its log when it does not stay."),
         {}},
        {}};
}

std::optional<Error> notRunning(const Component &component, const ServiceFacts &service)
{
    if (service.isRunning() && service.answers())
        return std::nullopt;
    if (service.container.isEmpty())
        return Error{Error::Kind::CommandFailed,
                     {QT_TRANSLATE_NOOP("Text", "%1: the folder %2 could not be looked at."),
                      {component.id, service.dataDirectory()}},
                     {},
                     {}};
    if (!service.isRunning())
        return Error{Error::Kind::CommandFailed,
                     {QT_TRANSLATE_NOOP("Text", "%1: the container %2 is not running, it is “%3”."),
                      {component.id, service.container, service.state}},
                     {QT_TRANSLATE_NOOP("Text", "Start it on the host: docker start %1"),
                      {service.container}},
                     {}};
    return Error{
        Error::Kind::CommandFailed,
        service.silence.isEmpty()
            ? Text{QT_TRANSLATE_NOOP("Text", "%1: the server in container %2 does not answer."),
                   {component.id, service.container}}
            : Text{QT_TRANSLATE_NOOP("Text", "%1: the server in %2 did not answer: %3"),
                   {component.id, service.container, service.silence}},
        {QT_TRANSLATE_NOOP("Text", "Look at its log on the host: docker logs %1"),
         {service.container}},
        {}};
}

Result<QList<const ManifestComponent *>> selectedComponents(const Manifest &manifest,
                                                            const QStringList &selection)
{
    QList<const ManifestComponent *> selected;
    QStringList ids;
    for (const Component &known : components())
        ids << known.id;
    for (const ManifestComponent &there : manifest.components) {
        if (isVolume(there.id))
            ids << there.id;
    }
    for (const QString &id : ids) {
        const ManifestComponent *there = manifest.component(id);
        if (there && there->outcome == Outcome::Ok
            && (selection.isEmpty() || selection.contains(id)))
            selected << there;
    }
    for (const QString &id : selection) {
        const ManifestComponent *there = manifest.component(id);
        if (!there || there->outcome != Outcome::Ok || !component(id))
            return Error{
                Error::Kind::Usage,
                {QT_TRANSLATE_NOOP("Text", "The point %1 holds no %2."), {manifest.pointId, id}},
                {QT_TRANSLATE_NOOP("Text", "`point show` lists what it holds."), {}},
                {}};
    }
    if (selected.isEmpty())
        return Error{
            Error::Kind::Usage,
            {QT_TRANSLATE_NOOP("Text", "The point %1 holds nothing that this version restores."),
             {manifest.pointId}},
            {},
            {}};
    return selected;
}

QStringList unknownComponents(const Manifest &manifest)
{
    QStringList unknown;
    for (const ManifestComponent &there : manifest.components) {
        if (there.outcome == Outcome::Ok && !component(there.id))
            unknown << there.id;
    }
    return unknown;
}

Error notKnown(const QString &component)
{
    return {
        Error::Kind::Invalid,
        {QT_TRANSLATE_NOOP("Text", "The point holds “%1”, which this version does not know."),
         {component}},
        {QT_TRANSLATE_NOOP("Text", "Use the version that made the point, or choose components."),
         {}},
        {}};
}

qint64 memoryToPrepare(const HostFacts &facts, const ManifestComponent &there)
{
    const Component *known = component(there.id);
    return qMax(known->memory ? known->memory(there) : 0,
                facts.memoryFreeBytes < 0
                    ? LeastMemoryBytes
                    : qBound(LeastMemoryBytes, facts.memoryFreeBytes / 4, MostMemoryBytes));
}

void append(GuardianTask &task, const RestoreRecipe &recipe)
{
    append(task, recipe.files);
    task.touched << recipe.touched;
    task.touched.removeDuplicates();
}

void append(GuardianTask &task, const QList<GuardianFile> &files)
{
    for (const GuardianFile &file : files) {
        if (!task.files.contains(file))
            task.files << file;
    }
}

} // namespace Lifeboat
