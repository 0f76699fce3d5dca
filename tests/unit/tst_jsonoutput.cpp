#include "cli/jsonoutput.h"
#include "cli/progressline.h"
#include "cli/results.h"
#include "cli/table.h"

#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

class TestJsonOutput : public QObject
{
    Q_OBJECT

private slots:
    void aHostHasTheFieldsOfTheContract();
    void aBackupHasTheFieldsOfTheContract();
    void aVerifyHasTheFieldsOfTheContract();
    void aRestoreHasTheFieldsOfTheContract();
    void aRunLineHasTheFieldsOfTheContract();
    void aPointHasTheFieldsOfTheContract();
    void namesAreShownAndIdsKept();
    void textsAreEnglishWhateverTheLanguage();
    void anErrorStandsBesideTheResults();
    void tablesCountChineseCharactersTwice();
    void theProgressLineNeverSaysHundred();
};

static QString name(const QString &id)
{
    return id == "h1-00000001"_L1 ? u"上海"_s : id;
}

static QStringList missing(const QJsonObject &json, const QStringList &fields)
{
    QStringList absent;
    for (const QString &field : fields) {
        if (!json.contains(field))
            absent << field;
    }
    return absent;
}

static RunReport someReport(Verb verb)
{
    RunReport report;
    report.run = u"r1"_s;
    report.verb = verb;
    report.hostId = u"h1-00000001"_s;
    report.hostName = u"old name"_s;
    report.point = u"h1-00000001/20261122T020000Z"_s;
    report.bytes = 7;
    report.seconds = 1.5;
    report.started = QDateTime::fromString(u"2026-11-22T02:00:00Z"_s, Qt::ISODate);
    ComponentReport component{.id = u"postgres"_s};
    component.artifacts << Artifact{u"postgres/a.dump"_s, 7, QString(64, u'a'), u"a"_s,
                                    u"custom"_s};
    component.fingerprint.entries.insert(u"a rows"_s, u"12"_s);
    component.differences << Difference{u"a rows"_s, u"12"_s, u"13"_s};
    report.components << component;
    return report;
}

static QJsonObject firstComponent(const QJsonObject &run)
{
    return run.value("components"_L1).toArray().first().toObject();
}

void TestJsonOutput::aHostHasTheFieldsOfTheContract()
{
    const HostProfile host{.id = u"h1-00000001"_s,
                           .name = u"上海"_s,
                           .ssh = {u"ops"_s, u"10.0.0.1"_s, 0},
                           .tags = {u"a"_s}};
    const QJsonObject json = hostJson(host);
    QCOMPARE(missing(json, {u"id"_s, u"name"_s, u"address"_s, u"port"_s, u"user"_s, u"tags"_s}),
             QStringList());
    QCOMPARE(json.value("port"_L1).toInt(), 22);
    QCOMPARE(json.value("address"_L1).toString(), u"10.0.0.1"_s);
}

void TestJsonOutput::aBackupHasTheFieldsOfTheContract()
{
    RunReport report = someReport(Verb::Backup);
    report.uncovered << Uncovered{u"volume"_s, u"minio"_s, {"Not in this version.", {}}};
    const CommandResult result = runsResult({{report, true}}, name);
    const QJsonObject run = result.json.value("runs"_L1).toArray().first().toObject();
    QCOMPARE(missing(run, {u"run"_s, u"host"_s, u"point"_s, u"status"_s, u"bytes"_s, u"seconds"_s,
                           u"components"_s}),
             QStringList());
    const QJsonObject component = firstComponent(run);
    QCOMPARE(missing(component, {u"id"_s, u"status"_s, u"artifacts"_s, u"fingerprint"_s}),
             QStringList());
    QCOMPARE(missing(component.value("artifacts"_L1).toArray().first().toObject(),
                     {u"file"_s, u"bytes"_s, u"sha256"_s}),
             QStringList());
    QCOMPARE(component.value("fingerprint"_L1).toObject().value("a rows"_L1).toInt(), 12);
    const QJsonObject uncovered = result.json.value("uncovered"_L1).toArray().first().toObject();
    QCOMPARE(uncovered.value("why"_L1).toString(), u"Not in this version."_s);
    QCOMPARE(uncovered.value("name"_L1).toString(), u"minio"_s);
}

