#include "components/component.h"
#include "support/clibench.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QScopeGuard>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// The configuration by the program itself, on a real host; what its folder holds is told by find
// and sha256sum there, what was saved by openssl and tar here.
class TestCliConfig : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void theFolderComesBackAndTheUndoGivesItBack_data();
    void theFolderComesBackAndTheUndoGivesItBack();
    void withoutThePassphraseNothingIsConnectedTo();
    void aHumanMakesThePassphraseUp();
    void withoutSealingItIsSaid();
    void damageAndAnotherPassphraseAreToldApart();
    void whatIsMountedInTheFolderIsNamed();
    void anotherKeyIsWarnedOf();
    void whateverKillsTheExchangeTheFolderIsWhole_data();
    void whateverKillsTheExchangeTheFolderIsWhole();

private:
    QByteArray inFolder(const QString &script) const;
    QByteArray folder() const;
    QByteArray leftovers() const;
    CliProgram::Answer run(QStringList words, const QString &passphrase);
    QString backUp();
    QString archive() const;
    void useWay(const QString &name);

    TestHosts m_hosts;
    QJsonObject m_host;
    QString m_path; // of the project's folder
    QByteArray m_before;
    WayIn m_way;
    std::unique_ptr<CliBench> m_bench;
};

static const QString Passphrase = u"it's \"sechs\" Wörter 名"_s;
static const QStringList OnlyConfig{u"--component"_s, u"config"_s};

