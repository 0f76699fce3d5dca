#include "support/cliprogram.h"
#include "support/sample.h"
#include "support/testhosts.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

static const QStringList Databases{u"bklite"_s, u"mlflow"_s, u"metis"_s};

static const QString Looking =
    u"docker ps -a --format 'container {{.Names}} {{.State}}' | grep -v lifeboat-guardian | sort; "
    "for c in postgres compose-pgvector-1; do docker exec $c psql -U postgres -XAtc "
    "\"select 'database $c ' || datname from pg_database order by 1\"; done; "
    "for d in bklite mlflow; do docker exec postgres psql -U postgres -XAt -d $d -c "
    "\"select distinct 'heartbeat ' || host from bed_heartbeat where at > now() - interval '5 "
    "s'\"; "
    "done; "
    "echo left $(docker ps -aq --filter name=lifeboat-guardian | wc -l) guardians, "
    "$(grep -ls LIFEBOAT_RUN= /proc/[0-9]*/environ 2>/dev/null | wc -l) processes, "
    "$(docker volume ls -q --filter label=lifeboat | grep -vc ^lifeboat-restore-) volumes, "
    "$(docker volume ls -qf dangling=true | grep -vc ^lifeboat-restore-) unused, $(ls -d "
    "/var/lib/docker/volumes/*/_data/snapshots/* "
    "/var/lib/docker/volumes/*/_data/partitions/*/snapshots/* 2>/dev/null | wc -l) snapshots, "
    "$(ls -A /tmp | grep -vc ^runc-process) in /tmp; ls -Ad "
    "/var/lib/docker/volumes/*/.lifeboat* \"$PROJECT\"/../.lifeboat* 2>/dev/null | sed 's/^/folder "
    "/'; docker volume ls -q --filter name=lifeboat-restore- | sed 's/^/note /'"_s;

// kill -9 of the program at the boundaries of its steps and at random instants: no false OK, no
// half point, the host serves as before within a minute, the next run works.
//
// A sample by default, its seed printed; LIFEBOAT_TEST_LONG=1 kills each of backup, restore, undo
// and drill at every boundary and 10 times at random, LIFEBOAT_TEST_SEED=N repeats a sample,
// LIFEBOAT_TEST_COMPONENTS="config postgres" takes these alone: all take hours.
class tst_Kills : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void aKilledBackupLeavesNoHalfPoint();
    void aKilledRestoreLeavesTheHostAsItWas();
    void aKilledUndoEndsOnOneSide();
    void aDrillThatIsEndedLeavesAndProvesNothing();

private:
    // When the program is ended: as that many of its steps have started, or have ended, or after so
    // many milliseconds.
    struct Instant
    {
        int started = -1;
        int finished = -1;
        int milliseconds = -1;
        int tries = 0;

        bool isNow(const QByteArray &out, qint64 elapsed) const;
        bool tryEarlier(); // after a run that was over before; false: it is no use
    };
    struct Whole // an undisturbed run
    {
        int steps = 0; // none: it failed
        int milliseconds = 0;
    };
    struct Look
    {
        QStringList serving; // containers with their states, and whose heartbeats are recent
        QStringList databases;
        QStringList folders; // that a restore made
        QStringList notes;   // of restores
        QString left;
        QString all;

        bool has(const QString &kind) const { return databases.join(u'\n').contains(kind); }
    };

    QList<Instant> instants(const Whole &whole, int sample);
    enum class End { Kill, Cancel };
    bool endAt(const QStringList &arguments, const Instant &instant, End end);
    bool killAt(const QStringList &arguments, const Instant &instant)
    {
        return endAt(arguments, instant, End::Kill);
    }
    Whole runWhole(const QStringList &arguments);
    Look lookAtHost() const;
    Look awaitServing(const Look &former, bool afterKill);
    void checkOneSide(const Look &now, const Look &former);
    void checkRecord(const QString &run, const Look &now);
    void checkNextRun();
    void checkVault();
    bool putBack(const Look &former, const QByteArray &digest);
    QJsonArray list(const QString &what)
    {
        return m_cli.run({what, u"--json"_s}).json().value(what).toArray();
    }
    QJsonObject newestRun() { return list(u"runs"_s).first().toObject(); }

    QByteArray digest() const;

    QStringList m_backup{u"backup"_s, u"h"_s}; // of every component that the host has
    const QStringList m_restore{u"restore"_s, u"h/latest"_s,  u"--to"_s,
                                u"h"_s,       u"--confirm"_s, u"h"_s};
    bool m_long = qEnvironmentVariableIsSet("LIFEBOAT_TEST_LONG");
    QRandomGenerator m_random;
    TestHosts m_hosts;
    CliProgram m_cli;
    QJsonObject m_host;
    Whole m_undo; // of the last one that was not killed
    QList<qint64> m_healed;
};

