#include "support/sshdfixture.h"

#include <QElapsedTimer>
#include <QFile>
#include <QScopeGuard>
#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// A PAM module that asks more than once; declared by hand, because the headers of PAM need not be
// installed.
constexpr auto QuestionsModule = R"(
#include <string.h>
struct pam_message { int style; const char *text; };
struct pam_response { char *text; int code; };
struct pam_conv { int (*ask)(int, const struct pam_message **, struct pam_response **, void *);
                  void *data; };
extern int pam_get_item(const void *, int, const void **);
int pam_sm_setcred(void *h, int f, int c, const char **v) { return 0; }
int pam_sm_authenticate(void *handle, int flags, int count, const char **values)
{
    const struct pam_conv *conv = 0;
    struct pam_response *answers = 0;
    if (pam_get_item(handle, 5, (const void **)&conv) != 0 || !conv)
        return 7;
    struct pam_message code = {2, "Code of the token: "}, pin = {1, "PIN: "};
    struct pam_message read = {4, "Almost there."}, next = {1, "Next code: "};
    const struct pam_message *first[] = {&code, &pin}, *second[] = {&read}, *third[] = {&next};
    if (conv->ask(2, first, &answers, conv->data) != 0 || strcmp(answers[0].text, "111")
        || strcmp(answers[1].text, "222"))
        return 7;
    if (conv->ask(1, second, &answers, conv->data) != 0)
        return 7;
    if (conv->ask(1, third, &answers, conv->data) != 0 || strcmp(answers[0].text, "333"))
        return 7;
    return 0;
}
)";

// A server that accepts and never says a word.
struct SilentServer
{
    int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    int port = 0;

    SilentServer()
    {
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(descriptor, reinterpret_cast<sockaddr *>(&address), size);
        ::getsockname(descriptor, reinterpret_cast<sockaddr *>(&address), &size);
        ::listen(descriptor, 1);
        port = ntohs(address.sin_port);
    }
    ~SilentServer() { ::close(descriptor); }
};

// Every way in against a real sshd, and what is said when there is none.
class tst_SshSignIn : public QObject
{
    Q_OBJECT

    std::unique_ptr<SshdFixture> m_keysOnly;
    QList<SecretRequest> m_asked;

    // Answers by kind; a kind that is not in the map is not answered.
    SecretSource answering(const QHash<SecretRequest::Kind, QStringList> &answers)
    {
        return [this, answers](const SecretRequest &request) -> std::optional<QString> {
            m_asked << request;
            const QStringList list = answers.value(request.kind);
            if (request.attempt >= list.size())
                return {};
            return list.at(request.attempt);
        };
    }

    static std::optional<Error> signIn(const HostProfile &profile, const SshSettings &settings)
    {
        const auto host = sshHost(profile, settings);
        const auto session = host->session({});
        if (!session)
            return session.error();
        const auto answer = (*session)->read(ShellCommand("echo in"));
        if (!answer || *answer != "in\n")
            return Error{Error::Kind::Invalid, {"no answer", {}}, {}, {}};
        return {};
    }

    static QByteArray words(const std::optional<Error> &error)
    {
        return error ? kindName(error->kind).toUtf8() + ": " + error->message.toEnglish().toUtf8()
                           + " | " + error->detail.toUtf8()
                     : QByteArray();
    }

private slots:
    void initTestCase()
    {
        m_keysOnly = std::make_unique<SshdFixture>(SshdOptions{
            .config = {u"PasswordAuthentication no"_s, u"KbdInteractiveAuthentication no"_s}});
        if (!m_keysOnly->problem().isEmpty())
            QSKIP(qPrintable(m_keysOnly->problem()));
        qunsetenv("SSH_AUTH_SOCK");
    }

    void init() { m_asked.clear(); }

