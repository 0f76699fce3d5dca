#pragma once

#include "base/secretstore.h"
#include "model/hostprofile.h"
#include "remote/hostkeystore.h"
#include "remote/remotesession.h"

namespace Lifeboat {

struct SshSettings
{
    HostKeyStore *keys = nullptr; // not owned; outlives the host
    SecretSource secrets; // asked only when the agent and the keys were not enough
    QStringList trust;    // SHA256:… accepted for any hop, and then kept in `keys`
    QString mark;         // LIFEBOAT_RUN of every command; PGAPPNAME is "lifeboat-" and the mark
    QString configFile;   // values for named hosts, normally ~/.ssh/config; empty: none
    std::function<void(const Text &)> say; // what was noticed and is no error: a weak cipher, no agent
};

// A RemoteHost over SSH by libssh. Nothing is connected until the first session is asked for;
// what was typed to sign in is remembered for further sessions of this object, in memory only.
// Use one for each run; it closes all its sessions when destroyed.
std::unique_ptr<RemoteHost> sshHost(const HostProfile &profile, const SshSettings &settings);

} // namespace Lifeboat
