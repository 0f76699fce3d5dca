#include "components/component.h"
#include "planning/planners.h"
#include "planning/planrenderer.h"
#include "planning/restorenotes.h"

#include <QProcess>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// The rules of planning: what makes a plan impossible is said before the first step, and the order
// of the steps keeps the promises.
class tst_Planners : public QObject
{
    Q_OBJECT

    const QString m_run = u"20261122t020000-1a2b3c4d"_s;
    const HostProfile m_host{.id = u"shop-0a1b2c3d"_s, .name = u"shop"_s};

    static HostFacts facts()
    {
        HostFacts facts;
        facts.machine = u"shop"_s;
        facts.machineId = u"m1"_s;
        facts.services = {
            component(u"postgres"_s)->sample,
            component(u"pgvector"_s)->sample,
            {.service = u"server"_s, .container = u"compose-server-1"_s, .state = u"running"_s}};
        facts.services[0].postgres->databases[0].clients = {u"compose-server-1"_s, QString()};
        return facts;
    }

    static Manifest manifest()
    {
        Manifest manifest{
            .pointId = u"20261122T020000Z"_s, .machine = u"shop"_s, .machineId = u"m1"_s};
        for (const char *id : {"postgres", "pgvector"}) {
            const ServiceFacts &service = component(QString::fromLatin1(id))->sample;
            ManifestComponent there{.id = QString::fromLatin1(id),
                                    .image = service.image,
                                    .imageId = service.imageId,
                                    .version = u"15.20"_s,
                                    .user = u"postgres"_s,
                                    .roles = service.postgres->roles};
            for (const DatabaseFacts &database : service.postgres->databases) {
                there.artifacts << Artifact{.file = there.id + u'/' + database.name + u".dump"_s,
                                            .bytes = 10,
                                            .database = database.name,
                                            .format = u"custom"_s};
                there.databases << DatabaseProfile{.name = database.name, .bytes = database.bytes};
            }
            there.artifacts << Artifact{.file = there.id + u"/globals.sql"_s,
                                        .format = u"globals"_s};
            manifest.components << there;
        }
        return manifest;
    }

    static QStringList ids(const Plan &plan)
    {
        QStringList all;
        for (const Stage &stage : plan.stages) {
            for (const Lane &lane : stage.lanes) {
                for (const Step &step : lane.steps)
                    all << QString::fromUtf8(step.id);
            }
        }
        return all;
    }

    Result<Plan> prepare(const HostFacts &facts, bool createRoles = true) const
    {
        return planPrepare(m_host, facts, manifest(), {}, createRoles, m_run);
    }

private slots:
    void allMomentsAreFixedBeforeAnythingIsCopied()
    {
        const Result<Plan> plan =
            planBackup(m_host, facts(), {.pointId = u"20261122T020000Z"_s}, m_run);
        QVERIFY(bool(plan));
        const QStringList steps = ids(*plan);
        qsizetype lastMoment = -1, firstDump = -1, lastLock = -1, firstMoment = -1;
        for (qsizetype i = 0; i < steps.size(); ++i) {
            if (steps.at(i).contains(u".snapshot."_s)) {
                lastMoment = i;
                firstMoment = firstMoment < 0 ? i : firstMoment;
            }
            if (steps.at(i).contains(u".lock."_s))
                lastLock = i;
            if (firstDump < 0 && steps.at(i).contains(u".dump."_s))
                firstDump = i;
        }
        QVERIFY(lastLock < firstMoment && firstMoment < lastMoment && lastMoment < firstDump);
        QVERIFY(plan->independentComponents);
    }

    void thatADamagedPointIsNotReferredToIsSaid()
    {
        const QString damaged = u"20261121T020000Z"_s;
        const Result<Plan> plan = planBackup(
            m_host, facts(),
            {.pointId = u"20261122T020000Z"_s, .damaged = {{u"pgvector"_s, damaged}}}, m_run);
        QVERIFY(bool(plan));
        QCOMPARE(plan->warnings.size(), 1);
        QVERIFY(plan->warnings.first().toEnglish().startsWith(u"pgvector: point "_s + damaged));
    }

