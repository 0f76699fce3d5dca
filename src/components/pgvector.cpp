#include "components/common/databaserecipe.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static const QString Id = u"pgvector"_s;

static ServiceFacts sample()
{
    PostgresFacts server{.version = 150020,
                         .versionText = u"15.20"_s,
                         .user = u"postgres"_s,
                         .dataDirectory = u"/var/lib/postgresql/data"_s,
                         .freeBytes = 20'000'000'000,
                         .databases = {{.name = u"metis"_s,
                                        .owner = u"postgres"_s,
                                        .bytes = 30'000'000,
                                        .tables = 2}},
                         .roles = {u"postgres"_s}};
    return {.service = u"pgvector"_s,
            .container = u"compose-pgvector-1"_s,
            .image = u"pgvector/pgvector:pg15"_s,
            .imageId = u"sha256:4567"_s,
            .state = u"running"_s,
            .superuser = u"postgres"_s,
            .postgresMajor = u"15"_s,
            .hasVector = true,
            .postgres = server};
}

Component pgvectorComponent()
{
    return {
        .id = Id,
        .title = {QT_TRANSLATE_NOOP("Text", "PGVector"), {}},
        .how = {QT_TRANSLATE_NOOP("Text", "pg_dump of each database, and the server's roles"), {}},
        .matches =
            [](const ServiceFacts &service) { return service.runsPostgres() && service.hasVector; },
        .backup = [](const ServiceFacts &service,
                     const RecipeContext &context) { return backupServer(Id, service, context); },
        .verify = [](const ServiceFacts &service, const ManifestComponent &there,
                     const RecipeContext &) { return verifyServer(Id, service, there); },
        .drill = drillServer,
        .unfit = unfitServer,
        .prepare = prepareServer,
        .isCached = true,
        .places = placesOfServer,
        .exchange = [](const QList<Place> &places, Direction direction, const ServiceFacts &,
                       const RecipeContext &) { return exchangeServer(places, direction); },
        .drop = [](const QList<Place> &places, Leftover what,
                   const RecipeContext &) { return dropOfServer(places, what); },
        .sample = sample(),
    };
}

} // namespace Lifeboat
