#pragma once

#include "model/runevent.h"

namespace Lifeboat {

// Where the time of a run's steps went, added up over the steps that have ended. What a step did
// not spend on this computer's disk, on hashing or waiting for locks, it spent on the host; where
// bytes of an artifact travelled, on the host and the line, which cannot be told apart from here.
class TimeShares
{
public:
    enum class Part { Host, Stream, Disk, Hash, Waiting };
    struct Share
    {
        Part part;
        double share = 0; // 0..1
    };

    void clear() { *this = {}; }
    void add(const RunEvent &event);

    bool isKnown() const;        // not of the journals of earlier versions, which do not say it
    QList<Share> shares() const; // of all parts, in their order
    Text advice() const;         // one sentence when one part has more than 40 %; else empty
    static Text partText(Part part);

private:
    double total() const;

    double m_host = 0;
    double m_stream = 0;
    TimeSpent m_spent;
    qint64 m_streamed = 0; // bytes, in m_stream seconds
};

} // namespace Lifeboat