    void aStoppedServerIsRefusedAndTheOtherIsBackedUp()
    {
        HostFacts stopped = facts();
        stopped.services[1].state = u"exited"_s;
        const Result<Plan> plan =
            planBackup(m_host, stopped, {.pointId = u"20261122T020000Z"_s}, m_run);
        QVERIFY(bool(plan));
        QCOMPARE(plan->refused.keys(), QStringList{u"pgvector"_s});
        QVERIFY(ids(*plan).join(u' ').contains(u"postgres.dump"_s));
    }

    void databasesOfOursAreNotBackedUp()
    {
        HostFacts ours = facts();
        ours.services[0].postgres->databases[0].mark = u"lifeboat:{}"_s;
        const Result<Plan> plan =
            planBackup(m_host, ours, {.pointId = u"20261122T020000Z"_s}, m_run);
        QVERIFY(bool(plan));
        QVERIFY(!ids(*plan).contains(u"postgres.dump.bklite"_s));
    }

    void aStandbyIsBackedUpButNotRestoredInto()
    {
        HostFacts standby = facts();
        standby.services[0].postgres->inRecovery = true;
        QVERIFY(bool(planBackup(m_host, standby, {.pointId = u"20261122T020000Z"_s}, m_run)));
        const Result<Plan> plan = prepare(standby);
        QVERIFY(!plan);
        QVERIFY(plan.error().message.toEnglish().contains(u"standby"_s));
    }

    void anOlderServerIsRefusedBeforeTheFirstStep()
    {
        HostFacts old = facts();
        old.services[0].postgres->version = 140010;
        old.services[0].postgres->versionText = u"14.10"_s;
        const Result<Plan> plan = prepare(old);
        QVERIFY(!plan);
        QVERIFY(plan.error().message.toEnglish().contains(u"14.10"_s));
    }

    void whatIsRestoredMustFitWithWhatElseIsOnThatDisk_data()
    {
        QTest::addColumn<qint64>("postgresFree");
        QTest::addColumn<qint64>("pgvectorFree");
        QTest::addColumn<qint64>("dockerFree");
        QTest::addColumn<QStringList>("selection");
        QTest::addColumn<bool>("fits");
        // The databases take 91 MB and 30 MB, a fifth comes on top, 500 MB must stay free.
        const qint64 MB = 1'000'000;
        const QStringList all;
        QTest::newRow("room for all") << 700 * MB << 700 * MB << 700 * MB << all << true;
        QTest::newRow("each alone would fit") << 620 * MB << 620 * MB << 620 * MB << all << false;
        QTest::newRow("one alone")
            << 620 * MB << 620 * MB << 620 * MB << QStringList{u"postgres"_s} << true;
        QTest::newRow("one alone is too large")
            << 600 * MB << 600 * MB << 600 * MB << QStringList{u"postgres"_s} << false;
        QTest::newRow("asked a moment apart") << 620 * MB << 618 * MB << 619 * MB << all << false;
        QTest::newRow("disks of their own") << 620 * MB << 90000 * MB << 90000 * MB << all << true;
        QTest::newRow("docker's disk where the container does not tell")
            << qint64(-1) << qint64(-1) << 620 * MB << all << false;
        QTest::newRow("nothing is known") << qint64(-1) << qint64(-1) << qint64(-1) << all << true;
    }
    void whatIsRestoredMustFitWithWhatElseIsOnThatDisk()
    {
        QFETCH(qint64, postgresFree);
        QFETCH(qint64, pgvectorFree);
        QFETCH(qint64, dockerFree);
        QFETCH(QStringList, selection);
        QFETCH(bool, fits);
        HostFacts host = facts();
        host.services[0].postgres->freeBytes = postgresFree;
        host.services[1].postgres->freeBytes = pgvectorFree;
        host.dockerFreeBytes = dockerFree;
        const Result<Plan> plan = planPrepare(m_host, host, manifest(), selection, true, m_run);
        QCOMPARE(bool(plan), fits);
        if (!fits) {
            QCOMPARE(plan.error().kind, Error::Kind::NoSpace);
            QVERIFY(plan.error().message.toEnglish().contains(u"postgres"_s));
        }
    }

    void aPreparationWatchesTheDiskAndEndsOnlyItself()
    {
        const Result<Plan> plan = prepare(facts());
        int restores = 0;
        for (const Lane &lane : plan->stages.first().lanes) {
            for (const Step &step : lane.steps) {
                if (!step.id.contains(".restore."))
                    continue;
                ++restores;
                const QString command = commandText(step.action);
                QVERIFY2(command.contains(u"df -Pk"), qPrintable(command));
                QVERIFY2(command.contains(u"pg_terminate_backend"), qPrintable(command));
                QVERIFY2(!command.contains(u"docker kill"), qPrintable(command));
            }
        }
        QCOMPARE(restores, 5);
    }

