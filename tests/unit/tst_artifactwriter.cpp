#include "base/sha256.h"
#include "model/filename.h"
#include "storage/artifactfilereader.h"
#include "storage/artifactfilewriter.h"
#include "support/vaultfixture.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <thread>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// A disk with one fault, chosen by the test.
class FaultyFileSystem : public NativeFileSystem
{
public:
    std::chrono::milliseconds slowness{0}; // of each write
    std::optional<Error> writeError;       // after `goodBytes`
    qint64 goodBytes = 0;
    std::optional<Error> syncError; // of files with this ending
    QString syncEnding;
    std::optional<Error> renameError;
    std::optional<Error> folderError;
    std::function<void(const QString &)> beforeReading; // between sync and reading back

    Result<std::unique_ptr<OutputFile>> create(const QString &path) const override
    {
        auto file = NativeFileSystem::create(path);
        if (!file)
            return file;
        return std::unique_ptr<OutputFile>(std::make_unique<File>(*this, path, std::move(*file)));
    }
    Result<> rename(const QString &from, const QString &to) const override
    {
        return renameError ? Result<>(*renameError) : NativeFileSystem::rename(from, to);
    }
    Result<> syncFolder(const QString &path) const override
    {
        return folderError ? Result<>(*folderError) : NativeFileSystem::syncFolder(path);
    }
    Result<std::unique_ptr<InputFile>> openOnDisk(const QString &path) const override
    {
        if (beforeReading)
            beforeReading(path);
        return NativeFileSystem::openOnDisk(path);
    }

private:
    class File : public OutputFile
    {
    public:
        File(const FaultyFileSystem &disk, const QString &path, std::unique_ptr<OutputFile> file)
            : m_disk(disk)
            , m_path(path)
            , m_file(std::move(file))
        {
        }
        Result<> write(QByteArrayView data) override
        {
            m_bytes += data.size();
            std::this_thread::sleep_for(m_disk.slowness);
            return m_disk.writeError && m_bytes > m_disk.goodBytes ? Result<>(*m_disk.writeError)
                                                                   : m_file->write(data);
        }
        Result<> sync() override
        {
            if (m_disk.syncError && m_path.endsWith(m_disk.syncEnding))
                return *m_disk.syncError;
            return m_file->sync();
        }

    private:
        const FaultyFileSystem &m_disk;
        const QString m_path;
        const std::unique_ptr<OutputFile> m_file;
        qint64 m_bytes = 0;
    };
};

class tst_ArtifactWriter : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_committed = 0;

    Result<std::unique_ptr<ArtifactWriter>> writer(const FileSystem &fileSystem,
                                                   const QString &file = u"a.dump"_s)
    {
        return ArtifactFileWriter::create(fileSystem, m_folder.path(), {.file = file},
                                          [this](const Artifact &) { ++m_committed; });
    }

    // Writes some MiB through the faulty disk and expects that nothing is left of it.
    Error errorOf(const FileSystem &fileSystem, const CancelToken &cancel = {})
    {
        Error error;
        {
            const auto file = writer(fileSystem);
            if (!file)
                return file.error();
            const QByteArray block(1000000, 'x');
            Result<> written;
            for (int i = 0; i < 20 && written; ++i)
                written = (*file)->write(block);
            const Result<Artifact> done = (*file)->commit(cancel);
            if (done)
                qFatal("a fault was not noticed");
            error = written ? done.error() : written.error();
            if (!written && !(written.error() == done.error()))
                qFatal("commit() says something else than write()");
        }
        if (m_committed != 0)
            qFatal("committed after a failure");
        if (const QStringList left = filesBelow(m_folder.path()); !left.isEmpty())
            qFatal("left behind: %s", qPrintable(left.join(u' ')));
        return error;
    }

    static Error someError() { return {Error::Kind::Storage, {"x", {}}, {}, u"injected"_s}; }

