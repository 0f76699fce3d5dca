#include "app/runlog.h"
#include "storage/pointlist.h"
#include "support/vaultfixture.h"

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// What lists show of many points and runs: read once, and again where something changed.
class tst_PointList : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString vaultFolder() const { return m_folder.path() + u"/vault"_s; }

    static QString pointFolder(const Vault &vault, const QString &id)
    {
        return vault.folder() + u'/' + HostId + u'/' + id;
    }

    // One that is not from a moment ago, so that it is believed the next time.
    static void age(const QString &folder)
    {
        QStringList paths{folder};
        QDirIterator entries(folder, QDir::AllEntries | QDir::NoDotAndDotDot,
                             QDirIterator::Subdirectories);
        while (entries.hasNext())
            paths << entries.next();
        QCOMPARE(QProcess::execute(u"touch"_s, QStringList{u"-d"_s, u"2026-01-01"_s} + paths), 0);
    }

    Result<StoredPoint> makePoint(Vault &vault)
    {
        auto writer = vault.begin(HostId, QDateTime(QDate(2026, 11, 22), QTime(2, 0), Qt::UTC));
        if (!writer)
            return writer.error();
        const Result<Artifact> artifact = put(**writer, u"postgres/a.dump"_s, "1234567");
        if (!artifact)
            return artifact.error();
        Manifest manifest = manifestOf((*writer)->id(), {*artifact});
        manifest.components.first().fingerprint.entries.insert(u"a table t rows"_s, u"7"_s);
        if (const Result<> finished = (*writer)->finish(manifest); !finished)
            return finished.error();
        return vault.point(HostId, (*writer)->id());
    }

private slots:
    void init()
    {
        QVERIFY(!QFileInfo::exists(vaultFolder()) || QDir(vaultFolder()).removeRecursively());
    }

    void leavesOutWhatListsDoNotShow()
    {
        Result<Vault> vault = Vault::create(NativeFileSystem::instance(), vaultFolder(), u"v"_s);
        VERIFY_OK(vault);
        const Result<StoredPoint> whole = makePoint(*vault);
        VERIFY_OK(whole);
        PointList list;
        const auto listed = list.points(*vault);
        VERIFY_OK(listed);
        QCOMPARE(listed->size(), 1);
        const StoredPoint &point = listed->first();
        QCOMPARE(point.id(), whole->id());
        QCOMPARE(point.folder, whole->folder);
        QCOMPARE(point.manifest.hostName, whole->manifest.hostName);
        QCOMPARE(point.manifest.bytes(), 7);
        QVERIFY(point.isComplete());
        QVERIFY(point.manifest.components.first().fingerprint.entries.isEmpty());
        QVERIFY(!whole->manifest.components.first().fingerprint.entries.isEmpty());
    }

    void believesWhatDidNotChangeAndReadsWhatDid()
    {
        Result<Vault> vault = Vault::create(NativeFileSystem::instance(), vaultFolder(), u"v"_s);
        VERIFY_OK(vault);
        const Result<StoredPoint> point = makePoint(*vault);
        VERIFY_OK(point);
        age(point->folder);
        PointList list;
        VERIFY_OK(list.points(*vault));

        // Cut in place, which no folder shows: seen once nothing is believed any more.
        QFile artifact(point->folder + u"/postgres/a.dump"_s);
        QVERIFY(artifact.resize(3));
        QVERIFY(!list.points(*vault)->first().damage);
        list.forget();
        QVERIFY(list.points(*vault)->first().damage);
        QVERIFY(artifact.resize(7));
        age(point->folder);
        list.forget();
        QVERIFY(!list.points(*vault)->first().damage);

        VERIFY_OK(vault->addProof(
            *point, {.time = QDateTime::currentDateTimeUtc(), .components = {u"postgres"_s}}));
        QVERIFY(list.points(*vault)->first().newest(Proof::Kind::Verify));
        VERIFY_OK(vault->setPinned(*point, true));
        QVERIFY(list.points(*vault)->first().pinned);
        age(point->folder);
        VERIFY_OK(list.points(*vault));

        QVERIFY(artifact.remove()); // its folder shows it
        QVERIFY(list.points(*vault)->first().damage);
        QVERIFY(QDir(point->folder).removeRecursively());
        QVERIFY(list.points(*vault)->isEmpty());
    }

    void aVaultThatIsAwayIsSaidAndComesBack()
    {
        Result<Vault> vault = Vault::create(NativeFileSystem::instance(), vaultFolder(), u"v"_s);
        VERIFY_OK(vault);
        VERIFY_OK(makePoint(*vault));
        PointList list;
        VERIFY_OK(list.points(*vault));
        QVERIFY(QDir().rename(vaultFolder(), vaultFolder() + u".away"_s));
        QVERIFY(!list.points(*vault));
        QVERIFY(QDir().rename(vaultFolder() + u".away"_s, vaultFolder()));
        QCOMPARE(list.points(*vault)->size(), 1);
    }

    void runsAreListedWithoutWhatTheyComparedAndReadAgainWhenTheyChange()
    {
        RunLog log(m_folder.path() + u"/runs"_s);
        RunReport report{.run = u"20261122t020000-1a2b3c4d"_s,
                         .verb = Verb::Backup,
                         .started = QDateTime::currentDateTimeUtc(),
                         .ended = QDateTime::currentDateTimeUtc()};
        report.components << ComponentReport{.id = u"postgres"_s};
        report.components.first().fingerprint.entries.insert(u"a"_s, u"1"_s);
        VERIFY_OK(log.update(report));
        RunReport restore = report;
        restore.run = u"20261122t030000-1a2b3c4d"_s;
        restore.verb = Verb::CutOver;
        VERIFY_OK(log.update(restore));
        for (int look = 0; look < 2; ++look) {
            const auto listed = log.listed();
            VERIFY_OK(listed);
            QCOMPARE(listed->size(), 2);
            QCOMPARE(listed->first().run, restore.run); // one goes on from it: it is whole
            QVERIFY(!listed->first().components.first().fingerprint.entries.isEmpty());
            QVERIFY(listed->last().components.first().fingerprint.entries.isEmpty());
        }
        report.status = Outcome::Failed;
        VERIFY_OK(log.update(report));
        QCOMPARE(log.listed()->last().status, Outcome::Failed);
        QCOMPARE(log.runs()->last().components.first().fingerprint.entries.size(), 1);
        QVERIFY(QDir(m_folder.path() + u"/runs/"_s + report.run).removeRecursively());
        QCOMPARE(log.listed()->size(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_PointList)
#include "tst_pointlist.moc"
