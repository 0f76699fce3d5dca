#include "base/sha256.h"

#include <QTest>

using namespace Lifeboat;

class tst_Sha256 : public QObject
{
    Q_OBJECT

private slots:
    // The examples of FIPS 180-4.
    void givesThePublishedHashes_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QByteArray>("hash");
        QTest::newRow("nothing")
            << QByteArray()
            << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        QTest::newRow("abc")
            << QByteArray("abc")
            << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        QTest::newRow("a million a")
            << QByteArray(1000000, 'a')
            << QByteArray("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }

    void givesThePublishedHashes()
    {
        QFETCH(QByteArray, data);
        QTEST(Sha256::ofData(data), "hash");
    }

    void doesNotDependOnHowTheDataIsCut()
    {
        QByteArray data;
        for (int i = 0; i < 10000; ++i)
            data += char(i * 31);
        for (const int size : {1, 63, 64, 65, 4096}) {
            Sha256 hash;
            for (int i = 0; i < data.size(); i += size)
                hash.add(data.mid(i, size));
            QCOMPARE(hash.hex(), Sha256::ofData(data));
        }
    }

    void canBeMovedInTheMiddle()
    {
        Sha256 first;
        first.add("ab");
        Sha256 second = std::move(first);
        second.add("c");
        QCOMPARE(second.hex(), Sha256::ofData("abc"));
    }
};

QTEST_GUILESS_MAIN(tst_Sha256)
#include "tst_sha256.moc"
