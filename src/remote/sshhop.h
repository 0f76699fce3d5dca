#pragma once

#include <QString>
#include <QStringList>

namespace Lifeboat {

// One machine on the way, with everything that ~/.ssh/config and the profile say about it.
struct SshHop
{
    QString name;    // as the operator wrote it
    QString address; // what is connected to and looked up in known_hosts
    int port = 22;
    QString user;
    bool isJump = false;
    QStringList identityFiles;
    bool identitiesGiven = false; // named by someone; otherwise the usual names are tried
    bool identitiesOnly = false;  // other keys of the agent are not offered
    QString agentSocket;          // empty: no agent
    QStringList knownHostsFiles;

    // ops@10.0.0.1, as a prompt or a message names it; the port only when it is not 22.
    QString label() const
    {
        const QString who = user + u'@' + address;
        return port == 22 ? who : who + u':' + QString::number(port);
    }
};

} // namespace Lifeboat