    void whatWillBeHeldAtTheCutOverIsSaidBefore()
    {
        QVERIFY(prepare(facts())->warnings.last().toEnglish().contains(u"compose-server-1"_s));
        HostFacts idle = facts();
        idle.services[0].postgres->databases[0].clients.clear();
        QCOMPARE(prepare(idle)->warnings.size(), 0);
    }

    void missingRolesAreNamedAndOffered()
    {
        HostFacts bare = facts();
        bare.services[0].postgres->roles = {u"postgres"_s};
        const Result<Plan> offered = prepare(bare);
        QVERIFY(bool(offered));
        QVERIFY(ids(*offered).contains(u"postgres.roles"_s));
        QVERIFY(offered->warnings.first().toEnglish().contains(u"shop owner"_s));
        const Result<Plan> refused = prepare(bare, false);
        QVERIFY(!refused);
        QVERIFY(refused.error().message.toEnglish().contains(u"shop owner"_s));
        QVERIFY(!ids(*prepare(facts())).contains(u"postgres.roles"_s));
        const auto missing = missingRoles(bare, manifest(), {});
        QCOMPARE(missing.keys(), QStringList{u"postgres"_s});
        QVERIFY(missing.first().contains(u"shop owner"_s));
        QVERIFY(missingRoles(facts(), manifest(), {}).isEmpty());
    }

    void anotherMachineAsTheTargetIsSaid()
    {
        HostFacts other = facts();
        other.machineId = u"m2"_s;
        QCOMPARE(prepare(facts())->warnings.size(), 1); // of what is connected
        QVERIFY(prepare(other)->warnings.first().toEnglish().contains(u"another machine"_s));
    }

    void aDrillNeedsTheRecordedImage()
    {
        Manifest foreign = manifest();
        foreign.components[0].imageId = u"sha256:gone"_s;
        const Result<Plan> plan = planDrill(m_host, facts(), foreign, {}, m_run);
        QVERIFY(bool(plan));
        QCOMPARE(plan->refused.keys(), QStringList{u"postgres"_s});
    }

    void aHostWithoutADeploymentNeedsOnlyImages()
    {
        HostFacts blank;
        QVERIFY(!planDrill(m_host, blank, manifest(), {}, m_run));
        for (const ManifestComponent &there : manifest().components)
            blank.images << ImageFacts{.id = there.imageId};
        blank.deployment.imageId = recordedHelper(blank, manifest());
        const Result<Plan> plan = planDrill(m_host, blank, manifest(), {}, m_run);
        QVERIFY(bool(plan));
        QVERIFY(plan->refused.isEmpty());
        QCOMPARE(plan->guardian.image, manifest().components.first().imageId);
    }

    void aDrillIsAsWideAsTheHostAllows_data()
    {
        QTest::addColumn<int>("processors");
        QTest::addColumn<qint64>("freeBytes");
        QTest::addColumn<int>("lanes");
        QTest::addColumn<QString>("bound");
        const qint64 MB = 1'000'000;
        QTest::newRow("not known") << 0 << qint64(-1) << 1 << u"--memory 500000000"_s;
        QTest::newRow("much") << 8 << 64'000 * MB << 2 << u"--memory 2000000000"_s;
        QTest::newRow("two processors") << 2 << 64'000 * MB << 1 << u"--memory 2000000000"_s;
        QTest::newRow("memory for both") << 8 << 1200 * MB << 2 << u"--memory 300000000"_s;
        QTest::newRow("memory for one") << 8 << 800 * MB << 1 << u"--memory 256000000"_s;
        QTest::newRow("hardly any") << 8 << 100 * MB << 1 << u"--memory 256000000"_s;
    }
    void aDrillIsAsWideAsTheHostAllows()
    {
        QFETCH(const int, processors);
        QFETCH(const qint64, freeBytes);
        QFETCH(const int, lanes);
        QFETCH(const QString, bound);
        HostFacts host = facts();
        host.processors = processors;
        host.memoryFreeBytes = freeBytes;
        const Result<Plan> plan = planDrill(m_host, host, manifest(), {}, m_run);
        QVERIFY(bool(plan));
        const QList<Lane> &all = plan->stages.first().lanes;
        QCOMPARE(all.size(), lanes + 1);
        QVERIFY(all.last().isWatch && !all.first().isWatch);
        QStringList removed;
        for (const Lane &lane : all.first(lanes)) {
            const QString start = commandText(lane.steps.first().action);
            QVERIFY2(start.contains(bound), qPrintable(start));
            QVERIFY2(lane.steps.last().always, lane.steps.last().id.constData());
            for (const Step &step : lane.steps) {
                if (step.always)
                    removed << step.component;
            }
        }
        removed.sort();
        QCOMPARE(removed, QStringList({u"pgvector"_s, u"postgres"_s}));
    }

