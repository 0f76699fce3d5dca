#pragma once

#include "engine/guardian.h"
#include "remote/hostkeystore.h"
#include "remote/sshhost.h"

#include <QJsonObject>
#include <QTemporaryDir>

namespace Lifeboat {

// A real host of tests/host (LIFEBOAT_TEST_HOSTS names its hosts.json) as the guardian's tests need
// it: ways in over SSH, and a look at it from inside that needs no line.
class GuardianBench
{
public:
    GuardianBench();

    QString missing() const; // why the tests cannot run; empty: they can

    // The host as "root", "ops" (sudo with a password) or "dev" (group docker).
    std::unique_ptr<RemoteHost> host(const QString &user, const QString &mark);

    QString inside(const QString &script) const; // what root prints there, trimmed
    void fault(const QStringList &words) const;  // of tests/host/host.sh, for this host
    QString stateOf(const QString &container) const;
    bool isFree() const; // no lock, no folder of a run

    // Everything that a run may change: containers' states, databases, volumes.
    QString picture() const;

    QString image() const { return m_image; }
    static QString newRun();

private:
    QString tool(const QStringList &words) const;

    QJsonObject m_facts;
    QJsonObject m_host;
    QString m_state;
    QString m_image;
    QTemporaryDir m_folder;
    HostKeyStore m_keys;
};

} // namespace Lifeboat
