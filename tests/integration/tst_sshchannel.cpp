#include "support/sshdfixture.h"

#include <QElapsedTimer>
#include <QTest>

#include <sys/socket.h>
#include <unistd.h>

using namespace Lifeboat;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Both directions of a running command at once, over a real sshd.
class tst_SshChannel : public QObject
{
    Q_OBJECT

    std::unique_ptr<SshdFixture> m_sshd;
    std::unique_ptr<RemoteHost> m_host;

    std::unique_ptr<RemoteChannel> start(const QString &script)
    {
        auto channel = m_host->channel(ShellCommand("sh -c") << script, {});
        return channel ? std::move(*channel) : nullptr;
    }

    static QByteArray line(RemoteChannel &channel)
    {
        QByteArray text;
        QElapsedTimer time;
        time.start();
        while (!text.endsWith('\n') && !channel.atEnd() && time.elapsed() < 10000) {
            if (!channel.wait(-1, 1s))
                return "LOST";
            const auto read = channel.read();
            if (!read)
                return "LOST";
            text += *read;
        }
        return text;
    }

private slots:
    void initTestCase()
    {
        m_sshd = std::make_unique<SshdFixture>();
        if (!m_sshd->problem().isEmpty())
            QSKIP(qPrintable(m_sshd->problem()));
    }

    void init() { m_host = sshHost(m_sshd->profile(), m_sshd->settings()); }

    void questionsAndAnswersAlternate()
    {
        const auto channel = start(u"while read -r l; do echo got $l; done"_s);
        QVERIFY(channel);
        for (int i = 0; i < 20; ++i) {
            const QByteArray number = QByteArray::number(i);
            QVERIFY(channel->write(number + '\n'));
            QCOMPARE(line(*channel), "got " + number + '\n');
        }
        QVERIFY(!channel->atEnd());
    }

    void waitEndsWithItsTime()
    {
        const auto channel = start(u"sleep 100"_s);
        QVERIFY(channel);
        QElapsedTimer time;
        time.start();
        QVERIFY(channel->wait(-1, 700ms));
        QVERIFY(time.elapsed() >= 690 && time.elapsed() < 3000);
        const auto read = channel->read();
        QVERIFY(read);
        QVERIFY(read->isEmpty());
    }

    void waitEndsWhenTheSocketCanBeRead()
    {
        int ends[2];
        QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
        const auto channel = start(u"sleep 100"_s);
        QVERIFY(channel);
        QCOMPARE(::write(ends[1], "x", 1), 1);
        QElapsedTimer time;
        time.start();
        QVERIFY(channel->wait(ends[0], 10s));
        QVERIFY(time.elapsed() < 3000);
        ::close(ends[0]);
        ::close(ends[1]);
    }

    void theEndIsSeenAfterAllWasRead()
    {
        const auto channel = start(u"echo last; echo why >&2"_s);
        QVERIFY(channel);
        QCOMPARE(line(*channel), "last\n");
        QElapsedTimer time;
        time.start();
        while (!channel->atEnd() && time.elapsed() < 5000)
            QVERIFY(channel->wait(-1, 1s));
        QVERIFY(channel->atEnd());
        QCOMPARE(channel->diagnostics(), u"why"_s);
    }

    void muchDataGoesBothWaysAtOnce()
    {
        const auto channel = start(u"cat"_s);
        QVERIFY(channel);
        const QByteArray block(200'000, 'z');
        qint64 back = 0;
        for (int i = 0; i < 100; ++i) {
            QVERIFY(channel->write(block));
            const auto read = channel->read();
            QVERIFY(read);
            back += read->size();
        }
        QElapsedTimer time;
        time.start();
        while (back < 20'000'000 && time.elapsed() < 30000) {
            QVERIFY(channel->wait(-1, 1s));
            back += channel->read()->size();
        }
        QCOMPARE(back, 20'000'000);
    }

    void aCommandThatEndedTakesNoMore()
    {
        const auto channel = start(u"exit 0"_s);
        QVERIFY(channel);
        QTRY_VERIFY(channel->wait(-1, 100ms) && channel->atEnd());
        QVERIFY(!channel->write(QByteArray(5'000'000, 'x')));
    }

    void destroyingItKillsTheGroup()
    {
        auto channel =
            start(u"echo $$; sleep 1000 & trap '' TERM HUP; while :; do sleep 1; done"_s);
        QVERIFY(channel);
        const qint64 pid = line(*channel).trimmed().toLongLong();
        QVERIFY(pid > 1);
        QVERIFY(SshdFixture::isAlive(pid));
        channel.reset();
        QVERIFY(!SshdFixture::isAlive(pid));
    }

    void aCutLineIsAnError()
    {
        const auto channel = start(u"echo on; kill -KILL $(ps -o ppid= -p $PPID); sleep 5"_s);
        QVERIFY(channel);
        Result<> waited;
        QElapsedTimer time;
        time.start();
        while (waited && time.elapsed() < 10000) {
            waited = channel->wait(-1, 1s);
            if (waited)
                QVERIFY(channel->read());
        }
        QVERIFY(!waited);
        QCOMPARE(waited.error().kind, Error::Kind::Unreachable);
    }

    void sessionsWorkBesideIt()
    {
        const auto channel = start(u"while read -r l; do echo got $l; done"_s);
        QVERIFY(channel);
        const auto session = m_host->session({});
        QVERIFY2(session, reason(session).constData());
        QVERIFY((*session)->run(ShellCommand("true"), {}));
        QVERIFY(channel->write("x\n"));
        QCOMPARE(line(*channel), "got x\n");
    }
};

QTEST_GUILESS_MAIN(tst_SshChannel)
#include "tst_sshchannel.moc"
