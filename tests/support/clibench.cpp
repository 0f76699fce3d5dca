#include "support/clibench.h"

#include <QFile>
#include <QDirIterator>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Lifeboat {

CliBench::CliBench(const TestHosts &hosts)
    : m_hosts(hosts)
{
}

WayIn CliBench::way(const QString &name, const QJsonObject &host) const
{
    const QStringList trust{u"--trust"_s, host.value("fingerprint"_L1).toString()};
    const QString plainKey = m_hosts.key(u"plain"_s);
    const QString opsPassword = TestHosts::user(host, u"ops"_s).value("password"_L1).toString();
    const QString devPassword = TestHosts::user(host, u"dev"_s).value("password"_L1).toString();
    const auto direct = [&](const QString &user) {
        return QStringList{TestHosts::address(host, user)} + trust;
    };
    const auto byJump = [&](const QString &user) {
        const QJsonObject jump = m_hosts.jump();
        return QStringList{TestHosts::lanAddress(host, user), u"--jump"_s,
                           TestHosts::address(jump, jump.value("user"_L1).toString()), u"--trust"_s,
                           jump.value("fingerprint"_L1).toString()}
               + trust;
    };
    const QStringList withKey{u"--identity"_s, plainKey};
    if (name == "root by key"_L1)
        return {direct(u"root"_s) + withKey, {}, {}};
    if (name == "key with passphrase"_L1)
        return {direct(u"root"_s) + QStringList{u"--identity"_s, m_hosts.key(u"passphrase"_s)},
                {{3, m_hosts.key(u"passphraseText"_s)}},
                {u"--key-passphrase-fd"_s, u"3"_s}};
    if (name == "sudo by key"_L1)
        return {direct(u"ops"_s) + withKey + QStringList{u"--sudo"_s},
                {{3, opsPassword}},
                {u"--sudo-password-fd"_s, u"3"_s}};
    if (name == "sudo by password"_L1) // the login's password is tried for sudo
        return {direct(u"ops"_s) + QStringList{u"--sudo"_s},
                {{5, opsPassword}},
                {u"--password-fd"_s, u"5"_s}};
    if (name == "group docker"_L1)
        return {direct(u"dev"_s), {{3, devPassword}}, {u"--password-fd"_s, u"3"_s}};
    if (name == "jump host, both by key"_L1)
        return {byJump(u"root"_s) + withKey, {}, {}};
    // A jump host and a host that each want their own password.
    return {byJump(u"ops"_s) + QStringList{u"--sudo"_s},
            {{3, opsPassword}, {4, m_hosts.jump().value("password"_L1).toString()}},
            {u"--password-fd"_s, u"3"_s, u"--jump-password-fd"_s, u"4"_s}};
}

CliProgram::Answer CliBench::addHost(const QString &name, const WayIn &way)
{
    return m_cli.run(QStringList{u"host"_s, u"add"_s, name} + way.add + way.options
                         + QStringList{u"--json"_s},
                     way.secrets);
}

CliProgram::Answer CliBench::addVault(const QStringList &options)
{
    return m_cli.run(QStringList{u"vault"_s, u"add"_s, m_cli.file(u"vault"_s)} + options);
}

CliProgram::Answer CliBench::run(const WayIn &way, const QStringList &arguments, int limitSeconds)
{
    return m_cli.run(arguments + way.options + QStringList{u"--json"_s}, way.secrets, limitSeconds);
}

QJsonArray CliBench::list(const QString &what, const QStringList &arguments)
{
    const QStringList command =
        what == "hosts"_L1 ? QStringList{u"host"_s, u"list"_s} : QStringList{what};
    return m_cli.run(command + arguments + QStringList{u"--json"_s}).json().value(what).toArray();
}

QStringList CliBench::databasesOn(const QJsonObject &host) const
{
    const QByteArray list = m_hosts.inside(
        host,
        u"for s in postgres pgvector; do "
        "c=$(docker ps -q --filter label=com.docker.compose.service=$s) && docker exec $c "
        "psql -U postgres -XAtc 'select datname from pg_database order by 1' || exit; done"_s);
    return QString::fromUtf8(list).split(u'\n');
}

QString CliBench::newestPointFolder() const
{
    QDirIterator entries(m_cli.file(u"vault"_s), {u"manifest.json"_s}, QDir::Files,
                         QDirIterator::Subdirectories);
    QString newest;
    while (entries.hasNext())
        newest = std::max(newest, QFileInfo(entries.next()).absolutePath());
    return newest;
}

bool flipOneBit(const QString &path)
{
    QFile file(path);
    char byte = 0;
    return file.open(QIODevice::ReadWrite) && file.seek(file.size() / 2) && file.getChar(&byte)
           && file.seek(file.size() / 2) && file.putChar(char(byte ^ 1));
}

} // namespace Lifeboat