#define GO_ON_UNLESS_FAILED                                                                        \
    if (QTest::currentTestFailed())                                                                \
    return

void tst_Kills::initTestCase()
{
    if (const QString missing = m_hosts.missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    m_random.seed(sampleSeed());
    m_host = m_hosts.host(qMin(m_hosts.count() - 1, qsizetype(1))); // it has all components
    const auto added = m_cli.run(
        {u"host"_s, u"add"_s, u"h"_s, TestHosts::address(m_host, u"root"_s), u"--identity"_s,
         m_hosts.key(u"plain"_s), u"--trust"_s, m_host.value("fingerprint"_L1).toString()});
    QVERIFY2(added.exitStatus == 0, added.err.constData());
    QCOMPARE(
        m_cli.run({u"vault"_s, u"add"_s, m_cli.file(u"vault"_s), u"--plain-config"_s}).exitStatus,
        0);
    const QStringList only =
        qEnvironmentVariable("LIFEBOAT_TEST_COMPONENTS").split(u' ', Qt::SkipEmptyParts);
    const auto found = m_cli.run({u"discover"_s, u"h"_s, u"--json"_s});
    for (const QJsonValue &one : found.json().value("components"_L1).toArray()) {
        const QString id = one["id"_L1].toString();
        if (one["present"_L1].toBool() && (only.isEmpty() || only.contains(id)))
            m_backup << u"--component"_s << id;
    }
    if (m_backup.contains(u"victorialogs"_s))
        m_backup << u"--cold"_s << u"victorialogs"_s;
    qInfo("%s", qPrintable(m_backup.join(u' ')));
}

// Of the databases, of what the other components hold, and of the project's folder.
QByteArray tst_Kills::digest() const
{
    static const QStringList others{u"falkordb"_s,         u"minio"_s,        u"nats"_s, u"redis"_s,
                                    u"victoria-metrics"_s, u"victoria-logs"_s};
    const QByteArray text =
        m_hosts.digest(m_host, Databases) + '\n' + m_hosts.digestOf(m_host, others);
    return text + '\n'
           + m_hosts.inside(m_host,
                            u"cd '%1' && { find . -printf '%p %y %m %U:%G %l\\n' | LC_ALL=C sort; "
                            u"find . -type f "
                            "-print0 | LC_ALL=C sort -z | xargs -0 sha256sum; } | sha256sum"_s.arg(
                                m_host.value("project"_L1).toString()));
}

void tst_Kills::cleanupTestCase()
{
    std::sort(m_healed.begin(), m_healed.end());
    if (!m_healed.isEmpty())
        qInfo("%lld kills, healed after %lld ms in the middle, %lld ms at most",
              qint64(m_healed.size()), m_healed.at(m_healed.size() / 2), m_healed.last());
}

static qsizetype count(const QByteArray &out, const char *event)
{
    return out.count(QByteArray("\"event\":\"") + event + '"');
}

bool tst_Kills::Instant::isNow(const QByteArray &out, qint64 elapsed) const
{
    return (started >= 0 && count(out, "started") >= started)
           || (finished >= 0 && count(out, "finished") >= finished)
           || (milliseconds >= 0 && elapsed >= milliseconds);
}

bool tst_Kills::Instant::tryEarlier()
{
    if (milliseconds > 0)
        milliseconds = milliseconds * 3 / 4;
    return ++tries < 8;
}

// `sample`: how many boundaries of a sample, which has one random instant less.
QList<tst_Kills::Instant> tst_Kills::instants(const Whole &whole, int sample)
{
    QList<Instant> boundaries;
    for (int i = 1; i <= whole.steps; ++i)
        boundaries << Instant{.started = i};
    boundaries << Instant{.finished = whole.steps};
    QList<Instant> all = m_long ? boundaries : QList<Instant>();
    while (!m_long && all.size() < sample)
        all << boundaries.at(m_random.bounded(boundaries.size()));
    for (int i = 0; i < (m_long ? 10 : sample - 1); ++i)
        all << Instant{.milliseconds = int(m_random.bounded(whole.milliseconds))};
    return all;
}

// It also shows that the run works undisturbed.
tst_Kills::Whole tst_Kills::runWhole(const QStringList &arguments)
{
    QElapsedTimer clock;
    clock.start();
    const auto whole = m_cli.run(arguments + QStringList{u"--json-lines"_s}, {}, 300);
    if (whole.exitStatus == 0)
        return {int(count(whole.out, "started")), int(clock.elapsed())};
    qWarning("%s", whole.both().constData());
    return {};
}

// False: the run ended by itself before, which is no kill.
bool tst_Kills::endAt(const QStringList &arguments, const Instant &instant, End end)
{
    qInfo("%s of %s: at start %d, end %d, %d ms", end == End::Kill ? "kill" : "cancel",
          qPrintable(arguments.first()), instant.started, instant.finished, instant.milliseconds);
    const std::unique_ptr<QProcess> program =
        m_cli.start(arguments + QStringList{u"--json-lines"_s});
    QElapsedTimer clock;
    clock.start();
    QByteArray out;
    while (program->state() != QProcess::NotRunning && clock.elapsed() < 300'000) {
        program->waitForReadyRead(20);
        out += program->readAllStandardOutput();
        if (!instant.isNow(out, clock.elapsed()))
            continue;
        if (end == End::Kill)
            program->kill();
        else
            program->terminate();
        program->waitForFinished(60'000);
        break;
    }
    return end == End::Kill ? program->exitStatus() == QProcess::CrashExit
                            : program->exitCode() == 5;
}

tst_Kills::Look tst_Kills::lookAtHost() const
{
    Look look;
    look.all = QString::fromUtf8(m_hosts.inside(
        m_host, u"PROJECT='%1'; "_s.arg(m_host.value("project"_L1).toString()) + Looking));
    for (const QString &line : look.all.split(u'\n')) {
        if (line.startsWith(u"database "))
            look.databases << line;
        else if (line.startsWith(u"folder "))
            look.folders << line;
        else if (line.startsWith(u"note "))
            look.notes << line;
        else if (line.startsWith(u"left "))
            look.left = line;
        else
            look.serving << line;
    }
    return look;
}

// All that serves does so again, by the same containers in the same states, and nothing is left of
// the run: within a minute.
tst_Kills::Look tst_Kills::awaitServing(const Look &former, bool afterKill)
{
    QElapsedTimer clock;
    clock.start();
    Look now;
    do {
        now = lookAtHost();
        if (now.serving == former.serving && now.left == former.left) {
            if (afterKill)
                m_healed << clock.elapsed();
            return now;
        }
        QTest::qWait(500);
    } while (clock.elapsed() < 60'000);
    QTest::qFail(qPrintable(u"after a minute:\n"_s + now.all + u"\ninstead of\n"_s + former.all),
                 __FILE__, __LINE__);
    return now;
}

// A server that is half switched has both kinds of names; the live names are all there always.
void tst_Kills::checkOneSide(const Look &now, const Look &former)
{
    QVERIFY2(!now.has(u"_before_"_s) || !now.has(u"_restore_"_s), qPrintable(now.all));
    QStringList live = now.databases;
    live.removeIf([](const QString &name) {
        return name.contains(u"_before_") || name.contains(u"_restore_");
    });
    QCOMPARE(live, former.databases);
    const qsizetype copies = now.databases.filter(u"_before_"_s).size();
    QVERIFY2(copies == 0 || copies == Databases.size(), qPrintable(now.all));
    QVERIFY2((now.has(u"_before_"_s) || now.has(u"_restore_"_s)) == !now.notes.isEmpty(),
             qPrintable(now.all));
}

// A record says OK only of what is really there. Called when the host has healed, before another
// run; `run` is empty when the program was killed before it wrote anything.
void tst_Kills::checkRecord(const QString &run, const Look &now)
{
    QJsonObject record;
    for (const QJsonValue &one : list(u"runs"_s)) {
        if (one["run"_L1].toString() == run)
            record = one.toObject();
    }
    const QString status = record.value("status"_L1).toString();
    if (run.isEmpty() || (status != u"ok" && status != u"warning"))
        return;
    const QByteArray text = QJsonDocument(record).toJson();
    QVERIFY2(record.value("ended"_L1).isString() && !record.contains("error"_L1), text.constData());
    const QString state = record.value("restore"_L1).toString();
    qInfo("the killed run had ended: %s", qPrintable(state.isEmpty() ? u"backup"_s : state));
    if (state.isEmpty()) {
        const QJsonArray points = list(u"points"_s);
        QVERIFY2(std::ranges::any_of(points,
                                     [&](const QJsonValue &point) {
                                         return point["point"_L1] == record.value("point"_L1)
                                                && point["complete"_L1].toBool();
                                     }),
                 text.constData());
    } else {
        QVERIFY2(now.has(u"_before_"_s) == (state == u"in service"), text.constData());
        QVERIFY2(now.has(u"_restore_"_s) == (state != u"in service"), text.constData());
    }
}

void tst_Kills::checkNextRun()
{
    QVERIFY(runWhole(m_backup).steps > 0);
    checkVault();
}

// Every listed complete point is whole by the tools of the system.
void tst_Kills::checkVault()
{
    QDirIterator sums(m_cli.file(u"vault"_s), {u"*.sha256"_s}, QDir::Files,
                      QDirIterator::Subdirectories);
    while (sums.hasNext()) {
        const QFileInfo file(sums.next());
        if (file.path().contains(u".partial"))
            continue;
        QProcess check;
        check.setWorkingDirectory(file.path());
        check.start(u"sha256sum"_s, {u"-c"_s, u"--quiet"_s, file.fileName()});
        QVERIFY(check.waitForFinished());
        QCOMPARE(check.exitCode(), 0);
    }
    for (const QJsonValue &point : list(u"points"_s))
        QVERIFY2(point.toObject().value("complete"_L1).toBool(),
                 QJsonDocument(point.toObject()).toJson().constData());
}

void tst_Kills::aKilledBackupLeavesNoHalfPoint()
{
    const Whole whole = runWhole(m_backup);
    QVERIFY(whole.steps > 0);
    const Look former = lookAtHost();
    QStringList killed;
    for (Instant instant : instants(whole, 2)) {
        const QString before = newestRun().value("run"_L1).toString();
        while (!killAt(m_backup, instant))
            QVERIFY2(instant.tryEarlier(), "no run lasted until its kill");
        const Look now = awaitServing(former, true);
        GO_ON_UNLESS_FAILED;
        QCOMPARE(now.databases, former.databases);
        QCOMPARE(now.folders, former.folders);
        const QJsonObject record = newestRun();
        const QString run = record.value("run"_L1).toString();
        checkRecord(run == before ? QString() : run, now);
        checkVault();
        if (record.value("status"_L1) != u"ok"_s)
            killed << run;
        if (m_long)
            checkNextRun();
        GO_ON_UNLESS_FAILED;
    }
    checkNextRun();
    for (const QJsonValue &record : list(u"runs"_s)) // nor does a later run make one of them OK
        QVERIFY(!killed.contains(record["run"_L1].toString()) || record["status"_L1] != u"ok"_s);
}

// Undoes and discards what the newest restore left, whatever side it ended on. False: nothing.
bool tst_Kills::putBack(const Look &former, const QByteArray &digest)
{
    const Look now = lookAtHost();
    const QString run = newestRun().value("run"_L1).toString();
    if (now.has(u"_before_"_s)) {
        m_undo = runWhole({u"undo"_s, run, u"--confirm"_s, u"h"_s});
        if (m_undo.steps == 0)
            QTest::qFail("undo failed", __FILE__, __LINE__);
    }
    const bool isBeside = lookAtHost().has(u"_restore_"_s);
    if (isBeside && runWhole({u"discard"_s, run}).steps == 0)
        QTest::qFail("discard failed", __FILE__, __LINE__);
    const Look after = awaitServing(former, false);
    QTest::qCompare(after.databases, former.databases, "after", "former", __FILE__, __LINE__);
    QTest::qCompare(after.folders, former.folders, "after", "former", __FILE__, __LINE__);
    QTest::qCompare(after.notes, former.notes, "after", "former", __FILE__, __LINE__);
    QTest::qCompare(this->digest(), digest, "after", "former", __FILE__, __LINE__);
    return isBeside;
}

void tst_Kills::aKilledRestoreLeavesTheHostAsItWas()
{
    if (list(u"points"_s).isEmpty())
        checkNextRun();
    const Look former = lookAtHost();
    const QByteArray digest = this->digest();
    QVERIFY(!digest.isEmpty());
    const Whole whole = runWhole(m_restore);
    QVERIFY(whole.steps > 0);
    putBack(former, digest);
    for (Instant instant : instants(whole, 2)) {
        GO_ON_UNLESS_FAILED;
        const QString before = newestRun().value("run"_L1).toString();
        while (!killAt(m_restore, instant)) {
            putBack(former, digest);
            GO_ON_UNLESS_FAILED;
            QVERIFY2(instant.tryEarlier(), "no run lasted until its kill");
        }
        const Look now = awaitServing(former, true);
        GO_ON_UNLESS_FAILED;
        checkOneSide(now, former);
        const QString run = newestRun().value("run"_L1).toString();
        checkRecord(run == before ? QString() : run, now);
        if (!putBack(former, digest))
            checkNextRun();
    }
}

void tst_Kills::aKilledUndoEndsOnOneSide()
{
    if (list(u"points"_s).isEmpty())
        checkNextRun();
    const Look former = lookAtHost();
    const QByteArray digest = this->digest();
    if (m_undo.steps == 0) {
        QVERIFY(runWhole(m_restore).steps > 0);
        putBack(former, digest);
    }
    for (Instant instant : instants(m_undo, 1)) {
        for (bool isKilled = false; !isKilled;) {
            GO_ON_UNLESS_FAILED;
            QVERIFY(runWhole(m_restore).steps > 0);
            const QString run = newestRun().value("run"_L1).toString();
            isKilled = killAt({u"undo"_s, run, u"--confirm"_s, u"h"_s}, instant);
            if (isKilled) {
                const Look now = awaitServing(former, true);
                GO_ON_UNLESS_FAILED;
                checkOneSide(now, former);
                QVERIFY2(now.has(u"_before_"_s) || now.has(u"_restore_"_s), qPrintable(now.all));
                checkRecord(run, now);
            } else {
                QVERIFY2(instant.tryEarlier(), "no run lasted until its kill");
            }
            putBack(former, digest);
        }
    }
}

void tst_Kills::aDrillThatIsEndedLeavesAndProvesNothing()
{
    if (list(u"points"_s).isEmpty())
        checkNextRun();
    const Look former = lookAtHost();
    const QByteArray digest = this->digest();
    const QStringList drill{u"drill"_s, u"h/latest"_s};
    const Whole whole = runWhole(drill);
    QVERIFY(whole.steps > 0);
    QCOMPARE(lookAtHost().all, former.all);
    const auto proofs = [this] {
        return m_cli.run({u"point"_s, u"show"_s, u"h/latest"_s, u"--json"_s})
            .json()["points"_L1][0]["proofs"_L1]
            .toArray();
    };
    const QJsonArray proven = proofs();
    QVERIFY(!proven.isEmpty());
    QList<QPair<End, Instant>> ends;
    for (const Instant &instant : instants(whole, 1))
        ends << qMakePair(End::Kill, instant);
    for (int i = 0; i < (m_long ? 5 : 1); ++i) // later ones may find it done
        ends << qMakePair(End::Cancel,
                          Instant{.started = 1 + int(m_random.bounded(whole.steps / 2))});
    for (auto &[end, instant] : ends) {
        while (!endAt(drill, instant, end))
            QVERIFY2(instant.tryEarlier(), "no run lasted until its end");
        if (end == End::Cancel) // it has cleared up before it ended
            QCOMPARE(lookAtHost().all, former.all);
        const Look now = awaitServing(former, end == End::Kill);
        GO_ON_UNLESS_FAILED;
        QCOMPARE(now.all, former.all);
        QVERIFY(newestRun().value("status"_L1) != "ok"_L1);
        QCOMPARE(proofs(), proven);
    }
    QCOMPARE(this->digest(), digest);
}

QTEST_GUILESS_MAIN(tst_Kills)
#include "tst_kills.moc"
