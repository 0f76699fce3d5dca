#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QStringList>

namespace Lifeboat {

// [USER@]ADDRESS[:PORT] of one hop. An IPv6 address is written in brackets when a port follows.
// An empty user means: what ~/.ssh/config says for this address, else the desktop's login name;
// port 0 likewise, else 22.
struct SshAddress
{
    QString user;
    QString address;
    int port = 0;

    QString toString() const;
    static Result<SshAddress> parse(const QString &text); // Error::Usage says what is wrong

    bool operator==(const SshAddress &) const = default;
};

// What the operator configured for one host. Secrets are not in it: they are in the keychain
// under names made from `id`.
struct HostProfile
{
    QString id; // slug and 8 hex digits; never changes, also names the host's folder in a vault
    QString name;
    SshAddress ssh;
    QList<SshAddress> jumps; // in the order they are passed
    QStringList identityFiles; // tried after the agent's keys and before passwords
    bool sudo = false;
    QString directory; // of the compose project; empty: found by discovery
    QStringList tags;

    QJsonObject toJson() const;
    static Result<HostProfile> fromJson(const QJsonObject &json);

    // A new id for a host of this name: a-z0-9- of the name, else "host", and 8 random hex digits.
    static QString newId(const QString &name);

    bool operator==(const HostProfile &) const = default;
};

} // namespace Lifeboat
