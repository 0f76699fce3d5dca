#pragma once

#include "engine/guardian.h"

namespace Lifeboat {

class GuardianLink;

// The Guardian of a run on a host: orders go through its link, one at a time.
class GuardianClient final : public Guardian
{
public:
    explicit GuardianClient(std::unique_ptr<GuardianLink> link);
    ~GuardianClient() override;

    // Hands the task over, takes the lock and waits until the guardian is ready.
    Result<> start(const GuardianTask &task, const QString &run, const QString &owner,
                   const CancelToken &cancel);

    Result<> go(const QString &file, std::chrono::seconds limit) override;
    Result<> pointOfNoReturn() override;
    Result<> alive() const override;
    Result<> end() override;
    Result<> abort() override;

private:
    Result<> waitForLock(qsizetype answers, const CancelToken &cancel);

    std::unique_ptr<GuardianLink> m_link;
};

// Who holds the host, as an error.
Error hostIsHeld(const HostLock &lock);

} // namespace Lifeboat
