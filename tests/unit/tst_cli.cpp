#include "cli/outputqueue.h"
#include "support/cliprogram.h"
#include "support/vaultfixture.h"

#include <QElapsedTimer>
#include <QLockFile>
#include <QTcpServer>
#include <QTest>

#include <csignal>
#include <thread>

#include <unistd.h>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// The program itself, as far as it needs no host.
class TestCli : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void theVersionIsOneLine();
    void helpGoesToStdout();
    void wrongUsageIsTwoAndOneDocument_data();
    void wrongUsageIsTwoAndOneDocument();
    void verbsOfLaterVersionsSaySo_data();
    void verbsOfLaterVersionsSaySo();
    void aHostIsAddedOfflineListedEditedAndRemoved();
    void anExistingNameIsWrongUsage();
    void aHostThatCannotBeReachedIsNotSaved_data();
    void aHostThatCannotBeReachedIsNotSaved();
    void namesInAnyScriptAreAccepted();
    void aVaultIsAddedListedAndRemoved();
    void aVaultThatIsGoneIsAFailure();
    void aBackupOfUnreachableHostsListsTheirRuns();
    void pointsAreListedShownPinnedAndDeleted();
    void aRunbookIsWrittenAsMarkdownAndPdf();
    void theReportOfARunIsWrittenAsHtmlAndPdf();
    void aKitThatCannotBeMadeLeavesNothing();
    void theNewestCompletePointIsTheLatest();
    void nothingIsMadeOfAManifestThatCannotBeReliedOn_data();
    void nothingIsMadeOfAManifestThatCannotBeReliedOn();
    void aVaultThatIsMissingMakesTheListAFailure();
    void aPlanTakesTheArgumentsOfItsVerb();
    void aRestoreWantsTheNameByteForByte_data();
    void aRestoreWantsTheNameByteForByte();
    void aHumanAtATerminalTypesTheName();
    void laterPartsOfARestoreDependOnItsState_data();
    void laterPartsOfARestoreDependOnItsState();
    void runsAreListedAndShown();
    void aRunThatHasNotEndedIsNotOk();
    void aRunOfAnotherProgramIsCancelled();
    void whoHoldsTheSettingsIsNamed();
    void brokenSettingsAreLeftAlone();
    void jsonLinesEndWithTheResult();
    void messagesSpeakTheLocalesLanguageAndJsonEnglish();
    void aSignalCancelsOnceAndInTime_data();
    void aSignalCancelsOnceAndInTime();
    void aReaderThatStopsDoesNotStopTheWriter();
    void aComponentIsDescribed();
    void rescanCounts();

private:
    void addHost(const QString &name, const QString &address = u"root@127.0.0.1:1"_s);
    QString addVault(const QString &name = u"main"_s);
    void addPoint(const QString &folder, const QString &hostId, const QString &pointId,
                  bool complete = true);
    void addWholePoint(const QString &folder, const QString &hostId, const QString &pointId);
    void writeRun(RunReport report);

    std::unique_ptr<CliProgram> m_cli;
};

void TestCli::init()
{
    m_cli = std::make_unique<CliProgram>();
}

void TestCli::addHost(const QString &name, const QString &address)
{
    const auto added = m_cli->run({u"host"_s, u"add"_s, name, address, u"--offline"_s});
    QVERIFY2(added.exitStatus == 0, added.err.constData());
}

QString TestCli::addVault(const QString &name)
{
    const QString folder = m_cli->file(u"vault "_s + name);
    const auto added =
        m_cli->run({u"vault"_s, u"add"_s, folder, u"--name"_s, name, u"--plain-config"_s});
    if (added.exitStatus != 0)
        qWarning("%s", added.err.constData());
    return folder;
}

void TestCli::addPoint(const QString &folder, const QString &hostId, const QString &pointId,
                       bool complete)
{
    Result<Vault> vault = Vault::open(NativeFileSystem::instance(), folder);
    VERIFY_OK(vault);
    auto point = vault->begin(hostId, pointTime(pointId));
    VERIFY_OK(point);
    const Result<Artifact> artifact = put(**point, u"postgres/a_%1.dump"_s.arg(pointId), "data");
    VERIFY_OK(artifact);
    Manifest manifest = manifestOf(pointId, {*artifact});
    manifest.hostId = hostId;
    if (!complete)
        manifest.components << ManifestComponent{
            .id = u"pgvector"_s, .outcome = Outcome::Failed, .why = cancelled()};
    VERIFY_OK((*point)->finish(manifest));
}

// With what a blank host needs.
void TestCli::addWholePoint(const QString &folder, const QString &hostId, const QString &pointId)
{
    Result<Vault> vault = Vault::open(NativeFileSystem::instance(), folder);
    VERIFY_OK(vault);
    auto point = vault->begin(hostId, pointTime(pointId));
    VERIFY_OK(point);
    const Result<Artifact> artifact = put(**point, u"config/deploy_%1.tar"_s.arg(pointId), "data");
    VERIFY_OK(artifact);
    Manifest manifest = manifestOf(pointId, {*artifact});
    manifest.hostId = hostId;
    manifest.machine = u"node-a"_s;
    manifest.project = u"compose"_s;
    manifest.directory = u"/opt/bk-lite"_s;
    manifest.components[0].id = u"config"_s;
    VERIFY_OK((*point)->finish(manifest));
}

void TestCli::writeRun(RunReport report)
{
    RunLog log(m_cli->places().state + u"/runs"_s);
    report.started = QDateTime::currentDateTimeUtc();
    if (report.pid == 0)
        report.ended = report.started;
    VERIFY_OK(log.update(report));
}

void TestCli::theVersionIsOneLine()
{
    const auto answer = m_cli->run({u"--version"_s});
    QCOMPARE(answer.exitStatus, 0);
    QCOMPARE(answer.out, QByteArray("lifeboat-cli " LIFEBOAT_VERSION "\n"));
    QVERIFY(answer.err.isEmpty());
}

