#include "components/component.h"

#include "components/common/volume.h"

#include <map>
#include <mutex>

using namespace Qt::StringLiterals;

namespace Lifeboat {

const Component *component(const QString &id)
{
    for (const Component &candidate : components()) {
        if (candidate.id == id)
            return &candidate;
    }
    if (!isVolume(id))
        return nullptr;
    static std::mutex mutex;
    static std::map<QString, Component> volumes;
    const std::lock_guard lock(mutex);
    auto there = volumes.find(id);
    if (there == volumes.end())
        there = volumes.emplace(id, volumeComponent(id)).first;
    return &there->second;
}

ShellCommand inContainer(const QString &container, const ShellCommand &command, Input input)
{
    // -i only where something is piped in: docker exec -i eats the stdin of whoever calls it.
    ShellCommand prefix =
        input == Input::Piped ? ShellCommand("docker exec -i") : ShellCommand("docker exec");
    return prefix << ShellCommand("-e LIFEBOAT_RUN -e PGAPPNAME") << container << command;
}

} // namespace Lifeboat
