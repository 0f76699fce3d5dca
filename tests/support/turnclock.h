#pragma once

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <chrono>

#ifdef Q_OS_UNIX
#include <time.h> // Qt has no clock of a thread's processor time
#endif

namespace Lifeboat {

// What this thread has used of a processor: other programs on the machine are not in it, as they
// are in the time on the wall.
inline std::chrono::microseconds processorTime()
{
#ifdef Q_OS_UNIX
    timespec now = {};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::microseconds(qint64(now.tv_sec) * 1000000 + now.tv_nsec / 1000);
#else
    return std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
#endif
}

// Turns the event loop of this thread and keeps the processor time of the longest turn: for that
// long a click waits at least.
class TurnClock
{
public:
    // False: it was not done in that time.
    template <typename Done>
    bool turnUntil(Done done, std::chrono::milliseconds most)
    {
        QElapsedTimer wall;
        wall.start();
        QTimer pulse; // so that no turn waits for ever
        QObject::connect(&pulse, &QTimer::timeout, [] {});
        pulse.start(20);
        while (!done() && !wall.hasExpired(most.count()))
            turn();
        return done();
    }

    void turn()
    {
        const auto before = processorTime();
        QThread::currentThread()->eventDispatcher()->processEvents(QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        m_longest = std::max(m_longest, processorTime() - before);
        ++m_turns;
    }

    double longestMilliseconds() const { return double(m_longest.count()) / 1000; }
    int turns() const { return m_turns; }
    void reset() { *this = {}; }

private:
    std::chrono::microseconds m_longest{0};
    int m_turns = 0;
};

} // namespace Lifeboat