void TestCli::helpGoesToStdout()
{
    for (const QStringList &arguments :
         {QStringList{u"--help"_s}, QStringList{u"host"_s, u"add"_s, u"--help"_s}}) {
        const auto answer = m_cli->run(arguments);
        QCOMPARE(answer.exitStatus, 0);
        QVERIFY(answer.out.contains("host add"));
        QVERIFY(answer.err.isEmpty());
    }
}

void TestCli::wrongUsageIsTwoAndOneDocument_data()
{
    QTest::addColumn<QString>("line");
    const auto row = [](const char *line) { QTest::newRow(line) << QString::fromUtf8(line); };
    row("");
    row("frobnicate");
    row("host list --frobnicate");
    row("backup h1 --cold postgres");
    row("host show nobody");
    row("host check nobody");
    row("host add h2 root@");
    row("host add h2 root@127.0.0.1:99999");
    row("host add h2 root@127.0.0.1 --identity /nonexistent/key");
    row("host add h2 root@127.0.0.1 --trust MD5:abc");
    row("host add h2 root@127.0.0.1 --dir relative --offline");
    row("host add h2 root@127.0.0.1 --password-fd 77");
    row("host add h2 root@127.0.0.1 --password-fd x");
    row("host trust h1 SHA256:short");
    row("discover nobody");
    row("backup nobody");
    row("backup");
    row("backup --all h1");
    row("backup --tag nowhere");
    row("backup h1"); // no vault
    row("backup h1 --parallel 0");
    row("backup h1 --format tar");
    row("backup h1 --component frobnicate");
    row("backup h1 --component config");
    row("backup h1 --vault nowhere");
    row("plan backup h1");
    row("plan backup");
    row("plan backup --all h1");
    row("plan backup h1 --parallel 0");
    row("plan restore h1/latest");
    row("vault remove nowhere");
    row("points nobody");
    row("point show h1/latest");
    row("point show h1");
    row("verify h1/20261122T020000Z");
    row("drill h1/latest");
    row("restore h1/latest --to h1 --beside");
    row("restore h1/latest --beside");
    row("restore h1/latest --to nobody --beside");
    row("restore h1/latest --to h1 --beside --confirm h1");
    row("cutover last --confirm h1");
    row("undo last");
    row("accept 20261122t020000-00000000");
    row("discard ../..");
    row("runs nobody");
    row("run show 20261122t020000-00000000");
    row("run cancel 20261122t020000-00000000");
    row("describe frobnicate");
    row("describe postgres --lang fr");
    row("export-runbook h1/latest");
    row("export-runbook h1/latest --lang en runbook.txt");
    row("export-runbook h1/latest --lang fr runbook.md");
    row("export-runbook h1/latest --lang en /no/such/folder/runbook.md");
    row("export-runbook h1/latest --lang en runbook.md");
    row("export-report last report.html");
    row("export-report h1/latest report.html");
    row("export-report nosuchrun report.md");
    row("export-report nosuchrun /no/such/folder/report.html");
    row("export-report nosuchrun --lang fr report.html");
    row("kit h1/latest");
    row("kit h1/latest /tmp/kit");
}

void TestCli::wrongUsageIsTwoAndOneDocument()
{
    QFETCH(const QString, line);
    addHost(u"h1"_s);
    const QStringList arguments = line.split(u' ', Qt::SkipEmptyParts) + QStringList{u"--json"_s};
    const auto answer = m_cli->run(arguments);
    QVERIFY2(answer.exitStatus == 2, answer.both().constData());
    QCOMPARE(answer.json().value("status"_L1).toString(), u"failed"_s);
    QCOMPARE(answer.errorKind(), u"Usage"_s);
    const QJsonObject error = answer.json().value("error"_L1).toObject();
    for (const QString &field : {u"message"_s, u"hint"_s, u"detail"_s})
        QVERIFY(error.value(field).isString());
    QVERIFY(!error.value("message"_L1).toString().isEmpty());
    QVERIFY2(answer.err.contains(error.value("message"_L1).toString().toUtf8()),
             answer.err.constData());
}

void TestCli::verbsOfLaterVersionsSaySo_data()
{
    QTest::addColumn<QString>("line");
    for (const char *line : {"prune", "prune h1 --dry-run", "schedule list", "run-due",
                             "host-script show h1", "audit"})
        QTest::newRow(line) << QString::fromLatin1(line);
}

void TestCli::verbsOfLaterVersionsSaySo()
{
    QFETCH(const QString, line);
    addHost(u"h1"_s);
    const auto answer = m_cli->run(line.split(u' ') + QStringList{u"--json"_s});
    QVERIFY2(answer.exitStatus == 2, answer.both().constData());
    QCOMPARE(answer.errorKind(), u"Usage"_s);
    QVERIFY2(answer.err.contains("not in this version"), answer.err.constData());
}

