#include "base/sha256.h"
#include "support/sshdfixture.h"

#include <QFile>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// A host behind other hosts, each of them a real sshd of its own.
class tst_SshJump : public QObject
{
    Q_OBJECT

    std::unique_ptr<SshdFixture> m_first;
    std::unique_ptr<SshdFixture> m_second;
    std::unique_ptr<SshdFixture> m_target;

    HostProfile profile(const QList<SshdFixture *> &jumps) const
    {
        HostProfile result = m_target->profile();
        for (SshdFixture *jump : jumps) {
            result.jumps << jump->profile().ssh;
            result.identityFiles << jump->userKey();
        }
        return result;
    }

    SshSettings settings() const
    {
        SshSettings result = m_target->settings();
        result.trust << m_first->hostKey().fingerprint() << m_second->hostKey().fingerprint();
        return result;
    }

    static QByteArray answer(RemoteHost &host, const QString &script)
    {
        const auto session = host.session({});
        if (!session)
            return reason(session);
        const auto read = (*session)->read(ShellCommand("sh -c") << script);
        return read ? read->trimmed() : reason(read);
    }

private slots:
    void initTestCase()
    {
        m_first = std::make_unique<SshdFixture>();
        m_second = std::make_unique<SshdFixture>();
        m_target = std::make_unique<SshdFixture>();
        if (!m_target->problem().isEmpty())
            QSKIP(qPrintable(m_target->problem()));
    }

    void aChainOfHostsIsPassed()
    {
        const auto host = sshHost(profile({m_first.get(), m_second.get()}), settings());
        QCOMPARE(answer(*host, u"echo $SSH_CONNECTION | cut -d' ' -f4"_s),
                 QByteArray::number(m_target->port()));
        QVERIFY(m_first->log().contains(u"Accepted publickey"_s));
        QVERIFY(m_second->log().contains(u"Accepted publickey"_s));
    }

    void muchDataArrivesUnchanged()
    {
        const auto host = sshHost(profile({m_first.get()}), settings());
        const auto session = host->session({});
        QVERIFY2(session, reason(session).constData());
        Sha256 hash;
        qint64 size = 0;
        CommandOptions options;
        options.output = [&](QByteArrayView part) -> Result<> {
            hash.add(part);
            size += part.size();
            return {};
        };
        const QString stream = u"openssl enc -aes-128-ctr -nosalt -K 01 -iv 02 </dev/zero "
                               "2>/dev/null | head -c 200000000"_s;
        const auto done = (*session)->run(ShellCommand("sh -c") << stream, options);
        QVERIFY2(done, reason(done).constData());
        QCOMPARE(size, 200000000);
        QCOMPARE(answer(*host, stream + u" | sha256sum"_s).left(64), hash.hex());
    }

