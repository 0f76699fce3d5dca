#pragma once

#include <QByteArray>

#include <condition_variable>
#include <cstdio>
#include <deque>
#include <mutex>
#include <thread>

namespace Lifeboat {

// Writes to stdout and stderr in a thread of its own, in the order of the calls.
//
// A pager that waits for a key, a full pipe or Ctrl+S must not stop a run that holds a host:
// write() never blocks. What can be left out is dropped while the reader is far behind, so that
// memory stays bounded. Thread-safe.
class OutputQueue
{
public:
    enum class Kind {
        Needed,
        Passing // of a moment; the next one replaces it
    };

    OutputQueue();
    ~OutputQueue(); // after everything is written

    void write(FILE *stream, const QByteArray &bytes, Kind kind = Kind::Needed);
    void flush(); // waits until everything is written

private:
    struct Entry
    {
        FILE *stream;
        QByteArray bytes;
    };

    void work();

    std::mutex m_mutex; // guards what follows
    std::condition_variable m_changed;
    std::deque<Entry> m_entries;
    bool m_isWriting = false;
    bool m_isEnding = false;
    std::thread m_writer;
};

} // namespace Lifeboat
