#include "support/clibench.h"
#include "support/clicontract.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// What the program says of points that are not what they should be, and the options that decide
// where a run goes; on a real host by one way in. The tests share one point and its copies.
class TestCliProofs : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void everyAnswerIsHeldAgainstTheContract();
    void anUnequalComparisonEndsBeforeTheCutOver();
    void damageIsNamedAndNothingIsVerified_data();
    void damageIsNamedAndNothingIsVerified();
    void whatCannotBeTriedChangesNoProof();
    void aStoppedServerIsNamedAndTheRestIsSaved();
    void oneComponentIsProvenAndRestoredAlone();
    void rolesAreCreatedOnlyOnConsent();
    void aVaultIsChosenByNameAndByFolder();
    void hostsAreNamedSeveralAtOnce();
    void artifactsAreRestoredByHand();
    void aHumanAtATerminalTrustsAndSignsIn();
    void quietIsQuietAndLinesEndWithTheResult();
    void aRevokedKeyIsNoSession();

private:
    QByteArray digest() const; // without the cache, which a restore of databases empties
    CliProgram::Answer run(const QString &line, int limitSeconds = 300);
    QJsonObject pointNamed(const QString &point);
    QString copyOfPoint(); // its name
    QString folderOf(const QString &point) const;
    QString dumpOf(const QString &point, const QString &database) const;

    TestHosts m_hosts;
    std::unique_ptr<CliBench> m_bench;
    QJsonObject m_host;
    WayIn m_way;
    QString m_point; // h/ID, undamaged
    QByteArray m_before;
    QStringList m_databases;
    int m_copies = 0;
};