    void muchInputArrivesUnchanged()
    {
        const auto host = sshHost(profile({m_first.get()}), settings());
        const auto session = host->session({});
        QVERIFY2(session, reason(session).constData());
        const QByteArray block(100'000, 'y');
        Sha256 hash;
        int left = 300;
        CommandOptions options;
        options.input = [&](qsizetype limit) -> Result<QByteArray> {
            if (left-- <= 0)
                return QByteArray();
            const QByteArray part = block.first(qMin(limit, block.size()));
            hash.add(part);
            return part;
        };
        const auto sum = (*session)->read(ShellCommand("sha256sum"), options);
        QVERIFY2(sum, reason(sum).constData());
        QCOMPARE(sum->left(64), hash.hex());
    }

    void theKeyOfEachHopIsChecked()
    {
        SshSettings strict = settings();
        HostKeyStore keys(m_target->path(u"none"_s), {});
        strict.keys = &keys;
        strict.trust = {m_target->hostKey().fingerprint()};
        const auto first = sshHost(profile({m_first.get()}), strict)->session({});
        QVERIFY(!first);
        QCOMPARE(first.error().kind, Error::Kind::HostKeyUnknown);
        QVERIFY(first.error().detail.contains(m_first->hostKey().fingerprint()));

        strict.trust = {m_first->hostKey().fingerprint()};
        const auto second = sshHost(profile({m_first.get()}), strict)->session({});
        QVERIFY(!second);
        QCOMPARE(second.error().kind, Error::Kind::HostKeyUnknown);
        QVERIFY(second.error().detail.contains(m_target->hostKey().fingerprint()));
    }

    void aJumpHostThatRefusesIsNamed()
    {
        HostProfile wanted = profile({m_first.get()});
        wanted.identityFiles = {m_target->userKey()};
        const auto session = sshHost(wanted, settings())->session({});
        QVERIFY(!session);
        QCOMPARE(session.error().kind, Error::Kind::Denied);
        QVERIFY2(reason(session).contains(QByteArray::number(m_first->port())),
                 reason(session).constData());
        QVERIFY2(session.error().detail.contains(u"jump host"_s), reason(session).constData());
    }

    void aTargetThatTheJumpHostCannotReachIsNamed()
    {
        HostProfile wanted = profile({m_first.get()});
        wanted.ssh.port = 1;
        const auto session = sshHost(wanted, settings())->session({});
        QVERIFY(!session);
        QCOMPARE(session.error().kind, Error::Kind::Unreachable);
        QVERIFY2(session.error().message.toEnglish().contains(u"127.0.0.1:1"_s),
                 reason(session).constData());
    }

    void aJumpHostThatForbidsForwardingIsNamed()
    {
        SshdFixture closed({.config = {u"AllowTcpForwarding no"_s}});
        SshSettings wanted = settings();
        wanted.trust << closed.hostKey().fingerprint();
        const auto session = sshHost(profile({&closed}), wanted)->session({});
        QVERIFY(!session);
        QCOMPARE(session.error().kind, Error::Kind::Unreachable);
        QVERIFY2(session.error().hint.toEnglish().contains(u"AllowTcpForwarding"_s),
                 reason(session).constData());
    }

    void theJumpHostsPasswordIsAskedForByItsOwnName()
    {
        SshdFixture jump({.config = {u"KbdInteractiveAuthentication no"_s}, .accounts = true});
        if (!jump.problem().isEmpty())
            QSKIP(qPrintable(jump.problem()));
        HostProfile wanted = m_target->profile();
        wanted.jumps = {{u"dev"_s, u"127.0.0.1"_s, jump.port()}};
        SshSettings with = settings();
        with.trust << jump.hostKey().fingerprint();
        QList<SecretRequest> asked;
        with.secrets = [&](const SecretRequest &request) -> std::optional<QString> {
            asked << request;
            return QString::fromUtf8(SshdFixture::Password);
        };
        const auto host = sshHost(wanted, with);
        QCOMPARE(answer(*host, u"echo in"_s), "in");
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().kind, SecretRequest::Kind::JumpPassword);
        QCOMPARE(asked.first().subject, u"dev@127.0.0.1:%1"_s.arg(jump.port()));
    }

    void cancelThroughAJumpHostKillsTheCommand()
    {
        const auto host = sshHost(profile({m_first.get()}), settings());
        const auto session = host->session({});
        QVERIFY2(session, reason(session).constData());
        CommandOptions options;
        QByteArray pid;
        options.output = [&](QByteArrayView part) -> Result<> {
            pid += part;
            options.cancel.cancel(); // it runs now
            return {};
        };
        const auto done =
            (*session)->run(ShellCommand("sh -c") << u"echo $$; exec sleep 1000"_s, options);
        QCOMPARE(done.error().kind, Error::Kind::Cancelled);
        QVERIFY(pid.trimmed().toLongLong() > 1);
        QVERIFY(!SshdFixture::isAlive(pid.trimmed().toLongLong()));
    }

    void aJumpHostThatDiesCutsTheLine()
    {
        SshdFixture mortal;
        SshSettings wanted = settings();
        wanted.trust << mortal.hostKey().fingerprint();
        const auto host = sshHost(profile({&mortal}), wanted);
        const auto session = host->session({});
        QVERIFY2(session, reason(session).constData());
        // The jump host's sshd for this connection holds the other end of the target's socket.
        const auto done =
            (*session)->run(
                ShellCommand("sh -c")
                    << u"echo begun; kill -KILL $(pgrep -P %1); sleep 60"_s.arg(mortal.listener()),
                {});
        QVERIFY(!done);
        QCOMPARE(done.error().kind, Error::Kind::Unreachable);
    }

    void theConfigurationsProxyJumpIsFollowed()
    {
        QFile config(m_target->path(u"ssh_config"_s));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write(u"Host door\n HostName 127.0.0.1\n Port %1\n IdentityFile %2\n"
                     "Host inside\n HostName 127.0.0.1\n Port %3\n IdentityFile %4\n"
                     " ProxyJump door\nHost *\n User %5\n"_s.arg(m_first->port())
                         .arg(m_first->userKey())
                         .arg(m_target->port())
                         .arg(m_target->userKey(), SshdFixture::userName())
                         .toUtf8());
        config.close();
        SshSettings with = settings();
        with.configFile = config.fileName();
        const qsizetype before = m_first->log().count(u"Accepted publickey"_s);
        const HostProfile wanted{.id = u"i"_s, .name = u"i"_s, .ssh = {{}, u"inside"_s, 0}};
        const auto host = sshHost(wanted, with);
        QCOMPARE(answer(*host, u"echo in"_s), "in");
        QCOMPARE(m_first->log().count(u"Accepted publickey"_s), before + 1);
    }
};

QTEST_GUILESS_MAIN(tst_SshJump)
#include "tst_sshjump.moc"
