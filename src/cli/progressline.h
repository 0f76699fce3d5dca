#pragma once

#include "cli/console.h"
#include "model/plan.h"
#include "model/runevent.h"

#include <QHash>
#include <QMap>

#include <chrono>
#include <mutex>

namespace Lifeboat {

// What the runs of one command are doing, on one line: percent where the size of what moves is
// known, else how many steps are done; bytes, rate and step of each host. Thread-safe; draws at
// most five times a second.
class ProgressLine
{
public:
    explicit ProgressLine(Console &console);
    ~ProgressLine(); // takes the line away

    void planned(const QString &host, const Plan &plan);
    void event(const QString &host, const RunEvent &event);
    void ended(const QString &host);

    // One host's part of the line; pure, so that a test can read it.
    struct Host
    {
        QHash<QByteArray, QString> titles;
        QHash<QByteArray, qint64> expected; // of the steps that move bytes
        QHash<QByteArray, qint64> bytes;
        int steps = 0;
        int stepsDone = 0;
        double rate = 0; // bytes a second, smoothed
        QString title;   // of the newest step
        qint64 measuredBytes = 0;
        std::chrono::steady_clock::time_point measured;
    };
    static QString hostText(const QString &name, const Host &host);

private:
    void draw();
    static void measure(Host &host, std::chrono::steady_clock::time_point now);

    Console &m_console;
    std::mutex m_mutex; // guards what follows
    QMap<QString, Host> m_hosts;
    std::chrono::steady_clock::time_point m_drawn;
};

} // namespace Lifeboat
