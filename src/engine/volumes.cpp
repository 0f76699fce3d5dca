#include "engine/volumes.h"

#include "components/common/volume.h"
#include "planning/planners.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

namespace {

// The component whose service it is; null when it is none's.
const Component *componentOf(const ServiceFacts &service, const HostFacts &facts)
{
    for (const Component &component : components()) {
        if (serviceOf(component, facts) == &service)
            return &component;
    }
    return nullptr;
}

// The mount that a component saves. Of a server that did not answer it is not known which one that
// is, and the run says why it is not saved: all of them then.
bool isSaved(const Mount &mount, const ServiceFacts &service, const HostFacts &facts)
{
    if (!componentOf(service, facts))
        return false;
    const QString data =
        service.postgres ? service.postgres->dataDirectory : service.details.value(u"dir"_s);
    return data.isEmpty() || service.mountOf(data) == &mount;
}

bool isElsewhere(const Mount &mount, const HostFacts &facts)
{
    return mount.type == u"bind" && !mount.isSocket && mount.source != facts.directory
           && !mount.source.startsWith(facts.directory + u'/');
}

QString whatOf(const Mount &mount)
{
    return mount.type == u"volume" ? mount.name : mount.source;
}

bool isWithin(const QString &path, const QString &folder)
{
    return path.startsWith(folder.endsWith(u'/') ? folder : folder + u'/');
}

void append(ServiceFacts &volume, const QString &detail, const QString &name)
{
    QStringList names = volume.details.value(detail).split(u'\n', Qt::SkipEmptyParts);
    if (!names.contains(name))
        volume.details.insert(detail, (names << name).join(u'\n'));
}

// What tells an anonymous volume from others: the service, of further containers of it their name.
QString ownerOf(const ServiceFacts &service, const HostFacts &facts)
{
    const auto isBefore = [&](const ServiceFacts &other) {
        return other.service == service.service && other.container < service.container;
    };
    return std::ranges::any_of(facts.services, isBefore) ? service.container : service.service;
}

ServiceFacts volumeOf(const Mount &mount, const ServiceFacts &service, const HostFacts &facts)
{
    ServiceFacts volume{.container = service.container,
                        .imageId = facts.deployment.imageId,
                        .state = u"running"_s,
                        .mounts = {mount},
                        .program = u"volume"_s};
    volume.details = {{u"id"_s, volumeId(mount, ownerOf(service, facts), facts.project)},
                      {u"dir"_s, mount.destination},
                      {u"what"_s, whatOf(mount)}};
    if (mount.isFile)
        volume.details.insert(u"file"_s, u"yes"_s);
    if (mount.isDevice)
        volume.details.insert(u"device"_s, u"yes"_s);
    return volume;
}

bool isOverlapping(const Mount &one, const Mount &other)
{
    if (one.source.isEmpty() || other.source.isEmpty()) // of a tmpfs
        return false;
    return one.source == other.source || isWithin(one.source, other.source)
           || isWithin(other.source, one.source);
}

// Who has it mounted, or something within or around it.
void noteUsers(ServiceFacts &volume, const HostFacts &facts)
{
    const Mount own = volume.mounts.first();
    QStringList services;
    for (const ServiceFacts &service : facts.services) {
        for (const Mount &mount : service.mounts) {
            const bool isSame = mount.type == own.type && whatOf(mount) == whatOf(own);
            if (!isSame && !isOverlapping(mount, own))
                continue;
            if (!isSame)
                volume.details.insert(u"nested"_s, mount.source);
            if (!services.contains(service.service))
                services << service.service;
            if (const Component *component = componentOf(service, facts))
                volume.details.insert(u"component"_s, component->id);
            const bool isUp =
                service.isRunning() || service.state == u"paused" || service.state == u"restarting";
            if (isUp)
                append(volume, u"users"_s, service.container);
            if (service.isRunning() && !mount.readOnly) // others are in the way of a copy
                append(volume, u"writers"_s, service.container);
            if (isUp && service.isTemporary)
                volume.details.insert(u"temporary"_s, service.container);
        }
    }
    volume.service = services.join(u", "_s);
}

} // namespace

QList<ServiceFacts> volumesOf(const HostFacts &facts)
{
    QSet<QString> seen; // two services may mount the same
    for (const ServiceFacts &service : facts.services) {
        for (const Mount &mount : service.mounts) {
            if (isSaved(mount, service, facts))
                seen << mount.type + whatOf(mount);
        }
    }
    QList<ServiceFacts> volumes;
    for (const ServiceFacts &service : facts.services) {
        for (const Mount &mount : service.mounts) {
            const bool isOurs =
                mount.type == u"volume" || (isElsewhere(mount, facts) && !mount.readOnly);
            const QString key = mount.type + whatOf(mount);
            if (!isOurs || seen.contains(key))
                continue;
            seen << key;
            volumes << volumeOf(mount, service, facts);
            noteUsers(volumes.last(), facts);
        }
    }
    return volumes;
}

} // namespace Lifeboat
