#include "support/clibench.h"

#include <QRegularExpression>
#include <QScopeGuard>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// A point of several servers is of one moment: it is taken while the application writes to
// PostgreSQL and FalkorDB in turn (tests/host, "load"), and restored the two agree.
//
// Twice by default, 20 times with LIFEBOAT_TEST_LONG=1.
class TestCliLoad : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theDatabasesOfAPointAgree();

private:
    // Rows written; none: the two do not agree, or it could not be asked.
    std::optional<int> written();

    TestHosts m_hosts;
    QJsonObject m_host;
    QString m_name;
    std::unique_ptr<CliBench> m_bench;
    WayIn m_way;
};

void TestCliLoad::initTestCase()
{
    if (const QString missing = m_hosts.missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    m_host = m_hosts.host(0);
    m_name = m_host.value("name"_L1).toString();
    m_bench = std::make_unique<CliBench>(m_hosts);
    m_way = m_bench->way(u"group docker"_s, m_host);
    VERIFY_STATUS(m_bench->addVault(), 0);
    VERIFY_STATUS(m_bench->addHost(u"h"_s, m_way), 0);
}

std::optional<int> TestCliLoad::written()
{
    static const QRegularExpression rows(u"^ledger (\\d+) of "_s);
    const std::optional<QByteArray> answer = m_hosts.ask({u"load"_s, m_name, u"check"_s}, 60);
    if (!answer)
        return std::nullopt;
    qInfo("%s", answer->constData());
    return rows.match(QString::fromUtf8(*answer)).captured(1).toInt();
}

void TestCliLoad::theDatabasesOfAPointAgree()
{
    const QByteArray before = m_hosts.tool({u"digest"_s, m_name, u"--db"_s, u"bklite"_s});
    const auto clear = qScopeGuard([&] { m_hosts.ask({u"load"_s, m_name, u"clear"_s}, 60); });
    const int rounds = qEnvironmentVariableIsSet("LIFEBOAT_TEST_LONG") ? 20 : 2;
    for (int round = 0; round < rounds; ++round) {
        QVERIFY(m_hosts.ask({u"load"_s, m_name, u"on"_s}, 60));
        const auto made = m_bench->run(m_way, {u"backup"_s, u"h"_s, u"--component"_s, u"postgres"_s,
                                               u"--component"_s, u"falkordb"_s});
        QVERIFY(m_hosts.ask({u"load"_s, m_name, u"off"_s}, 60));
        VERIFY_STATUS(made, 0);
        const std::optional<int> all = written();
        QVERIFY(all);

        const auto restored = m_bench->run(
            m_way, {u"restore"_s, u"h/latest"_s, u"--to"_s, u"h"_s, u"--confirm"_s, u"h"_s});
        VERIFY_STATUS(restored, 0);
        const std::optional<int> saved = written();
        QVERIFY2(saved, "the table and the graph of the point are of two moments");
        QVERIFY2(*saved > 0 && *saved < *all, "nothing was written beside the backup");
        VERIFY_STATUS(m_bench->run(m_way, {u"accept"_s, u"last"_s}), 0);
    }
    QVERIFY(m_hosts.ask({u"load"_s, m_name, u"clear"_s}, 60));
    QCOMPARE(m_hosts.tool({u"digest"_s, m_name, u"--db"_s, u"bklite"_s}), before);
}

QTEST_GUILESS_MAIN(TestCliLoad)
#include "tst_cliload.moc"
