#include "components/component.h"
#include "engine/containerlist.h"
#include "engine/uncovered.h"
#include "engine/volumes.h"

#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// What is not backed up is named, each with its reason.
class TestUncovered : public QObject
{
    Q_OBJECT

    static HostFacts facts();
    static QList<Uncovered> uncovered(HostFacts facts);
    static QStringList names(const HostFacts &facts, const QString &kind);
    static QString why(const HostFacts &facts, const QString &name);

private slots:
    void eachComponentOfTheProductIsCoveredOrNamed();
    void aServerThatIsNotThereIsCalledAbsent();
    void volumesAreNamedWhateverTheirSize();
    void foldersElsewhereOnTheHostAreNamed();
    void aSecondServerAndItsDataAreNamed();
    void anExternalDatabaseIsNamed();
    void aMountsRightsAreRead();
};

HostFacts TestUncovered::facts()
{
    HostFacts facts{.directory = u"/opt/bk lite"_s};
    ServiceFacts postgres = component(u"postgres"_s)->sample;
    postgres.mounts = {
        {.type = u"volume"_s, .name = u"pg"_s, .destination = postgres.postgres->dataDirectory}};
    ServiceFacts nats{.service = u"nats"_s, .container = u"nats"_s, .program = u"nats-server"_s};
    nats.mounts = {
        {.type = u"volume"_s, .name = u"nats"_s, .destination = u"/nats"_s, .bytes = 0},
        {.type = u"bind"_s, .source = u"/opt/bk lite/conf"_s, .destination = u"/conf"_s}};
    ServiceFacts server{.service = u"server"_s, .container = u"server"_s};
    server.mounts = {
        {.type = u"volume"_s, .name = u"odd"_s, .destination = u"/odd"_s, .bytes = -1},
        {.type = u"volume"_s, .name = u"large"_s, .destination = u"/l"_s, .bytes = 5'000'000},
        {.type = u"volume"_s, .name = u"pg"_s, .destination = u"/look"_s},
        {.type = u"bind"_s, .source = u"/srv/files"_s, .destination = u"/files"_s, .bytes = -1},
        {.type = u"bind"_s, .source = u"/opt/bk lite2"_s, .destination = u"/two"_s},
        {.type = u"bind"_s, .source = u"/etc/x"_s, .destination = u"/x"_s, .readOnly = true},
        {.type = u"bind"_s,
         .source = u"/run/docker.sock"_s,
         .destination = u"/s"_s,
         .isSocket = true}};
    facts.services = {postgres, nats, server};
    return facts;
}

QList<Uncovered> TestUncovered::uncovered(HostFacts facts)
{
    facts.volumes = volumesOf(facts);
    return uncoveredOf(facts);
}

QStringList TestUncovered::names(const HostFacts &facts, const QString &kind)
{
    QStringList names;
    for (const Uncovered &one : uncovered(facts)) {
        if (one.kind == kind)
            names << one.name;
    }
    return names;
}

QString TestUncovered::why(const HostFacts &facts, const QString &name)
{
    for (const Uncovered &one : uncovered(facts)) {
        if (one.name == name)
            return one.why.toEnglish();
    }
    return {};
}

void TestUncovered::eachComponentOfTheProductIsCoveredOrNamed()
{
    const HostFacts host = facts();
    const QStringList named = names(host, u"component"_s);
    for (const QString &id : {u"config"_s, u"falkordb"_s, u"minio"_s, u"nats"_s, u"pgvector"_s,
                              u"postgres"_s, u"redis"_s, u"victorialogs"_s, u"victoriametrics"_s}) {
        const Component &known = *component(id);
        const auto isOn = [&](const ServiceFacts &service) {
            return known.matches(service) && !(known.offByDefault && known.offByDefault(service));
        };
        const bool isCovered =
            isOn(host.deployment) || std::any_of(host.services.begin(), host.services.end(), isOn);
        QCOMPARE(named.count(id), isCovered ? 0 : 1);
        if (!isCovered)
            QVERIFY2(!why(host, id).isEmpty(), qPrintable(id));
    }
    QVERIFY(!named.contains(u"postgres"_s));
}

void TestUncovered::aServerThatIsNotThereIsCalledAbsent()
{
    QVERIFY2(why(facts(), u"pgvector"_s).contains(u"not on this host"_s),
             qPrintable(why(facts(), u"pgvector"_s)));
}

void TestUncovered::volumesAreNamedWhateverTheirSize()
{
    const QStringList volumes = names(facts(), u"volume"_s);
    QVERIFY(volumes.contains(u"odd"_s)); // of a size that docker did not tell
    QVERIFY(!why(facts(), u"odd"_s).contains(u'('));
    QVERIFY(volumes.contains(u"large"_s));
    QVERIFY2(why(facts(), u"large"_s).contains(u"(5.00 MB)"_s),
             qPrintable(why(facts(), u"large"_s)));
    QVERIFY(!volumes.contains(u"pg"_s)); // covered, although another service looks at it too
    HostFacts stopped = facts();
    stopped.services[0].state = u"exited"_s;
    stopped.services[0].postgres.reset();
    QVERIFY(!names(stopped, u"volume"_s).contains(u"pg"_s)); // the run says that it is stopped
}

void TestUncovered::foldersElsewhereOnTheHostAreNamed()
{
    QCOMPARE(names(facts(), u"bind"_s), (QStringList{u"/srv/files"_s, u"/opt/bk lite2"_s}));
}

void TestUncovered::aSecondServerAndItsDataAreNamed()
{
    HostFacts two = facts();
    ServiceFacts second = two.services.first();
    second.service = second.container = u"second"_s;
    second.mounts.first().name = u"second-data"_s;
    two.services << second;
    QCOMPARE(names(two, u"service"_s), QStringList{u"second"_s});
    QVERIFY(names(two, u"volume"_s).contains(u"second-data"_s));
}

void TestUncovered::anExternalDatabaseIsNamed()
{
    HostFacts external = facts();
    external.services.removeFirst();
    external.variant = {{u"DB_ENGINE"_s, u"dameng"_s}, {u"DB_NAME"_s, u"bk"_s}};
    QCOMPARE(names(external, u"database"_s), QStringList{u"bk"_s});
    QVERIFY(names(external, u"component"_s).contains(u"postgres"_s));
}

void TestUncovered::aMountsRightsAreRead()
{
    const QList<ListedContainer> containers = parseContainers(
        R"({"name":"/a","mounts":[{"Type":"bind","Source":"/a","RW":false},{"Type":"bind","Source":"/b","RW":true}]})");
    QVERIFY(containers.first().service.mounts.at(0).readOnly);
    QVERIFY(!containers.first().service.mounts.at(1).readOnly);
}

QTEST_GUILESS_MAIN(TestUncovered)
#include "tst_uncovered.moc"
