#include "base/sealing.h"
#include "support/clibench.h"

#include <QDir>
#include <QFile>
#include <QScopeGuard>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// MinIO by the program itself on the real server; what it holds is told by tests/host's digest and
// by mc.
class TestCliMinio : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanupTestCase();
    void objectsComeBackAndTheUndoGivesThemBack_data();
    void objectsComeBackAndTheUndoGivesThemBack();
    void aDamagedFileIsNamed_data();
    void aDamagedFileIsNamed();
    void whatChangesMeanwhileIsWholeOrNotThere();
    void aWrongPasswordFailsThisComponentAlone();
    void usersAreSealed();
    void aLaterPointRefersToEarlierOnes();
    void aLostClientLeavesTheHostAsItWas_data();
    void aLostClientLeavesTheHostAsItWas();

private:
    QByteArray inMinio(const QString &script) const;
    QByteArray state() const;
    QByteArray left() const;
    QString backUp(const QStringList &more = {});
    QJsonObject restore(const QString &point);
    QStringList files() const;

    TestHosts m_hosts;
    QJsonObject m_host;
    QString m_name;
    WayIn m_way;
    std::unique_ptr<CliBench> m_bench;
};

static const QStringList OnlyMinio{u"--component"_s, u"minio"_s};
static const QStringList ColdMinio{u"--cold"_s, u"minio"_s};
static const QString Service = u"compose-minio-1"_s;

// What a run could leave beside the volume, among containers, in the container and in /tmp.
static const QString Left =
    u"ls -d /var/lib/docker/volumes/*/.lifeboat* 2>/dev/null; docker ps -a --format '{{.Names}}' | "
    "grep lifeboat; docker volume ls -q --filter label=lifeboat; ls -A /tmp | grep -v "
    "^runc-process; docker exec compose-minio-1 ls -A /tmp | grep -v '^\\.mc$'; true"_s;

// Names that S3 allows and tools trip over, several parts, nothing at all,
// everything that an object can be put with, and versions in buckets that had none before or have
// none any more.
static const QString Seed = uR"sh(
for k in a a@1 ..x x..y 'per%20cent % %2F' "it's \"quoted\" \$(x)" '中文/对象' $'new\nline' '/lead' 'back\slash' +plus '&<>?#' '*' "$(printf 'long/%0200d' 7)" "$(printf '%0300d' 8 | fold -w 250 | tr '\n' /)"; do
  echo "$k" | mc pipe "l/odd-names/$k"
done
: | mc pipe l/odd-names/nothing
: >/tmp/many/empty; mc cp /tmp/many/empty l/odd-names/empty
head -c 40000000 /dev/urandom | mc pipe l/odd-names/parts
echo 'object 1' >/tmp/many/told; head -c 3000000 /dev/urandom >/tmp/many/large; mc cp /tmp/many/large l/odd-names/large
mc cp --attr 'Cache-Control=max-age=60;Content-Type=text/x-odd;Content-Language=zh;Content-Disposition=attachment;owner=运维 "x"' --tags 'k ey=v/1&other=x+y' /tmp/many/told l/odd-names/told
echo before | mc pipe l/odd-versions/before
mc version enable l/odd-versions
echo after | mc pipe l/odd-versions/before
for i in 1 2; do echo $i | mc pipe l/odd-versions/doc; mc rm l/odd-versions/doc; done
echo 3 | mc pipe l/odd-versions/doc
mc cp /tmp/many/large l/odd-versions/large; mc rm l/odd-versions/large; mc cp /tmp/many/large l/odd-versions/large
echo 1 | mc pipe l/odd-suspended/doc
mc version suspend l/odd-suspended
echo 2 | mc pipe l/odd-suspended/doc
echo '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:ListBucket"],"Resource":["arn:aws:s3:::odd-names/*"]}]}' >/tmp/many/policy
mc admin policy create l odd-reader /tmp/many/policy
mc admin user add l odd-user 'odd-user-Pa55'
mc admin policy attach l odd-reader --user odd-user || :
mc admin group add l odd-group odd-user
)sh"_s;

