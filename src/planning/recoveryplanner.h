#pragma once

#include "model/groundfacts.h"
#include "planning/planners.h"

namespace Lifeboat {

// The parts of a recovery, in their order. Between them stands what a restore does too: planPrepare
// and planSwitch of config after planGround, and of the other components after planStart. Each part
// may be executed again after it failed.

// What is asked for, and what lies ready for it here.
struct RecoveryChoice
{
    RecordedProject project;
    RecoveryMark mark; // of its point; the run is that of the first attempt, which names things
    QString run;       // of this attempt
    QString address;   // of the host, where it becomes another one; empty: it is kept
    QHash<QString, Artifact> images; // by id: archives that hold them, of `docker save`
    bool setAside = false;           // what is there already, instead of refusing
};

// What a recovery looks at before it begins: whether something is in the way, what its processors
// are, the clock, the room, the images.
enum class Ground { Empty, Architecture, Clock, Space, Images };
std::optional<Error> obstacle(Ground what, const HostProfile &host, const GroundFacts &ground,
                              const Manifest &manifest, const RecoveryChoice &choice);

// Why no recovery can begin there: the first of these.
std::optional<Error> unfitForRecovery(const HostProfile &host, const GroundFacts &ground,
                                      const Manifest &manifest, const RecoveryChoice &choice);

// The plan's variable that gets the folder of what was set aside.
inline const QString AsideVariable = QStringLiteral("aside");

// The images under their recorded ids and names, what is there set aside where that was asked for,
// and an empty folder of the project. While the guardian's own image is missing there is no
// guardian: nothing is held yet.
Result<Plan> planGround(const HostProfile &host, const GroundFacts &ground,
                        const RecoveryChoice &choice);

// Containers of all services, made from the restored compose files but not started.
Result<Plan> planCreate(const HostProfile &host, const GroundFacts &ground,
                        const RecoveryChoice &choice);

// Starts the services that hold data. Without a step when all of them run.
Result<Plan> planStart(const HostProfile &host, const HostFacts &facts, const Manifest &manifest,
                       const RecoveryChoice &choice);

// Proves that keys and data belong together, starts the application with the images that are there,
// and asks it whether it serves; beside that, drops what the data took the place of. After it the
// host knows no more of the recovery.
Result<Plan> planApplication(const HostProfile &host, const HostFacts &facts,
                             const Manifest &manifest, const RecoveryChoice &choice);

} // namespace Lifeboat
