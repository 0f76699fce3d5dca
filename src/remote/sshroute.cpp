#include "remote/sshroute.h"

#include "remote/sshconfig.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Lifeboat {

namespace {

constexpr qsizetype HopLimit = 8;

QString loginName()
{
    for (const char *name : {"USER", "LOGNAME", "USERNAME"}) {
        if (const QString user = qEnvironmentVariable(name); !user.isEmpty())
            return user;
    }
    return QFileInfo(QDir::homePath()).owner();
}

QStringList usualIdentities()
{
    QStringList files;
    for (const auto &name : {u"id_ed25519"_s, u"id_ecdsa"_s, u"id_rsa"_s})
        files << QDir::homePath() + u"/.ssh/"_s + name;
    return files;
}

QString withHome(const QString &path)
{
    return path.startsWith(u"~/") ? QDir::homePath() + path.mid(1) : path;
}

struct ConfiguredHop
{
    SshHop hop;
    QStringList jumps;
};

Result<ConfiguredHop> configured(const SshAddress &address, const QString &configFile)
{
    SshConfigValues values;
    if (!configFile.isEmpty()) {
        const auto found = SshConfig::valuesFor(configFile, address.address, address.user);
        if (!found)
            return found.error();
        values = *found;
    }
    if (!values.proxyCommand.isEmpty())
        return Error{Error::Kind::Invalid,
                     {QT_TRANSLATE_NOOP("Text", "The SSH configuration wants a ProxyCommand for "
                                                "%1; Lifeboat does not run such commands."),
                      {address.address}},
                     {QT_TRANSLATE_NOOP("Text", "Name the jump host instead: --jump, or ProxyJump "
                                                "in the configuration."),
                      {}},
                     values.proxyCommand};

    SshHop hop;
    hop.name = address.address;
    hop.address = values.hostName.isEmpty() ? address.address : values.hostName;
    hop.port = address.port > 0 ? address.port : values.port > 0 ? values.port : 22;
    hop.user = !address.user.isEmpty()  ? address.user
               : !values.user.isEmpty() ? values.user
                                        : loginName();
    hop.identityFiles = values.identityFiles;
    hop.identitiesGiven = !values.identityFiles.isEmpty();
    hop.identitiesOnly = values.identitiesOnly;
    hop.agentSocket = values.identityAgent.isEmpty() ? qEnvironmentVariable("SSH_AUTH_SOCK")
                                                     : values.identityAgent;
    if (hop.agentSocket == u"none")
        hop.agentSocket.clear();
    hop.knownHostsFiles = values.knownHostsFiles;
    if (hop.user.isEmpty())
        return Error{Error::Kind::Usage,
                     {QT_TRANSLATE_NOOP("Text", "Nobody says as which user to sign in to %1."),
                      {address.address}},
                     {QT_TRANSLATE_NOOP("Text", "Write it as USER@ADDRESS."), {}},
                     {}};
    return ConfiguredHop{hop, values.jumps};
}

// The files of the profile go before those of the configuration.
void addIdentities(SshHop &hop, const QStringList &files)
{
    QStringList own;
    for (const QString &file : files)
        own << withHome(file);
    hop.identityFiles = own + hop.identityFiles;
    hop.identitiesGiven = !hop.identityFiles.isEmpty();
    if (!hop.identitiesGiven)
        hop.identityFiles = usualIdentities();
}

Error tooLong(const QString &address)
{
    return {Error::Kind::Invalid,
            {QT_TRANSLATE_NOOP("Text", "The way to %1 leads over too many jump hosts."), {address}},
            {QT_TRANSLATE_NOOP("Text", "Look for a circle of ProxyJump lines in the SSH "
                                       "configuration."),
             {}},
            {}};
}

} // namespace

Result<QList<SshHop>> sshRoute(const HostProfile &profile, const QString &configFile)
{
    QList<SshHop> route;
    QList<SshAddress> waiting = profile.jumps; // still to come before the newest of `route`
    SshAddress next = profile.ssh;
    for (;;) {
        const auto found = configured(next, configFile);
        if (!found)
            return found.error();
        SshHop hop = found->hop;
        hop.isJump = !route.isEmpty();
        addIdentities(hop, profile.identityFiles);
        route.prepend(hop);

        // What the profile names is the whole way. Without it the configuration is asked, also
        // for the first machine of a way that came from it.
        if (profile.jumps.isEmpty() && waiting.isEmpty()) {
            for (const QString &jump : found->jumps) {
                const auto address = SshAddress::parse(jump);
                if (!address)
                    return address.error();
                waiting << *address;
            }
        }
        if (waiting.isEmpty())
            return route;
        if (route.size() >= HopLimit)
            return tooLong(profile.ssh.address);
        next = waiting.takeLast();
    }
}

} // namespace Lifeboat
