#include "remote/sshpool.h"

#include "remote/jumptunnel.h"
#include "remote/signingate.h"
#include "remote/sshroute.h"
#include "remote/sshsignin.h"
#include "remote/sudogate.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <condition_variable>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace Lifeboat {

namespace {

constexpr auto ConnectLimit = 10s;
constexpr auto KillLimit = 10s;
constexpr auto KillAttempt = 4s; // two of them pass before KILL follows TERM
constexpr size_t IdleLimit = 8;
constexpr auto FirstPause = 250ms; // after a host turned us away; doubled each time
constexpr int PauseLimit = 5;      // 8 s in all

// A token that cancels itself. What has to end in time waits in many places, all of which already
// look at a token.
class TimeLimit
{
public:
    explicit TimeLimit(Clock::duration limit)
        : m_thread([this, limit] {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait_for(lock, limit, [this] { return m_done; }))
                m_token.cancel();
        })
    {
    }

    ~TimeLimit()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_done = true;
        }
        m_wake.notify_all();
        m_thread.join();
    }

    const CancelToken &token() const { return m_token; }

private:
    CancelToken m_token;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_done = false;
    std::thread m_thread; // the last member: it uses the others
};

// Longer each time, and never the same for two that were turned away together.
Result<> pause(int number, const CancelToken &cancel)
{
    const double spread = 0.75 + QRandomGenerator::global()->generateDouble() / 2;
    const auto until = Clock::now() + FirstPause * (1 << number) * spread;
    while (Clock::now() < until) {
        if (cancel.isCancelled())
            return cancelled();
        std::this_thread::sleep_for(50ms);
    }
    return {};
}

// Which hop of a longer way failed is not in every message of the layers below.
Error atHop(const SshHop &hop, Error error)
{
    if (hop.isJump && error.kind != Error::Kind::Cancelled)
        error.detail = (u"jump host "_s + hop.label() + u": "_s + error.detail).trimmed();
    return error;
}

} // namespace

SshPool::SshPool(HostProfile profile, SshSettings settings)
    : m_profile(std::move(profile))
    , m_settings(std::move(settings))
    , m_secrets(m_settings.secrets)
{
    ignoreBrokenPipes();
}

void SshPool::say(const Text &text) const
{
    if (m_settings.say)
        m_settings.say(text);
}

std::unique_ptr<SshConnection> SshPool::takeIdle()
{
    const std::lock_guard lock(m_mutex);
    if (m_idle.empty())
        return nullptr;
    auto connection = std::move(m_idle.back());
    m_idle.pop_back();
    return connection;
}

Result<std::unique_ptr<SshConnection>> SshPool::take(const CancelToken &cancel)
{
    while (auto connection = takeIdle()) {
        if (connection->checkAlive())
            return connection;
    }
    // One at a time until the first is in: its answers serve the others.
    std::unique_lock first(m_first, std::defer_lock);
    while (!m_signedIn && !first.owns_lock()) {
        if (cancel.isCancelled())
            return cancelled();
        first.try_lock_for(100ms);
    }
    if (m_signedIn && first.owns_lock())
        first.unlock();
    return connect(cancel, false);
}

void SshPool::give(std::unique_ptr<SshConnection> connection)
{
    const std::lock_guard lock(m_mutex);
    if (!m_closed && connection && connection->isUsable() && m_idle.size() < IdleLimit)
        m_idle.push_back(std::move(connection));
}

void SshPool::forgetIdle()
{
    std::vector<std::unique_ptr<SshConnection>> all;
    {
        const std::lock_guard lock(m_mutex);
        all.swap(m_idle);
    }
    for (auto &connection : all) {
        if (connection->checkAlive())
            give(std::move(connection));
    }
}

void SshPool::close()
{
    const std::lock_guard lock(m_mutex);
    m_closed = true;
    m_idle.clear();
}

Result<std::unique_ptr<SshConnection>> SshPool::connect(const CancelToken &cancel, bool unattended)
{
    const auto route = sshRoute(m_profile, m_settings.configFile);
    if (!route)
        return route.error();
    auto connection = reach(*route, cancel, unattended);
    if (!connection)
        return connection.error();
    if (!m_signedIn) {
        m_target = route->last().label();
        // root needs no sudo, and a host without sudo may still let root in.
        m_asRoot = m_profile.sudo && route->last().user != u"root";
        const Result<> checked = m_asRoot ? checkSudo(**connection, cancel) : Result<>();
        if (!checked)
            return checked.error();
        m_signedIn = true;
    }
    return connection;
}