void TestCliConfig::initTestCase()
{
    if (const QString missing = m_hosts.missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    m_host = m_hosts.host(0);
    m_path = m_host.value("project"_L1).toString();
    // In the names and links of a site's own files may stand anything.
    inFolder(
        u"mkdir -p 'conf/odd \"d\" $(touch /tmp/pwned)'; echo 1 >'conf/odd \"d\" $(touch "
        "/tmp/pwned)/名\n2'; ln -sfn /nowhere conf/link; echo x >-n; chmod 640 -- -n; chown 7:8 "
        "-- -n; echo agent >pkgs/agent"_s);
    m_before = folder();
    QVERIFY(m_before.contains("./conf/certs/ca.key"));
}

void TestCliConfig::init()
{
    m_bench = std::make_unique<CliBench>(m_hosts);
    VERIFY_STATUS(m_bench->addVault({}), 0);
    useWay(u"root by key"_s);
}

void TestCliConfig::useWay(const QString &name)
{
    m_way = m_bench->way(name, m_host);
    VERIFY_STATUS(m_bench->addHost(u"h"_s, m_way), 0);
}

// The host is the next test's too.
void TestCliConfig::cleanup()
{
    if (m_path.isEmpty())
        return;
    QCOMPARE(folder(), m_before);
    QCOMPARE(leftovers(), "");
}

QByteArray TestCliConfig::inFolder(const QString &script) const
{
    return m_hosts.inside(m_host, u"cd %1 && %2"_s.arg(m_path, script));
}

QByteArray TestCliConfig::folder() const
{
    return inFolder(
        u"find . -printf '%p %y %m %U:%G %l\\n' | LC_ALL=C sort; find . -type f -print0 | "
        "LC_ALL=C sort -z | xargs -0 sha256sum"_s);
}

QByteArray TestCliConfig::leftovers() const
{
    return m_hosts.inside(m_host,
                          u"docker ps -aq --filter label=lifeboat; cd %1/..; ls -Ad "
                          ".lifeboat.* 2>/dev/null; ls /tmp/pwned 2>/dev/null || :"_s.arg(m_path));
}

CliProgram::Answer TestCliConfig::run(QStringList words, const QString &passphrase)
{
    QMap<int, QString> secrets = m_way.secrets;
    if (!passphrase.isEmpty()) {
        secrets.insert(8, passphrase);
        words << u"--vault-passphrase-fd"_s << u"8"_s;
    }
    return m_bench->cli().run(words + m_way.options + QStringList{u"--json"_s}, secrets, 300);
}

QString TestCliConfig::backUp()
{
    const auto made = run(QStringList{u"backup"_s, u"h"_s} + OnlyConfig, Passphrase);
    if (made.exitStatus != 0)
        qWarning("%s", made.both().constData());
    return made.json().value("runs"_L1).toArray().at(0)[u"point"_s].toString();
}

QString TestCliConfig::archive() const
{
    const QString point = m_bench->newestPointFolder();
    return point + u"/config/deploy_"_s + point.section(u'/', -1) + u".tar.cms"_s;
}

void TestCliConfig::theFolderComesBackAndTheUndoGivesItBack_data()
{
    QTest::addColumn<QString>("way");
    QTest::newRow("root") << u"root by key"_s;
    QTest::newRow("group docker") << u"group docker"_s;
}

void TestCliConfig::theFolderComesBackAndTheUndoGivesItBack()
{
    QFETCH(const QString, way);
    m_bench = std::make_unique<CliBench>(m_hosts);
    VERIFY_STATUS(m_bench->addVault({}), 0);
    useWay(way);
    const QString point = backUp();
    QVERIFY(!point.isEmpty());

    // By hand, with what every system has.
    const QTemporaryDir here;
    QProcess byHand;
    byHand.start(u"sh"_s,
                 {u"-c"_s,
                  u"openssl cms -decrypt -inform DER -binary -pwri_password \"$1\" -in \"$2\" | "
                  "tar -xpf - --numeric-owner -C \"$3\" && cd \"$3\" && sha256sum .env "
                  "conf/certs/ca.key && readlink conf/link && stat -c '%a %u:%g' ./-n"_s,
                  u"sh"_s, Passphrase, archive(), here.path()});
    QVERIFY(byHand.waitForFinished());
    QCOMPARE(
        byHand.readAllStandardOutput().trimmed(),
        inFolder(
            u"sha256sum .env conf/certs/ca.key; readlink conf/link; stat -c '%a %u:%g' ./-n"_s));

    const QJsonObject shown = m_bench->list(u"points"_s).first().toObject();
    QCOMPARE(shown.value("point"_L1).toString(), point);
    const QJsonObject fingerprint = m_bench->cli()
                                        .run({u"point"_s, u"show"_s, point, u"--json"_s})
                                        .json()
                                        .value("points"_L1)
                                        .toArray()
                                        .first()[u"components"_s][0][u"fingerprint"_s]
                                        .toObject();
    QCOMPARE(fingerprint.value("agent tokens that SECRET_KEY has signed"_L1).toString(),
             u"3 of 3"_s);
    QCOMPARE(fingerprint.value("server.crt is signed by ca.crt"_L1).toString(), u"yes"_s);
    QCOMPARE(fingerprint.value("ca.key belongs to ca.crt"_L1).toString(), u"yes"_s);

    VERIFY_STATUS(run({u"verify"_s, point}, Passphrase), 0);
    VERIFY_STATUS(run({u"drill"_s, point}, Passphrase), 0);

    inFolder(
        u"cp -a . ../bk-before && rm conf/certs/ca.key && echo changed >>.env && chmod 600 .env "
        "&& echo new >'later $(x).env'"_s);
    const auto mend = qScopeGuard([this] { inFolder(u"rm -rf ../bk-before"_s); });
    const QByteArray damaged = folder();
    const QStringList restore{u"restore"_s, point, u"--to"_s, u"h"_s, u"--confirm"_s, u"h"_s};
    const auto restored = run(restore, Passphrase);
    VERIFY_STATUS(restored, 0);
    QCOMPARE(folder(), m_before);
    QVERIFY(restored.err.contains("docker compose up -d"));
    QCOMPARE(restored.json().value("downtimeSeconds"_L1).toDouble(), 0.0);
    // What is no configuration was not copied: who has it mounted goes on to write into it.
    m_hosts.inside(m_host, u"docker exec compose-server-1 sh -c 'echo 1 >/apps/pkgs/written'"_s);
    QCOMPARE(inFolder(u"cat pkgs/written; rm pkgs/written; cd %1 && docker compose config -q"_s.arg(
                 m_path)),
             "1");

    VERIFY_STATUS(run({u"undo"_s, u"last"_s, u"--confirm"_s, u"h"_s}, {}), 0);
    QCOMPARE(folder(), damaged);
    VERIFY_STATUS(run({u"discard"_s, restored.json().value("run"_L1).toString()}, {}), 0);
    VERIFY_STATUS(run(restore, Passphrase), 0);
    VERIFY_STATUS(run({u"accept"_s, u"last"_s}, {}), 0);
}

void TestCliConfig::withoutThePassphraseNothingIsConnectedTo()
{
    QVERIFY(!backUp().isEmpty());
    const QString id = m_bench->list(u"points"_s).first().toObject().value("point"_L1).toString();
    // Nobody answers there: who connects finds out.
    VERIFY_STATUS(
        m_bench->cli().run({u"host"_s, u"edit"_s, u"h"_s, u"--address"_s, u"root@127.0.0.1:1"_s}),
        0);
    const QStringList verbs[] = {{u"backup"_s, u"h"_s},
                                 {u"verify"_s, id},
                                 {u"drill"_s, id},
                                 {u"restore"_s, id, u"--to"_s, u"h"_s, u"--confirm"_s, u"h"_s}};
    for (const QStringList &verb : verbs) {
        for (const QString &passphrase : {QString(), u"not this one"_s}) {
            const auto answer = run(verb, passphrase);
            QVERIFY2(answer.exitStatus == 2, answer.both().constData());
            QCOMPARE(answer.errorKind(), u"Usage"_s);
        }
        VERIFY_STATUS(run(verb, Passphrase), 4);
    }
    // What has nothing to do with it needs none.
    VERIFY_STATUS(run({u"backup"_s, u"h"_s, u"--component"_s, u"postgres"_s}, {}), 4);
    VERIFY_STATUS(run({u"backup"_s, u"h"_s, u"--plain-config"_s}, {}), 4);
}

void TestCliConfig::aHumanMakesThePassphraseUp()
{
    const QStringList words = QStringList{u"backup"_s, u"h"_s} + OnlyConfig + m_way.options;
    const auto made = m_bench->cli().runAtTerminal(words,
                                                   {{"A passphrase for", "one of mine\n"},
                                                    {"Once more", "one of yours\n"},
                                                    {"A passphrase for", "one of mine\n"},
                                                    {"Once more", "one of mine\n"}},
                                                   120);
    VERIFY_STATUS(made, 0);
    QVERIFY(!made.out.contains("one of mine"));
    const auto later = m_bench->cli().runAtTerminal({u"verify"_s, u"h/latest"_s},
                                                    {{"Passphrase of the vault", "one of yours\n"},
                                                     {"Passphrase of the vault", "one of mine\n"}},
                                                    120);
    VERIFY_STATUS(later, 0);
}

void TestCliConfig::withoutSealingItIsSaid()
{
    const auto made = run(QStringList{u"backup"_s, u"h"_s, u"--plain-config"_s} + OnlyConfig, {});
    VERIFY_STATUS(made, 0);
    QVERIFY2(made.err.contains("not sealed"), made.err.constData());
    const QJsonObject artifact = made.json()
                                     .value("runs"_L1)
                                     .toArray()
                                     .first()[u"components"_s][0][u"artifacts"_s][0]
                                     .toObject();
    QCOMPARE(artifact.value("format"_L1).toString(), u"tar"_s);
    const QString file = artifact.value("file"_L1).toString();
    QVERIFY(file.endsWith(u".tar"_s));
    QProcess tar;
    tar.start(u"tar"_s, {u"-tf"_s, m_bench->newestPointFolder() + u'/' + file});
    QVERIFY(tar.waitForFinished());
    QVERIFY(tar.readAllStandardOutput().contains("./conf/certs/ca.key\n"));
    VERIFY_STATUS(run({u"verify"_s, u"h/latest"_s}, {}), 0);
}

static bool flipBit(const QString &path, qint64 at)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite) || !file.seek(at))
        return false;
    char byte = 0;
    if (file.read(&byte, 1) != 1 || !file.seek(at))
        return false;
    byte ^= 1;
    return file.write(&byte, 1) == 1;
}

