#include "engine/guardianlink.h"

#include "remote/remotesession.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

namespace {

constexpr auto BeatInterval = 5s; // the guardian acts after 20 s without a line
constexpr auto TurnLimit = 50ms;  // how long a line to say may wait for the thread to turn round
constexpr auto AnswerLimit = 60s;
constexpr auto EndLimit = 15min; // undo steps that do not work are tried again for a while
constexpr qsizetype LineLimit = 64 * 1024;

Error lostLink(const QString &detail)
{
    return {Error::Kind::Interrupted,
            {QT_TRANSLATE_NOOP("Text", "The connection to the guardian on the host was lost."), {}},
            {QT_TRANSLATE_NOOP("Text", "The host puts itself in order within a minute. Look at it "
                                       "again then."),
             {}},
            detail.trimmed()};
}

Error closedByGuardian(const QString &why)
{
    return {Error::Kind::Interrupted,
            {QT_TRANSLATE_NOOP("Text", "The guardian ended this run on the host: %1."), {why}},
            {QT_TRANSLATE_NOOP("Text", "The host puts itself in order within a minute. Look at it "
                                       "again then."),
             {}},
            {}};
}

} // namespace

Result<std::unique_ptr<GuardianLink>> GuardianLink::open(RemoteHost &host, const QString &run,
                                                         const EventSink &sink,
                                                         const CancelToken &cancel)
{
    auto channel = host.channel(linkCommand(run), cancel);
    if (!channel)
        return channel.error();
    std::unique_ptr<GuardianLink> link(new GuardianLink(std::move(*channel), sink));
    link->say({linkScript()});
    return link;
}

GuardianLink::GuardianLink(std::unique_ptr<RemoteChannel> channel, EventSink sink)
    : m_channel(std::move(channel))
    , m_sink(std::move(sink))
    , m_spoke(std::chrono::steady_clock::now())
    , m_thread([this] { work(); })
{
}

GuardianLink::~GuardianLink()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_thread.join();
}

void GuardianLink::say(const QByteArrayList &lines)
{
    const std::lock_guard lock(m_mutex);
    for (const QByteArray &line : lines)
        m_toSay += line + '\n';
}

Result<QByteArray> GuardianLink::await(const Filter &isWanted, std::chrono::seconds limit,
                                       const CancelToken &cancel)
{
    const auto end = std::chrono::steady_clock::now() + limit;
    std::unique_lock lock(m_mutex);
    while (true) {
        while (!m_lines.isEmpty()) {
            const QByteArray line = m_lines.takeFirst();
            if (isWanted(line))
                return line;
        }
        if (m_lost)
            return *m_lost;
        if (cancel.isCancelled())
            return cancelled();
        if (std::chrono::steady_clock::now() > end)
            return Error{Error::Kind::TimedOut,
                         {QT_TRANSLATE_NOOP("Text", "The guardian on the host did not answer "
                                                    "for %1."),
                          {limit}},
                         {},
                         {}};
        m_arrived.wait_for(lock, 200ms); // a cancel wakes nobody
    }
}

Result<QByteArrayList> GuardianLink::hello(const CancelToken &cancel)
{
    QByteArrayList lines;
    say({"hello"});
    const auto isLast = [&lines](const QByteArray &line) {
        const bool last = line == "ok" || line.startsWith("failed ");
        if (!last || line != "ok")
            lines << line;
        return last;
    };
    const auto last = await(isLast, AnswerLimit, cancel);
    if (!last)
        return last.error();
    if (*last != "ok")
        return Error{Error::Kind::CommandFailed,
                     {QT_TRANSLATE_NOOP("Text", "The guardian could not be put on the host."), {}},
                     {QT_TRANSLATE_NOOP("Text", "It needs a folder of its own: /var/lib/lifeboat "
                                                "of root, else .lifeboat in the login's home."),
                      {}},
                     QString::fromUtf8(*last)};
    return lines;
}

std::optional<Error> GuardianLink::trouble() const
{
    const std::lock_guard lock(m_mutex);
    return m_closed ? m_closed : m_lost;
}

Result<QString> GuardianLink::awaitEnd(const CancelToken &cancel)
{
    const auto isEnd = [](const QByteArray &line) {
        return guardianReport(line).kind == GuardianReport::Kind::Ended;
    };
    const auto end = await(isEnd, EndLimit, cancel);
    if (!end)
        return end.error();
    const QString outcome = guardianReport(*end).words;
    if (outcome.startsWith(u"unfinished"_s))
        return Error{
            Error::Kind::CommandFailed,
            {QT_TRANSLATE_NOOP("Text", "The host could not be put in order completely."), {}},
            {QT_TRANSLATE_NOOP("Text", "Mend the cause on the host, then put it in order "
                                       "again."),
             {}},
            outcome};
    const auto isFree = [](const QByteArray &line) { return line == "free"; };
    if (const auto free = await(isFree, AnswerLimit, cancel);
        !free && free.error().kind != Error::Kind::Interrupted)
        return free.error();
    return outcome;
}

void GuardianLink::work()
{
    while (true) {
        {
            const std::lock_guard lock(m_mutex);
            if (m_stop)
                break;
        }
        if (const Result<> done = exchange(); !done || m_channel->atEnd()) {
            const std::lock_guard lock(m_mutex);
            m_lost = lostLink(done ? m_channel->diagnostics() : done.error().detail);
            m_arrived.notify_all();
            break;
        }
    }
    m_channel.reset();
}

Result<> GuardianLink::exchange()
{
    QByteArray toSay;
    {
        const std::lock_guard lock(m_mutex);
        toSay.swap(m_toSay);
    }
    const auto now = std::chrono::steady_clock::now();
    if (toSay.isEmpty() && now - m_spoke >= BeatInterval)
        toSay = "beat\n";
    if (!toSay.isEmpty()) {
        m_spoke = now;
        if (const Result<> said = m_channel->write(toSay); !said)
            return said;
    }
    if (const Result<> waited = m_channel->wait(-1, TurnLimit); !waited)
        return waited;
    const auto data = m_channel->read();
    if (!data)
        return data.error();
    m_rest += *data;
    for (qsizetype end = m_rest.indexOf('\n'); end >= 0; end = m_rest.indexOf('\n')) {
        take(m_rest.left(end));
        m_rest.remove(0, end + 1);
    }
    if (m_rest.size() > LineLimit) // not our script's
        return lostLink(QString::fromUtf8(m_rest.left(200)));
    return {};
}

void GuardianLink::take(const QByteArray &line)
{
    const GuardianReport report = guardianReport(line);
    {
        const std::lock_guard lock(m_mutex);
        if (report.kind == GuardianReport::Kind::Closing)
            m_closed = closedByGuardian(report.words);
        m_lines << line;
        m_arrived.notify_all();
    }
    if (report.kind != GuardianReport::Kind::None && m_sink)
        m_sink(GuardianEvent{report.toText(line)});
}

} // namespace Lifeboat
