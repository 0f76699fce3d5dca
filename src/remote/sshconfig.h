#pragma once

#include "base/result.h"

#include <QStringList>

namespace Lifeboat {

// What ~/.ssh/config says about one host. Empty or 0: nothing.
struct SshConfigValues
{
    QString hostName;
    QString user;
    int port = 0;
    QStringList identityFiles;
    bool identitiesOnly = false;
    QString identityAgent; // a path; "none": no agent
    QStringList jumps;     // [user@]host[:port], in the order they are passed
    QStringList knownHostsFiles;
    QString proxyCommand; // a command of the operator's own, which we do not run

    bool operator==(const SshConfigValues &) const = default;
};

// Reads a file in the format of ssh_config(5) the way ssh does: the first value counts, Include
// and patterns are followed. Of Match only host, originalhost, user and all are understood, and
// a block with another condition does not apply. Keywords we have no use for are passed over.
class SshConfig
{
public:
    // A file that does not exist says nothing. Error::Invalid: it cannot be read, or includes
    // itself.
    static Result<SshConfigValues> valuesFor(const QString &file, const QString &host,
                                             const QString &user);
};

} // namespace Lifeboat
