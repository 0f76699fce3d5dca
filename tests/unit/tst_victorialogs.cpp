#include "components/component.h"
#include "planning/planrenderer.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// Which days are taken and which are referred to; the recipe's scripts run here, on folders that
// look like the server's.
class tst_VictoriaLogs : public QObject
{
    Q_OBJECT

    static constexpr auto Run = "20261127t020000-1a2b3c4d"_L1;
    static constexpr auto First = "20261126T020000Z"_L1;
    static constexpr auto Second = "20261127T020000Z"_L1;
    static inline const QString OtherParts{64, u'b'};

    const Component &m_component = *component(u"victorialogs"_s);
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_root; // of the data

    static RecipeContext context(const QString &point)
    {
        return {.run = Run, .pointId = point, .helperImage = u"sha256:0123"_s};
    }

    // One whose past days have these parts.
    ServiceFacts service(const QMap<QString, QString> &days) const
    {
        ServiceFacts service = m_component.sample;
        service.mounts[0].destination = m_root;
        service.details[u"dir"_s] = m_root;
        QString noted;
        for (auto it = days.cbegin(); it != days.cend(); ++it)
            noted += u"%1:%2:1000 "_s.arg(it.key(), it.value());
        service.details[u"days"_s] = noted;
        return service;
    }

    static QList<Step> steps(const BackupRecipe &recipe)
    {
        QList<Step> steps;
        for (const Lane &lane : recipe.copy)
            steps << lane.steps;
        return steps;
    }

    static QStringList copied(const BackupRecipe &recipe)
    {
        QStringList files;
        for (const Step &step : steps(recipe)) {
            if (const auto *capture = std::get_if<CaptureOutput>(&step.action))
                files << capture->artifact.file;
        }
        return files;
    }

    static QStringList needed(const QList<Artifact> &needs)
    {
        QStringList files;
        for (const Artifact &artifact : needs)
            files << artifact.point + u' ' + artifact.file;
        return files;
    }

    static ManifestComponent saved(const ServiceFacts &service, const BackupRecipe &recipe)
    {
        ManifestComponent there{.id = u"victorialogs"_s, .details = service.details};
        for (const QString &file : copied(recipe))
            there.artifacts << Artifact{file, 1000, QString(64, u'0'), {}, u"snapshot tar"_s, {}};
        there.needs = recipe.needs;
        return there;
    }

    static QString file(const QString &part, QLatin1StringView point)
    {
        return u"victorialogs/%1_%2.tar"_s.arg(part, point);
    }

    void write(const QString &path, const QByteArray &content) const
    {
        const QString whole = m_root + u'/' + path;
        QVERIFY(QDir().mkpath(QFileInfo(whole).path()));
        QFile file(whole);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }

    // What the command prints. Containers are left out: what would run in them runs here.
    QByteArray run(const QString &command) const
    {
        QProcess shell;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"PATH"_s,
                           m_folder->filePath(u"bin"_s) + u':' + qEnvironmentVariable("PATH"));
        environment.insert(u"HOME"_s, m_folder->path());
        environment.insert(u"LIFEBOAT_RUN"_s, Run);
        shell.setProcessEnvironment(environment);
        shell.start(u"/bin/sh"_s, {u"-c"_s, command});
        if (!shell.waitForFinished() || shell.exitCode() != 0)
            qWarning("%s", shell.readAllStandardError().constData());
        return shell.readAllStandardOutput();
    }

    static QString commandOf(const BackupRecipe &recipe, const QByteArray &id)
    {
        for (const Step &step : steps(recipe)) {
            if (step.id == id)
                return commandText(step.action);
        }
        return {};
    }

    // The names in the archive that this step copies, without folders.
    QStringList archived(const BackupRecipe &recipe, const QByteArray &id) const
    {
        QStringList names = QString::fromUtf8(run(commandOf(recipe, id) + u" | tar -tf -"_s))
                                .split(u'\n', Qt::SkipEmptyParts);
        if (names.value(0) != u"./")
            return {};
        names.removeIf([](const QString &name) { return name.endsWith(u'/'); });
        return names;
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_root = m_folder->filePath(u"it's data"_s);
        QVERIFY(QDir().mkpath(m_root));
        const QMap<QString, QByteArray> programs{
            {u"docker"_s, "until [ \"$1\" = --entrypoint ]; do shift; done\n"
                          "program=$2; shift 3; exec \"$program\" \"$@\"\n"},
            {u"id"_s, "echo 1000\n"}};
        for (auto it = programs.cbegin(); it != programs.cend(); ++it) {
            write(u"../bin/"_s + it.key(), "#!/bin/sh\n" + it.value());
            QVERIFY(QFile::setPermissions(m_folder->filePath(u"bin/"_s + it.key()),
                                          QFile::ReadOwner | QFile::ExeOwner));
        }
    }

    void aFirstPointTakesEachPastDayByItself()
    {
        const BackupRecipe recipe = m_component.backup(
            service({{u"20261124"_s, OtherParts}, {u"20261125"_s, OtherParts}}), context(Second));
        QVERIFY(!recipe.refused);
        QVERIFY(recipe.needs.isEmpty());
        QCOMPARE(copied(recipe), (QStringList{file(u"data"_s, Second), file(u"20261124"_s, Second),
                                              file(u"20261125"_s, Second)}));
        QSet<QByteArray> ids;
        for (const Step &step : steps(recipe)) {
            QVERIFY2(!ids.contains(step.id), step.id.constData());
            ids << step.id;
        }
        QVERIFY(ids.contains("victorialogs.check-20261125"));
    }

    // The third refers to the one that has the archive, not to the one that refers to it.
    void whatAnEarlierPointHasOfADayIsReferredTo()
    {
        QMap<QString, QString> days{{u"20261123"_s, QString(64, u'a')},
                                    {u"20261124"_s, QString(64, u'b')}};
        RecipeContext later = context(Second);
        ServiceFacts now = service(days);
        later.earlier = saved(now, m_component.backup(now, context(First)));
        later.earlierPoint = First;
        days.insert(u"20261124"_s, QString(64, u'c'));
        days.insert(u"20261125"_s, QString(64, u'd'));
        now = service(days);
        const BackupRecipe second = m_component.backup(now, later);
        QCOMPARE(copied(second), (QStringList{file(u"data"_s, Second), file(u"20261124"_s, Second),
                                              file(u"20261125"_s, Second)}));
        QCOMPARE(needed(second.needs), QStringList{First + u' ' + file(u"20261123"_s, First)});

        RecipeContext last = context(u"20261128T020000Z"_s);
        last.earlier = saved(now, second);
        last.earlierPoint = Second;
        const BackupRecipe third = m_component.backup(now, last);
        QCOMPARE(copied(third), QStringList{file(u"data"_s, "20261128T020000Z"_L1)});
        QCOMPARE(needed(third.needs), (QStringList{First + u' ' + file(u"20261123"_s, First),
                                                   Second + u' ' + file(u"20261124"_s, Second),
                                                   Second + u' ' + file(u"20261125"_s, Second)}));
        const QList<Lane> verify = m_component.verify(now, saved(now, third), context(Second));
        QCOMPARE(verify.size(), 1);
        QCOMPARE(verify.first().steps.size(), 4);
    }

    void aPointWithoutAnArchiveOfTheDayIsNotReferredTo()
    {
        const ServiceFacts now = service({{u"20261124"_s, OtherParts}});
        RecipeContext cold = context(First);
        cold.cold = true;
        RecipeContext later = context(Second);
        later.earlier = saved(now, m_component.backup(now, cold));
        later.earlierPoint = First;
        QCOMPARE(later.earlier.artifacts.size(), 1);
        const BackupRecipe recipe = m_component.backup(now, later);
        QVERIFY(recipe.needs.isEmpty());
        QCOMPARE(copied(recipe).size(), 2);
        later.cold = true;
        const BackupRecipe stopped = m_component.backup(now, later);
        QVERIFY(stopped.needs.isEmpty());
        QCOMPARE(copied(stopped), QStringList{file(u"data"_s, Second)});
    }

    // Late lines may arrive between the question and the snapshot.
    void aDayThatChangedSinceTheQuestionIsInTheArchiveOfTheRest()
    {
        const QStringList days{u"20261123"_s, u"20261124"_s, u"20261125"_s, u"20261127"_s};
        QByteArray names;
        for (const QString &day : days) {
            for (const QString &where : {day, day + u"/snapshots/20261127020000-18EB"_s}) {
                write(u"partitions/%1/datadb/parts.json"_s.arg(where), "[\"18EA\"]");
                write(u"partitions/%1/datadb/18EA/values.bin"_s.arg(where), day.toUtf8());
                write(u"partitions/%1/indexdb/parts.json"_s.arg(where), "[]");
            }
            names += u"/vlogs/partitions/%1/snapshots/20261127020000-18EB\n"_s.arg(day).toUtf8();
        }
        const QString made = u"../.lifeboat/run-%1/victorialogs.made"_s.arg(Run);
        write(made, names);

        // As the server is asked on the host.
        QString question =
            commandText(RunCommand{m_component.question(m_component.sample, u"sha256:0123"_s), {}});
        const QString begin = u"printf days=; "_s;
        question = question.sliced(question.indexOf(begin) + begin.size());
        question.truncate(question.indexOf(u"; echo\n"));
        question.replace(u"'\\''"_s, u"'"_s);
        question.replace(u"\"/${dir:-vlogs}\""_s, u"\"$HOME/it's data\""_s);
        question.replace(u"$(date -u +%Y%m%d)"_s, u"20261127"_s);
        const QString answer = QString::fromUtf8(run(question));
        QMap<QString, QString> found;
        for (const QString &one : answer.split(u' ', Qt::SkipEmptyParts))
            found.insert(one.section(u':', 0, 0), one.section(u':', 1, 1));
        QCOMPARE(found.keys(), days.first(3));
        QVERIFY(found.value(days.at(0)) == found.value(days.at(1))); // names and sizes are equal

        ServiceFacts now = service(found);
        RecipeContext later = context(Second);
        later.earlier = saved(now, m_component.backup(now, context(First)));
        later.earlier.artifacts.removeIf(
            [](const Artifact &artifact) { return artifact.file.contains(u"/20261125_"_s); });
        later.earlierPoint = First;
        const BackupRecipe recipe = m_component.backup(now, later);
        QCOMPARE(recipe.needs.size(), 2);
        const auto filesOf = [](const QString &day) {
            return QStringList{u"./partitions/%1/datadb/18EA/values.bin"_s.arg(day),
                               u"./partitions/%1/datadb/parts.json"_s.arg(day),
                               u"./partitions/%1/indexdb/parts.json"_s.arg(day)};
        };
        const auto sorted = [](QStringList names) {
            names.sort();
            return names;
        };
        QCOMPARE(sorted(archived(recipe, "victorialogs.copy")), filesOf(u"20261127"_s));
        QCOMPARE(sorted(archived(recipe, "victorialogs.copy-20261125")), filesOf(u"20261125"_s));
        // Nothing is not an archive of that day.
        write(made, names.first(names.indexOf("/vlogs/partitions/20261125")));
        QVERIFY(run(u"("_s + commandOf(recipe, "victorialogs.copy-20261125") + u") && echo ok"_s)
                    .isEmpty());
        write(made, names);
        write(u"partitions/20261124/snapshots/20261127020000-18EB/datadb/18EF/values.bin"_s, "x");
        const QString late = u"./partitions/20261124/datadb/18EF/values.bin"_s;
        QCOMPARE(sorted(archived(recipe, "victorialogs.copy")),
                 sorted(filesOf(u"20261124"_s) + filesOf(u"20261127"_s) + QStringList{late}));
    }
};

QTEST_GUILESS_MAIN(tst_VictoriaLogs)
#include "tst_victorialogs.moc"
