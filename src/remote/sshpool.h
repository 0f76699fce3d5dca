#pragma once

#include "remote/sshconnection.h"
#include "remote/sshhost.h"
#include "remote/sshprocess.h"
#include "remote/sshsecrets.h"

#include <mutex>
#include <vector>

namespace Lifeboat {

// Opens, keeps and gives out the connections to one host. Shared by the host's sessions and
// channels, which may outlive the host object. Thread-safe. Internal to this layer.
class SshPool
{
public:
    SshPool(HostProfile profile, SshSettings settings);

    // A living connection, kept or new.
    Result<std::unique_ptr<SshConnection>> take(const CancelToken &cancel);
    void give(std::unique_ptr<SshConnection> connection);
    void forgetIdle();
    void close(); // nothing is kept from now on

    bool asRoot() const { return m_asRoot; }
    bool asksEachTime() const { return m_secrets.asksEachTime(); }

    // Starts a command on a connection; returns when the host has accepted it, with sudo when
    // sudo has let it pass. The cancel is noticed meanwhile.
    Result<std::unique_ptr<SshProcess>> start(SshConnection &connection, const QString &command,
                                              const CancelToken &cancel, bool unattended = false);

    // Ends what a command left running. Over another connection; over `own`, which may be null,
    // when there is no idle one. 10 s at most. False: nobody knows whether it still runs.
    bool kill(const CommandLead &lead, SshConnection *own);

    // Tells the operator, once, when the host could not give a command a group of its own.
    void notice(const CommandLead &lead);

private:
    struct Attempt // to pass a route: what it may do, and why another one may do better
    {
        const CancelToken &cancel;
        bool unattended = false;
        bool keysWereTooMany = false; // a hop cut the line over them and may take a password
        bool wasTurnedAway = false;   // a hop had too many connections at their sign-in
    };

    Result<std::unique_ptr<SshConnection>> connect(const CancelToken &cancel, bool unattended);
    Result<std::unique_ptr<SshConnection>> reach(const QList<SshHop> &route,
                                                 const CancelToken &cancel, bool unattended);
    Result<std::unique_ptr<SshConnection>> passRoute(const QList<SshHop> &route, Attempt &attempt);
    Result<std::unique_ptr<SshConnection>>
    connectHop(const SshHop &hop, std::unique_ptr<SshConnection> before, Attempt &attempt);
    Result<std::unique_ptr<SshConnection>>
    open(const SshHop &hop, std::unique_ptr<SshConnection> before, Attempt &attempt);
    Result<> checkKey(const SshConnection &connection);
    Result<> checkSudo(SshConnection &connection, const CancelToken &cancel);
    bool killOverAny(const CommandLead &lead, SshConnection *own);
    bool killOver(SshConnection &connection, const QString &command, const CancelToken &limit);
    std::unique_ptr<SshConnection> takeIdle();
    void say(const Text &text) const;

    HostProfile m_profile;
    SshSettings m_settings;
    SshSecrets m_secrets;
    bool m_asRoot = false;

    std::mutex m_mutex;
    std::vector<std::unique_ptr<SshConnection>> m_idle;
    bool m_closed = false;

    std::timed_mutex m_first; // held while the first sign-in asks its questions
    std::atomic_bool m_signedIn = false;
    std::atomic_bool m_saidLibrary = false;
    std::atomic_bool m_saidCipher = false;
    std::atomic_bool m_saidGroup = false;
    QString m_target; // the last hop's label, for sudo's question
};

} // namespace Lifeboat
