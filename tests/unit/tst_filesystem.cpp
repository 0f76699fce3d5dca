#include "platform/diskerror_unix.h"
#include "platform/processlock.h"
#include "support/vaultfixture.h"

#include <QElapsedTimer>

#include <cerrno>

using namespace Lifeboat;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_FileSystem : public QObject
{
    Q_OBJECT

    const NativeFileSystem &m_fileSystem = NativeFileSystem::instance();

private slots:
    void aFileIsForItsOwnerOnly()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a b 中文 $(x)\n"_s);
        {
            const auto file = m_fileSystem.create(path);
            VERIFY_OK(file);
            VERIFY_OK((*file)->write("data"));
            VERIFY_OK((*file)->sync());
        }
        QCOMPARE(QFileInfo(path).permissions() & 0x777, QFile::ReadUser | QFile::WriteUser);
        QCOMPARE(QFileInfo(path).size(), 4);
        VERIFY_OK(m_fileSystem.syncFile(path));
        VERIFY_OK(m_fileSystem.syncFolder(folder.path()));
        const auto read = m_fileSystem.openOnDisk(path);
        VERIFY_OK(read);
        QCOMPARE(*(*read)->read(), QByteArrayView("data"));
        QVERIFY((*read)->read()->isEmpty());
    }

    void whatExistsIsNotCreatedAgainNotEvenThroughALink()
    {
        const QTemporaryDir folder;
        VERIFY_OK(m_fileSystem.create(folder.filePath(u"a"_s)));
        QVERIFY(!m_fileSystem.create(folder.filePath(u"a"_s)));
        QVERIFY(QFile::link(folder.filePath(u"elsewhere"_s), folder.filePath(u"link"_s)));
        QVERIFY(!m_fileSystem.create(folder.filePath(u"link"_s)));
        QVERIFY(!m_fileSystem.append(folder.filePath(u"link"_s)));
        QVERIFY(!QFileInfo::exists(folder.filePath(u"elsewhere"_s)));
    }

    void aFolderIsForItsOwnerOnlyAndItsParentsAreNotMade()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"x"_s);
        const auto made = m_fileSystem.createFolder(path);
        VERIFY_OK(made);
        QVERIFY(*made);
        QCOMPARE(QFileInfo(path).permissions() & 0x077, QFile::Permissions());
        const auto again = m_fileSystem.createFolder(path);
        VERIFY_OK(again);
        QVERIFY(!*again);
        const auto deep = m_fileSystem.createFolder(folder.filePath(u"gone/y"_s));
        QVERIFY(!deep);
        QCOMPARE(deep.error().kind, Error::Kind::Storage);
        QVERIFY(!deep.error().hint.isEmpty());
    }

    void renamingReplacesAFileButNoFolderWithContent()
    {
        const QTemporaryDir folder;
        for (const QString &name : {u"a"_s, u"b"_s})
            VERIFY_OK(m_fileSystem.create(folder.filePath(name)));
        VERIFY_OK(m_fileSystem.rename(folder.filePath(u"a"_s), folder.filePath(u"b"_s)));
        QCOMPARE(filesBelow(folder.path()), QStringList{u"b"_s});
        for (const QString &name : {u"x"_s, u"y"_s}) {
            VERIFY_OK(m_fileSystem.createFolder(folder.filePath(name)));
            VERIFY_OK(m_fileSystem.create(folder.filePath(name + u"/f"_s)));
        }
        const auto refused = m_fileSystem.rename(folder.filePath(u"x"_s), folder.filePath(u"y"_s));
        QVERIFY(!refused);
        QCOMPARE(filesBelow(folder.path()), (QStringList{u"b"_s, u"x/f"_s, u"y/f"_s}));
    }

    void freeBytesAreThoseOfTheFileSystem()
    {
        SmallDisk disk(u"4m"_s);
        NEED_SMALL_DISK(disk);
        const auto free = m_fileSystem.freeBytes(disk.path());
        VERIFY_OK(free);
        QVERIFY(*free > 3'000'000 && *free <= 4 * 1024 * 1024);
        QVERIFY(!m_fileSystem.freeBytes(disk.path() + u"/gone"_s));
    }

    void aFullDiskSaysSoAtTheWrite()
    {
        const auto file = m_fileSystem.append(u"/dev/full"_s);
        if (!file)
            QSKIP("no /dev/full here");
        const Result<> written = (*file)->write("data");
        QVERIFY(!written);
        QCOMPARE(written.error().kind, Error::Kind::NoSpace);
        QVERIFY(written.error().message.toEnglish().contains(u"/dev/full"_s));
    }

    void everyAnswerOfTheSystemHasItsKind_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<QString>("word");
        QTest::newRow("ENOSPC") << ENOSPC << Error::Kind::NoSpace << u"disk is full"_s;
        QTest::newRow("EDQUOT") << EDQUOT << Error::Kind::NoSpace << u"quota"_s;
        QTest::newRow("EROFS") << EROFS << Error::Kind::Storage << u"read-only"_s;
        QTest::newRow("EACCES") << EACCES << Error::Kind::Storage << u"permission"_s;
        QTest::newRow("ENOENT") << ENOENT << Error::Kind::Storage << u"not there"_s;
        QTest::newRow("ESTALE") << ESTALE << Error::Kind::Storage << u"does not answer"_s;
        QTest::newRow("ENOTCONN") << ENOTCONN << Error::Kind::Storage << u"does not answer"_s;
        QTest::newRow("EIO") << EIO << Error::Kind::Storage << u"drive"_s;
        QTest::newRow("EFBIG") << EFBIG << Error::Kind::Storage << u"too large"_s;
    }

    void everyAnswerOfTheSystemHasItsKind()
    {
        QFETCH(int, code);
        QFETCH(QString, word);
        const Error error = errnoError(code, u"/vault/x"_s);
        QTEST(error.kind, "kind");
        QVERIFY2(error.message.toEnglish().contains(word), qPrintable(said(error)));
        QVERIFY(error.message.toEnglish().contains(u"/vault/x"_s));
        QVERIFY(!error.hint.isEmpty());
        QVERIFY(!error.detail.isEmpty());
    }

    void aLockNamesItsHolderAndGoesWithIt()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"settings.lock"_s);
        QCOMPARE(ProcessLock::state(path), LockState::Free);
        {
            const auto lock = ProcessLock::acquire(path);
            VERIFY_OK(lock);
            QCOMPARE(ProcessLock::state(path), LockState::Held);
            QElapsedTimer timer;
            timer.start();
            const auto second = ProcessLock::acquire(path, 200ms);
            QVERIFY(!second);
            QVERIFY(timer.elapsed() >= 200);
            QCOMPARE(second.error().kind, Error::Kind::Busy);
            const QString words = second.error().message.toEnglish();
            QVERIFY2(words.contains(QString::number(QCoreApplication::applicationPid()))
                         && words.contains(u"tst_filesystem"_s) && words.contains(path),
                     qPrintable(words));
        }
        QCOMPARE(filesBelow(folder.path()), QStringList());
        VERIFY_OK(ProcessLock::acquire(path));
    }

    void aLockOfADeadProcessIsFree()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"x.lock"_s);
        LockHolder holder = LockHolder::self();
        holder.pid = 4'000'000; // above every pid_max
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(holder.toLine());
        file.close();
        QCOMPARE(ProcessLock::state(path), LockState::Free);
        VERIFY_OK(ProcessLock::acquire(path));
    }

    void aLockOfAnotherMachineIsNotBelievedToBeFree()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"x.lock"_s);
        LockHolder holder = LockHolder::self();
        holder.machine = u"other"_s;
        holder.machineId = u"0123"_s;
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(holder.toLine());
        file.close();
        QCOMPARE(ProcessLock::state(path), LockState::Unknown);
    }

    void aHolderSurvivesItsLine()
    {
        LockHolder holder = LockHolder::self();
        holder.since = QDateTime({2026, 11, 22}, {2, 0}, Qt::UTC);
        QCOMPARE(LockHolder::fromLine(holder.toLine()), holder);
        QCOMPARE(LockHolder::fromLine("torn {"), LockHolder());
        QCOMPARE(LockHolder().busy(u"x"_s).kind, Error::Kind::Busy);
    }
};

QTEST_GUILESS_MAIN(tst_FileSystem)
#include "tst_filesystem.moc"
