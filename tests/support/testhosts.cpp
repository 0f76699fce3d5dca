#include "support/testhosts.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace Lifeboat {

TestHosts::TestHosts()
{
    QFile file(qEnvironmentVariable("LIFEBOAT_TEST_HOSTS"));
    if (!file.open(QIODevice::ReadOnly))
        return;
    m_facts = QJsonDocument::fromJson(file.readAll()).object();
    m_state = QFileInfo(file).absolutePath();
}

QString TestHosts::missing() const
{
    if (count() == 0)
        return u"LIFEBOAT_TEST_HOSTS names no hosts of tests/host"_s;
    if (inside(host(0), u"echo here"_s) != "here")
        return u"the hosts cannot be entered: tests/host needs root"_s;
    return {};
}

QJsonObject TestHosts::host(qsizetype index) const
{
    return m_facts.value("hosts"_L1).toArray().at(index).toObject();
}

QJsonObject TestHosts::host(const QString &name) const
{
    for (const QJsonValue &host : m_facts.value("hosts"_L1).toArray()) {
        if (host.toObject().value("name"_L1) == name)
            return host.toObject();
    }
    return {};
}

qsizetype TestHosts::count() const
{
    return m_facts.value("hosts"_L1).toArray().size();
}

QString TestHosts::key(const QString &name) const
{
    return m_facts.value("keys"_L1).toObject().value(name).toString();
}

QJsonObject TestHosts::user(const QJsonObject &host, const QString &name)
{
    for (const QJsonValue &user : host.value("users"_L1).toArray()) {
        if (user.toObject().value("name"_L1) == name)
            return user.toObject();
    }
    return {};
}

QString TestHosts::address(const QJsonObject &host, const QString &user)
{
    return u"%1@%2:%3"_s.arg(user, host.value("address"_L1).toString())
        .arg(host.value("port"_L1).toInt());
}

QString TestHosts::lanAddress(const QJsonObject &host, const QString &user)
{
    return u"%1@%2:%3"_s.arg(user, host.value("lanAddress"_L1).toString())
        .arg(host.value("lanPort"_L1).toInt());
}

std::optional<QByteArray> TestHosts::ask(const QStringList &words, int limitSeconds) const
{
    const QJsonObject first = host(0);
    const int number = first.value("name"_L1).toString().mid(1).toInt();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LIFEBOAT_HOST_STATE"_s, m_state);
    environment.insert(u"LIFEBOAT_HOST_LAN"_s, m_facts.value("lan"_L1).toString());
    environment.insert(u"LIFEBOAT_HOST_PORT0"_s,
                       QString::number(first.value("port"_L1).toInt() - number));
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(QStringLiteral(LIFEBOAT_SOURCE_DIR) + u"/tests/host/host.sh"_s, words);
    const bool ended = process.waitForFinished(limitSeconds * 1000);
    const QByteArray out = process.readAllStandardOutput().trimmed();
    if (ended && process.exitCode() == 0)
        return out;
    qWarning("host.sh %s: %s", qPrintable(words.join(u' ')),
             process.readAllStandardError().constData());
    return std::nullopt;
}

QByteArray TestHosts::tool(const QStringList &words, int limitSeconds) const
{
    return ask(words, limitSeconds).value_or(QByteArray());
}

QByteArray TestHosts::inside(const QJsonObject &host, const QString &script) const
{
    return tool({u"exec"_s, host.value("name"_L1).toString(), u"sh"_s, u"-c"_s, script});
}

QByteArray TestHosts::digest(const QJsonObject &host, const QStringList &databases) const
{
    QStringList words{u"digest"_s, host.value("name"_L1).toString()};
    for (const QString &database : databases)
        words << u"--db"_s << database;
    return tool(words);
}

QByteArray TestHosts::digestOf(const QJsonObject &host, const QStringList &services) const
{
    QStringList words{u"digest"_s, host.value("name"_L1).toString()};
    for (const QString &service : services)
        words << u"--service"_s << service;
    return tool(words);
}

} // namespace Lifeboat