void TestCli::aHostIsAddedOfflineListedEditedAndRemoved()
{
    const auto added =
        m_cli->run({u"host"_s, u"add"_s, u"h1"_s, u"ops@10.0.0.1:2222"_s, u"--offline"_s,
                    u"--sudo"_s, u"--dir"_s, u"/opt/x y"_s, u"--tag"_s, u"a"_s, u"--tag"_s, u"b"_s,
                    u"--jump"_s, u"hop@10.0.0.9"_s, u"--json"_s});
    QVERIFY2(added.exitStatus == 0, added.err.constData());
    const QJsonObject host = added.json().value("host"_L1).toObject();
    QCOMPARE(host.value("name"_L1).toString(), u"h1"_s);
    QCOMPARE(host.value("user"_L1).toString(), u"ops"_s);
    QCOMPARE(host.value("address"_L1).toString(), u"10.0.0.1"_s);
    QCOMPARE(host.value("port"_L1).toInt(), 2222);
    QCOMPARE(host.value("tags"_L1).toArray(), (QJsonArray{u"a"_s, u"b"_s}));
    const QString id = host.value("id"_L1).toString();
    QVERIFY(id.startsWith(u"h1-"_s));

    const auto edited = m_cli->run({u"host"_s, u"edit"_s, id, u"--name"_s, u"h2"_s, u"--tag"_s,
                                    u""_s, u"--no-sudo"_s, u"--json"_s});
    QVERIFY2(edited.exitStatus == 0, edited.err.constData());
    const auto list = m_cli->run({u"host"_s, u"list"_s, u"--json"_s});
    const QJsonObject only = list.json().value("hosts"_L1).toArray().first().toObject();
    QCOMPARE(only.value("name"_L1).toString(), u"h2"_s);
    QCOMPARE(only.value("id"_L1).toString(), id);
    QVERIFY(only.value("tags"_L1).toArray().isEmpty());
    QCOMPARE(only.value("sudo"_L1).toBool(), false);
    QCOMPARE(only.value("directory"_L1).toString(), u"/opt/x y"_s);

    QCOMPARE(m_cli->run({u"host"_s, u"remove"_s, u"h2"_s}).exitStatus, 0);
    QVERIFY(m_cli->run({u"host"_s, u"list"_s, u"--json"_s})
                .json()
                .value("hosts"_L1)
                .toArray()
                .isEmpty());
    QCOMPARE(m_cli->run({u"host"_s, u"list"_s}).out, QByteArray());
}

void TestCli::anExistingNameIsWrongUsage()
{
    addHost(u"h1"_s);
    const auto again =
        m_cli->run({u"host"_s, u"add"_s, u"h1"_s, u"root@127.0.0.1:1"_s, u"--json"_s});
    QCOMPARE(again.exitStatus, 2);
    QCOMPARE(again.errorKind(), u"Usage"_s);
}

void TestCli::aHostThatCannotBeReachedIsNotSaved_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("nobody listens") << u"root@127.0.0.1:1"_s;
    QTest::newRow("the name does not exist") << u"root@lifeboat.invalid"_s;
}

void TestCli::aHostThatCannotBeReachedIsNotSaved()
{
    QFETCH(const QString, address);
    const auto answer = m_cli->run({u"host"_s, u"add"_s, u"h1"_s, address, u"--json"_s});
    QVERIFY2(answer.exitStatus == 4, answer.both().constData());
    QCOMPARE(answer.errorKind(), u"Unreachable"_s);
    QVERIFY(m_cli->run({u"host"_s, u"list"_s, u"--json"_s})
                .json()
                .value("hosts"_L1)
                .toArray()
                .isEmpty());
}

void TestCli::namesInAnyScriptAreAccepted()
{
    for (const QString &name : {u"生产 主机"_s, u"it's \"$(reboot)\""_s, u"a/b"_s}) {
        addHost(name);
        const auto shown = m_cli->run({u"host"_s, u"show"_s, name, u"--json"_s});
        QCOMPARE(shown.json().value("host"_L1).toObject().value("name"_L1).toString(), name);
    }
    QCOMPARE(m_cli->run({u"host"_s, u"add"_s, u"a\nb"_s, u"root@127.0.0.1:1"_s, u"--offline"_s})
                 .exitStatus,
             2);
}

void TestCli::aVaultIsAddedListedAndRemoved()
{
    const QString folder = m_cli->file(u"my vault"_s);
    const auto added = m_cli->run({u"vault"_s, u"add"_s, folder, u"--json"_s});
    QVERIFY2(added.exitStatus == 0, added.err.constData());
    const QJsonObject vault = added.json().value("vault"_L1).toObject();
    QCOMPARE(vault.value("name"_L1).toString(), u"my vault"_s);
    QCOMPARE(vault.value("dir"_L1).toString(), folder);
    QCOMPARE(vault.value("default"_L1).toBool(), true);
    QCOMPARE(vault.value("points"_L1).toInt(-1), 0);
    QVERIFY(vault.value("free"_L1).toInteger() > 0);
    QCOMPARE(m_cli->run({u"vault"_s, u"add"_s, folder}).exitStatus, 2);

    const QJsonArray list =
        m_cli->run({u"vault"_s, u"list"_s, u"--json"_s}).json().value("vaults"_L1).toArray();
    QCOMPARE(list.size(), 1);
    QCOMPARE(m_cli->run({u"vault"_s, u"remove"_s, u"my vault"_s}).exitStatus, 0);
    QVERIFY(QFile::exists(folder + u"/lifeboat-vault.json"_s));
    QVERIFY(m_cli->run({u"vault"_s, u"list"_s, u"--json"_s})
                .json()
                .value("vaults"_L1)
                .toArray()
                .isEmpty());
}

void TestCli::aVaultThatIsGoneIsAFailure()
{
    const auto nowhere =
        m_cli->run({u"vault"_s, u"add"_s, m_cli->file(u"no/such/folder"_s), u"--json"_s});
    QVERIFY2(nowhere.exitStatus == 1, nowhere.both().constData());
    addHost(u"h1"_s);
    QVERIFY(QDir(addVault()).removeRecursively());
    const auto backup = m_cli->run({u"backup"_s, u"h1"_s, u"--json"_s});
    QVERIFY2(backup.exitStatus == 1, backup.both().constData());
    QVERIFY(!backup.errorKind().isEmpty());
    const QJsonArray list =
        m_cli->run({u"vault"_s, u"list"_s, u"--json"_s}).json().value("vaults"_L1).toArray();
    QVERIFY(list.first().toObject().value("free"_L1).isNull());
    QVERIFY(list.first().toObject().contains("error"_L1));
}

