#include "components/component.h"
#include "engine/groundquestion.h"
#include "planning/planrenderer.h"
#include "planning/recoveryaddress.h"
#include "planning/recoverymark.h"
#include "planning/recoveryplanner.h"
#include "storage/imagearchives.h"
#include "storage/tarentry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// What is told before a recovery begins, and what its plans hold.
class tst_Recovery : public QObject
{
    Q_OBJECT

    const HostProfile m_host{.id = u"blank-0a1b2c3d"_s, .name = u"blank"_s};
    const QString m_nats = u"sha256:"_s + QString(64, u'a');
    const QString m_postgres = u"sha256:"_s + QString(64, u'b');

    Manifest manifest() const
    {
        const ManifestComponent config{
            .id = u"config"_s,
            .details = {
                {u"required"_s, u".env\ndocker-compose.yaml"_s},
                {u"image nats"_s, u"nats:2.10 "_s + m_nats},
                {u"image postgres"_s, u"postgres:15 %1 postgres@sha256:12"_s.arg(m_postgres)},
                {u"image postgres-exporter"_s,
                 u"postgres:15 %1 postgres@sha256:12"_s.arg(m_postgres)}}};
        const ManifestComponent postgres{.id = u"postgres"_s,
                                         .service = u"postgres"_s,
                                         .container = u"postgres"_s,
                                         .imageId = m_postgres};
        return {.pointId = u"20261122T020000Z"_s,
                .hostId = u"lost-1"_s,
                .project = u"compose"_s,
                .directory = u"/opt/bk lite"_s,
                .components = {config, postgres}};
    }

    RecoveryChoice choice() const
    {
        return {.project = *RecordedProject::of(manifest()),
                .mark = {.point = u"lost-1/20261122T020000Z"_s, .run = u"run-1"_s},
                .run = u"run-2"_s};
    }

    GroundFacts blank() const
    {
        GroundFacts ground;
        ground.host.compose = {u"docker-compose"_s};
        ground.host.images = {{.id = m_nats}, {.id = m_postgres}};
        ground.host.dockerFreeBytes = 100'000'000'000;
        return ground;
    }

    QString text(const Result<Plan> &plan) const { return plan ? previewText(*plan) : QString(); }

private slots:
    void aPointWithoutConfigurationIsRefused()
    {
        Manifest point = manifest();
        point.components.removeFirst();
        QCOMPARE(RecordedProject::of(point).error().kind, Error::Kind::Invalid);
        point = manifest();
        point.components.removeLast();
        QCOMPARE(RecordedProject::of(point).error().kind, Error::Kind::Invalid);
        QCOMPARE(RecordedProject::of(manifest())->composeFiles,
                 QStringList({u"/opt/bk lite/.env"_s, u"/opt/bk lite/docker-compose.yaml"_s}));
    }

    void anAnswerIsRead()
    {
        GroundFacts ground;
        const QDateTime asked = QDateTime::fromSecsSinceEpoch(1000);
        parseGround("now 1400\0architecture amd64\0folder\0entry a b\0container x\0container x\0"
                    "volume compose_x\0mark lifeboat-recovery lost-1/P run-1\0"
                    "mark lifeboat-recovery-configured lost-1/P run-1\0"_ba,
                    asked, ground);
        QCOMPARE(ground.secondsAhead, 400);
        QCOMPARE(ground.architecture, u"amd64"_s);
        QVERIFY(ground.hasFolder);
        QCOMPARE(ground.folderEntries, QStringList{u"a b"_s});
        QCOMPARE(ground.containers, QStringList{u"x"_s});
        QCOMPARE(ground.mark, (RecoveryMark{u"lost-1/P"_s, u"run-1"_s, true, false}));
        QVERIFY(!ground.isBlank());
    }

