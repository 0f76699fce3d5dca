#include "app/earlierpoints.h"

#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

class TestEarlierPoints : public QObject
{
    Q_OBJECT

    static constexpr auto First = "20261120T020000Z"_L1;
    static constexpr auto Second = "20261121T020000Z"_L1;

    static StoredPoint point(const QString &id, const QStringList &needs)
    {
        ManifestComponent there{.id = u"minio"_s};
        for (const QString &needed : needs)
            there.needs << Artifact{.file = u"minio/objects.tar"_s, .point = needed};
        StoredPoint stored;
        stored.manifest.pointId = id;
        stored.manifest.components = {there};
        return stored;
    }

    static Proof proof(Outcome outcome, int day)
    {
        return {.time = QDateTime({2026, 11, day}, {3, 0}, Qt::UTC),
                .outcome = outcome,
                .components = {u"minio"_s}};
    }

    // Newest first: one that needs the other.
    static QList<StoredPoint> points() { return {point(Second, {First}), point(First, {})}; }

    static BackupChoice chosen(const QList<StoredPoint> &points, int day = 22)
    {
        BackupChoice choice;
        chooseEarlier(choice, points, QDateTime({2026, 11, day}, {4, 0}, Qt::UTC));
        return choice;
    }

private slots:
    void theNewestIsReferredTo()
    {
        const BackupChoice choice = chosen(points());
        QCOMPARE(choice.earlier.keys(), QStringList{u"minio"_s});
        QCOMPARE(choice.earlier.value(u"minio"_s).first, QString(Second));
        QVERIFY(choice.damaged.isEmpty());
    }

    void notAfterAWeek()
    {
        QVERIFY(chosen(points(), 26).earlier.contains(u"minio"_s));
        QVERIFY(chosen(points(), 28).earlier.isEmpty()); // though the newer one is younger
    }

    void notWhatWasFoundDamaged_data()
    {
        QTest::addColumn<int>("damaged");
        QTest::addColumn<int>("fine"); // 0: was never looked at
        QTest::addColumn<bool>("isBuiltUpon");
        QTest::newRow("the newest itself") << 0 << 0 << false;
        QTest::newRow("one that it needs") << 1 << 0 << false;
        QTest::newRow("one that it needs, after it was found good") << 1 << 21 << false;
        QTest::newRow("one that it needs, before it was found good") << 1 << 23 << true;
    }

    void notWhatWasFoundDamaged()
    {
        QFETCH(const int, damaged);
        QFETCH(const int, fine);
        QFETCH(const bool, isBuiltUpon);
        QList<StoredPoint> all = points();
        if (fine != 0)
            all[0].proofs << proof(Outcome::Ok, fine);
        all[damaged].proofs << proof(Outcome::Failed, 22);
        const BackupChoice choice = chosen(all);
        QCOMPARE(choice.earlier.contains(u"minio"_s), isBuiltUpon);
        QCOMPARE(choice.damaged.value(u"minio"_s), isBuiltUpon ? QString() : QString(Second));
    }
};

QTEST_GUILESS_MAIN(TestEarlierPoints)
#include "tst_earlierpoints.moc"
