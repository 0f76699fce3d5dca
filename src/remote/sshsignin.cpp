#include "remote/sshsignin.h"

#include "remote/privatekey.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

namespace {

// Servers that ask a second factor of their own (a push to a telephone) answer late.
constexpr auto AnswerLimit = 120s;
constexpr int PasswordAttempts = 3;
constexpr int RoundLimit = 20;
constexpr int StepLimit = 12;
// OpenSSH closes the line at the sixth failure; two are left for passwords.
constexpr int AgentKeyLimit = 4;

// A single hidden question for the password is answered with the stored one.
bool isPasswordPrompt(const QString &prompt, bool echo, int count)
{
    static const QRegularExpression asksPassword(u"passwor[dt]|passphrase|密码|口令"_s,
                                                 QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression asksOther(
        u"new |one.?time|otp|verif|code|token|pin\\b|动态|新"_s,
        QRegularExpression::CaseInsensitiveOption);
    return count == 1 && !echo && prompt.contains(asksPassword) && !prompt.contains(asksOther);
}

} // namespace

SshSignIn::SshSignIn(SshConnection &connection, SshSecrets &secrets, bool unattended,
                     CancelToken cancel)
    : m_connection(connection)
    , m_secrets(secrets)
    , m_unattended(unattended)
    , m_cancel(std::move(cancel))
    , m_user(connection.hop().user.toUtf8())
{
}

Result<> SshSignIn::run()
{
    auto step =
        outcome([this] { return ssh_userauth_none(m_connection.handle(), m_user.constData()); });
    for (int i = 0; i < StepLimit; ++i) {
        if (!step)
            return step.error();
        if (*step == Outcome::Accepted)
            return {};
        step = next();
        if (step && *step == Outcome::Refused)
            return m_problem ? *m_problem : denied();
    }
    return denied();
}

// One step that succeeded at least partly, or a refusal when there is nothing left to try. The
// host's list is read anew each time: after a part was accepted it names what is still missing.
Result<SshSignIn::Outcome> SshSignIn::next()
{
    struct Method
    {
        int bit;
        QString name;
        Result<Outcome> (SshSignIn::*run)();
    };
    const Method methods[]{
        {SSH_AUTH_METHOD_PUBLICKEY, u"publickey"_s, &SshSignIn::byKeys},
        {SSH_AUTH_METHOD_INTERACTIVE, u"keyboard-interactive"_s, &SshSignIn::byQuestions},
        {SSH_AUTH_METHOD_PASSWORD, u"password"_s, &SshSignIn::byPassword}};
    for (const Method &method : methods) {
        if (!offers(method.bit) || m_done.contains(method.name))
            continue;
        const auto result = (this->*method.run)();
        if (!result || *result != Outcome::Refused)
            return result;
        m_done << method.name;
    }
    return Outcome::Refused;
}

Result<int> SshSignIn::complete(const std::function<int()> &call)
{
    // The calls of the sign-in have an "again" of their own.
    const auto translated = [&call] {
        const int answer = call();
        return answer == SSH_AUTH_AGAIN ? SSH_AGAIN : answer;
    };
    return m_connection.complete(translated, AnswerLimit, m_cancel);
}

Result<SshSignIn::Outcome> SshSignIn::outcome(const std::function<int()> &call)
{
    const auto answer = complete(call);
    if (!answer)
        return answer.error();
    // A host that had enough closes the line; libssh does not always call that an error.
    if (*answer != SSH_AUTH_SUCCESS && !m_connection.isUsable()) {
        m_ranOut = !m_tried.isEmpty();
        return m_tried.isEmpty() ? m_connection.lost() : denied();
    }
    if (*answer == SSH_AUTH_ERROR && m_cancel.isCancelled())
        return cancelled();
    const bool accepted = *answer == SSH_AUTH_SUCCESS;
    if ((accepted || *answer == SSH_AUTH_PARTIAL) && m_pending)
        m_secrets.accept(m_pending->first, m_pending->second);
    m_pending.reset();
    return accepted                      ? Outcome::Accepted
           : *answer == SSH_AUTH_PARTIAL ? Outcome::Partly
                                         : Outcome::Refused;
}

Result<SshSignIn::Outcome> SshSignIn::byKeys()
{
    if (m_skipKeys)
        return Outcome::Refused;
    const QList<KeyFile> files = keyFiles();
    const auto agent = byAgent(files);
    if (!agent || *agent != Outcome::Refused)
        return agent;
    for (const KeyFile &file : files) {
        if (!file.publicKey.isEmpty() && m_refusedKeys.contains(file.publicKey))
            continue;
        const auto result = byFile(file);
        if (!result || *result != Outcome::Refused)
            return result;
    }
    return Outcome::Refused;
}

QList<KeyFile> SshSignIn::keyFiles()
{
    const SshHop &hop = m_connection.hop();
    QList<KeyFile> files;
    for (const QString &path : hop.identityFiles) {
        const auto file = KeyFile::inspect(path);
        if (file) {
            files << *file;
        } else if (hop.identitiesGiven) {
            m_tried << u"key file %1: not usable"_s.arg(path);
            if (!m_problem)
                m_problem = file.error();
        }
    }
    const QByteArray proven = m_secrets.provenKey(hop.label());
    std::stable_partition(files.begin(), files.end(),
                          [&](const KeyFile &file) { return file.publicKey == proven; });
    return files;
}

QList<AgentKey> SshSignIn::chosen(const QList<AgentKey> &all, const QList<KeyFile> &files) const
{
    const QByteArray proven = m_secrets.provenKey(m_connection.hop().label());
    QList<AgentKey> first;
    QList<AgentKey> others;
    for (const AgentKey &key : all) {
        const QByteArray encoded = key.blob.toBase64();
        const auto isNamed = [&](const KeyFile &file) { return file.publicKey == encoded; };
        if (m_refusedKeys.contains(encoded))
            continue;
        if (encoded == proven)
            first.prepend(key);
        else if (std::any_of(files.begin(), files.end(), isNamed))
            first << key;
        else
            others << key;
    }
    // What the operator named goes before what merely lies in the agent.
    const qsizetype taken = first.size() + (m_connection.hop().identitiesGiven ? files.size() : 0);
    const qsizetype room =
        m_connection.hop().identitiesOnly ? 0 : qMax<qsizetype>(0, AgentKeyLimit - taken);
    return first + others.first(qMin(room, others.size()));
}

bool SshSignIn::openAgent()
{
    const QString socket = m_connection.hop().agentSocket;
    if (m_agent || socket.isEmpty())
        return m_agent != nullptr;
    auto agent = AgentProxy::connect(socket, m_cancel);
    const auto descriptor = agent ? (*agent)->start() : Result<int>(agent.error());
    if (!descriptor) {
        m_tried << u"agent: none answers at %1"_s.arg(socket);
        return false;
    }
    ssh_set_agent_socket(m_connection.handle(), socket_t(*descriptor));
    m_agent = std::move(*agent);
    return true;
}

Result<SshSignIn::Outcome> SshSignIn::byAgent(const QList<KeyFile> &files)
{
    if (!openAgent())
        return Outcome::Refused;
    // One key an offer, so that it is known which one was accepted.
    for (const AgentKey &key : chosen(m_agent->keys(), files)) {
        m_agent->offer({key});
        m_tried << u"agent key %1 %2"_s.arg(key.type(), key.fingerprint());
        const auto result = outcome(
            [this] { return ssh_userauth_agent(m_connection.handle(), m_user.constData()); });
        m_refusedKeys << key.blob.toBase64(); // also after a part: it is not asked for twice
        if (result && *result != Outcome::Refused)
            m_secrets.acceptKey(m_connection.hop().label(), key.blob.toBase64());
        if (!result || *result != Outcome::Refused)
            return result;
    }
    return Outcome::Refused;
}

Result<bool> SshSignIn::wouldTake(const KeyFile &file)
{
    ssh_key key = nullptr;
    const auto type = ssh_key_type_from_name(file.publicType.toLatin1().constData());
    if (file.publicKey.isEmpty()
        || ssh_pki_import_pubkey_base64(file.publicKey.constData(), type, &key) != SSH_OK)
        return true; // not known before the private half is open
    const SshKey publicKey(key);
    const auto result = outcome([&] {
        return ssh_userauth_try_publickey(m_connection.handle(), m_user.constData(),
                                          publicKey.get());
    });
    if (!result)
        return result.error();
    return *result != Outcome::Refused;
}

Result<SshSignIn::Outcome> SshSignIn::byFile(const KeyFile &file)
{
    m_tried << u"key file %1"_s.arg(file.path);
    // Before the passphrase: nobody types one for a key that the host does not want.
    const auto wanted = wouldTake(file);
    if (!wanted)
        return wanted.error();
    m_refusedKeys << file.publicKey;
    if (!*wanted)
        return Outcome::Refused;
    const auto key = openPrivateKey(file, m_secrets, m_unattended, m_cancel);
    if (!key) {
        if (key.error().kind == Error::Kind::Cancelled)
            return key.error();
        m_problem = key.error();
        return Outcome::Refused;
    }
    const auto result = outcome([&] {
        return ssh_userauth_publickey(m_connection.handle(), m_user.constData(), key->get());
    });
    if (result && *result != Outcome::Refused)
        m_secrets.acceptKey(m_connection.hop().label(), file.publicKey);
    return result;
}

SecretRequest SshSignIn::passwordRequest(int attempt) const
{
    const SshHop &hop = m_connection.hop();
    return {hop.isJump ? SecretRequest::Kind::JumpPassword : SecretRequest::Kind::Password,
            hop.label(),
            {},
            false,
            attempt};
}

Result<SshSignIn::Outcome> SshSignIn::byQuestions()
{
    for (int attempt = 0; attempt < PasswordAttempts; ++attempt) {
        bool askedPassword = false;
        bool gaveUp = false;
        const auto result = answerRounds(attempt, &askedPassword, &gaveUp);
        if (askedPassword) // the same password again would only cost an attempt
            m_done << u"password"_s;
        if (!result || *result != Outcome::Refused)
            return result;
        if (!askedPassword || gaveUp)
            break;
    }
    return Outcome::Refused;
}

Result<SshSignIn::Outcome> SshSignIn::answerRounds(int attempt, bool *askedPassword, bool *gaveUp)
{
    ssh_session session = m_connection.handle();
    const auto ask = [&] { return ssh_userauth_kbdint(session, m_user.constData(), nullptr); };
    for (int round = 0; round < RoundLimit; ++round) {
        const auto answer = complete(ask);
        if (!answer)
            return answer.error();
        if (*answer != SSH_AUTH_INFO)
            return outcome([&] { return *answer; });
        // There may be no question at all, only something to read; that is answered too.
        const int count = ssh_userauth_kbdint_getnprompts(session);
        for (int i = 0; i < count; ++i) {
            char echo = 0;
            const QString prompt =
                QString::fromUtf8(ssh_userauth_kbdint_getprompt(session, uint(i), &echo));
            const bool isPassword = isPasswordPrompt(prompt, echo != 0, count);
            SecretRequest request = passwordRequest(attempt);
            if (!isPassword)
                request = {SecretRequest::Kind::Prompt, m_connection.hop().label(), prompt,
                           echo != 0, attempt};
            *askedPassword = *askedPassword || isPassword;
            const auto given = m_secrets.answer(request, m_unattended);
            if (!given) {
                *gaveUp = true;
                m_tried << u"keyboard-interactive (no answer given)"_s;
                return Outcome::Refused;
            }
            if (isPassword)
                m_pending = {request, *given};
            ssh_userauth_kbdint_setanswer(session, uint(i), given->toUtf8().constData());
        }
        if (round == 0)
            m_tried << u"keyboard-interactive"_s;
    }
    return Outcome::Refused;
}

Result<SshSignIn::Outcome> SshSignIn::byPassword()
{
    for (int attempt = 0; attempt < PasswordAttempts; ++attempt) {
        const SecretRequest request = passwordRequest(attempt);
        const auto password = m_secrets.answer(request, m_unattended);
        if (m_cancel.isCancelled())
            return cancelled();
        if (!password) {
            m_tried << u"password (none given)"_s;
            return Outcome::Refused;
        }
        m_pending = {request, *password};
        m_tried << u"password"_s;
        const QByteArray text = password->toUtf8();
        const auto result = outcome([&] {
            return ssh_userauth_password(m_connection.handle(), m_user.constData(),
                                         text.constData());
        });
        if (!result || *result != Outcome::Refused)
            return result;
    }
    return Outcome::Refused;
}

bool SshSignIn::offers(int method) const
{
    return (ssh_userauth_list(m_connection.handle(), nullptr) & method) != 0;
}

QString SshSignIn::offered() const
{
    QStringList names;
    const std::pair<int, QString> all[]{{SSH_AUTH_METHOD_PUBLICKEY, u"publickey"_s},
                                        {SSH_AUTH_METHOD_INTERACTIVE, u"keyboard-interactive"_s},
                                        {SSH_AUTH_METHOD_PASSWORD, u"password"_s},
                                        {SSH_AUTH_METHOD_HOSTBASED, u"hostbased"_s},
                                        {SSH_AUTH_METHOD_GSSAPI_MIC, u"gssapi-with-mic"_s}};
    for (const auto &[bit, name] : all) {
        if (offers(bit))
            names << name;
    }
    return names.join(u", "_s);
}

Error SshSignIn::denied() const
{
    const QString tried = m_tried.isEmpty() ? u"nothing"_s : m_tried.join(u", "_s);
    QString detail = u"tried: %1; the host takes: %2"_s.arg(tried, offered());
    if (m_ranOut)
        detail += u"; it closed the line after too many attempts"_s;
    return {Error::Kind::Denied,
            {QT_TRANSLATE_NOOP("Text", "%1 is not let in."), {m_connection.hop().label()}},
            {QT_TRANSLATE_NOOP("Text", "Check the user, the key and the password; the detail says "
                                       "what was tried and what the host takes."),
             {}},
            detail};
}

} // namespace Lifeboat