void TestJsonOutput::aVerifyHasTheFieldsOfTheContract()
{
    const CommandResult result = runsResult({{someReport(Verb::Drill), true}}, name);
    const QJsonObject run = result.json.value("runs"_L1).toArray().first().toObject();
    QCOMPARE(missing(run, {u"run"_s, u"point"_s, u"status"_s, u"seconds"_s, u"components"_s}),
             QStringList());
    const QJsonObject difference =
        firstComponent(run).value("differences"_L1).toArray().first().toObject();
    QCOMPARE(difference.value("what"_L1).toString(), u"a rows"_s);
    QVERIFY(difference.value("expected"_L1).isString());
    QVERIFY(difference.value("found"_L1).isString());
}

void TestJsonOutput::aRestoreHasTheFieldsOfTheContract()
{
    RunReport report = someReport(Verb::CutOver);
    report.restore = RestoreState::InService;
    const CommandResult result = restoreResult({report, true}, name);
    QCOMPARE(missing(result.json, {u"run"_s, u"status"_s, u"seconds"_s, u"downtimeSeconds"_s,
                                   u"applicationSeconds"_s, u"components"_s}),
             QStringList());
    QCOMPARE(missing(firstComponent(result.json),
                     {u"id"_s, u"status"_s, u"safetyCopy"_s, u"differences"_s}),
             QStringList());
    QVERIFY(firstComponent(result.json).value("safetyCopy"_L1).isNull());
    report.components.first().safetyCopies = {u"a_before"_s, u"b_before"_s};
    const QJsonObject component = firstComponent(restoreResult({report, true}, name).json);
    QCOMPARE(component.value("safetyCopy"_L1).toString(), u"a_before"_s);
    QCOMPARE(component.value("safetyCopies"_L1).toArray(),
             (QJsonArray{u"a_before"_s, u"b_before"_s}));
}

void TestJsonOutput::aRunLineHasTheFieldsOfTheContract()
{
    const QJsonObject json = runLineJson(someReport(Verb::Prepare), name);
    QCOMPARE(missing(json, {u"run"_s, u"verb"_s, u"host"_s, u"point"_s, u"status"_s, u"started"_s,
                            u"ended"_s, u"bytes"_s}),
             QStringList());
    QCOMPARE(json.value("verb"_L1).toString(), u"restore"_s);
    QCOMPARE(json.value("started"_L1).toString(), u"2026-11-22T02:00:00Z"_s);
    QVERIFY(json.value("ended"_L1).isNull());
}

void TestJsonOutput::aPointHasTheFieldsOfTheContract()
{
    StoredPoint point{.hostId = u"h1-00000001"_s, .folder = u"/v/h1/20261122T020000Z"_s};
    point.manifest.pointId = u"20261122T020000Z"_s;
    point.manifest.components << ManifestComponent{.id = u"postgres"_s};
    const QJsonObject json = pointJson(point, name);
    QCOMPARE(missing(json, {u"point"_s, u"host"_s, u"time"_s, u"bytes"_s, u"complete"_s,
                            u"components"_s, u"verified"_s, u"proven"_s, u"pinned"_s}),
             QStringList());
    QCOMPARE(json.value("point"_L1).toString(), u"上海/20261122T020000Z"_s);
    QCOMPARE(json.value("time"_L1).toString(), u"2026-11-22T02:00:00Z"_s);
    QVERIFY(json.value("verified"_L1).isNull());
    QVERIFY(json.value("complete"_L1).toBool());
}

