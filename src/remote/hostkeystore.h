#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace Lifeboat {

struct HostKey
{
    QString type;   // as in known_hosts: ssh-ed25519
    QByteArray key; // base64, as in known_hosts

    QString fingerprint() const; // SHA256:… as ssh-keygen -l prints it
    bool operator==(const HostKey &) const = default;
};

// Which host keys are trusted: a file of our own, and the user's known_hosts, which is only read.
//
// Our file has the format of known_hosts, so that ssh can use it too. Hashed names, patterns,
// [address]:port, several keys a host and @revoked are understood; a line that cannot be read
// hides nothing of the others. Thread-safe; each call reads the files as they are now.
class HostKeyStore
{
public:
    enum class Verdict { Known, Unknown, Changed, Revoked };

    HostKeyStore(QString ownFile, QStringList readOnlyFiles);

    // Changed: the host is known, but by other keys only. Revoked beats all.
    Result<Verdict> judge(const QString &address, int port, const HostKey &key) const;

    // The types of the keys known for a host, so that a connection asks for one of them first.
    QStringList knownTypes(const QString &address, int port) const;

    // The keys themselves, for a message that names both. Empty also when a file cannot be read.
    QList<HostKey> knownKeys(const QString &address, int port) const;

    // The same store which reads further files, those that ~/.ssh/config names for a host.
    HostKeyStore withReadOnlyFiles(const QStringList &files) const;

    // Replaces what our own file says about this host; written whole under a temporary name.
    Result<> trust(const QString &address, int port, const HostKey &key);
    Result<> forget(const QString &address, int port);

private:
    QString m_ownFile;
    QStringList m_readOnlyFiles;
};

} // namespace Lifeboat
