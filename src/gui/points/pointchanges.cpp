#include "gui/points/pointchanges.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static bool isWhole(const ManifestComponent *component)
{
    return component && component->outcome == Outcome::Ok;
}

static QList<PointChange> changesOf(const QString &component, const Fingerprint &before,
                                    const Fingerprint &after)
{
    QList<PointChange> changes;
    for (auto it = before.entries.cbegin(); it != before.entries.cend(); ++it) {
        const QString now = after.entries.value(it.key());
        if (now != it.value())
            changes << PointChange{component, it.key(), it.value(), now};
    }
    for (auto it = after.entries.cbegin(); it != after.entries.cend(); ++it) {
        if (!before.entries.contains(it.key()))
            changes << PointChange{component, it.key(), {}, it.value()};
    }
    return changes;
}

// Components that both have whole: of others nothing can be said.
static QList<std::pair<const ManifestComponent *, const ManifestComponent *>>
pairsOf(const Manifest &before, const Manifest &after)
{
    QList<std::pair<const ManifestComponent *, const ManifestComponent *>> pairs;
    for (const ManifestComponent &now : after.components) {
        const ManifestComponent *then = before.component(now.id);
        if (isWhole(&now) && isWhole(then))
            pairs << std::pair(then, &now);
    }
    return pairs;
}

QList<PointChange> pointChanges(const Manifest &before, const Manifest &after)
{
    QList<PointChange> changes;
    for (const auto &[then, now] : pairsOf(before, after))
        changes << changesOf(now->id, then->fingerprint, now->fingerprint);
    return changes;
}

namespace {

// What a component counts: entries whose name ends so are summed.
struct Unit
{
    QLatin1StringView suffix;
    const char *more;
    const char *fewer;
};

constexpr Unit Units[] = {
    {QLatin1StringView(" rows"), QT_TRANSLATE_NOOP("Text", "%1: %2 more rows"),
     QT_TRANSLATE_NOOP("Text", "%1: %2 fewer rows")},
    {QLatin1StringView(" objects"), QT_TRANSLATE_NOOP("Text", "%1: %2 more objects"),
     QT_TRANSLATE_NOOP("Text", "%1: %2 fewer objects")},
    {QLatin1StringView(" nodes"), QT_TRANSLATE_NOOP("Text", "%1: %2 more nodes"),
     QT_TRANSLATE_NOOP("Text", "%1: %2 fewer nodes")},
    {QLatin1StringView(" samples"), QT_TRANSLATE_NOOP("Text", "%1: %2 more samples"),
     QT_TRANSLATE_NOOP("Text", "%1: %2 fewer samples")}};

std::optional<qint64> countOf(const Fingerprint &fingerprint, QLatin1StringView suffix)
{
    std::optional<qint64> sum;
    for (auto it = fingerprint.entries.cbegin(); it != fingerprint.entries.cend(); ++it) {
        if (it.key().endsWith(suffix))
            sum = sum.value_or(0) + it.value().toLongLong();
    }
    return sum;
}

} // namespace

ChangeSummary summaryOf(const Manifest &before, const Manifest &after)
{
    ChangeSummary summary;
    for (const ManifestComponent &then : before.components) {
        if (isWhole(&then) && !isWhole(after.component(then.id)))
            summary.implausible << Text{QT_TRANSLATE_NOOP("Text", "%1 is gone"), {then.id}};
    }
    for (const auto &[then, now] : pairsOf(before, after)) {
        const auto unit = std::ranges::find_if(Units, [then = then](const Unit &one) {
            return countOf(then->fingerprint, one.suffix).has_value();
        });
        if (unit == std::end(Units)) {
            const qsizetype changed =
                changesOf(now->id, then->fingerprint, now->fingerprint).size();
            if (changed > 0)
                summary.others << Text{QT_TRANSLATE_NOOP("Text", "%1: %2 values changed"),
                                       {now->id, qint64(changed)}};
            continue;
        }
        const qint64 had = countOf(then->fingerprint, unit->suffix).value_or(0);
        const qint64 has = countOf(now->fingerprint, unit->suffix).value_or(0);
        if (has == had)
            continue;
        const Text text{has > had ? unit->more : unit->fewer, {now->id, std::abs(has - had)}};
        (has * 2 < had ? summary.implausible : summary.others) << text;
    }
    return summary;
}

} // namespace Lifeboat