void TestCli::aBackupOfUnreachableHostsListsTheirRuns()
{
    addHost(u"h1"_s);
    addHost(u"h2"_s, u"root@127.0.0.1:2"_s);
    addVault();
    const auto one = m_cli->run({u"backup"_s, u"h1"_s, u"--json"_s});
    QVERIFY2(one.exitStatus == 4, one.both().constData());
    QCOMPARE(one.errorKind(), u"Unreachable"_s);
    const auto both = m_cli->run({u"backup"_s, u"--all"_s, u"--parallel"_s, u"2"_s, u"--json"_s});
    QCOMPARE(both.exitStatus, 4);
    const QJsonArray runs = both.json().value("runs"_L1).toArray();
    QCOMPARE(runs.size(), 2);
    QCOMPARE(runs.first().toObject().value("error"_L1).toObject().value("kind"_L1).toString(),
             u"Unreachable"_s);
    QCOMPARE(runs.first().toObject().value("host"_L1).toString(), u"h1"_s);
    QCOMPARE(m_cli->run({u"runs"_s, u"--json"_s}).json().value("runs"_L1).toArray().size(), 3);
}

void TestCli::aRunbookIsWrittenAsMarkdownAndPdf()
{
    addHost(u"h1"_s);
    const QString id = Settings(m_cli->places()).host(u"h1"_s)->id;
    const QString folder = addVault();
    addWholePoint(folder, id, u"20261122T020000Z"_s);
    const auto exported = [&](const QString &name, const QString &language) {
        const QString file = m_cli->file(name);
        const auto answer = m_cli->run(
            {u"export-runbook"_s, u"h1/latest"_s, u"--lang"_s, language, file, u"--json"_s});
        QFile written(file);
        if (answer.exitStatus != 0 || !written.open(QIODevice::ReadOnly))
            return answer.both();
        return written.readAll();
    };
    QVERIFY(exported(u"runbook.md"_s, u"en"_s).startsWith("# Recovery of `node-a` by hand"));
    QVERIFY(exported(u"runbook.md"_s, u"zh_CN"_s).startsWith("# 手动恢复 `node-a`"));
    QVERIFY(exported(u"runbook.pdf"_s, u"en"_s).startsWith("%PDF-"));
    QVERIFY(!QFile::exists(m_cli->file(u"runbook.md.part"_s)));

    // A folder is not replaced, nor is one component recovered as if it were a host.
    QVERIFY(QDir().mkdir(m_cli->file(u"folder.md"_s)));
    QVERIFY(exported(u"folder.md"_s, u"en"_s).contains("Usage"));
    addPoint(folder, id, u"20261123T020000Z"_s);
    QVERIFY(exported(u"later.md"_s, u"en"_s).contains("does not hold the configuration"));
    QVERIFY(!QFile::exists(m_cli->file(u"later.md"_s)));
}

// Of a point the newest drill; in both forms and languages.
void TestCli::theReportOfARunIsWrittenAsHtmlAndPdf()
{
    addHost(u"h1"_s);
    const QString id = Settings(m_cli->places()).host(u"h1"_s)->id;
    const QString folder = addVault();
    addPoint(folder, id, u"20261122T020000Z"_s);
    const auto exported = [&](const QString &run, const QString &name, const QString &language) {
        const QString file = m_cli->file(name);
        const auto answer =
            m_cli->run({u"export-report"_s, run, file, u"--lang"_s, language, u"--json"_s});
        QFile written(file);
        if (answer.exitStatus != 0 || !written.open(QIODevice::ReadOnly))
            return answer.both();
        return written.readAll();
    };
    QVERIFY(exported(u"h1/latest"_s, u"r.html"_s, u"en"_s).contains("has not been drilled"));
    RunReport run{
        .hostId = id, .hostName = u"h1"_s, .point = id + u"/20261122T020000Z"_s, .vault = folder};
    for (const auto &[name, verb] : {std::pair{u"r1"_s, Verb::Drill},
                                     {u"r2"_s, Verb::Backup},
                                     {u"r3"_s, Verb::Drill},
                                     {u"r4"_s, Verb::Verify}}) {
        run.run = name;
        run.verb = verb;
        writeRun(run);
    }
    QFile comparison(m_cli->places().state + u"/runs/r3/comparison.json"_s);
    QVERIFY(comparison.open(QIODevice::WriteOnly));
    comparison.write(R"({"components": {"postgres": {"expected": {"a rows": 1}, "found": {}}}})");
    comparison.close();
    const QByteArray english = exported(u"h1/latest"_s, u"r.html"_s, u"en"_s);
    QVERIFY2(english.contains("<td class=\"bad\">Missing</td><td class=\"name\">a rows</td>"),
             english.constData());
    QVERIFY(english.contains("r3"));
    QVERIFY(english.contains("postgres/a_20261122T020000Z.dump"));
    QVERIFY(exported(u"r3"_s, u"r.html"_s, u"zh_CN"_s).contains("比对报告"));
    QVERIFY(exported(u"r3"_s, u"r.pdf"_s, u"en"_s).startsWith("%PDF-"));
    QVERIFY(exported(u"r2"_s, u"backup.html"_s, u"en"_s).contains("compares nothing"));
    QVERIFY(!QFile::exists(m_cli->file(u"backup.html"_s)));
}

void TestCli::aKitThatCannotBeMadeLeavesNothing()
{
    addHost(u"h1"_s, u"root@127.0.0.1:1"_s);
    const QString id = Settings(m_cli->places()).host(u"h1"_s)->id;
    addWholePoint(addVault(), id, u"20261122T020000Z"_s);
    const auto status = [&](const QString &folder) {
        return m_cli->run({u"kit"_s, u"h1/latest"_s, folder, u"--json"_s}).exitStatus;
    };
    const QString kit = m_cli->file(u"kit"_s);
    QCOMPARE(status(m_cli->file(u"no/kit"_s)), 2);
    QVERIFY(QDir().mkpath(kit + u"/something"_s));
    QCOMPARE(status(kit), 2);
    QVERIFY(QDir(kit).removeRecursively());
    QVERIFY(QDir().mkdir(kit + u".partial"_s));
    QCOMPARE(status(kit), 2);
    QVERIFY(QDir().rmdir(kit + u".partial"_s));
    QCOMPARE(status(kit), 4); // nobody listens there
    QVERIFY(!QFile::exists(kit) && !QFile::exists(kit + u".partial"_s));
}

