#pragma once

#include "app/secrets.h"

#include <QHash>
#include <QList>
#include <QMutex>
#include <QObject>

#include <atomic>
#include <memory>

class QWidget;

namespace Lifeboat {

class SecretPrompter;

// What was typed in this window, in memory only, over the keychain: nobody types a password twice
// because it is not to be kept. Thread-safe.
class TypedSecrets : public SecretStore
{
public:
    explicit TypedSecrets(SecretStore *keychain) // not owned; may be null
        : m_keychain(keychain)
    {
    }

    // Of what was typed alone; never blocks.
    std::optional<QString> typed(const QString &hostId, const SecretRequest &request);
    void remember(const QString &hostId, const SecretRequest &request, const QString &secret);

    Result<std::optional<QString>> read(const QString &name) override;
    Result<> write(const QString &name, const QString &secret) override; // in memory
    Result<> remove(const QString &name) override;

private:
    SecretStore *m_keychain;
    std::atomic_bool m_isBroken = false; // there is no keychain on this computer
    QMutex m_mutex;
    QHash<QString, QString> m_typed;
};

// The secrets of one operation on one host: what was typed before and the keychain first, then the
// operator. The keychain gets only by keep(), after the sign-in has worked, what is to be kept.
// Used from worker threads.
class SecretAnswers
{
public:
    SecretAnswers(SecretPrompter *prompter, TypedSecrets &typed, SecretStore *keychain,
                  const QString &hostId, const CancelToken &cancel);

    std::optional<QString> answer(const SecretRequest &request) { return m_chain.answer(request); }
    void forget();   // the sign-in failed: what was typed is not tried again
    Result<> keep(); // Error: the keychain refused; the sign-in itself stands

private:
    std::optional<QString> prompt(const SecretRequest &request);

    SecretPrompter *m_prompter; // not owned; outlives every operation
    TypedSecrets &m_typed;
    SecretStore *m_keychain; // not owned; may be null
    QString m_hostId;
    CancelToken m_cancel;
    struct Given
    {
        SecretRequest request;
        QString secret;
        bool keep = false;
    };
    QMutex m_mutex; // guards what follows
    QList<Given> m_given;
    SecretChain m_chain;
};

// Shows the dialogs that workers wait for, one at a time. Lives in the GUI's thread.
class SecretPrompter : public QObject
{
    Q_OBJECT

public:
    SecretPrompter(SecretStore *keychain, QWidget *window);

    std::shared_ptr<SecretAnswers> answersFor(const QString &hostId, const CancelToken &cancel);

    // From a worker: waits for the operator, until `cancel`. What was typed meanwhile for another
    // operation on the same host answers this one too.
    struct Answer
    {
        QString secret;
        bool keep = false; // in the keychain
    };
    std::optional<Answer> ask(const QString &hostId, const SecretRequest &request,
                              const CancelToken &cancel);

    TypedSecrets &typed() { return m_typed; }
    SecretStore *keychain() { return m_keychain; }

    void closeAll(); // everybody who waits now, or asks later, gets no answer

private:
    struct Waiting;
    void showNext();

    SecretStore *m_keychain; // not owned; may be null
    TypedSecrets m_typed;
    QWidget *m_window; // not owned
    QList<std::shared_ptr<Waiting>> m_queue;
    bool m_showing = false;
    CancelToken m_closed;
};

} // namespace Lifeboat
