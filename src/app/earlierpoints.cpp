#include "app/earlierpoints.h"

#include "components/component.h"

#include <algorithm>

namespace Lifeboat {

// A chain is a week at most, so that what is lost with one damaged point is bounded, too.
static constexpr int LongestChainDays = 7;
static constexpr int MostNeeds = 200; // artifacts, of which each is an open file in a restore

static QDateTime beginOf(const QString &point, const ManifestComponent &there)
{
    QDateTime begin = pointTime(point);
    for (const Artifact &needed : there.needs)
        begin = qMin(begin, pointTime(needed.point));
    return begin;
}

static const Proof *lastProof(const StoredPoint &point, const QString &component)
{
    for (auto it = point.proofs.crbegin(); it != point.proofs.crend(); ++it) {
        if (it->components.contains(component))
            return &*it;
    }
    return nullptr;
}

// What the last look at it found damaged is not built upon; nor is what refers to such a point, if
// it was not itself looked at later.
static bool isDoubtful(const QList<StoredPoint> &points, const StoredPoint &point,
                       const ManifestComponent &there)
{
    const Proof *own = lastProof(point, there.id);
    if (own && own->outcome == Outcome::Failed)
        return true;
    return std::ranges::any_of(points, [&](const StoredPoint &other) {
        const Proof *proof = lastProof(other, there.id);
        return proof && proof->outcome == Outcome::Failed && (!own || own->time < proof->time)
               && std::ranges::any_of(
                   there.needs, [&](const Artifact &needed) { return needed.point == other.id(); });
    });
}

void chooseEarlier(BackupChoice &choice, const QList<StoredPoint> &points, const QDateTime &now)
{
    for (const Component &one : components()) {
        if (!one.refersToEarlier)
            continue;
        for (const StoredPoint &point : points) {
            const ManifestComponent *there = point.manifest.component(one.id);
            if (!there || there->outcome != Outcome::Ok)
                continue;
            const bool isDamaged = point.damageOf({one.id}).has_value();
            const bool isDoubted = isDoubtful(points, point, *there);
            if ((isDamaged || isDoubted) && !choice.damaged.contains(one.id))
                choice.damaged.insert(one.id, point.id());
            if (isDamaged)
                continue;
            const QDateTime begin = beginOf(point.id(), *there);
            if (!isDoubted && begin <= now && begin.daysTo(now) < LongestChainDays
                && there->needs.size() < MostNeeds)
                choice.earlier.insert(one.id, {point.id(), *there});
            break;
        }
    }
}

} // namespace Lifeboat
