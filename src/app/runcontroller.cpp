#include "app/runcontroller.h"

#include <QMutex>
#include <QThread>
#include <QTimer>

#include <optional>

using namespace std::chrono_literals;

namespace Lifeboat {

class RunController::Private
{
public:
    explicit Private(RunController *controller)
        : q(controller)
    {
    }

    void flush();
    void add(const RunEvent &event);

    RunController *q;
    CancelToken cancel;
    QTimer clock;
    std::unique_ptr<QThread> thread;

    // A run may have several plans, each with its events: one begins where the next plan is told.
    struct Part
    {
        std::optional<Plan> plan; // none: of a part that was told of before
        QList<RunEvent> events;
    };

    QMutex mutex; // guards what follows
    QList<Part> parts;
    std::optional<RunReport> report;
};

void RunController::Private::add(const RunEvent &event)
{
    const QMutexLocker lock(&mutex);
    if (parts.isEmpty())
        parts << Part{};
    QList<RunEvent> &events = parts.last().events;
    if (const auto *progress = std::get_if<StepProgress>(&event)) {
        for (auto it = events.rbegin(); it != events.rend(); ++it) {
            auto *before = std::get_if<StepProgress>(&*it);
            if (!before)
                break; // never moved across another event: the order tells the story
            if (before->step == progress->step) {
                *before = *progress;
                return;
            }
        }
    }
    events << event;
}

void RunController::Private::flush()
{
    QList<Part> told;
    std::optional<RunReport> end;
    {
        const QMutexLocker lock(&mutex);
        told = std::exchange(parts, {});
        end = std::exchange(report, std::nullopt);
    }
    for (const Part &part : std::as_const(told)) {
        if (part.plan)
            emit q->planned(*part.plan);
        if (!part.events.isEmpty())
            emit q->happened(part.events);
    }
    if (!end)
        return;
    clock.stop();
    thread->wait(); // it has handed over its report, so this is the end of it
    thread.reset();
    emit q->finished(*end);
}

RunController::RunController(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{
    connect(&d->clock, &QTimer::timeout, this, [this] { d->flush(); });
}

RunController::~RunController()
{
    d->clock.stop();
    if (!d->thread)
        return;
    d->cancel.cancel();
    d->thread->wait();
}

void RunController::start(Work work, const Access &access)
{
    Q_ASSERT(!d->thread);
    d->cancel = access.cancel;
    RunObserver observer;
    observer.planned = [this](const Plan &plan) {
        const QMutexLocker lock(&d->mutex);
        d->parts << Private::Part{plan, {}};
    };
    observer.event = [this](const RunEvent &event) { d->add(event); };
    d->thread.reset(QThread::create([this, work = std::move(work), access, observer] {
        const RunReport report = work(access, observer);
        const QMutexLocker lock(&d->mutex);
        d->report = report;
    }));
    d->thread->start();
    d->clock.start(100ms);
}

void RunController::cancel()
{
    d->cancel.cancel();
}

bool RunController::isCancelled() const
{
    return d->cancel.isCancelled();
}

bool RunController::isRunning() const
{
    return d->thread != nullptr;
}

} // namespace Lifeboat
