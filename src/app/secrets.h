#pragma once

#include "base/canceltoken.h"
#include "base/secretstore.h"

#include <QHash>
#include <QStringList>

#include <functional>
#include <mutex>

namespace Lifeboat {

// The names of one host's secrets in a store, and the list of those that were stored. The same
// for both programs. Blocking like the store.
class HostSecrets
{
public:
    HostSecrets(SecretStore &store, const QString &hostId);

    // What was stored for this question, or for its kind as a whole; nullopt: nothing.
    Result<std::optional<QString>> find(const SecretRequest &request);
    Result<> keep(const SecretRequest &request, const QString &secret);
    Result<> keepForAll(SecretRequest::Kind kind, const QString &secret); // of any subject
    Result<> forget();                                                    // all of them

private:
    Result<> keepAs(const QString &name, const QString &secret);

    SecretStore &m_store;
    QString m_hostId;
};

// Answers the questions of a sign-in to one host, in this order: what was given beforehand (read
// from file descriptors), what the keychain holds, what a human types. Each is tried once: when an
// answer was refused the next one follows. The password of the login is tried for sudo too.
//
// Thread-safe, one question at a time. Remembers the newest answers, so that those that were
// accepted can be stored afterwards.
class SecretChain
{
public:
    using Given = QHash<SecretRequest::Kind, QString>;
    using Prompt = std::function<std::optional<QString>(const SecretRequest &)>;

    // `store` may be null: no keychain; `prompt` may be empty: nobody to ask. `complain` is told
    // when the keychain does not work.
    SecretChain(Given given, SecretStore *store, const QString &hostId, Prompt prompt,
                std::function<void(const Error &)> complain);

    std::optional<QString> answer(const SecretRequest &request);

    // Stores what was given, and what was typed and not refused later. The first error ends it.
    Result<> keepAll(HostSecrets &secrets) const;

private:
    struct Typed
    {
        SecretRequest request;
        QString secret;
    };

    QStringList knownAnswers(const SecretRequest &request);
    std::optional<QString> stored(const SecretRequest &request);

    Given m_given;
    SecretStore *m_store; // not owned
    QString m_hostId;
    Prompt m_prompt;
    std::function<void(const Error &)> m_complain;
    mutable std::mutex m_mutex;
    QList<Typed> m_typed;
    QString m_loginPassword; // the newest answer that was given for it
};

// The question as it stands before the operator: whose password it is.
Text secretQuestion(const SecretRequest &request);

// One line from an open descriptor, for secrets of a caller. Error::Usage: it is not open, or it
// ended before a line.
Result<QString> lineFromDescriptor(int descriptor);

} // namespace Lifeboat
