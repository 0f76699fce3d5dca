#include "app/hostlink.h"

#include "app/runlog.h"
#include "app/settings.h"
#include "components/common/directory.h"
#include "engine/discovery.h"
#include "platform/curlobjectprobe.h"
#include "platform/libpqprobe.h"
#include "remote/sshhost.h"

#include <QCoreApplication>
#include <QDir>
#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static QString userFile(const char *name)
{
    return QDir::homePath() + u"/.ssh/"_s + QLatin1StringView(name);
}

HostLink::HostLink(const Settings &settings, const HostProfile &profile, const Access &access,
                   const QString &mark, EventSink sink)
    : m_profile(profile)
    , m_cancel(access.cancel)
    , m_sink(std::move(sink))
    , m_keys(settings.knownHostsFile(), {userFile("known_hosts"), u"/etc/ssh/ssh_known_hosts"_s})
    , m_host(sshHost(profile, {.keys = &m_keys,
                               .secrets = access.secrets,
                               .trust = access.trust,
                               .mark = mark,
                               .configFile = userFile("config"),
                               .say =
                                   [this](const Text &text) {
                                       if (m_sink)
                                           m_sink(Notice{text});
                                   }}))
    , m_probe(libpqProbe())
    , m_objects(curlObjectProbe())
{
}

Result<HostFacts> HostLink::discover()
{
    return Discovery(*m_host, *m_probe, m_cancel).discover(m_profile);
}

Result<HostFacts> HostLink::bed()
{
    return Discovery(*m_host, *m_probe, m_cancel).bed(m_profile);
}

Result<GroundFacts> HostLink::ground(const RecordedProject &project)
{
    return Discovery(*m_host, *m_probe, m_cancel).ground(project);
}

Result<QByteArray> HostLink::ask(const ShellCommand &question)
{
    const Result<std::shared_ptr<RemoteSession>> session = m_host->session(m_cancel);
    return session ? (*session)->read(question, {.cancel = m_cancel})
                   : Result<QByteArray>(session.error());
}

QString HostLink::owner()
{
    QString user = qEnvironmentVariable("USER");
    if (user.isEmpty())
        user = qEnvironmentVariable("USERNAME", u"somebody"_s);
    return user + u'@' + QSysInfo::machineHostName();
}

// Only records of what is over: the run that is about to begin does not depend on them.
static void recordPast(RunLog &log, const QHash<QString, QString> &past)
{
    for (auto it = past.cbegin(); it != past.cend(); ++it)
        (void)log.recordEnd(it.key(), it.value());
}

Result<HostLock> HostLink::settle(RunLog &log, const QString &image)
{
    Result<HostLock> lock = Guardian::look(*m_host, m_cancel);
    if (!lock)
        return lock;
    recordPast(log, lock->past);
    if (lock->state != HostLock::State::Interrupted || image.isEmpty())
        return lock;
    if (m_sink)
        m_sink(Notice{
            {QT_TRANSLATE_NOOP(
                 "Text", "Run %1 of %2 was interrupted on this host; putting it in order first."),
             {lock->run, lock->owner}}});
    const Result<QString> repaired =
        Guardian::repair(*m_host, *lock, image, owner(), m_sink, m_cancel);
    if (!repaired)
        return repaired.error();
    lock = Guardian::look(*m_host, m_cancel);
    if (lock)
        recordPast(log, lock->past);
    return lock;
}

Result<QHash<QString, QString>> HostLink::lookAt(const QList<Place> &places, const QString &run,
                                                 const QString &image)
{
    QHash<QString, QString> states;
    for (const Place &place : places) {
        if (place.kind != Place::Kind::Directory)
            continue;
        const Result<QByteArray> answer =
            ask(lookAtDirectory(place, {.run = run, .helperImage = image}));
        if (!answer)
            return answer.error();
        states.insert(place.beside, QString::fromUtf8(answer->trimmed()));
    }
    return states;
}

} // namespace Lifeboat
