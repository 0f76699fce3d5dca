#include "gui/recovery/recoveryparts.h"

#include <QCoreApplication>

namespace Lifeboat {

Text RecoveryParts::title(Part part)
{
    static constexpr const char *words[] = {
        QT_TRANSLATE_NOOP("Text", "Images"), QT_TRANSLATE_NOOP("Text", "Configuration"),
        QT_TRANSLATE_NOOP("Text", "Data services"), QT_TRANSLATE_NOOP("Text", "Data"),
        QT_TRANSLATE_NOOP("Text", "Application")};
    static_assert(std::size(words) == PartCount);
    return {words[part], {}};
}

void RecoveryParts::begin()
{
    *this = {};
}

// By its lanes. One that belongs to several parts, such as a switch, goes on with the present one.
static std::optional<RecoveryParts::Part> partOf(const Plan &plan)
{
    for (const Stage &stage : plan.stages) {
        for (const Lane &lane : stage.lanes) {
            const QByteArray name = lane.id.split('.').first();
            if (name == "ground")
                return RecoveryParts::Images;
            if (name == "config" || name == "create")
                return RecoveryParts::Configuration;
            if (name == "start")
                return RecoveryParts::Services;
            if (name == "restored" || name == "application" || name == "forget")
                return RecoveryParts::Application;
            if (name != "switch" && name != "drop")
                return RecoveryParts::Data;
        }
    }
    return std::nullopt;
}

void RecoveryParts::enter(Part part, Time now)
{
    tick(now);
    for (int before = 0; before < part; ++before)
        m_states.at(size_t(before)).status = Status::Ok;
    m_states.at(part).status = Status::Running;
    m_current = part;
    m_since = now;
}

void RecoveryParts::addPlan(const Plan &plan, Time now)
{
    const std::optional<Part> part = partOf(plan);
    if (part && (!m_current || *part > *m_current))
        enter(*part, now);
}

void RecoveryParts::tick(Time now)
{
    if (m_current)
        m_states.at(*m_current).took =
            std::chrono::duration_cast<std::chrono::seconds>(now - m_since);
}

void RecoveryParts::end(Status status, Time now)
{
    tick(now);
    if (status == Status::Ok) {
        for (State &state : m_states)
            state.status = Status::Ok;
    } else {
        m_states.at(m_current.value_or(Images)).status = status;
    }
}

} // namespace Lifeboat
