#include "components/component.h"
#include "planning/recoverysteps.h"
#include "planning/runbook.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// Runbooks and scripts as texts; tests/integration/tst_runbook.cpp does what they say.
class TestRecoverySteps : public QObject
{
    Q_OBJECT

    // Each of these ends a quote, begins a command, or looks like a placeholder.
    inline static const QString Hostile = u"it's \"x\" $(touch /tmp/pwned) `id` @point@ 名"_s;

    static Manifest manifest(const QString &name = u"shop"_s, bool isCold = false);
    static Manifest chained();
    static QString page(const Manifest &manifest, const QString &language = u"en"_s);
    static QString script(const Manifest &manifest);
    static QString shell(const QString &commands, const QStringList &words = {u"-n"_s});

private slots:
    void bothLanguagesHaveTheSameCommands_data();
    void bothLanguagesHaveTheSameCommands();
    void nothingIsLeftToFillIn_data() { bothLanguagesHaveTheSameCommands_data(); }
    void nothingIsLeftToFillIn();
    void shellsReadTheScript_data() { bothLanguagesHaveTheSameCommands_data(); }
    void shellsReadTheScript();
    void hostileNamesArriveAsTheyAre();
    void theOrderIsThatOfARecovery();
    void everyFileIsNamedWithItsHash();
    void imagesAreThoseOfThePoint();
    void onlyTheDataServicesStartFirst();
    void aComponentThatFailedIsSaidAndLeftOut();
    void whatCannotBeRecoveredFromIsRefused();
    void theScriptAsksForNothingWhereNothingIsSealed();
};

static Artifact artifact(const QString &file, const QString &format, const QString &point = {})
{
    const QByteArray hash = QByteArray::number(qHash(file), 16).rightJustified(64, '0');
    return {.file = file,
            .bytes = 10,
            .sha256 = QString::fromLatin1(hash),
            .format = format,
            .point = point};
}

Manifest TestRecoverySteps::manifest(const QString &name, bool isCold)
{
    const QString id = u"20261122T020000Z"_s;
    Manifest manifest{.pointId = id,
                      .hostId = u"shop-0a1b2c3d"_s,
                      .machine = name,
                      .project = u"compose"_s,
                      .directory = u"/opt/"_s + name};
    const QString sha = u" sha256:"_s + QString(64, u'a');
    ManifestComponent config{.id = u"config"_s, .service = u"compose"_s};
    config.details = {{u"required"_s, u"docker-compose.yaml"_s},
                      {u"server"_s, u"compose-server-1"_s},
                      {u"database"_s, name},
                      {u"databaseContainer"_s, u"postgres"_s},
                      {u"databaseUser"_s, u"postgres"_s},
                      {u"image postgres"_s, u"postgres:15"_s + sha},
                      {u"image server"_s, u"bklite/server"_s + sha + u" r/server@sha256:1"_s},
                      {u"image falkordb"_s, u"falkordb/falkordb:latest"_s + sha}};
    config.artifacts = {artifact(u"config/deploy_%1.tar.cms"_s.arg(id), u"tar.cms"_s)};
    config.fingerprint.entries = {{u"agent tokens that SECRET_KEY has signed"_s, u"3 of 3"_s}};
    ManifestComponent falkordb{
        .id = u"falkordb"_s, .service = u"falkordb"_s, .container = u"compose-falkordb-1"_s};
    falkordb.details = {{u"dir"_s, u"/data/"_s + name}, {u"file"_s, name + u".rdb"_s}};
    falkordb.artifacts = {isCold ? artifact(u"falkordb/data_%1.tar"_s.arg(id), u"cold tar"_s)
                                 : artifact(u"falkordb/dump_%1.rdb"_s.arg(id), u"rdb"_s)};
    falkordb.fingerprint.entries = {{u"graph g nodes"_s, u"7"_s}};
    ManifestComponent postgres{
        .id = u"postgres"_s, .service = u"postgres"_s, .container = u"postgres"_s, .user = name};
    postgres.artifacts = {artifact(u"postgres/x_%1.dump"_s.arg(id), u"custom"_s)};
    postgres.databases = {{.name = name, .bytes = 1000}};
    postgres.fingerprint.entries = {{name + u" table public.a rows"_s, u"40"_s},
                                    {name + u" table public.b rows"_s, u"2"_s}};
    ManifestComponent volume{.id = u"volume-uploads"_s, .service = u"web"_s};
    volume.details = {{u"dir"_s, u"/srv/"_s + name}, {u"users"_s, u"compose-web-1"_s}};
    volume.artifacts = {artifact(u"volume-uploads/data_%1.tar"_s.arg(id), u"cold tar"_s)};
    manifest.components = {volume, falkordb, postgres, config};
    return manifest;
}

