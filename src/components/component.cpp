#include "components/component.h"

using namespace Qt::StringLiterals;

namespace Lifeboat {

const Component *component(const QString &id)
{
    for (const Component &candidate : components()) {
        if (candidate.id == id)
            return &candidate;
    }
    return nullptr;
}

ShellCommand inContainer(const QString &container, const ShellCommand &command, Input input)
{
    // -i only where something is piped in: docker exec -i eats the stdin of whoever calls it.
    ShellCommand prefix =
        input == Input::Piped ? ShellCommand("docker exec -i") : ShellCommand("docker exec");
    return prefix << ShellCommand("-e LIFEBOAT_RUN -e PGAPPNAME") << container << command;
}

} // namespace Lifeboat
