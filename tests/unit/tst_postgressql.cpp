#include "components/common/postgressql.h"

#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

class TestPostgresSql : public QObject
{
    Q_OBJECT

private slots:
    void aNameIsQuotedWhole();
    void aTextIsQuotedWhole();
    void aConnectionStringIsOnlyAName();
    void anUnlikelyNameTakesThePlaceOfTheMarkOnly();
    void aNameBesideFitsTheServersLimit_data();
    void aNameBesideFitsTheServersLimit();
    void twoLongNamesStayTwo();
    void aDatabaseIsMadeWithWhatIsKnownOfIt();
};

void TestPostgresSql::aNameIsQuotedWhole()
{
    QCOMPARE(quotedIdentifier(u"bk\"lite\n$(x)'"_s), u"\"bk\"\"lite\n$(x)'\""_s);
}

void TestPostgresSql::aTextIsQuotedWhole()
{
    QCOMPARE(quotedText(u"it's"_s), u"'it''s'"_s);
    QCOMPARE(quotedText(u"\\'"_s), u" E'\\\\'''"_s);
}

void TestPostgresSql::aConnectionStringIsOnlyAName()
{
    QCOMPARE(connectionString(u"host=a 'b' \\c"_s), u"dbname='host=a \\'b\\' \\\\c'"_s);
}

void TestPostgresSql::anUnlikelyNameTakesThePlaceOfTheMarkOnly()
{
    QCOMPARE(forDatabase(u"ALTER DATABASE %1 SET a TO '100%% %%1'"_s, u"%1%%\""_s),
             u"ALTER DATABASE \"%1%%\"\"\" SET a TO '100% %1'"_s);
}

void TestPostgresSql::aNameBesideFitsTheServersLimit_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("short") << u"bklite"_s;
    QTest::newRow("as long as can be") << QString(63, u'a');
    QTest::newRow("three bytes a character") << QString(21, u'名');
    QTest::newRow("four bytes a character") << u"a"_s + u"😀"_s.repeated(15);
    for (int i = 20; i < 40; ++i)
        QTest::addRow("cut at %d", i) << QString(i, u'x') + QString((63 - i) / 3, u'名');
}

void TestPostgresSql::aNameBesideFitsTheServersLimit()
{
    QFETCH(QString, name);
    const QString run = u"20261122T020000Z-a1b2"_s;
    for (const QString &made : {besideName(name, run), safetyName(name, run)}) {
        QVERIFY2(made.toUtf8().size() <= 63, qPrintable(made));
        QVERIFY(made.endsWith(u'_' + run));
        QVERIFY(!made.contains(QChar::ReplacementCharacter)); // cut between characters
    }
    QVERIFY(besideName(name, run) != safetyName(name, run));
    if (name == u"bklite")
        QCOMPARE(besideName(name, run), u"bklite_restore_"_s + run);
}

void TestPostgresSql::twoLongNamesStayTwo()
{
    const QString same(60, u'n');
    QVERIFY(besideName(same + u"_a"_s, u"run"_s) != besideName(same + u"_b"_s, u"run"_s));
}

void TestPostgresSql::aDatabaseIsMadeWithWhatIsKnownOfIt()
{
    QCOMPARE(createDatabaseSql(u"a b"_s, {}), u"CREATE DATABASE \"a b\" TEMPLATE template0"_s);
    QCOMPARE(
        createDatabaseSql(
            u"x"_s,
            {.owner = u"o\"w"_s, .encoding = u"UTF8"_s, .collate = u"C"_s, .ctype = u"C"_s}),
        u"CREATE DATABASE \"x\" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C' OWNER \"o\"\"w\""_s);
}

QTEST_GUILESS_MAIN(TestPostgresSql)
#include "tst_postgressql.moc"
