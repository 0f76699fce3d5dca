#include "platform/keychainsecretstore.h"

#include <QCoreApplication>
#include <QThread>

#include <qt6keychain/keychain.h>

#include <condition_variable>
#include <functional>
#include <mutex>

using namespace std::chrono_literals;

namespace Lifeboat {

static constexpr auto AnswerLimit = 3s;

namespace {

// What one job answered. Shared between the one who waits and the worker, because the waiting one
// may have given up before the answer comes.
struct Answer
{
    std::mutex mutex;
    std::condition_variable arrived;
    bool isThere = false;
    QKeychain::Error error = QKeychain::OtherError;
    QString errorText;
    QString secret;
};

using MakeJob = std::function<QKeychain::Job *(const QString &service)>;

Error noKeychain(const QString &detail)
{
    return {Error::Kind::Storage,
            {QT_TRANSLATE_NOOP("Text", "There is no usable keychain on this desktop."), {}},
            {QT_TRANSLATE_NOOP("Text", "Passwords are asked for each time, or read from file "
                                       "descriptors. On Linux a keychain needs libsecret and a "
                                       "running secret service."),
             {}},
            detail};
}

} // namespace

// QtKeychain's jobs need an event loop, and its queue of jobs belongs to the thread that used it
// first: so all jobs run in one thread that lives as long as the store.
class KeychainSecretStore::Worker
{
public:
    explicit Worker(const QString &service);
    ~Worker();

    std::shared_ptr<Answer> perform(const MakeJob &makeJob);

private:
    QString m_service;
    QThread *m_thread;                 // owned, unless it hangs at the end
    QObject *m_context;                // lives in the thread
    std::mutex m_mutex;                // one job at a time
    std::shared_ptr<Answer> m_failure; // the first one; there is no second try
};

KeychainSecretStore::Worker::Worker(const QString &service)
    : m_service(service)
    , m_thread(new QThread)
    , m_context(new QObject)
{
    m_context->moveToThread(m_thread);
    QObject::connect(m_thread, &QThread::finished, m_context, &QObject::deleteLater);
    m_thread->start();
}

KeychainSecretStore::Worker::~Worker()
{
    m_thread->quit();
    // A secret service that does not answer may hold the thread inside a call; the end of the
    // program must not wait for it.
    if (m_thread->wait(AnswerLimit))
        delete m_thread;
}

std::shared_ptr<Answer> KeychainSecretStore::Worker::perform(const MakeJob &makeJob)
{
    const std::lock_guard oneAtATime(m_mutex);
    if (m_failure)
        return m_failure;
    const auto answer = std::make_shared<Answer>();
    QMetaObject::invokeMethod(m_context, [this, makeJob, answer] {
        QKeychain::Job *job = makeJob(m_service); // deletes itself
        QObject::connect(job, &QKeychain::Job::finished, m_context, [answer](QKeychain::Job *done) {
            const std::lock_guard lock(answer->mutex);
            answer->isThere = true;
            answer->error = done->error();
            answer->errorText = done->errorString();
            if (const auto *read = qobject_cast<QKeychain::ReadPasswordJob *>(done))
                answer->secret = read->textData();
            answer->arrived.notify_all();
        });
        job->start();
    });
    std::unique_lock lock(answer->mutex);
    answer->arrived.wait_for(lock, AnswerLimit, [&] { return answer->isThere; });
    if (!answer->isThere)
        answer->errorText = QStringLiteral("no answer within 3 s");
    const bool worked =
        answer->isThere
        && (answer->error == QKeychain::NoError || answer->error == QKeychain::EntryNotFound);
    if (worked)
        return answer;
    // A copy: the late answer may still arrive in the original.
    m_failure = std::make_shared<Answer>();
    m_failure->errorText = answer->errorText;
    return m_failure;
}

KeychainSecretStore::KeychainSecretStore(const QString &service)
    : m_worker(std::make_unique<Worker>(service))
{
}

KeychainSecretStore::~KeychainSecretStore() = default;

static bool isFailure(const Answer &answer)
{
    return answer.error != QKeychain::NoError && answer.error != QKeychain::EntryNotFound;
}

Result<std::optional<QString>> KeychainSecretStore::read(const QString &name)
{
    const auto answer = m_worker->perform([name](const QString &service) {
        auto *job = new QKeychain::ReadPasswordJob(service);
        job->setKey(name);
        return job;
    });
    if (isFailure(*answer))
        return noKeychain(answer->errorText);
    if (answer->error == QKeychain::EntryNotFound)
        return std::optional<QString>();
    return std::optional(answer->secret);
}

Result<> KeychainSecretStore::write(const QString &name, const QString &secret)
{
    const auto answer = m_worker->perform([name, secret](const QString &service) {
        auto *job = new QKeychain::WritePasswordJob(service);
        job->setKey(name);
        job->setTextData(secret);
        return job;
    });
    return isFailure(*answer) ? Result<>(noKeychain(answer->errorText)) : Result<>();
}

Result<> KeychainSecretStore::remove(const QString &name)
{
    const auto answer = m_worker->perform([name](const QString &service) {
        auto *job = new QKeychain::DeletePasswordJob(service);
        job->setKey(name);
        return job;
    });
    return isFailure(*answer) ? Result<>(noKeychain(answer->errorText)) : Result<>();
}

} // namespace Lifeboat