void TestCli::pointsAreListedShownPinnedAndDeleted()
{
    addHost(u"主机 1"_s);
    const QString id = Settings(m_cli->places()).host(u"主机 1"_s)->id;
    const QString folder = addVault();
    addPoint(folder, id, u"20261122T020000Z"_s);
    addPoint(folder, id, u"20261123T020000Z"_s);

    const auto list = m_cli->run({u"points"_s, u"主机 1"_s, u"--json"_s});
    QVERIFY2(list.exitStatus == 0, list.err.constData());
    const QJsonArray points = list.json().value("points"_L1).toArray();
    QCOMPARE(points.size(), 2);
    QCOMPARE(points.first().toObject().value("point"_L1).toString(), u"主机 1/20261123T020000Z"_s);
    QCOMPARE(points.first().toObject().value("bytes"_L1).toInt(), 4);

    const QString point = u"主机 1/20261122T020000Z"_s;
    QCOMPARE(m_cli->run({u"point"_s, u"pin"_s, point}).exitStatus, 0);
    const auto shown =
        m_cli->run({u"point"_s, u"show"_s, id + u"/20261122T020000Z"_s, u"--json"_s});
    QCOMPARE(
        shown.json().value("points"_L1).toArray().first().toObject().value("pinned"_L1).toBool(),
        true);
    QVERIFY(m_cli->run({u"point"_s, u"delete"_s, point}).exitStatus != 0);
    QCOMPARE(m_cli->run({u"point"_s, u"unpin"_s, point}).exitStatus, 0);
    QCOMPARE(m_cli->run({u"point"_s, u"delete"_s, point}).exitStatus, 0);
    QCOMPARE(m_cli->run({u"point"_s, u"show"_s, point}).exitStatus, 2);
    QCOMPARE(m_cli->run({u"points"_s, u"--json"_s}).json().value("points"_L1).toArray().size(), 1);

    // The points stay when the host is forgotten, and are found by the name they carry.
    QCOMPARE(m_cli->run({u"host"_s, u"remove"_s, u"主机 1"_s}).exitStatus, 0);
    QCOMPARE(m_cli->run({u"points"_s, u"node a"_s, u"--json"_s})
                 .json()
                 .value("points"_L1)
                 .toArray()
                 .size(),
             1);
    QCOMPARE(m_cli->run({u"point"_s, u"show"_s, id + u"/latest"_s}).exitStatus, 0);
}

void TestCli::theNewestCompletePointIsTheLatest()
{
    addHost(u"h1"_s);
    const QString id = Settings(m_cli->places()).host(u"h1"_s)->id;
    const QString folder = addVault();
    addPoint(folder, id, u"20261122T020000Z"_s);
    addPoint(folder, id, u"20261123T020000Z"_s, false);
    const auto latest = m_cli->run({u"point"_s, u"show"_s, u"h1/latest"_s, u"--json"_s});
    const QJsonObject point = latest.json().value("points"_L1).toArray().first().toObject();
    QCOMPARE(point.value("point"_L1).toString(), u"h1/20261122T020000Z"_s);
}

void TestCli::nothingIsMadeOfAManifestThatCannotBeReliedOn_data()
{
    QTest::addColumn<QString>("damage");
    QTest::addColumn<QStringList>("line");
    for (const QString &damage : {u"cut"_s, u"of another point"_s, u"of another host"_s}) {
        for (const char *line :
             {"verify POINT", "drill POINT", "drill POINT --component postgres",
              "restore POINT --to h1 --beside", "restore POINT --to h1 --confirm h1",
              "plan restore POINT --to h1 --confirm h1"})
            QTest::addRow("%s: %s", qPrintable(damage), line)
                << damage << QString::fromLatin1(line).split(u' ');
    }
}

// Said before the host is asked, which nobody could reach here.
void TestCli::nothingIsMadeOfAManifestThatCannotBeReliedOn()
{
    QFETCH(const QString, damage);
    QFETCH(QStringList, line);
    addHost(u"h1"_s);
    const QString id = Settings(m_cli->places()).host(u"h1"_s)->id;
    const QString vault = addVault();
    addPoint(vault, id, u"20261122T020000Z"_s);
    QString folder = vault + u'/' + id + u"/20261122T020000Z"_s;
    if (damage == "of another point"_L1) {
        const QString other = vault + u'/' + id + u"/20261123T020000Z"_s;
        QVERIFY(QDir().rename(folder, other));
        folder = other;
    } else {
        QFile file(folder + u"/manifest.json"_s);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray manifest = file.readAll();
        if (damage == "cut"_L1)
            manifest.truncate(manifest.size() / 2);
        else
            manifest.replace(id.toUtf8(), "h9-00000009");
        QVERIFY(file.resize(0) && file.seek(0));
        QVERIFY(file.write(manifest) == manifest.size());
    }
    line.replaceInStrings(u"POINT"_s, u"h1/"_s + QFileInfo(folder).fileName());
    const auto answer = m_cli->run(line + QStringList{u"--json"_s});
    QVERIFY2(answer.exitStatus == 1, answer.both().constData());
    QCOMPARE(answer.errorKind(), u"Corrupt"_s);
    QVERIFY(!QFile::exists(folder + u"/proofs.jsonl"_s));
}

void TestCli::aVaultThatIsMissingMakesTheListAFailure()
{
    addHost(u"h1"_s);
    const QString id = Settings(m_cli->places()).host(u"h1"_s)->id;
    addPoint(addVault(u"one"_s), id, u"20261122T020000Z"_s);
    QVERIFY(QDir(addVault(u"two"_s)).removeRecursively());
    const auto list = m_cli->run({u"points"_s, u"--json"_s});
    QCOMPARE(list.exitStatus, 1);
    QCOMPARE(list.json().value("points"_L1).toArray().size(), 1);
    QVERIFY(!list.errorKind().isEmpty());
    QCOMPARE(m_cli->run({u"point"_s, u"show"_s, u"h1/20261122T020000Z"_s}).exitStatus, 0);
    QCOMPARE(m_cli->run({u"point"_s, u"show"_s, u"h1/20261121T020000Z"_s}).exitStatus, 1);
}

