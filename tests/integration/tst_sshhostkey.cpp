#include "support/sshdfixture.h"

#include <QFile>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// A host's key is checked before anything else is said to it.
class tst_SshHostKey : public QObject
{
    Q_OBJECT

    std::unique_ptr<SshdFixture> m_sshd;
    int m_number = 0;

    std::optional<Error> connect(HostKeyStore &keys, const QStringList &trust = {})
    {
        SshSettings settings = m_sshd->settings();
        settings.keys = &keys;
        settings.trust = trust;
        const auto session = sshHost(m_sshd->profile(), settings)->session({});
        return session ? std::nullopt : std::optional(session.error());
    }

    QString freshFile() { return m_sshd->path(u"known-%1"_s.arg(++m_number)); }

    QString place() const { return u"[127.0.0.1]:%1"_s.arg(m_sshd->port()); }

    static void write(const QString &path, const QByteArray &text)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    static QByteArray line(const HostKey &key) { return key.type.toUtf8() + ' ' + key.key + '\n'; }

private slots:
    void initTestCase()
    {
        m_sshd = std::make_unique<SshdFixture>(
            SshdOptions{.hostKeys = {u"ed25519"_s, u"ecdsa"_s, u"rsa"_s}});
        if (!m_sshd->problem().isEmpty())
            QSKIP(qPrintable(m_sshd->problem()));
    }

    void anUnknownKeyIsAQuestion()
    {
        HostKeyStore keys(freshFile(), {});
        const auto error = connect(keys);
        QVERIFY(error);
        QCOMPARE(error->kind, Error::Kind::HostKeyUnknown);
        QCOMPARE(error->detail, u"ssh-ed25519 "_s + m_sshd->hostKey().fingerprint());
    }

    void aWrongFingerprintDoesNotHelp()
    {
        HostKeyStore keys(freshFile(), {});
        const auto error = connect(keys, {m_sshd->hostKey(u"rsa"_s).fingerprint()});
        QVERIFY(error);
        QCOMPARE(error->kind, Error::Kind::HostKeyUnknown);
    }

    void aTrustedFingerprintIsKept()
    {
        const QString file = freshFile();
        HostKeyStore keys(file, {});
        QVERIFY(!connect(keys, {m_sshd->hostKey().fingerprint()}));
        HostKeyStore later(file, {});
        QVERIFY(!connect(later));
        // ssh agrees with what we wrote.
        QVERIFY(SshdFixture::run(u"ssh-keygen"_s, {u"-F"_s, place(), u"-f"_s, file}));
    }

    void theUsersKnownHostsAreHeard()
    {
        const QString users = freshFile();
        write(users, place().toUtf8() + ' ' + line(m_sshd->hostKey()));
        HostKeyStore keys(freshFile(), {users});
        QVERIFY(!connect(keys));
    }

    void theKnownTypeIsAskedForFirst_data()
    {
        QTest::addColumn<QString>("type");
        QTest::newRow("rsa") << u"rsa"_s;
        QTest::newRow("ecdsa") << u"ecdsa"_s;
    }
    void theKnownTypeIsAskedForFirst()
    {
        QFETCH(QString, type);
        const QString users = freshFile();
        write(users, place().toUtf8() + ' ' + line(m_sshd->hostKey(type)));
        HostKeyStore keys(freshFile(), {users});
        QVERIFY(!connect(keys));
    }

    void aChangedKeyBlocksAndNamesBoth()
    {
        m_sshd->makeKey(u"host_other"_s, {u"-t"_s, u"ed25519"_s}, false);
        const HostKey other = m_sshd->hostKey(u"other"_s);
        const QString users = freshFile();
        write(users, place().toUtf8() + ' ' + line(other));
        HostKeyStore keys(freshFile(), {users});
        const auto error = connect(keys);
        QVERIFY(error);
        QCOMPARE(error->kind, Error::Kind::HostKeyChanged);
        QVERIFY(error->detail.contains(other.fingerprint()));
        QVERIFY(error->detail.contains(m_sshd->hostKey().fingerprint()));

        // Another fingerprint does not open it; this very one, compared by a human, does.
        QVERIFY(connect(keys, {other.fingerprint()}));
        QVERIFY(!connect(keys, {m_sshd->hostKey().fingerprint()}));
        QVERIFY(!connect(keys));
    }

    void aRevokedKeyIsNeverAccepted()
    {
        const QString users = freshFile();
        write(users, place().toUtf8() + ' ' + line(m_sshd->hostKey()) + "@revoked * "
                         + line(m_sshd->hostKey()));
        HostKeyStore keys(freshFile(), {users});
        const auto error = connect(keys, {m_sshd->hostKey().fingerprint()});
        QVERIFY(error);
        QCOMPARE(error->kind, Error::Kind::HostKeyChanged);
        QVERIFY(error->message.toEnglish().contains(u"revoked"_s));
    }

    void aBrokenLineDoesNotHideAChange()
    {
        m_sshd->makeKey(u"host_third"_s, {u"-t"_s, u"ed25519"_s}, false);
        const QString users = freshFile();
        write(users, place().toUtf8() + " ssh-future AAAA%%%\n" + place().toUtf8() + ' '
                         + line(m_sshd->hostKey(u"third"_s)));
        HostKeyStore keys(freshFile(), {users});
        const auto error = connect(keys);
        QVERIFY(error);
        QCOMPARE(error->kind, Error::Kind::HostKeyChanged);
    }

    void nothingIsToldToAHostThatIsNotTrusted()
    {
        HostKeyStore keys(freshFile(), {});
        const qsizetype before = m_sshd->log().count(u"Accepted"_s);
        QVERIFY(connect(keys));
        QCOMPARE(m_sshd->log().count(u"Accepted"_s), before);
        QVERIFY(!m_sshd->log().contains(u"Failed"_s));
    }
};

QTEST_GUILESS_MAIN(tst_SshHostKey)
#include "tst_sshhostkey.moc"
