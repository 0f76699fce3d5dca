#include "remote/hostkeystore.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;
using Verdict = HostKeyStore::Verdict;

// Keys and hashed names below were written by ssh-keygen of OpenSSH 9.2.
class tst_HostKeyStore : public QObject
{
    Q_OBJECT

    const HostKey m_key{u"ssh-ed25519"_s,
                        "AAAAC3NzaC1lZDI1NTE5AAAAIKtQfMVafQk0yTVrCJkQaqb3PZcKycOCF8rlSAL10wYU"};
    const HostKey m_other{u"ssh-ed25519"_s,
                          "AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"};

    std::unique_ptr<QTemporaryDir> m_folder;

    QString own() const { return m_folder->filePath(u"own/known_hosts"_s); }
    QString users() const { return m_folder->filePath(u"users"_s); }
    HostKeyStore store() const { return HostKeyStore(own(), {users()}); }

    void write(const QByteArray &text) const
    {
        QFile file(users());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    QByteArray line(const QByteArray &hosts, const HostKey &key) const
    {
        return hosts + ' ' + key.type.toLatin1() + ' ' + key.key + " a comment\n";
    }

    Verdict verdict(const QString &address, int port = 22) const
    {
        const auto result = store().judge(address, port, m_key);
        return result ? *result : Verdict(-1);
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void theFingerprintIsTheOneOfSshKeygen()
    {
        QCOMPARE(m_key.fingerprint(), u"SHA256:yxpktVC4Z30peJOavDdfQGywkyx13PlXBt2qNhL1mv4"_s);
    }

    void linesAreMatchedAsSshDoes_data()
    {
        QTest::addColumn<QByteArray>("hosts");
        QTest::addColumn<QString>("address");
        QTest::addColumn<int>("port");
        QTest::addColumn<bool>("matches");
        const auto row = [](const char *name, const char *hosts, const char *address, int port,
                            bool matches) {
            QTest::newRow(name) << QByteArray(hosts) << QString::fromLatin1(address) << port
                                << matches;
        };
        row("exact", "box", "box", 22, true);
        row("case", "Box", "bOX", 22, true);
        row("other", "box", "box2", 22, false);
        row("list", "a,box,10.0.0.1", "10.0.0.1", 22, true);
        row("another port", "box", "box", 2222, false);
        row("port", "[box]:2222", "box", 2222, true);
        row("port is part", "[box]:2222", "box", 22, false);
        row("star", "*.corp", "db.corp", 22, true);
        row("star alone", "*", "anything", 22, true);
        row("star with a port", "*", "anything", 2222, true);
        row("question", "db?", "db1", 22, true);
        row("question needs one", "db?", "db", 22, false);
        row("negated", "*.corp,!db.corp", "db.corp", 22, false);
        row("negated other", "*.corp,!db.corp", "web.corp", 22, true);
        row("IPv6", "fe80::1", "fe80::1", 22, true);
        row("brackets are no pattern", "[ab]ox", "aox", 22, false);
        // ssh-keygen -H
        row("hashed", "|1|7dbkBxREYRJG3YgIfATq4hdQY7g=|4QOkh3XeHdnXIIs3NhacMdGolJY=", "box", 22,
            true);
        row("hashed other", "|1|7dbkBxREYRJG3YgIfATq4hdQY7g=|4QOkh3XeHdnXIIs3NhacMdGolJY=", "box2",
            22, false);
        row("hashed broken", "|1|MTIz|", "box", 22, false);
    }
    void linesAreMatchedAsSshDoes()
    {
        QFETCH(QByteArray, hosts);
        QFETCH(QString, address);
        QFETCH(int, port);
        write(line(hosts, m_key));
        const auto result = store().judge(address, port, m_key);
        QVERIFY(result);
        QTEST(*result == Verdict::Known, "matches");
    }

    void aHostWithAnotherKeyIsChanged()
    {
        write(line("box", m_other));
        QCOMPARE(verdict(u"box"_s), Verdict::Changed);
        QCOMPARE(verdict(u"box2"_s), Verdict::Unknown);
    }

    void oneOfSeveralKeysIsEnough()
    {
        write(line("box", m_other) + line("box", m_key));
        QCOMPARE(verdict(u"box"_s), Verdict::Known);
    }

    void revokedBeatsAll()
    {
        write(line("box", m_key) + "@revoked " + line("*", m_key) + line("box", m_key));
        QCOMPARE(verdict(u"box"_s), Verdict::Revoked);
    }

    void anotherKeysRevocationSaysNothing()
    {
        write("@revoked " + line("*", m_other));
        QCOMPARE(verdict(u"box"_s), Verdict::Unknown);
    }

    void aCertificateAuthorityIsNoHostKey()
    {
        write("@cert-authority " + line("*", m_other));
        QCOMPARE(verdict(u"box"_s), Verdict::Unknown);
    }

    void brokenLinesHideNothing()
    {
        write("box\nbox ssh-ed25519\nbox ssh-ed25519 %%%\n\n# box\n@revoked\n@ x\n\x00\xff\n"_ba
              + line("box", m_other));
        QCOMPARE(verdict(u"box"_s), Verdict::Changed);
        write("box ssh-future !!!\n" + line("box", m_key));
        QCOMPARE(verdict(u"box"_s), Verdict::Known);
    }

    void windowsLineEndsAreFine()
    {
        write("box " + m_key.type.toLatin1() + ' ' + m_key.key + "\r\n");
        QCOMPARE(verdict(u"box"_s), Verdict::Known);
    }

    void theTypesOfAHostAreNamed()
    {
        write(line("box", m_key) + line("box", {u"ssh-rsa"_s, "AAAAB3NzaC1yc2EAAAADAQAB"})
              + line("other", {u"ecdsa-sha2-nistp256"_s, "AAAA"}));
        QCOMPARE(store().knownTypes(u"box"_s, 22), (QStringList{u"ssh-ed25519"_s, u"ssh-rsa"_s}));
    }

    void whatIsTrustedIsKnownAndReplacesWhatWas()
    {
        HostKeyStore keys = store();
        QVERIFY(keys.trust(u"box"_s, 2222, m_other));
        QVERIFY(keys.trust(u"second"_s, 22, m_other));
        QCOMPARE(verdict(u"box"_s, 2222), Verdict::Changed);
        QVERIFY(keys.trust(u"box"_s, 2222, m_key));
        QCOMPARE(verdict(u"box"_s, 2222), Verdict::Known);
        QCOMPARE(keys.knownKeys(u"box"_s, 2222), QList<HostKey>{m_key});
        QCOMPARE(verdict(u"second"_s), Verdict::Changed); // untouched
        QCOMPARE(
            QFile::permissions(own())
                & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
            QFile::Permissions());
    }

    void whatIsForgottenIsUnknown()
    {
        HostKeyStore keys = store();
        QVERIFY(keys.trust(u"box"_s, 22, m_key));
        QVERIFY(keys.forget(u"box"_s, 22));
        QCOMPARE(verdict(u"box"_s), Verdict::Unknown);
    }

    void theUsersFileIsNeverWritten()
    {
        write(line("box", m_other));
        HostKeyStore keys = store();
        QVERIFY(keys.trust(u"box"_s, 22, m_key));
        QVERIFY(keys.forget(u"box"_s, 22));
        QFile file(users());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), line("box", m_other));
    }

    void aLineForSeveralHostsLosesOnlyTheOne()
    {
        HostKeyStore keys(users(), {});
        write(line("a,box,b", m_other) + "# kept\n");
        QVERIFY(keys.forget(u"box"_s, 22));
        QCOMPARE(*keys.judge(u"box"_s, 22, m_other), Verdict::Unknown);
        QCOMPARE(*keys.judge(u"a"_s, 22, m_other), Verdict::Known);
        QCOMPARE(*keys.judge(u"b"_s, 22, m_other), Verdict::Known);
        QFile file(users());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("# kept"));
    }

    void aFolderInPlaceOfTheFileIsAnError()
    {
        HostKeyStore keys(m_folder->path(), {});
        QVERIFY(!keys.judge(u"box"_s, 22, m_key));
        QVERIFY(!keys.trust(u"box"_s, 22, m_key));
    }
};

QTEST_GUILESS_MAIN(tst_HostKeyStore)
#include "tst_hostkeystore.moc"
