#include "gui/common/secretprompter.h"

#include "gui/common/secretdialog.h"

#include <QSemaphore>
#include <QTimer>

#include <tuple>

namespace Lifeboat {

struct SecretPrompter::Waiting
{
    QString hostId;
    SecretRequest request;
    CancelToken cancel;
    bool canKeep = false;
    QSemaphore done;
    std::optional<Answer> answer; // written before `done` is released, read after
};

Result<std::optional<QString>> TypedSecrets::read(const QString &name)
{
    {
        const QMutexLocker lock(&m_mutex);
        if (const auto it = m_typed.constFind(name); it != m_typed.constEnd())
            return std::optional<QString>(*it);
    }
    if (!m_keychain || m_isBroken)
        return std::optional<QString>();
    const auto stored = m_keychain->read(name);
    if (stored)
        return stored;
    m_isBroken = true; // it will not begin to work; what is typed is still remembered
    return std::optional<QString>();
}

std::optional<QString> TypedSecrets::typed(const QString &hostId, const SecretRequest &request)
{
    TypedSecrets memory(nullptr); // only what was typed: a keychain would block this thread
    {
        const QMutexLocker lock(&m_mutex);
        memory.m_typed = m_typed;
    }
    const auto found = HostSecrets(memory, hostId).find(request);
    return found ? *found : std::nullopt;
}

void TypedSecrets::remember(const QString &hostId, const SecretRequest &request,
                            const QString &secret)
{
    TypedSecrets memory(nullptr);
    const QMutexLocker lock(&m_mutex);
    memory.m_typed = m_typed;
    if (HostSecrets(memory, hostId).keep(request, secret))
        m_typed = memory.m_typed;
}

Result<> TypedSecrets::write(const QString &name, const QString &secret)
{
    const QMutexLocker lock(&m_mutex);
    m_typed.insert(name, secret);
    return {};
}

Result<> TypedSecrets::remove(const QString &name)
{
    const QMutexLocker lock(&m_mutex);
    m_typed.remove(name);
    return {};
}

SecretAnswers::SecretAnswers(SecretPrompter *prompter, TypedSecrets &typed, SecretStore *keychain,
                             const QString &hostId, const CancelToken &cancel)
    : m_prompter(prompter)
    , m_typed(typed)
    , m_keychain(keychain)
    , m_hostId(hostId)
    , m_cancel(cancel)
    , m_chain({}, &typed, hostId, [this](const SecretRequest &request) { return prompt(request); },
              {})
{
}

std::optional<QString> SecretAnswers::prompt(const SecretRequest &request)
{
    const auto answer = m_prompter->ask(m_hostId, request, m_cancel);
    if (!answer)
        return std::nullopt;
    const QMutexLocker lock(&m_mutex);
    m_given.removeIf([&request](const Given &given) { // it was refused
        return given.request.kind == request.kind && given.request.subject == request.subject;
    });
    m_given << Given{request, answer->secret, answer->keep};
    return answer->secret;
}

void SecretAnswers::forget()
{
    const QMutexLocker lock(&m_mutex);
    const QList<Given> given = std::exchange(m_given, {});
    if (!given.isEmpty())
        std::ignore = HostSecrets(m_typed, m_hostId).forget(); // in memory it cannot fail
}

Result<> SecretAnswers::keep()
{
    const QMutexLocker lock(&m_mutex);
    const QList<Given> given = std::exchange(m_given, {});
    for (const Given &one : given) {
        if (!one.keep || !m_keychain)
            continue;
        if (const Result<> kept = HostSecrets(*m_keychain, m_hostId).keep(one.request, one.secret);
            !kept)
            return kept;
    }
    return {};
}

SecretPrompter::SecretPrompter(SecretStore *keychain, QWidget *window)
    : QObject(window)
    , m_keychain(keychain)
    , m_typed(keychain)
    , m_window(window)
{
}

std::shared_ptr<SecretAnswers> SecretPrompter::answersFor(const QString &hostId,
                                                          const CancelToken &cancel)
{
    return std::make_shared<SecretAnswers>(this, m_typed, m_keychain, hostId, cancel);
}

std::optional<SecretPrompter::Answer>
SecretPrompter::ask(const QString &hostId, const SecretRequest &request, const CancelToken &cancel)
{
    const auto waiting = std::make_shared<Waiting>();
    waiting->hostId = hostId;
    waiting->request = request;
    waiting->cancel = cancel;
    // Only one that works is offered; one that does not fails at once.
    waiting->canKeep = m_keychain && HostSecrets(*m_keychain, hostId).find(request);
    QMetaObject::invokeMethod(
        this,
        [this, waiting] {
            m_queue << waiting;
            showNext();
        },
        Qt::QueuedConnection);
    while (!waiting->done.tryAcquire(1, 100)) {
        if (cancel.isCancelled() || m_closed.isCancelled())
            return std::nullopt;
    }
    return waiting->answer;
}

void SecretPrompter::showNext()
{
    m_queue.removeIf([](const auto &waiting) { return waiting->cancel.isCancelled(); });
    if (m_showing || m_queue.isEmpty() || m_closed.isCancelled())
        return;
    const std::shared_ptr<Waiting> waiting = m_queue.takeFirst();
    const auto known = waiting->request.attempt == 0
                           ? m_typed.typed(waiting->hostId, waiting->request)
                           : std::nullopt;
    if (known) { // by now: for another operation that was first
        waiting->answer = Answer{*known, false};
        waiting->done.release();
        showNext();
        return;
    }
    auto *dialog = new SecretDialog(waiting->request, waiting->canKeep, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_showing = true;
    connect(dialog, &QDialog::finished, this, [this, dialog, waiting](int result) {
        if (result == QDialog::Accepted) {
            waiting->answer = Answer{dialog->secret(), dialog->keep()};
            m_typed.remember(waiting->hostId, waiting->request, dialog->secret());
        }
        waiting->done.release();
        m_showing = false;
        showNext();
    });
    auto *watch = new QTimer(dialog); // nobody waits any more: nothing is to be typed
    connect(watch, &QTimer::timeout, dialog, [this, dialog, waiting] {
        if (waiting->cancel.isCancelled() || m_closed.isCancelled())
            dialog->reject();
    });
    watch->start(200);
    dialog->open();
}

void SecretPrompter::closeAll()
{
    m_closed.cancel();
}

} // namespace Lifeboat
