#include "support/cliprogram.h"
#include "support/testhosts.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <csignal>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

static const QStringList Databases{u"bklite"_s, u"mlflow"_s, u"metis"_s};

// The program itself against real BK-Lite hosts: every row of the command line that needs one.
class TestCliHost : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void aHostIsAddedByEveryWayIn_data();
    void aHostIsAddedByEveryWayIn();
    void aHostThatDoesNotLetUsInIsNotSaved_data();
    void aHostThatDoesNotLetUsInIsNotSaved();
    void anUnknownKeyIsShownAndNotTrusted();
    void aChangedKeyStopsUntilItIsTrusted();
    void checksSayWhatIsWrong();
    void discoverShowsWhatIsDeployed();
    void plansChangeNothing();
    void theMainLine_data();
    void theMainLine();
    void oneComponentInPlainSql();
    void severalHostsAtOnce();
    void aSecondRunOnAHostIsBusy();
    void aSignalLeavesNothingBehind();
    void aRunIsCancelledByAnotherProgram();
    void noSecretIsSeenAnywhere();

private:
    struct Way
    {
        QStringList add; // behind "host add NAME"
        QMap<int, QString> secrets;
        QStringList fds; // on every command that connects
    };
    Way way(const QString &name, const QJsonObject &host) const;
    void addHost(const QString &name, const Way &way);
    void addVault();
    CliProgram::Answer run(const Way &way, const QStringList &arguments, int limitSeconds = 300);
    CliProgram::Answer backup(const Way &way, const QStringList &more = {});

    QByteArray sql(const QJsonObject &host, const QString &statement) const;
    QStringList databasesOn(const QJsonObject &host) const;
    QString lastPointFolder() const;

    TestHosts m_hosts;
    std::unique_ptr<CliProgram> m_cli;
};

#define VERIFY_STATUS(answer, status)                                                              \
    QVERIFY2((answer).exitStatus == (status), (answer).both().constData())

