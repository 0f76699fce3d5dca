#include "model/fingerprint.h"

#include <QJsonDocument>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

class tst_Fingerprint : public QObject
{
    Q_OBJECT

    const QString m_rows = u"shop table public.orders rows"_s;
    const QString m_sequence = u"shop sequence public.orders_id_seq value"_s;

private slots:
    void equalOnesDoNotDiffer()
    {
        const Fingerprint one{{{m_rows, u"12"_s}, {m_sequence, u"40"_s}}};
        QVERIFY(one.differencesFrom(one).isEmpty());
        QVERIFY(Fingerprint().differencesFrom({}).isEmpty());
    }

    void whatIsOtherMissingOrAddedIsNamed()
    {
        const Fingerprint expected{{{u"a"_s, u"1"_s}, {u"b"_s, u"2"_s}, {u"c"_s, u"3"_s}}};
        const Fingerprint found{{{u"a"_s, u"1"_s}, {u"b"_s, u"5"_s}, {u"d"_s, u"4"_s}}};
        const QList<Difference> differences{
            {u"b"_s, u"2"_s, u"5"_s}, {u"c"_s, u"3"_s, {}}, {u"d"_s, {}, u"4"_s}};
        QCOMPARE(expected.differencesFrom(found), differences);
    }

    void anEmptyValueIsNotAMissingOne()
    {
        const Fingerprint expected{{{u"comment"_s, u""_s}}};
        QCOMPARE(expected.differencesFrom({}).size(), 1);
        QCOMPARE(Fingerprint().differencesFrom(expected).size(), 1);
    }

    void aSequenceMayHaveRunOnButNotBack_data()
    {
        QTest::addColumn<QString>("found");
        QTest::addColumn<bool>("isEqual");
        QTest::newRow("same") << u"40"_s << true;
        QTest::newRow("above") << u"1000000"_s << true;
        QTest::newRow("above in digits only") << u"100"_s << true;
        QTest::newRow("below") << u"39"_s << false;
        QTest::newRow("below though longer") << u"-100"_s << false;
        QTest::newRow("no number") << u"broken"_s << false;
        QTest::newRow("empty") << u""_s << false;
    }

    void aSequenceMayHaveRunOnButNotBack()
    {
        QFETCH(QString, found);
        const Fingerprint expected{{{m_sequence, u"40"_s}}};
        const Fingerprint there{{{m_sequence, found}}};
        QTEST(expected.differencesFrom(there).isEmpty(), "isEqual");
    }

    void onlySequencesMayRunOn()
    {
        const Fingerprint expected{{{m_rows, u"12"_s}}};
        QCOMPARE(expected.differencesFrom({{{m_rows, u"13"_s}}}).size(), 1);
    }

    void everyValueSurvivesJson_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("isNumber");
        QTest::newRow("number") << u"12"_s << true;
        QTest::newRow("zero") << u"0"_s << true;
        QTest::newRow("negative") << u"-7"_s << true;
        QTest::newRow("leading zeros") << u"007"_s << false;
        QTest::newRow("beyond 53 bits") << u"9223372036854775807"_s << false;
        QTest::newRow("least") << u"-9223372036854775808"_s << false;
        QTest::newRow("hash of digits") << u"12345678901234567890123456789012"_s << false;
        QTest::newRow("float") << u"1.0"_s << false;
        QTest::newRow("exponent") << u"1e3"_s << false;
        QTest::newRow("empty") << u""_s << false;
        QTest::newRow("text") << u"中文 \" \n"_s << false;
    }

    void everyValueSurvivesJson()
    {
        QFETCH(QString, value);
        const Fingerprint one{{{u"a \"name\" 中文"_s, value}}};
        const QByteArray bytes = QJsonDocument(one.toJson()).toJson();
        QCOMPARE(Fingerprint::fromJson(QJsonDocument::fromJson(bytes).object()), one);
        QTEST(one.toJson().begin()->isDouble(), "isNumber");
    }
};

QTEST_GUILESS_MAIN(tst_Fingerprint)
#include "tst_fingerprint.moc"
