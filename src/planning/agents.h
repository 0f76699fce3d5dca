#pragma once

#include "base/result.h"
#include "base/shellcommand.h"

#include <QJsonObject>
#include <QList>
#include <QStringList>

namespace Lifeboat {

// An agent on another host, as the node manager's tables know it.
struct KnownAgent
{
    QString id;
    QString name;
    QString ip; // empty, and the name: it has a token and has never reported
    QString system;

    QJsonObject toJson() const;
    static KnownAgent fromJson(const QJsonObject &json);
    bool operator==(const KnownAgent &) const = default;
};

// An address that the node manager gives to the agents of a region.
struct GivenAddress
{
    QString region;
    QString key; // NODE_SERVER_URL, NATS_SERVERS, …
    QString value;

    QJsonObject toJson() const;
    static GivenAddress fromJson(const QJsonObject &json);
    bool operator==(const GivenAddress &) const = default;
};

// Whom to tell that the platform has another address now. Agents were installed with the former
// one, and the node manager's variables keep it until somebody changes them there.
struct AgentsToTell
{
    QString address; // the new one
    QList<KnownAgent> agents;
    QList<GivenAddress> given; // that is not the new address; without credentials
    QStringList absent; // tables that this database does not have, so nothing is known of them
    std::optional<Error> why; // the database could not be asked

    QJsonObject toJson() const;
    static AgentsToTell fromJson(const QJsonObject &json);
};

// The question, for psql, which has the new address as its variable `new`. It prints a JSON object
// a line, and asks only tables and columns that are there.
QString agentsSql();

// Asks it of a database in a running container.
ShellCommand askForAgents(const QString &container, const QString &user, const QString &database,
                          const QString &address);

// What it printed; Error::Invalid when that is something else.
Result<AgentsToTell> readAgents(const QByteArray &printed, const QString &address);

} // namespace Lifeboat
