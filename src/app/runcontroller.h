#pragma once

#include "app/operations.h"

#include <QObject>

#include <functional>

namespace Lifeboat {

// The window's side of one run: executes it in a worker thread and tells about it by signals in
// the thread it lives in. Events are batched: at most ten signals a second.
class RunController : public QObject
{
    Q_OBJECT

public:
    using Work = std::function<RunReport(const Access &access, const RunObserver &observer)>;

    explicit RunController(QObject *parent = nullptr);
    ~RunController() override; // cancels and waits

    void start(Work work, SecretSource secrets, QStringList trust = {});
    void cancel();
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
