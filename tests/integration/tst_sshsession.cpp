#include "base/sha256.h"
#include "support/sshdfixture.h"

#include <QElapsedTimer>
#include <QFile>
#include <QScopeGuard>
#include <QTest>

#include <signal.h>

#include <thread>

using namespace Lifeboat;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Commands over a real sshd: what arrives, how failures are told, and that nothing is left behind.
class tst_SshSession : public QObject
{
    Q_OBJECT

    std::unique_ptr<SshdFixture> m_sshd;
    std::unique_ptr<RemoteHost> m_host;
    std::shared_ptr<RemoteSession> m_session;

    static ShellCommand shell(const QString &script) { return ShellCommand("sh -c") << script; }

    QByteArray output(const QString &script, const CommandOptions &options = {})
    {
        const auto result = m_session->read(shell(script), options);
        return result ? result->trimmed() : "ERROR " + result.error().detail.toUtf8();
    }

    // Processes of the mark that still live, as the machine sees them.
    static QList<qint64> living(const QString &mark)
    {
        QList<qint64> pids;
        for (const QString &entry : QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs)) {
            QFile environment(u"/proc/"_s + entry + u"/environ"_s);
            if (environment.open(QIODevice::ReadOnly)
                && environment.readAll().split('\0').contains("LIFEBOAT_RUN=" + mark.toUtf8()))
                pids << entry.toLongLong();
        }
        return pids;
    }

    std::unique_ptr<RemoteHost> hostWithMark(const QString &mark)
    {
        SshSettings settings = m_sshd->settings();
        settings.mark = mark;
        return sshHost(m_sshd->profile(), settings);
    }

