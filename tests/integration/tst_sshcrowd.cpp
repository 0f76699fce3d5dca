#include "support/sshdfixture.h"

#include "remote/netsocket.h"
#include "remote/signingate.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace Lifeboat;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// A host that takes few connections at a time (MaxStartups): the first ones in do not lose the
// others, and a full host is waited for, but not for ever.
class tst_SshCrowd : public QObject
{
    Q_OBJECT

    std::unique_ptr<SshdFixture> m_sshd;
    std::vector<std::unique_ptr<RemoteHost>> m_hosts;

    void start(const QString &limit)
    {
        m_sshd = std::make_unique<SshdFixture>(SshdOptions{.config = {u"MaxStartups "_s + limit}});
    }

    // Connected and silent: takes the place of one that signs in, until it is closed.
    NetSocket idler() const
    {
        auto socket = NetSocket::connectTcp(u"127.0.0.1"_s, m_sshd->port(), {}, 5s);
        if (!socket || !socket->waitReadable(5s)) // the greeting: it was taken
            qWarning("no connection to hold");
        return socket ? std::move(*socket) : NetSocket();
    }

private slots:
    void init()
    {
        if (const SshdFixture probe; !probe.problem().isEmpty())
            QSKIP(qPrintable(probe.problem()));
    }

    void cleanup()
    {
        m_hosts.clear();
        m_sshd.reset();
    }

    void manyAtOnceAllGetIn_data()
    {
        QTest::addColumn<int>("hosts");
        QTest::newRow("of one run") << 1;
        QTest::newRow("of twelve runs") << 12;
    }
    void manyAtOnceAllGetIn()
    {
        QFETCH(int, hosts);
        start(u"3:100:3"_s);
        for (int i = 0; i < hosts; ++i)
            m_hosts.push_back(sshHost(m_sshd->profile(), m_sshd->settings()));
        std::mutex mutex;
        QList<QByteArray> failures;
        QList<std::shared_ptr<RemoteSession>> sessions; // all are held until the last one is in
        std::vector<std::thread> threads;
        for (size_t i = 0; i < 12; ++i) {
            threads.emplace_back([&, i] {
                const auto session = m_hosts[i % m_hosts.size()]->session({});
                const std::lock_guard lock(mutex);
                if (session)
                    sessions << *session;
                else
                    failures << reason(session);
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QVERIFY2(failures.isEmpty(), failures.join('\n').constData());
        QCOMPARE(sessions.size(), 12);
        qInfo("the host turned %lld away", qint64(m_sshd->log().count(u"drop connection"_s)));
    }

    void theFourthWaitsForOneToBeIn()
    {
        const QString machine = u"192.0.2.1:22"_s;
        std::vector<SignInPlace> places;
        for (int i = 0; i < 3; ++i) {
            auto place = SignInPlace::take(machine, {});
            QVERIFY(place);
            places.push_back(std::move(*place));
        }
        const CancelToken cancelledToken;
        cancelledToken.cancel();
        const auto fourth = SignInPlace::take(machine, cancelledToken);
        QVERIFY(!fourth);
        QCOMPARE(fourth.error().kind, Error::Kind::Cancelled);
        QVERIFY(SignInPlace::take(u"192.0.2.2:22"_s, cancelledToken)); // another machine's
        std::thread leaving([&] {
            std::this_thread::sleep_for(300ms);
            places.pop_back();
        });
        QElapsedTimer time;
        time.start();
        QVERIFY(SignInPlace::take(machine, {}));
        QVERIFY(time.elapsed() >= 290);
        leaving.join();
    }

    void aFullHostIsTriedAgain()
    {
        start(u"1:100:1"_s);
        std::thread leaving([socket = idler()] { std::this_thread::sleep_for(1500ms); });
        m_hosts.push_back(sshHost(m_sshd->profile(), m_sshd->settings()));
        const auto session = m_hosts.front()->session({});
        leaving.join();
        QVERIFY2(session, reason(session).constData());
    }

    void aHostThatStaysFullIsAnError()
    {
        start(u"1:100:1"_s);
        const NetSocket staying = idler();
        m_hosts.push_back(sshHost(m_sshd->profile(), m_sshd->settings()));
        QElapsedTimer time;
        time.start();
        const auto session = m_hosts.front()->session({});
        QVERIFY(!session);
        QCOMPARE(session.error().kind, Error::Kind::Unreachable);
        QVERIFY2(time.elapsed() < 30'000, qPrintable(QString::number(time.elapsed())));
    }

    void aCancelEndsTheWaitAtOnce()
    {
        start(u"1:100:1"_s);
        const NetSocket staying = idler();
        m_hosts.push_back(sshHost(m_sshd->profile(), m_sshd->settings()));
        const CancelToken cancel;
        std::atomic<qint64> cancelledAt = 0;
        QElapsedTimer time;
        time.start();
        std::thread canceller([&] {
            std::this_thread::sleep_for(2s); // in the middle of a pause
            cancelledAt = time.elapsed();
            cancel.cancel();
        });
        const auto session = m_hosts.front()->session(cancel);
        const qint64 ended = time.elapsed();
        canceller.join();
        QVERIFY(!session);
        QCOMPARE(session.error().kind, Error::Kind::Cancelled);
        QVERIFY2(ended - cancelledAt < 1000, qPrintable(QString::number(ended - cancelledAt)));
    }
};

QTEST_GUILESS_MAIN(tst_SshCrowd)
#include "tst_sshcrowd.moc"
