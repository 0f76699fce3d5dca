#include "cli/progressline.h"

#include <QLocale>

#include <numeric>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

static constexpr auto DrawInterval = 200ms;
static constexpr double Smoothing = 0.3; // of the newest measurement in the rate

ProgressLine::ProgressLine(Console &console)
    : m_console(console)
{
}

ProgressLine::~ProgressLine()
{
    m_console.progress({});
}

void ProgressLine::planned(const QString &host, const Plan &plan)
{
    const std::lock_guard lock(m_mutex);
    Host fresh;
    fresh.measured = std::chrono::steady_clock::now();
    for (const Stage &stage : plan.stages) {
        for (const Lane &lane : stage.lanes) {
            for (const Step &step : lane.steps) {
                fresh.titles.insert(step.id, step.title.toString());
                ++fresh.steps;
                if (step.expectedBytes > 0)
                    fresh.expected.insert(step.id, step.expectedBytes);
            }
        }
    }
    m_hosts.insert(host, fresh);
}

static qint64 total(const QHash<QByteArray, qint64> &bytes)
{
    return std::accumulate(bytes.begin(), bytes.end(), qint64(0));
}

void ProgressLine::measure(Host &host, std::chrono::steady_clock::time_point now)
{
    const std::chrono::duration<double> elapsed = now - host.measured;
    if (elapsed < 500ms)
        return;
    const qint64 bytes = total(host.bytes);
    const double newest = double(bytes - host.measuredBytes) / elapsed.count();
    host.rate = host.rate > 0 ? host.rate + Smoothing * (newest - host.rate) : newest;
    host.measuredBytes = bytes;
    host.measured = now;
}

void ProgressLine::event(const QString &host, const RunEvent &event)
{
    const std::lock_guard lock(m_mutex);
    Host &state = m_hosts[host];
    const auto now = std::chrono::steady_clock::now();
    if (const auto *started = std::get_if<StepStarted>(&event)) {
        state.title = state.titles.value(started->step);
    } else if (const auto *moved = std::get_if<StepProgress>(&event)) {
        state.bytes.insert(moved->step, moved->bytes);
        measure(state, now);
    } else if (const auto *finished = std::get_if<StepFinished>(&event)) {
        ++state.stepsDone;
        if (finished->bytes > 0)
            state.bytes.insert(finished->step, finished->bytes);
        // An estimate that was too high must not keep the line from reaching its end.
        if (state.expected.contains(finished->step))
            state.expected.insert(finished->step, state.bytes.value(finished->step));
    } else {
        return;
    }
    if (now - m_drawn < DrawInterval)
        return;
    m_drawn = now;
    draw();
}

void ProgressLine::ended(const QString &host)
{
    const std::lock_guard lock(m_mutex);
    m_hosts.remove(host);
    draw();
}

QString ProgressLine::hostText(const QString &name, const Host &host)
{
    const QLocale locale;
    QStringList parts{name};
    const qint64 bytes = total(host.bytes);
    const qint64 expected = total(host.expected);
    if (expected > 0) {
        // Never 100 before the end: steps that move nothing come last.
        const int percent = int(std::min<qint64>(99, bytes * 100 / expected));
        parts << locale.toString(percent) + u" %"_s;
    } else if (host.steps > 0) {
        parts << u"%1/%2"_s.arg(host.stepsDone).arg(host.steps);
    }
    if (bytes > 0)
        parts << sizeText(bytes, locale);
    if (host.rate >= 1)
        parts << sizeText(qint64(host.rate), locale) + u"/s"_s;
    if (!host.title.isEmpty())
        parts << host.title;
    return parts.join(u"  "_s);
}

void ProgressLine::draw()
{
    QStringList parts;
    for (auto it = m_hosts.cbegin(); it != m_hosts.cend(); ++it)
        parts << hostText(it.key(), it.value());
    m_console.progress(parts.join(u"  ·  "_s));
}

} // namespace Lifeboat
