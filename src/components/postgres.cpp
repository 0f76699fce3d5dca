#include "components/common/databaserecipe.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static const QString Id = u"postgres"_s;

static ServiceFacts sample()
{
    PostgresFacts server{
        .version = 150020,
        .versionText = u"15.20"_s,
        .user = u"postgres"_s,
        .dataDirectory = u"/data/postgres"_s,
        .freeBytes = 20'000'000'000,
        .databases =
            {{.name = u"bklite"_s, .owner = u"postgres"_s, .bytes = 80'000'000, .tables = 60},
             {.name = u"shop's “$(orders)” 名"_s,
              .owner = u"shop owner"_s,
              .bytes = 9'000'000,
              .tables = 3},
             {.name = u"bklite old"_s, .owner = u"postgres"_s, .bytes = 1'000'000, .tables = 2},
             {.name = u"globals"_s, .owner = u"postgres"_s, .bytes = 1'000'000, .tables = 2}},
        .roles = {u"postgres"_s, u"shop owner"_s}};
    return {.service = u"postgres"_s,
            .container = u"postgres"_s,
            .image = u"postgres:15"_s,
            .imageId = u"sha256:0123"_s,
            .state = u"running"_s,
            .superuser = u"postgres"_s,
            .postgresMajor = u"15"_s,
            .postgres = server};
}

Component postgresComponent()
{
    return {
        .id = Id,
        .title = {QT_TRANSLATE_NOOP("Text", "PostgreSQL"), {}},
        .how = {QT_TRANSLATE_NOOP("Text", "pg_dump of each database, and the server's roles"), {}},
        .matches =
            [](const ServiceFacts &service) {
                return service.runsPostgres() && !service.hasVector;
            },
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
