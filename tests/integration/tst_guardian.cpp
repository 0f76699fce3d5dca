#include "engine/guardian.h"
#include "support/guardianbench.h"

#include <QElapsedTimer>
#include <QTest>
#include <QThread>

#include <mutex>
#include <thread>

using namespace Lifeboat;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int Promise = 60'000; // ms until a host is itself again
const QString Server = u"compose-server-1"_s;
const QString Owner = u"张三@desk top"_s; // no label could hold it as it is

// The events of a guardian, which come from its own thread.
class Events
{
public:
    EventSink sink()
    {
        return [this](const RunEvent &event) {
            const std::lock_guard lock(m_mutex);
            m_text += std::get<GuardianEvent>(event).text + u'\n';
        };
    }
    QString text() const
    {
        const std::lock_guard lock(m_mutex);
        return m_text;
    }

private:
    mutable std::mutex m_mutex;
    QString m_text;
};

// Looking costs time, so it is the clock that decides and not the number of looks as with QTRY_.
template <typename Condition>
bool within(qint64 milliseconds, const Condition &condition)
{
    QElapsedTimer clock;
    clock.start();
    while (!condition()) {
        if (clock.elapsed() > milliseconds)
            return false;
        QThread::msleep(100);
    }
    return true;
}

template <typename T>
QByteArray why(const Result<T> &result)
{
    if (result)
        return {};
    return (result.error().message.toEnglish() + u" | "_s + result.error().detail).toUtf8();
}

} // namespace

class TestGuardian : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void aRunGoesThroughItsStepsToAGoodEnd_data() { everyLogin(); }
    void aRunGoesThroughItsStepsToAGoodEnd();
    void aRunThatHoldsNothingEndsAtOnceAndLeavesNothingRunning_data() { everyLogin(); }
    void aRunThatHoldsNothingEndsAtOnceAndLeavesNothingRunning();
    void anAbortBringsTheServicesBackAndUndoesWhatWasBegun_data() { everyLogin(); }
    void anAbortBringsTheServicesBackAndUndoesWhatWasBegun();
    void pastThePointAnAbortCompletesWhatWasBegun();
    void aFailedStepCarriesWhatItPrinted();
    void anAbsentStepIsAFailure();
    void aStepOfTheOtherSideOfThePointIsRefused();
    void aTooSlowStepIsEndedAndNothingElse();
    void aStepCarriesAnyNameOfTheHostUnharmed();
    void namesThatNoHostCanHaveAreRefused();
    void aMissingContainerIsToldBeforeAnythingIsHeld();
    void aSecondClientIsToldWhoHoldsTheHost_data();
    void aSecondClientIsToldWhoHoldsTheHost();
    void aVanishedClientLeavesTheHostAsItWas_data() { everyLogin(); }
    void aVanishedClientLeavesTheHostAsItWas();
    void aLostLineInTheMiddleOfAStepIsToldAndTheHostComesBack();
    void aKilledGuardianComesBackAndPutsTheHostInOrder();
    void aCancelledTakeLeavesTheHostFree();
    void whatCouldNotBeUndoneIsSeenAndRepairedLater();
    void anotherLoginCannotRepairButIsToldWhoCan();
    void aLookForgetsThePastRunsThatItTold();

private:
    void everyLogin();
    GuardianTask task(const QList<GuardianFile> &files = {}, bool holds = true) const;
    Result<std::unique_ptr<Guardian>> take(const QString &user, const GuardianTask &task);

    GuardianBench m_bench;
    Events m_events;
    std::unique_ptr<RemoteHost> m_host;
    QString m_run;
    QString m_before;
};

