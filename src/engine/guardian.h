#pragma once

#include "base/canceltoken.h"
#include "base/result.h"
#include "model/plan.h"
#include "model/runevent.h"

#include <chrono>
#include <memory>

namespace Lifeboat {

class RemoteHost;

// Who holds a host, or what a run that died left on it.
struct HostLock
{
    enum class State { Free, Busy, Interrupted };

    State state = State::Free;
    QString run;
    QString owner;                // "user@desktop" of the Lifeboat that took it
    QString login;                // on the host; only this one can repair it (root: also with sudo)
    QHash<QString, QString> past; // runs that ended: run -> "done …", "undone …", "finished …"

    bool operator==(const HostLock &) const = default;
};

// The client's end of the process on the host that keeps our promise there: when this client, its
// line or its sshd dies, the host goes back to its recorded state or, past the point of no return,
// forward to the finished one, and its lock is free within 60 s.
//
// Everything a run changes on services goes through it as files it was given beforehand; and while
// it lives the host is locked for every other Lifeboat, and what this run left running on the host
// or in its containers is ended when it goes. A thread of its own sends a beat each 5 s and reads
// events. Calls block and come from one thread.
class Guardian
{
public:
    // Uploads the script and the task, takes the lock and waits until the guardian is ready.
    // Error::Busy names the owner; Error::Interrupted says that repair() comes first.
    static Result<std::unique_ptr<Guardian>> take(RemoteHost &host, const GuardianTask &task,
                                                  const QString &run, const QString &owner,
                                                  const EventSink &sink, const CancelToken &cancel);

    // Without end() or abort() before: the channel closes and the guardian puts things back.
    virtual ~Guardian() = default;

    // Lets the guardian execute one of its files and waits for the end of it. A cancel does not
    // interrupt a step on the host: it is for the caller to abort() then.
    virtual Result<> go(const QString &file, std::chrono::seconds limit) = 0;
    virtual Result<> pointOfNoReturn() = 0;

    // Error::Interrupted as soon as the guardian closed by itself or the line is lost; checked by
    // the executor between steps and during transfers.
    virtual Result<> alive() const = 0;

    virtual Result<> end() = 0;   // all is done; returns when the host is as recorded and free
    virtual Result<> abort() = 0; // back, or forward when past the point; returns likewise

    // What the host says of locks and past runs; forgets the past ones that it returns.
    static Result<HostLock> look(RemoteHost &host, const CancelToken &cancel);

    // Puts in order what an interrupted run left; returns how it ended ("undone", "finished").
    static Result<QString> repair(RemoteHost &host, const HostLock &lock, const QString &image,
                                  const QString &owner, const EventSink &sink,
                                  const CancelToken &cancel);
};

} // namespace Lifeboat
