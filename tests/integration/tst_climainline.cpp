#include "model/runevent.h"
#include "support/clibench.h"
#include "support/sample.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QTest>
#include <QThread>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

static const QStringList Databases{u"bklite"_s, u"mlflow"_s, u"metis"_s};

// The main line by the program itself on a real host: back up, prove, damage, restore, undo. What
// the host holds is told by tests/host's own digest.
class TestCliMainLine : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void everythingComesBackByEveryWayIn_data();
    void everythingComesBackByEveryWayIn();
    void aRestoreCanBePreparedDiscardedAndAccepted();
    void theLookAtProcessesSeesTheHostToo();
    void noSecretIsSeenAnywhere();

private:
    void checkArtifacts(const QJsonObject &run);
    void damage(const QJsonObject &host);
    void mend(const QJsonObject &host);
    void inBklite(const QJsonObject &host, const char *sql);
    QStringList watched(const WayIn &way, const QStringList &arguments,
                        const QByteArrayList &secrets);
    QByteArrayList passwordsOf(const QJsonObject &host) const;

    TestHosts m_hosts;
    std::unique_ptr<CliBench> m_bench;
    QByteArray m_said; // by the watched commands
};

void TestCliMainLine::initTestCase()
{
    if (const QString missing = m_hosts.missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
}

void TestCliMainLine::init()
{
    m_bench = std::make_unique<CliBench>(m_hosts);
    VERIFY_STATUS(m_bench->addVault(), 0);
}

// What the answer says of each file, held against the file.
void TestCliMainLine::checkArtifacts(const QJsonObject &run)
{
    int files = 0;
    for (const QJsonValue &value : run.value("components"_L1).toArray()) {
        const QJsonObject component = value.toObject();
        QVERIFY(!component.value("fingerprint"_L1).toObject().isEmpty());
        for (const QJsonValue &entry : component.value("artifacts"_L1).toArray()) {
            const QJsonObject artifact = entry.toObject();
            QFile file(m_bench->newestPointFolder() + u'/' + artifact.value("file"_L1).toString());
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            QCryptographicHash hash(QCryptographicHash::Sha256);
            QVERIFY(hash.addData(&file));
            QCOMPARE(QString::fromLatin1(hash.result().toHex()),
                     artifact.value("sha256"_L1).toString());
            QCOMPARE(file.size(), artifact.value("bytes"_L1).toInteger());
            ++files;
        }
    }
    QVERIFY2(files >= int(Databases.size()) + 2,
             "a dump of each database and each server's globals");
}

// Enough that the application could not go on, and such that it can be mended by hand: the host is
// the next test's too.
void TestCliMainLine::damage(const QJsonObject &host)
{
    const QByteArray before = m_hosts.digest(host, Databases);
    inBklite(host, "CREATE TABLE public.damage AS SELECT 1 AS x; "
                   "ALTER TABLE public.auth_user RENAME COLUMN username TO damaged");
    QVERIFY(m_hosts.digest(host, Databases) != before);
}

void TestCliMainLine::mend(const QJsonObject &host)
{
    inBklite(host, "DROP TABLE public.damage; "
                   "ALTER TABLE public.auth_user RENAME COLUMN damaged TO username");
}

void TestCliMainLine::inBklite(const QJsonObject &host, const char *sql)
{
    m_hosts.inside(host,
                   u"docker exec postgres psql -U postgres -XAtq -v ON_ERROR_STOP=1 -d bklite "
                   "-c \"%1\""_s.arg(QString::fromLatin1(sql)));
}

void TestCliMainLine::everythingComesBackByEveryWayIn_data()
{
    QTest::addColumn<QString>("name");
    const QList<const char *> ways{"root by key", "sudo by password", "group docker",
                                   "jump host, both by password"};
    for (const char *name : sampleOf(ways, 2))
        QTest::newRow(name) << QString::fromLatin1(name);
}

// Of the steps of a backup that wrote artifacts: how many journal lines say what they waited for,
// and whether that is more than the step took.
static std::pair<int, bool> measuredSteps(const QString &pointFolder)
{
    QFile journal(pointFolder + u"/journal.jsonl"_s);
    if (!journal.open(QIODevice::ReadOnly))
        return {0, false};
    std::pair<int, bool> measured{0, true};
    while (!journal.atEnd()) {
        const auto event = runEventFromJson(QJsonDocument::fromJson(journal.readLine()).object());
        const auto *finished = event ? std::get_if<StepFinished>(&*event) : nullptr;
        if (!finished || finished->spent.disk <= 0)
            continue;
        ++measured.first;
        const TimeSpent &spent = finished->spent;
        measured.second =
            measured.second && spent.disk + spent.hash + spent.waiting <= finished->seconds + 0.05;
    }
    return measured;
}

void TestCliMainLine::everythingComesBackByEveryWayIn()
{
    QFETCH(const QString, name);
    const QJsonObject host = m_hosts.host(0);
    const WayIn way = m_bench->way(name, host);
    VERIFY_STATUS(m_bench->addHost(u"h"_s, way), 0);
    const QByteArray before = m_hosts.digest(host, Databases);
    QVERIFY(!before.isEmpty());

    const auto made = m_bench->run(way, {u"backup"_s, u"h"_s});
    VERIFY_STATUS(made, 0);
    const QJsonObject run = made.json().value("runs"_L1).toArray().first().toObject();
    checkArtifacts(run);
    const auto [measured, isPlausible] = measuredSteps(m_bench->newestPointFolder());
    QVERIFY2(measured > 2, qPrintable(QString::number(measured)));
    QVERIFY(isPlausible);
    const QString point = run.value("point"_L1).toString();
    VERIFY_STATUS(m_bench->run(way, {u"drill"_s, point}), 0);
    QVERIFY(!m_bench->list(u"points"_s).first().toObject().value("proven"_L1).isNull());

    damage(host);
    const QByteArray damaged = m_hosts.digest(host, Databases);
    const auto restored =
        m_bench->run(way, {u"restore"_s, point, u"--to"_s, u"h"_s, u"--confirm"_s, u"h"_s});
    VERIFY_STATUS(restored, 0);
    for (const QJsonValue &component : restored.json().value("components"_L1).toArray())
        QVERIFY(component.toObject().value("safetyCopy"_L1).isString());
    const double downtime = restored.json().value("downtimeSeconds"_L1).toDouble();
    qInfo("downtime %.2f s, application %.2f s, whole %.1f s", downtime,
          restored.json().value("applicationSeconds"_L1).toDouble(),
          restored.json().value("seconds"_L1).toDouble());
    QVERIFY(downtime > 0);
    QCOMPARE(m_hosts.digest(host, Databases), before);

    const auto undone = m_bench->run(way, {u"undo"_s, u"last"_s, u"--confirm"_s, u"h"_s});
    VERIFY_STATUS(undone, 0);
    const QString restoreRun = restored.json().value("run"_L1).toString();
    QCOMPARE(undone.json().value("run"_L1).toString(), restoreRun);
    QCOMPARE(m_hosts.digest(host, Databases), damaged);
    VERIFY_STATUS(m_bench->run(way, {u"undo"_s, restoreRun}), 2);
    VERIFY_STATUS(m_bench->run(way, {u"discard"_s, restoreRun}), 0);
    mend(host);
    QCOMPARE(m_hosts.digest(host, Databases), before);
}

void TestCliMainLine::aRestoreCanBePreparedDiscardedAndAccepted()
{
    const QJsonObject host = m_hosts.host(0);
    const WayIn way = m_bench->way(u"root by key"_s, host);
    VERIFY_STATUS(m_bench->addHost(u"h"_s, way), 0);
    VERIFY_STATUS(m_bench->run(way, {u"backup"_s, u"h"_s}), 0);
    VERIFY_STATUS(m_bench->run(way, {u"verify"_s, u"h/latest"_s}), 0);
    QVERIFY(!m_bench->list(u"points"_s).first().toObject().value("verified"_L1).isNull());
    const QByteArray before = m_hosts.digest(host, Databases);
    const QStringList databases = m_bench->databasesOn(host);
    damage(host);
    const QByteArray damaged = m_hosts.digest(host, Databases);

    // Beside: nothing of what is in service is touched, and it can be thrown away.
    const auto prepared =
        m_bench->run(way, {u"restore"_s, u"h/latest"_s, u"--to"_s, u"h"_s, u"--beside"_s});
    VERIFY_STATUS(prepared, 0);
    QCOMPARE(m_hosts.digest(host, Databases), damaged);
    QVERIFY(m_bench->databasesOn(host) != databases);
    const QString first = prepared.json().value("run"_L1).toString();
    VERIFY_STATUS(m_bench->run(way, {u"undo"_s, first}), 2);
    VERIFY_STATUS(m_bench->run(way, {u"discard"_s, first}), 0);
    QCOMPARE(m_bench->databasesOn(host), databases);
    VERIFY_STATUS(m_bench->run(way, {u"cutover"_s, first, u"--confirm"_s, u"h"_s}), 2);

    // Prepared first and cut over later, then for good.
    const auto again =
        m_bench->run(way, {u"restore"_s, u"h/latest"_s, u"--to"_s, u"h"_s, u"--beside"_s});
    VERIFY_STATUS(again, 0);
    const QString second = again.json().value("run"_L1).toString();
    VERIFY_STATUS(m_bench->run(way, {u"cutover"_s, second, u"--confirm"_s, u"x"_s}), 2);
    VERIFY_STATUS(m_bench->run(way, {u"cutover"_s, second, u"--confirm"_s, u"h"_s}), 0);
    QCOMPARE(m_hosts.digest(host, Databases), before);
    VERIFY_STATUS(m_bench->run(way, {u"accept"_s, u"last"_s}), 0);
    QCOMPARE(m_bench->databasesOn(host), databases);
    QCOMPARE(m_hosts.digest(host, Databases), before);
    VERIFY_STATUS(m_bench->run(way, {u"undo"_s, u"last"_s}), 2);
    VERIFY_STATUS(m_bench->run(way, {u"accept"_s, second}), 2);
}

// Where a secret stands in the arguments or the environment of any process: of this machine, and so
// also of the hosts, which are namespaces of it.
static QStringList processesWith(const QByteArrayList &secrets)
{
    QStringList found;
    const QStringList pids = QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs);
    for (const QString &pid : pids) {
        for (const QString &name : {u"cmdline"_s, u"environ"_s}) {
            QFile file(u"/proc/"_s + pid + u'/' + name);
            if (!file.open(QIODevice::ReadOnly))
                continue; // it ended
            QByteArray content = file.readAll();
            for (const QByteArray &secret : secrets) {
                if (content.contains(secret))
                    found << pid + u'/' + name + u": "_s
                                 + QString::fromUtf8(content.replace('\0', ' ')).left(300);
            }
        }
    }
    return found;
}

