#pragma once

#include "storage/vault.h"

#include <functional>
#include <optional>

namespace Lifeboat {

// Reads what lies in a point's folder. nullopt when it is no point: a link, or without a manifest.
std::optional<StoredPoint> scanPoint(const QString &hostId, const QString &folder);

// Whether a folder of a vault may be a host's.
bool isHostId(const QString &name);

using PointReader =
    std::function<std::optional<StoredPoint>(const QString &hostId, const QString &folder)>;

// The points below a vault's folder, newest first, each as `read` reads it; with an empty id those
// of all hosts. Links and names that are not of a vault are left alone.
Result<QList<StoredPoint>> listPoints(const QString &vaultFolder, const QString &hostId,
                                      const PointReader &read);

Error vaultMissing(const QString &folder);

// The proofs in a proofs.jsonl, oldest first. A torn line and kinds of a later version are left
// out.
QList<Proof> readProofs(const QString &path);

} // namespace Lifeboat
