#include "gui/common/secretprompter.h"

#include "gui/common/secretdialog.h"

#include <QSemaphore>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace Lifeboat {

struct SecretPrompter::Waiting
{
    SecretRequest request;
    CancelToken cancel;
    QSemaphore done;
    std::optional<Answer> answer; // written before `done` is released, read after
};

SecretAnswers::SecretAnswers(SecretPrompter *prompter, SecretStore *store, QString hostId,
                             CancelToken cancel)
    : m_prompter(prompter)
    , m_store(store)
    , m_hostId(std::move(hostId))
    , m_cancel(std::move(cancel))
{
}

// One-time codes have no name: nothing of them is kept.
QString SecretAnswers::nameOf(const SecretRequest &request) const
{
    switch (request.kind) {
    case SecretRequest::Kind::Password:
        return m_hostId + u"/password"_s;
    case SecretRequest::Kind::KeyPassphrase:
        return m_hostId + u"/key-passphrase"_s;
    case SecretRequest::Kind::JumpPassword:
        return m_hostId + u"/jump-password"_s;
    case SecretRequest::Kind::SudoPassword:
        return m_hostId + u"/sudo-password"_s;
    case SecretRequest::Kind::Prompt:
        break;
    }
    return {};
}

std::optional<QString> SecretAnswers::answer(const SecretRequest &request)
{
    const QString name = nameOf(request);
    // A stored one that was refused once is not tried again.
    if (m_store && !name.isEmpty() && request.attempt == 0) {
        if (const auto stored = m_store->read(name); stored && *stored)
            return **stored;
    }
    const auto given = m_prompter->ask(request, m_cancel);
    if (!given)
        return std::nullopt;
    if (given->keep && !name.isEmpty()) {
        const QMutexLocker lock(&m_mutex);
        m_toKeep.removeIf([&name](const auto &pair) { return pair.first == name; });
        m_toKeep << std::pair(name, given->secret);
    }
    return given->secret;
}

Result<> SecretAnswers::keep()
{
    const QMutexLocker lock(&m_mutex);
    for (const auto &[name, secret] : std::as_const(m_toKeep)) {
        if (const Result<> written = m_store->write(name, secret); !written)
            return written;
    }
    m_toKeep.clear();
    return {};
}

SecretPrompter::SecretPrompter(SecretStore *store, QWidget *window)
    : QObject(window)
    , m_store(store)
    , m_window(window)
{
}

std::shared_ptr<SecretAnswers> SecretPrompter::answersFor(const QString &hostId,
                                                          const CancelToken &cancel)
{
    return std::make_shared<SecretAnswers>(this, m_store, hostId, cancel);
}

std::optional<SecretPrompter::Answer> SecretPrompter::ask(const SecretRequest &request,
                                                          const CancelToken &cancel)
{
    const auto waiting = std::make_shared<Waiting>();
    waiting->request = request;
    waiting->cancel = cancel;
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
    auto *dialog = new SecretDialog(waiting->request, m_store != nullptr, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_showing = true;
    connect(dialog, &QDialog::finished, this, [this, dialog, waiting](int result) {
        if (result == QDialog::Accepted)
            waiting->answer = Answer{dialog->secret(), dialog->keep()};
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