void TestCliProofs::initTestCase()
{
    if (const QString missing = m_hosts.missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    m_host = m_hosts.host(0);
    m_bench = std::make_unique<CliBench>(m_hosts);
    m_way = m_bench->way(u"root by key"_s, m_host);
    VERIFY_STATUS(m_bench->addVault(), 0);
    VERIFY_STATUS(m_bench->addHost(u"h"_s, m_way), 0);
    VERIFY_STATUS(m_bench->addHost(u"g"_s, m_way), 0); // the same machine by another name
    m_databases = m_bench->databasesOn(m_host);
    m_before = digest();
    QVERIFY(!m_before.isEmpty());
    const auto made = run(u"backup h"_s);
    VERIFY_STATUS(made, 0);
    m_point = made.json().value("runs"_L1).toArray().first()["point"_L1].toString();
}

// The host is the next test's too.
void TestCliProofs::cleanup()
{
    if (m_bench)
        QCOMPARE(m_bench->databasesOn(m_host), m_databases);
}

QByteArray TestCliProofs::digest() const
{
    QByteArrayList lines = m_hosts.digest(m_host, {}).split('\n');
    lines.removeIf([](const QByteArray &line) { return line.startsWith("redis "); });
    return lines.join('\n');
}

CliProgram::Answer TestCliProofs::run(const QString &line, int limitSeconds)
{
    return m_bench->run(m_way, line.split(u' '), limitSeconds);
}

QString TestCliProofs::folderOf(const QString &point) const
{
    return QFileInfo(m_bench->newestPointFolder()).path() + u'/' + point.section(u'/', 1);
}

QString TestCliProofs::dumpOf(const QString &point, const QString &database) const
{
    const QDir folder(folderOf(point) + u"/postgres"_s);
    return folder.filePath(folder.entryList({database + u"_*.dump"_s}).value(0));
}

QJsonObject TestCliProofs::pointNamed(const QString &point)
{
    return run(u"point show "_s + point).json().value("points"_L1).toArray().first().toObject();
}

static QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

static bool overwrite(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

// An older point with the same data, which its test may damage.
QString TestCliProofs::copyOfPoint()
{
    const QString id = u"2020010%1T000000Z"_s.arg(++m_copies);
    const QString copy = folderOf(u"h/"_s + id);
    const QByteArray old = QFileInfo(folderOf(m_point)).fileName().toUtf8();
    QProcess::execute(u"cp"_s, {u"-a"_s, folderOf(m_point), copy});
    QFile::remove(copy + u"/proofs.jsonl"_s);
    const QString manifest = copy + u"/manifest.json"_s;
    overwrite(manifest, contentOf(manifest).replace("\"point\": \"" + old + '"',
                                                    "\"point\": \"" + id.toUtf8() + '"'));
    return u"h/"_s + id;
}

static QJsonArray differencesOf(const QJsonArray &components)
{
    QJsonArray all;
    for (const QJsonValue &component : components) {
        for (const QJsonValue &difference : component["differences"_L1].toArray())
            all << difference;
    }
    return all;
}

// It is what a script relies on, so the check of the checks comes first.
void TestCliProofs::everyAnswerIsHeldAgainstTheContract()
{
    const QStringList drill{u"drill"_s, u"h/latest"_s};
    QJsonObject answer = run(u"runs"_s).json();
    QCOMPARE(contractBreaks({u"runs"_s}, answer), QStringList());
    QVERIFY(!contractBreaks(drill, answer).isEmpty());
    answer.insert(u"status"_s, u"fine"_s);
    QVERIFY(!contractBreaks({u"runs"_s}, answer).isEmpty());
    QVERIFY(!contractBreaks(drill, QJsonObject{{u"status"_s, u"failed"_s}}).isEmpty());
}

void TestCliProofs::anUnequalComparisonEndsBeforeTheCutOver()
{
    const QString point = copyOfPoint();
    const QString path = folderOf(point) + u"/manifest.json"_s;
    QJsonObject manifest = QJsonDocument::fromJson(contentOf(path)).object();
    QJsonArray components = manifest.value("components"_L1).toArray();
    for (QJsonValueRef value : components) {
        QJsonObject component = value.toObject();
        QJsonObject fingerprint = component.value("fingerprint"_L1).toObject();
        for (auto it = fingerprint.begin(); it != fingerprint.end(); ++it) {
            if (component.value("id"_L1) == "postgres"_L1 && it->isDouble()) {
                *it = it->toInteger() + 1;
                break;
            }
        }
        component.insert(u"fingerprint"_s, fingerprint);
        value = component;
    }
    manifest.insert(u"components"_s, components);
    QVERIFY(overwrite(path, QJsonDocument(manifest).toJson()));

    const auto drilled = run(u"drill "_s + point);
    VERIFY_STATUS(drilled, 1);
    const QJsonValue ran = drilled.json().value("runs"_L1).toArray().first();
    QCOMPARE(differencesOf(ran["components"_L1].toArray()).size(), 1);
    QCOMPARE(drilled.errorKind(), u"Corrupt"_s);
    QVERIFY(pointNamed(point).value("proven"_L1).isNull());
    const QString report = m_bench->cli().file(u"report.html"_s);
    VERIFY_STATUS(run(u"export-report %1 %2 --lang en"_s.arg(point, report)), 0);
    const QString page = QString::fromUtf8(contentOf(report));
    const QJsonValue differing = differencesOf(ran["components"_L1].toArray()).first();
    const QString line = u"<td class=\"bad\">Differs</td><td class=\"name\">%1</td>"_s.arg(
        differing["what"_L1].toString().toHtmlEscaped());
    const qsizetype first = page.indexOf(line);
    QVERIFY2(first > 0, qPrintable(line));
    QVERIFY(page.count(u">Equal</td>"_s) > 100);
    QCOMPARE(page.count(u">Differs</td>"_s), 1);
    QVERIFY(page.contains(u"1 of "_s));

    const auto restored = run(u"restore %1 --to h --confirm h"_s.arg(point));
    VERIFY_STATUS(restored, 1);
    QCOMPARE(differencesOf(restored.json().value("components"_L1).toArray()).size(), 1);
    QVERIFY(restored.json().value("restore"_L1) != "in service"_L1);
    QCOMPARE(restored.json().value("downtimeSeconds"_L1).toDouble(), 0);
    QCOMPARE(digest(), m_before);
    VERIFY_STATUS(run(u"undo last"_s), 2);
}

void TestCliProofs::damageIsNamedAndNothingIsVerified_data()
{
    QTest::addColumn<QString>("damage");
    for (const char *damage : {"a flipped byte", "cut", "missing"})
        QTest::newRow(damage) << QString::fromLatin1(damage);
}

void TestCliProofs::damageIsNamedAndNothingIsVerified()
{
    QFETCH(const QString, damage);
    const QString point = copyOfPoint();
    VERIFY_STATUS(run(u"verify "_s + point), 0);
    QVERIFY(pointNamed(point).value("verified"_L1).isString());
    const QString file = dumpOf(point, u"bklite"_s);
    QByteArray content = contentOf(file);
    QVERIFY(content.size() > 1000);
    content[content.size() / 2] = char(content.at(content.size() / 2) ^ 1);
    if (damage == "a flipped byte"_L1)
        QVERIFY(overwrite(file, content));
    else if (damage == "cut"_L1)
        QVERIFY(QFile::resize(file, content.size() / 2));
    else
        QVERIFY(QFile::remove(file));

    const auto verified = run(u"verify "_s + point);
    VERIFY_STATUS(verified, 1);
    QCOMPARE(verified.errorKind(), u"Corrupt"_s);
    const QString message = verified.json()["error"_L1]["message"_L1].toString();
    QVERIFY2(message.contains(QFileInfo(file).fileName()), qPrintable(message));
    QVERIFY(pointNamed(point).value("verified"_L1).isNull());
    const auto restored = run(u"restore %1 --to h --beside --component postgres"_s.arg(point));
    VERIFY_STATUS(restored, 1);
    QCOMPARE(restored.errorKind(), u"Corrupt"_s);
    // What is whole of it is of use all the same.
    VERIFY_STATUS(run(u"drill %1 --component pgvector"_s.arg(point)), 0);
}

void TestCliProofs::whatCannotBeTriedChangesNoProof()
{
    VERIFY_STATUS(run(u"verify %1 %2"_s.arg(m_point, copyOfPoint())), 0);
    const QJsonValue verified = pointNamed(m_point).value("verified"_L1);
    QVERIFY(verified.isString());
    const auto start = qScopeGuard([this] {
        m_hosts.inside(m_host, u"docker start compose-pgvector-1 && until docker exec "
                               "compose-pgvector-1 pg_isready -q; do sleep 0.2; done"_s);
    });
    m_hosts.inside(m_host, u"docker stop -t 20 compose-pgvector-1"_s);
    const auto again = run(u"verify "_s + m_point);
    VERIFY_STATUS(again, 3);
    QCOMPARE(pointNamed(m_point).value("verified"_L1), verified);
}

void TestCliProofs::aStoppedServerIsNamedAndTheRestIsSaved()
{
    const auto start = qScopeGuard([this] {
        m_hosts.inside(m_host, u"docker start compose-pgvector-1 && until docker exec "
                               "compose-pgvector-1 pg_isready -q; do sleep 0.2; done"_s);
    });
    m_hosts.inside(m_host, u"docker stop -t 20 compose-pgvector-1"_s);
    const auto made = run(u"backup h"_s);
    VERIFY_STATUS(made, 3);
    const QJsonValue run = made.json().value("runs"_L1).toArray().first();
    const QJsonArray components = run["components"_L1].toArray();
    QVERIFY(components.size() >= 2);
    for (const QJsonValue &component : components) {
        const bool stopped = component["id"_L1] == "pgvector"_L1;
        QCOMPARE(component["status"_L1].toString(), stopped ? u"failed"_s : u"ok"_s);
        QCOMPARE(component["why"_L1].isObject(), stopped);
        QCOMPARE(component["error"_L1], component["why"_L1]);
        QCOMPARE(component["artifacts"_L1].toArray().isEmpty(), stopped);
    }
    QVERIFY(!pointNamed(run["point"_L1].toString()).value("complete"_L1).toBool());
    QCOMPARE(pointNamed(u"h/latest"_s).value("point"_L1).toString(), m_point);
}

void TestCliProofs::oneComponentIsProvenAndRestoredAlone()
{
    const QString point = copyOfPoint();
    VERIFY_STATUS(run(u"drill %1 --component pgvector"_s.arg(point)), 0);
    const QJsonObject half = pointNamed(point);
    QVERIFY(half.value("proven"_L1).isNull() && half.value("rtoSeconds"_L1).isNull());
    QString others;
    for (const QJsonValue &component : half.value("components"_L1).toArray()) {
        const bool isProven = component["id"_L1] == "pgvector"_L1;
        QCOMPARE(component["proven"_L1].isString(), isProven);
        QCOMPARE(component["rtoSeconds"_L1].toDouble() > 0, isProven);
        if (!isProven)
            others += u" --component "_s + component["id"_L1].toString();
    }
    VERIFY_STATUS(run(u"drill "_s + point + others), 0);
    const QJsonObject proven = pointNamed(point);
    QVERIFY(proven.value("proven"_L1).isString());
    QVERIFY(proven.value("rtoSeconds"_L1).isNull()); // no drill has measured all of it

    const QString line = u"restore %1 --to h --component pgvector --confirm h"_s.arg(point);
    const auto plan = run(u"plan "_s + line);
    VERIFY_STATUS(plan, 0);
    QStringList lanes;
    for (const QJsonValue &step : plan.json().value("steps"_L1).toArray())
        lanes << step["id"_L1].toString();
    QVERIFY2(lanes.contains(u"switch"_s), qPrintable(lanes.join(u' ')));
    QVERIFY(!lanes.join(u' ').contains(u"postgres."_s));
    QCOMPARE(m_bench->databasesOn(m_host), m_databases);

    const auto restored = run(line);
    VERIFY_STATUS(restored, 0);
    const QJsonArray components = restored.json().value("components"_L1).toArray();
    QCOMPARE(components.size(), 2);
    QCOMPARE(components.last()["id"_L1].toString(), u"redis"_s); // emptied with it
    const QJsonArray copies = components.first()["safetyCopies"_L1].toArray();
    QVERIFY(!copies.isEmpty());
    QCOMPARE(components.first()["safetyCopy"_L1], copies.first());
    QVERIFY(m_bench->databasesOn(m_host).contains(copies.first().toString()));
    VERIFY_STATUS(run(u"accept last"_s), 0);
    QCOMPARE(digest(), m_before);
}

void TestCliProofs::rolesAreCreatedOnlyOnConsent()
{
    const QString point = copyOfPoint();
    const QString path = folderOf(point) + u"/manifest.json"_s;
    static const QRegularExpression roles(u"\"roles\": \\[(?=\\s*\")"_s); // of those that have any
    const QString manifest = QString::fromUtf8(contentOf(path));
    QVERIFY(
        overwrite(path, QString(manifest).replace(roles, u"\"roles\": [ \"clerk\","_s).toUtf8()));
    const QString line = u"restore %1 --to h --component pgvector --beside"_s.arg(point);
    for (const QString &prefix : {u""_s, u"plan "_s}) {
        const auto refused = run(prefix + line);
        VERIFY_STATUS(refused, 1);
        QCOMPARE(refused.errorKind(), u"Invalid"_s);
        QVERIFY(refused.err.contains("clerk"));
    }
    const auto plan = run(u"plan "_s + line + u" --create-roles"_s);
    VERIFY_STATUS(plan, 0);
    QVERIFY(plan.out.contains("pgvector.roles"));
    const QByteArray question = "of the point: clerk. Create them";
    const auto declined = m_bench->cli().runAtTerminal(line.split(u' '), {{question, "no"}});
    VERIFY_STATUS(declined, 1);
    const auto agreed = m_bench->cli().runAtTerminal(line.split(u' '), {{question, "yes"}});
    VERIFY_STATUS(agreed, 0);
    const QString last = m_bench->list(u"runs"_s).first()["run"_L1].toString();
    VERIFY_STATUS(run(u"discard "_s + last), 0);
}

void TestCliProofs::aVaultIsChosenByNameAndByFolder()
{
    const QString folder = m_bench->cli().file(u"second"_s);
    VERIFY_STATUS(run(u"vault add %1 --name other"_s.arg(folder)), 0);
    VERIFY_STATUS(run(u"backup h --component pgvector --vault other"_s), 0);
    VERIFY_STATUS(run(u"backup h --component pgvector --vault "_s + folder), 0);
    QCOMPARE(m_bench->list(u"points"_s, {u"--vault"_s, u"other"_s}).size(), 2);
    QCOMPARE(m_bench->list(u"points"_s, {u"--vault"_s, folder}).size(), 2);
    VERIFY_STATUS(run(u"verify h/latest --vault other"_s), 0);
    VERIFY_STATUS(run(u"vault remove other"_s), 0);
}

void TestCliProofs::hostsAreNamedSeveralAtOnce()
{
    const auto plan = run(u"plan backup h g --parallel 2 --component pgvector"_s);
    VERIFY_STATUS(plan, 0);
    QStringList hosts;
    for (const QJsonValue &step : plan.json().value("steps"_L1).toArray())
        hosts << step["host"_L1].toString();
    hosts.removeDuplicates();
    QCOMPARE(hosts, (QStringList{u"h"_s, u"g"_s}));
    // One machine, so one after the other.
    const auto made = run(u"backup g h --parallel 1 --component pgvector"_s);
    VERIFY_STATUS(made, 0);
    const QJsonArray runs = made.json().value("runs"_L1).toArray();
    QCOMPARE(runs.size(), 2);
    QCOMPARE(runs.first()["host"_L1].toString(), u"g"_s);
    for (const QJsonValue &one : runs)
        VERIFY_STATUS(run(u"point delete "_s + one["point"_L1].toString()), 0);
}

// As the handbook does it, without Lifeboat.
void TestCliProofs::artifactsAreRestoredByHand()
{
    const QString folder = folderOf(m_point);
    QProcess sum;
    sum.setWorkingDirectory(folder);
    sum.start(u"sh"_s, {u"-c"_s, u"for f in */*.sha256; do (cd \"${f%/*}\" && "
                                 "sha256sum -c \"${f##*/}\") || exit 1; done"_s});
    QVERIFY(sum.waitForFinished());
    QVERIFY2(sum.exitCode() == 0, sum.readAllStandardError().constData());
    QVERIFY(sum.readAllStandardOutput().count(": OK") >= 5);

    const auto drop = qScopeGuard([this] {
        m_hosts.inside(m_host, u"docker exec postgres dropdb -U postgres --if-exists byhand"_s);
    });
    m_hosts.inside(m_host, u"docker exec postgres createdb -U postgres -T template0 byhand"_s);
    QProcess ssh;
    ssh.setStandardInputFile(dumpOf(m_point, u"bklite"_s));
    ssh.start(u"ssh"_s, {u"-i"_s, m_hosts.key(u"plain"_s), u"-o"_s, u"StrictHostKeyChecking=no"_s,
                         u"-o"_s, u"UserKnownHostsFile=/dev/null"_s, u"-o"_s, u"LogLevel=ERROR"_s,
                         u"-p"_s, QString::number(m_host.value("port"_L1).toInt()),
                         u"root@"_s + m_host.value("address"_L1).toString(),
                         u"docker exec -i postgres pg_restore -U postgres -e -d byhand"_s});
    QVERIFY(ssh.waitForFinished(120000));
    QVERIFY2(ssh.exitCode() == 0, ssh.readAllStandardError().constData());

    const auto rowsOf = [this](const QString &database) {
        QByteArrayList rows;
        for (const QByteArray &line : m_hosts.digest(m_host, {database}).split('\n')) {
            if (line.contains(" rows ") || line.contains(" object "))
                rows << line.mid(line.indexOf(' '));
        }
        return rows;
    };
    const QByteArrayList rows = rowsOf(u"bklite"_s);
    QVERIFY(rows.size() > 10);
    QCOMPARE(rowsOf(u"byhand"_s), rows);
}

void TestCliProofs::aHumanAtATerminalTrustsAndSignsIn()
{
    CliProgram fresh;
    const QString address = TestHosts::address(m_host, u"ops"_s);
    const QByteArray password =
        TestHosts::user(m_host, u"ops"_s).value("password"_L1).toString().toUtf8();
    const QStringList add{u"host"_s, u"add"_s, u"t"_s, address, u"--sudo"_s};
    const auto refused = fresh.runAtTerminal(add, {{"is its fingerprint: ", "no"}});
    VERIFY_STATUS(refused, 4);
    const auto added =
        fresh.runAtTerminal(add, {{"is its fingerprint: ", "yes"}, {"Password of ", password}});
    VERIFY_STATUS(added, 0);
    QVERIFY(added.out.contains(m_host.value("fingerprint"_L1).toString().toUtf8()));
    QVERIFY2(!added.out.contains(password), "nothing of it is shown");
    // Trusted from now on, but not stored without a keychain: asked again, and a wrong one again.
    const auto discovered = fresh.runAtTerminal(
        {u"discover"_s, u"t"_s}, {{"Password of ", "wrong"}, {"Password of ", password}});
    VERIFY_STATUS(discovered, 0);
    const auto keyed = fresh.runAtTerminal(
        {u"host"_s, u"add"_s, u"k"_s, TestHosts::address(m_host, u"root"_s), u"--identity"_s,
         m_hosts.key(u"passphrase"_s)},
        {{"Passphrase of the key ", m_hosts.key(u"passphraseText"_s).toUtf8()}});
    VERIFY_STATUS(keyed, 0);
}

void TestCliProofs::quietIsQuietAndLinesEndWithTheResult()
{
    const auto quiet = m_bench->cli().run(
        {u"backup"_s, u"h"_s, u"--component"_s, u"pgvector"_s, u"-q"_s}, {}, 120);
    VERIFY_STATUS(quiet, 0);
    QCOMPARE(quiet.err, QByteArray());
    const auto lines = m_bench->cli().run({u"verify"_s, u"h/latest"_s, u"--json-lines"_s}, {}, 120);
    VERIFY_STATUS(lines, 0);
    const QByteArrayList all = lines.out.trimmed().split('\n');
    QVERIFY(all.first().contains("\"planned\""));
    QVERIFY(lines.out.contains("\"started\"") && lines.out.contains("\"finished\""));
    const QJsonObject last = QJsonDocument::fromJson(all.last()).object();
    QCOMPARE(last.value("status"_L1).toString(), u"ok"_s);
    QCOMPARE(last.value("runs"_L1).toArray().size(), 1);
}

void TestCliProofs::aRevokedKeyIsNoSession()
{
    const QString path = m_bench->cli().places().config + u"/known_hosts"_s;
    const QByteArray known = contentOf(path);
    const auto restore = qScopeGuard([&] { overwrite(path, known); });
    const QByteArray line = known.trimmed().split('\n').first();
    const QByteArrayList words = line.split(' ');
    QVERIFY(overwrite(path, known + "@revoked * " + words.value(1) + ' ' + words.value(2) + '\n'));
    const auto answer = run(u"discover h"_s);
    VERIFY_STATUS(answer, 4);
    QCOMPARE(answer.errorKind(), u"HostKeyChanged"_s);
    VERIFY_STATUS(run(u"host trust h "_s + m_host.value("fingerprint"_L1).toString()), 4);
}

QTEST_GUILESS_MAIN(TestCliProofs)
#include "tst_cliproofs.moc"
