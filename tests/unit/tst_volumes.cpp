#include "components/common/volume.h"
#include "components/component.h"
#include "engine/volumes.h"

#include <QSet>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// Volumes that no component of the product saves, and the ids by which they are asked for.
class TestVolumes : public QObject
{
    Q_OBJECT

    static Mount volume(const QString &name)
    {
        return {
            .type = u"volume"_s, .name = name, .source = u"/d/"_s + name, .destination = u"/x"_s};
    }
    static Mount bind(const QString &source)
    {
        return {.type = u"bind"_s, .source = source, .destination = u"/x"_s};
    }
    static HostFacts facts();
    static ServiceFacts named(const HostFacts &facts, const QString &what);

private slots:
    void idsAreReadableAndOfOneVolumeOnly();
    void whoUsesAVolumeIsKnown();
    void aServiceThatIsSavedIsNotStoppedForAnother();
    void aMountWithinAnotherIsNotExchanged();
    void twoOfOneNameAreTwo();
    void whatCannotBeStoppedOrExchangedIsSaid();
    void aListThatBreaksOffIsNone();
};

HostFacts TestVolumes::facts()
{
    HostFacts facts{.project = u"compose"_s, .directory = u"/opt/bk-lite"_s};
    ServiceFacts postgres = component(u"postgres"_s)->sample;
    postgres.mounts << volume(u"compose_dumps"_s);
    ServiceFacts gateway{
        .service = u"gateway"_s, .container = u"compose-gateway-1"_s, .state = u"running"_s};
    gateway.mounts = {volume(u"compose_uploads"_s), bind(u"/srv/a"_s), bind(u"/srv/a/b"_s)};
    ServiceFacts viewer{
        .service = u"viewer"_s, .container = u"compose-viewer-1"_s, .state = u"running"_s};
    viewer.mounts = {volume(u"compose_uploads"_s)};
    viewer.mounts.first().readOnly = true;
    ServiceFacts stopped{
        .service = u"batch"_s, .container = u"compose-batch-1"_s, .state = u"exited"_s};
    stopped.mounts = {volume(u"compose_uploads"_s)};
    facts.services = {postgres, gateway, viewer, stopped};
    return facts;
}

ServiceFacts TestVolumes::named(const HostFacts &facts, const QString &what)
{
    for (const ServiceFacts &one : volumesOf(facts)) {
        if (one.details.value(u"what"_s) == what)
            return one;
    }
    return {};
}

void TestVolumes::idsAreReadableAndOfOneVolumeOnly()
{
    QCOMPARE(volumeId(volume(u"compose_uploads"_s), u"gateway"_s, u"compose"_s),
             u"volume-uploads"_s);
    QCOMPARE(volumeId(volume(u"bk_uploads"_s), u"gateway"_s, u"bk"_s), u"volume-uploads"_s);
    Mount anonymous = volume(QString(64, u'a'));
    anonymous.anonymous = true;
    Mount recreated = volume(QString(64, u'b'));
    recreated.anonymous = true;
    QCOMPARE(volumeId(anonymous, u"web"_s, u"compose"_s),
             volumeId(recreated, u"web"_s, u"compose"_s));

    QSet<QString> ids;
    qsizetype count = 0;
    const auto add = [&](const Mount &mount, const QString &service = u"web"_s) {
        const QString id = volumeId(mount, service, u"compose"_s);
        QVERIFY2(isVolume(id) && id.size() <= 60, qPrintable(id));
        QVERIFY(component(id));
        QCOMPARE(component(id)->id, id);
        ids << id.toLower();
        ++count;
    };
    for (const QString &name :
         {u"compose_uploads"_s, u"uploads"_s, u"compose_Uploads"_s, u"compose_up_loads"_s,
          u"compose_up-loads"_s, u"compose_up.loads"_s, u"compose_"_s + QString(300, u'x'),
          u"compose_"_s + QString(299, u'x'), u"compose_"_s})
        add(volume(name));
    for (const QString &path : {u"/srv/a-b"_s, u"/srv/a/b"_s, u"/srv/名"_s, u"/srv/字"_s, u"/"_s,
                                u"/srv/$(rm -r)"_s, u"/uploads"_s})
        add(bind(path));
    add(anonymous);
    add(anonymous, u"server"_s);
    QCOMPARE(ids.size(), count);
    for (const QString &no : {u"volume-"_s, u"volume-a b"_s, u"volume-../x"_s, u"volume-A"_s,
                              u"volume-a\n"_s, u"uploads"_s})
        QVERIFY2(!component(no), qPrintable(no));
}

