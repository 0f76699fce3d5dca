#include "engine/hosterror.h"

#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

class TestHostError : public QObject
{
    Q_OBJECT

private slots:
    void aFullDiskIsNamed_data();
    void aFullDiskIsNamed();
    void aDatabaseThatIsGoneIsNamed();
    void anotherErrorIsLeftAlone();
};

static Error failed(const QString &detail)
{
    return {Error::Kind::CommandFailed, {"failed", {}}, {}, detail};
}

void TestHostError::aFullDiskIsNamed_data()
{
    QTest::addColumn<QString>("detail");
    QTest::newRow("pg_restore") << u"pg_restore: error: could not execute query: ERROR:  could not "
                                   "extend file \"base/1\": No space left on device\nHINT: x"_s;
    QTest::newRow("docker") << u"OCI runtime exec failed: write /tmp/x: no space left on device"_s;
    QTest::newRow("the watch") << u"lifeboat: no space: only 10 KiB are free, 20 have to stay\n"
                                  "pg_restore: error: server closed the connection"_s;
    QTest::newRow("the server") << u"53100 磁盘已满"_s;
}

void TestHostError::aFullDiskIsNamed()
{
    QFETCH(const QString, detail);
    const Error error = explained(failed(detail), {});
    QCOMPARE(error.kind, Error::Kind::NoSpace);
    QCOMPARE(error.detail, detail);
    QVERIFY(!error.hint.isEmpty());
}

void TestHostError::aDatabaseThatIsGoneIsNamed()
{
    const QString detail = u"3D000 database \"shop\" does not exist"_s;
    for (const StepAction &action :
         {StepAction(LockTables{.database = {u"c"_s, u"u"_s, u"shop"_s}}),
          StepAction(TakeFingerprint{.database = {u"c"_s, u"u"_s, u"shop"_s}})}) {
        const Error error = explained(failed(detail), {.action = action});
        QCOMPARE(error.kind, Error::Kind::NotFound);
        QVERIFY(error.message.toEnglish().contains(u"shop"_s));
        QVERIFY(!error.hint.isEmpty());
    }
}

void TestHostError::anotherErrorIsLeftAlone()
{
    QCOMPARE(explained(failed(u"No such container"_s), {}), failed(u"No such container"_s));
    // The vault's own disk has an error of its own.
    const Error ours{Error::Kind::Storage, {"x", {}}, {}, u"No space left on device"_s};
    QCOMPARE(explained(ours, {}), ours);
}

QTEST_GUILESS_MAIN(TestHostError)
#include "tst_hosterror.moc"
