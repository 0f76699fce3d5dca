#include "engine/volumes.h"

#include "components/common/volume.h"
#include "planning/planners.h"

#include <QSet>

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

ServiceFacts volumeOf(const Mount &mount, const ServiceFacts &service, const HostFacts &facts)
{
    ServiceFacts volume{.container = service.container,
                        .imageId = facts.deployment.imageId,
                        .state = u"running"_s,
                        .mounts = {mount},
                        .program = u"volume"_s};
    volume.details = {{u"id"_s, volumeId(mount, service.service, facts.project)},
                      {u"dir"_s, mount.destination},
                      {u"what"_s, whatOf(mount)}};
    if (mount.isFile)
        volume.details.insert(u"file"_s, u"yes"_s);
    return volume;
}

void noteUsers(ServiceFacts &volume, const HostFacts &facts)
{
    const Mount own = volume.mounts.first();
    QStringList services;
    for (const ServiceFacts &service : facts.services) {
        for (const Mount &mount : service.mounts) {
            if (mount.type != own.type || whatOf(mount) != whatOf(own)) {
                if (isWithin(mount.source, own.source) || isWithin(own.source, mount.source))
                    volume.details.insert(u"nested"_s, mount.source);
                continue;
            }
            if (!services.contains(service.service))
                services << service.service;
            if (const Component *component = componentOf(service, facts))
                volume.details.insert(u"component"_s, component->id);
            if (service.state == u"running" || service.state == u"paused")
                append(volume, u"users"_s, service.container);
            if (service.isRunning() && !mount.readOnly)
                append(volume, u"writers"_s, service.container);
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
