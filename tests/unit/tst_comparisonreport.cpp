#include "app/comparisonreport.h"

#include "app/translations.h"
#include "support/vaultfixture.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

static const QString PointId = u"20261122T020000Z"_s;
static const QString Hostile = u"app table <script>alert(1)</script>&\u202Exe @found@ rows"_s;

// What an auditor is given to read about a run.
class TestComparisonReport : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { m_language.setLanguage(u"en"_s); }
    void whatDiffersIsSaidFirstAndInWords();
    void aSequenceMayBeFurther();
    void namesOfOthersAreTextAndNothingElse();
    void bothLanguagesSayTheSame();
    void itNeedsNothingBesideIt();
    void whatWasNotComparedIsSaidWithTheReason();
    void thePointIsNamedWithItsHashes();
    void anotherManifestThanThenIsSaid();
    void aPointThatIsGoneIsSaid();
    void whyItFailedIsThere();

private:
    Translations m_language;
};

static ComparedRun drill(const QMap<QString, QString> &expected,
                         const QMap<QString, QString> &found)
{
    ComparedRun compared{.run = {.run = u"20261123t020000-0000000a"_s,
                                 .verb = Verb::Drill,
                                 .hostId = HostId,
                                 .hostName = u"node a"_s,
                                 .point = HostId + u'/' + PointId,
                                 .tool = u"Lifeboat 9.9"_s,
                                 .machineId = u"m1"_s}};
    compared.comparisons.insert(u"postgres"_s, {{expected}, {found}});
    ComponentReport component{.id = u"postgres"_s};
    component.differences = Fingerprint{expected}.differencesFrom({found});
    if (!component.differences.isEmpty())
        component.status = compared.run.status = Outcome::Failed;
    compared.run.components << component;
    StoredPoint point{.hostId = HostId, .manifest = manifestOf(PointId, {})};
    point.manifest.components[0].fingerprint = {expected};
    compared.point = point;
    return compared;
}

// What a human reads of it.
static QString textOf(QString html)
{
    html.remove(
        QRegularExpression(u"<style>.*</style>"_s, QRegularExpression::DotMatchesEverythingOption));
    html.replace(QRegularExpression(u"<[^>]*>"_s), u" "_s);
    return html.simplified();
}

void TestComparisonReport::whatDiffersIsSaidFirstAndInWords()
{
    const QString text = textOf(comparisonReport(
        drill({{u"a rows"_s, u"1"_s}, {u"m rows"_s, u"7"_s}, {u"z rows"_s, u"2"_s}},
              {{u"a rows"_s, u"1"_s}, {u"m rows"_s, u"8"_s}, {u"new rows"_s, u"5"_s}})));
    const QString lines = text.sliced(text.indexOf(u"6. Expected against found"));
    const qsizetype differs = lines.indexOf(u"Differs m rows 7 8"_s);
    const qsizetype missing = lines.indexOf(u"Missing z rows 2 –"_s);
    const qsizetype added = lines.indexOf(u"In addition new rows – 5"_s);
    const qsizetype equal = lines.indexOf(u"Equal a rows 1 1"_s);
    QVERIFY2(differs > 0 && missing > differs && added > missing && equal > added,
             qPrintable(lines));
    QVERIFY2(text.contains(u"Failed . 3 of 3 compared values are not as expected."_s)
                 || text.contains(u"Failed. 3 of 3"_s),
             qPrintable(text.first(400)));
    QVERIFY(text.contains(u"postgres Failed 3 3 m rows z rows new rows"_s));
}

void TestComparisonReport::aSequenceMayBeFurther()
{
    const QString name = u"app sequence public.s value"_s;
    const QString text = textOf(comparisonReport(drill({{name, u"10"_s}}, {{name, u"12"_s}})));
    QVERIFY(text.contains(u"Not below "_s + name + u" 10 12"_s));
    QVERIFY(text.contains(u"All 1 compared values are as expected."_s));
}

void TestComparisonReport::namesOfOthersAreTextAndNothingElse()
{
    ComparedRun compared = drill({{Hostile, u"<b>1</b>"_s}}, {{Hostile, u"2\n3"_s}});
    compared.run.hostName = u"<img src=x>"_s;
    compared.point->manifest.hostName = u"\"><script>"_s;
    const QString html = comparisonReport(compared);
    QVERIFY(!html.contains(u"<script"_s));
    QVERIFY(!html.contains(u"<img"_s));
    QVERIFY(!html.contains(u'\u202E'));
    const QString line = u"<td class=\"name\">app table &lt;script&gt;alert(1)&lt;/script&gt;&amp;"
                         u"⟨U+202E⟩xe @found@ rows</td><td class=\"mono\">&lt;b&gt;1&lt;/b&gt;"
                         u"</td><td class=\"mono\">2⟨U+000A⟩3</td>"_s;
    QVERIFY2(html.contains(line), qPrintable(html.sliced(html.indexOf(u"6. Expected"))));
}

