#include "cli/outputqueue.h"

namespace Lifeboat {

static constexpr size_t FarBehind = 200; // entries

OutputQueue::OutputQueue()
    : m_writer([this] { work(); })
{
}

OutputQueue::~OutputQueue()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_changed.notify_all();
    m_writer.join();
}

void OutputQueue::write(FILE *stream, const QByteArray &bytes, Kind kind)
{
    {
        const std::lock_guard lock(m_mutex);
        if (kind == Kind::Passing && m_entries.size() >= FarBehind)
            return;
        m_entries.push_back({stream, bytes});
    }
    m_changed.notify_all();
}

void OutputQueue::flush()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_entries.empty() && !m_isWriting; });
}

void OutputQueue::work()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_isEnding || !m_entries.empty(); });
        if (m_entries.empty())
            return;
        const Entry entry = m_entries.front();
        m_entries.pop_front();
        m_isWriting = true;
        lock.unlock();
        std::fwrite(entry.bytes.constData(), 1, size_t(entry.bytes.size()), entry.stream);
        std::fflush(entry.stream);
        lock.lock();
        m_isWriting = false;
        m_changed.notify_all();
    }
}

} // namespace Lifeboat
