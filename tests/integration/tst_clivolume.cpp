#include "support/clibench.h"

#include <QFile>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// Volumes and folders of the project that no component of the product saves: a service of the
// project with one of each, full of what a file system can hold, and another that reads it.
class TestCliVolume : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void theyAreNamedAndLeftAloneUnlessAskedFor();
    void dataComeBackAndTheUndoGivesThemBack();
    void whatSomebodyElseWritesIsNotCopied();
    void aLostClientLeavesTheServiceRunning_data();
    void aLostClientLeavesTheServiceRunning();

private:
    QByteArray inside(const QString &script) const { return m_hosts.inside(m_host, script); }
    QByteArray state() const;
    QByteArray left() const;
    QJsonObject uncovered(const QJsonObject &answer, const QString &name) const;
    QString backUp();

    TestHosts m_hosts;
    QJsonObject m_host;
    QString m_name;
    WayIn m_way;
    std::unique_ptr<CliBench> m_bench;
};

static const QString Folder = u"/srv/it's \"$(b)\" 名"_s;
static const QString FolderId = u"volume-srv-it-s-b-84015d"_s;
static const QStringList Cold{
    u"--component"_s, u"volume-uploads"_s, u"--cold"_s, u"volume-uploads"_s, u"--component"_s,
    FolderId,         u"--cold"_s,         FolderId};

// gateway writes to both, and ends only when it is killed; viewer reads the volume.
static const QString Raise = uR"sh(
set -e
folder=$1
like=$(docker ps -q --filter label=com.docker.compose.service=redis | head -n 1)
image=$(docker inspect -f '{{.Image}}' "$like")
label() { docker inspect -f "{{index .Config.Labels \"com.docker.compose.$1\"}}" "$like"; }
start() {
  name=$1
  shift
  docker run -d --name "$name" --stop-timeout 2 --tmpfs /data --label com.docker.compose.service="$name" \
    --label com.docker.compose.oneoff=False --label com.docker.compose.container-number=1 \
    --label com.docker.compose.project="$(label project)" \
    --label com.docker.compose.project.working_dir="$(label project.working_dir)" \
    --label com.docker.compose.project.config_files="$(label project.config_files)" \
    "$@" --entrypoint tail "$image" -f /dev/null
}
mkdir -p "$folder"
docker volume create "$(label project)_uploads"
start gateway -v "$(label project)_uploads:/uploads" --mount "type=bind,\"source=$(printf %s "$folder" | sed 's/"/""/g')\",target=/files"
start viewer -v "$(label project)_uploads:/seen:ro"
docker exec -i gateway sh <<'END'
set -e
cd /uploads
mkdir -p "a b/c"
printf 1 >"a b/c/two
lines"
ln -s ../nowhere "a b/link"
ln "a b/c/two
lines" "a b/hard"
head -c 3000000 /dev/urandom >large
chown 1234:99 large
chmod 4711 large
truncate -s 200M sparse
mkfifo pipe
printf x >"$(printf '\377')"
printf x >./-name
cd /files
for i in $(seq 400); do echo $i >f$i; done
END
)sh"_s;

void TestCliVolume::initTestCase()
{
    if (const QString missing = m_hosts.missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    m_host = m_hosts.host(0);
    m_name = m_host.value("name"_L1).toString();
}

void TestCliVolume::init()
{
    m_bench = std::make_unique<CliBench>(m_hosts);
    VERIFY_STATUS(m_bench->addVault(), 0);
    m_way = m_bench->way(u"group docker"_s, m_host);
    VERIFY_STATUS(m_bench->addHost(m_name, m_way), 0);
    cleanup();
    const QByteArray raised =
        inside((ShellCommand("sh -c") << Raise << u"sh"_s << Folder).toShell());
    QVERIFY2(state().contains("gateway true"), raised.constData());
}

void TestCliVolume::cleanup()
{
    if (!m_name.isEmpty())
        inside(u"docker rm -f gateway viewer stranger >/dev/null 2>&1; for v in $(docker volume ls "
               "-q | grep '_uploads$'); do docker volume rm -f $v; done; rm -rf "_s
               + ShellCommand::quoted(Folder));
}

// What the two containers see, but for the clock, and whether they run.
QByteArray TestCliVolume::state() const
{
    static const QString look =
        uR"sh(cd "$1" && find . -printf '%P %y %m %U:%G %l\0' | LC_ALL=C sort -z | sha256sum &&
          find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)sh"_s;
    const QString words = (ShellCommand("sh -c") << look << u"sh"_s).toShell();
    return inside(
        u"docker exec gateway %1 /uploads; docker exec gateway %1 /files; docker exec viewer "
        "%1 /seen; docker inspect -f '{{slice .Name 1}} {{.State.Running}}' gateway viewer"_s.arg(
            words));
}