void TestGuardian::initTestCase()
{
    if (const QString missing = m_bench.missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    QVERIFY(within(Promise, [&] { return m_bench.isFree(); }));
}

void TestGuardian::init()
{
    m_run = GuardianBench::newRun();
    m_bench.inside(u"rm -rf /tmp/cleaned /tmp/undone /tmp/switched /tmp/mended"_s);
    m_before = m_bench.picture();
    QVERIFY(m_before.contains(Server + u" running"_s));
}

void TestGuardian::cleanup()
{
    if (!m_bench.missing().isEmpty())
        return;
    m_host.reset();
    QVERIFY(within(Promise, [&] { return m_bench.isFree(); }));
    QVERIFY(within(10'000, [&] { return m_bench.picture() == m_before; }));
}

void TestGuardian::everyLogin()
{
    QTest::addColumn<QString>("user");
    QTest::newRow("root") << u"root"_s;
    QTest::newRow("sudo with a password") << u"ops"_s;
    QTest::newRow("group docker") << u"dev"_s;
}

GuardianTask TestGuardian::task(const QList<GuardianFile> &files, bool holds) const
{
    GuardianTask task{.image = m_bench.image(), .files = files};
    if (holds)
        task.containers = QStringList{u"postgres first"_s, Server};
    task.touched = QStringList{u"postgres"_s, u"compose-pgvector-1"_s};
    return task;
}

Result<std::unique_ptr<Guardian>> TestGuardian::take(const QString &user, const GuardianTask &task)
{
    m_host = m_bench.host(user, m_run);
    return Guardian::take(*m_host, task, m_run, Owner, m_events.sink(), {});
}

#define TAKE(guardian, user, task)                                                                 \
    auto guardian##Result = take(user, task);                                                      \
    QVERIFY2(guardian##Result, why(guardian##Result).constData());                                 \
    std::unique_ptr<Guardian> guardian = std::move(*guardian##Result)

#define FINE(call)                                                                                 \
    do {                                                                                           \
        const auto fine = call;                                                                    \
        QVERIFY2(fine, why(fine).constData());                                                     \
    } while (false)

void TestGuardian::aRunGoesThroughItsStepsToAGoodEnd()
{
    QFETCH(QString, user);
    TAKE(guardian, user,
         task({{.path = u"do/10-hold"_s, .script = u"docker pause %1\n"_s.arg(Server)},
               {.path = u"fin/20-release"_s, .script = u"docker unpause %1\n"_s.arg(Server)},
               {.path = u"undo/10-hold"_s, .script = u"touch /tmp/undone\n"_s},
               {.path = u"clean/10-hold"_s, .script = u"echo cleaned >>/tmp/cleaned\n"_s}}));
    FINE(guardian->go(u"do/10-hold"_s, 20s));
    QCOMPARE(m_bench.stateOf(Server), u"paused"_s);
    FINE(guardian->pointOfNoReturn());
    FINE(guardian->go(u"fin/20-release"_s, 20s));
    FINE(guardian->alive());
    FINE(guardian->end());
    QVERIFY(m_bench.isFree()); // end() returns when it is
    QCOMPARE(m_bench.inside(u"cat /tmp/cleaned; rm -f /tmp/cleaned; ls /tmp/undone"_s),
             u"cleaned"_s);
    QVERIFY(m_events.text().contains(u" ended done by the client"_s));
}

void TestGuardian::aRunThatHoldsNothingEndsAtOnceAndLeavesNothingRunning()
{
    QFETCH(QString, user);
    TAKE(guardian, user, task({}, false));

    // What a client leaves when it loses sight of its commands: on the host, in a container, and a
    // backend of the database that goes on although its psql is gone.
    const QString left =
        u"docker exec -e LIFEBOAT_RUN compose-pgvector-1 sleep 987 & "
        "docker exec -e PGAPPNAME postgres psql -U postgres -c 'select pg_sleep(987)' & "
        "sleep 986; wait"_s;
    auto channel = m_host->channel(ShellCommand("sh -c") << left, {});
    QVERIFY(channel);
    const QString running =
        u"ps ax -o args | grep -c '[s]leep 98[67]'; docker exec postgres psql -U postgres -Atc "
        "\"select count(*) from pg_stat_activity where query = 'select pg_sleep(987)'\""_s;
    // On the host: sleep 986, the docker client of the other, that sleep itself, and the shell.
    QVERIFY(within(20'000, [&] { return m_bench.inside(running).endsWith(u"\n1"_s); }));
    QVERIFY(
        within(20'000, [&] { return m_bench.inside(running).section(u'\n', 0, 0).toInt() >= 3; }));

    FINE(guardian->end());
    QCOMPARE(m_bench.inside(running), u"0\n0"_s);
    QVERIFY(m_bench.isFree());
    channel->reset();

    m_run = GuardianBench::newRun();
    TAKE(second, user, task({}, false));
    QElapsedTimer clock;
    clock.start();
    FINE(second->end());
    qInfo("a clean end took %lld ms", clock.elapsed());
}

void TestGuardian::anAbortBringsTheServicesBackAndUndoesWhatWasBegun()
{
    QFETCH(QString, user);
    TAKE(guardian, user,
         task({{.path = u"do/10-hold"_s, .script = u"docker stop -t 5 %1\n"_s.arg(Server)},
               {.path = u"do/20-more"_s, .script = u":\n"_s},
               {.path = u"undo/05-never"_s, .script = u"echo never >>/tmp/undone\n"_s},
               {.path = u"undo/10-hold"_s, .script = u"echo hold >>/tmp/undone\n"_s},
               {.path = u"undo/20-more"_s, .script = u"echo more >>/tmp/undone\n"_s}}));
    FINE(guardian->go(u"do/10-hold"_s, 20s));
    FINE(guardian->go(u"do/20-more"_s, 20s));
    QCOMPARE(m_bench.stateOf(Server), u"exited"_s);
    FINE(guardian->abort());
    QCOMPARE(m_bench.stateOf(Server), u"running"_s);
    QVERIFY(m_bench.isFree());
    QCOMPARE(m_bench.inside(u"cat /tmp/undone; rm -f /tmp/undone"_s), u"more\nhold"_s);
}

void TestGuardian::pastThePointAnAbortCompletesWhatWasBegun()
{
    TAKE(guardian, u"root"_s,
         task({{.path = u"do/10-hold"_s, .script = u"docker pause %1\n"_s.arg(Server)},
               {.path = u"fin/20-switch"_s, .script = u"echo switched >>/tmp/switched\n"_s},
               {.path = u"undo/10-hold"_s, .script = u"touch /tmp/undone\n"_s}}));
    FINE(guardian->go(u"do/10-hold"_s, 20s));
    FINE(guardian->pointOfNoReturn());
    FINE(guardian->abort());
    QCOMPARE(m_bench.inside(u"cat /tmp/switched; rm -f /tmp/switched; ls /tmp/undone"_s),
             u"switched"_s);
    QVERIFY(m_events.text().contains(u" ended finished cancelled"_s));
}

void TestGuardian::aFailedStepCarriesWhatItPrinted()
{
    TAKE(guardian, u"root"_s,
         task({{.path = u"do/10-fail"_s, .script = u"echo out; echo '为什么' >&2; exit 3\n"_s}}));
    const Result<> failed = guardian->go(u"do/10-fail"_s, 20s);
    QVERIFY(!failed);
    QCOMPARE(failed.error().kind, Error::Kind::CommandFailed);
    QCOMPARE(failed.error().detail, u"out\n为什么"_s);
    QCOMPARE(failed.error().message.toEnglish(),
             u"do/10-fail failed on the host with exit status 3."_s);
    FINE(guardian->abort());
}

void TestGuardian::anAbsentStepIsAFailure()
{
    TAKE(guardian, u"root"_s, task());
    const Result<> failed = guardian->go(u"do/10-none"_s, 20s);
    QVERIFY(!failed);
    QCOMPARE(failed.error().kind, Error::Kind::CommandFailed);
    FINE(guardian->end());
}

void TestGuardian::aStepOfTheOtherSideOfThePointIsRefused()
{
    TAKE(guardian, u"root"_s,
         task({{.path = u"fin/20-switch"_s, .script = u"touch /tmp/switched\n"_s}}));
    QVERIFY(!guardian->go(u"fin/20-switch"_s, 20s));
    FINE(guardian->abort());
    QCOMPARE(m_bench.inside(u"ls /tmp/switched 2>/dev/null"_s), QString());
}

void TestGuardian::aTooSlowStepIsEndedAndNothingElse()
{
    TAKE(
        guardian, u"root"_s,
        task({{.path = u"do/10-slow"_s, .script = u"echo begun; sleep 983; touch /tmp/late\n"_s}}));
    auto channel = m_host->channel(ShellCommand("sh -c") << u"sleep 984; :"_s, {});
    QVERIFY(channel);
    const QString sleeps = u"ps ax -o args | grep '^[s]leep 98'"_s;
    QVERIFY(within(20'000, [&] { return m_bench.inside(sleeps) == u"sleep 984"_s; }));

    const Result<> failed = guardian->go(u"do/10-slow"_s, 2s);
    QVERIFY(!failed);
    QCOMPARE(failed.error().kind, Error::Kind::TimedOut);
    QVERIFY(failed.error().detail.startsWith(u"begun"_s)); // the shell may add "Terminated"
    QCOMPARE(m_bench.inside(sleeps), u"sleep 984"_s); // a transfer beside it goes on
    FINE(guardian->alive());
    FINE(guardian->abort());
    QCOMPARE(m_bench.inside(sleeps), QString());
}

void TestGuardian::aStepCarriesAnyNameOfTheHostUnharmed()
{
    const QString name = u"a 'q\" $(touch /tmp/pwned) `id` \\ 名\n2; %s"_s;
    TAKE(guardian, u"dev"_s,
         task({{.path = u"do/10-name"_s,
                .script = u"printf '%s' "_s + ShellCommand::quoted(name) + u"; exit 1\n"_s}}));
    const Result<> told = guardian->go(u"do/10-name"_s, 20s);
    QVERIFY(!told);
    QCOMPARE(told.error().detail, name);
    QCOMPARE(m_bench.inside(u"ls /tmp/pwned 2>/dev/null"_s), QString());
    FINE(guardian->abort());
}

void TestGuardian::namesThatNoHostCanHaveAreRefused()
{
    const QList<GuardianTask> tasks{
        {.image = u"x; reboot"_s},
        {.image = m_bench.image(), .containers = {u"a\nb"_s}},
        {.image = m_bench.image(), .touched = {u"$(id)"_s}},
        {.image = m_bench.image(), .files = {{.path = u"do/../x"_s}}},
        {.image = m_bench.image(), .files = {{.path = u"other/x"_s}}},
    };
    for (const GuardianTask &task : tasks) {
        const auto taken = take(u"root"_s, task);
        QVERIFY(!taken);
        QCOMPARE(taken.error().kind, Error::Kind::Invalid);
    }
}

void TestGuardian::aMissingContainerIsToldBeforeAnythingIsHeld()
{
    GuardianTask missing = task();
    missing.containers << u"compose-gone-1"_s;
    const auto taken = take(u"root"_s, missing);
    QVERIFY(!taken);
    QCOMPARE(taken.error().kind, Error::Kind::Interrupted);
    QVERIFY(taken.error().message.toEnglish().contains(u"a container is missing"_s));
}

void TestGuardian::aSecondClientIsToldWhoHoldsTheHost_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::newRow("root, group docker") << u"root"_s << u"dev"_s;
    QTest::newRow("group docker, sudo") << u"dev"_s << u"ops"_s;
}

void TestGuardian::aSecondClientIsToldWhoHoldsTheHost()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    TAKE(guardian, first, task({}, false));
    const auto host = m_bench.host(second, u"other"_s);

    const auto lock = Guardian::look(*host, {});
    QVERIFY(lock);
    QCOMPARE(lock->state, HostLock::State::Busy);
    QCOMPARE(lock->run, m_run);
    QCOMPARE(lock->owner, u"张三@desk-top"_s);
    QCOMPARE(lock->login, first);

    const auto other =
        Guardian::take(*host, task({}, false), GuardianBench::newRun(), u"li@pc"_s, {}, {});
    QVERIFY(!other);
    QCOMPARE(other.error().kind, Error::Kind::Busy);
    QVERIFY(other.error().message.toEnglish().contains(u"张三@desk-top"_s));
    QVERIFY(other.error().message.toEnglish().contains(m_run));
    FINE(guardian->alive()); // the second one disturbed nothing
    FINE(guardian->end());
}

void TestGuardian::aVanishedClientLeavesTheHostAsItWas()
{
    QFETCH(QString, user);
    TAKE(guardian, user,
         task({{.path = u"do/10-hold"_s, .script = u"docker pause %1\n"_s.arg(Server)}}));
    FINE(guardian->go(u"do/10-hold"_s, 20s));
    guardian.reset(); // the channel closes, its command is killed
    QElapsedTimer clock;
    clock.start();
    QVERIFY(within(Promise, [&] { return m_bench.stateOf(Server) == u"running"_s; }));
    qInfo("serving again after %lld ms", clock.elapsed());
    QVERIFY(within(Promise - clock.elapsed(), [&] { return m_bench.isFree(); }));

    m_host = m_bench.host(user, {});
    const auto lock = Guardian::look(*m_host, {});
    QVERIFY(lock);
    QCOMPARE(lock->past.value(m_run), u"undone client gone"_s);
}

void TestGuardian::aLostLineInTheMiddleOfAStepIsToldAndTheHostComesBack()
{
    TAKE(guardian, u"ops"_s,
         task({{.path = u"do/10-hold"_s, .script = u"docker pause %1; sleep 4\n"_s.arg(Server)}}));
    std::thread killer([this] {
        while (m_bench.stateOf(Server) != u"paused"_s) {
        }
        m_bench.fault({u"sshd"_s});
    });
    const Result<> lost = guardian->go(u"do/10-hold"_s, 20s);
    killer.join();
    QVERIFY(!lost);
    QCOMPARE(lost.error().kind, Error::Kind::Interrupted);
    QVERIFY(!guardian->alive());
    QVERIFY(within(Promise, [&] { return m_bench.stateOf(Server) == u"running"_s; }));
}

void TestGuardian::aKilledGuardianComesBackAndPutsTheHostInOrder()
{
    TAKE(guardian, u"dev"_s,
         task({{.path = u"do/10-hold"_s, .script = u"docker pause %1\n"_s.arg(Server)}}));
    FINE(guardian->go(u"do/10-hold"_s, 20s));
    m_bench.inside(u"kill -9 $(docker inspect -f '{{.State.Pid}}' lifeboat-guardian)"_s);
    QVERIFY(within(Promise, [&] { return !guardian->alive(); }));
    QCOMPARE(guardian->alive().error().kind, Error::Kind::Interrupted);
    QVERIFY(guardian->alive().error().message.toEnglish().contains(u"guardian was restarted"_s));
    QCOMPARE(guardian->go(u"do/10-hold"_s, 20s).error().kind, Error::Kind::Interrupted);
    QVERIFY(within(Promise, [&] { return m_bench.stateOf(Server) == u"running"_s; }));
}

void TestGuardian::aCancelledTakeLeavesTheHostFree()
{
    m_host = m_bench.host(u"root"_s, m_run);
    const CancelToken cancel;
    cancel.cancel();
    const auto taken = Guardian::take(*m_host, task(), m_run, Owner, {}, cancel);
    QVERIFY(!taken);
    QCOMPARE(taken.error().kind, Error::Kind::Cancelled);
}

void TestGuardian::whatCouldNotBeUndoneIsSeenAndRepairedLater()
{
    const GuardianTask hopeless =
        task({{.path = u"do/10-hold"_s, .script = u"docker pause %1\n"_s.arg(Server)},
              {.path = u"undo/10-hold"_s, .script = u"[ -e /tmp/mended ]\n"_s}});
    TAKE(guardian, u"root"_s, hopeless);
    FINE(guardian->go(u"do/10-hold"_s, 20s));
    const Result<> aborted = guardian->abort();
    QVERIFY(!aborted);
    QCOMPARE(aborted.error().detail, u"unfinished undo/10-hold"_s);
    QCOMPARE(m_bench.stateOf(Server), u"running"_s); // the services are back all the same
    guardian.reset();

    const QString first = m_run;
    const auto lock = Guardian::look(*m_host, {});
    QVERIFY(lock);
    QCOMPARE(lock->state, HostLock::State::Interrupted);
    QCOMPARE(lock->run, first);
    QCOMPARE(lock->owner, u"张三@desk-top"_s);
    m_run = GuardianBench::newRun();
    const auto next = take(u"root"_s, task());
    QVERIFY(!next);
    QCOMPARE(next.error().kind, Error::Kind::Interrupted);

    m_bench.inside(u"touch /tmp/mended"_s);
    const auto repaired =
        Guardian::repair(*m_host, *lock, m_bench.image(), Owner, m_events.sink(), {});
    m_bench.inside(u"rm /tmp/mended"_s);
    QVERIFY2(repaired, why(repaired).constData());
    QCOMPARE(*repaired, u"undone guardian was restarted"_s);
}

void TestGuardian::anotherLoginCannotRepairButIsToldWhoCan()
{
    TAKE(guardian, u"dev"_s,
         task({{.path = u"do/10-x"_s, .script = u":\n"_s},
               {.path = u"undo/10-x"_s, .script = u"[ -e /tmp/mended ]\n"_s}}));
    FINE(guardian->go(u"do/10-x"_s, 20s));
    QVERIFY(!guardian->abort());
    guardian.reset();

    const auto root = m_bench.host(u"root"_s, {});
    const auto lock = Guardian::look(*root, {});
    QVERIFY(lock);
    QCOMPARE(lock->state, HostLock::State::Interrupted);
    const auto refused = Guardian::repair(*root, *lock, m_bench.image(), Owner, {}, {});
    m_bench.inside(u"touch /tmp/mended"_s);
    const auto repaired = Guardian::repair(*m_host, *lock, m_bench.image(), Owner, {}, {});
    m_bench.inside(u"rm /tmp/mended"_s);
    QVERIFY(repaired);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Interrupted);
    QVERIFY(refused.error().hint.toEnglish().contains(u"dev"_s));
}

void TestGuardian::aLookForgetsThePastRunsThatItTold()
{
    TAKE(guardian, u"dev"_s, task({}, false));
    FINE(guardian->end());
    const auto told = Guardian::look(*m_host, {});
    QVERIFY(told);
    QCOMPARE(told->state, HostLock::State::Free);
    QCOMPARE(told->past.value(m_run), u"done by the client"_s);
    const auto again = Guardian::look(*m_host, {});
    QVERIFY(again);
    QVERIFY(again->past.isEmpty());
}

QTEST_GUILESS_MAIN(TestGuardian)
#include "tst_guardian.moc"