void TestCliConfig::damageAndAnotherPassphraseAreToldApart()
{
    QVERIFY(!backUp().isEmpty());
    const QString copied = m_bench->cli().file(u"other"_s);
    QVERIFY(flipBit(archive(), 5000));
    const auto damaged = run({u"verify"_s, u"h/latest"_s}, Passphrase);
    VERIFY_STATUS(damaged, 1);
    QCOMPARE(damaged.errorKind(), u"Corrupt"_s);
    QVERIFY(damaged.both().contains("deploy_"));
    QVERIFY(flipBit(archive(), 5000));
    VERIFY_STATUS(run({u"verify"_s, u"h/latest"_s}, Passphrase), 0);

    // The point in a vault that was given another passphrase: the file is whole all the same.
    VERIFY_STATUS(m_bench->cli().run({u"vault"_s, u"add"_s, copied, u"--name"_s, u"other"_s}), 0);
    const QStringList other{u"--vault"_s, u"other"_s};
    VERIFY_STATUS(
        run(QStringList{u"backup"_s, u"h"_s} + OnlyConfig + other, u"quite another one"_s), 0);
    const QString host = QFileInfo(m_bench->newestPointFolder()).path().section(u'/', -1);
    const QString mine = QFileInfo(archive()).absolutePath().section(u'/', 0, -2);
    QProcess::execute(u"cp"_s, {u"-a"_s, mine, copied + u'/' + host});
    const QString point = u"h/"_s + mine.section(u'/', -1);
    const auto closed = run({u"drill"_s, point, u"--vault"_s, u"other"_s}, u"quite another one"_s);
    VERIFY_STATUS(closed, 1);
    QVERIFY2(closed.both().contains("cannot be opened"), closed.both().constData());
    // That says nothing about the point.
    QFile proofs(copied + u'/' + host + u'/' + mine.section(u'/', -1) + u"/proofs.jsonl"_s);
    QVERIFY(proofs.open(QIODevice::ReadOnly));
    const QByteArray proven = proofs.readAll();
    QVERIFY2(proven.contains("verify") && !proven.contains("drill"), proven.constData());
}

