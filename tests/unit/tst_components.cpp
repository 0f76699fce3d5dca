#include "planning/planrenderer.h"
#include "support/kinds.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// What every component owes the rest of the application. A new component is tested by existing.
class tst_Components : public QObject
{
    Q_OBJECT

    static RecipeContext contextOf(bool cold)
    {
        return {.run = u"20261122t020000-1a2b3c4d"_s,
                .pointId = u"20261122T020000Z"_s,
                .helperImage = u"sha256:0123"_s,
                .cold = cold,
                .memoryBytes = 512'000'000,
                .diskFloorBytes = 2'000'000'000};
    }

    static RecipeContext context() // of the row
    {
        QFETCH(const bool, cold);
        return contextOf(cold);
    }

    static QList<Step> stepsOf(const QList<Lane> &lanes)
    {
        QList<Step> steps;
        for (const Lane &lane : lanes)
            steps << lane.steps;
        return steps;
    }

    static QList<Step> backupSteps(const Component &component)
    {
        const BackupRecipe recipe = component.backup(component.sample, context());
        return stepsOf(recipe.lock) + recipe.moment + recipe.next + stepsOf(recipe.copy)
               + recipe.release;
    }

    // What a backup by this recipe would have put into the manifest.
    static ManifestComponent saved(const Component &component)
    {
        ManifestComponent there{.id = component.id,
                                .image = component.sample.image,
                                .imageId = component.sample.imageId,
                                .version = u"15.20"_s,
                                .user = u"postgres"_s,
                                .details = component.sample.details};
        for (const Step &step : backupSteps(component)) {
            if (const auto *capture = std::get_if<CaptureOutput>(&step.action))
                there.artifacts << capture->artifact;
            if (const auto *fetch = std::get_if<FetchObjects>(&step.action))
                there.artifacts << fetch->archive << fetch->listing;
        }
        for (Artifact &artifact : there.artifacts)
            artifact.sha256 = QString(64, u'0');
        return there;
    }

    static QSet<QString> fed(const QList<Lane> &lanes)
    {
        QSet<QString> files;
        for (const Step &step : stepsOf(lanes)) {
            if (const auto *feed = std::get_if<FeedArtifact>(&step.action))
                files << feed->artifact.file;
            if (const auto *read = std::get_if<ReadBack>(&step.action))
                files << read->artifact.file;
            if (const auto *put = std::get_if<PutObjects>(&step.action))
                files << put->archive.file << put->listing.file;
        }
        return files;
    }

    static QSet<QString> filesOf(const ManifestComponent &there)
    {
        QSet<QString> files;
        for (const Artifact &artifact : there.artifacts)
            files << artifact.file;
        return files;
    }

    static void acceptedByShell(const QString &script)
    {
        QProcess shell;
        shell.start(u"/bin/sh"_s, {u"-n"_s, u"-c"_s, script});
        QVERIFY(shell.waitForFinished());
        QVERIFY2(shell.exitCode() == 0,
                 qPrintable(script + QString::fromUtf8(shell.readAllStandardError())));
    }

private slots:
    void everyFileIsSavedOnceAndByAnIdOfItsOwn_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<bool>("cold");
        for (int i = 0; i < kindsOfComponents().size(); ++i) {
            const Component &component = kindsOfComponents().at(i);
            QTest::newRow(qPrintable(component.id)) << i << true;
            // One that has another way while its service runs.
            if (component.canBeCold
                && !component.backup(component.sample, contextOf(false)).refused)
                QTest::newRow(qPrintable(component.id + u"-hot"_s)) << i << false;
        }
    }

    void everyFileIsSavedOnceAndByAnIdOfItsOwn()
    {
        QFETCH(int, index);
        const Component &component = kindsOfComponents().at(index);
        QVERIFY(component.matches(component.sample));
        QVERIFY(!component.title.isEmpty());
        QVERIFY(!component.how.isEmpty());
        QSet<QString> files;
        QSet<QByteArray> ids;
        for (const Step &step : backupSteps(component)) {
            QVERIFY2(!ids.contains(step.id), step.id.constData());
            ids << step.id;
            QCOMPARE(step.component, component.id);
            QVERIFY(step.quietLimit > 0s);
            // What it does to a service, the guardian does: it takes it back whatever happens.
            QVERIFY2(!step.changesHost || std::holds_alternative<GuardianStep>(step.action),
                     step.id.constData());
            if (const auto *capture = std::get_if<CaptureOutput>(&step.action)) {
                // Not every file system tells upper from lower case.
                QVERIFY2(!files.contains(capture->artifact.file.toLower()),
                         qPrintable(capture->artifact.file));
                QVERIFY2(!capture->magic.isEmpty(), qPrintable(capture->artifact.file));
                QVERIFY(capture->artifact.file.startsWith(component.id + u'/'));
                files << capture->artifact.file.toLower();
            }
        }
        QVERIFY(!files.isEmpty());
    }