void TestJsonOutput::namesAreShownAndIdsKept()
{
    QJsonObject json = runJson(someReport(Verb::Backup), name);
    QCOMPARE(json.value("host"_L1).toString(), u"上海"_s);
    QCOMPARE(json.value("point"_L1).toString(), u"上海/20261122T020000Z"_s);
    QCOMPARE(json.value("hostId"_L1).toString(), u"h1-00000001"_s);
    RunReport forgotten = someReport(Verb::Backup);
    forgotten.hostId = u"gone-00000002"_s;
    json = runJson(forgotten, name);
    QCOMPARE(json.value("host"_L1).toString(), u"old name"_s);
}

void TestJsonOutput::textsAreEnglishWhateverTheLanguage()
{
    RunReport report = someReport(Verb::Backup);
    report.components.first().why =
        Error{Error::Kind::CommandFailed, {"It failed at %1.", {u"x"_s}}, {}, u"boom"_s};
    const QJsonObject why = firstComponent(runJson(report, name)).value("why"_L1).toObject();
    QCOMPARE(why.value("kind"_L1).toString(), u"CommandFailed"_s);
    QCOMPARE(why.value("message"_L1).toString(), u"It failed at x."_s);
    QCOMPARE(why.value("detail"_L1).toString(), u"boom"_s);
    QCOMPARE(firstComponent(runJson(report, name)).value("error"_L1).toObject(), why);
    const QJsonObject event = eventJson(StepFinished{.step = "a", .error = cancelled()},
                                        QDateTime::currentDateTimeUtc(), u"h"_s, u"r"_s);
    QCOMPARE(event.value("error"_L1).toObject().value("message"_L1).toString(), u"Cancelled."_s);
    QCOMPARE(event.value("event"_L1).toString(), u"finished"_s);
}

void TestJsonOutput::anErrorStandsBesideTheResults()
{
    RunReport report = someReport(Verb::Backup);
    report.components.clear();
    report.status = Outcome::Failed;
    report.error = Error{Error::Kind::Unreachable, {"No.", {}}, {}, {}};
    const CommandResult result = runsResult({{report, false}}, name);
    QCOMPARE(result.exitStatus, 4);
    QCOMPARE(result.error, report.error);
    QCOMPARE(result.json.value("runs"_L1)
                 .toArray()
                 .first()
                 .toObject()
                 .value("error"_L1)
                 .toObject()
                 .value("kind"_L1)
                 .toString(),
             u"Unreachable"_s);
}

void TestJsonOutput::tablesCountChineseCharactersTwice()
{
    QCOMPARE(displayWidth(u"a上b"_s), 4);
    QCOMPARE(cutToWidth(u"上海主机"_s, 5), u"上海"_s);
    QCOMPARE(tableText({u"A"_s, u"B"_s}, {{u"上海"_s, u"1"_s}, {u"x"_s, u"2"_s}}),
             u"A     B\n上海  1\nx     2\n"_s);
    QCOMPARE(tableText({u"A"_s}, {}), QString());
}

void TestJsonOutput::theProgressLineNeverSaysHundred()
{
    ProgressLine::Host host;
    host.steps = 4;
    host.stepsDone = 1;
    QCOMPARE(ProgressLine::hostText(u"h1"_s, host), u"h1  1/4"_s);
    host.expected.insert("a", 1000);
    host.bytes.insert("a", 500);
    host.title = u"Dump"_s;
    const QString half = ProgressLine::hostText(u"h1"_s, host);
    QVERIFY2(half.startsWith(u"h1  50 %"_s) && half.endsWith(u"Dump"_s), qPrintable(half));
    host.bytes.insert("a", 2000);
    QVERIFY(ProgressLine::hostText(u"h1"_s, host).startsWith(u"h1  99 %"_s));
}

QTEST_GUILESS_MAIN(TestJsonOutput)
#include "tst_jsonoutput.moc"
