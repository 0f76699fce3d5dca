#pragma once

#include "storage/vault.h"

#include <optional>

namespace Lifeboat {

// Reads what lies in a point's folder. nullopt when it is no point: a link, or without a manifest.
std::optional<StoredPoint> scanPoint(const QString &hostId, const QString &folder);

// The proofs in a proofs.jsonl, oldest first. A torn line and kinds of a later version are left out.
QList<Proof> readProofs(const QString &path);

} // namespace Lifeboat