private slots:
    void initTestCase()
    {
        m_sshd = std::make_unique<SshdFixture>();
        if (!m_sshd->problem().isEmpty())
            QSKIP(qPrintable(m_sshd->problem()));
    }

    void init()
    {
        m_host = sshHost(m_sshd->profile(), m_sshd->settings());
        const auto session = m_host->session({});
        QVERIFY2(session, reason(session).constData());
        m_session = *session;
    }

    void cleanup()
    {
        m_session.reset();
        m_host.reset();
    }

    void theCommandSeesTheRunsMark()
    {
        QCOMPARE(output(u"echo $LIFEBOAT_RUN $PGAPPNAME"_s), "run-1 lifeboat-run-1");
    }

    void theCommandLeadsAGroupOfItsOwn()
    {
        const QByteArray answer = output(u"ps -o pgid= -p $$; ps -o pgid= -p $PPID"_s);
        const QList<QByteArray> groups = answer.simplified().split(' ');
        QCOMPARE(groups.size(), 2);
        QCOMPARE(groups.at(0), groups.at(1)); // our shell and the command's
        QVERIFY(groups.at(0).toLongLong() > 1);
    }

    void onlyTheCommandsOwnWordsReachTheProgress()
    {
        QByteArray words;
        CommandOptions options;
        options.progress = [&](QByteArrayView text) -> Result<> {
            words += text;
            return {};
        };
        QCOMPARE(output(u"echo one >&2; echo out; echo two >&2"_s, options), "out");
        QCOMPARE(words, "one\ntwo\n");
    }

    void aStatusIsAnErrorWithTheEndOfStderr()
    {
        const auto done = m_session->run(shell(u"echo out; echo why >&2; exit 3"_s), {});
        QVERIFY(!done);
        QCOMPARE(done.error().kind, Error::Kind::CommandFailed);
        QCOMPARE(done.error().detail, u"why"_s);
        QVERIFY(done.error().message.toEnglish().contains(u"status 3"_s));
    }

    void aFailureToldOnStdoutOnlyIsInTheDetail()
    {
        const auto done = m_session->run(shell(u"echo Error: no such container; exit 1"_s), {});
        QVERIFY(!done);
        QCOMPARE(done.error().detail, u"Error: no such container"_s);
    }

    void aSignalIsAnError()
    {
        // Ours and the command's shell: the whole group.
        const auto done = m_session->run(shell(u"kill -KILL 0"_s), {});
        QVERIFY(!done);
        QCOMPARE(done.error().kind, Error::Kind::CommandFailed);
        QVERIFY(done.error().message.toEnglish().contains(u"KILL"_s));
        QCOMPARE(output(u"echo on"_s), "on");
    }

    void aMissingValueIsFoundBeforeTheCommandRuns()
    {
        ShellCommand command("echo");
        command << Variable{u"snapshot.shop"_s, u"--snapshot="_s};
        const auto done = m_session->run(command, {});
        QVERIFY(!done);
        QCOMPARE(done.error().kind, Error::Kind::Invalid);

        CommandOptions options;
        options.values.insert(u"snapshot.shop"_s, u"a'b $(id)"_s);
        const auto read = m_session->read(command, options);
        QVERIFY(read);
        QCOMPARE(read->trimmed(), "--snapshot=a'b $(id)");
    }

    void hostileWordsArriveAsTheyAre_data()
    {
        QTest::addColumn<QString>("word");
        QTest::newRow("quotes") << u"it's \"x\" '' '\\''"_s;
        QTest::newRow("substitution") << u"$(touch /tmp/x) `id` $HOME ${IFS}"_s;
        QTest::newRow("newline") << u"one\ntwo\r\n\tthree "_s;
        QTest::newRow("chinese") << u"数据库 备份"_s;
        QTest::newRow("operators") << u"a;b|c&&d>e<f *?[x]{y}~!#"_s;
        QTest::newRow("dash") << u"-rf"_s;
        QTest::newRow("backslashes") << u"\\\\ \\n \\"_s;
    }
    void hostileWordsArriveAsTheyAre()
    {
        QFETCH(QString, word);
        const auto read = m_session->read(ShellCommand("printf %s") << word);
        QVERIFY(read);
        QCOMPARE(QString::fromUtf8(*read), word);
    }

    void inputReachesTheCommandWhole()
    {
        QByteArray data(5'000'000, 'x');
        for (qsizetype i = 0; i < data.size(); i += 7)
            data[i] = char(i);
        qsizetype at = 0;
        CommandOptions options;
        options.input = [&](qsizetype limit) -> Result<QByteArray> {
            const QByteArray part = data.mid(at, qMin<qsizetype>(limit, 100'000));
            at += part.size();
            return part;
        };
        QByteArray back;
        options.output = [&](QByteArrayView part) -> Result<> {
            back += part;
            return {};
        };
        QVERIFY(m_session->run(ShellCommand("cat"), options));
        QVERIFY(back == data);
    }

    void aCommandWithoutInputReadsTheEndAtOnce() { QCOMPARE(output(u"cat; echo over"_s), "over"); }

    void aCommandThatLeavesItsInputUnreadSucceeds()
    {
        CommandOptions options;
        options.input = [](qsizetype limit) -> Result<QByteArray> {
            return QByteArray(limit, 'x'); // without end
        };
        QCOMPARE(output(u"head -c 10"_s, options), "xxxxxxxxxx");
    }

    void aSourceThatFailsEndsTheCommand()
    {
        CommandOptions options;
        options.input = [](qsizetype) -> Result<QByteArray> {
            return Error{Error::Kind::Storage, {"gone", {}}, {}, {}};
        };
        const auto done = m_session->run(ShellCommand("cat"), options);
        QVERIFY(!done);
        QCOMPARE(done.error().kind, Error::Kind::Storage);
    }

    void aSinkThatFailsEndsTheCommand()
    {
        m_host = hostWithMark(u"sink-1"_s);
        m_session = *m_host->session({});
        CommandOptions options;
        options.output = [](QByteArrayView) -> Result<> {
            return Error{Error::Kind::NoSpace, {"full", {}}, {}, {}};
        };
        const auto done = m_session->run(shell(u"cat /dev/zero"_s), options);
        QVERIFY(!done);
        QCOMPARE(done.error().kind, Error::Kind::NoSpace);
        QVERIFY(living(u"sink-1"_s).isEmpty());
    }

    void moreThanTheLimitIsAnError()
    {
        const auto read = m_session->read(shell(u"head -c 100000 /dev/zero"_s), {}, 1000);
        QVERIFY(!read);
        QCOMPARE(read.error().kind, Error::Kind::Invalid);
    }

    void aGibibyteArrivesUnchanged()
    {
        // The host hashes what it sends; both sums and the length must agree.
        QTemporaryDir folder;
        const QString fifo = folder.filePath(u"fifo"_s);
        const QString sum = folder.filePath(u"sum"_s);
        const QString command =
            u"mkfifo %1; sha256sum <%1 >%2 & openssl enc -aes-128-ctr -nosalt -K 01 -iv 02 "
            "</dev/zero 2>/dev/null | head -c 1073741824 | tee %1; wait"_s.arg(fifo, sum);
        Sha256 hash;
        qint64 size = 0;
        CommandOptions options;
        options.output = [&](QByteArrayView part) -> Result<> {
            hash.add(part);
            size += part.size();
            return {};
        };
        const auto done = m_session->run(shell(command), options);
        QVERIFY2(done, reason(done).constData());
        QCOMPARE(size, 1073741824);
        QFile recorded(sum);
        QVERIFY(recorded.open(QIODevice::ReadOnly));
        QCOMPARE(hash.hex(), recorded.readAll().left(64));
    }

    void aFloodOnStderrNeitherStopsNorLosesTheOutput()
    {
        qint64 size = 0;
        qint64 words = 0;
        CommandOptions options;
        options.output = [&](QByteArrayView part) -> Result<> {
            size += part.size();
            return {};
        };
        options.progress = [&](QByteArrayView part) -> Result<> {
            words += part.size();
            return {};
        };
        const auto done = m_session->run(
            shell(u"head -c 100000000 /dev/zero >&2 & head -c 100000000 /dev/zero; wait"_s),
            options);
        QVERIFY2(done, reason(done).constData());
        QCOMPARE(size, 100000000);
        QCOMPARE(words, 100000000);
    }

    void aSlowSinkMakesTheHostWait()
    {
        qint64 size = 0;
        bool slept = false;
        CommandOptions options;
        options.output = [&](QByteArrayView part) -> Result<> {
            size += part.size();
            if (!std::exchange(slept, true))
                QThread::sleep(3);
            return {};
        };
        QVERIFY(m_session->run(shell(u"head -c 50000000 /dev/zero"_s), options));
        QCOMPARE(size, 50000000);
    }

    void cancelKillsTheGroupWithItsChildren()
    {
        m_host = hostWithMark(u"cancel-1"_s);
        m_session = *m_host->session({});
        CommandOptions options;
        QElapsedTimer time;
        options.output = [&](QByteArrayView) -> Result<> {
            options.cancel.cancel(); // it runs now
            time.start();
            return {};
        };
        const auto done = m_session->run(
            shell(u"sleep 1000 & (trap '' TERM; sleep 1001; sleep 1002) & sleep 1003 | cat & "
                  u"echo begun; wait"_s),
            options);
        QVERIFY(!done);
        QCOMPARE(done.error().kind, Error::Kind::Cancelled);
        QVERIFY2(time.elapsed() < 11000, qPrintable(QString::number(time.elapsed())));
        QVERIFY(living(u"cancel-1"_s).isEmpty());
        // The session goes on, over a new line.
        QCOMPARE(output(u"echo on"_s), "on");
    }

    void cancelBeforeTheStartRunsNothing()
    {
        CommandOptions options;
        options.cancel.cancel();
        const QString file = m_sshd->path(u"ran"_s);
        const auto done = m_session->run(ShellCommand("touch") << file, options);
        QCOMPARE(done.error().kind, Error::Kind::Cancelled);
        QVERIFY(!QFile::exists(file));
    }

    void aQuietCommandTimesOutAndIsKilled()
    {
        m_host = hostWithMark(u"quiet-1"_s);
        m_session = *m_host->session({});
        CommandOptions options;
        options.quietLimit = 2s;
        const auto done = m_session->run(shell(u"echo begun; sleep 1000"_s), options);
        QVERIFY(!done);
        QCOMPARE(done.error().kind, Error::Kind::TimedOut);
        QVERIFY(living(u"quiet-1"_s).isEmpty());
    }

    void aCommandThatSpeaksNowAndThenDoesNotTimeOut()
    {
        CommandOptions options;
        options.quietLimit = 6s;
        QCOMPARE(output(u"for i in 1 2 3 4 5; do sleep 2; printf $i; done"_s, options), "12345");
    }

    void aCutLineIsAnErrorAndNeverAnEnd_data()
    {
        QTest::addColumn<QString>("script");
        // $PPID of our own shell's parent is the connection's sshd.
        const QString cut = u"kill -KILL $(ps -o ppid= -p $PPID)"_s;
        QTest::newRow("in mid-stream") << u"head -c 3000000 /dev/zero; "_s + cut + u"; sleep 5"_s;
        QTest::newRow("while quiet") << u"sleep 1; "_s + cut + u"; sleep 5"_s;
    }
    void aCutLineIsAnErrorAndNeverAnEnd()
    {
        QFETCH(QString, script);
        const auto done = m_session->run(shell(script), {});
        QVERIFY(!done);
        QCOMPARE(done.error().kind, Error::Kind::Unreachable);
        QCOMPARE(output(u"echo on"_s), "on");
    }

    void aLineThatDiedWhileIdleIsReplaced()
    {
        const QByteArray server = output(u"ps -o ppid= -p $PPID"_s);
        QVERIFY(server.toLongLong() > 1);
        QCOMPARE(::kill(pid_t(server.toLongLong()), SIGKILL), 0);
        QTest::qWait(200);
        QCOMPARE(output(u"echo on"_s), "on");
    }

    void aStoppedServerIsFoundDead()
    {
        // Its kernel still acknowledges everything; only SSH's own question finds out.
        const QString server = QString::fromLatin1(output(u"ps -o ppid= -p $PPID"_s)).trimmed();
        QVERIFY(server.toLongLong() > 1);
        const auto revived = qScopeGuard([&] { ::kill(pid_t(server.toLongLong()), SIGKILL); });
        CommandOptions options;
        options.quietLimit = 300s;
        QElapsedTimer time;
        time.start();
        const auto done =
            m_session->run(shell(u"kill -STOP "_s + server + u"; sleep 300"_s), options);
        QVERIFY(!done);
        QCOMPARE(done.error().kind, Error::Kind::Unreachable);
        QVERIFY2(time.elapsed() < 60000, qPrintable(QString::number(time.elapsed())));
    }

    void anUnattendedBackgroundProcessDoesNotHoldTheSession()
    {
        CommandOptions options;
        options.quietLimit = 40s;
        QElapsedTimer time;
        time.start();
        QVERIFY(m_session->run(shell(u"sleep 30 & exit 0"_s), options));
        QVERIFY(time.elapsed() < 20000);
    }

    void sessionsWorkSideBySide()
    {
        std::vector<std::thread> threads;
        std::atomic_int good = 0;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&, i] {
                const auto session = m_host->session({});
                for (int k = 0; session && k < 5; ++k) {
                    const auto read =
                        (*session)->read(ShellCommand("printf %s") << QString::number(i * 100 + k));
                    good += read && *read == QByteArray::number(i * 100 + k);
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(good.load(), 20);
    }

    void aPooledSessionIsReused()
    {
        const QByteArray before = output(u"ps -o ppid= -p $PPID"_s);
        m_session.reset();
        m_session = *m_host->session({});
        QCOMPARE(output(u"ps -o ppid= -p $PPID"_s), before);
    }
};

QTEST_GUILESS_MAIN(tst_SshSession)
#include "tst_sshsession.moc"
