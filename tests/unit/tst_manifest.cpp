#include "model/manifest.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

class tst_Manifest : public QObject
{
    Q_OBJECT

    QJsonObject m_example;

    // The example with the first artifact's field set to this.
    QJsonObject withArtifact(const QString &field, const QJsonValue &value) const
    {
        QJsonObject json = m_example;
        QJsonArray components = json.value(u"components"_s).toArray();
        QJsonObject component = components.first().toObject();
        QJsonArray artifacts = component.value(u"artifacts"_s).toArray();
        QJsonObject artifact = artifacts.first().toObject();
        artifact.insert(field, value);
        artifacts.replace(0, artifact);
        component.insert(u"artifacts"_s, artifacts);
        components.replace(0, component);
        json.insert(u"components"_s, components);
        return json;
    }

    QJsonObject withComponent(const QString &field, const QJsonValue &value) const
    {
        QJsonObject json = m_example;
        QJsonArray components = json.value(u"components"_s).toArray();
        QJsonObject component = components.first().toObject();
        component.insert(field, value);
        components.replace(0, component);
        json.insert(u"components"_s, components);
        return json;
    }

private slots:
    void initTestCase()
    {
        QFile file(QStringLiteral(LIFEBOAT_SOURCE_DIR "/tests/data/manifests/v1.json"));
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.errorString()));
        m_example = QJsonDocument::fromJson(file.readAll()).object();
        QVERIFY(!m_example.isEmpty());
    }

    void theFirstFormatIsRead()
    {
        const Result<Manifest> read = Manifest::fromJson(m_example);
        QVERIFY(read);
        QCOMPARE(read->pointId, u"20261122T020000Z"_s);
        QCOMPARE(read->hostId, u"node-a-1f2e3d4c"_s);
        QCOMPARE(read->hostName, u"node a"_s);
        QCOMPARE(read->machine, u"node-a.example"_s);
        QCOMPARE(read->machineId, u"5c6a1f0e7b0d4a35a3a4a29d5e1a7c11"_s);
        QCOMPARE(read->project, u"prod"_s);
        QCOMPARE(read->directory, u"/opt/bk-lite"_s);
        QCOMPARE(read->tool, u"Lifeboat 0.1.0"_s);
        QCOMPARE(read->started, QDateTime({2026, 11, 22}, {2, 0}, Qt::UTC));
        QCOMPARE(read->ended, QDateTime({2026, 11, 22}, {2, 3, 12, 500}, Qt::UTC));
        QCOMPARE(read->snapshotWindowSeconds, 0.042);
        QCOMPARE(read->uncovered.size(), 1);
        QCOMPARE(read->components.size(), 2);
        QCOMPARE(read->bytes(), 4096);
        QVERIFY(!read->isComplete());

        const ManifestComponent *postgres = read->component(u"postgres"_s);
        QVERIFY(postgres);
        QCOMPARE(postgres->outcome, Outcome::Ok);
        QCOMPARE(postgres->version, u"15.20"_s);
        QCOMPARE(postgres->user, u"postgres"_s);
        QCOMPARE(postgres->artifacts.first().database, u"bklite"_s);
        QCOMPARE(postgres->artifacts.last().format, u"globals"_s);
        QCOMPARE(postgres->fingerprint.entries.value(u"bklite table public.auth_user rows"_s),
                 u"12"_s);
        QCOMPARE(postgres->roles, (QStringList{u"bklite"_s, u"readonly"_s}));
        QCOMPARE(postgres->databases.size(), 1);
        QCOMPARE(postgres->databases.first().collate, u"C.UTF-8"_s);
        QCOMPARE(postgres->databases.first().settings.size(), 1);
        QVERIFY(!postgres->why);

        const ManifestComponent *pgvector = read->component(u"pgvector"_s);
        QVERIFY(pgvector);
        QCOMPARE(pgvector->outcome, Outcome::Failed);
        QCOMPARE(pgvector->why->kind, Error::Kind::CommandFailed);
        QCOMPARE(pgvector->why->message.toEnglish(), u"Cannot dump database \"metis\"."_s);
        QVERIFY(!read->component(u"minio"_s));
    }

    void whatIsWrittenIsReadAgain()
    {
        const Result<Manifest> read = Manifest::fromJson(m_example);
        QVERIFY(read);
        QJsonObject expected = m_example;
        expected.remove(u"addedByALaterVersion"_s);
        QCOMPARE(read->toJson(), expected);
    }

    void aPointIsCompleteWhenEveryComponentIs()
    {
        Manifest manifest;
        QVERIFY(!manifest.isComplete());
        manifest.components = {{.id = u"a"_s}, {.id = u"b"_s}};
        QVERIFY(manifest.isComplete());
        for (const Outcome outcome :
             {Outcome::Warning, Outcome::Failed, Outcome::Cancelled, Outcome::Skipped}) {
            manifest.components.last().outcome = outcome;
            QVERIFY(!manifest.isComplete());
        }
    }

    void aHostileFileNameIsCorrupt_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("absolute") << u"/etc/passwd"_s;
        QTest::newRow("parent") << u"../other/x.dump"_s;
        QTest::newRow("parent in the middle") << u"postgres/../../x"_s;
        QTest::newRow("only the parent") << u".."_s;
        QTest::newRow("itself") << u"./x"_s;
        QTest::newRow("backslash") << u"postgres\\..\\x"_s;
        QTest::newRow("drive") << u"C:/x"_s;
        QTest::newRow("second stream") << u"postgres/x:y"_s;
        QTest::newRow("empty") << u""_s;
        QTest::newRow("empty part") << u"postgres//x"_s;
        QTest::newRow("folder") << u"postgres/"_s;
        QTest::newRow("newline") << u"postgres/x\ny"_s;
        QTest::newRow("zero byte") << u"postgres/x"_s + QChar(0) + u"y"_s;
        QTest::newRow("too long") << u"postgres/"_s + QString(256, u'x');
        QTest::newRow("too long in bytes") << u"postgres/"_s + QString(100, QChar(0x4e2d));
    }

    void aHostileFileNameIsCorrupt()
    {
        QFETCH(QString, file);
        QVERIFY(!isFileOfPoint(file));
        const Result<Manifest> read = Manifest::fromJson(withArtifact(u"file"_s, file));
        QVERIFY(!read);
        QCOMPARE(read.error().kind, Error::Kind::Corrupt);
        QVERIFY(read.error().message.toEnglish().contains(u"components[0].artifacts[0].file"_s));
    }

    void ordinaryNamesMayBeAsOddAsTheyLike()
    {
        for (const QString &file : {u"postgres/a b'$(x)\"_1.dump"_s, u"pg/中文.dump"_s, u"a/..b"_s,
                                    u"a/b.."_s, u"a/b/c/d"_s})
            QVERIFY2(isFileOfPoint(file), qPrintable(file));
    }

    void aDamagedFieldIsNamed_data()
    {
        QTest::addColumn<QJsonObject>("json");
        QTest::addColumn<QString>("field");
        const auto with = [this](const QString &field, const QJsonValue &value) {
            QJsonObject json = m_example;
            json.insert(field, value);
            return json;
        };
        QTest::newRow("nothing") << QJsonObject() << u"formatVersion"_s;
        QTest::newRow("no version") << with(u"formatVersion"_s, u"1"_s) << u"formatVersion"_s;
        QTest::newRow("no point") << with(u"point"_s, {}) << u"point"_s;
        QTest::newRow("point is a path") << with(u"point"_s, u"../x"_s) << u"point"_s;
        QTest::newRow("point is no time") << with(u"point"_s, u"20261399T020000Z"_s) << u"point"_s;
        QTest::newRow("no host") << with(u"hostId"_s, {}) << u"hostId"_s;
        QTest::newRow("no components") << with(u"components"_s, u"x"_s) << u"components"_s;
        QTest::newRow("component is text")
            << with(u"components"_s, QJsonArray{u"x"_s}) << u"components[0].id"_s;
        QTest::newRow("negative size")
            << withArtifact(u"bytes"_s, -1) << u"components[0].artifacts[0].bytes"_s;
        QTest::newRow("size is text")
            << withArtifact(u"bytes"_s, u"4096"_s) << u"components[0].artifacts[0].bytes"_s;
        QTest::newRow("no hash") << withArtifact(u"sha256"_s, u""_s)
                                 << u"components[0].artifacts[0].sha256"_s;
        QTest::newRow("short hash")
            << withArtifact(u"sha256"_s, u"abc"_s) << u"components[0].artifacts[0].sha256"_s;
        QTest::newRow("needs of no point") << withComponent(
            u"needs"_s, QJsonArray{m_example.value(u"components"_s)[0][u"artifacts"_s][0]})
                                           << u"components[0].needs[0].point"_s;
        QTest::newRow("one file twice")
            << withArtifact(u"file"_s, u"postgres/globals_20261122T020000Z.sql"_s)
            << u"components[0].artifacts[1].file"_s;
    }

    void aDamagedFieldIsNamed()
    {
        QFETCH(QJsonObject, json);
        QFETCH(QString, field);
        const Result<Manifest> read = Manifest::fromJson(json);
        QVERIFY(!read);
        QCOMPARE(read.error().kind, Error::Kind::Corrupt);
        QVERIFY2(read.error().message.toEnglish().contains(u'"' + field + u'"'),
                 qPrintable(read.error().message.toEnglish()));
    }

    void aNewerFormatIsRefusedWithAHint()
    {
        QJsonObject json = m_example;
        json.insert(u"formatVersion"_s, Manifest::FormatVersion + 1);
        const Result<Manifest> read = Manifest::fromJson(json);
        QVERIFY(!read);
        QCOMPARE(read.error().kind, Error::Kind::Invalid);
        QVERIFY(!read.error().hint.isEmpty());
    }

    void anUnknownOutcomeIsNoSuccess()
    {
        for (int i = 0; i <= int(Outcome::Skipped); ++i)
            QCOMPARE(outcomeFromName(outcomeName(Outcome(i))), Outcome(i));
        QCOMPARE(outcomeFromName(u"splendid"_s), Outcome::Failed);
        QCOMPARE(outcomeFromName({}), Outcome::Failed);
    }

    void aProofSurvivesJson()
    {
        for (const Proof::Kind kind : {Proof::Kind::Verify, Proof::Kind::Drill}) {
            const Proof proof{.kind = kind,
                              .run = u"r1"_s,
                              .time = QDateTime({2026, 11, 23}, {1, 2, 3, 4}, Qt::UTC),
                              .outcome = Outcome::Warning,
                              .seconds = 12.5,
                              .components = {u"postgres"_s, u"pgvector"_s}};
            QCOMPARE(Proof::fromJson(proof.toJson()), proof);
        }
    }

    void anIdIsTheMomentInUtc()
    {
        const QDateTime local({2026, 11, 22}, {10, 0}, Qt::OffsetFromUTC, 8 * 3600);
        QCOMPARE(pointId(local), u"20261122T020000Z"_s);
        QCOMPARE(pointTime(u"20261122T020000Z"_s), local);
        for (const QString &name : {u"20261122T020000"_s, u"20261122T020000Z.partial"_s,
                                    u"20261322T020000Z"_s, u"x"_s, u""_s, u"20261122T020000Z\n"_s})
            QVERIFY2(!isPointId(name), qPrintable(name));
    }
};

QTEST_GUILESS_MAIN(tst_Manifest)
#include "tst_manifest.moc"
