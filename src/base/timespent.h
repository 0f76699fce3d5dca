#pragma once

#include <chrono>

namespace Lifeboat {

// Where the time of some work went, as far as it was not its own: seconds that somebody waited.
struct TimeSpent
{
    double disk = 0; // of this computer, or of the network folder
    double hash = 0;
    double waiting = 0; // until others let go of a lock

    TimeSpent &operator+=(const TimeSpent &other)
    {
        disk += other.disk;
        hash += other.hash;
        waiting += other.waiting;
        return *this;
    }
    bool operator==(const TimeSpent &) const = default;
};

// Seconds since the last call, or since it was made.
class LapClock
{
public:
    double lap()
    {
        const auto now = std::chrono::steady_clock::now();
        const std::chrono::duration<double> passed = now - m_last;
        m_last = now;
        return passed.count();
    }

private:
    std::chrono::steady_clock::time_point m_last = std::chrono::steady_clock::now();
};

} // namespace Lifeboat
