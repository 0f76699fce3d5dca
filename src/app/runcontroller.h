#pragma once

#include "app/operations.h"

#include <QObject>

#include <functional>

namespace Lifeboat {

// The window's side of one run: executes it in a worker thread and tells about it by signals in
// the thread it lives in. Events are batched: at most ten signals a second, in order, and of the
// progress of one step only the newest. `planned` comes once for each plan of the run, before the
// events of its steps; `finished` comes once and last.
class RunController : public QObject
{
    Q_OBJECT

public:
    using Work = std::function<RunReport(const Access &access, const RunObserver &observer)>;

    explicit RunController(QObject *parent = nullptr);
    ~RunController() override; // cancels and waits; emits nothing any more

    // Once. `access.cancel` is the token of this run: who answers its questions can watch it.
    void start(Work work, const Access &access);
    void cancel();
    bool isCancelled() const;
    bool isRunning() const;

signals:
    void planned(const Lifeboat::Plan &plan);
    void happened(const QList<Lifeboat::RunEvent> &events);
    void finished(const Lifeboat::RunReport &report);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Lifeboat
