#pragma once

#include "base/canceltoken.h"
#include "model/groundfacts.h"
#include "model/hostprofile.h"
#include "remote/postgresprobe.h"
#include "remote/remotesession.h"

namespace Lifeboat {

// Asks a host what is deployed there. Reads only; nothing is guessed from names.
//
// Errors tell apart: no docker (or no right to use it), no compose, compose v1, no BK-Lite project,
// several projects to choose from, a wrong directory. A server that does not answer is a service
// without PostgresFacts and a warning, not a failure of the discovery.
class Discovery
{
public:
    Discovery(RemoteHost &host, PostgresProbe &probe, const CancelToken &cancel);

    Result<HostFacts> discover(const HostProfile &profile);

    // What a drill has to know, whether anything is deployed there or not: machine, docker, images,
    // and of a project that is there the containers, which are not asked. Errors: no docker.
    Result<HostFacts> bed(const HostProfile &profile);

    // What a recovery of that project would find, whether anything is deployed or not. Errors: no
    // docker, no compose.
    Result<GroundFacts> ground(const RecordedProject &project);

private:
    Result<> askBasics(HostFacts &facts);
    Result<QByteArray> ask(const ShellCommand &command,
                           std::chrono::seconds quietLimit = std::chrono::seconds(60));
    Result<> askMachine(HostFacts &facts);
    Result<> askDocker(HostFacts &facts);
    Result<> askCompose(HostFacts &facts);
    Result<> findProject(const HostProfile &profile, HostFacts &facts);
    Result<> askDeployment(HostFacts &facts);
    Result<> askRestores(HostFacts &facts);
    Result<> askFolder(HostFacts &facts);
    Result<> askServices(HostFacts &facts);
    Result<> askBinds(HostFacts &facts);
    Result<> askVolumes(HostFacts &facts);
    Result<> askServer(ServiceFacts &service, HostFacts &facts);
    Result<> askPostgres(ServiceFacts &service, const HostFacts &facts);
    void noteVariants(HostFacts &facts);

    RemoteHost &m_host;
    PostgresProbe &m_probe;
    CancelToken m_cancel;
};

} // namespace Lifeboat