// Nobody listens at these addresses: 4 says that the arguments were right.
void TestCli::aPlanTakesTheArgumentsOfItsVerb()
{
    addHost(u"h1"_s);
    addHost(u"h2"_s, u"root@127.0.0.1:2"_s);
    QCOMPARE(m_cli->run({u"host"_s, u"edit"_s, u"h2"_s, u"--tag"_s, u"t"_s}).exitStatus, 0);
    addPoint(addVault(), Settings(m_cli->places()).host(u"h1"_s)->id, u"20261122T020000Z"_s);
    const QList<std::pair<const char *, int>> lines{
        {"backup h1", 1},
        {"backup h1 h2 --parallel 2 --component postgres --vault main --format plain", 2},
        {"backup --all --parallel 1", 2},
        {"backup --tag t", 1}};
    for (const auto &[line, hosts] : lines) {
        const auto answer =
            m_cli->run(QStringList{u"plan"_s} + QString::fromLatin1(line).split(u' ')
                       + QStringList{u"--json"_s});
        QVERIFY2(answer.exitStatus == 4, answer.both().constData());
        QCOMPARE(answer.json().value("failed"_L1).toArray().size(), hosts);
        QCOMPARE(answer.errorKind(), u"Unreachable"_s);
    }
    const QList<std::pair<const char *, int>> restores{{"--to h1", 4},
                                                       {"--to h1 --confirm h1", 4},
                                                       {"--to h1 --create-roles --beside", 4},
                                                       {"--to h1 --confirm h2", 2},
                                                       {"--to h1 --confirm h1 --beside", 2},
                                                       {"--confirm h1", 2}};
    for (const auto &[line, status] : restores) {
        const auto answer = m_cli->run(QStringList{u"plan"_s, u"restore"_s, u"h1/latest"_s}
                                       + QString::fromLatin1(line).split(u' '));
        QVERIFY2(answer.exitStatus == status, (line + (": " + answer.both())).constData());
    }
}

void TestCli::aRestoreWantsTheNameByteForByte_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<int>("status");
    QTest::newRow("missing, without a terminal") << QStringList{} << 2;
    QTest::newRow("empty") << QStringList{u"--confirm"_s, u""_s} << 2;
    QTest::newRow("another case") << QStringList{u"--confirm"_s, u"Café"_s} << 2;
    QTest::newRow("a space more") << QStringList{u"--confirm"_s, u"café "_s} << 2;
    // The same letters to the eye, other bytes: e with a combining accent.
    QTest::newRow("decomposed") << QStringList{u"--confirm"_s, QString(u"cafe"_s + QChar(0x301))}
                                << 2;
    QTest::newRow("equal, and nobody listens there") << QStringList{u"--confirm"_s, u"café"_s} << 4;
}

void TestCli::aRestoreWantsTheNameByteForByte()
{
    QFETCH(const QStringList, more);
    QFETCH(const int, status);
    addHost(u"café"_s);
    addPoint(addVault(), Settings(m_cli->places()).host(u"café"_s)->id, u"20261122T020000Z"_s);
    const QStringList restore{u"restore"_s, u"café/latest"_s, u"--to"_s, u"café"_s, u"--json"_s};
    const auto answer = m_cli->run(restore + more);
    QVERIFY2(answer.exitStatus == status, answer.both().constData());
}

void TestCli::aHumanAtATerminalTypesTheName()
{
    addHost(u"h1"_s);
    addPoint(addVault(), Settings(m_cli->places()).host(u"h1"_s)->id, u"20261122T020000Z"_s);
    const auto typed = [this](const QByteArray &name) {
        return m_cli
            ->runAtTerminal({u"restore"_s, u"h1/latest"_s, u"--to"_s, u"h1"_s}, {{"h1): ", name}})
            .exitStatus;
    };
    QCOMPARE(typed("h2"), 2);
    QCOMPARE(typed("h1"), 4); // it went on to connect
}

void TestCli::laterPartsOfARestoreDependOnItsState_data()
{
    QTest::addColumn<RestoreState>("state");
    QTest::addColumn<QStringList>("line");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, RestoreState state, const QStringList &line, int status) {
        QTest::newRow(name) << state << line << status;
    };
    const QString run = u"r1"_s;
    const QStringList cutover{u"cutover"_s, run, u"--confirm"_s, u"h1"_s};
    row("cut over what is prepared", RestoreState::Prepared, cutover, 4);
    row("cut over under another name", RestoreState::Prepared,
        {u"cutover"_s, run, u"--confirm"_s, u"h2"_s}, 2);
    row("cut over without the name", RestoreState::Prepared, {u"cutover"_s, run}, 2);
    row("cut over what is in service", RestoreState::InService, cutover, 2);
    row("undo what is in service", RestoreState::InService, {u"undo"_s, run}, 4);
    row("undo the last one", RestoreState::InService,
        {u"undo"_s, u"last"_s, u"--confirm"_s, u"h1"_s}, 4);
    row("undo under another name", RestoreState::InService,
        {u"undo"_s, run, u"--confirm"_s, u"h2"_s}, 2);
    row("undo what is undone", RestoreState::Undone, {u"undo"_s, run}, 2);
    row("undo what is accepted", RestoreState::Accepted, {u"undo"_s, run}, 2);
    row("undo what is only prepared", RestoreState::Prepared, {u"undo"_s, run}, 2);
    row("accept what is in service", RestoreState::InService, {u"accept"_s, run}, 4);
    row("accept what is undone", RestoreState::Undone, {u"accept"_s, run}, 2);
    row("discard what is prepared", RestoreState::Prepared, {u"discard"_s, run}, 4);
    row("discard what is undone", RestoreState::Undone, {u"discard"_s, run}, 4);
    row("discard what is in service", RestoreState::InService, {u"discard"_s, run}, 2);
    row("discard what is discarded", RestoreState::Discarded, {u"discard"_s, run}, 2);
}