void TestCliMinio::initTestCase()
{
    if (const QString missing = m_hosts.missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    m_host = m_hosts.host(m_hosts.count() > 1 ? 1 : 0);
    m_name = m_host.value("name"_L1).toString();
    if (m_hosts.inside(m_host, u"docker ps -q -f name=minio"_s).isEmpty())
        QSKIP("h2 was raised without --all-components");
    inMinio(u"mkdir -p /tmp/many; for b in names versions suspended; do mc mb "
            "--ignore-existing l/odd-$b; done; mc version enable l/odd-suspended"_s
            + Seed + u"rm -r /tmp/many"_s);
    QVERIFY(inMinio(u"mc ls --recursive l/odd-names"_s).count('\n') > 15);
}

void TestCliMinio::init()
{
    m_bench = std::make_unique<CliBench>(m_hosts);
    VERIFY_STATUS(m_bench->addVault(), 0);
    m_way = m_bench->way(u"group docker"_s, m_host);
    VERIFY_STATUS(m_bench->addHost(m_name, m_way), 0);
}

void TestCliMinio::cleanupTestCase()
{
    if (!m_name.isEmpty())
        inMinio(u"for b in names versions suspended lost; do mc rb --force l/odd-$b; done; mc "
                "admin group rm l odd-group odd-user; mc admin group rm l odd-group; mc admin user "
                "rm l odd-user; mc admin policy rm l odd-reader"_s);
}

QByteArray TestCliMinio::inMinio(const QString &script) const
{
    return m_hosts.inside(
        m_host, u"docker exec -i %1 bash -e <<'END'\n"
                "until curl -fs http://127.0.0.1:9000/minio/health/ready; do sleep 0.2; done\n"
                "export MC_CONFIG_DIR=/tmp/.mc "
                "MC_HOST_l=\"http://$MINIO_ROOT_USER:$MINIO_ROOT_PASSWORD@127.0.0.1:9000\"\n"
                "mc() { command mc --quiet \"$@\"; }\n%2\nEND\n"_s.arg(Service, script));
}

// The digest, and what it does not tell: tags, and the content of what was put in parts.
QByteArray TestCliMinio::state() const
{
    const QByteArray lines =
        inMinio(u"mc ls l >/dev/null; mc tag list l/odd-names/told || :; mc cat "
                "l/odd-names/parts | md5sum || :"_s);
    return lines + '\n' + m_hosts.digestOf(m_host, {u"minio"_s});
}

QByteArray TestCliMinio::left() const
{
    return m_hosts.inside(m_host, Left);
}

QString TestCliMinio::backUp(const QStringList &more)
{
    const auto made = m_bench->run(m_way, QStringList{u"backup"_s, m_name} + OnlyMinio + more);
    if (made.exitStatus != 0)
        qWarning("%s", made.both().constData());
    return made.json().value("runs"_L1).toArray().at(0)[u"point"_s].toString();
}

QJsonObject TestCliMinio::restore(const QString &point)
{
    const auto restored =
        m_bench->run(m_way, {u"restore"_s, point, u"--to"_s, m_name, u"--confirm"_s, m_name});
    if (restored.exitStatus != 0)
        qWarning("%s", restored.both().constData());
    return restored.exitStatus == 0 ? restored.json() : QJsonObject();
}

QStringList TestCliMinio::files() const
{
    QDir folder(m_bench->newestPointFolder() + u"/minio"_s);
    QStringList found;
    for (const QString &name : folder.entryList(QDir::Files)) {
        if (!name.endsWith(u".sha256"_s))
            found << folder.filePath(name);
    }
    return found;
}

void TestCliMinio::objectsComeBackAndTheUndoGivesThemBack_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("hot") << QStringList();
    QTest::newRow("cold") << ColdMinio;
}

