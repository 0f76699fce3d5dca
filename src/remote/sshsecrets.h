#pragma once

#include "base/secretstore.h"

#include <QHash>
#include <QSet>

#include <atomic>
#include <mutex>

namespace Lifeboat {

// What was typed to sign in, kept in memory for further sessions to the same host, and the way
// to ask for what was not typed yet. Thread-safe; the source is asked by one thread at a time.
class SshSecrets
{
public:
    explicit SshSecrets(SecretSource source);

    // `unattended`: only what is remembered, nobody is asked (a connection that ends a command).
    // A remembered answer is given for attempt 0 only.
    std::optional<QString> answer(const SecretRequest &request, bool unattended);

    // After it was accepted. A server's own questions are not remembered: they are one-time codes.
    void accept(const SecretRequest &request, const QString &answer);

    // Such a question was asked: one more session costs the operator one more answer.
    bool asksEachTime() const { return m_asksEachTime; }

    // The public half of the key that let us in, offered first the next time.
    QByteArray provenKey(const QString &hop) const;
    void acceptKey(const QString &hop, const QByteArray &publicKey);

    // Too many keys were refused there: they are not offered again.
    bool keysAreUseless(const QString &hop) const;
    void refuseKeys(const QString &hop);

private:
    static QString slot(const SecretRequest &request);

    SecretSource m_source;
    std::atomic_bool m_asksEachTime = false;
    mutable std::mutex m_mutex;
    std::mutex m_asking;
    QHash<QString, QString> m_accepted;
    QHash<QString, QByteArray> m_keys;
    QSet<QString> m_withoutKeys;
};

} // namespace Lifeboat