void TestCliConfig::whatIsMountedInTheFolderIsNamed()
{
    const QString point = backUp();
    inFolder(u"mkdir images && mount -t tmpfs none images"_s);
    const auto refused =
        run({u"restore"_s, point, u"--to"_s, u"h"_s, u"--confirm"_s, u"h"_s}, Passphrase);
    inFolder(u"umount images && rmdir images"_s);
    VERIFY_STATUS(refused, 1);
    QVERIFY2(refused.both().contains("images is a mount point"), refused.both().constData());
}

// The deployment's key is another one than that of the point, and its database stays.
void TestCliConfig::anotherKeyIsWarnedOf()
{
    inFolder(u"cp -p .env ../env && sed -i 's/^SECRET_KEY=.*/SECRET_KEY=another/' .env"_s);
    const QString point = backUp();
    inFolder(u"cat ../env >.env && touch -r ../env .env && rm ../env"_s);
    const auto shown = m_bench->cli().run({u"point"_s, u"show"_s, point, u"--json"_s});
    QVERIFY2(shown.out.contains("0 of 3"), shown.out.constData());
    const auto plan = run({u"plan"_s, u"restore"_s, point, u"--to"_s, u"h"_s}, {});
    VERIFY_STATUS(plan, 0);
    QVERIFY2(plan.out.contains("SECRET_KEY is another one"), plan.out.constData());
}

