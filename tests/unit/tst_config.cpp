#include "base/sha256.h"
#include "components/common/configfolder.h"
#include "components/component.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// What a project's folder is taken for, by the scripts themselves on a folder of this machine.
class tst_Config : public QObject
{
    Q_OBJECT

    const Component &m_component = *component(u"config"_s);
    std::unique_ptr<QTemporaryDir> m_folder;

    QString path(const QString &name) const { return m_folder->filePath(name); }

    void write(const QString &name, const QByteArray &content) const
    {
        QDir().mkpath(QFileInfo(path(name)).path());
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }

    // The command as it would run in the container, here; its words behind "docker exec …".
    static QByteArray run(const ShellCommand &command, const QString &container,
                          int *status = nullptr, const QByteArray &input = {})
    {
        const QString text = command.toShell();
        const QString mark = u' ' + container + u' ';
        QProcess shell;
        shell.start(u"/bin/sh"_s, {u"-c"_s, text.mid(text.indexOf(mark) + mark.size())});
        shell.write(input);
        shell.closeWriteChannel();
        if (!shell.waitForFinished())
            return {};
        if (status)
            *status = shell.exitCode();
        return shell.readAllStandardOutput();
    }

    QByteArray listing() const { return run(listConfig(u"box"_s, m_folder->path()), u"box"_s); }
    QMap<QString, QString> entries() const
    {
        const Result<Fingerprint> read = readConfig(listing());
        return read ? read->entries : QMap<QString, QString>();
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        write(u".env"_s, "A=1\nexport SECRET_KEY=\"first\"\r\nSECRET_KEY='it is $(x)'\n");
        write(u"docker-compose.yaml"_s, "services: {}\n");
        write(u"conf/certs/ca.key"_s, "key");
        write(u"conf/odd \"name' $(touch pwned)\n名"_s, "odd");
        write(u"-n"_s, "dash");
        write(u"compose/infra.yaml"_s, "x");
        write(u"pkgs/agent.tar.gz"_s, "not configuration");
        write(u"large.log"_s, QByteArray(1024 * 1024 + 1, 'x'));
        QVERIFY(QFile::link(u"/nowhere"_s, path(u"conf/link"_s)));
    }

    void whatIsConfigurationIsListed()
    {
        const QStringList names = entries().keys();
        for (const QString &name :
             {u"."_s, u"./.env"_s, u"./-n"_s, u"./conf"_s, u"./conf/certs/ca.key"_s,
              u"./conf/link"_s, u"./conf/odd \"name' $(touch pwned)\n名"_s,
              u"./compose/infra.yaml"_s})
            QVERIFY2(names.contains(u"entry "_s + name), qPrintable(names.join(u'\n')));
        for (const QString &name : {u"./pkgs"_s, u"./pkgs/agent.tar.gz"_s, u"./large.log"_s})
            QVERIFY2(!names.contains(u"entry "_s + name), qPrintable(name));
        QVERIFY(!QFile::exists(path(u"pwned"_s)));
        QVERIFY(entries().value(u"entry ./conf/link"_s).endsWith(u"/nowhere"_s));
    }

    void aFingerprintShowsAChangeAndTellsNoSecret()
    {
        const QMap<QString, QString> before = entries();
        // The last assignment is the one that counts, without its quotes.
        QCOMPARE(before.value(u"SECRET_KEY begins to hash as"_s),
                 QString::fromLatin1(Sha256::ofData("it is $(x)").first(4)));
        for (const QString &value : before)
            QVERIFY2(!value.contains(QString::fromLatin1(Sha256::ofData("key").first(16))),
                     qPrintable(value));
        write(u"compose/infra.yaml"_s, "y");
        const QList<Difference> differences = Fingerprint{before}.differencesFrom({entries()});
        QCOMPARE(differences.size(), 1);
        QCOMPARE(differences.first().what, u"entry ./compose/infra.yaml"_s);
        QFile(path(u"-n"_s)).setPermissions(QFile::ReadOwner);
        QCOMPARE(Fingerprint{before}.differencesFrom({entries()}).size(), 2);
    }

    void aListThatIsCutIsNone()
    {
        const QByteArray whole = listing();
        QVERIFY(readConfig(whole));
        for (qsizetype size = 0; size < whole.size(); ++size)
            QVERIFY2(!readConfig(whole.first(size)), QByteArray::number(size).constData());
        QByteArray unhashed = whole;
        const qsizetype at = unhashed.indexOf("hashes") + 7;
        unhashed.remove(at, unhashed.indexOf('\0', at) + 1 - at);
        QVERIFY(!readConfig(unhashed));
        QVERIFY(!readConfig({}));
    }

