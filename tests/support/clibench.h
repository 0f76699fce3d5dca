#pragma once

#include "support/cliprogram.h"
#include "support/testhosts.h"

namespace Lifeboat {

// One way in to a host, as lifeboat-cli is told of it.
struct WayIn
{
    QStringList add;            // behind "host add NAME"
    QMap<int, QString> secrets; // by file descriptor
    QStringList options;        // on every command that connects
};

// The program and real hosts together: a host "h", a vault "vault", in folders that one test has
// for itself.
class CliBench
{
public:
    explicit CliBench(const TestHosts &hosts);

    CliProgram &cli() { return m_cli; }

    // "root by key", "key with passphrase", "sudo by key", "sudo by password", "group docker",
    // "jump host, both by key", "jump host, both by password".
    WayIn way(const QString &name, const QJsonObject &host) const;

    CliProgram::Answer addHost(const QString &name, const WayIn &way);
    // Most tests are not about what is sealed, and would have to give a passphrase everywhere.
    CliProgram::Answer addVault(const QStringList &options = {QStringLiteral("--plain-config")});
    CliProgram::Answer run(const WayIn &way, const QStringList &arguments, int limitSeconds = 300);
    // The list that `what` answers with: runs, points, hosts.
    QJsonArray list(const QString &what, const QStringList &arguments = {});

    QStringList databasesOn(const QJsonObject &host) const;
    QString newestPointFolder() const; // empty: the vault holds no point

private:
    const TestHosts &m_hosts;
    CliProgram m_cli;
};

// In the middle of the file. False: it could not be done.
bool flipOneBit(const QString &path);

// For a test function: the answer has this exit status, else everything that was said is shown.
#define VERIFY_STATUS(answer, status)                                                              \
    do {                                                                                           \
        const auto given = (answer);                                                               \
        QVERIFY2(given.exitStatus == (status), given.both().constData());                          \
    } while (false)

} // namespace Lifeboat
