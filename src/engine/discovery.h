#pragma once

#include "base/canceltoken.h"
#include "model/groundfacts.h"
#include "model/hostprofile.h"
#include "remote/postgresprobe.h"
#include "remote/remotesession.h"

#include <functional>

namespace Lifeboat {

struct Component;

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
    using Question = std::function<Result<>()>;

    // A few at a time, one after the other where each sign-in asks a human; they fill in different
    // parts of the facts. The first in the list that failed is the error.
    Result<> askTogether(const QList<Question> &questions);
    QList<Question> basics(HostFacts &facts);
    Result<QByteArray> ask(const ShellCommand &command,
                           std::chrono::seconds quietLimit = std::chrono::seconds(60));
    Result<> askMachine(HostFacts &facts);
    Result<> askDocker(HostFacts &facts);
    Result<> askImages(HostFacts &facts);
    Result<> askCompose(HostFacts &facts);
    Result<> findProject(const HostProfile &profile, HostFacts &facts);
    Result<> askDeployment(HostFacts &facts);
    Result<> askRestores(HostFacts &facts);
    Result<> askSizes(HostFacts &facts);
    Result<> askBinds(HostFacts &facts);
    Result<> askVolumes(HostFacts &facts);
    Result<> askFolder(ServiceFacts &deployment, const QString &helper, QList<Text> &warnings);
    Result<> askService(ServiceFacts &service, const HostFacts &facts, const QString &helper,
                        QList<Text> &warnings);
    Result<> askServer(ServiceFacts &service, const QString &helper, QList<Text> &warnings);
    Result<> askOf(const Component &component, ServiceFacts &service, const QString &helper);
    Result<> askPostgres(ServiceFacts &service, const HostFacts &facts);
    void noteDigests(HostFacts &facts);
    void noteVariants(HostFacts &facts);

    RemoteHost &m_host;
    PostgresProbe &m_probe;
    CancelToken m_cancel;
};

} // namespace Lifeboat
