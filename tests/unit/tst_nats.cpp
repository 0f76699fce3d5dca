#include "components/component.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

class tst_Nats : public QObject
{
    Q_OBJECT

    const Component &m_component = *component(u"nats"_s);

    static RecipeContext context(bool cold)
    {
        return {.run = u"20261122t020000-1a2b3c4d"_s,
                .pointId = u"20261122T020000Z"_s,
                .helperImage = u"sha256:0123"_s,
                .cold = cold};
    }

    ServiceFacts withoutBox() const
    {
        ServiceFacts service = m_component.sample;
        service.details.remove(u"box"_s);
        return service;
    }

    ManifestComponent saved(bool cold) const
    {
        ManifestComponent there{.id = m_component.id,
                                .imageId = m_component.sample.imageId,
                                .details = m_component.sample.details};
        const BackupRecipe recipe = m_component.backup(m_component.sample, context(cold));
        for (const Step &step : recipe.copy.first().steps) {
            if (const auto *capture = std::get_if<CaptureOutput>(&step.action))
                there.artifacts << capture->artifact;
        }
        return there;
    }

    static QList<QByteArray> ids(const RestoreRecipe &recipe)
    {
        QList<QByteArray> ids;
        for (const Step &step : recipe.lanes.first().steps)
            ids << step.id;
        return ids;
    }

    // What a command prints on a host whose server answers as recorded.
    static QByteArray printed(const ShellCommand &command, const VariableValues &values = {})
    {
        const QTemporaryDir folder;
        QFile docker(folder.filePath(u"docker"_s));
        if (!docker.open(QIODevice::WriteOnly))
            return {};
        docker.write("#!/bin/sh\ncat '" LIFEBOAT_SOURCE_DIR "/tests/data/answers/nats.jsz.json'\n");
        docker.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        docker.close();
        QProcess shell;
        shell.start(u"/bin/sh"_s,
                    {u"-c"_s, u"PATH=%1:$PATH; "_s.arg(folder.path()) + command.toShell(values)});
        return shell.waitForFinished() && shell.exitCode() == 0 ? shell.readAllStandardOutput()
                                                                : QByteArray();
    }

private slots:
    void theServerTellsItsDirectoryAndWhatSavesIt()
    {
        ServiceFacts service{.mounts = {{.source = u"/v"_s, .destination = u"/nats"_s}}};
        QVERIFY(m_component.answer("version=2.10.25\nstore=/nats/storage\naccount=$G\n"
                                   "storage=1000\nbox=natsio/nats-box:latest\n"_ba,
                                   service));
        QCOMPARE(service.dataDirectory(), u"/nats"_s);
        QCOMPARE(service.details.value(u"box"_s), u"natsio/nats-box:latest"_s);
        QCOMPARE(service.details.value(u"bytes"_s), u"2000"_s);
        QVERIFY(!m_component.answer("version=2.10.25\nbox=natsio/nats-box:latest\n"_ba, service));
    }

    void whatDidNotChangeMeanwhileIsTheFingerprint()
    {
        const QList<Step> steps =
            m_component.backup(m_component.sample, context(false)).copy.first().steps;
        const auto &before = std::get<RunCommand>(steps.first().action);
        const auto &after = std::get<ReadFingerprint>(steps.at(2).action);
        const QString first = QString::fromUtf8(printed(before.command)).trimmed();
        const Result<Fingerprint> same =
            m_component.read(printed(after.command, {{before.variable, first}}));
        QVERIFY(same);
        QCOMPARE(same->entries,
                 (QMap<QString, QString>{
                     {u"$G stream KV_openapi_registry"_s,
                      u"messages=50 bytes=4630 first_seq=1 last_seq=50 num_subjects=50 "
                      "consumer=portal"_s},
                     {u"$G stream metrics"_s, u"expires"_s},
                     {u"$G stream work"_s, u"messages=2 bytes=74 first_seq=2 last_seq=3 "
                                           "num_subjects=1 consumer=w"_s}}));
        const QString grown = QString(first).replace(u"messages=2"_s, u"messages=1"_s);
        const Result<Fingerprint> less =
            m_component.read(printed(after.command, {{before.variable, grown}}));
        QVERIFY(less);
        QCOMPARE(less->entries.size(), 2);
    }

    void itIsSavedHotWhereTheImageIs()
    {
        const BackupRecipe hot = m_component.backup(m_component.sample, context(false));
        QVERIFY(!hot.refused && !m_component.offByDefault(m_component.sample));
        QVERIFY(hot.held.isEmpty());
        for (const Step &step : hot.copy.first().steps)
            QVERIFY2(!step.changesHost, step.id.constData());
        const BackupRecipe cold = m_component.backup(m_component.sample, context(true));
        QCOMPARE(cold.held, QStringList{m_component.sample.container});
    }

    void withoutTheImageItIsLeftOutUnlessItMayStop()
    {
        QVERIFY(m_component.offByDefault(withoutBox()));
        const BackupRecipe refused = m_component.backup(withoutBox(), context(false));
        QVERIFY(refused.refused);
        QVERIFY(refused.refused->hint.toEnglish().contains(u"--cold nats"_s));
        QVERIFY(!m_component.backup(withoutBox(), context(true)).refused);
    }

    void aHotPointIsLoadedBeforeItIsCompared()
    {
        const QList<QByteArray> loaded{"nats.empty", "nats.fill", "nats.close"};
        const QList<QByteArray> drill = ids(m_component.drill(saved(false), context(false)));
        QCOMPARE(drill.mid(1),
                 loaded + QList<QByteArray>({"nats.start", "nats.compare", "nats.remove"}));
        const QList<QByteArray> prepare =
            ids(m_component.prepare(m_component.sample, saved(false), context(false)));
        QCOMPARE(
            prepare.mid(1),
            loaded + QList<QByteArray>({"nats.view", "nats.start", "nats.compare", "nats.ready"}));
        QVERIFY(!ids(m_component.drill(saved(true), context(false))).contains("nats.close"));
    }

    void aHotPointNeedsTheImage()
    {
        QVERIFY(!m_component.unfit(m_component.sample, saved(false)));
        const std::optional<Error> why = m_component.unfit(withoutBox(), saved(false));
        QVERIFY(why);
        QVERIFY2(why->message.toEnglish().contains(u"natsio/nats-box:latest"_s),
                 qPrintable(why->message.toEnglish()));
        QVERIFY(!m_component.unfit(withoutBox(), saved(true)));
    }

    // Only files have to be where they were; streams are loaded wherever the server keeps them.
    void aHotPointGoesIntoAnotherDirectory()
    {
        ServiceFacts elsewhere = m_component.sample;
        elsewhere.details[u"store"_s] = u"/nats/js"_s;
        QVERIFY(!m_component.unfit(elsewhere, saved(false)));
        QVERIFY(m_component.unfit(elsewhere, saved(true)));
    }
};

QTEST_GUILESS_MAIN(tst_Nats)
#include "tst_nats.moc"
