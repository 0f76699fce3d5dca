#pragma once

#include "base/canceltoken.h"
#include "base/result.h"
#include "base/shellcommand.h"

#include <QByteArray>

#include <chrono>
#include <functional>
#include <memory>

namespace Lifeboat {

// Takes what a command prints, in the thread that runs it. An error ends the command: the remote
// process is killed and run() returns that error. May block (back-pressure reaches the host).
using ByteSink = std::function<Result<>(QByteArrayView)>;

// Gives a command's input: up to `limit` bytes, empty at the end.
using ByteSource = std::function<Result<QByteArray>(qsizetype limit)>;

struct CommandOptions
{
    ByteSource input;  // none: the command reads end of file at once
    ByteSink output;   // stdout; discarded when empty
    ByteSink progress; // stderr as it arrives, besides the tail that an Error carries; may be empty
    std::chrono::seconds quietLimit{60}; // TimedOut after this long without a byte either way
    CancelToken cancel;
    VariableValues values; // of the command's variables; one without a value is Error::Invalid
};

// One authenticated connection to one host.
//
// Calls block and are made from one thread at a time; several sessions run side by side. The
// command runs in a process group of its own with LIFEBOAT_RUN and PGAPPNAME (the run's mark) in
// its environment, as root through sudo where the host's profile says so.
// A non-zero exit status is an Error of Kind::CommandFailed whose detail is the end of stderr, or
// of stdout when stderr is empty: docker reports some failures there. So callers do not test exit
// codes, and bytes that arrived before a failure are worth nothing.
// A cancel is noticed within 200 ms; the remote process group is then killed, over a second
// channel, before run() returns (10 s at most). Input that ends because the line was cut looks
// complete to the far end: whoever feeds data must check what arrived.
class RemoteSession
{
public:
    virtual ~RemoteSession() = default;

    virtual Result<> run(const ShellCommand &command, const CommandOptions &options) = 0;

    // run() with everything it prints, at most `limit` bytes (more is Error::Invalid).
    Result<QByteArray> read(const ShellCommand &command, const CommandOptions &options = {},
                            qsizetype limit = 16 * 1024 * 1024);
};

// Both directions of a running command at once: the guardian's link, a relay to a database.
// Used from one thread. Destroying it closes the channel and kills the command's group if it
// still lives.
class RemoteChannel
{
public:
    virtual ~RemoteChannel() = default;

    // Waits until the command printed something or ended, or `socket` (a descriptor of this
    // machine, -1 for none) can be read, or the time is over. An error: the connection is lost.
    virtual Result<> wait(qintptr socket, std::chrono::milliseconds limit) = 0;

    virtual Result<QByteArray> read() = 0; // what is there now, perhaps nothing; never blocks
    virtual bool atEnd() const = 0;        // the command closed its output and all of it was read
    virtual Result<> write(QByteArrayView data) = 0; // all of it, waiting while the host does not read
    virtual QString diagnostics() const = 0; // the end of stderr
};

// A host that sessions can be opened to. Idle sessions are kept and given out again, so asking
// for one is cheap after the first. Thread-safe.
class RemoteHost
{
public:
    virtual ~RemoteHost() = default;

    // Goes back into the pool when the last copy of the pointer is gone. Errors: Unreachable,
    // HostKeyUnknown, HostKeyChanged, Denied, TimedOut, Cancelled.
    virtual Result<std::shared_ptr<RemoteSession>> session(const CancelToken &cancel) = 0;

    // Starts the command in a session of its own.
    virtual Result<std::unique_ptr<RemoteChannel>> channel(const ShellCommand &command,
                                                           const CancelToken &cancel) = 0;

    // Whether a human was asked for a code that serves one sign-in only: then the fewer sessions
    // the better. Known once the first session is there.
    virtual bool asksEachTime() const = 0;

    // Drops sessions whose line died; the next session() connects anew.
    virtual void forgetIdle() = 0;
};

} // namespace Lifeboat