void TestCliHost::initTestCase()
{
    if (const QString missing = m_hosts.missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
}

void TestCliHost::init()
{
    m_cli = std::make_unique<CliProgram>();
}

TestCliHost::Way TestCliHost::way(const QString &name, const QJsonObject &host) const
{
    const QStringList trust{u"--trust"_s, host.value("fingerprint"_L1).toString()};
    const QString plainKey = m_hosts.key(u"plain"_s);
    const QString opsPassword = TestHosts::user(host, u"ops"_s).value("password"_L1).toString();
    const QString devPassword = TestHosts::user(host, u"dev"_s).value("password"_L1).toString();
    const auto direct = [&](const QString &user) {
        return QStringList{TestHosts::address(host, user)} + trust;
    };
    const auto byJump = [&](const QString &user) {
        const QJsonObject jump = m_hosts.jump();
        return QStringList{TestHosts::lanAddress(host, user), u"--jump"_s,
                           TestHosts::address(jump, jump.value("user"_L1).toString()), u"--trust"_s,
                           jump.value("fingerprint"_L1).toString()}
               + trust;
    };
    const QStringList withKey{u"--identity"_s, plainKey};
    if (name == "root by key"_L1)
        return {direct(u"root"_s) + withKey, {}, {}};
    if (name == "key with passphrase"_L1)
        return {direct(u"root"_s) + QStringList{u"--identity"_s, m_hosts.key(u"passphrase"_s)},
                {{3, m_hosts.key(u"passphraseText"_s)}},
                {u"--key-passphrase-fd"_s, u"3"_s}};
    if (name == "sudo by key"_L1)
        return {direct(u"ops"_s) + withKey + QStringList{u"--sudo"_s},
                {{3, opsPassword}},
                {u"--sudo-password-fd"_s, u"3"_s}};
    if (name == "sudo by password"_L1) // the login's password is tried for sudo
        return {direct(u"ops"_s) + QStringList{u"--sudo"_s},
                {{5, opsPassword}},
                {u"--password-fd"_s, u"5"_s}};
    if (name == "group docker"_L1)
        return {direct(u"dev"_s), {{3, devPassword}}, {u"--password-fd"_s, u"3"_s}};
    if (name == "jump host, both by key"_L1)
        return {byJump(u"root"_s) + withKey, {}, {}};
    // A jump host and a host that each want their own password.
    return {byJump(u"ops"_s) + QStringList{u"--sudo"_s},
            {{3, opsPassword}, {4, m_hosts.jump().value("password"_L1).toString()}},
            {u"--password-fd"_s, u"3"_s, u"--jump-password-fd"_s, u"4"_s}};
}

void TestCliHost::addHost(const QString &name, const Way &way)
{
    const auto added = m_cli->run(QStringList{u"host"_s, u"add"_s, name} + way.add + way.fds
                                      + QStringList{u"--json"_s},
                                  way.secrets);
    VERIFY_STATUS(added, 0);
}

void TestCliHost::addVault()
{
    VERIFY_STATUS(m_cli->run({u"vault"_s, u"add"_s, m_cli->file(u"vault"_s)}), 0);
}

CliProgram::Answer TestCliHost::run(const Way &way, const QStringList &arguments, int limitSeconds)
{
    return m_cli->run(arguments + way.fds + QStringList{u"--json"_s}, way.secrets, limitSeconds);
}

CliProgram::Answer TestCliHost::backup(const Way &way, const QStringList &more)
{
    return run(way, QStringList{u"backup"_s, u"h"_s} + more);
}

QByteArray TestCliHost::sql(const QJsonObject &host, const QString &statement) const
{
    QString quoted = statement;
    quoted.replace(u'\'', u"'\\''"_s);
    return m_hosts.inside(
        host,
        u"docker exec postgres psql -U postgres -XAtq -v ON_ERROR_STOP=1 -d bklite -c '%1'"_s.arg(
            quoted));
}

QStringList TestCliHost::databasesOn(const QJsonObject &host) const
{
    const QByteArray list = m_hosts.inside(
        host, u"for c in postgres pgvector; do docker exec $c psql -U postgres -XAtc "
              "'select datname from pg_database order by 1'; done"_s);
    return QString::fromUtf8(list).split(u'\n');
}

QString TestCliHost::lastPointFolder() const
{
    QDirIterator entries(m_cli->file(u"vault"_s), {u"manifest.json"_s}, QDir::Files,
                         QDirIterator::Subdirectories);
    QString newest;
    while (entries.hasNext())
        newest = std::max(newest, QFileInfo(entries.next()).absolutePath());
    return newest;
}

void TestCliHost::aHostIsAddedByEveryWayIn_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name :
         {"root by key", "key with passphrase", "sudo by key", "sudo by password", "group docker",
          "jump host, both by key", "jump host, both by password"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestCliHost::aHostIsAddedByEveryWayIn()
{
    QFETCH(const QString, name);
    const Way entry = way(name, m_hosts.host(0));
    const auto added = m_cli->run(QStringList{u"host"_s, u"add"_s, u"h"_s} + entry.add + entry.fds
                                      + QStringList{u"--json"_s},
                                  entry.secrets);
    VERIFY_STATUS(added, 0);
    QCOMPARE(added.json().value("host"_L1).toObject().value("name"_L1).toString(), u"h"_s);
    // Without a keychain that is said, once, and only when there was something to keep.
    QCOMPARE(added.err.count("keychain"), entry.secrets.isEmpty() ? 0 : 1);
    VERIFY_STATUS(run(entry, {u"host"_s, u"check"_s, u"h"_s}), 0);
    if (!entry.secrets.isEmpty())
        VERIFY_STATUS(m_cli->run({u"discover"_s, u"h"_s, u"--json"_s}),
                      4); // nothing was stored, nobody to ask
}

void TestCliHost::aHostThatDoesNotLetUsInIsNotSaved_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<QString>("secret");
    QTest::addColumn<QString>("kind");
    QTest::newRow("wrong password")
        << u"dev"_s << QStringList{u"--password-fd"_s, u"3"_s} << u"wrong"_s << u"Denied"_s;
    QTest::newRow("no password given") << u"dev"_s << QStringList{} << u""_s << u"Denied"_s;
    QTest::newRow("a key that is refused")
        << u"root"_s << QStringList{u"--identity"_s, u"REFUSED"_s} << u""_s << u"Denied"_s;
    QTest::newRow("wrong passphrase")
        << u"root"_s
        << QStringList{u"--identity"_s, u"PASSPHRASE"_s, u"--key-passphrase-fd"_s, u"3"_s}
        << u"wrong"_s << u"Denied"_s;
    QTest::newRow("no passphrase given")
        << u"root"_s << QStringList{u"--identity"_s, u"PASSPHRASE"_s} << u""_s << u"Denied"_s;
    QTest::newRow("wrong password for sudo")
        << u"ops"_s
        << QStringList{u"--identity"_s, u"PLAIN"_s, u"--sudo"_s, u"--sudo-password-fd"_s, u"3"_s}
        << u"wrong"_s << u"Denied"_s;
    QTest::newRow("no password for sudo")
        << u"ops"_s << QStringList{u"--identity"_s, u"PLAIN"_s, u"--sudo"_s} << u""_s
        << u"Denied"_s;
    QTest::newRow("another key is trusted")
        << u"root"_s
        << QStringList{u"--identity"_s, u"PLAIN"_s, u"--trust"_s, u"SHA256:"_s + QString(43, u'A')}
        << u""_s << u"HostKeyUnknown"_s;
}

void TestCliHost::aHostThatDoesNotLetUsInIsNotSaved()
{
    QFETCH(const QString, user);
    QFETCH(QStringList, more);
    QFETCH(const QString, secret);
    QFETCH(const QString, kind);
    const QJsonObject host = m_hosts.host(0);
    more.replaceInStrings(u"REFUSED"_s, m_hosts.key(u"refused"_s));
    more.replaceInStrings(u"PASSPHRASE"_s, m_hosts.key(u"passphrase"_s));
    more.replaceInStrings(u"PLAIN"_s, m_hosts.key(u"plain"_s));
    if (!more.contains(u"--trust"_s))
        more << u"--trust"_s << host.value("fingerprint"_L1).toString();
    QMap<int, QString> secrets;
    if (!secret.isEmpty())
        secrets.insert(3, secret);
    const auto answer = m_cli->run(
        QStringList{u"host"_s, u"add"_s, u"h"_s, TestHosts::address(host, user), u"--json"_s}
            + more,
        secrets);
    VERIFY_STATUS(answer, 4);
    QCOMPARE(answer.errorKind(), kind);
    QVERIFY(m_cli->run({u"host"_s, u"list"_s, u"--json"_s})
                .json()
                .value("hosts"_L1)
                .toArray()
                .isEmpty());
}

void TestCliHost::anUnknownKeyIsShownAndNotTrusted()
{
    const QJsonObject host = m_hosts.host(0);
    const QStringList add{u"host"_s,       u"add"_s,
                          u"h"_s,          TestHosts::address(host, u"root"_s),
                          u"--identity"_s, m_hosts.key(u"plain"_s),
                          u"--json"_s};
    for (int i = 0; i < 2; ++i) {
        const auto answer = m_cli->run(add);
        VERIFY_STATUS(answer, 4);
        QCOMPARE(answer.errorKind(), u"HostKeyUnknown"_s);
        const QString detail =
            answer.json().value("error"_L1).toObject().value("detail"_L1).toString();
        QVERIFY2(detail.contains(host.value("fingerprint"_L1).toString()), qPrintable(detail));
    }
    QVERIFY(m_cli->run({u"host"_s, u"list"_s, u"--json"_s})
                .json()
                .value("hosts"_L1)
                .toArray()
                .isEmpty());
}

void TestCliHost::aChangedKeyStopsUntilItIsTrusted()
{
    const QJsonObject host = m_hosts.host(0);
    const Way entry = way(u"root by key"_s, host);
    addHost(u"h"_s, entry);
    QFile known(m_cli->places().config + u"/known_hosts"_s);
    QVERIFY(known.open(QIODevice::WriteOnly | QIODevice::Truncate));
    known.write(
        u"[%1]:%2 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"_s
            .arg(host.value("address"_L1).toString())
            .arg(host.value("port"_L1).toInt())
            .toUtf8());
    known.close();
    const auto stopped = run(entry, {u"discover"_s, u"h"_s});
    VERIFY_STATUS(stopped, 4);
    QCOMPARE(stopped.errorKind(), u"HostKeyChanged"_s);
    VERIFY_STATUS(run(entry, {u"host"_s, u"trust"_s, u"h"_s, u"SHA256:"_s + QString(43, u'A')}), 4);
    VERIFY_STATUS(
        run(entry, {u"host"_s, u"trust"_s, u"h"_s, host.value("fingerprint"_L1).toString()}), 0);
    VERIFY_STATUS(run(entry, {u"discover"_s, u"h"_s}), 0);
}

void TestCliHost::checksSayWhatIsWrong()
{
    const Way entry = way(u"root by key"_s, m_hosts.host(0));
    addHost(u"h"_s, entry);
    const auto good = run(entry, {u"host"_s, u"check"_s, u"h"_s});
    VERIFY_STATUS(good, 0);
    QCOMPARE(good.json().value("host"_L1).toString(), u"h"_s);
    for (const QJsonValue &value : good.json().value("checks"_L1).toArray()) {
        const QJsonObject check = value.toObject();
        QVERIFY(check.value("ok"_L1).toBool());
        QVERIFY(!check.value("id"_L1).toString().isEmpty() && check.value("detail"_L1).isString()
                && check.value("mend"_L1).isString());
    }
    VERIFY_STATUS(m_cli->run({u"host"_s, u"edit"_s, u"h"_s, u"--dir"_s, u"/nowhere"_s}), 0);
    const auto wrong = run(entry, {u"host"_s, u"check"_s, u"h"_s});
    VERIFY_STATUS(wrong, 1);
    VERIFY_STATUS(run(entry, {u"discover"_s, u"h"_s}), 1);
    QVERIFY(!wrong.json().value("error"_L1).toObject().value("message"_L1).toString().isEmpty());
}

void TestCliHost::discoverShowsWhatIsDeployed()
{
    const Way entry = way(u"sudo by key"_s, m_hosts.host(0));
    addHost(u"h"_s, entry);
    const auto answer = run(entry, {u"discover"_s, u"h"_s});
    VERIFY_STATUS(answer, 0);
    QCOMPARE(answer.json().value("directory"_L1).toString(),
             m_hosts.host(0).value("project"_L1).toString());
    QStringList databases;
    for (const QJsonValue &value : answer.json().value("components"_L1).toArray()) {
        const QJsonObject component = value.toObject();
        QVERIFY(component.value("present"_L1).toBool());
        for (const QString &field :
             {u"service"_s, u"container"_s, u"image"_s, u"imageId"_s, u"version"_s})
            QVERIFY2(!component.value(field).toString().isEmpty(), qPrintable(field));
        QVERIFY(!component.value("data"_L1).toArray().isEmpty());
        for (const QJsonValue &database : component.value("databases"_L1).toArray())
            databases << database.toObject().value("name"_L1).toString();
    }
    for (const QString &database : Databases)
        QVERIFY2(databases.contains(database), qPrintable(databases.join(u' ')));
    QVERIFY(!answer.json().value("uncovered"_L1).toArray().isEmpty());
}

void TestCliHost::plansChangeNothing()
{
    const QJsonObject host = m_hosts.host(0);
    const Way entry = way(u"root by key"_s, host);
    addHost(u"h"_s, entry);
    addVault();
    const QStringList before = databasesOn(host);
    const auto plan = run(entry, {u"plan"_s, u"backup"_s, u"h"_s});
    VERIFY_STATUS(plan, 0);
    const QJsonArray steps = plan.json().value("steps"_L1).toArray();
    QVERIFY(!steps.isEmpty());
    for (const QJsonValue &step : steps) {
        for (const QString &field :
             {u"id"_s, u"title"_s, u"command"_s, u"where"_s, u"changesHost"_s, u"lane"_s})
            QVERIFY2(step.toObject().contains(field), qPrintable(field));
    }
    QVERIFY(plan.json().value("estimate"_L1).toObject().contains("bytes"_L1));
    QVERIFY(m_cli->run({u"points"_s, u"--json"_s}).json().value("points"_L1).toArray().isEmpty());
    VERIFY_STATUS(backup(entry), 0);
    VERIFY_STATUS(run(entry, {u"plan"_s, u"restore"_s, u"h/latest"_s, u"--to"_s, u"h"_s}), 0);
    QCOMPARE(databasesOn(host), before);
}

void TestCliHost::theMainLine_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name :
         {"root by key", "sudo by password", "group docker", "jump host, both by password"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestCliHost::theMainLine()
{
    QFETCH(const QString, name);
    const QJsonObject host = m_hosts.host(0);
    const Way entry = way(name, host);
    addHost(u"h"_s, entry);
    addVault();
    const QStringList databases = databasesOn(host);
    const QByteArray before = m_hosts.digest(host, Databases);
    QVERIFY(!before.isEmpty());

    const auto made = backup(entry);
    VERIFY_STATUS(made, 0);
    const QJsonObject run1 = made.json().value("runs"_L1).toArray().first().toObject();
    const QString point = run1.value("point"_L1).toString();
    for (const QJsonValue &value : run1.value("components"_L1).toArray()) {
        QVERIFY(!value.toObject().value("fingerprint"_L1).toObject().isEmpty());
        for (const QJsonValue &artifact : value.toObject().value("artifacts"_L1).toArray()) {
            QFile file(lastPointFolder() + u'/' + artifact.toObject().value("file"_L1).toString());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QCryptographicHash hash(QCryptographicHash::Sha256);
            QVERIFY(hash.addData(&file));
            QCOMPARE(QString::fromLatin1(hash.result().toHex()),
                     artifact.toObject().value("sha256"_L1).toString());
            QCOMPARE(file.size(), artifact.toObject().value("bytes"_L1).toInteger());
        }
    }
    VERIFY_STATUS(run(entry, {u"verify"_s, point}), 0);
    VERIFY_STATUS(run(entry, {u"drill"_s, point}), 0);
    const QJsonObject listed = m_cli->run({u"points"_s, u"h"_s, u"--json"_s})
                                   .json()
                                   .value("points"_L1)
                                   .toArray()
                                   .first()
                                   .toObject();
    QVERIFY(listed.value("complete"_L1).toBool());
    QVERIFY(!listed.value("verified"_L1).isNull() && !listed.value("proven"_L1).isNull());

    // Damage: what was saved is gone, something else is there.
    sql(host,
        u"CREATE TABLE IF NOT EXISTS public.damage AS SELECT 1 AS x; UPDATE public.auth_user SET username = 'damaged' WHERE id = (SELECT min(id) FROM public.auth_user)"_s);
    const QByteArray damaged = m_hosts.digest(host, Databases);
    QVERIFY(damaged != before);

    const auto prepared = run(entry, {u"restore"_s, point, u"--to"_s, u"h"_s, u"--beside"_s});
    VERIFY_STATUS(prepared, 0);
    QCOMPARE(m_hosts.digest(host, Databases), damaged);
    const QString besideRun = prepared.json().value("run"_L1).toString();
    VERIFY_STATUS(run(entry, {u"discard"_s, besideRun}), 0);
    QCOMPARE(databasesOn(host), databases);
    VERIFY_STATUS(run(entry, {u"cutover"_s, besideRun, u"--confirm"_s, u"h"_s}), 2);

    const auto restored =
        run(entry, {u"restore"_s, point, u"--to"_s, u"h"_s, u"--confirm"_s, u"h"_s});
    VERIFY_STATUS(restored, 0);
    const QString restoreRun = restored.json().value("run"_L1).toString();
    for (const QJsonValue &component : restored.json().value("components"_L1).toArray()) {
        QVERIFY(component.toObject().value("safetyCopy"_L1).isString());
        QVERIFY(component.toObject().value("differences"_L1).toArray().isEmpty());
    }
    qInfo("downtime %.2f s, application %.2f s",
          restored.json().value("downtimeSeconds"_L1).toDouble(),
          restored.json().value("applicationSeconds"_L1).toDouble());
    QVERIFY(restored.json().value("downtimeSeconds"_L1).toDouble() > 0);
    QCOMPARE(m_hosts.digest(host, Databases), before);

    const auto undone = run(entry, {u"undo"_s, u"last"_s, u"--confirm"_s, u"h"_s});
    VERIFY_STATUS(undone, 0);
    QCOMPARE(undone.json().value("run"_L1).toString(), restoreRun);
    QCOMPARE(m_hosts.digest(host, Databases), damaged);
    VERIFY_STATUS(run(entry, {u"undo"_s, restoreRun}), 2);
    VERIFY_STATUS(run(entry, {u"discard"_s, restoreRun}), 0);

    const auto again = run(entry, {u"restore"_s, point, u"--to"_s, u"h"_s, u"--confirm"_s, u"h"_s});
    VERIFY_STATUS(again, 0);
    VERIFY_STATUS(run(entry, {u"accept"_s, u"last"_s}), 0);
    QCOMPARE(m_hosts.digest(host, Databases), before);
    QCOMPARE(databasesOn(host), databases);
    VERIFY_STATUS(run(entry, {u"undo"_s, u"last"_s}), 2);
}

void TestCliHost::oneComponentInPlainSql()
{
    const Way entry = way(u"root by key"_s, m_hosts.host(0));
    addHost(u"h"_s, entry);
    addVault();
    const auto made = backup(entry, {u"--component"_s, u"pgvector"_s, u"--format"_s, u"plain"_s});
    VERIFY_STATUS(made, 0);
    const QJsonArray components =
        made.json().value("runs"_L1).toArray().first().toObject().value("components"_L1).toArray();
    QCOMPARE(components.size(), 1);
    QCOMPARE(components.first().toObject().value("id"_L1).toString(), u"pgvector"_s);
    VERIFY_STATUS(run(entry, {u"drill"_s, u"h/latest"_s, u"--component"_s, u"postgres"_s}), 2);
    VERIFY_STATUS(run(entry, {u"drill"_s, u"h/latest"_s, u"--component"_s, u"pgvector"_s}), 0);
}

void TestCliHost::severalHostsAtOnce()
{
    if (m_hosts.count() < 2)
        QSKIP("one host only");
    addHost(u"h"_s, way(u"root by key"_s, m_hosts.host(0)));
    addHost(u"g"_s, way(u"root by key"_s, m_hosts.host(1)));
    addVault();
    const auto both =
        m_cli->run({u"backup"_s, u"--all"_s, u"--parallel"_s, u"2"_s, u"--json"_s}, {}, 300);
    VERIFY_STATUS(both, 0);
    QCOMPARE(both.json().value("runs"_L1).toArray().size(), 2);
    VERIFY_STATUS(m_cli->run({u"host"_s, u"add"_s, u"gone"_s, u"root@127.0.0.1:1"_s, u"--offline"_s,
                              u"--tag"_s, u"some"_s}),
                  0);
    VERIFY_STATUS(m_cli->run({u"host"_s, u"edit"_s, u"h"_s, u"--tag"_s, u"some"_s}), 0);
    const auto some = m_cli->run({u"backup"_s, u"--tag"_s, u"some"_s, u"--json"_s}, {}, 300);
    VERIFY_STATUS(some, 3);
    QCOMPARE(some.json().value("status"_L1).toString(), u"warning"_s);
}

void TestCliHost::aSecondRunOnAHostIsBusy()
{
    const Way entry = way(u"root by key"_s, m_hosts.host(0));
    addHost(u"h"_s, entry);
    addVault();
    const auto first = m_cli->start({u"backup"_s, u"h"_s, u"--json-lines"_s});
    QByteArray seen;
    while (!seen.contains("\"planned\"") && first->waitForReadyRead(60000))
        seen += first->readAllStandardOutput();
    const auto second = backup(entry);
    VERIFY_STATUS(second, 1);
    QCOMPARE(second.errorKind(), u"Busy"_s);
    VERIFY_STATUS(CliProgram::end(*first, 300), 0);
}

void TestCliHost::aSignalLeavesNothingBehind()
{
    const QJsonObject host = m_hosts.host(0);
    const Way entry = way(u"root by key"_s, host);
    addHost(u"h"_s, entry);
    addVault();
    const auto running = m_cli->start({u"backup"_s, u"h"_s, u"--json-lines"_s});
    QByteArray seen;
    while (!seen.contains("\"progress\"") && running->waitForReadyRead(60000))
        seen += running->readAllStandardOutput();
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(::kill(pid_t(running->processId()), SIGTERM), 0);
    const auto answer = CliProgram::end(*running, 60);
    QVERIFY2(answer.exitStatus == 5, answer.err.constData());
    QVERIFY2(clock.elapsed() < 30000, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(lastPointFolder().isEmpty());
    QVERIFY(m_cli->run({u"points"_s, u"--json"_s}).json().value("points"_L1).toArray().isEmpty());
    QCOMPARE(m_hosts.inside(host, u"ps -eo args | grep -c '[p]g_dump' || true"_s), QByteArray("0"));
    VERIFY_STATUS(backup(entry), 0);
}

void TestCliHost::aRunIsCancelledByAnotherProgram()
{
    const Way entry = way(u"root by key"_s, m_hosts.host(0));
    addHost(u"h"_s, entry);
    addVault();
    const auto running = m_cli->start({u"backup"_s, u"h"_s, u"--json"_s});
    QString id;
    QTRY_VERIFY_WITH_TIMEOUT(!(id = m_cli->run({u"runs"_s, u"--json"_s})
                                        .json()
                                        .value("runs"_L1)
                                        .toArray()
                                        .first()
                                        .toObject()
                                        .value("run"_L1)
                                        .toString())
                                  .isEmpty(),
                             30000);
    VERIFY_STATUS(m_cli->run({u"run"_s, u"cancel"_s, id}), 0);
    const auto answer = CliProgram::end(*running, 60);
    VERIFY_STATUS(answer, 5);
    QCOMPARE(answer.json().value("status"_L1).toString(), u"cancelled"_s);
    VERIFY_STATUS(m_cli->run({u"run"_s, u"cancel"_s, id}), 2);
}

// --- Secrets
// ---------------------------------------------------------------------------------------

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
                continue;
            const QByteArray content = file.readAll();
            for (const QByteArray &secret : secrets) {
                if (content.contains(secret))
                    found << pid + u'/' + name + u": "_s + QString::fromUtf8(content).left(200);
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
        // The dumps hold what the databases hold; the globals hold the roles' hashes.
        if (file.fileName().endsWith(".dump"_L1) || file.fileName().endsWith(".sql"_L1)
            || !file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray content = file.readAll();
        for (const QByteArray &secret : secrets) {
            if (content.contains(secret))
                found << file.fileName() + u" holds "_s + QString::fromUtf8(secret);
        }
    }
    return found;
}

void TestCliHost::noSecretIsSeenAnywhere()
{
    const QJsonObject host = m_hosts.host(0);
    const Way entry = way(u"jump host, both by password"_s, host);
    QByteArrayList ours;
    for (const QString &secret : entry.secrets)
        ours << secret.toUtf8();
    QByteArrayList all = ours;
    for (
        const QByteArray &line :
        m_hosts
            .inside(
                host,
                u"grep -hE 'PASSWORD=' /opt/bk-lite/.env | cut -d= -f2- | tr -d \"'\\\"\" | sort -u"_s)
            .split('\n')) {
        if (line.size() >= 8)
            all << line;
    }
    QVERIFY2(processesWith(ours).isEmpty(),
             "something else on this machine shows the secrets already");

    QByteArray output;
    const auto watched = [&](const QStringList &arguments) {
        const auto process =
            m_cli->start(arguments + entry.fds + QStringList{u"-v"_s, u"--json"_s}, entry.secrets);
        QStringList seen;
        do {
            seen += processesWith(ours);
        } while (!process->waitForFinished(100) && process->state() != QProcess::NotRunning);
        const auto answer = CliProgram::end(*process, 1);
        output += answer.both();
        if (answer.exitStatus != 0)
            seen << QString::fromUtf8(answer.both());
        return seen;
    };
    addHost(u"h"_s, entry);
    addVault();
    for (const QStringList &line :
         {QStringList{u"discover"_s, u"h"_s},
          {u"backup"_s, u"h"_s},
          {u"drill"_s, u"h/latest"_s},
          {u"restore"_s, u"h/latest"_s, u"--to"_s, u"h"_s, u"--confirm"_s, u"h"_s},
          {u"undo"_s, u"last"_s}}) {
        const QStringList seen = watched(line);
        QVERIFY2(seen.isEmpty(), qPrintable(line.first() + u": "_s + seen.join(u'\n')));
    }
    VERIFY_STATUS(run(entry, {u"discard"_s, m_cli->run({u"runs"_s, u"--json"_s})
                                                .json()
                                                .value("runs"_L1)
                                                .toArray()
                                                .first()
                                                .toObject()
                                                .value("run"_L1)
                                                .toString()}),
                  0);
    for (const QByteArray &secret : all)
        QVERIFY2(!output.contains(secret), secret.constData());
    for (const QString &folder :
         {m_cli->file(u"config"_s), m_cli->file(u"state"_s), m_cli->file(u"data"_s),
          m_cli->file(u"vault"_s), m_cli->file(u"home"_s)}) {
        const QStringList found = filesWith(folder, all);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }
    const QByteArray left = m_hosts.inside(
        host,
        u"ls -A /root/.lifeboat /var/lib/lifeboat /home/*/.lifeboat 2>/dev/null | grep -v : || true"_s);
    qInfo("left on the host: %s", left.constData());
}

QTEST_GUILESS_MAIN(TestCliHost)
#include "tst_clihost.moc"