Result<std::unique_ptr<SshConnection>> SshPool::reach(const QList<SshHop> &route,
                                                      const CancelToken &cancel, bool unattended)
{
    int pauses = 0;
    for (qsizetype refusals = 0;;) {
        Attempt attempt{cancel, unattended};
        auto connection = passRoute(route, attempt);
        if (connection)
            return connection;
        if (attempt.keysWereTooMany && refusals++ < route.size())
            continue;
        // The limit is the host's and counts strangers too, so staying below our own is not enough.
        if (!attempt.wasTurnedAway || pauses == PauseLimit)
            return connection;
        if (const Result<> paused = pause(pauses++, cancel); !paused)
            return paused.error();
    }
}

Result<std::unique_ptr<SshConnection>> SshPool::passRoute(const QList<SshHop> &route,
                                                          Attempt &attempt)
{
    std::unique_ptr<SshConnection> connection;
    for (const SshHop &hop : route) {
        auto next = connectHop(hop, std::move(connection), attempt);
        if (!next)
            return atHop(hop, next.error());
        connection = std::move(*next);
    }
    return connection;
}

Result<std::unique_ptr<SshConnection>>
SshPool::connectHop(const SshHop &hop, std::unique_ptr<SshConnection> before, Attempt &attempt)
{
    const auto place =
        SignInPlace::take(hop.address + u':' + QString::number(hop.port), attempt.cancel);
    if (!place)
        return place.error();
    auto connection = open(hop, std::move(before), attempt);
    if (!connection)
        return connection.error();
    const Result<> trusted = checkKey(**connection);
    if (!trusted)
        return trusted.error();
    SshSignIn signIn(**connection, m_secrets, attempt.unattended, attempt.cancel);
    if (m_secrets.keysAreUseless(hop.label()))
        signIn.skipKeys();
    const Result<> signedIn = signIn.run();
    if (signIn.ranOutOfAttempts() && !m_secrets.keysAreUseless(hop.label())) {
        m_secrets.refuseKeys(hop.label());
        attempt.keysWereTooMany = true;
    }
    if (!signedIn)
        return signedIn.error();
    const Result<> ready = (*connection)->ready();
    if (!ready)
        return ready.error();
    return connection;
}

Result<std::unique_ptr<SshConnection>>
SshPool::open(const SshHop &hop, std::unique_ptr<SshConnection> before, Attempt &attempt)
{
    const CancelToken &cancel = attempt.cancel;
    NetSocket socket;
    std::unique_ptr<JumpTunnel> way;
    if (before) {
        auto tunnel = JumpTunnel::open(std::move(before), hop.address, hop.port, &socket, cancel);
        if (!tunnel)
            return tunnel.error();
        way = std::move(*tunnel);
    } else {
        auto connected = NetSocket::connectTcp(hop.address, hop.port, cancel, ConnectLimit);
        if (!connected)
            return connected.error();
        socket = std::move(*connected);
    }
    auto connection = std::make_unique<SshConnection>(hop, std::move(socket), std::move(way));
    const HostKeyStore keys = m_settings.keys->withReadOnlyFiles(hop.knownHostsFiles);
    const Result<> agreed = connection->handshake(keys.knownTypes(hop.address, hop.port), cancel);
    if (!agreed) {
        attempt.wasTurnedAway = connection->wasTurnedAway();
        return agreed.error();
    }
    const QString cipher = connection->cipher();
    if (!gcmIsSafe() && !m_saidLibrary.exchange(true))
        say({QT_TRANSLATE_NOOP("Text", "This machine's libssh lacks the corrections of July 2026; "
                                       "a slower cipher is used. Update it."),
             {}});
    if (cipher.contains(u"cbc") && !m_saidCipher.exchange(true))
        say({QT_TRANSLATE_NOOP("Text", "%1 offers only the weak cipher %2."),
             {hop.label(), cipher}});
    return connection;
}

