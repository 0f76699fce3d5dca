#pragma once

#include "base/canceltoken.h"
#include "base/result.h"
#include "engine/guardianprotocol.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace Lifeboat {

class RemoteChannel;
class RemoteHost;

// The channel to the guardian's end on a host, with a thread of its own that beats each 5 s, says
// what it is told to and listens. Closing the channel, as the destructor does, is what makes a
// guardian act at once; when this process is stopped or its line is cut, the silence does.
//
// say() and await() are called from one thread, the others from any.
class GuardianLink
{
public:
    static Result<std::unique_ptr<GuardianLink>>
    open(RemoteHost &host, const QString &run, const EventSink &sink, const CancelToken &cancel);
    ~GuardianLink();

    void say(const QByteArrayList &lines); // returns at once

    // Waits for the next line that `isWanted` accepts and passes over those before it. Errors:
    // TimedOut, Cancelled, and Interrupted when the channel ended first.
    using Filter = std::function<bool(const QByteArray &)>;
    Result<QByteArray> await(const Filter &isWanted, std::chrono::seconds limit,
                             const CancelToken &cancel);

    // Everything up to "ok", or the answer that says why not.
    Result<QByteArrayList> hello(const CancelToken &cancel);

    // Why the guardian closed, or that the line is lost; nothing while all is well.
    std::optional<Error> trouble() const;

    // Waits for the end of the run and for the lock to be free; returns "done …", "undone …".
    // An unfinished run is Error::CommandFailed.
    Result<QString> awaitEnd(const CancelToken &cancel);

private:
    GuardianLink(std::unique_ptr<RemoteChannel> channel, EventSink sink);

    void work();
    Result<> exchange(); // once: what waits to be said, what has arrived
    void take(const QByteArray &line);

    std::unique_ptr<RemoteChannel> m_channel; // used and destroyed by the thread
    EventSink m_sink;
    QByteArray m_rest; // of the thread: a line whose end has not arrived
    std::chrono::steady_clock::time_point m_spoke;

    mutable std::mutex m_mutex; // guards what follows
    std::condition_variable m_arrived;
    QByteArray m_toSay;
    QByteArrayList m_lines;
    std::optional<Error> m_closed; // by the guardian
    std::optional<Error> m_lost;   // the channel ended
    bool m_stop = false;

    std::thread m_thread;
};

} // namespace Lifeboat