    void whatIsInTheWayIsSaid_data()
    {
        QTest::addColumn<int>("change");
        QTest::addColumn<QString>("said");
        QTest::newRow("nothing") << 0 << QString();
        QTest::newRow("a container") << 1 << u"container postgres"_s;
        QTest::newRow("another recovery") << 2 << u"lost-1/20261101T020000Z"_s;
        QTest::newRow("the same recovery") << 3 << QString();
        QTest::newRow("its clock") << 4 << u"clock"_s;
        QTest::newRow("no room") << 5 << u"needs"_s;
        QTest::newRow("an image that cannot be had") << 6 << u"nats:2.10"_s;
        QTest::newRow("another processor") << 7 << u"amd64 processors, and blank has arm64"_s;
        QTest::newRow("an older point") << 8 << QString();
    }

    void whatIsInTheWayIsSaid()
    {
        QFETCH(const int, change);
        QFETCH(const QString, said);
        GroundFacts ground = blank();
        if (change == 1 || change == 3)
            ground.containers << u"postgres"_s;
        if (change == 2)
            ground.mark.point = u"lost-1/20261101T020000Z"_s;
        if (change == 3)
            ground.mark.point = choice().mark.point;
        if (change == 4)
            ground.secondsAhead = -400;
        if (change == 5)
            ground.host.dockerFreeBytes = 1000;
        if (change == 6)
            ground.host.images.clear(); // that of postgres has a digest
        RecoveryChoice wanted = choice();
        if (change >= 7)
            ground.architecture = u"arm64"_s;
        if (change == 7)
            wanted.project.architecture = u"amd64"_s;
        const auto why = unfitForRecovery(m_host, ground, manifest(), wanted);
        QCOMPARE(why.has_value(), !said.isEmpty());
        if (why)
            QVERIFY2((why->message.toEnglish() + why->detail).contains(said),
                     qPrintable(why->message.toEnglish() + why->detail));
    }

    // After the images, of which one helps, and before the mark, which says that all is new.
    void whatIsThereIsSetAsideOnlyWhereThatWasAsked()
    {
        GroundFacts ground = blank();
        QVERIFY(!text(planGround(m_host, ground, choice())).contains(u"setaside.sh"_s));
        RecoveryChoice wanted = choice();
        wanted.setAside = true;
        ground.containers << u"postgres"_s;
        QVERIFY(unfitForRecovery(m_host, ground, manifest(), choice()));
        QVERIFY(!unfitForRecovery(m_host, ground, manifest(), wanted));
        const Result<Plan> plan = planGround(m_host, ground, wanted);
        QVERIFY(plan);
        QByteArrayList steps;
        for (const Step &step : plan->stages.first().lanes.first().steps)
            steps << step.id;
        QCOMPARE(steps, (QByteArrayList{"aside", "begin", "images.name", "folder"}));
        ground.mark = wanted.mark; // an interrupted one: what is there is its own
        QVERIFY(!text(planGround(m_host, ground, wanted)).contains(u"setaside.sh"_s));
    }

    // Also the one that no service runs, where the streams were saved while the server ran.
    void everyImageThatIsNeededIsRecordedOnce()
    {
        Manifest point = manifest();
        QCOMPARE(RecordedProject::of(point)->images.size(), 2);
        ManifestComponent nats{
            .id = u"nats"_s,
            .details = {{u"box"_s, u"nats-box:1"_s}, {u"boxId"_s, u"sha256:c"_s}},
            .artifacts = {{.format = u"cold tar"_s}}};
        point.components << nats;
        QCOMPARE(RecordedProject::of(point)->images.size(), 2);
        point.components.last().artifacts.first().format = u"stream backup tar"_s;
        const QList<ImageFacts> images = RecordedProject::of(point)->images;
        QCOMPARE(images.size(), 3);
        QCOMPARE(images.last(), (ImageFacts{.id = u"sha256:c"_s, .name = u"nats-box:1"_s}));
        QCOMPARE(recordedImages(point), images);
    }