Result<> SshPool::checkKey(const SshConnection &connection)
{
    const SshHop &hop = connection.hop();
    const auto key = connection.hostKey();
    if (!key)
        return key.error();
    const HostKeyStore keys = m_settings.keys->withReadOnlyFiles(hop.knownHostsFiles);
    const auto verdict = keys.judge(hop.address, hop.port, *key);
    if (!verdict)
        return verdict.error();
    const QString place = hop.address + u':' + QString::number(hop.port);
    const QString shown = key->type + u' ' + key->fingerprint();
    if (*verdict == HostKeyStore::Verdict::Known)
        return {};
    if (*verdict == HostKeyStore::Verdict::Revoked)
        return Error{Error::Kind::HostKeyChanged,
                     {QT_TRANSLATE_NOOP("Text", "%1 shows a key that was revoked."), {place}},
                     {QT_TRANSLATE_NOOP("Text", "Do not sign in. Ask who runs the host."), {}},
                     shown};
    // Named by its fingerprint: whoever wrote that has compared it.
    if (m_settings.trust.contains(key->fingerprint()))
        return m_settings.keys->trust(hop.address, hop.port, *key);
    if (*verdict == HostKeyStore::Verdict::Unknown)
        return Error{
            Error::Kind::HostKeyUnknown,
            {QT_TRANSLATE_NOOP("Text", "The key of %1 is not known yet."), {place}},
            {QT_TRANSLATE_NOOP("Text", "Compare the fingerprint with the one on the host "
                                       "(ssh-keygen -lf on its .pub file), then trust it."),
             {}},
            shown};
    QStringList known;
    for (const HostKey &old : keys.knownKeys(hop.address, hop.port))
        known << old.type + u' ' + old.fingerprint();
    return Error{Error::Kind::HostKeyChanged,
                 {QT_TRANSLATE_NOOP("Text", "The key of %1 has changed."), {place}},
                 {QT_TRANSLATE_NOOP("Text", "The host was set up anew, or somebody stands between. "
                                            "Find out before you trust the new key."),
                  {}},
                 u"known: %1; shown: %2"_s.arg(known.join(u", "_s), shown)};
}

Result<std::unique_ptr<SshProcess>> SshPool::start(SshConnection &connection,
                                                   const QString &command,
                                                   const CancelToken &cancel, bool unattended)
{
    auto process = std::make_unique<SshProcess>(connection);
    const RemoteScript script{command, m_settings.mark, m_asRoot};
    const Result<> started = process->start(script.toShell(), cancel);
    if (!started)
        return started.error();
    if (m_asRoot) {
        const Result<> passed = SudoGate(m_secrets, m_target, unattended).pass(*process, cancel);
        if (!passed)
            return passed.error();
    }
    return process;
}

void SshPool::notice(const CommandLead &lead)
{
    if (lead.hasBegun() && !lead.isGroup() && !m_saidGroup.exchange(true))
        say({QT_TRANSLATE_NOOP("Text", "%1 has no setsid: a cancelled command ends, but what it "
                                       "started may go on."),
             {m_target}});
}

bool SshPool::kill(const CommandLead &lead, SshConnection *own)
{
    if (killOverAny(lead, own))
        return true;
    say({QT_TRANSLATE_NOOP("Text", "%1 could not be told to end a command; it may still run there "
                                   "as process group %2."),
         {m_target, QString::number(lead.id())}});
    return false;
}

bool SshPool::killOverAny(const CommandLead &lead, SshConnection *own)
{
    const QString command =
        u"sh -c "_s + ShellCommand::quoted(RemoteScript::killing(lead.id(), lead.isGroup()));
    const auto until = Clock::now() + KillLimit;
    if (auto idle = takeIdle()) {
        const bool killed = killOver(*idle, command, TimeLimit(KillAttempt).token());
        if (killed)
            give(std::move(idle));
        if (killed)
            return true;
    }
    if (own && own->isUsable() && killOver(*own, command, TimeLimit(KillAttempt).token()))
        return true;
    // Nobody is asked anything for this; what was typed for the others has to do.
    const TimeLimit rest(until - Clock::now());
    const auto fresh = connect(rest.token(), true);
    return fresh && killOver(**fresh, command, rest.token());
}

bool SshPool::killOver(SshConnection &connection, const QString &command, const CancelToken &limit)
{
    const auto process = start(connection, command, limit, true);
    while (process && !(*process)->isOver()) {
        if (!(*process)->pump(100ms) || limit.isCancelled())
            return false;
    }
    return process && (*process)->verdict(u"kill"_s, {}).has_value();
}

Result<> SshPool::checkSudo(SshConnection &connection, const CancelToken &cancel)
{
    const auto process = start(connection, u"true"_s, cancel);
    if (!process)
        return process.error();
    while (!(*process)->isOver()) {
        const Result<> pumped = (*process)->pump(100ms);
        if (!pumped)
            return pumped;
        if (cancel.isCancelled())
            return cancelled();
    }
    return (*process)->verdict(u"sudo"_s, {});
}

} // namespace Lifeboat
