#include "engine/guardianclient.h"

#include "engine/guardianlink.h"

#include <QCoreApplication>
#include <QDateTime>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

namespace {

constexpr auto AnswerLimit = 60s;
constexpr auto LockLimit = 120s; // docker creates and starts a container, on a busy host slowly

using Kind = GuardianReport::Kind;

bool isOneOf(const QByteArray &line, std::initializer_list<Kind> kinds)
{
    const Kind kind = guardianReport(line).kind;
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

Error notTaken(const QByteArray &answer)
{
    return {Error::Kind::CommandFailed,
            {QT_TRANSLATE_NOOP("Text", "The guardian could not be started on the host."), {}},
            {},
            QString::fromUtf8(answer)};
}

Error stepError(const GuardianReport &report, std::chrono::seconds limit)
{
    if (report.code == 124)
        return {Error::Kind::TimedOut,
                {QT_TRANSLATE_NOOP("Text", "%1 on the host did not end within %2."),
                 {report.step, limit}},
                {},
                report.output};
    return {Error::Kind::CommandFailed,
            {QT_TRANSLATE_NOOP("Text", "%1 failed on the host with exit status %2."),
             {report.step, QString::number(report.code)}},
            {},
            report.output};
}

} // namespace

Error hostIsHeld(const HostLock &lock)
{
    if (lock.state == HostLock::State::Busy)
        return {Error::Kind::Busy,
                {QT_TRANSLATE_NOOP("Text", "This host is in use by %1 (run %2)."),
                 {lock.owner, lock.run}},
                {QT_TRANSLATE_NOOP("Text", "Try again when that run has ended."), {}},
                {}};
    return {
        Error::Kind::Interrupted,
        {QT_TRANSLATE_NOOP("Text", "The run %1 of %2 was interrupted and left this host "
                                   "unfinished."),
         {lock.run, lock.owner}},
        {QT_TRANSLATE_NOOP("Text", "Put the host in order first, signed in as %1."), {lock.login}},
        {}};
}

GuardianClient::GuardianClient(std::unique_ptr<GuardianLink> link)
    : m_link(std::move(link))
{
}

GuardianClient::~GuardianClient() = default;

Result<> GuardianClient::start(const GuardianTask &task, const QString &run, const QString &owner,
                               const CancelToken &cancel)
{
    const auto hello = m_link->hello(cancel);
    if (!hello)
        return hello.error();
    if (const HostLock lock = lockOfHello(*hello); lock.state != HostLock::State::Free)
        return hostIsHeld(lock);

    const QString label = ownerLabel(owner);
    const QByteArray about =
        u"run=%1\nowner=%2\nstarted=%3\nprogram=Lifeboat %4\n"_s
            .arg(run, label, QDateTime::currentDateTimeUtc().toString(Qt::ISODate),
                 QStringLiteral(LIFEBOAT_VERSION))
            .toUtf8();
    QByteArrayList lines = linesOfTask(task, about);
    const qsizetype answers = lines.size();
    lines << "lock " + task.image.toLatin1() + ' ' + label.toUtf8();
    m_link->say(lines); // all at once: one round trip, however far the host is
    return waitForLock(answers, cancel);
}

Result<> GuardianClient::waitForLock(qsizetype answers, const CancelToken &cancel)
{
    const auto isAnswer = [](const QByteArray &line) {
        return line == "ok" || line == "locked" || line.startsWith("busy ")
               || line.startsWith("interrupted ") || line.startsWith("failed ")
               || line.startsWith("refused");
    };
    for (qsizetype i = 0; i <= answers; ++i) {
        const auto answer = m_link->await(isAnswer, LockLimit, cancel);
        if (!answer)
            return answer.error();
        if (const HostLock held = lockOfHello({*answer}); held.state != HostLock::State::Free)
            return hostIsHeld(held);
        if (*answer != (i < answers ? "ok" : "locked"))
            return notTaken(*answer);
    }
    const auto ready = m_link->await(
        [](const QByteArray &line) {
            return isOneOf(line, {Kind::Ready, Kind::Closing});
        },
        LockLimit, cancel);
    if (!ready)
        return ready.error();
    return alive();
}

Result<> GuardianClient::go(const QString &file, std::chrono::seconds limit)
{
    if (const Result<> fine = alive(); !fine)
        return fine;
    m_link->say({"go " + file.toLatin1() + ' ' + QByteArray::number(qint64(limit.count()))});
    const auto isOfStep = [&file](const QByteArray &line) {
        const GuardianReport report = guardianReport(line);
        return report.kind == Kind::Closing || (report.kind == Kind::Step && report.step == file);
    };
    const auto line = m_link->await(isOfStep, limit + AnswerLimit, {});
    if (!line)
        return line.error();
    const GuardianReport report = guardianReport(*line);
    if (report.kind == Kind::Closing)
        return alive();
    if (report.code != 0)
        return stepError(report, limit);
    return {};
}

Result<> GuardianClient::pointOfNoReturn()
{
    if (const Result<> fine = alive(); !fine)
        return fine;
    m_link->say({"point"});
    const auto line = m_link->await(
        [](const QByteArray &line) {
            return isOneOf(line, {Kind::Point, Kind::Refused, Kind::Closing});
        },
        AnswerLimit, {});
    if (!line)
        return line.error();
    if (guardianReport(*line).kind == Kind::Refused)
        return Error{
            Error::Kind::CommandFailed,
            {QT_TRANSLATE_NOOP("Text", "The host cannot record the point of no return."), {}},
            {QT_TRANSLATE_NOOP("Text", "Look whether its disk is full."), {}},
            {}};
    return alive();
}

Result<> GuardianClient::alive() const
{
    if (const auto trouble = m_link->trouble())
        return *trouble;
    return {};
}

Result<> GuardianClient::end()
{
    if (const Result<> fine = alive(); !fine)
        return fine;
    m_link->say({"end"});
    const auto outcome = m_link->awaitEnd({});
    if (!outcome)
        return outcome.error();
    if (!outcome->startsWith(u"done"_s)) // it closed by itself just before
        return alive();
    return {};
}

Result<> GuardianClient::abort()
{
    m_link->say({"abort"});
    const auto outcome = m_link->awaitEnd({});
    if (!outcome)
        return outcome.error();
    return {};
}

} // namespace Lifeboat
