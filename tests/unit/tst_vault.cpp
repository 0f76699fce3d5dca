#include "base/sha256.h"
#include "support/vaultfixture.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QThread>

#include <atomic>
#include <csignal>
#include <thread>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

static const QDateTime Night({2026, 11, 22}, {2, 0}, Qt::UTC);
static const QString NightId = u"20261122T020000Z"_s;

// A finished point with two artifacts.
static Result<StoredPoint> makePoint(Vault &vault, const QDateTime &time = Night)
{
    auto writer = vault.begin(HostId, time);
    if (!writer)
        return writer.error();
    QList<Artifact> artifacts;
    for (const QString &name : {u"postgres/a"_s, u"pgvector/b"_s}) {
        const Result<Artifact> written = put(**writer, name, "data of " + name.toLatin1());
        if (!written)
            return written.error();
        artifacts << *written;
    }
    const QString id = (*writer)->id();
    if (const Result<> done = (*writer)->finish(manifestOf(id, artifacts)); !done)
        return done.error();
    return vault.point(HostId, id);
}

// Kills its own process before the n-th call.
class DyingFileSystem : public NativeFileSystem
{
public:
    explicit DyingFileSystem(int calls)
        : m_calls(calls)
    {
    }

    void step() const
    {
        if (m_calls-- == 0)
            std::raise(SIGKILL);
    }

    Result<std::unique_ptr<OutputFile>> create(const QString &path) const override
    {
        step();
        auto file = NativeFileSystem::create(path);
        if (!file)
            return file;
        return std::unique_ptr<OutputFile>(std::make_unique<File>(*this, std::move(*file)));
    }
    Result<bool> createFolder(const QString &path) const override
    {
        step();
        return NativeFileSystem::createFolder(path);
    }
    Result<> rename(const QString &from, const QString &to) const override
    {
        step();
        return NativeFileSystem::rename(from, to);
    }
    Result<> remove(const QString &file) const override
    {
        step();
        return NativeFileSystem::remove(file);
    }
    Result<> syncFolder(const QString &path) const override
    {
        step();
        return NativeFileSystem::syncFolder(path);
    }
    Result<std::unique_ptr<FileLock>> lock(const QString &path) const override
    {
        step();
        return NativeFileSystem::lock(path);
    }

private:
    class File : public OutputFile
    {
    public:
        File(const DyingFileSystem &disk, std::unique_ptr<OutputFile> file)
            : m_disk(disk)
            , m_file(std::move(file))
        {
        }
        Result<> write(QByteArrayView data) override
        {
            m_disk.step();
            return m_file->write(data);
        }
        Result<> sync() override
        {
            m_disk.step();
            return m_file->sync();
        }

    private:
        const DyingFileSystem &m_disk;
        const std::unique_ptr<OutputFile> m_file;
    };

    mutable std::atomic_int m_calls;
};

// What the child does that dies at one call of the file system: one point, pinned and removed.
static int writeOnce(const QString &folder, int calls)
{
    const DyingFileSystem fileSystem(calls);
    auto vault = Vault::open(fileSystem, folder);
    if (!vault)
        return 1;
    const auto point = makePoint(*vault);
    if (!point)
        return 2;
    fileSystem.step();
    return vault->remove(*point) ? 0 : 3;
}