    void noFingerprintTakesTheEntriesOfAnother_data()
    {
        everyFileIsSavedOnceAndByAnIdOfItsOwn_data();
    }
    void noFingerprintTakesTheEntriesOfAnother()
    {
        QFETCH(int, index);
        QMap<QString, QString> databases; // by prefix
        for (const Step &step : backupSteps(kindsOfComponents().at(index))) {
            if (const auto *taken = std::get_if<TakeFingerprint>(&step.action))
                databases.insert(taken->prefix, taken->database.database);
        }
        for (auto it = databases.cbegin(); it != databases.cend(); ++it) {
            for (auto other = databases.cbegin(); other != databases.cend(); ++other)
                QVERIFY2(it == other || !other.key().startsWith(it.key()), qPrintable(it.key()));
        }
    }

    void whatIsSavedIsVerifiedDrilledAndRestored_data()
    {
        everyFileIsSavedOnceAndByAnIdOfItsOwn_data();
    }
    void whatIsSavedIsVerifiedDrilledAndRestored()
    {
        QFETCH(int, index);
        const Component &component = kindsOfComponents().at(index);
        const ManifestComponent there = saved(component);
        RecipeContext all = context();
        all.missingRoles = {u"shop owner"_s};
        QCOMPARE(fed(component.verify(component.sample, there, context())), filesOf(there));
        QCOMPARE(fed(component.drill(there, context()).lanes), filesOf(there));
        QCOMPARE(fed(component.prepare(component.sample, there, all).lanes), filesOf(there));
    }

    void whatADrillMakesIsRemovedOnEveryWayOut_data()
    {
        everyFileIsSavedOnceAndByAnIdOfItsOwn_data();
    }
    void whatADrillMakesIsRemovedOnEveryWayOut()
    {
        QFETCH(int, index);
        const Component &component = kindsOfComponents().at(index);
        const RestoreRecipe recipe = component.drill(saved(component), context());
        QVERIFY(!recipe.files.isEmpty());
        for (const GuardianFile &file : recipe.files)
            QVERIFY2(file.path.startsWith(u"clean/"), qPrintable(file.path));
        const Step last = recipe.lanes.last().steps.last();
        QVERIFY(last.always);
        QVERIFY(commandText(last.action).contains(recipe.files.first().script));
    }

    void aDrillHasBoundsAndNoNetwork_data() { everyFileIsSavedOnceAndByAnIdOfItsOwn_data(); }
    void aDrillHasBoundsAndNoNetwork()
    {
        QFETCH(int, index);
        const Component &component = kindsOfComponents().at(index);
        RecipeContext bounded = context();
        bounded.memoryBytes = 300'000'000;
        bounded.cpuShares = 7;
        for (const Step &step : stepsOf(component.drill(saved(component), bounded).lanes)) {
            const QString command = commandText(step.action);
            QVERIFY2(!command.contains(u"--publish"), qPrintable(command));
            QCOMPARE(command.count(u"docker run "_s),
                     command.count(u"--network none"_s) + command.count(u"container:"_s));
            const qsizetype servers = command.count(u"docker run -d"_s);
            for (const QString &bound :
                 {u"--memory 300000000"_s, u"--memory-swap 300000000"_s, u"--cpu-shares 7"_s})
                QVERIFY2(command.count(bound) == servers, qPrintable(command));
        }
    }

    void whatAPreparationMakesIsDroppedWhenItFails_data()
    {
        everyFileIsSavedOnceAndByAnIdOfItsOwn_data();
    }
    void whatAPreparationMakesIsDroppedWhenItFails()
    {
        QFETCH(int, index);
        const Component &component = kindsOfComponents().at(index);
        const ManifestComponent there = saved(component);
        const RestoreRecipe recipe = component.prepare(component.sample, there, context());
        const Step first = recipe.lanes.value(0).steps.value(0);
        const auto *noted = std::get_if<GuardianStep>(&first.action);
        QVERIFY2(noted, "the guardian has to know before the first thing is made");
        QString undo;
        for (const GuardianFile &file : recipe.files) {
            if (file.path == u"undo/"_s + noted->file.section(u'/', 1))
                undo = file.script;
        }
        for (const Place &place : component.places(component.sample, there, context())) {
            QCOMPARE(place.component, component.id);
            QVERIFY(place.beside != place.live && place.safety != place.live);
            if (place.kind == Place::Kind::Directory) {
                QVERIFY2(undo.contains(place.live), qPrintable(undo));
                continue;
            }
            QVERIFY(place.beside != place.safety);
            QVERIFY2(place.beside.toUtf8().size() <= 63, qPrintable(place.beside));
            QVERIFY2(undo.contains(place.beside.left(4)), qPrintable(undo));
        }
    }

