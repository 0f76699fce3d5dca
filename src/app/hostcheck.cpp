#include "app/checks.h"
#include "app/hostlink.h"
#include "app/openrestores.h"
#include "app/operations.h"
#include "components/component.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

Check passed(const QString &id, const Text &detail)
{
    return {id, true, detail, {}, {}};
}

Check failed(const QString &id, const Error &error)
{
    return {id, false, error.message, error.hint, {}};
}

static Check serverCheck(const ServiceFacts &service, const Component &component)
{
    if (!service.isRunning())
        return {service.service,
                false,
                {QT_TRANSLATE_NOOP("Text", "Its container %1 is not running, it is “%2”."),
                 {service.container, service.state}},
                {QT_TRANSLATE_NOOP("Text", "Start it on the host: docker start %1"),
                 {service.container}},
                u"docker start "_s + service.container};
    if (!service.answers())
        return {
            service.service,
            false,
            {QT_TRANSLATE_NOOP("Text", "The server in %1 does not answer."), {service.container}},
            {QT_TRANSLATE_NOOP("Text", "Look at its log on the host: docker logs %1"),
             {service.container}},
            u"docker logs "_s + service.container};
    if (!service.postgres)
        return passed(service.service, {QT_TRANSLATE_NOOP("Text", "%1 %2"),
                                        {component.title.toString(), service.versionText()}});
    return passed(service.service,
                  {QT_TRANSLATE_NOOP("Text", "PostgreSQL %1, %2 databases"),
                   {service.postgres->versionText, qint64(service.postgres->databases.size())}});
}

Check lockCheck(const Result<HostLock> &lock)
{
    if (!lock)
        return failed(u"lock"_s, lock.error());
    switch (lock->state) {
    case HostLock::State::Free:
        return passed(u"lock"_s, {QT_TRANSLATE_NOOP("Text", "No run is under way."), {}});
    case HostLock::State::Busy:
        return {u"lock"_s,
                false,
                {QT_TRANSLATE_NOOP("Text", "Run %1 of %2 is under way."), {lock->run, lock->owner}},
                {QT_TRANSLATE_NOOP("Text", "Wait for its end, or cancel it where it was started."),
                 {}}};
    case HostLock::State::Interrupted:
        return {
            u"lock"_s,
            false,
            {QT_TRANSLATE_NOOP("Text", "Run %1 of %2 was interrupted."), {lock->run, lock->owner}},
            {QT_TRANSLATE_NOOP("Text", "The next run on this host puts it in order first."), {}}};
    }
    return {};
}

static Check restoreCheck(const RunReport &restore)
{
    if (restore.error && restore.error->kind == Error::Kind::CommandFailed)
        return failed(u"restore"_s, *restore.error);
    const QList<TextArg> args{restore.run, restore.point};
    switch (restore.restore) {
    case RestoreState::Prepared:
        return passed(u"restore"_s,
                      {QT_TRANSLATE_NOOP("Text", "Restore %1 of point %2 is prepared: `cutover %1` "
                                                 "or `discard %1`."),
                       args});
    case RestoreState::InService:
        return passed(u"restore"_s,
                      {QT_TRANSLATE_NOOP("Text", "Restore %1 of point %2 is in service, with its "
                                                 "safety copies: `undo %1` or `accept %1`."),
                       args});
    case RestoreState::Undone:
        return passed(u"restore"_s,
                      {QT_TRANSLATE_NOOP("Text", "Restore %1 of point %2 was undone; what it "
                                                 "brought is kept: `discard %1`."),
                       args});
    default:
        return {u"restore"_s,
                false,
                {QT_TRANSLATE_NOOP("Text", "Restore %1 of point %2 left something half prepared."),
                 args},
                {QT_TRANSLATE_NOOP("Text", "Remove it: discard %1"), {restore.run}}};
    }
}

QList<Check> dockerChecks(const HostFacts &facts)
{
    return {passed(u"docker"_s, {QT_TRANSLATE_NOOP("Text", "Engine %1"), {facts.dockerVersion}}),
            passed(u"compose"_s, {QT_TRANSLATE_NOOP("Text", "%1 %2"),
                                  {facts.compose.join(u' '), facts.composeVersion}})};
}

Check projectCheck(const HostFacts &facts)
{
    return passed(u"project"_s,
                  {QT_TRANSLATE_NOOP("Text", "%1 in %2"), {facts.project, facts.directory}});
}

Result<Check> connectCheck(RemoteHost &link, const HostProfile &host, const CancelToken &cancel)
{
    const Result<std::shared_ptr<RemoteSession>> session = link.session(cancel);
    if (!session)
        return session.error();
    if (const Result<> ran = (*session)->run(ShellCommand("true"), {.cancel = cancel}); !ran)
        return ran.error();
    return passed(u"connect"_s,
                  {QT_TRANSLATE_NOOP("Text", "Signed in to %1."), {host.ssh.toString()}});
}

Result<QList<Check>> Operations::check(const HostProfile &host, const Access &access)
{
    HostLink link(m_settings, host, access, u"check"_s, {});
    const Result<Check> connected = connectCheck(link.host(), host, access.cancel);
    if (!connected)
        return connected.error();
    QList<Check> checks{*connected};

    const Result<HostFacts> facts = link.discover();
    if (!facts) {
        if (facts.error().kind == Error::Kind::Cancelled)
            return facts.error();
        checks << failed(u"deployment"_s, facts.error());
        return checks;
    }
    checks << dockerChecks(*facts) << projectCheck(*facts);
    for (const ServiceFacts &service : facts->services) {
        for (const Component &component : components()) {
            if (component.matches(service))
                checks << serverCheck(service, component);
        }
    }
    checks << lockCheck(link.settle(m_log, {}));
    const Result<QList<RunReport>> open = openRestores(link, m_log, host, *facts);
    if (!open)
        checks << failed(u"restore"_s, open.error());
    for (const RunReport &restore : open ? *open : QList<RunReport>())
        checks << restoreCheck(restore);
    return checks;
}

} // namespace Lifeboat