// What the killed child does: point after point, until it is killed. A minute is the most that it
// outlives a test that crashed.
static int writeForEver(const QString &folder)
{
    auto vault = Vault::open(NativeFileSystem::instance(), folder);
    if (!vault)
        return 1;
    const QByteArray block(300'000, 'x');
    const auto end = QDateTime::currentDateTime().addSecs(60);
    while (QDateTime::currentDateTime() < end) {
        auto point = vault->begin(HostId, Night);
        if (!point)
            return 2;
        fputs("begun\n", stdout);
        fflush(stdout);
        QList<Artifact> artifacts;
        for (const QString &name : {u"postgres/a"_s, u"pgvector/b"_s}) {
            const auto file = (*point)->create({.file = name});
            if (!file)
                return 3;
            for (int i = 0; i < 5; ++i) {
                if (!(*file)->write(block))
                    return 4;
            }
            const Result<Artifact> written = (*file)->commit({});
            if (!written)
                return 5;
            artifacts << *written;
        }
        if (!(*point)->finish(manifestOf((*point)->id(), artifacts)))
            return 6;
    }
    return 7;
}

class tst_Vault : public QObject
{
    Q_OBJECT

    const NativeFileSystem &m_fileSystem = NativeFileSystem::instance();
    std::unique_ptr<QTemporaryDir> m_folder;

    QString path(const QString &name = {}) const
    {
        return m_folder->filePath(u"vault"_s) + (name.isEmpty() ? QString() : u'/' + name);
    }
    QString hostPath(const QString &name) const { return path(HostId + u'/' + name); }

    Result<Vault> vault() const { return Vault::create(m_fileSystem, path(), u"NAS"_s); }

    static bool overwrite(const QString &path, const QByteArray &data)
    {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(data) == data.size();
    }

    static void fill(const QString &folder)
    {
        QFile filler(folder + u"/filler"_s);
        QVERIFY(filler.open(QIODevice::Append | QIODevice::Unbuffered));
        const QByteArray block(4096, 'x');
        while (filler.write(block) == block.size()) {
        }
    }

    void damagePoint(const QString &what)
    {
        const QString manifest = hostPath(NightId + u"/manifest.json"_s);
        const QString artifact = hostPath(NightId + u"/postgres/a"_s);
        const QString away = m_folder->filePath(u"away"_s);
        QFile file(manifest);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray text = file.readAll();
        if (what == u"manifest empty")
            QVERIFY(overwrite(manifest, {}));
        else if (what == u"manifest cut")
            QVERIFY(overwrite(manifest, text.left(text.size() / 2)));
        else if (what == u"manifest a link")
            QVERIFY(file.rename(away) && QFile::link(away, manifest));
        else if (what == u"manifest of another point")
            QVERIFY(overwrite(manifest, text.replace("\"20261122T02", "\"20261122T03")));
        else if (what == u"manifest newer")
            QVERIFY(
                overwrite(manifest, text.replace("\"formatVersion\": 1", "\"formatVersion\": 2")));
        else if (what == u"artifact missing")
            QVERIFY(QFile::remove(artifact));
        else if (what == u"artifact cut")
            QVERIFY(QFile::resize(artifact, 3));
        else if (what == u"artifact longer")
            QVERIFY(QFile::resize(artifact, 3000));
        else if (what == u"artifact a link")
            QVERIFY(QFile::rename(artifact, away) && QFile::link(away, artifact));
        else if (what == u"folder a link")
            QVERIFY(QFile::rename(hostPath(NightId + u"/postgres"_s), away)
                    && QFile::link(away, hostPath(NightId + u"/postgres"_s)));
        else if (what == u"artifact a folder")
            QVERIFY(QFile::remove(artifact) && QDir().mkdir(artifact));
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aNewVaultIsMarkedAndOpensAgain()
    {
        const auto made = vault();
        VERIFY_OK(made);
        QCOMPARE(filesBelow(path()), QStringList{u"lifeboat-vault.json"_s});
        QFile marker(path(u"lifeboat-vault.json"_s));
        QVERIFY(marker.open(QIODevice::ReadOnly));
        const QJsonObject json = QJsonDocument::fromJson(marker.readAll()).object();
        QCOMPARE(json.value(u"formatVersion"_s).toInt(), 1);
        QCOMPARE(json.value(u"id"_s).toString(), made->id());
        QCOMPARE(json.value(u"name"_s).toString(), u"NAS"_s);

        const auto opened = Vault::open(m_fileSystem, path());
        VERIFY_OK(opened);
        QCOMPARE(opened->id(), made->id());
        QVERIFY(*opened->freeBytes() > 0);
        const auto again = Vault::create(m_fileSystem, path(), u"other"_s);
        VERIFY_OK(again);
        QCOMPARE(again->id(), made->id());
        QCOMPARE(again->name(), u"NAS"_s);
    }

    void whatIsNoVaultIsRefusedWithTheReason_data()
    {
        QTest::addColumn<QByteArray>("marker");
        QTest::addColumn<Error::Kind>("kind");
        QTest::newRow("no marker") << QByteArray() << Error::Kind::Storage;
        QTest::newRow("not JSON") << QByteArray("{") << Error::Kind::Corrupt;
        QTest::newRow("without an id")
            << QByteArray(R"({"formatVersion":1})") << Error::Kind::Corrupt;
        QTest::newRow("without a version") << QByteArray(R"({"id":"x"})") << Error::Kind::Corrupt;
        QTest::newRow("newer") << QByteArray(R"({"formatVersion":2,"id":"x"})")
                               << Error::Kind::Invalid;
    }

    void whatIsNoVaultIsRefusedWithTheReason()
    {
        QFETCH(QByteArray, marker);
        QVERIFY(QDir().mkpath(path()));
        if (!marker.isEmpty())
            QVERIFY(overwrite(path(u"lifeboat-vault.json"_s), marker));
        const auto opened = Vault::open(m_fileSystem, path());
        QVERIFY(!opened);
        QTEST(opened.error().kind, "kind");
        QVERIFY(opened.error().message.toEnglish().contains(path()));
    }

    void aMissingFolderAsksForTheMount()
    {
        const auto opened = Vault::open(m_fileSystem, path());
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, Error::Kind::Storage);
        QVERIFY(!opened.error().hint.isEmpty());
        const auto deep = Vault::create(m_fileSystem, path(u"a/b"_s), {});
        QVERIFY(!deep);
        QVERIFY(!QFileInfo::exists(path()));
    }

    void aPointIsWrittenListedAndRead()
    {
        auto vault = this->vault();
        VERIFY_OK(vault);
        {
            auto writer = vault->begin(HostId, Night);
            VERIFY_OK(writer);
            QCOMPARE((*writer)->id(), NightId);
            QCOMPARE((*writer)->folder(), hostPath(NightId + u".partial"_s));
            const auto artifact = put(**writer, u"postgres/a.dump"_s, "PGDMP");
            VERIFY_OK(artifact);
            QCOMPARE(*readAll(**writer, u"postgres/a.dump"_s), QByteArray("PGDMP"));
            QVERIFY(overwrite((*writer)->folder() + u"/journal.jsonl"_s, "{}\n"));
            QCOMPARE(vault->points()->size(), 0);
            QVERIFY(vault->leftovers(HostId).isEmpty());
            VERIFY_OK((*writer)->finish(manifestOf(NightId, {*artifact})));
        }
        QCOMPARE(
            filesBelow(path(HostId)),
            (QStringList{NightId + u"/journal.jsonl"_s, NightId + u"/manifest.json"_s,
                         NightId + u"/postgres/a.dump"_s, NightId + u"/postgres/a.dump.sha256"_s}));
        const auto points = vault->points();
        VERIFY_OK(points);
        QCOMPARE(points->size(), 1);
        const StoredPoint &point = points->first();
        QCOMPARE(point.id(), NightId);
        QCOMPARE(point.time(), Night);
        QCOMPARE(point.hostId, HostId);
        QCOMPARE(point.folder, hostPath(NightId));
        QVERIFY2(!point.damage, point.damage ? qPrintable(said(*point.damage)) : "");
        QVERIFY(point.isComplete());
        QVERIFY(!point.pinned);
        const auto store = vault->read(point);
        VERIFY_OK(store);
        QCOMPARE(*readAll(**store, u"postgres/a.dump"_s), QByteArray("PGDMP"));
        QCOMPARE(readAll(**store, u"manifest.json"_s).error().kind, Error::Kind::NotFound);
        QVERIFY(!(*store)->create({.file = u"postgres/b"_s}));
        QVERIFY(!(*store)->remove(u"postgres/a.dump"_s));
    }

    void everythingIsForItsOwnerOnly()
    {
        auto vault = this->vault();
        VERIFY_OK(vault);
        const auto point = makePoint(*vault);
        VERIFY_OK(point);
        VERIFY_OK(vault->addProof(*point, {}));
        VERIFY_OK(vault->setPinned(*point, true));
        QDirIterator entries(m_folder->path(), QDir::AllEntries | QDir::NoDotAndDotDot,
                             QDirIterator::Subdirectories);
        int seen = 0;
        while (entries.hasNext()) {
            entries.next();
            const auto user = entries.fileInfo().permissions() & 0x777;
            const auto exec = entries.fileInfo().isDir() ? QFile::ExeUser : QFile::Permission(0);
            QVERIFY2(user == (QFile::ReadUser | QFile::WriteUser | exec),
                     qPrintable(entries.filePath()));
            ++seen;
        }
        QCOMPARE(seen, 13);
    }

    void aPointThatIsDroppedLeavesNothing()
    {
        auto vault = this->vault();
        VERIFY_OK(vault);
        {
            auto writer = vault->begin(HostId, Night);
            VERIFY_OK(writer);
            VERIFY_OK(put(**writer, u"postgres/a"_s, "data"));
            QVERIFY((*writer)->create({.file = u"postgres/b"_s}));
        }
        QCOMPARE(filesBelow(path(HostId)), QStringList());
        QVERIFY(vault->leftovers(HostId).isEmpty());
        QVERIFY(QDir(path(HostId)).isEmpty());
    }

    void twoWritersOfOneSecondGetTwoIds()
    {
        auto vault = this->vault();
        VERIFY_OK(vault);
        QStringList ids;
        std::mutex mutex;
        QList<std::shared_ptr<PointWriter>> open;
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&] {
                auto other = Vault::open(m_fileSystem, path());
                auto writer = other->begin(HostId, Night);
                const std::lock_guard lock(mutex);
                ids << (writer ? (*writer)->id() : said(writer.error()));
                if (writer)
                    open << std::shared_ptr<PointWriter>(std::move(*writer));
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        ids.sort();
        QStringList expected;
        for (int i = 0; i < 8; ++i)
            expected << pointId(Night.addSecs(i));
        QCOMPARE(ids, expected);
        QVERIFY(vault->leftovers(HostId).isEmpty());
    }

    void anIdThatIsTakenIsNotGivenAgain()
    {
        auto vault = this->vault();
        VERIFY_OK(vault);
        QCOMPARE(makePoint(*vault)->id(), NightId);
        QVERIFY(QDir().mkpath(hostPath(u"20261122T020001Z.partial"_s)));
        QCOMPARE(makePoint(*vault)->id(), u"20261122T020002Z"_s);
    }

    void onlyOrdinaryHostIdsAndArtifactsAreTaken()
    {
        auto vault = this->vault();
        VERIFY_OK(vault);
        for (const QString &id : {u""_s, u".."_s, u"a/b"_s, u"A"_s, u".x"_s, u"a b"_s})
            QCOMPARE(vault->begin(id, Night).error().kind, Error::Kind::Invalid);
        auto writer = vault->begin(HostId, Night);
        VERIFY_OK(writer);
        for (const QString &file :
             {u"manifest.json"_s, u"../x"_s, u"/x"_s, u"postgres/../x"_s, u"postgres\\x"_s,
              u"postgres/x.part"_s, u"postgres/x.sha256"_s, u""_s})
            QCOMPARE((*writer)->create({.file = file}).error().kind, Error::Kind::Invalid);
        VERIFY_OK(put(**writer, u"postgres/Shop"_s, "data"));
        QCOMPARE(put(**writer, u"postgres/shop"_s, "data").error().kind, Error::Kind::Invalid);
        QCOMPARE(put(**writer, u"postgres/SHOP"_s, "data").error().kind, Error::Kind::Invalid);
        QCOMPARE(*readAll(**writer, u"postgres/Shop"_s), QByteArray("data"));
    }

    void whatTheManifestNamesHasToBeThere_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<QString>("id");
        QTest::newRow("another file") << u"postgres/b"_s << 4LL << NightId;
        QTest::newRow("another size") << u"postgres/a"_s << 5LL << NightId;
        QTest::newRow("another point") << u"postgres/a"_s << 4LL << u"20261122T020001Z"_s;
    }

    void whatTheManifestNamesHasToBeThere()
    {
        QFETCH(QString, file);
        QFETCH(qint64, bytes);
        QFETCH(QString, id);
        auto vault = this->vault();
        VERIFY_OK(vault);
        {
            auto writer = vault->begin(HostId, Night);
            VERIFY_OK(writer);
            auto artifact = put(**writer, u"postgres/a"_s, "data");
            VERIFY_OK(artifact);
            artifact->file = file;
            artifact->bytes = bytes;
            const Result<> done = (*writer)->finish(manifestOf(id, {*artifact}));
            QVERIFY(!done);
            QCOMPARE(done.error().kind, Error::Kind::Invalid);
        }
        QCOMPARE(vault->points()->size(), 0);
        QCOMPARE(filesBelow(path(HostId)), QStringList());
    }

    void whatTheManifestDoesNotNameIsRemoved()
    {
        auto vault = this->vault();
        VERIFY_OK(vault);
        auto writer = vault->begin(HostId, Night);
        VERIFY_OK(writer);
        const auto kept = put(**writer, u"postgres/a"_s, "data");
        VERIFY_OK(kept);
        VERIFY_OK(put(**writer, u"pgvector/b"_s, "data"));
        VERIFY_OK(put(**writer, u"pgvector/c"_s, "data"));
        VERIFY_OK((*writer)->remove(u"pgvector/c"_s));
        VERIFY_OK((*writer)->finish(manifestOf(NightId, {*kept})));
        QCOMPARE(filesBelow(hostPath(NightId)),
                 (QStringList{u"manifest.json"_s, u"postgres/a"_s, u"postgres/a.sha256"_s}));
        QVERIFY(!QFileInfo::exists(hostPath(NightId + u"/pgvector"_s)));
    }

    void sha256sumAcceptsAPoint()
    {
        auto vault = this->vault();
        VERIFY_OK(vault);
        VERIFY_OK(makePoint(*vault));
        QProcess sum;
        sum.setWorkingDirectory(hostPath(NightId));
        sum.start(u"sh"_s, {u"-c"_s, u"for d in */; do (cd \"$d\" && sha256sum --strict -c "
                                     "*.sha256) || exit 1; done"_s});
        QVERIFY(sum.waitForFinished());
        QCOMPARE(sum.exitCode(), 0);
        QCOMPARE(sum.readAllStandardOutput(), QByteArray("b: OK\na: OK\n"));
    }

    void aDamagedPointIsListedAsSuch_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what :
             {"manifest empty", "manifest cut", "manifest a link", "manifest of another point",
              "manifest newer", "artifact missing", "artifact cut", "artifact longer",
              "artifact a link", "folder a link", "artifact a folder"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }

    void aDamagedPointIsListedAsSuch()
    {
        QFETCH(QString, what);
        auto vault = this->vault();
        VERIFY_OK(vault);
        VERIFY_OK(makePoint(*vault));
        VERIFY_OK(makePoint(*vault, Night.addDays(-1)));
        damagePoint(what);
        const auto points = vault->points();
        VERIFY_OK(points);
        QCOMPARE(points->size(), 2);
        QVERIFY(points->first().damage);
        // Without a manifest nothing can be used, without an artifact all that is not of it.
        const bool all = what.startsWith(u"manifest");
        QCOMPARE(points->first().manifestDamage().has_value(), all);
        QCOMPARE(points->first().damageOf({}), points->first().damage);
        QCOMPARE(points->first().damageOf({u"postgres"_s}), points->first().damage);
        QCOMPARE(points->first().damageOf({u"pgvector"_s}).has_value(), all);
        QVERIFY(!points->first().isComplete());
        QCOMPARE(points->first().id(), NightId);
        QCOMPARE(points->first().hostId, HostId);
        QVERIFY(points->last().isComplete());
        // What damage leaves readable can be read; what is a link cannot.
        const auto store = vault->read(points->first());
        VERIFY_OK(store);
        const auto read = readAll(**store, u"postgres/a"_s);
        QVERIFY(!read || what.startsWith(u"manifest of"));
        if (what == u"artifact missing")
            QCOMPARE(read.error().kind, Error::Kind::Corrupt);
    }

    void aFlippedBitIsFoundByReading()
    {
        auto vault = this->vault();
        VERIFY_OK(vault);
        const auto point = makePoint(*vault);
        VERIFY_OK(point);
        QFile file(hostPath(NightId + u"/postgres/a"_s));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QCOMPARE(file.write("D"), 1);
        file.close();
        QVERIFY(!vault->point(HostId, NightId)->damage); // a listing reads no artifact
        const auto store = vault->read(*point);
        QCOMPARE(readAll(**store, u"postgres/a"_s).error().kind, Error::Kind::Corrupt);
        VERIFY_OK(readAll(**store, u"pgvector/b"_s));
    }

    void whatIsNotOursIsLeftAlone()
    {
        auto vault = this->vault();
        VERIFY_OK(vault);
        const auto point = makePoint(*vault);
        VERIFY_OK(point);
        for (const QString &folder :
             {u"#recycle"_s, u"lost+found"_s, u"Photos"_s, HostId + u"/notes"_s,
              HostId + u"/20261123T020000Z"_s, HostId + u"/20261122T020000Z.bak"_s,
              HostId + u"/20261399T020000Z"_s})
            QVERIFY(QDir().mkpath(path(folder)));
        QVERIFY(overwrite(path(u"README.txt"_s), "x"));
        QVERIFY(overwrite(hostPath(u"20261125T020000Z"_s), "x"));
        QVERIFY(QFile::link(point->folder, hostPath(u"20261124T020000Z"_s)));
        QVERIFY(QFile::link(path(HostId), path(u"linked-host"_s)));
        const QStringList before = filesBelow(path());

        const auto points = vault->points();
        VERIFY_OK(points);
        QCOMPARE(points->size(), 1);
        QVERIFY(vault->leftovers(HostId).isEmpty());
        VERIFY_OK(vault->removeLeftovers(HostId));
        QCOMPARE(filesBelow(path()), before);
        QCOMPARE(vault->point(HostId, u"20261124T020000Z"_s).error().kind, Error::Kind::NotFound);
        QCOMPARE(vault->point(u"linked-host"_s, NightId).error().kind, Error::Kind::NotFound);
        QCOMPARE(vault->point(u".."_s, NightId).error().kind, Error::Kind::NotFound);
    }

    void pointsAreNewestFirstAndOfOneHostIfAsked()
    {
        auto vault = this->vault();
        VERIFY_OK(vault);
        for (const int day : {0, 2, 1})
            VERIFY_OK(makePoint(*vault, Night.addDays(day)));
        QStringList ids;
        const auto points = vault->points(HostId);
        VERIFY_OK(points);
        for (const StoredPoint &point : *points)
            ids << point.id();
        QCOMPARE(ids, (QStringList{u"20261124T020000Z"_s, u"20261123T020000Z"_s, NightId}));
        QCOMPARE(vault->points(u"other-00000000"_s)->size(), 0);
    }

    void proofsAreKeptAndTheNewestOneCounts()
    {
        auto vault = this->vault();
        VERIFY_OK(vault);
        const auto point = makePoint(*vault);
        VERIFY_OK(point);
        QVERIFY(!point->newest(Proof::Kind::Drill));
        const auto prove = [&](Outcome outcome, int day) {
            const Proof proof{.kind = Proof::Kind::Drill,
                              .run = u"r"_s,
                              .time = Night.addDays(day),
                              .outcome = outcome,
                              .components = {u"postgres"_s}};
            VERIFY_OK(vault->addProof(*point, proof));
        };
        const auto proven = [&]() -> QDateTime {
            const auto now = vault->point(HostId, NightId);
            const Proof *proof = now->newest(Proof::Kind::Drill);
            return proof ? proof->time : QDateTime();
        };
        prove(Outcome::Ok, 1);
        QCOMPARE(proven(), Night.addDays(1));
        QVERIFY(!vault->point(HostId, NightId)->newest(Proof::Kind::Verify));
        prove(Outcome::Cancelled, 2);
        QCOMPARE(proven(), Night.addDays(1));
        prove(Outcome::Failed, 3);
        QCOMPARE(proven(), QDateTime());
        prove(Outcome::Ok, 4);
        QCOMPARE(proven(), Night.addDays(4));
        QCOMPARE(vault->point(HostId, NightId)->proofs.size(), 4);
    }

    // A drill of one component says nothing of the others: a point is proven when all of it is, and
    // as long ago as the oldest of what that needs.
    void aPointIsProvenWhenEachOfItsComponentsIs()
    {
        StoredPoint point{.hostId = HostId};
        point.manifest.components = {ManifestComponent{.id = u"postgres"_s},
                                     ManifestComponent{.id = u"pgvector"_s},
                                     ManifestComponent{.id = u"redis"_s,
                                                       .outcome = Outcome::Failed}};
        const auto prove = [&point](Outcome outcome, int day, const QStringList &components) {
            point.proofs << Proof{.kind = Proof::Kind::Drill,
                                  .time = Night.addDays(day),
                                  .outcome = outcome,
                                  .components = components};
        };
        const auto proven = [&point] {
            const Proof *proof = point.newest(Proof::Kind::Drill);
            return proof ? proof->time : QDateTime();
        };
        prove(Outcome::Ok, 1, {});
        QCOMPARE(proven(), QDateTime());
        prove(Outcome::Ok, 2, {u"pgvector"_s});
        QCOMPARE(proven(), QDateTime());
        prove(Outcome::Ok, 3, {u"postgres"_s});
        QCOMPARE(proven(), Night.addDays(2));
        prove(Outcome::Ok, 4, {u"pgvector"_s, u"postgres"_s});
        QCOMPARE(proven(), Night.addDays(4));
        prove(Outcome::Failed, 5, {u"postgres"_s});
        QCOMPARE(proven(), QDateTime());
        prove(Outcome::Ok, 6, {u"postgres"_s});
        QCOMPARE(proven(), Night.addDays(4));
        point.damage = cancelled();
        QCOMPARE(proven(), QDateTime());
        point.damage.reset();
        point.manifest.components.clear();
        QCOMPARE(proven(), QDateTime());
    }

    void onlyOneDrillOfAllTellsHowLongAllTakes()
    {
        StoredPoint point{.hostId = HostId};
        point.manifest.components = {ManifestComponent{.id = u"postgres"_s},
                                     ManifestComponent{.id = u"pgvector"_s}};
        const auto prove = [&point](const QMap<QString, double> &seconds, Outcome outcome) {
            point.proofs << Proof{.kind = Proof::Kind::Drill,
                                  .outcome = outcome,
                                  .components = seconds.keys(),
                                  .rtoSeconds = seconds};
        };
        prove({{u"postgres"_s, 3}}, Outcome::Ok);
        prove({{u"pgvector"_s, 4}}, Outcome::Ok);
        QVERIFY(point.newest(Proof::Kind::Drill) && !point.rtoSeconds());
        prove({{u"postgres"_s, 3}, {u"pgvector"_s, 9}}, Outcome::Ok);
        QCOMPARE(point.rtoSeconds(), 9.0);
        QCOMPARE(point.newest(Proof::Kind::Drill, u"postgres"_s)->rtoSeconds.value(u"postgres"_s),
                 3.0);
        prove({{u"postgres"_s, 3}}, Outcome::Failed);
        QVERIFY(!point.newest(Proof::Kind::Drill, u"postgres"_s));
        QVERIFY(point.newest(Proof::Kind::Drill, u"pgvector"_s));
        QVERIFY(!point.rtoSeconds());
    }

    void aTornLastProofIsLeftOutAndDoesNotSpoilTheNext()
    {
        auto vault = this->vault();
        VERIFY_OK(vault);
        const auto point = makePoint(*vault);
        VERIFY_OK(point);
        VERIFY_OK(vault->addProof(*point, {.run = u"one"_s}));
        QFile file(point->folder + u"/proofs.jsonl"_s);
        QVERIFY(file.open(QIODevice::Append));
        file.write("{\"kind\":\"drill\",\"status\":\"ok\",\"ru");
        file.close();
        QCOMPARE(vault->point(HostId, NightId)->proofs.size(), 1);
        VERIFY_OK(vault->addProof(*point, {.run = u"two"_s}));
        QStringList runs;
        const auto now = vault->point(HostId, NightId);
        VERIFY_OK(now);
        for (const Proof &proof : now->proofs)
            runs << proof.run;
        QCOMPARE(runs, (QStringList{u"one"_s, u"two"_s}));
    }

    void aPinnedPointIsNotRemoved()
    {
        auto vault = this->vault();
        VERIFY_OK(vault);
        const auto point = makePoint(*vault);
        VERIFY_OK(point);
        VERIFY_OK(vault->setPinned(*point, true));
        VERIFY_OK(vault->setPinned(*point, true));
        QVERIFY(vault->point(HostId, NightId)->pinned);
        QVERIFY(!vault->remove(*point));
        QVERIFY(vault->point(HostId, NightId)->isComplete());
        VERIFY_OK(vault->setPinned(*point, false));
        QVERIFY(!vault->point(HostId, NightId)->pinned);
        VERIFY_OK(vault->remove(*point));
        QVERIFY(QDir(path(HostId)).isEmpty());
        QCOMPARE(vault->remove(*point).error().kind, Error::Kind::NotFound);
    }

    void whatALaterPointNeedsIsReadFromThereAndNotRemoved()
    {
        auto vault = this->vault();
        VERIFY_OK(vault);
        const auto point = makePoint(*vault);
        VERIFY_OK(point);
        Artifact needed = point->manifest.components.first().artifacts.first();
        needed.point = NightId;
        auto writer = vault->begin(HostId, Night.addDays(1));
        VERIFY_OK(writer);
        VERIFY_OK((*writer)->openEarlier(needed));
        const Result<Artifact> own = put(**writer, u"postgres/c"_s, "c");
        VERIFY_OK(own);
        const QString id = (*writer)->id();
        Manifest manifest = manifestOf(id, {*own});
        manifest.components.first().needs << needed;
        VERIFY_OK((*writer)->finish(manifest));
        const auto later = vault->point(HostId, id);
        VERIFY_OK(later);
        QCOMPARE(later->manifest.components.first().needs, QList<Artifact>{needed});
        QVERIFY(later->isComplete());

        const Result<> refused = vault->remove(*point);
        QVERIFY(!refused);
        QVERIFY(refused.error().message.toEnglish().contains(id));
        auto third = vault->begin(HostId, Night.addDays(2)); // may refer to any
        VERIFY_OK(third);
        const Result<> busy = vault->remove(*later);
        QVERIFY(!busy);
        QCOMPARE(busy.error().kind, Error::Kind::Busy);
        const QString file = hostPath(NightId + u'/' + needed.file);
        const auto reader = (*vault->read(*later))->openEarlier(needed);
        VERIFY_OK(reader);
        VERIFY_OK((*reader)->seek(2));
        QCOMPARE(*(*reader)->read(3), "ta "_ba);
        QVERIFY(QFile::remove(file));
        const Result<Artifact> last = put(**third, u"postgres/c"_s, "c");
        VERIFY_OK(last);
        Manifest incomplete = manifestOf((*third)->id(), {*last});
        incomplete.components.first().needs << needed;
        const Result<> finished = (*third)->finish(incomplete);
        QVERIFY(!finished);
        QCOMPARE(finished.error().kind, Error::Kind::Corrupt);
        third->reset();
        const auto damaged = vault->point(HostId, id);
        QVERIFY(damaged->damage);
        QVERIFY(damaged->damage->message.toEnglish().contains(NightId + u'/' + needed.file));

        VERIFY_OK(vault->remove(*damaged));
        VERIFY_OK(vault->remove(*vault->point(HostId, NightId)));
    }

    void whatAKilledRemoveLeftIsNamedAndCleared()
    {
        auto vault = this->vault();
        VERIFY_OK(vault);
        VERIFY_OK(makePoint(*vault));
        QVERIFY(QDir(path(HostId)).rename(NightId, NightId + u".removing"_s));
        QCOMPARE(vault->points()->size(), 0);
        QCOMPARE(vault->leftovers(HostId), QStringList{hostPath(NightId + u".removing"_s)});
        VERIFY_OK(vault->removeLeftovers(HostId));
        QVERIFY(QDir(path(HostId)).isEmpty());
    }

    void aLeftoverOfAnotherMachineWaitsADay()
    {
        auto vault = this->vault();
        VERIFY_OK(vault);
        const QString folder = hostPath(NightId + u".partial"_s);
        QVERIFY(QDir().mkpath(folder));
        QVERIFY(overwrite(hostPath(NightId + u".lock"_s),
                          R"({"machine":"other","machineId":"1","pid":77,"program":"lifeboat"})"));
        QVERIFY(vault->leftovers(HostId).isEmpty());
        VERIFY_OK(vault->removeLeftovers(HostId));
        QVERIFY(QFileInfo::exists(folder));
        QProcess::execute(u"touch"_s, {u"-d"_s, u"25 hours ago"_s, folder});
        QCOMPARE(vault->leftovers(HostId), QStringList{folder});
        VERIFY_OK(vault->removeLeftovers(HostId));
        QVERIFY(QDir(path(HostId)).isEmpty());
    }

    void aWriterThatDiesAtAnyStepLeavesNoHalfPoint()
    {
        auto vault = this->vault();
        VERIFY_OK(vault);
        int whole = 0;
        int call = 0;
        for (bool isDone = false; !isDone; ++call) {
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(),
                        {u"--die"_s, path(), QString::number(call)});
            QVERIFY(child.waitForFinished());
            isDone = child.exitStatus() == QProcess::NormalExit;
            QVERIFY2(!isDone || child.exitCode() == 0, qPrintable(QString::number(call)));

            const auto points = vault->points();
            VERIFY_OK(points);
            for (const StoredPoint &point : *points) {
                QVERIFY2(point.isComplete(), point.damage ? qPrintable(said(*point.damage)) : "");
                VERIFY_OK(readAll(**vault->read(point), u"postgres/a"_s));
                VERIFY_OK(readAll(**vault->read(point), u"pgvector/b"_s));
                VERIFY_OK(vault->remove(point));
            }
            whole += points->size();
            VERIFY_OK(vault->removeLeftovers(HostId));
            QVERIFY2(QDir(path(HostId)).isEmpty(), qPrintable(filesBelow(path()).join(u' ')));
        }
        qInfo("killed at %d calls, %d times after the point was whole", call - 1, whole);
        QVERIFY(call > 30);
        QVERIFY(whole > 1);
    }

    void aKilledWriterLeavesNoHalfPoint()
    {
        auto vault = this->vault();
        VERIFY_OK(vault);
        quint32 seed = qEnvironmentVariable("LIFEBOAT_SEED").toUInt();
        seed = seed ? seed : QRandomGenerator::global()->generate();
        QRandomGenerator random(seed);
        qInfo("LIFEBOAT_SEED=%u", seed);
        int whole = 0;
        int left = 0;
        for (int kill = 0; kill < 12; ++kill) {
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(), {u"--write"_s, path()});
            QVERIFY(child.waitForReadyRead());
            QVERIFY(vault->leftovers(HostId).isEmpty()); // it is being written
            QThread::msleep(random.bounded(1u << random.bounded(3, 10)));
            child.kill(); // SIGKILL
            QVERIFY(child.waitForFinished());
            QCOMPARE(child.exitStatus(), QProcess::CrashExit);

            const auto points = vault->points();
            VERIFY_OK(points);
            for (const StoredPoint &point : *points) {
                QVERIFY2(point.isComplete(), point.damage ? qPrintable(said(*point.damage)) : "");
                const auto store = vault->read(point);
                VERIFY_OK(readAll(**store, u"postgres/a"_s));
                VERIFY_OK(readAll(**store, u"pgvector/b"_s));
                VERIFY_OK(vault->remove(point));
            }
            whole += points->size();
            QVERIFY(vault->leftovers(HostId).size() <= 1);
            left += vault->leftovers(HostId).size();
            VERIFY_OK(vault->removeLeftovers(HostId));
            // Killed before it had written whose lock it is: that stays until it is old.
            for (const QFileInfo &lock : QDir(path(HostId)).entryInfoList({u"*.lock"_s})) {
                QCOMPARE(lock.size(), 0);
                QVERIFY(QFile::remove(lock.filePath()));
            }
            QVERIFY2(QDir(path(HostId)).isEmpty(), qPrintable(filesBelow(path()).join(u' ')));
        }
        qInfo("%d whole points, %d leftovers", whole, left);
        QVERIFY(left > 0);
        VERIFY_OK(makePoint(*vault));
    }

    void aLockOfNobodyIsRemovedOnceItIsOld()
    {
        auto vault = Vault::create(m_fileSystem, path(), {});
        VERIFY_OK(vault);
        VERIFY_OK(makePoint(*vault));
        QFile lock(path(HostId) + u"/20260102T030405Z.lock"_s);
        QVERIFY(lock.open(QIODevice::WriteOnly));
        VERIFY_OK(vault->removeLeftovers(HostId));
        QVERIFY(lock.exists());
        QVERIFY(lock.setFileTime(QDateTime::currentDateTime().addDays(-2),
                                 QFileDevice::FileModificationTime));
        lock.close();
        VERIFY_OK(vault->removeLeftovers(HostId));
        QVERIFY(!lock.exists());
        QCOMPARE(vault->points()->size(), 1);
    }

    void aFullDiskIsToldAndLeavesNoHalfPoint()
    {
        SmallDisk disk(u"4m"_s);
        NEED_SMALL_DISK(disk);
        auto vault = Vault::create(m_fileSystem, disk.path(), {});
        VERIFY_OK(vault);
        {
            auto writer = vault->begin(HostId, Night);
            VERIFY_OK(writer);
            VERIFY_OK(put(**writer, u"postgres/a"_s, "data"));
            const auto full = put(**writer, u"postgres/b"_s, QByteArray(20'000'000, 'x'));
            QVERIFY(!full);
            QCOMPARE(full.error().kind, Error::Kind::NoSpace);
        }
        QCOMPARE(filesBelow(disk.path()), QStringList{u"lifeboat-vault.json"_s});
        VERIFY_OK(makePoint(*vault));
    }

    void aDiskThatFillsBeforeTheManifestMakesNoPoint()
    {
        SmallDisk disk(u"4m"_s);
        NEED_SMALL_DISK(disk);
        auto vault = Vault::create(m_fileSystem, disk.path(), {});
        VERIFY_OK(vault);
        {
            auto writer = vault->begin(HostId, Night);
            VERIFY_OK(writer);
            const auto artifact = put(**writer, u"postgres/a"_s, "data");
            VERIFY_OK(artifact);
            fill(disk.path());
            const Result<> done = (*writer)->finish(manifestOf(NightId, {*artifact}));
            QVERIFY(!done);
            QCOMPARE(done.error().kind, Error::Kind::NoSpace);
        }
        QCOMPARE(vault->points()->size(), 0);
        fill(disk.path());
        const auto next = vault->begin(HostId, Night);
        QVERIFY(!next);
        QCOMPARE(next.error().kind, Error::Kind::NoSpace);
        QCOMPARE(filesBelow(disk.path()), (QStringList{u"filler"_s, u"lifeboat-vault.json"_s}));
    }

    void aReadOnlyVaultCanBeReadAndSaysSoWhenWritten()
    {
        SmallDisk disk(u"4m"_s);
        NEED_SMALL_DISK(disk);
        {
            auto vault = Vault::create(m_fileSystem, disk.path(), {});
            VERIFY_OK(vault);
            VERIFY_OK(makePoint(*vault));
            QVERIFY(QDir().mkpath(disk.path() + u'/' + HostId + u"/20261121T020000Z.partial"_s));
        }
        QVERIFY(disk.makeReadOnly());
        auto vault = Vault::open(m_fileSystem, disk.path());
        VERIFY_OK(vault);
        QCOMPARE(vault->points()->size(), 1);
        const StoredPoint point = vault->points()->first();
        QVERIFY(point.isComplete());
        VERIFY_OK(readAll(**vault->read(point), u"postgres/a"_s));
        QCOMPARE(vault->leftovers(HostId).size(), 1);

        const auto isReadOnly = [](const Result<> &result) {
            return !result && result.error().kind == Error::Kind::Storage
                   && result.error().message.toEnglish().contains(u"read-only"_s);
        };
        QVERIFY(isReadOnly(vault->checkWritable()));
        QVERIFY(isReadOnly(vault->begin(HostId, Night).error()));
        QVERIFY(isReadOnly(vault->addProof(point, {})));
        QVERIFY(isReadOnly(vault->setPinned(point, true)));
        QVERIFY(isReadOnly(vault->remove(point)));
        QVERIFY(isReadOnly(vault->removeLeftovers(HostId)));
    }

    void aVaultThatVanishesIsToldAndNothingIsWrittenUnderItsMountPoint()
    {
        SmallDisk disk(u"16m"_s);
        NEED_SMALL_DISK(disk);
        auto vault = Vault::create(m_fileSystem, disk.path(), {});
        VERIFY_OK(vault);
        auto writer = vault->begin(HostId, Night);
        VERIFY_OK(writer);
        const auto artifact = put(**writer, u"postgres/a"_s, "data");
        VERIFY_OK(artifact);
        disk.unmount();

        const auto next = put(**writer, u"pgvector/b"_s, "data");
        QVERIFY(!next);
        QCOMPARE(next.error().kind, Error::Kind::Storage);
        QVERIFY(!next.error().hint.isEmpty());
        QVERIFY(!(*writer)->finish(manifestOf(NightId, {*artifact})));
        writer->reset();
        for (const Error &error :
             {vault->begin(HostId, Night).error(), vault->checkWritable().error(),
              Vault::open(m_fileSystem, disk.path()).error()}) {
            QCOMPARE(error.kind, Error::Kind::Storage);
            QVERIFY(!error.hint.isEmpty());
        }
        QVERIFY(QDir(disk.path()).isEmpty());
    }

    void anotherVaultInItsPlaceIsNotWritten()
    {
        auto vault = this->vault();
        VERIFY_OK(vault);
        QVERIFY(QDir().rename(path(), m_folder->filePath(u"old"_s)));
        VERIFY_OK(this->vault());
        const auto writer = vault->begin(HostId, Night);
        QVERIFY(!writer);
        QCOMPARE(writer.error().kind, Error::Kind::Storage);
        QVERIFY(!QFileInfo::exists(path(HostId)));
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--write") == 0)
        return writeForEver(QString::fromLocal8Bit(argv[2]));
    if (argc == 4 && qstrcmp(argv[1], "--die") == 0)
        return writeOnce(QString::fromLocal8Bit(argv[2]), QByteArray(argv[3]).toInt());
    tst_Vault test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_vault.moc"
