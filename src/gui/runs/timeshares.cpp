#include "gui/runs/timeshares.h"

#include <QCoreApplication>

#include <algorithm>

namespace Lifeboat {

static constexpr double WorthASentence = 0.4;

void TimeShares::add(const RunEvent &event)
{
    const auto *finished = std::get_if<StepFinished>(&event);
    if (!finished)
        return;
    const TimeSpent &spent = finished->spent;
    m_spent += spent;
    const double rest = std::max(0.0, finished->seconds - spent.disk - spent.hash - spent.waiting);
    if (finished->bytes > 0) {
        m_stream += rest;
        m_streamed += finished->bytes;
    } else {
        m_host += rest;
    }
}

double TimeShares::total() const
{
    return m_host + m_stream + m_spent.disk + m_spent.hash + m_spent.waiting;
}

bool TimeShares::isKnown() const
{
    return m_spent != TimeSpent() && total() > 0;
}

QList<TimeShares::Share> TimeShares::shares() const
{
    const double all = isKnown() ? total() : 1;
    return {{Part::Host, m_host / all},
            {Part::Stream, m_stream / all},
            {Part::Disk, m_spent.disk / all},
            {Part::Hash, m_spent.hash / all},
            {Part::Waiting, m_spent.waiting / all}};
}

Text TimeShares::partText(Part part)
{
    switch (part) {
    case Part::Host:
        return {QT_TRANSLATE_NOOP("Text", "Commands on the host"), {}};
    case Part::Stream:
        return {QT_TRANSLATE_NOOP("Text", "Host and line"), {}};
    case Part::Disk:
        return {QT_TRANSLATE_NOOP("Text", "Local disk"), {}};
    case Part::Hash:
        return {QT_TRANSLATE_NOOP("Text", "Hash"), {}};
    case Part::Waiting:
        return {QT_TRANSLATE_NOOP("Text", "Locks"), {}};
    }
    return {};
}

Text TimeShares::advice() const
{
    const QList<Share> all = shares();
    const Share most = *std::ranges::max_element(all, {}, &Share::share);
    if (!isKnown() || most.share <= WorthASentence)
        return {};
    switch (most.part) {
    case Part::Host:
        return {QT_TRANSLATE_NOOP("Text", "What the host itself does is the limit; a faster line "
                                          "would not help."),
                {}};
    case Part::Stream:
        return {QT_TRANSLATE_NOOP("Text", "What comes from the host and over the line is the "
                                          "limit, %1 a second; a faster disk here would not "
                                          "help."),
                {ByteCount{qint64(double(m_streamed) / m_stream)}}};
    case Part::Disk:
        return {QT_TRANSLATE_NOOP("Text", "The disk of the vault is the limit; a faster line would "
                                          "not help."),
                {}};
    case Part::Hash:
        return {QT_TRANSLATE_NOOP("Text", "Computing hashes here is the limit: this computer is "
                                          "busy or slow."),
                {}};
    case Part::Waiting:
        return {QT_TRANSLATE_NOOP("Text", "Most of it was waiting for locks of the database that "
                                          "others held."),
                {}};
    }
    return {};
}

} // namespace Lifeboat