void TestCliMinio::objectsComeBackAndTheUndoGivesThemBack()
{
    QFETCH(const QStringList, options);
    if (options != ColdMinio) // three answers of the server list them
        inMinio(u"mkdir -p /tmp/many; for i in $(seq 2300); do echo $i >/tmp/many/$i.txt; done; mc "
                "mb l/odd-many; mc mirror /tmp/many l/odd-many; rm -r /tmp/many"_s);
    const auto tidy = qScopeGuard([this] { inMinio(u"mc rb --force l/odd-many || :"_s); });
    const QByteArray before = state();
    const QByteArray leftBefore = left();
    QVERIFY2(before.contains("minio versions") && before.contains("other"), before.constData());
    const QString point = backUp(options);
    QVERIFY(!point.isEmpty());
    QCOMPARE(state(), before);
    VERIFY_STATUS(m_bench->run(m_way, {u"verify"_s, point}), 0);
    VERIFY_STATUS(m_bench->run(m_way, {u"drill"_s, point}), 0);
    QCOMPARE(left(), leftBefore);

    m_hosts.inside(m_host, u"docker stop -t 60 %1 >/dev/null; find "
                           "/var/lib/docker/volumes/compose_minio/_data -mindepth 1 -delete; "
                           "docker start %1 >/dev/null"_s.arg(Service));
    inMinio(u"mc mb l/new; echo later | mc pipe l/new/later"_s);
    const QByteArray damaged = state();
    QVERIFY2(damaged.contains("minio versions") && damaged != before, damaged.constData());
    const QJsonObject restored = restore(point);
    QVERIFY(!restored.isEmpty());
    QCOMPARE(state(), before);
    qInfo("downtime %.2f s", restored.value("downtimeSeconds"_L1).toDouble());
    const QString run = restored.value("run"_L1).toString();
    VERIFY_STATUS(m_bench->run(m_way, {u"undo"_s, run}), 0);
    QCOMPARE(state(), damaged);
    VERIFY_STATUS(m_bench->run(m_way, {u"discard"_s, run}), 0);
    QCOMPARE(left(), leftBefore);

    if (options == ColdMinio)
        return; // the way is the same
    QVERIFY(!restore(point).isEmpty());
    VERIFY_STATUS(m_bench->run(m_way, {u"accept"_s, u"last"_s}), 0);
    QCOMPARE(state(), before);
    QCOMPARE(left(), leftBefore);
}

void TestCliMinio::aDamagedFileIsNamed_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QStringList>("kinds");
    QTest::newRow("hot") << QStringList()
                         << QStringList{u"objects_*.tar"_s, u"objects_*.jsonl"_s,
                                        u"buckets_*.zip"_s, u"users_*.zip"_s};
    QTest::newRow("cold") << ColdMinio << QStringList{u"data_*.tar"_s, u"config_*.tar"_s};
}

void TestCliMinio::aDamagedFileIsNamed()
{
    QFETCH(const QStringList, options);
    QFETCH(const QStringList, kinds);
    const QString point = backUp(options);
    QCOMPARE(files().size(), kinds.size());
    for (const QString &kind : kinds) {
        const QStringList found =
            QDir(m_bench->newestPointFolder() + u"/minio"_s).entryList({kind}, QDir::Files);
        QCOMPARE(found.size(), 1);
        QFile artifact(m_bench->newestPointFolder() + u"/minio/"_s + found.first());
        QVERIFY(artifact.open(QIODevice::ReadOnly));
        const QByteArray whole = artifact.readAll();
        const auto put = [&](const QByteArray &bytes) {
            artifact.close();
            return artifact.open(QIODevice::WriteOnly | QIODevice::Truncate)
                   && artifact.write(bytes) == bytes.size() && artifact.flush();
        };
        QByteArray flipped = whole;
        flipped[whole.size() / 2] = char(whole.at(whole.size() / 2) ^ 1);
        for (const QByteArray &damaged : {flipped, whole.chopped(20)}) {
            QVERIFY(put(damaged));
            const auto verified = m_bench->run(m_way, {u"verify"_s, point});
            VERIFY_STATUS(verified, 1);
            QCOMPARE(verified.errorKind(), u"Corrupt"_s);
            QVERIFY2(verified.both().contains(found.first().toUtf8()), verified.both().constData());
        }
        QVERIFY(put(whole));
    }
    VERIFY_STATUS(m_bench->run(m_way, {u"verify"_s, point}), 0);
}

