#include "base/sha256.h"
#include "support/sshdfixture.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Commands as root through sudo, with every way that sudo may answer.
class tst_SshSudo : public QObject
{
    Q_OBJECT

    std::unique_ptr<SshdFixture> m_sshd;
    QList<SecretRequest> m_asked;

    HostProfile profile(const QString &user) const
    {
        HostProfile result = m_sshd->profile();
        result.ssh.user = user;
        result.sudo = true;
        return result;
    }

    SshSettings settings(const QHash<SecretRequest::Kind, QStringList> &answers)
    {
        SshSettings result = m_sshd->settings();
        result.secrets = [this, answers](const SecretRequest &request) -> std::optional<QString> {
            m_asked << request;
            const QStringList list = answers.value(request.kind);
            return request.attempt < list.size() ? std::optional(list.at(request.attempt))
                                                 : std::nullopt;
        };
        return result;
    }

    static QString right() { return QString::fromUtf8(SshdFixture::Password); }

    static bool someoneHas(const QByteArray &text)
    {
        for (const QString &pid : QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs)) {
            for (const QString &name : {u"cmdline"_s, u"environ"_s}) {
                QFile file(u"/proc/"_s + pid + u'/' + name);
                if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
                    return true;
            }
        }
        return false;
    }

private slots:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(u"sudo"_s).isEmpty())
            QSKIP("sudo is not installed.");
        m_sshd = std::make_unique<SshdFixture>(SshdOptions{.accounts = true});
        if (!m_sshd->problem().isEmpty())
            QSKIP(qPrintable(m_sshd->problem()));
    }

    void init() { m_asked.clear(); }

    void aCommandRunsAsRootWithTheMarkAndItsInput()
    {
        const auto host =
            sshHost(profile(u"ops"_s), settings({{SecretRequest::Kind::SudoPassword, {right()}}}));
        const auto session = host->session({});
        QVERIFY2(session, reason(session).constData());
        CommandOptions options;
        bool given = false;
        options.input = [&](qsizetype) -> Result<QByteArray> {
            return std::exchange(given, true) ? QByteArray() : QByteArray("line one\nline two\n");
        };
        const auto read =
            (*session)->read(ShellCommand("sh -c") << u"id -u; echo $LIFEBOAT_RUN; cat"_s, options);
        QVERIFY2(read, reason(read).constData());
        QCOMPARE(*read, "0\nrun-1\nline one\nline two\n");
        QCOMPARE(m_asked.size(), 1);
    }

    void thePasswordIsInNoArgumentAndNoEnvironment()
    {
        const auto host =
            sshHost(profile(u"ops"_s), settings({{SecretRequest::Kind::SudoPassword, {right()}}}));
        const auto session = host->session({});
        QVERIFY2(session, reason(session).constData());
        bool seen = true;
        CommandOptions options;
        options.output = [&](QByteArrayView) -> Result<> {
            seen = someoneHas(right().toUtf8());
            return {};
        };
        QVERIFY((*session)->run(ShellCommand("sh -c") << u"echo here; sleep 1"_s, options));
        QVERIFY(!seen);
    }

    void muchDataPassesSudoUnchanged()
    {
        const auto host =
            sshHost(profile(u"ops"_s), settings({{SecretRequest::Kind::SudoPassword, {right()}}}));
        const auto session = host->session({});
        QVERIFY2(session, reason(session).constData());
        QByteArray block(100'000, Qt::Uninitialized);
        for (qsizetype i = 0; i < block.size(); ++i)
            block[i] = char(i * 31 + i / 251);
        Sha256 hash;
        Sha256 back;
        int left = 200;
        CommandOptions options;
        options.input = [&](qsizetype limit) -> Result<QByteArray> {
            if (left-- <= 0)
                return QByteArray();
            const QByteArray part = block.first(qMin(limit, block.size()));
            hash.add(part);
            return part;
        };
        options.output = [&](QByteArrayView part) -> Result<> {
            back.add(part);
            return {};
        };
        const auto done = (*session)->run(ShellCommand("cat"), options);
        QVERIFY2(done, reason(done).constData());
        QCOMPARE(back.hex(), hash.hex());
    }

    void theLoginPasswordIsTriedWhenNoOtherIsGiven()
    {
        const auto host =
            sshHost(profile(u"ops"_s), settings({{SecretRequest::Kind::Password, {right()}}}));
        const auto session = host->session({});
        QVERIFY2(session, reason(session).constData());
    }

    void whereSudoWantsNoPasswordNoneReachesTheInput()
    {
        const auto host =
            sshHost(profile(u"free"_s), settings({{SecretRequest::Kind::SudoPassword, {right()}}}));
        const auto session = host->session({});
        QVERIFY2(session, reason(session).constData());
        CommandOptions options;
        bool given = false;
        options.input = [&](qsizetype) -> Result<QByteArray> {
            return std::exchange(given, true) ? QByteArray() : QByteArray("data");
        };
        const auto read = (*session)->read(ShellCommand("cat"), options);
        QVERIFY2(read, reason(read).constData());
        QCOMPARE(*read, "data");
        QVERIFY(m_asked.isEmpty());
    }

    void aWrongPasswordIsSaidClearly()
    {
        const auto session =
            sshHost(profile(u"ops"_s), settings({{SecretRequest::Kind::SudoPassword, {u"no"_s}}}))
                ->session({});
        QVERIFY(!session);
        QCOMPARE(session.error().kind, Error::Kind::Denied);
        QVERIFY2(session.error().message.toEnglish().contains(u"does not accept the password"_s),
                 reason(session).constData());
    }

    void aSecondAnswerIsTaken()
    {
        const auto host = sshHost(
            profile(u"ops"_s), settings({{SecretRequest::Kind::SudoPassword, {u"no"_s, right()}}}));
        const auto session = host->session({});
        QVERIFY2(session, reason(session).constData());
        QCOMPARE(m_asked.last().attempt, 1);
        m_asked.clear();
        QVERIFY((*session)->run(ShellCommand("true"), {}));
        QVERIFY(m_asked.isEmpty());
    }

    void noPasswordAtAllIsSaidClearly()
    {
        const auto session = sshHost(profile(u"ops"_s), settings({}))->session({});
        QVERIFY(!session);
        QCOMPARE(session.error().kind, Error::Kind::Denied);
        QVERIFY2(session.error().message.toEnglish().contains(u"asks for the password"_s),
                 reason(session).constData());
    }

    void whoMayNotUseSudoIsToldSo()
    {
        const auto session =
            sshHost(profile(u"dev"_s), settings({{SecretRequest::Kind::SudoPassword, {right()}}}))
                ->session({});
        QVERIFY(!session);
        QCOMPARE(session.error().kind, Error::Kind::Denied);
        QVERIFY2(session.error().message.toEnglish().contains(u"may not use sudo"_s),
                 reason(session).constData());
    }

    void cancelKillsWhatRunsAsRoot()
    {
        const auto host =
            sshHost(profile(u"ops"_s), settings({{SecretRequest::Kind::SudoPassword, {right()}}}));
        const auto session = host->session({});
        QVERIFY2(session, reason(session).constData());
        CommandOptions options;
        options.output = [&](QByteArrayView) -> Result<> {
            options.cancel.cancel(); // it runs now
            return {};
        };
        const auto done =
            (*session)->run(
                ShellCommand("sh -c")
                    << u"sleep 77123 & echo begun; trap '' TERM; sleep 77124; sleep 77125"_s,
                options);
        QCOMPARE(done.error().kind, Error::Kind::Cancelled);
        QVERIFY(!someoneHas("77123") && !someoneHas("77124") && !someoneHas("77125"));
    }

    void aStatusPassesSudo()
    {
        const auto host =
            sshHost(profile(u"ops"_s), settings({{SecretRequest::Kind::SudoPassword, {right()}}}));
        const auto session = host->session({});
        QVERIFY2(session, reason(session).constData());
        const auto done =
            (*session)->run(ShellCommand("sh -c") << u"echo broken >&2; exit 7"_s, {});
        QVERIFY(!done);
        QCOMPARE(done.error().kind, Error::Kind::CommandFailed);
        QVERIFY(done.error().message.toEnglish().contains(u"status 7"_s));
        QCOMPARE(done.error().detail, u"broken"_s);
    }
};

QTEST_GUILESS_MAIN(tst_SshSudo)
#include "tst_sshsudo.moc"