    void whatMustFitIntoMemoryIsRefusedWhereItDoesNot()
    {
        HostFacts host = facts();
        host.images << ImageFacts{.id = u"sha256:graph"_s};
        host.memoryFreeBytes = 4'000'000'000;
        Manifest graph = manifest();
        graph.components << ManifestComponent{.id = u"falkordb"_s,
                                              .image = u"falkordb"_s,
                                              .imageId = u"sha256:graph"_s,
                                              .details = {{u"bytes"_s, u"800000000"_s}}};
        QVERIFY(planDrill(m_host, host, graph, {}, m_run)->refused.isEmpty());
        host.memoryFreeBytes = 3'000'000'000;
        const Result<Plan> plan = planDrill(m_host, host, graph, {}, m_run);
        QCOMPARE(plan->refused.keys(), QStringList{u"falkordb"_s});
        QCOMPARE(plan->refused.first().kind, Error::Kind::NoSpace);
    }

    void aVerifyOfNothingIsNoPlan()
    {
        Manifest empty = manifest();
        empty.components.clear();
        const Result<Plan> plan = planVerify(m_host, facts(), empty, m_run);
        QVERIFY(!plan);
        QCOMPARE(plan.error().kind, Error::Kind::Corrupt);
        Manifest failed = manifest();
        for (ManifestComponent &there : failed.components)
            there.outcome = Outcome::Failed;
        QVERIFY(!planVerify(m_host, facts(), failed, m_run));
        QVERIFY(bool(planVerify(m_host, facts(), manifest(), m_run)));
    }

    void whatALaterVersionSavedIsNotLeftOutInSilence()
    {
        Manifest later = manifest();
        later.components << ManifestComponent{.id = u"etcd"_s};
        const QStringList unknown{u"etcd"_s};
        QCOMPARE(planVerify(m_host, facts(), later, m_run)->refused.keys(), unknown);
        QCOMPARE(planDrill(m_host, facts(), later, {}, m_run)->refused.keys(), unknown);
        QVERIFY(!planPrepare(m_host, facts(), later, {}, true, m_run));
        const QStringList chosen{u"postgres"_s};
        QVERIFY(planDrill(m_host, facts(), later, chosen, m_run)->refused.isEmpty());
        QVERIFY(bool(planPrepare(m_host, facts(), later, chosen, true, m_run)));
        later.components = {later.components.last()};
        QCOMPARE(planVerify(m_host, facts(), later, m_run)->refused.keys(), unknown);
    }

    void aSwitchHoldsWhatIsConnectedAndIsUndoneInReverse()
    {
        const QList<Place> placed = placesOf(facts(), manifest(), {u"postgres"_s}, m_run);
        QCOMPARE(placed.size(), 4);
        QCOMPARE(containersInUse(facts(), placed), QStringList{u"compose-server-1"_s});
        const Result<Plan> forth =
            planSwitch(m_host, facts(), placed, Direction::CutOver, m_run, u"r2"_s);
        const Result<Plan> back =
            planSwitch(m_host, facts(), placed, Direction::Undo, m_run, u"r3"_s);
        QCOMPARE(ids(*forth), (QStringList{u"hold"_s, u"point"_s, u"switch.postgres"_s,
                                           u"release"_s, u"restart"_s, u"answer"_s}));
        QCOMPARE(ids(*back), (QStringList{u"hold"_s, u"point"_s, u"switch.postgres"_s, u"release"_s,
                                          u"restart"_s, u"answer"_s, u"note"_s}));
        const auto script = [](const Plan &plan, const QString &path) {
            for (const GuardianFile &file : plan.guardian.files) {
                if (file.path == path)
                    return file.script;
            }
            return QString();
        };
        QCOMPARE(script(*forth, u"undo/102-switch"_s), script(*back, u"fin/102-switch"_s));
        QCOMPARE(script(*back, u"undo/102-switch"_s), script(*forth, u"fin/102-switch"_s));
        QVERIFY(!script(*forth, u"fin/102-switch"_s).isEmpty());
        QVERIFY(script(*forth, u"do/10-hold"_s).contains(u"docker pause compose-server-1"_s));
        QVERIFY(forth->guardian.containers.contains(u"postgres first"_s));
    }

