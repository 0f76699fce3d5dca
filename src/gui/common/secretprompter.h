#pragma once

#include "base/canceltoken.h"
#include "base/secretstore.h"

#include <QList>
#include <QMutex>
#include <QObject>

#include <memory>

class QWidget;

namespace Lifeboat {

class SecretPrompter;

// The secrets of one operation on one host: the keychain first, then the operator. What is to be
// kept is stored only by keep(), after the sign-in has worked. Used from worker threads.
class SecretAnswers
{
public:
    SecretAnswers(SecretPrompter *prompter, SecretStore *store, QString hostId, CancelToken cancel);

    std::optional<QString> answer(const SecretRequest &request);
    Result<> keep(); // Error: the keychain refused; the sign-in itself stands

private:
    QString nameOf(const SecretRequest &request) const;

    SecretPrompter *m_prompter; // not owned; outlives every operation
    SecretStore *m_store;       // not owned; may be null
    QString m_hostId;
    CancelToken m_cancel;
    QMutex m_mutex;
    QList<std::pair<QString, QString>> m_toKeep;
};

// Shows the dialogs that workers wait for, one at a time. Lives in the GUI's thread.
class SecretPrompter : public QObject
{
    Q_OBJECT

public:
    explicit SecretPrompter(SecretStore *store, QWidget *window);

    std::shared_ptr<SecretAnswers> answersFor(const QString &hostId, const CancelToken &cancel);

    // From a worker: waits for the operator, until `cancel`. Kept: the operator wants it stored.
    struct Answer
    {
        QString secret;
        bool keep = false;
    };
    std::optional<Answer> ask(const SecretRequest &request, const CancelToken &cancel);

    void closeAll(); // everybody who waits now, or asks later, gets no answer

private:
    struct Waiting;
    void showNext();

    SecretStore *m_store;
    QWidget *m_window; // not owned
    QList<std::shared_ptr<Waiting>> m_queue;
    bool m_showing = false;
    CancelToken m_closed;
};

} // namespace Lifeboat
