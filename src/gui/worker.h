#pragma once

#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <memory>

namespace Lifeboat {

// Runs `work` in a thread of the pool and then `then` with what it returned in the thread of
// `context`, unless that is gone by then. For whatever may block: files, networks.
template <typename Work, typename Then>
void later(QThreadPool &pool, QObject *context, Work work, Then then)
{
    // The guard is asked in the context's own thread only: there it cannot go between the question
    // and the call. The pool's owner waits for the pool before the application goes.
    const QPointer<QObject> guard(context);
    QObject *home = pool.parent();
    pool.start([work = std::move(work), then = std::move(then), guard, home] {
        auto result = std::make_shared<decltype(work())>(work());
        QMetaObject::invokeMethod(
            home,
            [result, then, guard] {
                if (guard)
                    then(*result);
            },
            Qt::QueuedConnection);
    });
}

} // namespace Lifeboat
