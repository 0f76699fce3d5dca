#include "app/runlist.h"

#include <algorithm>

namespace Lifeboat {

static bool isPlain(const ComponentReport &component)
{
    return component.status == Outcome::Ok && component.differences.isEmpty()
           && component.safetyCopies.isEmpty() && !component.rtoSeconds && !component.why;
}

RunReport RunList::abridged(RunReport report)
{
    if (report.verb != Verb::Backup && report.verb != Verb::Verify && report.verb != Verb::Drill)
        return report; // what goes on from it needs all of it
    QStringList ids;
    for (ComponentReport &component : report.components) {
        component.artifacts = {};
        component.fingerprint = {};
        ids << component.id;
    }
    if (std::ranges::all_of(report.components, isPlain)) {
        QList<ComponentReport> &plain = m_plain[ids.join(u' ')];
        if (plain.isEmpty())
            plain = report.components;
        report.components = plain;
    }
    return report;
}

Result<RunReport> RunList::report(const QString &run, const QFileInfo &file, const Read &read)
{
    const qint64 changed = file.lastModified().toMSecsSinceEpoch();
    const auto known = m_known.find(run);
    if (known != m_known.end() && known->changed == changed && known->size == file.size()) {
        known->seen = m_round;
        return known->report;
    }
    const Result<RunReport> report = read(file.filePath());
    if (!report)
        return report;
    const RunReport kept = abridged(*report);
    if (kept.ended.isValid()) // while it runs it is written again
        m_known.insert(run, {kept, changed, file.size(), m_round});
    return kept;
}

void RunList::forgetOthers()
{
    m_known.removeIf([this](const auto &known) { return known->seen != m_round; });
    ++m_round;
}

} // namespace Lifeboat
