#include "planning/agents.h"

#include "base/text.h"

#include <QJsonArray>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// Whom a recovery names to be told of another address; the question itself is tried on a host.
class TestAgents : public QObject
{
    Q_OBJECT

private slots:
    void whatTheDatabaseSaysIsRead()
    {
        const Result<AgentsToTell> told =
            readAgents("{\"agent\": \"n1\", \"name\": \"a\\nb\\\"名\", \"ip\": \"10.1.2.1\", "
                       "\"system\": \"linux\"}\n"
                       "{\"agent\": \"n2\"}\n"
                       "{\"given\": \"NATS_SERVERS\", \"value\": \"tls://10.0.0.1:4222\", "
                       "\"region\": \"default\"}\n"
                       "{\"absent\": \"node_mgmt_sidecarenv\"}\n",
                       u"10.9.9.9"_s);
        QVERIFY(told);
        QCOMPARE(told->agents,
                 (QList<KnownAgent>{{u"n1"_s, u"a\nb\"名"_s, u"10.1.2.1"_s, u"linux"_s},
                                    {u"n2"_s, {}, {}, {}}}));
        QCOMPARE(told->given, (QList<GivenAddress>{
                                  {u"default"_s, u"NATS_SERVERS"_s, u"tls://10.0.0.1:4222"_s}}));
        QCOMPARE(told->absent, QStringList{u"node_mgmt_sidecarenv"_s});
        const QJsonObject json = told->toJson();
        QCOMPARE(json.value("address"_L1).toString(), u"10.9.9.9"_s);
        QCOMPARE(AgentsToTell::fromJson(json).toJson(), json);
    }

    void whatIsNotUnderstoodIsNoEmptyList()
    {
        QCOMPARE(readAgents("psql: broken\n", {}).error().kind, Error::Kind::Invalid);
        QCOMPARE(readAgents("{\"other\": 1}\n", {}).error().kind, Error::Kind::Invalid);
        QVERIFY(readAgents({}, {})->agents.isEmpty());
    }

    void namesAreOneWordOfTheCommandEach()
    {
        const QString shell = askForAgents(u"c'1"_s, u"u$(x)"_s, u"d b"_s, u"10.9.9.9"_s).toShell();
        QVERIFY(shell.contains(u" 'c'\\''1' 'u$(x)' 'dbname='\\''d b'\\''' 10.9.9.9 "_s)
                || shell.contains(u" 'c'\\''1' 'u$(x)' 'dbname='\\''d b'\\''' '10.9.9.9' "_s));
    }
};

QTEST_GUILESS_MAIN(TestAgents)
#include "tst_agents.moc"