QByteArray TestCliVolume::left() const
{
    return inside(
        u"ls -d /var/lib/docker/volumes/*/.lifeboat* /srv/.lifeboat* 2>/dev/null; docker ps "
        "-a --format '{{.Names}}' | grep lifeboat; docker volume ls -q --filter "
        "label=lifeboat; ls -A /tmp | grep -v ^runc-process; true"_s);
}

QJsonObject TestCliVolume::uncovered(const QJsonObject &answer, const QString &name) const
{
    for (const QJsonValue &one : answer.value("uncovered"_L1).toArray()) {
        if (one["name"_L1].toString().endsWith(name))
            return one.toObject();
    }
    return {};
}

QString TestCliVolume::backUp()
{
    const auto made = m_bench->run(m_way, QStringList{u"backup"_s, m_name} + Cold);
    if (made.exitStatus != 0)
        qWarning("%s", made.both().constData());
    return made.json().value("runs"_L1).toArray().at(0)[u"point"_s].toString();
}

void TestCliVolume::theyAreNamedAndLeftAloneUnlessAskedFor()
{
    const auto found = m_bench->run(m_way, {u"discover"_s, m_name});
    VERIFY_STATUS(found, 0);
    const QJsonObject volume = uncovered(found.json(), u"_uploads"_s);
    QCOMPARE(volume.value("kind"_L1).toString(), u"volume"_s);
    QCOMPARE(volume.value("component"_L1).toString(), u"volume-uploads"_s);
    QVERIFY2(volume.value("why"_L1).toString().contains(u"gateway, viewer"),
             found.both().constData());
    const QJsonObject folder = uncovered(found.json(), Folder);
    QCOMPARE(folder.value("kind"_L1).toString(), u"bind"_s);
    QCOMPARE(folder.value("component"_L1).toString(), FolderId);

    const QString started = u"docker inspect -f '{{.State.StartedAt}}' gateway viewer"_s;
    const QByteArray since = inside(started);
    const auto made = m_bench->run(m_way, {u"backup"_s, m_name, u"--cold"_s, u"volume-other"_s});
    VERIFY_STATUS(made, 0); // what other hosts have changes no status
    QVERIFY(!uncovered(made.json(), u"_uploads"_s).isEmpty());
    QVERIFY(!uncovered(made.json(), u"volume-other"_s).isEmpty());
    const auto asked =
        m_bench->run(m_way, {u"backup"_s, m_name, u"--component"_s, u"volume-uploads"_s});
    VERIFY_STATUS(asked, 1);
    QVERIFY2(asked.both().contains("--cold volume-uploads"), asked.both().constData());
    QCOMPARE(inside(started), since);
    VERIFY_STATUS(m_bench->run(m_way, {u"backup"_s, m_name, u"--cold"_s, u"volume-$(x)"_s}), 2);
}

