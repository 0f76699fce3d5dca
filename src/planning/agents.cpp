#include "planning/agents.h"

#include "components/common/postgressql.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Lifeboat {

QString agentsSql()
{
    static const QString text = uR"sql(
SELECT jsonb_build_object('absent', name)
FROM unnest(ARRAY['node_mgmt_node', 'node_mgmt_sidecarenv', 'node_mgmt_cloudregion', 'node_mgmt_sidecarapitoken']) name
WHERE to_regclass('public.' || name) IS NULL;
SELECT $q$SELECT jsonb_build_object('agent', x->>'id', 'name', x->>'name', 'ip', x->>'ip', 'system', x->>'operating_system')
FROM (SELECT to_jsonb(node.*) AS x FROM public.node_mgmt_node node) nodes ORDER BY x->>'name', x->>'id'$q$
WHERE to_regclass('public.node_mgmt_node') IS NOT NULL \gexec
SELECT $q$SELECT DISTINCT jsonb_build_object('agent', x->>'node_id')
FROM (SELECT to_jsonb(token.*) AS x FROM public.node_mgmt_sidecarapitoken token) tokens WHERE x->>'node_id' <> '' $q$
  || CASE WHEN to_regclass('public.node_mgmt_node') IS NULL THEN '' ELSE
    $q$AND x->>'node_id' NOT IN (SELECT to_jsonb(node.*)->>'id' FROM public.node_mgmt_node node)$q$ END || ' ORDER BY 1'
WHERE to_regclass('public.node_mgmt_sidecarapitoken') IS NOT NULL \gexec
SELECT format($q$SELECT jsonb_build_object('given', x->>'key', 'region', y->>'name',
  'value', regexp_replace(x->>'value', '//[^/@]*@', '//...@', 'g'))
FROM (SELECT to_jsonb(env.*) AS x, to_jsonb(region.*) AS y FROM public.node_mgmt_sidecarenv env
  LEFT JOIN public.node_mgmt_cloudregion region ON to_jsonb(region.*)->>'id' = to_jsonb(env.*)->>'cloud_region_id') variables
WHERE coalesce(x->>'type', '') <> 'secret' AND x->>'key' !~* 'password|secret|token'
  AND (x->>'key' IN ('NODE_SERVER_URL', 'NATS_SERVERS') OR x->>'value' ~ '://|^[0-9]+([.][0-9]+){3}(:|$)')
  AND x->>'value' !~ ('(^|[^0-9A-Za-z.-])' || replace(%L, '.', '[.]') || '($|[^0-9A-Za-z.-])')
ORDER BY y->>'name', x->>'key'$q$, :'new')
WHERE to_regclass('public.node_mgmt_sidecarenv') IS NOT NULL AND to_regclass('public.node_mgmt_cloudregion') IS NOT NULL \gexec
)sql"_s.trimmed();
    return text;
}

ShellCommand askForAgents(const QString &container, const QString &user, const QString &database,
                          const QString &address)
{
    return ShellCommand("sh -c")
           << u"printf '%s\\n' \"$5\" | docker exec -i \"$1\" psql -XAtq -v ON_ERROR_STOP=1 -v "
              "new=\"$4\" -U \"$2\" -d \"$3\""_s
           << u"sh"_s << container << user << connectionString(database) << address << agentsSql();
}

Result<AgentsToTell> readAgents(const QByteArray &printed, const QString &address)
{
    AgentsToTell told{.address = address};
    for (const QByteArray &line : printed.split('\n')) {
        if (line.isEmpty())
            continue;
        const QJsonObject json = QJsonDocument::fromJson(line).object();
        if (json.contains("absent"_L1)) {
            told.absent << json.value("absent"_L1).toString();
        } else if (json.contains("given"_L1)) {
            told.given << GivenAddress{json.value("region"_L1).toString(),
                                       json.value("given"_L1).toString(),
                                       json.value("value"_L1).toString()};
        } else if (json.contains("agent"_L1)) {
            told.agents << KnownAgent{
                json.value("agent"_L1).toString(), json.value("name"_L1).toString(),
                json.value("ip"_L1).toString(), json.value("system"_L1).toString()};
        } else {
            return Error{Error::Kind::Invalid,
                         {QT_TRANSLATE_NOOP("Text", "The database says of its agents what Lifeboat "
                                                    "does not understand."),
                          {}},
                         {},
                         QString::fromUtf8(line)};
        }
    }
    return told;
}

QJsonObject KnownAgent::toJson() const
{
    return {{u"id"_s, id}, {u"name"_s, name}, {u"ip"_s, ip}, {u"system"_s, system}};
}

KnownAgent KnownAgent::fromJson(const QJsonObject &json)
{
    return {json.value("id"_L1).toString(), json.value("name"_L1).toString(),
            json.value("ip"_L1).toString(), json.value("system"_L1).toString()};
}

QJsonObject GivenAddress::toJson() const
{
    return {{u"region"_s, region}, {u"key"_s, key}, {u"value"_s, value}};
}

GivenAddress GivenAddress::fromJson(const QJsonObject &json)
{
    return {json.value("region"_L1).toString(), json.value("key"_L1).toString(),
            json.value("value"_L1).toString()};
}

QJsonObject AgentsToTell::toJson() const
{
    QJsonArray agentList;
    for (const KnownAgent &agent : agents)
        agentList << agent.toJson();
    QJsonArray givenList;
    for (const GivenAddress &one : given)
        givenList << one.toJson();
    QJsonObject json{{u"address"_s, address},
                     {u"known"_s, agentList},
                     {u"given"_s, givenList},
                     {u"absent"_s, QJsonArray::fromStringList(absent)}};
    if (why)
        json.insert(u"error"_s, why->toRecord());
    return json;
}

AgentsToTell AgentsToTell::fromJson(const QJsonObject &json)
{
    AgentsToTell told{.address = json.value("address"_L1).toString(),
                      .absent = json.value("absent"_L1).toVariant().toStringList()};
    for (const QJsonValue &value : json.value("known"_L1).toArray())
        told.agents << KnownAgent::fromJson(value.toObject());
    for (const QJsonValue &value : json.value("given"_L1).toArray())
        told.given << GivenAddress::fromJson(value.toObject());
    if (json.contains("error"_L1))
        told.why = Error::fromRecord(json.value("error"_L1).toObject());
    return told;
}

} // namespace Lifeboat
