#pragma once

#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace Lifeboat {

// The real hosts that tests/host raised; LIFEBOAT_TEST_HOSTS names its hosts.json.
class TestHosts
{
public:
    TestHosts();

    QString missing() const; // why there are none; empty: there are

    QJsonObject host(qsizetype index) const; // as in hosts.json
    QJsonObject host(const QString &name) const;
    qsizetype count() const;
    QJsonObject jump() const { return m_facts.value(QStringLiteral("jump")).toObject(); }
    QString key(const QString &name) const; // plain, passphrase, passphraseText, refused, …

    // One of the ways in to a host: {name, way, key, password}.
    static QJsonObject user(const QJsonObject &host, const QString &name);
    // USER@ADDRESS:PORT as this machine reaches it, and as the jump host does.
    static QString address(const QJsonObject &host, const QString &user);
    static QString lanAddress(const QJsonObject &host, const QString &user);

    // tests/host/host.sh: what it prints, trimmed; a failure is a warning of the test and none, or
    // empty.
    std::optional<QByteArray> ask(const QStringList &words, int limitSeconds) const;
    QByteArray tool(const QStringList &words, int limitSeconds = 180) const;
    QByteArray inside(const QJsonObject &host, const QString &script) const;
    QByteArray digest(const QJsonObject &host, const QStringList &databases) const;
    QByteArray digestOf(const QJsonObject &host, const QStringList &services) const;

private:
    QJsonObject m_facts;
    QString m_state;
};

} // namespace Lifeboat
