#include "base/sha256.h"
#include "engine/imagearchive.h"
#include "storage/tarentry.h"

#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// What `docker save` prints, as this program reads it.
class TestImageArchive : public QObject
{
    Q_OBJECT

    static QByteArray file(const QByteArray &name, const QByteArray &content)
    {
        return tarHeader(name, content.size(), 0) + content + tarPadding(content.size());
    }

    const QByteArray m_layer = QByteArray(700'000, 'l');
    const QByteArray m_description = "{\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"sha256:"
                                     + Sha256::ofData(m_layer) + "\"]}}";
    const QString m_id = u"sha256:"_s + QString::fromLatin1(Sha256::ofData(m_description));

    QByteArray archive(const QByteArray &layer) const
    {
        return file("layer.tar", layer) + file("description.json", m_description)
               + file("repositories", "{}") + file("empty", "") + tarEnd();
    }

    static Result<> checked(const QByteArray &data, const QString &id, qsizetype block)
    {
        ImageArchive archive;
        for (qsizetype at = 0; at < data.size(); at += block)
            archive.add(QByteArrayView(data).sliced(at, qMin(block, data.size() - at)));
        return archive.check(id);
    }

private slots:
    void aWholeImageIsKnownByItsId_data()
    {
        QTest::addColumn<int>("block");
        for (const int block : {1, 511, 512, 4096, 10'000'000})
            QTest::newRow(qPrintable(QString::number(block))) << block;
    }

    void aWholeImageIsKnownByItsId()
    {
        QFETCH(const int, block);
        QVERIFY(checked(archive(m_layer), m_id, block));
    }

    void anotherImageIsNotIt()
    {
        const Result<> other = checked(archive(m_layer), u"sha256:"_s + QString(64, u'0'), 4096);
        QVERIFY(!other);
        QCOMPARE(other.error().kind, Error::Kind::Corrupt);
    }

    void aLayerWithOneOtherByteIsNoticed()
    {
        QByteArray layer = m_layer;
        layer[1000] = 'x';
        QVERIFY(!checked(archive(layer), m_id, 4096));
    }

    void whatIsCutOffIsNotWhole()
    {
        const QByteArray whole = archive(m_layer);
        for (const qsizetype size :
             {qsizetype(0), qsizetype(100), qsizetype(600'000), whole.size() - tarEnd().size()})
            QVERIFY(!checked(whole.first(size), m_id, 4096));
    }
};

QTEST_GUILESS_MAIN(TestImageArchive)
#include "tst_imagearchive.moc"
