#include "components/component.h"

#include <QFile>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// What FalkorDB's answers mean; recorded from 4.16.3 on Redis 8.2.3.
class tst_Falkordb : public QObject
{
    Q_OBJECT

    const Component &m_component = *component(u"falkordb"_s);

private slots:
    void countsIndexesAndConstraintsAreEntries()
    {
        QFile recorded(
            QStringLiteral(LIFEBOAT_SOURCE_DIR "/tests/data/answers/falkordb.graphs.txt"));
        QVERIFY(recorded.open(QIODevice::ReadOnly));
        const Result<Fingerprint> read = m_component.read(recorded.readAll());
        QVERIFY(read);
        const QMap<QString, QString> expected{
            {u"graph od d\n\"x`y名 nodes"_s, u"2"_s},
            {u"graph od d\n\"x`y名 label l \"q\""_s, u"1"_s},
            {u"graph g index instance [_id] {_id: [RANGE]} NODE"_s, u"1"_s}};
        QCOMPARE(read->entries, expected);
    }

    void anErrorOrACutListIsNoFingerprint_data()
    {
        QTest::addColumn<QByteArray>("printed");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("cut") << "\"g\"\n\"nodes\"\n\"\"\n[[\"n\"],[[2]],[\"x\"]]\n"_ba;
        QTest::newRow("error") << "\"g\"\n\"nodes\"\n\"\"\nerror:\"ERR loading\"\n\"end\"\n"_ba;
        QTest::newRow("no name") << "[[\"n\"],[[2]],[\"x\"]]\n\"end\"\n"_ba;
    }
    void anErrorOrACutListIsNoFingerprint()
    {
        QFETCH(const QByteArray, printed);
        QVERIFY(!m_component.read(printed));
    }

    void theModulesNumberIsTheVersion()
    {
        ServiceFacts service;
        QVERIFY(m_component.answer("dir=/data\nfile=dump.rdb\nmodule=41603\n"_ba, service));
        QCOMPARE(service.versionText(), u"4.16.3"_s);
        QCOMPARE(service.dataDirectory(), u"/data"_s);
        ServiceFacts silent;
        QVERIFY(!m_component.answer("dir=/data\n"_ba, silent));
    }

    void anotherVersionIsRefused()
    {
        ManifestComponent there{
            .id = u"falkordb"_s, .version = u"4.16.3"_s, .details = m_component.sample.details};
        QVERIFY(!m_component.unfit(m_component.sample, there));
        there.details[u"module"_s] = u"41802"_s;
        QVERIFY(m_component.unfit(m_component.sample, there));
    }

    void aFullDiskIsNotFilledByASave()
    {
        ServiceFacts service = m_component.sample;
        service.details[u"freeKiB"_s] = u"1000"_s;
        const BackupRecipe recipe = m_component.backup(service, {});
        QVERIFY(recipe.refused);
        QCOMPARE(recipe.refused->kind, Error::Kind::NoSpace);
    }
};

QTEST_GUILESS_MAIN(tst_Falkordb)
#include "tst_falkordb.moc"
