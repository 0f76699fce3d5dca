#pragma once

#include "app/settings.h"
#include "storage/vault.h"

#include <QMap>

namespace Lifeboat {

struct FoundPoint
{
    StoredPoint point;
    VaultEntry vault;
};

// The points of all vaults that are known, or of one. A vault that cannot be opened is an error
// beside what the others hold: a list that may be short has to say so.
class PointLookup
{
public:
    // Error::Usage: there is no such vault. `vault` as typed, empty: all.
    static Result<PointLookup> open(const Settings &settings, const QString &vault);

    const QList<FoundPoint> &points() const { return m_points; }        // newest first
    const QMap<QString, Error> &troubles() const { return m_troubles; } // by the vault's name

    // HOST/ID or HOST/latest. Error::Usage when there is none in vaults that could all be read.
    Result<FoundPoint> find(const QString &text, const QList<HostProfile> &hosts) const;

    // The ids in the vaults of a host as typed: a name or id of a known host, of a forgotten one,
    // or the name that its points carry. Empty: nothing is known of it.
    QStringList hostIds(const QString &text, const QList<HostProfile> &hosts) const;

private:
    QList<FoundPoint> m_points;
    QMap<QString, Error> m_troubles;
};

// The entry's folder as a vault.
Result<Vault> openVault(const VaultEntry &entry);

} // namespace Lifeboat