    void imagesAreTheRecordedOnesOrNone()
    {
        GroundFacts ground = blank();
        ground.host.images.clear();
        RecoveryChoice with = choice();
        with.images.insert(m_nats, {.file = u"images/n.tar"_s, .bytes = 5});
        const Result<Plan> plan = planGround(m_host, ground, with);
        const QString commands = text(plan);
        QVERIFY2(commands.contains(u"docker pull postgres@sha256:12\n"_s), qPrintable(commands));
        QVERIFY(commands.contains(u"images/n.tar"_s));
        QCOMPARE(commands.count(m_postgres + u" postgres:15"_s), 1);
        QVERIFY(plan->guardian.image.isEmpty()); // it would need what is only loaded here
        QCOMPARE(planGround(m_host, blank(), with)->guardian.image, m_postgres);
        QVERIFY(!text(planGround(m_host, blank(), with)).contains(u"docker load"_s));
    }

    void composeIsCalledAsTheHostHasIt()
    {
        RecoveryChoice with = choice();
        QVERIFY(!text(planCreate(m_host, blank(), with)).contains(u"HOST_IP"_s));
        with.address = u"10.1.2.3"_s;
        const QString commands = text(planCreate(m_host, blank(), with));
        QVERIFY2(
            commands.contains(u"docker-compose --project-directory '/opt/bk lite' -p compose -f "
                              "'/opt/bk lite/.env' -f '/opt/bk lite/docker-compose.yaml' up "
                              "--no-start --no-build --pull never"_s),
            qPrintable(commands));
        QVERIFY(commands.contains(u"HOST_IP"_s));
    }

    void anAddressIsANameOrANumber_data()
    {
        QTest::addColumn<bool>("isOne");
        for (const char *good : {"10.1.2.3", "bk.example.com", "fe80::1", "h"})
            QTest::newRow(good) << true;
        for (const char *bad : {"", "a b", "$(x)", "-a", "a/b", "a'b", "名"})
            QTest::newRow(bad) << false;
    }

    void anAddressIsANameOrANumber()
    {
        QFETCH(const bool, isOne);
        QCOMPARE(isHostAddress(QString::fromUtf8(QTest::currentDataTag())), isOne);
    }

    // Both forms of `docker save`; a truncated archive holds nothing that could be counted on.
    void archivesTellWhichImagesTheyHold()
    {
        const QTemporaryDir folder;
        const auto write = [&](const QString &name, const QByteArray &config, qsizetype cut) {
            const QByteArray manifest = "[{\"Config\":\"" + config + "\"}]";
            const QByteArray layer(1500, 'x');
            QByteArray tar = tarHeader("layer.tar", layer.size(), 0) + layer
                             + tarPadding(layer.size())
                             + tarHeader("manifest.json", manifest.size(), 0) + manifest
                             + tarPadding(manifest.size()) + tarEnd();
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(tar.first(tar.size() - cut));
        };
        write(u"a.tar"_s, QByteArray(64, 'a') + ".json", 0);
        write(u"b.tar"_s, "blobs/sha256/" + QByteArray(64, 'b'), 0);
        write(u"c.tar"_s, QByteArray(64, 'c') + ".json", 3000);
        const auto images = imagesIn(folder.path());
        QVERIFY(images);
        QCOMPARE(images->size(), 2);
        QCOMPARE(images->value(m_nats), folder.filePath(u"a.tar"_s));
        QCOMPARE(imagesIn(folder.filePath(u"b.tar"_s))->keys(), QStringList{m_postgres});
        QVERIFY(!imagesIn(folder.filePath(u"none"_s)));
        const auto artifact = imageArtifact(folder.filePath(u"a.tar"_s), {});
        QCOMPARE(artifact->file, u"images/a.tar"_s);
        QCOMPARE(artifact->bytes, QFileInfo(folder.filePath(u"a.tar"_s)).size());
    }
};

QTEST_GUILESS_MAIN(tst_Recovery)
#include "tst_recovery.moc"
