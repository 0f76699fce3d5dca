#include "support/sshdfixture.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QTest>
#include <QtEndian>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// Every way into the hosts that tests/host raised, and docker over each of them. The environment's
// LIFEBOAT_TEST_HOSTS names their hosts.json.
class tst_SshHosts : public QObject
{
    Q_OBJECT

    QJsonObject m_world;
    std::unique_ptr<HostKeyStore> m_keys;
    QTemporaryDir m_folder;
    QList<SecretRequest> m_asked;

    QJsonObject host() const { return m_world.value(u"hosts"_s).toArray().first().toObject(); }

    QJsonObject user(const QString &name) const
    {
        for (const QJsonValue &value : host().value(u"users"_s).toArray()) {
            if (value.toObject().value(u"name"_s) == name)
                return value.toObject();
        }
        return {};
    }

    HostProfile profile(const QString &name) const
    {
        HostProfile result{.id = u"h"_s, .name = u"h"_s};
        result.ssh = {name, host().value(u"address"_s).toString(), host().value(u"port"_s).toInt()};
        if (const QString key = user(name).value(u"key"_s).toString(); !key.isEmpty())
            result.identityFiles << key;
        return result;
    }

    SshSettings settings(const QHash<SecretRequest::Kind, QString> &answers = {})
    {
        SshSettings result{.keys = m_keys.get(), .mark = u"hosts-test"_s};
        result.secrets = [this, answers](const SecretRequest &request) -> std::optional<QString> {
            m_asked << request;
            if (request.attempt > 0 || !answers.contains(request.kind))
                return {};
            return answers.value(request.kind);
        };
        return result;
    }

    static QByteArray answer(const HostProfile &profile, const SshSettings &settings,
                             const QString &script)
    {
        return answer(*sshHost(profile, settings), script);
    }

    static QByteArray answer(RemoteHost &host, const QString &script)
    {
        const auto session = host.session({});
        if (!session)
            return reason(session);
        const auto read = (*session)->read(ShellCommand("sh -c") << script);
        return read ? read->trimmed() : reason(read);
    }

    // RFC 6238, as the hosts' PAM module computes it.
    static QString codeNow(const QByteArray &secret)
    {
        QByteArray key;
        quint32 bits = 0;
        int count = 0;
        for (const char c : secret) {
            bits = bits << 5 | quint32(c >= 'A' ? c - 'A' : c - '2' + 26);
            if ((count += 5) >= 8)
                key += char(bits >> (count -= 8));
        }
        QByteArray step(8, Qt::Uninitialized);
        qToBigEndian(quint64(QDateTime::currentSecsSinceEpoch() / 30), step.data());
        const QByteArray mac =
            QMessageAuthenticationCode::hash(step, key, QCryptographicHash::Sha1);
        const quint32 code =
            qFromBigEndian<quint32>(mac.constData() + (mac.back() & 15)) & 0x7fffffff;
        return QString::number(code % 1000000).rightJustified(6, u'0');
    }

    static QString dockerNames() { return u"docker ps --format '{{.Names}}' | sort | head -3"_s; }

private slots:
    void initTestCase()
    {
        const QString path = qEnvironmentVariable("LIFEBOAT_TEST_HOSTS");
        if (path.isEmpty())
            QSKIP("LIFEBOAT_TEST_HOSTS names no hosts.json; tests/host/host.sh raises hosts.");
        QFile file(path);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
        m_world = QJsonDocument::fromJson(file.readAll()).object();
        QVERIFY(!host().isEmpty());
        m_keys = std::make_unique<HostKeyStore>(
            m_folder.filePath(u"own"_s), QStringList{m_world.value(u"knownHosts"_s).toString()});
        qunsetenv("SSH_AUTH_SOCK");
    }

    void init() { m_asked.clear(); }

    void theKeyThatTheHostsNameIsTheirs()
    {
        HostKeyStore nothing(m_folder.filePath(u"nothing"_s), {});
        SshSettings strict = settings();
        strict.keys = &nothing;
        const auto session = sshHost(profile(u"root"_s), strict)->session({});
        QVERIFY(!session);
        QCOMPARE(session.error().kind, Error::Kind::HostKeyUnknown);
        QVERIFY(session.error().detail.contains(host().value(u"fingerprint"_s).toString()));
    }

    void rootByKey()
    {
        QCOMPARE(answer(profile(u"root"_s), settings(), u"id -un"_s), "root");
        // What the others are compared with is the engine's answer and not an error.
        const QByteArray names = answer(profile(u"root"_s), settings(), dockerNames());
        QVERIFY2(!names.isEmpty() && !names.contains(" | "), names.constData());
    }

    void opsByKeyWithSudo()
    {
        HostProfile wanted = profile(u"ops"_s);
        wanted.sudo = true;
        const SshSettings with = settings(
            {{SecretRequest::Kind::SudoPassword, user(u"ops"_s).value(u"password"_s).toString()}});
        QCOMPARE(answer(wanted, with, u"id -un"_s), "root");
        QCOMPARE(answer(wanted, with, dockerNames()),
                 answer(profile(u"root"_s), settings(), dockerNames()));
    }