// Objects, small and streamed, are put and removed all the while. Either the point is whole and
// restores to what its fingerprint says, or there is none.
void TestCliMinio::whatChangesMeanwhileIsWholeOrNotThere()
{
    m_hosts.inside(
        m_host,
        u"cat >/root/churn <<'END'\n"
        "export MC_CONFIG_DIR=/tmp/.churn "
        "MC_HOST_l=\"http://$MINIO_ROOT_USER:$MINIO_ROOT_PASSWORD@127.0.0.1:9000\"\n"
        "until [ -e /tmp/enough ]; do\n"
        "  date +%N | mc --quiet pipe l/odd-churn/$1\n"
        "  { date +%N; head -c 4000000 /dev/zero; } | mc --quiet pipe l/odd-churn/$1-large\n"
        "  mc --quiet rm l/odd-churn/$1 l/odd-churn/$1-large\n"
        "  sleep 0.2\n" // leaves the processors to what is tested
        "done >/dev/null 2>&1\nEND\n"
        "docker exec -i %1 sh -c 'cat >/tmp/churn' </root/churn; rm /root/churn\n"
        "for i in 1 2 3; do docker exec -d %1 bash /tmp/churn $i; done"_s.arg(Service));
    inMinio(u"mc mb l/odd-churn"_s);
    const auto calm = qScopeGuard([this] {
        inMinio(u"touch /tmp/enough; sleep 2; mc rb --force l/odd-churn; rm -r /tmp/enough "
                "/tmp/churn /tmp/.churn"_s);
    });
    int points = 0;
    for (int i = 0; i < 3; ++i) {
        const auto made = m_bench->run(m_way, QStringList{u"backup"_s, m_name} + OnlyMinio);
        if (made.exitStatus == 0) {
            ++points;
            VERIFY_STATUS(m_bench->run(m_way, {u"drill"_s, m_name + u"/latest"_s}), 0);
        } else {
            QCOMPARE(made.errorKind(), u"Busy"_s);
            QVERIFY2(made.both().contains("odd-churn/"), made.both().constData());
            QVERIFY(made.json().value("runs"_L1).toArray().at(0)[u"point"_s].toString().isEmpty());
        }
    }
    QCOMPARE(m_bench->list(u"points"_s).size(), points);
    qInfo("%d of 3 were whole", points);
    QVERIFY(points > 0);
}

// As after a change of the secret that the server was not started again with.
void TestCliMinio::aWrongPasswordFailsThisComponentAlone()
{
    m_hosts.inside(m_host, u"docker exec %1 sh -c 'mkdir -p /run/secrets; echo wrong-Pa55 "
                           ">/run/secrets/secret_key'"_s.arg(Service));
    const auto mend = qScopeGuard([this] {
        m_hosts.inside(m_host, u"docker exec %1 rm /run/secrets/secret_key"_s.arg(Service));
    });
    const auto made = m_bench->run(
        m_way, QStringList{u"backup"_s, m_name, u"--component"_s, u"pgvector"_s} + OnlyMinio);
    VERIFY_STATUS(made, 3);
    QVERIFY2(made.both().contains("signature we calculated"), made.both().constData());
    QVERIFY(!made.both().contains("wrong-Pa55"));
    QVERIFY(files().isEmpty());
    QVERIFY(QDir(m_bench->newestPointFolder() + u"/pgvector"_s).exists());
}

