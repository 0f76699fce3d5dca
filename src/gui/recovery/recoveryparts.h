#pragma once

#include "base/text.h"
#include "gui/common/status.h"
#include "model/plan.h"

#include <array>

namespace Lifeboat {

// The parts of a recovery as a person sees them, and how far a run has come with them. Told of its
// plans and of its end; told the time, never asks for it.
class RecoveryParts
{
public:
    enum Part { Images, Configuration, Services, Data, Application, PartCount };
    using Time = std::chrono::milliseconds; // since the run began

    struct State
    {
        Status status = Status::Waiting;
        std::chrono::seconds took{0}; // so far, while it runs
    };

    static Text title(Part part);

    void begin();
    void addPlan(const Plan &plan, Time now);
    void tick(Time now);
    void end(Status status, Time now); // Ok, Failed, Cancelled

    const State &at(Part part) const { return m_states.at(part); }
    std::optional<Part> current() const { return m_current; }

private:
    void enter(Part part, Time now);

    std::array<State, PartCount> m_states;
    std::optional<Part> m_current;
    Time m_since{0};
};

} // namespace Lifeboat