void TestCli::laterPartsOfARestoreDependOnItsState()
{
    QFETCH(const RestoreState, state);
    QFETCH(const QStringList, line);
    QFETCH(const int, status);
    addHost(u"h1"_s);
    RunReport report;
    report.run = u"r1"_s;
    report.verb = Verb::Prepare;
    report.hostId = Settings(m_cli->places()).host(u"h1"_s)->id;
    report.hostName = u"h1"_s;
    report.restore = state;
    report.places << Place{
        .component = u"postgres"_s, .live = u"a"_s, .beside = u"b"_s, .safety = u"c"_s};
    report.components << ComponentReport{.id = u"postgres"_s, .safetyCopies = {u"c"_s}};
    writeRun(report);
    const auto answer = m_cli->run(line + QStringList{u"--json"_s});
    QVERIFY2(answer.exitStatus == status, answer.both().constData());
    QCOMPARE(answer.errorKind(), status == 2 ? u"Usage"_s : u"Unreachable"_s);
    // A part that could not begin leaves the restore as it stands.
    QCOMPARE(RunLog(m_cli->places().state + u"/runs"_s).run(u"r1"_s)->restore, state);
}

void TestCli::runsAreListedAndShown()
{
    addHost(u"h1"_s);
    RunReport report;
    report.run = u"r1"_s;
    report.hostId = Settings(m_cli->places()).host(u"h1"_s)->id;
    report.point = report.hostId + u"/20261122T020000Z"_s;
    writeRun(report);
    report.run = u"r2"_s;
    report.hostId = u"gone-00000000"_s;
    report.hostName = u"gone"_s;
    report.pid = 1; // its program died: nobody holds its lock
    writeRun(report);

    const QJsonArray all = m_cli->run({u"runs"_s, u"--json"_s}).json().value("runs"_L1).toArray();
    QCOMPARE(all.size(), 2);
    QCOMPARE(all.first().toObject().value("run"_L1).toString(), u"r2"_s);
    QCOMPARE(all.first().toObject().value("error"_L1).toObject().value("kind"_L1).toString(),
             u"Interrupted"_s);
    QVERIFY(all.first().toObject().value("ended"_L1).isNull());
    const QJsonArray one =
        m_cli->run({u"runs"_s, u"h1"_s, u"--json"_s}).json().value("runs"_L1).toArray();
    QCOMPARE(one.size(), 1);
    QCOMPARE(one.first().toObject().value("point"_L1).toString(), u"h1/20261122T020000Z"_s);
    const auto shown = m_cli->run({u"run"_s, u"show"_s, u"r1"_s, u"--json"_s});
    QCOMPARE(shown.exitStatus, 0);
    QVERIFY(shown.json().value("runs"_L1).toArray().first().toObject().contains("components"_L1));
}

void TestCli::aRunThatHasNotEndedIsNotOk()
{
    RunLog log(m_cli->places().state + u"/runs"_s);
    auto recorder = log.open(u"r1"_s);
    VERIFY_OK(recorder);
    RunReport report;
    report.run = u"r1"_s;
    report.started = QDateTime::currentDateTimeUtc();
    VERIFY_OK((*recorder)->begin({}, report));
    const QList<QStringList> lines{{u"runs"_s}, {u"run"_s, u"show"_s, u"r1"_s}};
    for (const QStringList &line : lines) {
        const auto answer = m_cli->run(line + QStringList{u"--json"_s});
        const QJsonObject run = answer.json().value("runs"_L1).toArray().first().toObject();
        QCOMPARE(run.value("status"_L1).toString(), u"skipped"_s);
        QCOMPARE(run.value("running"_L1).toBool(), true);
        QVERIFY(run.value("ended"_L1).isNull());
    }
    report.ended = QDateTime::currentDateTimeUtc();
    VERIFY_OK((*recorder)->finish(report));
    const QJsonObject run =
        m_cli->run({u"runs"_s, u"--json"_s}).json().value("runs"_L1).toArray().first().toObject();
    QCOMPARE(run.value("status"_L1).toString(), u"ok"_s);
    QCOMPARE(run.value("running"_L1).toBool(true), false);
}

void TestCli::aRunOfAnotherProgramIsCancelled()
{
    RunLog log(m_cli->places().state + u"/runs"_s);
    const CancelToken cancel;
    auto recorder = log.open(u"r1"_s, cancel);
    VERIFY_OK(recorder);
    RunReport report;
    report.run = u"r1"_s;
    VERIFY_OK((*recorder)->begin({}, report));
    const auto answer = m_cli->run({u"run"_s, u"cancel"_s, u"r1"_s, u"--json"_s});
    QVERIFY2(answer.exitStatus == 0, answer.err.constData());
    QCOMPARE(answer.json().value("run"_L1).toString(), u"r1"_s);
    QTRY_VERIFY_WITH_TIMEOUT(cancel.isCancelled(), 2000);
}

void TestCli::whoHoldsTheSettingsIsNamed()
{
    QVERIFY(QDir().mkpath(m_cli->places().config));
    QLockFile lock(m_cli->places().config + u"/lock"_s);
    QVERIFY(lock.tryLock(0));
    QElapsedTimer clock;
    clock.start();
    const auto answer = m_cli->run(
        {u"host"_s, u"add"_s, u"h1"_s, u"root@127.0.0.1:1"_s, u"--offline"_s, u"--json"_s});
    QCOMPARE(answer.exitStatus, 1);
    QCOMPARE(answer.errorKind(), u"Busy"_s);
    const QString message =
        answer.json().value("error"_L1).toObject().value("message"_L1).toString();
    QVERIFY2(message.contains(QString::number(QCoreApplication::applicationPid()))
                 && message.contains(u"tst_cli"_s),
             qPrintable(message));
    QVERIFY(clock.elapsed() >= 5000);
}