void TestCliMinio::usersAreSealed()
{
    m_bench = std::make_unique<CliBench>(m_hosts);
    VERIFY_STATUS(m_bench->addVault({}), 0);
    m_way = m_bench->way(u"group docker"_s, m_host);
    VERIFY_STATUS(m_bench->addHost(m_name, m_way), 0);
    const QStringList backup = QStringList{u"backup"_s, m_name} + OnlyMinio;
    VERIFY_STATUS(m_bench->run(m_way, backup), 2);
    const QString passphrase = u"sechs Wörter genügen"_s;
    m_way.secrets.insert(8, passphrase);
    m_way.options << u"--vault-passphrase-fd"_s << u"8"_s;
    VERIFY_STATUS(m_bench->run(m_way, backup), 0);
    const QStringList sealed = files().filter(u"users_"_s);
    QCOMPARE(sealed.size(), 1);
    QVERIFY(sealed.first().endsWith(u".zip.cms"_s));
    QFile file(sealed.first());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const Result<QByteArray> opened = unseal(file.readAll(), passphrase);
    QVERIFY(opened);
    QVERIFY(opened->startsWith("PK"));
    VERIFY_STATUS(m_bench->run(m_way, {u"verify"_s, m_name + u"/latest"_s}), 0);
    VERIFY_STATUS(m_bench->run(m_way, {u"drill"_s, m_name + u"/latest"_s}), 0);
    VERIFY_STATUS(m_bench->run(m_way, backup + ColdMinio), 0);
    QVERIFY2(files().filter(u"/config_"_s).value(0).endsWith(u".tar.cms"_s),
             qPrintable(files().join(u' ')));
    VERIFY_STATUS(m_bench->run(m_way, {u"verify"_s, m_name + u"/latest"_s}), 0);
    VERIFY_STATUS(m_bench->run(m_way, {u"drill"_s, m_name + u"/latest"_s}), 0);
    VERIFY_STATUS(m_bench->run(m_way, backup), 0); // which cannot build on that one
}

// One percent of the objects changes twice: the third point needs the archives of the two before.
void TestCliMinio::aLaterPointRefersToEarlierOnes()
{
    constexpr qint64 ObjectBytes = 65536;
    constexpr int Changed = 5; // of 500
    inMinio(u"mc mb l/odd-chain; mkdir -p /tmp/many; for i in $(seq 500); do "
            u"head -c %1 "
            "/dev/urandom >/tmp/many/$i; done; mc mirror /tmp/many l/odd-chain; "
            "rm -r "
            "/tmp/many"_s.arg(ObjectBytes));
    const auto tidy = qScopeGuard([this] { inMinio(u"mc rb --force l/odd-chain"_s); });
    const auto change = [&](int from) {
        inMinio(u"for i in $(seq %1 %2); do head -c %3 /dev/urandom >/tmp/one; mc cp "
                u"/tmp/one "
                "l/odd-chain/$i; done; rm /tmp/one; mc rm l/odd-chain/%4"_s.arg(from)
                    .arg(from + Changed - 1)
                    .arg(ObjectBytes)
                    .arg(from + 100));
    };
    const auto archiveBytes = [this] {
        return QFileInfo(files().filter(u".tar"_s).value(0)).size();
    };
    const QString first = backUp();
    QVERIFY(archiveBytes() > 500 * ObjectBytes);
    const QString firstArchive = files().filter(u".tar"_s).value(0);
    change(1);
    const QString second = backUp();
    QVERIFY2(archiveBytes() <= Changed * ObjectBytes * 1.1,
             qPrintable(QString::number(archiveBytes())));
    const auto shown = m_bench->cli().run({u"point"_s, u"show"_s, second, u"--json"_s});
    VERIFY_STATUS(shown, 0);
    QCOMPARE(shown.json()["points"_L1][0]["components"_L1][0]["needs"_L1][0]["point"_L1].toString(),
             first.section(u'/', 1));
    VERIFY_STATUS(m_bench->run(m_way, {u"drill"_s, second}), 0);
    change(4);
    const QByteArray before = state();
    const QString third = backUp();
    QVERIFY2(archiveBytes() <= Changed * ObjectBytes * 1.1,
             qPrintable(QString::number(archiveBytes())));
    VERIFY_STATUS(m_bench->run(m_way, {u"verify"_s, third}), 0);
    QCOMPARE(m_bench->list(u"points"_s).size(), 3);

    const auto refused = m_bench->cli().run({u"point"_s, u"delete"_s, first, u"--json"_s});
    VERIFY_STATUS(refused, 1);
    QVERIFY2(refused.both().contains(third.section(u'/', 1).toUtf8()), refused.both().constData());

    inMinio(u"mc rm --recursive --force l/odd-chain; mc rm l/odd-names/told"_s);
    QVERIFY(state() != before);
    QVERIFY(!restore(third).isEmpty());
    VERIFY_STATUS(m_bench->run(m_way, {u"accept"_s, u"last"_s}), 0);
    QCOMPARE(state(), before);

    // By the wish of the operator nothing is referred to.
    VERIFY_STATUS(m_bench->run(m_way, QStringList{u"backup"_s, m_name, u"--full"_s} + OnlyMinio),
                  0);
    QVERIFY(archiveBytes() > 490 * ObjectBytes);

    QVERIFY(flipOneBit(firstArchive));
    for (const bool isThere : {true, false}) {
        if (!isThere)
            QVERIFY(QFile::remove(firstArchive));
        const auto verified = m_bench->run(m_way, {u"verify"_s, third});
        VERIFY_STATUS(verified, 1);
        QCOMPARE(verified.errorKind(), u"Corrupt"_s);
        QVERIFY2(verified.both().contains(firstArchive.section(u'/', -3).toUtf8()),
                 verified.both().constData());
    }
}