void TestVolumes::whoUsesAVolumeIsKnown()
{
    const ServiceFacts uploads = named(facts(), u"compose_uploads"_s);
    QCOMPARE(uploads.details.value(u"writers"_s), u"compose-gateway-1"_s);
    QCOMPARE(uploads.details.value(u"users"_s), u"compose-gateway-1\ncompose-viewer-1"_s);
    QCOMPARE(uploads.service, u"gateway, viewer, batch"_s);
    const BackupRecipe recipe =
        component(u"volume-uploads"_s)->backup(uploads, {.helperImage = u"x"_s, .cold = true});
    QCOMPARE(recipe.held, QStringList{u"compose-gateway-1"_s}); // who reads goes on
    QVERIFY(component(u"volume-uploads"_s)->backup(uploads, {}).refused);

    HostFacts idle = facts();
    idle.services[1].state = u"exited"_s;
    const BackupRecipe still =
        component(u"volume-uploads"_s)->backup(named(idle, u"compose_uploads"_s), {});
    QVERIFY(!still.refused); // nobody has to be stopped
    QVERIFY(still.held.isEmpty());
}

void TestVolumes::aServiceThatIsSavedIsNotStoppedForAnother()
{
    const ServiceFacts dumps = named(facts(), u"compose_dumps"_s);
    const BackupRecipe recipe = component(u"volume-dumps"_s)->backup(dumps, {.cold = true});
    QVERIFY(recipe.refused);
    QVERIFY2(recipe.refused->message.toEnglish().contains(u"saved as postgres"),
             qPrintable(recipe.refused->message.toEnglish()));
    QVERIFY(component(u"volume-dumps"_s)->unfit(dumps, {}));
}

void TestVolumes::aMountWithinAnotherIsNotExchanged()
{
    for (const QString &path : {u"/srv/a"_s, u"/srv/a/b"_s}) {
        const ServiceFacts folder = named(facts(), path);
        const Component &own = *component(folder.details.value(u"id"_s));
        QVERIFY(!own.backup(folder, {.cold = true}).refused);
        QVERIFY(own.unfit(folder, {}));
    }
    const ServiceFacts uploads = named(facts(), u"compose_uploads"_s);
    QVERIFY(!component(u"volume-uploads"_s)->unfit(uploads, {}));

    // Whoever has what lies around it mounted writes to it as well.
    HostFacts around = facts();
    around.services[2].mounts << bind(u"/srv"_s);
    QCOMPARE(named(around, u"/srv/a/b"_s).details.value(u"writers"_s),
             u"compose-gateway-1\ncompose-viewer-1"_s);
    around.services[0].mounts << bind(u"/srv/a/b/c"_s);
    QVERIFY(component(named(around, u"/srv/a"_s).details.value(u"id"_s))
                ->backup(named(around, u"/srv/a"_s), {.cold = true})
                .refused);
}

void TestVolumes::twoOfOneNameAreTwo()
{
    HostFacts host = facts();
    host.services[1].mounts << volume(u"app_data"_s) << volume(u"compose_app_data"_s);
    ServiceFacts second = host.services.at(1);
    second.container = u"compose-gateway-2"_s;
    for (ServiceFacts *each : {&host.services[1], &second}) {
        each->mounts << volume(QString(64, each == &second ? u'a' : u'b'));
        each->mounts.last().anonymous = true;
    }
    host.services << second;
    QSet<QString> ids;
    const QList<ServiceFacts> volumes = volumesOf(host);
    for (const ServiceFacts &one : volumes)
        ids << one.details.value(u"id"_s);
    QCOMPARE(ids.size(), volumes.size());
}

void TestVolumes::whatCannotBeStoppedOrExchangedIsSaid()
{
    HostFacts host = facts();
    host.services[1].isTemporary = true;
    QVERIFY(component(u"volume-uploads"_s)
                ->backup(named(host, u"compose_uploads"_s), {.cold = true})
                .refused);
    host = facts();
    host.services[1].mounts[0].isDevice = true;
    const ServiceFacts device = named(host, u"compose_uploads"_s);
    QVERIFY(!component(u"volume-uploads"_s)->backup(device, {.cold = true}).refused);
    QVERIFY(component(u"volume-uploads"_s)->unfit(device, {}));
    host.services[1].mounts[1].isFile = true;
    const ServiceFacts file = named(host, u"/srv/a"_s);
    QVERIFY(component(file.details.value(u"id"_s))->backup(file, {.cold = true}).refused);
}

void TestVolumes::aListThatBreaksOffIsNone()
{
    const auto read = component(u"volume-uploads"_s)->read;
    const QByteArray whole("/a b\0001 2 ff\0.\0001 0 ee\0end\0", 25);
    const Result<Fingerprint> good = read(whole);
    QVERIFY(good);
    QCOMPARE(good->entries.size(), 2);
    QCOMPARE(good->entries.value(u"./a b"_s), u"1 entries, 2 bytes, ff"_s);
    for (qsizetype size = 0; size < whole.size() - 1; ++size)
        QVERIFY2(!read(whole.first(size)), qPrintable(QString::number(size)));
}

QTEST_GUILESS_MAIN(TestVolumes)
#include "tst_volumes.moc"