void TestCliConfig::whateverKillsTheExchangeTheFolderIsWhole_data()
{
    QTest::addColumn<QString>("point");
    QTest::addColumn<bool>("goesOn");
    for (const char *point : {"goal", "stopped", "moved", "serving"}) {
        for (const bool goesOn : {true, false})
            QTest::addRow("%s, %s", point, goesOn ? "on" : "back")
                << QString::fromLatin1(point) << goesOn;
    }
}

// The scripts of the plan, on a folder of their own: killed at a point, the guardian runs the one
// or the other.
void TestCliConfig::whateverKillsTheExchangeTheFolderIsWhole()
{
    QFETCH(const QString, point);
    QFETCH(const bool, goesOn);
    const Component &config = *component(u"config"_s);
    ServiceFacts service = config.sample;
    service.details[u"dir"_s] = u"/root/kill/it's \"p\""_s;
    service.mounts[0].source = service.mounts[0].destination = service.dataDirectory();
    const QString image =
        QString::fromLatin1(m_hosts.inside(m_host, u"docker inspect -f '{{.Image}}' postgres"_s));
    const RecipeContext context{.run = u"t1"_s, .helperImage = image};
    const ManifestComponent there{.id = u"config"_s};
    const QList<Place> places = config.places(service, there, context);
    const RestoreRecipe prepare = config.prepare(service, there, context);
    const ExchangeRecipe exchange = config.exchange(places, Direction::CutOver, service, context);
    const auto inBed = [&](const QString &script) {
        return m_hosts.inside(m_host, u"cd /root/kill && { "_s + script + u" ; }"_s);
    };
    const auto script = [&](const QString &path) {
        for (const GuardianFile &file : prepare.files) {
            if (file.path == path)
                return file.script;
        }
        return QString();
    };
    m_hosts.inside(m_host, u"mkdir -p /root/kill/do /root/kill/\"it's \\\"p\\\"\""_s);
    const auto clear = qScopeGuard([this] {
        m_hosts.inside(m_host,
                       u"docker rm -f lifeboat-t1-config >/dev/null 2>&1; rm -rf /root/kill"_s);
    });
    inBed(u"echo %1 | base64 -d >do/00-directory"_s.arg(
        QString::fromLatin1(script(u"do/00-directory"_s).toUtf8().toBase64())));
    inBed(u"cd it*; echo old >.env; mkdir conf pkgs; echo kept >'pkgs/a b'; echo x >large; "
          u"truncate -s "
          "2M large"_s);
    QCOMPARE(inBed(script(u"do/10-config"_s).trimmed() + u" 2>&1"_s), "");
    inBed(u"cd .lifeboat.t1/side; echo new >.env; mkdir conf"_s);
    QCOMPARE(inBed(script(u"do/30-config"_s).trimmed() + u" 2>&1"_s), "");

    const QByteArray killed = inBed(u"( export KILL_AT=%1; "_s.arg(point) + exchange.forth.trimmed()
                                    + u" ) 2>&1 || echo status $?"_s);
    QVERIFY2(killed.contains("status 137"), killed.constData());
    QCOMPARE(inBed((goesOn ? exchange.forth : exchange.back).trimmed() + u" 2>&1"_s), "");
    const QByteArray now =
        inBed(u"cat it*/.env it*/pkgs/*; stat -c %s it*/large; ls -A it* | tr '\\n' ' '"_s);
    QCOMPARE(now.simplified(),
             QByteArray(goesOn ? "new" : "old") + " kept 2097152 .env conf large pkgs");
    QCOMPARE(
        inBed(u"cat .lifeboat.t1/side/.env; ls -A .lifeboat.t1/side | tr '\\n' ' '"_s).simplified(),
        QByteArray(goesOn ? "old" : "new") + " .env conf");
}

QTEST_GUILESS_MAIN(TestCliConfig)
#include "tst_cliconfig.moc"