    void opsByPasswordAlone()
    {
        HostProfile wanted = profile(u"ops"_s);
        wanted.identityFiles = {u"/no/key"_s};
        wanted.sudo = true;
        const SshSettings with = settings(
            {{SecretRequest::Kind::Password, user(u"ops"_s).value(u"password"_s).toString()}});
        QCOMPARE(answer(wanted, with, u"id -un"_s), "root");
    }

    void devWithDockerAndWithoutSudo()
    {
        QCOMPARE(answer(profile(u"dev"_s), settings(), u"id -un"_s), "dev");
        QCOMPARE(answer(profile(u"dev"_s), settings(), dockerNames()),
                 answer(profile(u"root"_s), settings(), dockerNames()));
        HostProfile wanted = profile(u"dev"_s);
        wanted.sudo = true;
        const auto refused =
            sshHost(wanted, settings({{SecretRequest::Kind::SudoPassword,
                                       user(u"dev"_s).value(u"password"_s).toString()}}))
                ->session({});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Denied);
    }

    void aKeyWithAPassphrase()
    {
        const QJsonObject keys = m_world.value(u"keys"_s).toObject();
        HostProfile wanted = profile(u"root"_s);
        wanted.identityFiles = {keys.value(u"passphrase"_s).toString()};
        QCOMPARE(answer(wanted,
                        settings({{SecretRequest::Kind::KeyPassphrase,
                                   keys.value(u"passphraseText"_s).toString()}}),
                        u"id -un"_s),
                 "root");
        wanted.identityFiles = {keys.value(u"refused"_s).toString()};
        const auto refused = sshHost(wanted, settings())->session({});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Denied);
    }

    void aKeyAndThenAPassword()
    {
        const SshSettings with = settings(
            {{SecretRequest::Kind::Password, user(u"mfa"_s).value(u"password"_s).toString()}});
        const auto remote = sshHost(profile(u"mfa"_s), with);
        QCOMPARE(answer(*remote, u"id -un"_s), "mfa");
        QVERIFY(!remote->asksEachTime()); // what was typed serves them all
    }

    void aPasswordAndThenACode()
    {
        const QJsonObject otp = user(u"otp"_s);
        if (otp.isEmpty())
            QSKIP("These hosts have no user otp.");
        SshSettings with = settings();
        with.secrets = [&](const SecretRequest &request) -> std::optional<QString> {
            m_asked << request;
            if (request.kind == SecretRequest::Kind::Prompt
                && !request.prompt.contains(u"assword"_s))
                return codeNow(otp.value(u"totpSecret"_s).toString().toLatin1());
            return otp.value(u"password"_s).toString();
        };
        const auto remote = sshHost(profile(u"otp"_s), with);
        QVERIFY(!remote->asksEachTime());
        QCOMPARE(answer(*remote, u"id -un"_s), "otp");
        QCOMPARE(m_asked.size(), 2);
        QVERIFY(remote->asksEachTime());
    }

    void throughTheJumpHost_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("root") << u"root"_s;
        QTest::newRow("ops") << u"ops"_s;
        QTest::newRow("dev") << u"dev"_s;
    }
    void throughTheJumpHost()
    {
        QFETCH(QString, name);
        const QJsonObject jump = m_world.value(u"jump"_s).toObject();
        HostProfile wanted = profile(name);
        wanted.sudo = name == u"ops";
        wanted.ssh.address = host().value(u"lanAddress"_s).toString();
        wanted.ssh.port = host().value(u"lanPort"_s).toInt();
        wanted.jumps = {{jump.value(u"user"_s).toString(), jump.value(u"address"_s).toString(),
                         jump.value(u"port"_s).toInt()}};
        SshSettings with = settings(
            {{SecretRequest::Kind::SudoPassword, user(u"ops"_s).value(u"password"_s).toString()}});
        with.trust = {host().value(u"fingerprint"_s).toString(),
                      jump.value(u"fingerprint"_s).toString()};
        QCOMPARE(answer(wanted, with, u"id -un"_s), name == u"dev" ? "dev" : "root");
        QCOMPARE(answer(wanted, with, dockerNames()),
                 answer(profile(u"root"_s), settings(), dockerNames()));
    }

    void theJumpHostByPassword()
    {
        const QJsonObject jump = m_world.value(u"jump"_s).toObject();
        HostProfile wanted = profile(u"dev"_s);
        wanted.identityFiles = {u"/no/key"_s};
        wanted.ssh.address = host().value(u"lanAddress"_s).toString();
        wanted.ssh.port = host().value(u"lanPort"_s).toInt();
        wanted.jumps = {{jump.value(u"user"_s).toString(), jump.value(u"address"_s).toString(),
                         jump.value(u"port"_s).toInt()}};
        SshSettings with = settings(
            {{SecretRequest::Kind::JumpPassword, jump.value(u"password"_s).toString()},
             {SecretRequest::Kind::Password, user(u"dev"_s).value(u"password"_s).toString()}});
        with.trust = {host().value(u"fingerprint"_s).toString(),
                      jump.value(u"fingerprint"_s).toString()};
        QCOMPARE(answer(wanted, with, u"id -un"_s), "dev");
    }
};

QTEST_GUILESS_MAIN(tst_SshHosts)
#include "tst_sshhosts.moc"
