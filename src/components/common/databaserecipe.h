#pragma once

#include "components/component.h"

namespace Lifeboat {

// What both kinds of PostgreSQL server (plain, and with the extension vector) have in common:
// everything but which server is whose. `id` is the component's.
BackupRecipe backupServer(const QString &id, const ServiceFacts &service,
                          const RecipeContext &context);
QList<Lane> verifyServer(const QString &id, const ServiceFacts &service,
                         const ManifestComponent &there);
RestoreRecipe drillServer(const ManifestComponent &there, const RecipeContext &context);
RestoreRecipe prepareServer(const ServiceFacts &service, const ManifestComponent &there,
                            const RecipeContext &context);
std::optional<Error> unfitServer(const ServiceFacts &service, const ManifestComponent &there);
QList<Place> placesOfServer(const ServiceFacts &service, const ManifestComponent &there,
                            const RecipeContext &context);
ExchangeRecipe exchangeServer(const QList<Place> &places, Direction direction);
RestoreRecipe dropOfServer(const QList<Place> &places, Leftover what);

// The user's own databases of a server: not ours, and open to connections.
QList<DatabaseFacts> userDatabases(const PostgresFacts &postgres);

} // namespace Lifeboat