    void theArchiveHoldsTheSameAndNothingElse()
    {
        const QByteArray hash = run(hashConfig(u"box"_s, m_folder->path()), u"box"_s).trimmed();
        QCOMPARE(hash.size(), 64);
        const auto pack = [&](const QStringList &required, const QByteArray &expected,
                              int *status) {
            ShellCommand command =
                packConfig(u"box"_s, m_folder->path(), required, Variable{u"h"_s, {}});
            QString text = command.toShell({{u"h"_s, QString::fromLatin1(expected)}});
            QProcess shell;
            shell.start(u"/bin/sh"_s, {u"-c"_s, text.mid(text.indexOf(u" box "_s) + 5)});
            shell.waitForFinished();
            *status = shell.exitCode();
            return shell.readAllStandardOutput();
        };
        int status = -1;
        const QByteArray tar = pack({u"docker-compose.yaml"_s}, hash, &status);
        QCOMPARE(status, 0);
        QVERIFY(tar.startsWith(QByteArray("./\0", 3)));
        QVERIFY(tar.endsWith(QByteArray(1024, '\0')));

        const QMap<QString, QString> before = entries();
        const qsizetype count = entriesOf({before});
        const auto check = [&](const QStringList &required, qsizetype entries) {
            run(checkConfig(ShellCommand("docker exec box"), required, entries), u"box"_s, &status,
                tar);
            return status;
        };
        QCOMPARE(check({u"docker-compose.yaml"_s, u".env"_s}, count), 0);
        QVERIFY(check({u"docker-compose.yml"_s}, count) != 0);
        QVERIFY(check({}, count + 1) != 0);

        const QTemporaryDir other;
        run(unpackConfig(u"box"_s, other.path()), u"box"_s, &status, tar);
        QCOMPARE(status, 0);
        const Result<Fingerprint> there =
            readConfig(run(listConfig(u"box"_s, other.path()), u"box"_s));
        QVERIFY(there);
        QCOMPARE(there->entries, before);

        pack({u"no.yaml"_s}, hash, &status);
        QVERIFY(status != 0);
        write(u"compose/infra.yaml"_s, "changed meanwhile");
        pack({}, hash, &status);
        QVERIFY(status != 0);
    }

    void anotherKeyIsWarnedOf()
    {
        const ServiceFacts &host = m_component.sample;
        ManifestComponent there{.id = u"config"_s, .details = host.details};
        const auto count = [&](const QStringList &selected) {
            return m_component.warnings(host, there, selected).size();
        };
        there.fingerprint.entries = {{u"SECRET_KEY begins to hash as"_s, host.details[u"key"_s]}};
        QCOMPARE(count({u"postgres"_s}), 0);
        QCOMPARE(count({u"config"_s}), 1); // that containers have to be made anew
        there.fingerprint.entries = {{u"SECRET_KEY begins to hash as"_s, u"ffff"_s}};
        QCOMPARE(count({u"config"_s}), 2);
        QCOMPARE(count({u"postgres"_s}), 1);
        QCOMPARE(count({u"config"_s, u"postgres"_s}), 1);
        QCOMPARE(count({u"pgvector"_s}), 0);
    }

    void whatCannotBeExchangedIsRefused()
    {
        const ServiceFacts host = m_component.sample;
        const ManifestComponent there{.id = u"config"_s, .details = host.details};
        QVERIFY(!m_component.unfit(host, there));
        ServiceFacts bad = host;
        bad.details[u"mount"_s] = u"1"_s;
        QVERIFY(m_component.unfit(bad, there));
        bad = host;
        bad.details.remove(u"path"_s);
        QVERIFY(m_component.unfit(bad, there));
        ManifestComponent elsewhere = there;
        elsewhere.details[u"dir"_s] = u"/data/bk-lite"_s;
        QVERIFY(m_component.unfit(host, elsewhere));
    }

    void withoutSealingTheArtifactSaysSo()
    {
        for (const bool plain : {false, true}) {
            const BackupRecipe recipe = m_component.backup(
                m_component.sample, {.pointId = u"20261122T020000Z"_s, .plainConfig = plain});
            int found = 0;
            for (const Step &step : recipe.copy.first().steps) {
                if (const auto *capture = std::get_if<CaptureOutput>(&step.action)) {
                    QCOMPARE(capture->artifact.isSealed(), !plain);
                    QCOMPARE(capture->artifact.file.endsWith(u".tar"_s), plain);
                    ++found;
                }
            }
            QCOMPARE(found, 1);
        }
    }
};

QTEST_GUILESS_MAIN(tst_Config)
#include "tst_config.moc"
