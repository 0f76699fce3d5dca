#include "engine/guardian.h"

#include "engine/guardianclient.h"
#include "engine/guardianlink.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

namespace {

// Of a link that only asks: no run has this name.
const QString LookName = u"look"_s;

constexpr auto AnswerLimit = 60s;

} // namespace

Result<std::unique_ptr<Guardian>> Guardian::take(RemoteHost &host, const GuardianTask &task,
                                                 const QString &run, const QString &owner,
                                                 const EventSink &sink, const CancelToken &cancel)
{
    if (const Result<> checked = checkedTask(task, run); !checked)
        return checked.error();
    auto link = GuardianLink::open(host, run, sink, cancel);
    if (!link)
        return link.error();
    auto guardian = std::make_unique<GuardianClient>(std::move(*link));
    if (const Result<> started = guardian->start(task, run, owner, cancel); !started)
        return started.error();
    return std::unique_ptr<Guardian>(std::move(guardian));
}

Result<HostLock> Guardian::look(RemoteHost &host, const CancelToken &cancel)
{
    const auto link = GuardianLink::open(host, LookName, {}, cancel);
    if (!link)
        return link.error();
    const auto lines = (*link)->hello(cancel);
    if (!lines)
        return lines.error();
    const HostLock lock = lockOfHello(*lines);

    QByteArrayList forget;
    for (auto one = lock.past.cbegin(); one != lock.past.cend(); ++one)
        forget << "forget " + one.key().toLatin1();
    (*link)->say(forget);
    for (qsizetype i = 0; i < forget.size(); ++i) {
        const auto isOk = [](const QByteArray &line) { return line == "ok"; };
        if (const auto ok = (*link)->await(isOk, AnswerLimit, cancel); !ok)
            return ok.error();
    }
    return lock;
}

Result<QString> Guardian::repair(RemoteHost &host, const HostLock &lock, const QString &image,
                                 const QString &owner, const EventSink &sink,
                                 const CancelToken &cancel)
{
    if (const Result<> checked = checkedTask({.image = image}, lock.run); !checked)
        return checked.error();
    const auto link = GuardianLink::open(host, lock.run, sink, cancel);
    if (!link)
        return link.error();
    (*link)->say({"repair " + image.toLatin1() + ' ' + ownerLabel(owner).toUtf8()});

    const auto isAnswer = [](const QByteArray &line) {
        return line == "free" || line.startsWith("busy ") || line.startsWith("interrupted ")
               || line.startsWith("failed ")
               || guardianReport(line).kind == GuardianReport::Kind::Closing;
    };
    const auto answer = (*link)->await(isAnswer, 2 * AnswerLimit, cancel);
    if (!answer)
        return answer.error();
    if (const HostLock held = lockOfHello({*answer}); held.state != HostLock::State::Free)
        return hostIsHeld(held);
    if (answer->startsWith("failed "))
        return Error{
            Error::Kind::CommandFailed,
            {QT_TRANSLATE_NOOP("Text", "The guardian could not be started on the host."), {}},
            {},
            QString::fromUtf8(*answer)};
    if (*answer != "free")
        return (*link)->awaitEnd(cancel);

    // Only the lock had been left: how the run ended is in its record.
    const auto lines = (*link)->hello(cancel);
    if (!lines)
        return lines.error();
    return lockOfHello(*lines).past.value(lock.run, u"done"_s);
}

} // namespace Lifeboat