private slots:
    void init()
    {
        m_committed = 0;
        for (const QString &name : filesBelow(m_folder.path()))
            QFile::remove(m_folder.filePath(name));
    }

    void whoWaitsForASlowDiskKnowsThatItWasTheDisk()
    {
        FaultyFileSystem disk;
        disk.slowness = std::chrono::milliseconds(10);
        const auto file = writer(disk);
        QVERIFY(file);
        QElapsedTimer clock;
        clock.start();
        const QByteArray block(256 * 1024, 'x');
        for (int i = 0; i < 40; ++i)
            QVERIFY((*file)->write(block));
        QVERIFY((*file)->commit({}));
        const double all = double(clock.elapsed()) / 1000;
        const TimeSpent spent = (*file)->spent();
        QVERIFY2(spent.disk > 0.3, qPrintable(QString::number(spent.disk))); // 40 times 10 ms
        QVERIFY(spent.hash > 0);
        QVERIFY2(spent.disk + spent.hash <= all + 0.01, qPrintable(QString::number(all)));
        QCOMPARE(spent.waiting, 0);
    }

    void whoIsSlowerThanTheDiskWaitsOnlyAtTheEnd()
    {
        const auto file = writer(NativeFileSystem::instance());
        QVERIFY(file);
        for (int i = 0; i < 30; ++i) {
            QVERIFY((*file)->write(QByteArray(256 * 1024, 'x')));
            QTest::qSleep(5);
        }
        const TimeSpent spent = (*file)->spent();
        QVERIFY2(spent.disk + spent.hash < 0.05, qPrintable(QString::number(spent.disk)));
    }

    void whatIsWrittenIsOnTheDiskWithSizeHashAndChecksumFile_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("piece");
        QTest::newRow("nothing") << 0 << 1;
        QTest::newRow("one byte") << 1 << 1;
        QTest::newRow("below a block") << 262143 << 1000;
        QTest::newRow("one block") << 262144 << 262144;
        QTest::newRow("above a block") << 262145 << 262145;
        QTest::newRow("all at once, more than may wait") << 20'000'001 << 20'000'001;
        QTest::newRow("in odd pieces") << 9'999'999 << 65'537;
    }

    void whatIsWrittenIsOnTheDiskWithSizeHashAndChecksumFile()
    {
        QFETCH(int, size);
        QFETCH(int, piece);
        QByteArray data(size, Qt::Uninitialized);
        QRandomGenerator random{quint32(size)};
        for (char &byte : data)
            byte = char(random.generate());

        const auto file = writer(NativeFileSystem::instance());
        VERIFY_OK(file);
        for (int i = 0; i < size; i += piece)
            VERIFY_OK((*file)->write(QByteArrayView(data).sliced(i, qMin(piece, size - i))));
        QCOMPARE(filesBelow(m_folder.path()), QStringList{u"a.dump.part"_s});
        const Result<Artifact> artifact = (*file)->commit({});
        VERIFY_OK(artifact);

        QCOMPARE(m_committed, 1);
        QCOMPARE(artifact->bytes, size);
        QCOMPARE(artifact->sha256, QString::fromLatin1(Sha256::ofData(data)));
        QCOMPARE(filesBelow(m_folder.path()), (QStringList{u"a.dump"_s, u"a.dump.sha256"_s}));
        QFile written(m_folder.filePath(u"a.dump"_s));
        QVERIFY(written.open(QIODevice::ReadOnly));
        QVERIFY(written.readAll() == data);
    }

    void droppedWithoutCommitItLeavesNothing()
    {
        {
            const auto file = writer(NativeFileSystem::instance());
            VERIFY_OK(file);
            VERIFY_OK((*file)->write(QByteArray(3'000'000, 'x')));
        }
        QCOMPARE(filesBelow(m_folder.path()), QStringList());
    }

    void commitWorksOnce()
    {
        const auto file = writer(NativeFileSystem::instance());
        VERIFY_OK(file);
        VERIFY_OK((*file)->commit({}));
        QVERIFY(!(*file)->commit({}));
        QCOMPARE(filesBelow(m_folder.path()).size(), 2);
    }

    void aFailedWriteIsReportedAndLeavesNothing_data()
    {
        QTest::addColumn<qint64>("goodBytes");
        QTest::newRow("the first") << 0LL;
        QTest::newRow("in the middle") << 5'000'000LL;
        QTest::newRow("the last") << 19'999'999LL;
    }

    void aFailedWriteIsReportedAndLeavesNothing()
    {
        FaultyFileSystem disk;
        disk.writeError = someError();
        QFETCH(qint64, goodBytes);
        disk.goodBytes = goodBytes;
        QCOMPARE(errorOf(disk), someError());
    }

    void aFailedSyncIsReportedAndLeavesNothing_data()
    {
        QTest::addColumn<QString>("ending");
        QTest::newRow("of the artifact") << u".part"_s;
        QTest::newRow("of its checksum") << u".sha256"_s;
    }

    void aFailedSyncIsReportedAndLeavesNothing()
    {
        QFETCH(QString, ending);
        FaultyFileSystem disk;
        disk.syncEnding = ending;
        disk.syncError = someError();
        QCOMPARE(errorOf(disk), someError());
    }

    void aFailedRenameIsReportedAndLeavesNothing()
    {
        FaultyFileSystem disk;
        disk.renameError = someError();
        QCOMPARE(errorOf(disk), someError());
    }

    void aFolderThatCannotBeSyncedIsReportedAndLeavesNothing()
    {
        FaultyFileSystem disk;
        disk.folderError = someError();
        QCOMPARE(errorOf(disk), someError());
    }

    void aDiskThatChangesAByteIsFound()
    {
        FaultyFileSystem disk;
        disk.beforeReading = [](const QString &path) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadWrite));
            QVERIFY(file.seek(12'345'678));
            QCOMPARE(file.write("y"), 1);
        };
        QCOMPARE(errorOf(disk).kind, Error::Kind::Corrupt);
    }

    void aDiskThatLosesTheEndIsFound()
    {
        FaultyFileSystem disk;
        disk.beforeReading = [](const QString &path) { QVERIFY(QFile::resize(path, 19'999'999)); };
        QCOMPARE(errorOf(disk).kind, Error::Kind::Corrupt);
    }

    void aCancelledCommitLeavesNothing()
    {
        CancelToken cancel;
        FaultyFileSystem disk;
        disk.beforeReading = [&cancel](const QString &) { cancel.cancel(); };
        QCOMPARE(errorOf(disk, cancel).kind, Error::Kind::Cancelled);
    }

    void aFullDiskIsReportedAndLeavesNothing()
    {
        SmallDisk disk(u"4m"_s);
        NEED_SMALL_DISK(disk);
        {
            const auto file = ArtifactFileWriter::create(NativeFileSystem::instance(), disk.path(),
                                                         {.file = u"a.dump"_s}, {});
            VERIFY_OK(file);
            Result<> written;
            for (int i = 0; i < 20 && written; ++i)
                written = (*file)->write(QByteArray(1'000'000, 'x'));
            QVERIFY(!written);
            QCOMPARE(written.error().kind, Error::Kind::NoSpace);
            QVERIFY(written.error().message.toEnglish().contains(disk.path()));
            QVERIFY(!written.error().hint.isEmpty());
            QCOMPARE((*file)->commit({}).error(), written.error());
        }
        QCOMPARE(filesBelow(disk.path()), QStringList());
    }

    void aFolderThatVanishesIsReported()
    {
        SmallDisk disk(u"64m"_s);
        NEED_SMALL_DISK(disk);
        const auto file = ArtifactFileWriter::create(NativeFileSystem::instance(), disk.path(),
                                                     {.file = u"a.dump"_s}, {});
        VERIFY_OK(file);
        VERIFY_OK((*file)->write(QByteArray(1'000'000, 'x')));
        disk.unmount();
        const Result<Artifact> done = (*file)->commit({});
        QVERIFY(!done);
        QCOMPARE(done.error().kind, Error::Kind::Storage);
        QVERIFY(!done.error().hint.isEmpty());
        QCOMPARE(filesBelow(disk.path()), QStringList());
    }

    void sha256sumAcceptsTheChecksumFile_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << u"bklite.dump"_s;
        QTest::newRow("space and quote") << u"a 'b\" c"_s;
        QTest::newRow("shell") << u"$(touch x);`y`*"_s;
        QTest::newRow("chinese") << u"中文"_s;
        QTest::newRow("newline") << u"a\nb\\c\rd"_s;
        QTest::newRow("star in front") << u"*a"_s;
        QTest::newRow("space in front") << u" a"_s;
    }

    void sha256sumAcceptsTheChecksumFile()
    {
        QFETCH(QString, name);
        const auto file = writer(NativeFileSystem::instance(), name);
        VERIFY_OK(file);
        VERIFY_OK((*file)->write("data"));
        VERIFY_OK((*file)->commit({}));
        const auto check = [this, &name] {
            QProcess sum;
            sum.setWorkingDirectory(m_folder.path());
            sum.start(u"sha256sum"_s, {u"--strict"_s, u"-c"_s, u"--"_s, name + u".sha256"_s});
            return sum.waitForFinished() ? sum.exitCode() : -1;
        };
        QCOMPARE(check(), 0);
        QFile changed(m_folder.filePath(name));
        QVERIFY(changed.open(QIODevice::WriteOnly));
        changed.write("Data");
        changed.close();
        QCOMPARE(check(), 1);
    }

    void aReaderFindsEveryChange_data()
    {
        QTest::addColumn<QByteArray>("now");
        const QByteArray data(300000, 'x');
        QTest::newRow("flipped") << data.left(150000) + 'y' + data.left(149999);
        QTest::newRow("cut") << data.left(299999);
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("longer") << data + 'x';
    }

    void aReaderFindsEveryChange()
    {
        QFETCH(QByteArray, now);
        const auto file = writer(NativeFileSystem::instance());
        VERIFY_OK(file);
        VERIFY_OK((*file)->write(QByteArray(300000, 'x')));
        const Result<Artifact> artifact = (*file)->commit({});
        VERIFY_OK(artifact);
        const auto readToEnd = [&]() -> Result<> {
            const auto reader = ArtifactFileReader::open(m_folder.path(), *artifact);
            if (!reader)
                return reader.error();
            for (;;) {
                const Result<QByteArray> part = (*reader)->read(65536);
                if (!part) {
                    // It stays so, however often one asks.
                    if ((*reader)->read(65536))
                        qFatal("the error went away");
                    return part.error();
                }
                if (part->isEmpty())
                    return {};
            }
        };
        VERIFY_OK(readToEnd());
        QFile changed(m_folder.filePath(u"a.dump"_s));
        QVERIFY(changed.open(QIODevice::WriteOnly));
        changed.write(now);
        changed.close();
        const Result<> read = readToEnd();
        QVERIFY(!read);
        QCOMPARE(read.error().kind, Error::Kind::Corrupt);
        QVERIFY(changed.remove());
        QCOMPARE(readToEnd().error().kind, Error::Kind::NotFound);
    }

    void partsOfFileNamesFitEveryFileSystem_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("part");
        QTest::newRow("plain") << u"bk_lite-1.0"_s << u"bk_lite-1.0"_s;
        QTest::newRow("upper case") << u"Shop"_s << u"Shop"_s;
        QTest::newRow("space, quote, shell") << u"a 'b\"$(x)"_s << u"a%20%27b%22%24%28x%29"_s;
        QTest::newRow("slashes") << u"../a\\b"_s << u"%2E.%2Fa%5Cb"_s;
        QTest::newRow("newline") << u"a\nb"_s << u"a%0Ab"_s;
        QTest::newRow("percent") << u"100%"_s << u"100%25"_s;
        QTest::newRow("chinese") << u"中"_s << u"%E4%B8%AD"_s;
        QTest::newRow("dots") << u".a."_s << u"%2Ea%2E"_s;
        QTest::newRow("one dot") << u"."_s << u"%2E"_s;
        QTest::newRow("device") << u"con"_s << u"%63on"_s;
        QTest::newRow("device with extension") << u"LPT1.txt"_s << u"%4CPT1.txt"_s;
        QTest::newRow("no device") << u"console"_s << u"console"_s;
        QTest::newRow("nothing") << u""_s << u"%"_s;
    }

    void partsOfFileNamesFitEveryFileSystem()
    {
        QFETCH(QString, name);
        QTEST(fileNamePart(name), "part");
    }

    void longNamesStayDifferent()
    {
        QSet<QString> parts;
        for (const char16_t last : {u'a', u'b', u'\u4e2d'}) {
            for (const int length : {62, 100, 190, 191, 300}) {
                const QString part = fileNamePart(QString(length, QChar(0x4e2d)) + QChar(last));
                QVERIFY(part.size() <= 190);
                QVERIFY(!part.contains(QRegularExpression(u"%(?![0-9A-F]{2})"_s)));
                QVERIFY(isFileOfPoint(u"postgres/"_s + part));
                parts << part;
            }
        }
        QCOMPARE(parts.size(), 15);
        QCOMPARE(fileNamePart(QString(190, u'x')), QString(190, u'x'));
    }
};

QTEST_GUILESS_MAIN(tst_ArtifactWriter)
#include "tst_artifactwriter.moc"