    void severalAreSwitchedSideBySide()
    {
        const QList<Place> placed =
            placesOf(facts(), manifest(), {u"postgres"_s, u"pgvector"_s}, m_run);
        const Result<Plan> plan =
            planSwitch(m_host, facts(), placed, Direction::CutOver, m_run, u"r2"_s);
        QVERIFY(ids(*plan).contains(u"switch"_s));
        QVERIFY(plan->together.contains(u"postgres"_s) && plan->together.contains(u"pgvector"_s));
        for (const GuardianFile &file : plan->guardian.files) {
            if (!file.path.endsWith(u"-switch"))
                continue;
            QCOMPARE(file.script.count(u") &\n"), 2);
            QProcess shell;
            shell.start(u"sh"_s, {u"-n"_s, u"-c"_s, file.script});
            QVERIFY(shell.waitForFinished());
            QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError().constData());
        }
    }

    void aRestoreIsNotedBeforeAnythingIsPutBeside()
    {
        const RestoreNote note{.run = m_run,
                               .point = u"h/20261122T020000Z"_s,
                               .owner = u"it's \"me\"@名"_s,
                               .started =
                                   QDateTime::fromString(u"2026-11-22T02:00:00Z"_s, Qt::ISODate),
                               .places = placesOf(facts(), manifest(), {}, m_run)};
        Result<Plan> plan = prepare(facts());
        noteRestore(*plan, note);
        QCOMPARE(ids(*plan).first(), u"note"_s);
        const auto file =
            std::ranges::find(plan->guardian.files, u"do/00-note"_s, &GuardianFile::path);
        QVERIFY(file != plan->guardian.files.end());

        // As docker lists it, after somebody else's volume and among what is nobody's record.
        const QByteArray name = "lifeboat-restore-" + m_run.toUtf8();
        const QByteArray line = name + ' ' + note.toRecord() + '\n';
        const QByteArray others =
            "other " + note.toRecord() + "\nlifeboat-restore-x AAAA\n" + "lifeboat-restore-y\n";
        QVERIFY(file->script.contains(QString::fromLatin1(note.toRecord())));
        QCOMPARE(parseRestoreNotes(others + line), QList{note});
        RestoreNote undone = note;
        undone.isUndone = true;
        QCOMPARE(parseRestoreNotes(line + name + "-undone \n"), QList{undone});
        QVERIFY(!RestoreNote::fromRecord(qCompress(QByteArray(100 << 20, ' ')).toBase64()));
    }

    void whatNobodyUsesIsSwitchedWithoutHolding()
    {
        const QList<Place> placed = placesOf(facts(), manifest(), {u"pgvector"_s}, m_run);
        const Result<Plan> plan =
            planSwitch(m_host, facts(), placed, Direction::CutOver, m_run, u"r2"_s);
        QCOMPARE(ids(*plan), (QStringList{u"point"_s, u"switch.pgvector"_s}));
    }

    void theJsonOfAPlanNamesEachStepOnce()
    {
        const Result<Plan> plan =
            planBackup(m_host, facts(), {.pointId = u"20261122T020000Z"_s}, m_run);
        const QJsonArray steps = planSteps(*plan);
        QSet<QString> seen;
        for (const QJsonValue &step : steps) {
            QVERIFY(!seen.contains(step[u"id"_s].toString()));
            seen << step[u"id"_s].toString();
            for (const char *field : {"title", "command", "where", "lane"})
                QVERIFY2(!step[QLatin1StringView(field)].toString().isEmpty(), field);
        }
        QCOMPARE(seen.size(), ids(*plan).size());
    }
};

QTEST_GUILESS_MAIN(tst_Planners)
#include "tst_planners.moc"