void TestCliMinio::aLostClientLeavesTheHostAsItWas_data()
{
    QTest::addColumn<QString>("step");
    QTest::addColumn<bool>("isKilled");
    // Each step, each end; with LIFEBOAT_TEST_LONG=1 each with each.
    const bool isLong = qEnvironmentVariableIsSet("LIFEBOAT_TEST_LONG");
    for (const QString &step : {u"minio.copy"_s, u"minio.fill"_s}) {
        const bool isBackup = step == u"minio.copy"_s;
        if (isLong || isBackup)
            QTest::addRow("%s, cut", qPrintable(step)) << step << false;
        if (isLong || !isBackup)
            QTest::addRow("%s, killed", qPrintable(step)) << step << true;
    }
}

// In the middle of the objects, of which some have been carried.
void TestCliMinio::aLostClientLeavesTheHostAsItWas()
{
    QFETCH(const QString, step);
    QFETCH(const bool, isKilled);
    // Forty megabytes take eight seconds over such a line: long enough to be hit in their middle.
    inMinio(u"mc mb --ignore-existing l/odd-lost; head -c 40000000 /dev/urandom | mc pipe "
            "l/odd-lost/large"_s);
    m_hosts.tool({u"fault"_s, u"slow"_s, m_name, u"40mbit"_s});
    const auto isFast = qScopeGuard([this] { m_hosts.tool({u"fault"_s, u"fast"_s, m_name}); });
    const QByteArray before = state();
    const QByteArray leftBefore = left();
    const bool isBackup = step == u"minio.copy"_s;
    if (!isBackup)
        QVERIFY(!backUp().isEmpty());
    const qsizetype points = m_bench->list(u"points"_s).size();
    const QStringList words = isBackup ? QStringList{u"backup"_s, m_name} + OnlyMinio
                                       : QStringList{u"restore"_s, m_name + u"/latest"_s, u"--to"_s,
                                                     m_name,       u"--confirm"_s,        m_name};
    const auto process =
        m_bench->cli().start(words + m_way.options + QStringList{u"--json-lines"_s}, m_way.secrets);
    bool isThere = false;
    while (!isThere && (process->canReadLine() || process->waitForReadyRead(120000))) {
        const QByteArray line = process->readLine();
        isThere = line.contains(step.toUtf8()) && line.contains("\"progress\"");
    }
    QVERIFY2(isThere, process->readAllStandardError().constData());
    if (isKilled) {
        process->kill();
        QVERIFY(process->waitForFinished());
    } else {
        m_hosts.tool({u"fault"_s, u"cut"_s, m_name});
        const auto ended = CliProgram::end(*process, 180);
        m_hosts.tool({u"fault"_s, u"mend"_s, m_name});
        QVERIFY2(ended.exitStatus != 0, ended.both().constData());
    }
    QTRY_COMPARE_WITH_TIMEOUT(left(), leftBefore, 60000);
    QCOMPARE(state(), before);
    QCOMPARE(m_bench->list(u"points"_s).size(), points);
    VERIFY_STATUS(m_bench->run(m_way, QStringList{u"backup"_s, m_name} + OnlyMinio), 0);
    QCOMPARE(left(), leftBefore);
}

QTEST_GUILESS_MAIN(TestCliMinio)
#include "tst_climinio.moc"