Manifest TestRecoverySteps::chained()
{
    Manifest chained = manifest();
    ManifestComponent minio{
        .id = u"minio"_s, .service = u"minio"_s, .container = u"compose-minio-1"_s};
    minio.artifacts = {artifact(u"minio/objects_20261122T020000Z.tar"_s, u"objects tar"_s)};
    minio.needs = {
        artifact(u"minio/objects_20261121T020000Z.tar"_s, u"objects tar"_s, u"20261121T020000Z"_s)};
    chained.components << minio;
    return chained;
}

QString TestRecoverySteps::page(const Manifest &manifest, const QString &language)
{
    const Result<QString> page = runbook(manifest, language);
    return page ? *page : page.error().message.toEnglish();
}

QString TestRecoverySteps::script(const Manifest &manifest)
{
    const Result<QString> script = recoveryScript(manifest);
    return script ? *script : script.error().message.toEnglish();
}

QString TestRecoverySteps::shell(const QString &commands, const QStringList &words)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"commands"_s));
    if (!file.open(QIODevice::WriteOnly))
        return u"no file"_s;
    file.write(commands.toUtf8());
    file.close();
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"/bin/sh"_s, words + QStringList{file.fileName()});
    process.waitForFinished();
    return QString::fromUtf8(process.readAll())
           + (process.exitCode() ? u"ended with %1"_s.arg(process.exitCode()) : QString());
}

void TestRecoverySteps::bothLanguagesHaveTheSameCommands_data()
{
    QTest::addColumn<Manifest>("manifest");
    QTest::newRow("hot") << manifest();
    QTest::newRow("cold") << manifest(u"shop"_s, true);
    QTest::newRow("chained") << chained();
    QTest::newRow("hostile names") << manifest(Hostile);
}

void TestRecoverySteps::bothLanguagesHaveTheSameCommands()
{
    QFETCH(const Manifest, manifest);
    const QString english = page(manifest);
    const QString chinese = page(manifest, u"zh_CN"_s);
    QVERIFY(english != chinese);
    QVERIFY(chinese.contains(u"手动恢复"));
    QVERIFY(runbookCommands(english).contains(u"project up -d --pull never"));
    QCOMPARE(runbookCommands(chinese), runbookCommands(english));
    QCOMPARE(page(manifest, u"fr"_s), english);
    QCOMPARE(shell(runbookCommands(english)), QString());
}

void TestRecoverySteps::nothingIsLeftToFillIn()
{
    QFETCH(const Manifest, manifest);
    static const QRegularExpression placeholder(u"@(step )?[A-Za-z]+@"_s);
    for (QString text : {page(manifest), page(manifest, u"zh_CN"_s), script(manifest)}) {
        text.remove(u"@point@ 名"_s); // of the hostile name, which is not filled in either
        QVERIFY2(!placeholder.match(text).hasMatch(),
                 qPrintable(placeholder.match(text).captured()));
    }
}

void TestRecoverySteps::shellsReadTheScript()
{
    QFETCH(const Manifest, manifest);
    QCOMPARE(shell(script(manifest)), QString());
    if (QStandardPaths::findExecutable(u"shellcheck"_s).isEmpty())
        QSKIP("shellcheck is not installed");
    QProcess check;
    check.setProcessChannelMode(QProcess::MergedChannels);
    check.start(u"shellcheck"_s, {u"-s"_s, u"sh"_s, u"-"_s});
    check.write(script(manifest).toUtf8());
    check.closeWriteChannel();
    QVERIFY(check.waitForFinished());
    QVERIFY2(check.exitCode() == 0, check.readAll().constData());
}

// The first two blocks are typed into a real shell, and what docker would be asked is printed.
void TestRecoverySteps::hostileNamesArriveAsTheyAre()
{
    const Result<QList<RecoveryStep>> steps = recoverySteps(manifest(Hostile));
    QVERIFY(steps);
    QString commands = u"docker() { printf '<%s>' \"$@\"; echo; }\n"_s;
    for (const RecoveryStep &step : *steps) {
        if (step.id == u"settings")
            commands += step.commands + u"printf '%s\\n' \"$DIR\"\n"_s;
        if (step.id == u"postgres")
            commands += step.assignments + u"printf '%s\\n' \"$U\"\n"_s;
        if (step.id == u"falkordb")
            commands += step.assignments + u"printf '%s\\n' \"$RDB\" \"$DATA\"\n"_s;
    }
    const QString said = shell(commands, {u"-eu"_s});
    QString inGo = Hostile;
    inGo.replace(u'"', u"\\\""_s);
    const QStringList lines = said.split(u'\n');
    QVERIFY2(lines.size() >= 4, qPrintable(said));
    QCOMPARE(lines.at(0), u"/opt/"_s + Hostile);
    QCOMPARE(lines.at(1), Hostile);
    QCOMPARE(lines.at(2), Hostile + u".rdb"_s);
    QVERIFY2(lines.at(3).contains(u"\"/data/%1\""_s.arg(inGo)), qPrintable(lines.at(3)));
    QVERIFY(!QFile::exists(u"/tmp/pwned"_s));
}

