#include "gui/runs/runprogress.h"

#include <algorithm>
#include <numeric>

using namespace std::chrono_literals;

namespace Lifeboat {

static constexpr double PauseFactor = 8; // so much slower than on average is no rate

void RunProgress::begin(const QList<PlannedStep> &steps, qint64 estimatedBytes)
{
    const qint64 whole = m_whole;
    *this = {};
    m_whole = whole;
    const bool allKnown = addParts(steps);
    const qint64 sum = expectedBytes();
    if (m_whole > 0) {
        m_total = std::max(m_whole, sum);
    } else if (allKnown && sum > 0) {
        m_total = sum;
    } else if (estimatedBytes > 0 && !m_parts.isEmpty()) {
        m_total = estimatedBytes; // only the whole is known: each step has an equal part of it
        for (Part &part : m_parts)
            part.expected = estimatedBytes / m_parts.size();
    }
    m_share = m_total > 0 ? 0 : -1;
}

void RunProgress::goOn(const QList<PlannedStep> &steps)
{
    if (addParts(steps) && expectedBytes() > 0)
        m_total = std::max(m_total, expectedBytes());
}

bool RunProgress::addParts(const QList<PlannedStep> &steps)
{
    bool allKnown = true;
    for (const PlannedStep &step : steps) {
        if (!step.carriesBytes)
            continue;
        m_parts.insert(step.id, {.expected = std::max<qint64>(step.expectedBytes, 0)});
        allKnown = allKnown && step.expectedBytes >= 0;
    }
    return allKnown;
}

qint64 RunProgress::expectedBytes() const
{
    return std::accumulate(m_parts.cbegin(), m_parts.cend(), qint64(0),
                           [](qint64 sum, const Part &part) { return sum + part.expected; });
}

qint64 RunProgress::bytes() const
{
    qint64 sum = 0;
    for (const Part &part : m_parts)
        sum += part.bytes;
    return sum;
}

// A finished step counts as what was expected of it: a compressed dump is smaller than its source.
double RunProgress::doneBytes() const
{
    double done = 0;
    for (const Part &part : m_parts)
        done += double(part.done ? part.expected : std::min(part.bytes, part.expected));
    return done;
}

void RunProgress::add(const RunEvent &event, Time now)
{
    m_lastSign = now;
    if (const auto *started = std::get_if<StepStarted>(&event)) {
        m_current = started->step;
    } else if (const auto *progress = std::get_if<StepProgress>(&event)) {
        m_current = progress->step;
        if (const auto part = m_parts.find(progress->step); part != m_parts.end()) {
            part->bytes = progress->bytes;
            if (!m_firstByte && progress->bytes > 0)
                m_firstByte = now;
        }
    } else if (const auto *finished = std::get_if<StepFinished>(&event)) {
        if (const auto part = m_parts.find(finished->step); part != m_parts.end()) {
            part->bytes = std::max(part->bytes, finished->bytes);
            part->done = true;
        }
    }
    if (m_total > 0)
        m_share = std::max(m_share, std::min(0.99, doneBytes() / double(m_total)));
}

void RunProgress::tick(Time now)
{
    m_samples << Sample{now, bytes()};
    while (m_samples.size() > 2 && now - m_samples.first().time > 5s)
        m_samples.removeFirst();
    const double span =
        std::chrono::duration<double>(m_samples.last().time - m_samples.first().time).count();
    m_rate = span > 0 ? double(m_samples.last().bytes - m_samples.first().bytes) / span : 0;
    if (m_total <= 0 || m_rate <= 0 || !m_firstByte || now - *m_firstByte < 10s) {
        m_estimates.clear();
        return;
    }
    // Between two large steps a few small files trickle: their rate would foretell hours.
    const double since = std::chrono::duration<double>(now - *m_firstByte).count();
    if (m_rate * PauseFactor < double(bytes()) / since) {
        m_estimates.clear();
        return;
    }
    m_estimates << (double(m_total) - doneBytes()) / m_rate;
    if (m_estimates.size() > 3)
        m_estimates.removeFirst();
}

std::optional<std::chrono::seconds> RunProgress::left() const
{
    if (m_estimates.size() < 3)
        return std::nullopt;
    const auto [low, high] = std::ranges::minmax(m_estimates);
    if (high - low > 0.25 * high)
        return std::nullopt;
    return std::chrono::seconds(qint64(m_estimates.last()));
}

std::chrono::seconds RunProgress::quietFor(Time now) const
{
    return std::chrono::duration_cast<std::chrono::seconds>(now - m_lastSign);
}

} // namespace Lifeboat