void TestCliVolume::dataComeBackAndTheUndoGivesThemBack()
{
    const QByteArray before = state();
    const QByteArray leftBefore = left();
    const QString point = backUp();
    QVERIFY(!point.isEmpty());
    QCOMPARE(state(), before);
    QVERIFY(QFile(m_bench->newestPointFolder() + u"/volume-uploads/data_"_s + point.section(u'/', 1)
                  + u".tar"_s)
                .size()
            < 10'000'000); // with its holes
    VERIFY_STATUS(m_bench->run(m_way, {u"verify"_s, point}), 0);
    VERIFY_STATUS(m_bench->run(m_way, {u"drill"_s, point}), 0);
    QCOMPARE(left(), leftBefore);

    inside(
        u"docker exec gateway sh -c 'rm -r /uploads/a* /files/f1*; echo new >/uploads/new; chmod "
        "600 /uploads/sparse'"_s);
    const QByteArray damaged = state();
    QVERIFY(damaged != before);
    const auto restored =
        m_bench->run(m_way, {u"restore"_s, point, u"--to"_s, m_name, u"--confirm"_s, m_name});
    VERIFY_STATUS(restored, 0);
    QCOMPARE(state(), before);
    qInfo("downtime %.2f s", restored.json().value("downtimeSeconds"_L1).toDouble());
    const QString run = restored.json().value("run"_L1).toString();
    VERIFY_STATUS(m_bench->run(m_way, {u"undo"_s, run}), 0);
    QCOMPARE(state(), damaged);
    VERIFY_STATUS(m_bench->run(m_way, {u"discard"_s, run}), 0);
    QCOMPARE(left(), leftBefore);

    const QString name = u"volume-uploads/data_%1.tar"_s.arg(point.section(u'/', 1));
    QVERIFY(flipOneBit(m_bench->newestPointFolder() + u'/' + name));
    const auto looked = m_bench->run(m_way, {u"verify"_s, point});
    VERIFY_STATUS(looked, 1);
    QVERIFY2(looked.both().contains(name.toUtf8()), looked.both().constData());
}

void TestCliVolume::whatSomebodyElseWritesIsNotCopied()
{
    const QByteArray before = state();
    const QByteArray leftBefore = left();
    const QString point = backUp();
    inside(u"docker run -d --name stranger --tmpfs /data -v $(docker volume ls -q | grep "
           "'_uploads$'):/w --entrypoint tail $(docker inspect -f '{{.Image}}' gateway) -f "
           "/dev/null"_s);
    const auto made = m_bench->run(m_way, QStringList{u"backup"_s, m_name} + Cold);
    VERIFY_STATUS(made, 3); // the folder is saved
    QVERIFY2(made.both().contains("has it open too"), made.both().constData());
    QVERIFY(!QFile::exists(m_bench->newestPointFolder() + u"/volume-uploads"_s)
            || QDir(m_bench->newestPointFolder() + u"/volume-uploads"_s).isEmpty());
    QCOMPARE(state(), before);
    const auto restored =
        m_bench->run(m_way, {u"restore"_s, point, u"--component"_s, u"volume-uploads"_s, u"--to"_s,
                             m_name, u"--confirm"_s, m_name});
    QVERIFY2(restored.exitStatus != 0, restored.both().constData());
    QCOMPARE(state(), before);
    inside(u"docker rm -f stranger"_s);
    VERIFY_STATUS(m_bench->run(m_way, {u"discard"_s, restored.json().value("run"_L1).toString()}),
                  0);
    QCOMPARE(left(), leftBefore);
}

void TestCliVolume::aLostClientLeavesTheServiceRunning_data()
{
    QTest::addColumn<QByteArray>("step");
    QList<QByteArray> steps{"copy"};
    if (qEnvironmentVariableIsSet("LIFEBOAT_TEST_LONG"))
        steps = {"stop", "look", "fingerprint", "copy", "start", "check"};
    for (const QByteArray &step : steps)
        QTest::newRow(step.constData()) << "volume-uploads." + step;
}

void TestCliVolume::aLostClientLeavesTheServiceRunning()
{
    QFETCH(const QByteArray, step);
    inside(u"docker exec gateway sh -c 'head -c 200000000 /dev/urandom >/uploads/more'"_s);
    const QByteArray before = state();
    const QByteArray leftBefore = left();
    const auto process = m_bench->cli().start(QStringList{u"backup"_s, m_name} + Cold
                                                  + m_way.options + QStringList{u"--json-lines"_s},
                                              m_way.secrets);
    bool isThere = false;
    while (!isThere && (process->canReadLine() || process->waitForReadyRead(120000))) {
        const QByteArray line = process->readLine();
        isThere = line.contains('"' + step + '"') && line.contains("\"started\"");
    }
    QVERIFY2(isThere, process->readAllStandardError().constData());
    process->kill();
    QVERIFY(process->waitForFinished());
    QTRY_COMPARE_WITH_TIMEOUT(left(), leftBefore, 60000);
    QCOMPARE(state(), before);
    QVERIFY(m_bench->list(u"points"_s).isEmpty());
    QVERIFY(!backUp().isEmpty());
}

QTEST_GUILESS_MAIN(TestCliVolume)
#include "tst_clivolume.moc"