void TestComparisonReport::bothLanguagesSayTheSame()
{
    const ComparedRun compared = drill({{u"a rows"_s, u"1"_s}}, {{u"a rows"_s, u"2"_s}});
    const QString english = comparisonReport(compared);
    m_language.setLanguage(u"zh_CN"_s);
    const QString chinese = comparisonReport(compared);
    QVERIFY(chinese.contains(u"比对报告"_s));
    QVERIFY(textOf(chinese).contains(u"不同 a rows 1 2"_s));
    static const QRegularExpression tags(u"<[^>]*>"_s);
    const auto tagsOf = [](const QString &html) {
        QStringList all;
        for (const auto &match : tags.globalMatch(html))
            all << match.captured();
        all.removeIf([](const QString &tag) { return tag.startsWith(u"<html"); });
        return all;
    };
    QCOMPARE(tagsOf(chinese), tagsOf(english));
    for (const QString &html : {english, chinese})
        QVERIFY2(!QRegularExpression(u"@[A-Za-z]+@"_s).match(html).hasMatch(), qPrintable(html));
}

void TestComparisonReport::itNeedsNothingBesideIt()
{
    const QString html = comparisonReport(drill({}, {}));
    static const QRegularExpression outside(u"https?:|src=|href=|url\\(|<link|<script|@import"_s);
    QVERIFY(!outside.match(html).hasMatch());
    QVERIFY(html.contains(u"default-src 'none'"_s));
}

void TestComparisonReport::whatWasNotComparedIsSaidWithTheReason()
{
    ComparedRun compared = drill({{u"a rows"_s, u"1"_s}}, {{u"a rows"_s, u"1"_s}});
    Manifest &manifest = compared.point->manifest;
    manifest.components[0].fingerprint.entries.insert(u"b rows"_s, u"1"_s);
    manifest.components << ManifestComponent{.id = u"minio"_s}
                        << ManifestComponent{.id = u"nats"_s,
                                             .outcome = Outcome::Failed,
                                             .why = Error{.message = {"It was away.", {}}}}
                        << ManifestComponent{.id = u"pgvector"_s};
    manifest.uncovered = {QJsonObject{{u"kind"_s, u"volume"_s},
                                      {u"name"_s, u"uploads"_s},
                                      {u"why"_s, Text{"Nobody asked.", {}}.toJson()}}};
    compared.run.components << ComponentReport{
        .id = u"pgvector"_s, .status = Outcome::Failed, .why = Error{.message = {"No room.", {}}}};
    const QString text = textOf(comparisonReport(compared));
    for (const QString &said :
         {u"minio It was not part of this run."_s,
          u"nats The point does not hold it. It was away."_s, u"pgvector No room."_s,
          u"volume uploads Nobody asked."_s, u"postgres: b rows It stands"_s})
        QVERIFY2(text.contains(said), qPrintable(said + u"\n"_s + text));
}

void TestComparisonReport::thePointIsNamedWithItsHashes()
{
    QTemporaryDir folder;
    Result<Vault> vault = Vault::create(NativeFileSystem::instance(), folder.path(), u"v"_s);
    VERIFY_OK(vault);
    auto writer = vault->begin(HostId, pointTime(PointId));
    VERIFY_OK(writer);
    const Result<Artifact> artifact = put(**writer, u"postgres/a.dump"_s, "data");
    VERIFY_OK(artifact);
    Manifest manifest = manifestOf(PointId, {*artifact});
    manifest.machineId = u"m1"_s;
    manifest.snapshotWindowSeconds = 0.25;
    VERIFY_OK((*writer)->finish(manifest));

    ComparedRun compared = drill({}, {});
    compared.point.reset();
    compared.run.vault = folder.path();
    findPoint(compared);
    QVERIFY(compared.point);
    QFile file(compared.point->folder + u"/manifest.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray hash =
        QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256).toHex();
    const QString text = textOf(comparisonReport(compared));
    QVERIFY(text.contains(QString::fromLatin1(hash)));
    QVERIFY(text.contains(u"postgres/a.dump 4 "_s + artifact->sha256));
    QVERIFY(text.contains(u"Both are the same machine."_s));
    QVERIFY(text.contains(u"at most 0.25 s"_s));
    QVERIFY(text.contains(u"Lifeboat 9.9"_s));
}

void TestComparisonReport::anotherManifestThanThenIsSaid()
{
    ComparedRun compared = drill({{u"a rows"_s, u"1"_s}}, {{u"a rows"_s, u"1"_s}});
    QVERIFY(!comparisonReport(compared).contains(u"says something else now"_s));
    compared.point->manifest.components[0].fingerprint.entries[u"a rows"_s] = u"2"_s;
    QVERIFY(comparisonReport(compared).contains(u"says something else now"_s));
}

void TestComparisonReport::aPointThatIsGoneIsSaid()
{
    ComparedRun compared = drill({{u"a rows"_s, u"1"_s}}, {{u"a rows"_s, u"1"_s}});
    compared.point.reset();
    compared.run.vault = u"/no/such/vault"_s;
    findPoint(compared);
    const QString text = textOf(comparisonReport(compared));
    QVERIFY(text.contains(u"could not be read when this report was written"_s));
    QVERIFY(text.contains(u"Equal a rows 1 1"_s));
}

void TestComparisonReport::whyItFailedIsThere()
{
    ComparedRun compared = drill({}, {});
    compared.run.status = Outcome::Failed;
    compared.run.error =
        Error{.message = {"The disk is full.", {}}, .detail = u"first\n<second>"_s};
    const QString html = comparisonReport(compared);
    QVERIFY(html.contains(u"The disk is full."_s));
    QVERIFY(html.contains(u"first<br>&lt;second&gt;"_s));
    QVERIFY(textOf(html).contains(u"Nothing was compared."_s));
}

QTEST_GUILESS_MAIN(TestComparisonReport)
#include "tst_comparisonreport.moc"
