#include "components/component.h"

#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

class tst_Minio : public QObject
{
    Q_OBJECT

    const Component &m_component = *component(u"minio"_s);

private slots:
    void theServerTellsItsDirectoryAndPort()
    {
        ServiceFacts service;
        QVERIFY(m_component.answer(
            "version=RELEASE.2024-05-01T01-11-10Z\nport=9000\nrootUser=minio\ndir=/data\n"_ba,
            service));
        QCOMPARE(service.dataDirectory(), u"/data"_s);
        QCOMPARE(service.versionText(), u"RELEASE.2024-05-01T01-11-10Z"_s);
        ServiceFacts silent;
        QVERIFY(!m_component.answer("version=1\nport=9000\ndir=\n"_ba, silent));
        QVERIFY(!m_component.answer("version=1\nport=\ndir=/data\n"_ba, silent));
        QVERIFY(!m_component.answer(""_ba, silent));
    }

    // Several drives are one store: no directory of it can be exchanged alone.
    void severalDrivesAreNotRestoredInto()
    {
        ServiceFacts service = m_component.sample;
        QVERIFY(!m_component.unfit(service, {}));
        service.details[u"dir"_s] = u"/data1 /data2"_s;
        QVERIFY(m_component.unfit(service, {}));
    }
};

QTEST_GUILESS_MAIN(tst_Minio)
#include "tst_minio.moc"
