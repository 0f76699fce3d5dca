#include "gui/restore/restorefigures.h"

#include <QCoreApplication>

#include <algorithm>

using Seconds = std::chrono::seconds;

namespace Lifeboat {

static Text about(double seconds)
{
    return {QT_TRANSLATE_NOOP("Text", "about %1"), {Seconds(qint64(std::max(1.0, seconds)))}};
}

static const RunReport *newest(const QList<RunReport> &runs, const QString &hostId, Verb verb)
{
    const auto it = std::ranges::find_if(runs, [&](const RunReport &run) {
        return run.hostId == hostId && run.verb == verb && run.status == Outcome::Ok;
    });
    return it == runs.end() ? nullptr : &*it;
}

static qint64 bytesOf(const Manifest &manifest, const QStringList &components)
{
    qint64 bytes = 0;
    for (const ManifestComponent &one : manifest.components) {
        const bool isChosen = components.isEmpty() || components.contains(one.id);
        for (const Artifact &artifact : isChosen ? one.artifacts + one.needs : QList<Artifact>())
            bytes += artifact.bytes;
    }
    return bytes;
}

static PlanPage::Figure toSend(const Manifest &manifest, const QStringList &components)
{
    return {{QT_TRANSLATE_NOOP("Text", "To send"), {}},
            {"%1", {ByteCount{bytesOf(manifest, components)}}}};
}

QList<PlanPage::Figure> restoreFigures(const RestoreDraft &draft, const QList<RunReport> &runs)
{
    const Proof *drill = draft.point.point.newest(Proof::Kind::Drill);
    const RunReport *last = newest(runs, draft.target.id, Verb::CutOver);
    const bool wasMeasured = last && last->downtimeSeconds > 0;
    return {{{QT_TRANSLATE_NOOP("Text", "Preparing"), {}},
             drill ? about(drill->seconds)
                   : Text{QT_TRANSLATE_NOOP("Text", "not known: never drilled"), {}}},
            {{QT_TRANSLATE_NOOP("Text", "Out of service"), {}},
             wasMeasured ? about(last->downtimeSeconds)
                         : Text{QT_TRANSLATE_NOOP("Text", "some seconds, later"), {}}},
            toSend(draft.point.point.manifest, draft.components)};
}

QList<PlanPage::Figure> recoveryFigures(const PlacedPoint &point, const QList<RunReport> &runs)
{
    const QString id = point.point.hostId + QLatin1Char('/');
    const auto last = std::ranges::find_if(runs, [&id](const RunReport &run) {
        return run.verb == Verb::Recover && run.status == Outcome::Ok && run.point.startsWith(id);
    });
    return {{{QT_TRANSLATE_NOOP("Text", "Whole run"), {}},
             last == runs.end() ? Text{QT_TRANSLATE_NOOP("Text", "not known: never done"), {}}
                                : about(last->seconds)},
            toSend(point.point.manifest, {})};
}

} // namespace Lifeboat
