#include "remote/signingate.h"

#include <QHash>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

using namespace std::chrono_literals;

namespace Lifeboat {

namespace {

constexpr int PlacesOfAMachine = 3;

struct Gate
{
    std::mutex mutex;
    std::condition_variable left;
    QHash<QString, int> inside;
};

Gate &gate()
{
    static Gate gate;
    return gate;
}

} // namespace

Result<SignInPlace> SignInPlace::take(const QString &machine, const CancelToken &cancel)
{
    std::unique_lock lock(gate().mutex);
    while (gate().inside.value(machine) >= PlacesOfAMachine) {
        if (cancel.isCancelled())
            return cancelled();
        gate().left.wait_for(lock, 100ms);
    }
    ++gate().inside[machine];
    return SignInPlace(machine);
}

SignInPlace::SignInPlace(QString machine)
    : m_machine(std::move(machine))
{
}

SignInPlace::SignInPlace(SignInPlace &&other) noexcept
    : m_machine(std::exchange(other.m_machine, {}))
{
}

SignInPlace::~SignInPlace()
{
    if (m_machine.isEmpty())
        return;
    {
        const std::lock_guard lock(gate().mutex);
        if (--gate().inside[m_machine] == 0)
            gate().inside.remove(m_machine);
    }
    gate().left.notify_all();
}

} // namespace Lifeboat
