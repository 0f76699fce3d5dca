#include "support/sample.h"
#include "support/testhosts.h"

#include <QFile>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// resources/host/directory.sh on a real service (Redis, with an empty directory as the new one),
// killed at each of its points: whichever way it is called afterwards, it ends there, the service
// serves, and nothing of either directory is lost.
//
// A sample by default, its seed printed; LIFEBOAT_TEST_LONG=1 takes every case,
// LIFEBOAT_TEST_SEED=N repeats a sample.
class tst_DirectoryExchange : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();
    void thereAndBackAgain();
    void whatCannotSaveItselfIsNotStopped();
    void aServerThatStillLoadsIsNotMadeToBeginAgain();
    void killedAnywhereItGoesOnOrBack_data();
    void killedAnywhereItGoesOnOrBack();
    void whatSomebodyElseHasOpenIsNotExchanged();
    void whatIsInServiceMayBeAnotherByNow();

private:
    QByteArray call(const QString &verb, const QString &more = {}) const;
    QByteArray redis(const QString &words) const; // what redis-cli answers
    QByteArray keys() const;

    TestHosts m_hosts;
    QJsonObject m_host;
    QString m_environment;
    QByteArray m_before;
};

static const QString Redis = u"compose-redis-1"_s;

void tst_DirectoryExchange::initTestCase()
{
    if (const QString missing = m_hosts.missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    m_host = m_hosts.host(0);
    QFile script(QStringLiteral(LIFEBOAT_SOURCE_DIR "/resources/host/directory.sh"));
    QVERIFY(script.open(QIODevice::ReadOnly));
    m_hosts.inside(m_host, u"echo %1 | base64 -d >/root/directory.sh"_s.arg(
                               QString::fromLatin1(script.readAll().toBase64())));
    m_environment =
        u"RUN=t1 COMPONENT=redis CONTAINER=%1 STOP=30 TRIES=300 "
        "SOURCE=$(docker inspect -f '{{range .Mounts}}{{if eq .Destination \"/data\"}}{{.Source}}"
        "{{end}}{{end}}' %1) HELPER=$(docker inspect -f '{{.Image}}' postgres) "
        "PROBE='docker exec \"$CONTAINER\" redis-cli PING | grep -qE \"PONG|NOAUTH\"' "_s.arg(
            Redis);
    // A restore of the databases by another test may have emptied it.
    redis(u"SET of-the-exchange 1"_s);
    m_before = keys();
    QVERIFY2(m_before.toInt() > 0, m_before.constData());
}

void tst_DirectoryExchange::cleanupTestCase()
{
    if (!m_environment.isEmpty())
        redis(u"DEL of-the-exchange"_s);
}

void tst_DirectoryExchange::init()
{
    QCOMPARE(call(u"init"_s), "");
    QCOMPARE(call(u"ready"_s), "");
}

void tst_DirectoryExchange::cleanup()
{
    if (m_environment.isEmpty())
        return;
    call(u"old"_s);
    QCOMPARE(call(u"drop"_s), "");
    QCOMPARE(keys(), m_before);
    QCOMPARE(m_hosts.inside(m_host, u"ls -A /var/lib/docker/volumes/compose_redis; docker ps -aq "
                                    "--filter label=lifeboat"_s),
             "_data");
}

// What it printed, and its exit status where that is not 0. Inside a shell of its own, because a
// kill is the shell's own end.
QByteArray tst_DirectoryExchange::call(const QString &verb, const QString &more) const
{
    return m_hosts.inside(m_host,
                          u"export %1; %2 sh /root/directory.sh %3 2>&1 || echo status $?"_s.arg(
                              m_environment, more, verb));
}

QByteArray tst_DirectoryExchange::redis(const QString &words) const
{
    return m_hosts.inside(
        m_host, u"a=$(docker inspect -f '{{range .Args}}{{println .}}{{end}}' %1 | sed -n "
                "'/^--requirepass$/{n;p}'); REDISCLI_AUTH=$a docker exec -e REDISCLI_AUTH %1 "
                "redis-cli -n 1 %2"_s.arg(Redis, words));
}

QByteArray tst_DirectoryExchange::keys() const
{
    return redis(u"DBSIZE"_s);
}

void tst_DirectoryExchange::thereAndBackAgain()
{
    QCOMPARE(call(u"look"_s), "old");
    QCOMPARE(call(u"new"_s), "");
    QCOMPARE(keys(), "0");
    QCOMPARE(call(u"look"_s), "new");
    QCOMPARE(call(u"new"_s), ""); // twice is harmless
    QCOMPARE(call(u"old"_s), "");
    QCOMPARE(keys(), m_before);
    QCOMPARE(call(u"where"_s), "old");
}

void tst_DirectoryExchange::whatCannotSaveItselfIsNotStopped()
{
    const QString start = u"docker inspect -f '{{.State.StartedAt}}' "_s + Redis;
    const QByteArray since = m_hosts.inside(m_host, start);
    const QByteArray refused = call(u"new"_s, u"SAVE=false"_s);
    QVERIFY2(refused.contains("nothing was moved") && refused.contains("status 1"),
             refused.constData());
    QCOMPARE(m_hosts.inside(m_host, start), since);
    QCOMPARE(call(u"look"_s), "old");
    QCOMPARE(call(u"old"_s, u"SAVE=false"_s), ""); // nothing is unfinished
    QCOMPARE(m_hosts.inside(m_host, start), since);
}

// The guardian gives each try a minute; a large graph loads for several.
void tst_DirectoryExchange::aServerThatStillLoadsIsNotMadeToBeginAgain()
{
    const QString start = u"docker inspect -f '{{.State.StartedAt}}' "_s + Redis;
    const QByteArray loading = call(u"new"_s, u"PROBE=false TRIES=3"_s);
    QVERIFY2(loading.contains("does not serve"), loading.constData());
    const QByteArray since = m_hosts.inside(m_host, start);
    QVERIFY(call(u"new"_s, u"PROBE=false TRIES=3"_s).contains("does not serve"));
    QCOMPARE(m_hosts.inside(m_host, start), since);
    QCOMPARE(call(u"new"_s), "");
    QCOMPARE(m_hosts.inside(m_host, start), since);
    QCOMPARE(keys(), "0");

    QVERIFY(call(u"old"_s, u"PROBE=false TRIES=3"_s).contains("does not serve"));
    QCOMPARE(call(u"new"_s), ""); // the other way it has to begin again
    QCOMPARE(keys(), "0");
    QCOMPARE(call(u"old"_s), "");
    QCOMPARE(keys(), m_before);
}

void tst_DirectoryExchange::killedAnywhereItGoesOnOrBack_data()
{
    QTest::addColumn<QString>("point");
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("then");
    struct Case
    {
        QString point, how, then;
    };
    QList<Case> cases;
    for (const char *point : {"goal", "stopped", "gap", "moved", "started", "serving"}) {
        for (const QString &how : {QString(), u"NO_EXCHANGE=1"_s}) {
            for (const QString &then : {u"new"_s, u"old"_s}) {
                if (!how.isEmpty() || QByteArrayView(point) != "gap")
                    cases << Case{QString::fromLatin1(point), how, then};
            }
        }
    }
    for (const Case &one : sampleOf(cases, 5))
        QTest::newRow(qPrintable(one.point + u", "_s + (one.how.isEmpty() ? u"exchange"_s : one.how)
                                 + u", then "_s + one.then))
            << one.point << one.how << one.then;
}

void tst_DirectoryExchange::killedAnywhereItGoesOnOrBack()
{
    QFETCH(const QString, point);
    QFETCH(const QString, how);
    QFETCH(const QString, then);
    const QByteArray killed = call(u"new"_s, u"KILL_AT="_s + point + u' ' + how);
    QVERIFY2(killed.contains("status 137"), killed.constData());
    QCOMPARE(call(then), "");
    QCOMPARE(keys(), then == u"new" ? QByteArray("0") : m_before);
    QCOMPARE(call(u"where"_s), then.toUtf8());
}

void tst_DirectoryExchange::whatSomebodyElseHasOpenIsNotExchanged()
{
    m_hosts.inside(m_host, u"docker run -d --name other -v compose_redis:/data --entrypoint sleep "
                           "$(docker inspect -f '{{.Image}}' postgres) 300 >/dev/null"_s);
    const QByteArray refused = call(u"new"_s);
    m_hosts.inside(m_host, u"docker rm -f other >/dev/null"_s);
    QVERIFY2(refused.contains("has") && refused.contains("status 1"), refused.constData());
    QCOMPARE(keys(), m_before);
}

// By another restore, say, that was accepted since: what was prepared can still be told and
// dropped.
void tst_DirectoryExchange::whatIsInServiceMayBeAnotherByNow()
{
    const QString swap =
        u"cd /var/lib/docker/volumes/compose_redis && mv _data mine && mv %1 _data && "
        "mv mine %1"_s;
    m_hosts.inside(m_host,
                   u"mkdir /var/lib/docker/volumes/compose_redis/other; "_s + swap.arg(u"other"_s));
    const QByteArray look = call(u"look"_s);
    const QByteArray refused = call(u"new"_s);
    m_hosts.inside(m_host,
                   swap.arg(u"other"_s) + u"; rmdir /var/lib/docker/volumes/compose_redis/other"_s);
    QCOMPARE(look, "aside");
    QVERIFY2(refused.contains("nothing was moved") && refused.contains("status 1"),
             refused.constData());
    QCOMPARE(keys(), m_before);
}

QTEST_GUILESS_MAIN(tst_DirectoryExchange)
#include "tst_directoryexchange.moc"