static QStringList filesWith(const QString &folder, const QByteArrayList &secrets)
{
    QStringList found;
    QDirIterator entries(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        QFile file(entries.next());
        // The dumps hold what the databases hold, the globals the roles as they are.
        const bool isArtifact =
            file.fileName().endsWith(".dump"_L1) || file.fileName().endsWith(".sql"_L1);
        if (isArtifact || !file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray content = file.readAll();
        for (const QByteArray &secret : secrets) {
            if (content.contains(secret))
                found << file.fileName() + u" holds "_s + QString::fromUtf8(secret);
        }
    }
    return found;
}

// Runs a command and looks at all processes for as long as it takes.
QStringList TestCliMainLine::watched(const WayIn &way, const QStringList &arguments,
                                     const QByteArrayList &secrets)
{
    const auto process = m_bench->cli().start(
        arguments + way.options + QStringList{u"-v"_s, u"--json"_s}, way.secrets);
    QStringList seen;
    do {
        seen += processesWith(secrets);
    } while (!process->waitForFinished(50) && process->state() != QProcess::NotRunning);
    const auto answer = CliProgram::end(*process, 1);
    m_said += answer.both();
    if (answer.exitStatus != 0)
        seen << QString::fromUtf8(answer.both());
    return seen;
}

// What the deployment itself keeps secret: nothing of it has a place outside the artifacts.
QByteArrayList TestCliMainLine::passwordsOf(const QJsonObject &host) const
{
    QByteArrayList passwords;
    const QByteArray lines = m_hosts.inside(
        host,
        u"grep -hE '^[A-Z_]*(PASSWORD|SECRET_KEY)=' %1/.env | cut -d= -f2- | tr -d \"'\\\"\" | sort -u"_s
            .arg(host.value("project"_L1).toString()));
    for (const QByteArray &line : lines.split('\n')) {
        if (line.size() >= 8) // "admin" stands in many a harmless word
            passwords << line;
    }
    return passwords;
}

void TestCliMainLine::theLookAtProcessesSeesTheHostToo()
{
    // Put together on the host, so that no process of this machine shows it.
    QThread *inside = QThread::create([this] {
        m_hosts.inside(m_hosts.host(0), u"a=lifeboat-vis; b=ible-secret; env SHOWN=$a$b sleep 8"_s);
    });
    inside->start();
    QStringList seen;
    QTRY_VERIFY_WITH_TIMEOUT(!(seen = processesWith({"lifeboat-visible-secret"})).isEmpty(), 7000);
    QVERIFY2(seen.first().contains(u"environ"_s), qPrintable(seen.first()));
    inside->wait();
    delete inside;
}

void TestCliMainLine::noSecretIsSeenAnywhere()
{
    const QJsonObject host = m_hosts.host(0);
    WayIn way = m_bench->way(u"jump host, both by password"_s, host);
    m_bench = std::make_unique<CliBench>(m_hosts);
    VERIFY_STATUS(m_bench->addVault({}), 0); // its configurations are sealed
    way.secrets.insert(8, u"passphrase-of-the-vault"_s);
    way.options << u"--vault-passphrase-fd"_s << u"8"_s;
    QByteArrayList ours;
    for (const QString &secret : way.secrets)
        ours << secret.toUtf8();
    const QByteArrayList theirs = passwordsOf(host);
    QVERIFY2(!theirs.isEmpty(), "the deployment has passwords");
    const QStringList already = processesWith(ours);
    QVERIFY2(already.isEmpty(),
             qPrintable(u"something else on this machine shows them: "_s + already.join(u'\n')));

    VERIFY_STATUS(m_bench->addHost(u"h"_s, way), 0);
    const QList<QStringList> commands{
        {u"discover"_s, u"h"_s},
        {u"backup"_s, u"h"_s},
        {u"drill"_s, u"h/latest"_s},
        {u"restore"_s, u"h/latest"_s, u"--to"_s, u"h"_s, u"--confirm"_s, u"h"_s},
        {u"undo"_s, u"last"_s}};
    for (const QStringList &command : commands) {
        const QStringList seen = watched(way, command, ours);
        QVERIFY2(seen.isEmpty(), qPrintable(command.first() + u": "_s + seen.join(u'\n')));
    }
    const QString run = m_bench->list(u"runs"_s).first().toObject().value("run"_L1).toString();
    VERIFY_STATUS(m_bench->run(way, {u"discard"_s, run}), 0);

    const QByteArrayList all = ours + theirs;
    for (const QByteArray &secret : all)
        QVERIFY2(!m_said.contains(secret), secret.constData());
    for (const QString &folder : {u"config"_s, u"state"_s, u"data"_s, u"vault"_s, u"home"_s}) {
        const QStringList found = filesWith(m_bench->cli().file(folder), all);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }
}

QTEST_GUILESS_MAIN(TestCliMainLine)
#include "tst_climainline.moc"