void TestCli::brokenSettingsAreLeftAlone()
{
    addHost(u"h1"_s);
    const QString path = m_cli->places().config + u"/hosts.json"_s;
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.resize(20));
    const QByteArray before = file.readAll();
    file.close();
    for (const QStringList &line :
         {QStringList{u"host"_s, u"list"_s},
          QStringList{u"host"_s, u"add"_s, u"h2"_s, u"a@b"_s, u"--offline"_s}}) {
        const auto answer = m_cli->run(line + QStringList{u"--json"_s});
        QCOMPARE(answer.exitStatus, 1);
        QCOMPARE(answer.errorKind(), u"Corrupt"_s);
    }
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), before);
}

void TestCli::jsonLinesEndWithTheResult()
{
    addHost(u"h1"_s);
    addVault();
    const auto answer = m_cli->run({u"backup"_s, u"h1"_s, u"--json-lines"_s});
    QCOMPARE(answer.exitStatus, 4);
    const QList<QByteArray> lines = answer.out.trimmed().split('\n');
    for (const QByteArray &line : lines)
        QVERIFY2(!QJsonDocument::fromJson(line).object().value("event"_L1).toString().isEmpty(),
                 line.constData());
    const QJsonObject last = QJsonDocument::fromJson(lines.last()).object();
    QCOMPARE(last.value("event"_L1).toString(), u"result"_s);
    QCOMPARE(last.value("status"_L1).toString(), u"failed"_s);
    QCOMPARE(last.value("runs"_L1).toArray().size(), 1);
}

void TestCli::messagesSpeakTheLocalesLanguageAndJsonEnglish()
{
    m_cli->setEnvironment(u"LC_ALL"_s, u""_s);
    m_cli->setEnvironment(u"LANG"_s, u"zh_CN.UTF-8"_s);
    const auto answer = m_cli->run({u"host"_s, u"show"_s, u"nobody"_s, u"--json"_s});
    QCOMPARE(answer.exitStatus, 2);
    QVERIFY2(answer.err.contains("主机"), answer.err.constData());
    QVERIFY(answer.json()
                .value("error"_L1)
                .toObject()
                .value("message"_L1)
                .toString()
                .contains(u"host"_s));
}

void TestCli::aSignalCancelsOnceAndInTime_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void TestCli::aSignalCancelsOnceAndInTime()
{
    QFETCH(const int, number);
    QTcpServer silent; // takes the connection and never says a word
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    addHost(u"h1"_s, u"root@127.0.0.1:"_s + QString::number(silent.serverPort()));
    addVault();
    const auto process = m_cli->start({u"backup"_s, u"h1"_s, u"--json"_s});
    QVERIFY(silent.waitForNewConnection(20000));
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(::kill(pid_t(process->processId()), number), 0);
    ::kill(pid_t(process->processId()), number); // a second one changes nothing
    const auto answer = CliProgram::end(*process, 10);
    QVERIFY2(answer.exitStatus == 5, answer.both().constData());
    QCOMPARE(answer.json().value("status"_L1).toString(), u"cancelled"_s);
    QCOMPARE(answer.errorKind(), u"Cancelled"_s);
    QVERIFY2(clock.elapsed() < 5000, qPrintable(QString::number(clock.elapsed())));
}

void TestCli::aReaderThatStopsDoesNotStopTheWriter()
{
    int ends[2];
    QCOMPARE(::pipe(ends), 0);
    FILE *stream = ::fdopen(ends[1], "w");
    const QByteArray line(1023, 'x');
    constexpr int Lines = 1000; // far more than a pipe holds
    std::thread reader;
    QByteArray seen;
    {
        OutputQueue output;
        QElapsedTimer clock;
        clock.start();
        for (int i = 0; i < Lines; ++i) {
            output.write(stream, line + '\n');
            output.write(stream, "passing\n", OutputQueue::Kind::Passing);
        }
        QVERIFY2(clock.elapsed() < 1000, qPrintable(QString::number(clock.elapsed())));
        reader = std::thread([&] {
            char buffer[65536];
            for (ssize_t count = 0; (count = ::read(ends[0], buffer, sizeof buffer)) > 0;)
                seen.append(buffer, count);
        });
    }
    ::fclose(stream);
    reader.join();
    ::close(ends[0]);
    QCOMPARE(seen.count(line), Lines);
    QVERIFY2(seen.count("passing") < Lines / 2, "what passes is dropped while nobody reads");
}

void TestCli::aComponentIsDescribed()
{
    const auto answer = m_cli->run({u"describe"_s, u"postgres"_s, u"--json"_s});
    QVERIFY2(answer.exitStatus == 0, answer.err.constData());
    QVERIFY(!answer.json().value("steps"_L1).toArray().isEmpty());
    // Its page, then what a backup does.
    const QByteArray text = m_cli->run({u"describe"_s, u"postgres"_s}).out;
    QVERIFY2(text.startsWith("# PostgreSQL\n"), text.constData());
    QVERIFY(text.indexOf("## Restored by hand\n") < text.indexOf("# 1. "));
    QVERIFY(text.contains("\n## The steps of a backup, on an example\n"));
    const QByteArray chinese =
        m_cli->run({u"describe"_s, u"postgres"_s, u"--lang"_s, u"zh_CN"_s}).out;
    QVERIFY2(chinese.contains("\n## 手动恢复\n"), chinese.constData());
    QVERIFY(chinese.contains("\n## 示例：备份的步骤\n"));
}

void TestCli::rescanCounts()
{
    addHost(u"h1"_s);
    const QString folder = addVault();
    addPoint(folder, Settings(m_cli->places()).host(u"h1"_s)->id, u"20261122T020000Z"_s);
    const auto answer = m_cli->run({u"rescan"_s, u"--json"_s});
    QCOMPARE(answer.exitStatus, 0);
    const QJsonObject vault = answer.json().value("vaults"_L1).toArray().first().toObject();
    QCOMPARE(vault.value("points"_L1).toInt(), 1);
    QCOMPARE(vault.value("damaged"_L1).toInt(), 0);
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