    void everyKindOfKeyGetsIn_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("ed25519") << QStringList{u"-t"_s, u"ed25519"_s};
        QTest::newRow("ecdsa") << QStringList{u"-t"_s, u"ecdsa"_s};
        QTest::newRow("rsa") << QStringList{u"-t"_s, u"rsa"_s, u"-b"_s, u"2048"_s};
        QTest::newRow("rsa-pem") << QStringList{u"-t"_s,   u"rsa"_s, u"-b"_s,
                                                u"2048"_s, u"-m"_s,  u"PEM"_s};
    }
    void everyKindOfKeyGetsIn()
    {
        QFETCH(QStringList, options);
        HostProfile profile = m_keysOnly->profile();
        profile.identityFiles = {
            m_keysOnly->makeKey(QString::fromLatin1(QTest::currentDataTag()), options)};
        const auto error = signIn(profile, m_keysOnly->settings());
        QVERIFY2(!error, words(error).constData());
    }

    void aKeyWithAPassphraseAsksForIt_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("openssh") << QStringList{u"-t"_s, u"ed25519"_s};
        QTest::newRow("cbc") << QStringList{u"-t"_s, u"ed25519"_s, u"-Z"_s, u"aes256-cbc"_s};
        QTest::newRow("pem") << QStringList{u"-t"_s,   u"rsa"_s, u"-b"_s,
                                            u"2048"_s, u"-m"_s,  u"PEM"_s};
        QTest::newRow("pkcs8") << QStringList{u"-t"_s,   u"rsa"_s, u"-b"_s,
                                              u"2048"_s, u"-m"_s,  u"PKCS8"_s};
    }
    void aKeyWithAPassphraseAsksForIt()
    {
        QFETCH(QStringList, options);
        HostProfile profile = m_keysOnly->profile();
        profile.identityFiles = {
            m_keysOnly->makeKey(u"locked-"_s + QString::fromLatin1(QTest::currentDataTag()),
                                options + QStringList{u"-N"_s, u"open 'sesame'"_s})};
        SshSettings settings = m_keysOnly->settings();
        settings.secrets =
            answering({{SecretRequest::Kind::KeyPassphrase, {u"wrong one"_s, u"open 'sesame'"_s}}});
        const auto error = signIn(profile, settings);
        QVERIFY2(!error, words(error).constData());
        QCOMPARE(m_asked.size(), 2);
        QCOMPARE(m_asked.first().subject, profile.identityFiles.first());
        QCOMPARE(m_asked.last().attempt, 1);

        settings.secrets =
            answering({{SecretRequest::Kind::KeyPassphrase, {u"a"_s, u"b"_s, u"c"_s, u"d"_s}}});
        m_asked.clear();
        const auto refused = signIn(profile, settings);
        QVERIFY(refused);
        QCOMPARE(refused->kind, Error::Kind::Denied);
        QVERIFY2(refused->message.toEnglish().contains(u"wrong"), words(refused).constData());
        QCOMPARE(m_asked.size(), 3);
    }

    void thePassphraseIsAskedForOnce()
    {
        HostProfile profile = m_keysOnly->profile();
        profile.identityFiles = {
            m_keysOnly->makeKey(u"once"_s, {u"-t"_s, u"ed25519"_s, u"-N"_s, u"pass"_s})};
        SshSettings settings = m_keysOnly->settings();
        settings.secrets = answering({{SecretRequest::Kind::KeyPassphrase, {u"pass"_s}}});
        const auto host = sshHost(profile, settings);
        const auto first = host->session({});
        const auto second = host->session({});
        QVERIFY(first && second);
        QCOMPARE(m_asked.size(), 1);
    }

    void aPassphraseIsNotAskedForAKeyThatTheHostDoesNotWant()
    {
        HostProfile profile = m_keysOnly->profile();
        profile.identityFiles = {
            m_keysOnly->makeKey(u"stranger"_s, {u"-t"_s, u"ed25519"_s, u"-N"_s, u"pass"_s}, false)};
        SshSettings settings = m_keysOnly->settings();
        settings.secrets = answering({{SecretRequest::Kind::KeyPassphrase, {u"pass"_s}}});
        const auto error = signIn(profile, settings);
        QVERIFY(error);
        QCOMPARE(error->kind, Error::Kind::Denied);
        QVERIFY(m_asked.isEmpty());
    }

    void aWrongKeyIsDeniedWithWhatWasTried()
    {
        HostProfile profile = m_keysOnly->profile();
        profile.identityFiles = {m_keysOnly->makeKey(u"wrong"_s, {u"-t"_s, u"ed25519"_s}, false)};
        const auto error = signIn(profile, m_keysOnly->settings());
        QVERIFY(error);
        QCOMPARE(error->kind, Error::Kind::Denied);
        QVERIFY2(error->detail.contains(profile.identityFiles.first()), words(error).constData());
        QVERIFY2(error->detail.contains(u"the host takes: publickey"_s), words(error).constData());
    }

    void aKeyThatWouldCrashTheLibraryIsRefusedWithAdvice_data()
    {
        QTest::addColumn<QString>("cipher");
        QTest::newRow("gcm") << u"aes256-gcm@openssh.com"_s;
        QTest::newRow("chacha") << u"chacha20-poly1305@openssh.com"_s;
    }
    void aKeyThatWouldCrashTheLibraryIsRefusedWithAdvice()
    {
        QFETCH(QString, cipher);
        HostProfile profile = m_keysOnly->profile();
        profile.identityFiles = {
            m_keysOnly->makeKey(QString::fromLatin1(QTest::currentDataTag()),
                                {u"-t"_s, u"ed25519"_s, u"-Z"_s, cipher, u"-N"_s, u"pass"_s})};
        const auto error = signIn(profile, m_keysOnly->settings());
        QVERIFY(error);
        QCOMPARE(error->kind, Error::Kind::Denied);
        QVERIFY2(error->hint.toEnglish().contains(u"ssh-keygen -p"), words(error).constData());
    }

    void aMissingKeyFileIsNamed()
    {
        HostProfile profile = m_keysOnly->profile();
        profile.identityFiles = {u"/no/such/key"_s};
        const auto error = signIn(profile, m_keysOnly->settings());
        QVERIFY(error);
        QVERIFY2(error->message.toEnglish().contains(u"/no/such/key"_s), words(error).constData());
    }

    void theAgentsKeyGetsIn()
    {
        QProcess agent;
        const QString socket = m_keysOnly->path(u"agent"_s);
        agent.start(u"ssh-agent"_s, {u"-D"_s, u"-a"_s, socket});
        QVERIFY(agent.waitForStarted());
        const auto ended = qScopeGuard([&] {
            agent.kill();
            agent.waitForFinished();
            qunsetenv("SSH_AUTH_SOCK");
        });
        QTRY_VERIFY(QFile::exists(socket));
        qputenv("SSH_AUTH_SOCK", socket.toLocal8Bit());

        // More strangers than a server lets one try; the named one still gets in.
        for (int i = 0; i < 8; ++i)
            QVERIFY(SshdFixture::run(
                u"ssh-add"_s, {u"-q"_s, m_keysOnly->makeKey(u"stranger-%1"_s.arg(i),
                                                            {u"-t"_s, u"ed25519"_s}, false)}));
        const QString locked = m_keysOnly->makeKey(u"in-agent"_s, {u"-t"_s, u"ed25519"_s});
        QVERIFY(SshdFixture::run(u"ssh-add"_s, {u"-q"_s, locked}));
        // Only the agent has the private half.
        QVERIFY(SshdFixture::run(u"ssh-keygen"_s,
                                 {u"-q"_s, u"-p"_s, u"-N"_s, u"unknown"_s, u"-f"_s, locked}));

        HostProfile profile = m_keysOnly->profile();
        profile.identityFiles = {locked};
        const auto error = signIn(profile, m_keysOnly->settings());
        QVERIFY2(!error, words(error).constData());

        // Without a name at most four of the agent's keys are tried.
        profile.identityFiles.clear();
        const auto refused = signIn(profile, m_keysOnly->settings());
        QVERIFY(refused);
        QCOMPARE(refused->kind, Error::Kind::Denied);
        QCOMPARE(refused->detail.count(u"agent key"_s), 4);
    }

    void aDeadAgentDoesNotKeepTheKeyFileOut()
    {
        qputenv("SSH_AUTH_SOCK", m_keysOnly->path(u"no-agent"_s).toLocal8Bit());
        const auto unset = qScopeGuard([] { qunsetenv("SSH_AUTH_SOCK"); });
        const auto error = signIn(m_keysOnly->profile(), m_keysOnly->settings());
        QVERIFY2(!error, words(error).constData());
    }

    void nothingListensIsSaid()
    {
        HostProfile profile = m_keysOnly->profile();
        profile.ssh.port = 1;
        const auto error = signIn(profile, m_keysOnly->settings());
        QVERIFY(error);
        QCOMPARE(error->kind, Error::Kind::Unreachable);
        QVERIFY(error->message.toEnglish().contains(u"refuses the connection"_s));
    }

    void aNameThatDoesNotExistIsSaid()
    {
        HostProfile profile = m_keysOnly->profile();
        profile.ssh.address = u"no-such-host.invalid"_s;
        const auto error = signIn(profile, m_keysOnly->settings());
        QVERIFY(error);
        QCOMPARE(error->kind, Error::Kind::Unreachable);
        QVERIFY(error->message.toEnglish().contains(u"cannot be resolved"_s));
    }

    void aServerThatSaysNothingTimesOutAndCancels()
    {
        const SilentServer silent;
        HostProfile profile = m_keysOnly->profile();
        profile.ssh.port = silent.port;
        CancelToken cancel;
        std::thread canceller([cancel] {
            QThread::msleep(500);
            cancel.cancel();
        });
        const auto joined = qScopeGuard([&] { canceller.join(); });
        QElapsedTimer time;
        time.start();
        const auto host = sshHost(profile, m_keysOnly->settings());
        const auto session = host->session(cancel);
        QVERIFY(!session);
        QCOMPARE(session.error().kind, Error::Kind::Cancelled);
        QVERIFY2(time.elapsed() < 1000, qPrintable(QString::number(time.elapsed())));
    }

    void passwordsGetIn_data()
    {
        QTest::addColumn<QStringList>("config");
        QTest::newRow("password") << QStringList{u"KbdInteractiveAuthentication no"_s};
        QTest::newRow("keyboard-interactive")
            << QStringList{u"PasswordAuthentication no"_s, u"KbdInteractiveAuthentication yes"_s};
        QTest::newRow("both") << QStringList{u"KbdInteractiveAuthentication yes"_s};
        QTest::newRow("key and password") << QStringList{
            u"AuthenticationMethods publickey,password"_s, u"KbdInteractiveAuthentication no"_s};
        QTest::newRow("key and questions")
            << QStringList{u"AuthenticationMethods publickey,keyboard-interactive"_s,
                           u"KbdInteractiveAuthentication yes"_s};
        QTest::newRow("password and questions")
            << QStringList{u"AuthenticationMethods password,keyboard-interactive"_s,
                           u"KbdInteractiveAuthentication yes"_s};
    }
    void passwordsGetIn()
    {
        QFETCH(QStringList, config);
        SshdFixture sshd({.config = config, .accounts = true});
        if (!sshd.problem().isEmpty())
            QSKIP(qPrintable(sshd.problem()));
        HostProfile profile = sshd.profile();
        profile.ssh.user = u"ops"_s;
        if (!config.first().contains(u"publickey"))
            profile.identityFiles.clear();
        SshSettings settings = sshd.settings();
        const QString right = QString::fromUtf8(SshdFixture::Password);

        settings.secrets = answering({{SecretRequest::Kind::Password, {right, right, right}}});
        const auto error = signIn(profile, settings);
        QVERIFY2(!error, (words(error) + sshd.log().toUtf8()).constData());
        QCOMPARE(m_asked.first().subject, u"ops@127.0.0.1:%1"_s.arg(sshd.port()));

        settings.secrets = answering({{SecretRequest::Kind::Password, {u"wrong"_s, right, right}}});
        m_asked.clear();
        const auto second = signIn(profile, settings);
        QVERIFY2(!second, (words(second) + sshd.log().toUtf8()).constData());
        QCOMPARE(m_asked.at(1).attempt, 1);

        settings.secrets =
            answering({{SecretRequest::Kind::Password, {u"w1"_s, u"w2"_s, u"w3"_s}}});
        const auto refused = signIn(profile, settings);
        QVERIFY(refused);
        QCOMPARE(refused->kind, Error::Kind::Denied);
        QVERIFY2(!refused->detail.contains(u"w1"_s), words(refused).constData());

        settings.secrets = {};
        const auto unanswered = signIn(profile, settings);
        QVERIFY(unanswered);
        QCOMPARE(unanswered->kind, Error::Kind::Denied);
    }

    void aServersOwnQuestionsAreAskedOneByOne()
    {
        // Two questions at once, something to read, and another question.
        const QString module = m_keysOnly->path(u"questions.so"_s);
        QFile source(m_keysOnly->path(u"questions.c"_s));
        QVERIFY(source.open(QIODevice::WriteOnly));
        source.write(QuestionsModule);
        source.close();
        if (!SshdFixture::run(u"cc"_s,
                              {u"-shared"_s, u"-fPIC"_s, u"-o"_s, module, source.fileName()}))
            QSKIP("There is no C compiler for the PAM module.");
        SshdFixture sshd(
            {.config = {u"PasswordAuthentication no"_s, u"KbdInteractiveAuthentication yes"_s},
             .accounts = true,
             .pam = {u"auth required "_s + module}});
        if (!sshd.problem().isEmpty())
            QSKIP(qPrintable(sshd.problem()));
        HostProfile profile = sshd.profile();
        profile.ssh.user = u"ops"_s;
        profile.identityFiles.clear();
        SshSettings settings = sshd.settings();
        settings.secrets = [this](const SecretRequest &request) -> std::optional<QString> {
            m_asked << request;
            return request.prompt.startsWith(u"Code")  ? u"111"_s
                   : request.prompt.startsWith(u"PIN") ? u"222"_s
                                                       : u"333"_s;
        };
        const auto error = signIn(profile, settings);
        QVERIFY2(!error, (words(error) + sshd.log().toUtf8()).constData());
        QCOMPARE(m_asked.size(), 3);
        QCOMPARE(m_asked.at(0).kind, SecretRequest::Kind::Prompt);
        QCOMPARE(m_asked.at(0).prompt, u"Code of the token: "_s);
        QVERIFY(m_asked.at(0).echo);
        QVERIFY(!m_asked.at(1).echo);
        QVERIFY(m_asked.at(2).prompt.endsWith(u"Next code: "_s)); // after what there is to read
    }

    void tooManyRefusedKeysStillLeaveThePassword()
    {
        SshdFixture sshd({.config = {u"MaxAuthTries 4"_s, u"KbdInteractiveAuthentication no"_s},
                          .accounts = true});
        if (!sshd.problem().isEmpty())
            QSKIP(qPrintable(sshd.problem()));
        HostProfile profile = sshd.profile();
        profile.ssh.user = u"ops"_s;
        profile.identityFiles.clear();
        for (int i = 0; i < 6; ++i)
            profile.identityFiles << sshd.makeKey(u"refused-%1"_s.arg(i), {u"-t"_s, u"ed25519"_s},
                                                  false);
        SshSettings settings = sshd.settings();
        settings.secrets = answering(
            {{SecretRequest::Kind::Password, {QString::fromUtf8(SshdFixture::Password)}}});
        const auto error = signIn(profile, settings);
        QVERIFY2(!error, (words(error) + sshd.log().toUtf8()).constData());
    }

    void valuesOfTheConfigurationAreUsed()
    {
        QFile config(m_keysOnly->path(u"ssh_config"_s));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write(
            u"Host box\n HostName 127.0.0.1\n Port %1\n User %2\n IdentityFile %3\n"
            " UserKnownHostsFile %4\nHost other\n ProxyCommand nc %h %p\n"_s.arg(m_keysOnly->port())
                .arg(SshdFixture::userName(), m_keysOnly->userKey(),
                     m_keysOnly->path(u"other_hosts"_s))
                .toUtf8());
        config.close();
        QFile known(m_keysOnly->path(u"other_hosts"_s));
        QVERIFY(known.open(QIODevice::WriteOnly));
        const HostKey key = m_keysOnly->hostKey();
        known.write(u"[127.0.0.1]:%1 "_s.arg(m_keysOnly->port()).toUtf8() + key.type.toUtf8() + ' '
                    + key.key + '\n');
        known.close();

        HostKeyStore empty(m_keysOnly->path(u"empty_hosts"_s), {});
        SshSettings settings = m_keysOnly->settings();
        settings.trust.clear();
        settings.keys = &empty;
        settings.configFile = config.fileName();
        HostProfile profile{.id = u"b"_s, .name = u"b"_s, .ssh = {{}, u"box"_s, 0}};
        const auto error = signIn(profile, settings);
        QVERIFY2(!error, words(error).constData());

        profile.ssh.address = u"other"_s;
        const auto refused = signIn(profile, settings);
        QVERIFY(refused);
        QVERIFY2(refused->message.toEnglish().contains(u"ProxyCommand"_s),
                 words(refused).constData());
    }
};

QTEST_GUILESS_MAIN(tst_SshSignIn)
#include "tst_sshsignin.moc"
