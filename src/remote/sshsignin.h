#pragma once

#include "remote/agentproxy.h"
#include "remote/keyfile.h"
#include "remote/sshconnection.h"
#include "remote/sshsecrets.h"

#include <QSet>

namespace Lifeboat {

// Proves to a host who we are: agent, key files, keyboard-interactive, password, in the order
// that the host accepts, also when it wants several of them.
//
// One use: construct, run(), drop. An Error of Kind::Denied says what was tried and what the host
// would have taken; no secret is ever in it.
class SshSignIn
{
public:
    SshSignIn(SshConnection &connection, SshSecrets &secrets, bool unattended, CancelToken cancel);

    Result<> run();

    // The host closed the line after too many refused keys: a new connection without them may
    // still get in by password.
    bool ranOutOfAttempts() const { return m_ranOut; }
    void skipKeys() { m_skipKeys = true; }

private:
    enum class Outcome { Accepted, Partly, Refused };

    Result<int> complete(const std::function<int()> &call);
    Result<Outcome> outcome(const std::function<int()> &call);
    Result<Outcome> next();
    Result<Outcome> byKeys();
    bool openAgent();
    Result<Outcome> byAgent(const QList<KeyFile> &files);
    Result<Outcome> byFile(const KeyFile &file);
    Result<bool> wouldTake(const KeyFile &file);
    Result<Outcome> byQuestions();
    Result<Outcome> answerRounds(int attempt, bool *askedPassword, bool *gaveUp);
    Result<Outcome> byPassword();

    QList<KeyFile> keyFiles();
    QList<AgentKey> chosen(const QList<AgentKey> &all, const QList<KeyFile> &files) const;
    SecretRequest passwordRequest(int attempt) const;
    bool offers(int method) const;
    QString offered() const;
    Error denied() const;

    SshConnection &m_connection;
    SshSecrets &m_secrets;
    bool m_unattended = false;
    CancelToken m_cancel;
    QByteArray m_user;

    std::unique_ptr<AgentProxy> m_agent;
    bool m_skipKeys = false;
    bool m_ranOut = false;
    QSet<QString> m_done; // methods that are not worth another try
    QSet<QByteArray> m_refusedKeys;
    QStringList m_tried;            // in words, for the error
    std::optional<Error> m_problem; // a key that could not be used: more telling than "denied"
    std::optional<std::pair<SecretRequest, QString>> m_pending; // accepted if this step succeeds
};

} // namespace Lifeboat