void TestRecoverySteps::theOrderIsThatOfARecovery()
{
    QStringList ids;
    const Result<QList<RecoveryStep>> steps = recoverySteps(chained());
    QVERIFY(steps);
    for (const RecoveryStep &step : *steps)
        ids << step.id;
    QCOMPARE(ids,
             (QStringList{u"settings"_s, u"functions"_s, u"check"_s, u"hashes"_s, u"images"_s,
                          u"config"_s, u"address"_s, u"ports"_s, u"dataservices"_s, u"postgres"_s,
                          u"falkordb"_s, u"minio"_s, u"volume-uploads"_s, u"compare"_s,
                          u"application"_s, u"serving"_s, u"key"_s, u"agents"_s}));
    const QString commands = runbookCommands(page(chained()));
    QVERIFY(commands.indexOf(u"project up -d --no-deps"_s)
            < commands.indexOf(u"project up -d --pull"_s));
}

void TestRecoverySteps::everyFileIsNamedWithItsHash()
{
    const Manifest point = chained();
    const QString commands = runbookCommands(page(point));
    for (const ManifestComponent &component : point.components) {
        for (const Artifact &one : component.artifacts + component.needs) {
            const QString folder = one.point.isEmpty() ? point.pointId : one.point;
            QVERIFY2(commands.contains(u'\n' + one.sha256 + u"  "_s + folder + u'/' + one.file),
                     qPrintable(one.file));
        }
    }
    QVERIFY(page(point).contains(u"`shop-0a1b2c3d/20261121T020000Z`"_s));
}

void TestRecoverySteps::imagesAreThoseOfThePoint()
{
    const QString id = u"sha256:"_s + QString(64, u'a');
    const QString commands = runbookCommands(page(manifest()));
    QVERIFY(commands.contains(u"image postgres:15 %1 ''\n"_s.arg(id)));
    QVERIFY(commands.contains(u"image bklite/server %1 r/server@sha256:1\n"_s.arg(id)));
}

void TestRecoverySteps::onlyTheDataServicesStartFirst()
{
    const QString commands = runbookCommands(page(manifest()));
    QVERIFY(commands.contains(u"project up -d --no-deps --pull never postgres falkordb\n"));
    QVERIFY(commands.contains(u"project create --pull never falkordb postgres server\n"));
    QVERIFY(commands.contains(u"project up -d --pull never falkordb postgres server\n"));
    QVERIFY(commands.contains(u"need 'shop has 42 rows' test"));
    QVERIFY(commands.contains(u"nodes compose-falkordb-1 g 7\n"));
}

void TestRecoverySteps::aComponentThatFailedIsSaidAndLeftOut()
{
    Manifest point = manifest();
    point.components[1].outcome = Outcome::Failed;
    point.components[1].artifacts.clear();
    const QString text = page(point);
    QVERIFY(text.contains(u"- `falkordb`\n"));
    QVERIFY(!runbookCommands(text).contains(u"$POINT\"/falkordb"));
    QVERIFY(!runbookCommands(text).contains(u"--no-deps --pull never postgres falkordb"));
}

void TestRecoverySteps::whatCannotBeRecoveredFromIsRefused()
{
    Manifest point = manifest();
    point.components.removeLast();
    QVERIFY(page(point).contains(u"does not hold the configuration"));
    point = manifest();
    point.components[2].artifacts[0].format = u"plain"_s;
    QVERIFY(page(point).contains(u"is plain SQL"));
    point = manifest();
    point.components << ManifestComponent{.id = u"oracle"_s};
    QVERIFY(page(point).contains(u"oracle"));
    QVERIFY(!recoveryScript(point));
}

void TestRecoverySteps::theScriptAsksForNothingWhereNothingIsSealed()
{
    Manifest point = manifest();
    QVERIFY(script(point).contains(u"\nunlock\n"));
    point.components.last().artifacts[0].file.chop(4);
    point.components.last().artifacts[0].format = u"tar"_s;
    QVERIFY(!script(point).contains(u"\nunlock\n"));
}

QTEST_GUILESS_MAIN(TestRecoverySteps)
#include "tst_recoverysteps.moc"