    void theShellAcceptsEveryCommand_data() { everyFileIsSavedOnceAndByAnIdOfItsOwn_data(); }
    void theShellAcceptsEveryCommand()
    {
        QFETCH(int, index);
        const Component &component = kindsOfComponents().at(index);
        const ManifestComponent there = saved(component);
        RecipeContext all = context();
        all.missingRoles = {u"it's $(a) role"_s};
        const RestoreRecipe drill = component.drill(there, all);
        const RestoreRecipe prepare = component.prepare(component.sample, there, all);
        VariableValues values;
        for (const Step &step : backupSteps(component)) {
            if (const auto *moment = std::get_if<ExportSnapshot>(&step.action))
                values.insert(moment->variable, u"00000003-0000001B-1"_s);
            if (const auto *run = std::get_if<RunCommand>(&step.action))
                values.insert(run->variable, u"7"_s);
        }
        for (const Step &step :
             backupSteps(component) + stepsOf(drill.lanes) + stepsOf(prepare.lanes)
                 + stepsOf(component.verify(component.sample, there, context()))) {
            const bool isForShell = std::holds_alternative<RunCommand>(step.action)
                                    || std::holds_alternative<CaptureOutput>(step.action)
                                    || std::holds_alternative<FeedArtifact>(step.action);
            if (isForShell)
                acceptedByShell(commandText(step.action, values));
        }
        for (const GuardianFile &file : drill.files + prepare.files) {
            acceptedByShell(file.script);
            QVERIFY(QRegularExpression(u"\\A(do|fin|undo|clean)/[a-z0-9-]+\\z"_s)
                        .match(file.path)
                        .hasMatch());
        }
        Place hostile{.kind = component.places(component.sample, there, all).value(0).kind,
                      .component = component.id,
                      .container = component.sample.container,
                      .user = u"postgres"_s,
                      .live = u"/a'$(b)\n\\名"_s,
                      .beside = u"/c \"d\""_s,
                      .safety = u"/c \"d\""_s};
        for (const Direction direction : {Direction::CutOver, Direction::Undo}) {
            const ExchangeRecipe exchange =
                component.exchange({hostile}, direction, component.sample, all);
            acceptedByShell(exchange.forth);
            acceptedByShell(exchange.back);
            for (const GuardianFile &file : exchange.files)
                acceptedByShell(file.script);
        }
    }

    void previewIsAsRecorded_data() { everyFileIsSavedOnceAndByAnIdOfItsOwn_data(); }
    void previewIsAsRecorded()
    {
        QFETCH(int, index);
        const Component &component = kindsOfComponents().at(index);
        QString actual;
        for (const Step &step : backupSteps(component)) {
            // The SQL of a fingerprint has tests of its own; here it would hide the rest.
            const bool isFingerprint = std::holds_alternative<TakeFingerprint>(step.action)
                                       || std::holds_alternative<LockTables>(step.action);
            actual += u"# "_s + QString::fromUtf8(step.id) + u": "_s + step.title.toEnglish()
                      + u'\n' + (isFingerprint ? u"SQL"_s : commandText(step.action)) + u'\n';
        }
        QFile recorded(QStringLiteral(LIFEBOAT_SOURCE_DIR) + u"/tests/data/previews/"_s
                       + QString::fromUtf8(QTest::currentDataTag()) + u".backup.txt"_s);
        if (qEnvironmentVariableIsSet("LIFEBOAT_RECORD")) {
            QVERIFY(recorded.open(QIODevice::WriteOnly));
            recorded.write(actual.toUtf8());
            QSKIP("Preview recorded; read the diff before committing it.");
        }
        QVERIFY2(recorded.open(QIODevice::ReadOnly), "Run once with LIFEBOAT_RECORD=1.");
        QCOMPARE(actual, QString::fromUtf8(recorded.readAll()));
    }
};

QTEST_GUILESS_MAIN(tst_Components)
#include "tst_components.moc"
