#include "support/guardianbench.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace Lifeboat {

GuardianBench::GuardianBench()
    : m_keys(m_folder.filePath(u"known_hosts"_s), {})
{
    QFile file(qEnvironmentVariable("LIFEBOAT_TEST_HOSTS"));
    if (!file.open(QIODevice::ReadOnly))
        return;
    m_facts = QJsonDocument::fromJson(file.readAll()).object();
    m_host = m_facts.value(u"hosts"_s).toArray().first().toObject();
    m_state = QFileInfo(file).absolutePath();
    m_image = inside(u"docker inspect -f '{{.Image}}' postgres"_s);
}

QString GuardianBench::missing() const
{
    if (m_host.isEmpty())
        return u"LIFEBOAT_TEST_HOSTS names no hosts of tests/host"_s;
    if (m_image.isEmpty())
        return u"the host cannot be entered: tests/host needs root"_s;
    return {};
}

std::unique_ptr<RemoteHost> GuardianBench::host(const QString &user, const QString &mark)
{
    QJsonObject login;
    for (const QJsonValue &one : m_host.value(u"users"_s).toArray())
        if (one.toObject().value(u"name"_s).toString() == user)
            login = one.toObject();
    const HostProfile profile{
        .id = u"bench-00000000"_s,
        .name = u"bench"_s,
        .ssh = {user, m_host.value(u"address"_s).toString(), m_host.value(u"port"_s).toInt()},
        .identityFiles = {login.value(u"key"_s).toString()},
        .sudo = login.value(u"way"_s).toString() == u"sudo"_s,
    };
    const QString password = login.value(u"password"_s).toString();
    const SshSettings settings{
        .keys = &m_keys,
        .secrets = [password](const SecretRequest &request) -> std::optional<QString> {
            if (request.attempt > 0)
                return std::nullopt;
            return password;
        },
        .trust = {m_host.value(u"fingerprint"_s).toString()},
        .mark = mark,
    };
    return sshHost(profile, settings);
}

QString GuardianBench::inside(const QString &script) const
{
    return tool({u"exec"_s, m_host.value(u"name"_s).toString(), u"sh"_s, u"-c"_s, script});
}

void GuardianBench::fault(const QStringList &words) const
{
    tool(QStringList{u"fault"_s, words.first(), m_host.value(u"name"_s).toString()} + words.mid(1));
}

QString GuardianBench::stateOf(const QString &container) const
{
    return inside(u"docker inspect -f '{{.State.Status}}' "_s + container);
}

bool GuardianBench::isFree() const
{
    return inside(u"docker inspect -f x lifeboat-guardian 2>/dev/null; "
                  "ls -d /var/lib/lifeboat/run-* /home/*/.lifeboat/run-* 2>/dev/null"_s)
        .isEmpty();
}

QString GuardianBench::picture() const
{
    return inside(
        u"docker inspect -f '{{.Name}} {{.State.Status}} {{.HostConfig.RestartPolicy.Name}}' "
        "$(docker ps -aq --no-trunc | sort); docker volume ls -q | wc -l; "
        "docker exec postgres psql -U postgres -Atc 'select datname from pg_database order by 1'"_s);
}

QString GuardianBench::newRun()
{
    return u"t"_s
           + QString::number(QRandomGenerator::global()->generate64(), 16).rightJustified(16, u'0');
}

QString GuardianBench::tool(const QStringList &words) const
{
    const QString name = m_host.value(u"name"_s).toString();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LIFEBOAT_HOST_STATE"_s, m_state);
    environment.insert(u"LIFEBOAT_HOST_LAN"_s, m_facts.value(u"lan"_s).toString());
    environment.insert(u"LIFEBOAT_HOST_PORT0"_s,
                       QString::number(m_host.value(u"port"_s).toInt() - name.mid(1).toInt()));
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setStandardErrorFile(QProcess::nullDevice());
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(QStringLiteral(LIFEBOAT_SOURCE_DIR) + u"/tests/host/host.sh"_s, words);
    process.waitForFinished(120'000);
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

} // namespace Lifeboat
