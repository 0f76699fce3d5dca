#pragma once

#include "app/runjob.h"
#include "planning/recoveryplanner.h"
#include "storage/imagearchives.h"

namespace Lifeboat {

// A disaster recovery: one run of several plans, each made from what the host says then, because
// services can only be asked once they run. Where it fails, the host says how far it has come, and
// the next recovery of the same point, from whatever desktop, goes on there.
class RecoveryJob
{
public:
    RecoveryJob(Settings &settings, RunLog &log, const HostProfile &host, const Access &access,
                const RunObserver &observer, const StoredPoint &point,
                const RecoveryOptions &options);

    RunReport run();

    // What would be done first: that is all that is known while nothing runs there.
    static Result<QList<Plan>> firstPlans(HostLink &link, const HostProfile &host,
                                          const StoredPoint &point, const RecoveryOptions &options,
                                          const CancelToken &cancel);

private:
    Result<> recover();
    Result<> open();
    Result<> lookAtGround();
    Result<> bringImages();
    Result<> bringConfiguration();
    Result<> create();
    Result<> startData();
    Result<> bringData();
    Result<> askAgents();
    Result<> startApplication();

    enum class Warnings { LeftOut, Told };
    Result<> carryOut(const Result<Plan> &plan, Warnings warnings = Warnings::LeftOut);
    void note(const Execution &execution);
    Result<> putInto(const HostFacts &facts, const QStringList &components);
    Result<HostFacts> discoverAnswering();
    Result<HostFacts> serving();
    QStringList dataComponents() const;

    RunJob m_job;
    const CancelToken m_cancel;
    const StoredPoint m_listed;
    const RecoveryOptions m_options;
    Manifest m_manifest;
    RecoveryChoice m_choice;
    QHash<QString, QString> m_imageFiles; // by id
    std::unique_ptr<ArtifactStore> m_store;
    GroundFacts m_ground;
    std::optional<HostFacts> m_serving; // since the data were put in by this attempt
    bool m_isResumed = false;
    QList<ComponentReport> m_done;
    double m_applicationSeconds = 0;
};

} // namespace Lifeboat
