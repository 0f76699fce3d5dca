#include "support/clibench.h"
#include "support/raisedhost.h"
#include "support/sample.h"

#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// Hosts as they are found in the field, each raised for its own test: what is discovered, what is
// backed up, and what is refused with which reason.
//
// Two of them by a seed that is printed; LIFEBOAT_TEST_LONG=1 takes all, LIFEBOAT_TEST_SEED=N
// repeats a sample.
class TestCliVariants : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void aVariantIsBackedUpOrRefused_data();
    void aVariantIsBackedUpOrRefused();

private:
    void refused(const QString &kind);
    void discovered(const QString &folder, const QStringList &components,
                    const QStringList &databases);
    void backedUp(const QStringList &components);

    TestHosts m_hosts;
    std::unique_ptr<CliBench> m_bench;
    WayIn m_way;
};

void TestCliVariants::initTestCase()
{
    if (const QString missing = m_hosts.missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
}

void TestCliVariants::init()
{
    m_bench = std::make_unique<CliBench>(m_hosts);
    VERIFY_STATUS(m_bench->addVault(), 0);
}

static const QString OddFolder = u"/opt/bk lite \"x\" $(touch /tmp/pwned) 中文"_s;

struct Variant
{
    const char *name;
    QStringList options;
    QString kind; // of the error that refuses it; empty: it is backed up
    QStringList components;
    QStringList databases;
};

static const QList<Variant> &variants()
{
    static const QStringList both{u"pgvector"_s, u"postgres"_s};
    static const QStringList usual{u"bklite"_s, u"metis"_s, u"mlflow"_s};
    static const QList<Variant> all{
        {"external database", {u"--external-db"_s}, {}, {u"pgvector"_s}, {u"metis"_s}},
        {"names of its own",
         {u"--db-name"_s, u"Weops-DB"_s, u"--db-user"_s, u"weops"_s},
         {},
         both,
         {u"Weops-DB"_s, u"metis"_s, u"mlflow"_s, u"weops"_s}}, // initdb makes the user's own
        {"no mlflow", {u"--no-mlflow"_s}, {}, both, {u"bklite"_s, u"metis"_s}},
        {"no metis", {u"--no-metis"_s}, {}, both, {u"bklite"_s, u"mlflow"_s}},
        {"docker-compose", {u"--standalone"_s}, {}, both, usual},
        {"no pgvector", {u"--no-pgvector"_s}, {}, {u"postgres"_s}, {u"bklite"_s, u"mlflow"_s}},
        {"standby", {u"--standby"_s}, {}, both, usual},
        {"no compose", {u"--no-compose"_s}, u"NotFound"_s, {}, {}},
        {"compose v1", {u"--compose-v1"_s}, u"Invalid"_s, {}, {}},
        {"odd folder", {u"--dir"_s, OddFolder}, {}, both, usual}};
    return all;
}

void TestCliVariants::aVariantIsBackedUpOrRefused_data()
{
    QTest::addColumn<int>("index");
    QList<int> chosen;
    for (int i = 0; i < variants().size(); ++i)
        chosen << i;
    for (const int i : sampleOf(chosen, 2))
        QTest::newRow(variants().at(i).name) << i;
}

void TestCliVariants::aVariantIsBackedUpOrRefused()
{
    QFETCH(const int, index);
    const Variant &variant = variants().at(index);
    const RaisedHost host(m_hosts, variant.options);
    QVERIFY(host.isUp());
    m_way = m_bench->way(u"root by key"_s, host.facts());
    VERIFY_STATUS(m_bench->addHost(u"h"_s, m_way), 0);
    if (!variant.kind.isEmpty()) {
        refused(variant.kind);
        return;
    }
    discovered(host.facts().value("project"_L1).toString(), variant.components, variant.databases);
    if (QTest::currentTestFailed())
        return;
    backedUp(variant.components);
    if (QTest::currentTestFailed())
        return;
    if (variant.options.contains(u"--standby"_s)) {
        const auto restore =
            m_bench->run(m_way, {u"restore"_s, u"h/latest"_s, u"--to"_s, u"h"_s, u"--component"_s,
                                 u"postgres"_s, u"--confirm"_s, u"h"_s});
        VERIFY_STATUS(restore, 1);
        QCOMPARE(restore.errorKind(), u"Invalid"_s);
        QVERIFY2(restore.both().contains("standby"), restore.both().constData());
    } else {
        VERIFY_STATUS(m_bench->run(m_way, {u"drill"_s, u"h/latest"_s}), 0);
    }
    QCOMPARE(host.leftovers(), QByteArray());
    QVERIFY(!QFile::exists(u"/tmp/pwned"_s));
}

void TestCliVariants::refused(const QString &kind)
{
    for (const QStringList &command : {QStringList{u"discover"_s, u"h"_s}, {u"backup"_s, u"h"_s}}) {
        const auto answer = m_bench->run(m_way, command);
        VERIFY_STATUS(answer, 1);
        const QJsonObject error = answer.json().value("error"_L1).toObject();
        QCOMPARE(error.value("kind"_L1).toString(), kind);
        QVERIFY2(error.value("message"_L1).toString().contains(u"Compose"_s),
                 answer.out.constData());
        QVERIFY(!error.value("hint"_L1).toString().isEmpty());
        QCOMPARE(answer.json().value("status"_L1).toString(), u"failed"_s);
    }
    QVERIFY(m_bench->list(u"points"_s).isEmpty());
}

// Every component of the product is either there or said not to be covered.
void TestCliVariants::discovered(const QString &folder, const QStringList &components,
                                 const QStringList &databases)
{
    const auto answer = m_bench->run(m_way, {u"discover"_s, u"h"_s});
    VERIFY_STATUS(answer, 0);
    const QJsonObject json = answer.json();
    QCOMPARE(json.value("directory"_L1).toString(), folder);
    QStringList present, names;
    for (const QJsonValue &value : json.value("components"_L1).toArray()) {
        const QJsonObject component = value.toObject();
        if (!component.value("present"_L1).toBool())
            continue;
        present << component.value("id"_L1).toString();
        for (const QJsonValue &database : component.value("databases"_L1).toArray())
            names << database.toObject().value("name"_L1).toString();
    }
    QStringList uncovered;
    for (const QJsonValue &value : json.value("uncovered"_L1).toArray()) {
        const QJsonObject one = value.toObject();
        QVERIFY(!one.value("why"_L1).toString().isEmpty());
        if (one.value("kind"_L1) == u"component"_s)
            uncovered << one.value("name"_L1).toString();
    }
    for (const QString &id : components)
        QVERIFY2(present.contains(id), qPrintable(present.join(u' ')));
    for (const QString &id : {u"config"_s, u"falkordb"_s, u"minio"_s, u"nats"_s, u"pgvector"_s,
                              u"postgres"_s, u"redis"_s, u"victorialogs"_s, u"victoriametrics"_s})
        QVERIFY2(present.contains(id) || uncovered.contains(id), qPrintable(id));
    for (const QString &id : components) // others may be there and off by default
        QVERIFY2(!uncovered.contains(id), qPrintable(id));
    names.removeAll(u"postgres"_s); // the maintenance database
    names.sort();
    QCOMPARE(names, databases);
}

void TestCliVariants::backedUp(const QStringList &components)
{
    QStringList arguments{u"backup"_s, u"h"_s};
    for (const QString &id : components)
        arguments << u"--component"_s << id;
    const auto made = m_bench->run(m_way, arguments);
    VERIFY_STATUS(made, 0);
    QCOMPARE(made.json().value("status"_L1).toString(), u"ok"_s);
    QStringList done;
    const QJsonObject run = made.json().value("runs"_L1).toArray().first().toObject();
    for (const QJsonValue &value : run.value("components"_L1).toArray()) {
        const QJsonObject component = value.toObject();
        QCOMPARE(component.value("status"_L1).toString(), u"ok"_s);
        QVERIFY(!component.value("artifacts"_L1).toArray().isEmpty());
        done << component.value("id"_L1).toString();
    }
    QCOMPARE(done, components);
    QCOMPARE(m_bench->list(u"points"_s).size(), 1);
}

QTEST_GUILESS_MAIN(TestCliVariants)
#include "tst_clivariants.moc"
