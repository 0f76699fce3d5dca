#pragma once

#include "gui/runs/plannedstep.h"
#include "model/runevent.h"

#include <QHash>
#include <QList>

#include <chrono>

namespace Lifeboat {

// Arithmetic over the events of a run: how much is done, how fast, how long still. It is told the
// time, never asks for it. A figure that is not known or not to be trusted says so: a share never
// goes back and is never whole before the run has ended; the time left is given only after 10 s of
// bytes and when the last three estimates agree within a quarter.
class RunProgress
{
public:
    using Time = std::chrono::milliseconds; // since the run began

    void begin(const QList<PlannedStep> &steps, qint64 estimatedBytes);
    // A further plan of the same run. Without expect() its bytes come on top of the total.
    void goOn(const QList<PlannedStep> &steps);
    void expect(qint64 bytes) { m_whole = bytes; } // of all plans together; before begin()
    void add(const RunEvent &event, Time now);
    void tick(Time now); // twice a second

    double share() const { return m_share; } // 0..0.99; -1: not known
    qint64 bytes() const;                    // carried so far
    qint64 total() const { return m_total; } // -1: not known
    double rate() const { return m_rate; }   // bytes a second, mean of the last 5 s
    std::optional<std::chrono::seconds> left() const;
    std::chrono::seconds quietFor(Time now) const; // since the last sign of life
    QByteArray currentStep() const { return m_current; }

private:
    struct Part
    {
        qint64 expected = 0;
        qint64 bytes = 0;
        bool done = false;
    };
    struct Sample
    {
        Time time;
        qint64 bytes = 0;
    };
    double doneBytes() const;
    qint64 expectedBytes() const;
    bool addParts(const QList<PlannedStep> &steps); // false: the bytes of one are not known

    qint64 m_whole = -1;
    QHash<QByteArray, Part> m_parts;
    qint64 m_total = -1;
    double m_share = -1;
    double m_rate = 0;
    QList<Sample> m_samples;
    QList<double> m_estimates; // seconds left, newest last
    std::optional<Time> m_firstByte;
    Time m_lastSign{0};
    QByteArray m_current;
};

} // namespace Lifeboat
