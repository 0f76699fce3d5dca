#pragma once

#include "components/component.h"

namespace Lifeboat {

// The value of docker's --mount; its fields are CSV, and a path may hold anything.
QString bindMount(const QString &source, const QString &target, bool readOnly);

// What components whose data are a directory have in common: a copy is filled and compared beside
// the one in service and exchanged with it by one rename (resources/host/directory.sh).

// The folder in the helper container that artifacts are unpacked into, in a drill (a volume of its
// own) as in a preparation (a directory beside the one in service).
QString sideFolder(const RecipeContext &context, const QString &sub = {});
QString helperContainer(const QString &id, const RecipeContext &context);
// For a guardian's file: fails while a container of that name is there.
QString removeContainer(const QString &name);
// For a guardian's file: what follows on the line is left out while that container does not run.
QString whileRunning(const QString &container);
ShellCommand inHelper(const QString &id, const RecipeContext &context, const ShellCommand &command);

// What docker run bounds a throw-away container by; without swap, which the host's disk would pay.
QStringList boundsOf(const RecipeContext &context);
// The last step of a drill: what it made goes at once, so that the next component has its room.
Step removeAfterDrill(const QString &id, const GuardianFile &clean);

// A throw-away server on a copy of the data: no network, bounded memory, removed whatever happens.
struct CheckServer
{
    QString image;         // id; empty: nothing serves the data, they are compared as they are
    QString destination;   // where the data are mounted
    QStringList options;   // of docker run
    QStringList arguments; // of the server
    QString probe;         // a script that succeeds when "$CONTAINER" serves
};
QString checkContainer(const QString &id, const RecipeContext &context);
QString askingContainer(const QString &id, const RecipeContext &context); // asks servers
// The mount of the volume that a check's server reads.
QString checkMount(const QString &id, const QString &destination, const RecipeContext &context);
// Starts such a server on any mount and waits until it serves.
ShellCommand startServer(const QString &name, const QString &mount, const CheckServer &server,
                         const RecipeContext &context);
Step startCheck(const QString &id, const CheckServer &server, const RecipeContext &context);

// A drill: an empty volume and the helper on it, then `fill`, the server and `compare`.
RestoreRecipe drillDirectory(const QString &id, const QList<Step> &fill, const CheckServer &server,
                             const QList<Step> &compare, const RecipeContext &context);

// The directory that holds `path` of the service, as the run of the context prepares it.
Place directoryPlace(const QString &id, const ServiceFacts &service, const QString &path,
                     const RecipeContext &context);

// A preparation: the directory beside, then `fill`, the server on a view of it that keeps its
// writes apart, `compare`, and the note that it is complete.
RestoreRecipe prepareDirectory(const Place &place, const QList<Step> &fill,
                               const CheckServer &server, const QList<Step> &compare,
                               const RecipeContext &context);

// The same with nothing in it and nothing to compare.
RestoreRecipe prepareEmptyDirectory(const Place &place, const RecipeContext &context);

// A drill or a preparation that on every way out removes one more container, before the directory
// that it writes to.
RestoreRecipe alsoRemoving(RestoreRecipe recipe, const QString &container);

struct ServiceEnds
{
    int stopSeconds = 120; // that the server may take to end; -1: as its container says
    QString probe;         // a script that succeeds when "$CONTAINER" serves
    QString save; // what it does first when it is stopped for an exchange; if that fails, nothing moves
    // Of a place without a container: what lets go of it (all of it, or it fails with everything as
    // it was), and what follows each exchange.
    QString before = QStringLiteral(":");
    QString after = QStringLiteral(":");
    std::chrono::seconds limit{300};
};
ExchangeRecipe exchangeDirectory(const Place &place, Direction direction, const ServiceEnds &ends,
                                 const RecipeContext &context);
RestoreRecipe dropDirectory(const Place &place, const RecipeContext &context);

// Sets what a component does whose data are the directory that its service names: places, exchange
// and drop.
void exchangeByDirectory(
    Component &component,
    const std::function<ServiceEnds(const ServiceFacts &, const RecipeContext &)> &ends);

// Why nothing can be copied from or put beside a directory that is not mounted; none when it is.
std::optional<Error> notInVolume(const QString &id, const ServiceFacts &service,
                                 const QString &path);

// Prints new, old or absent: which of the two is in service.
ShellCommand lookAtDirectory(const Place &place, const RecipeContext &context);

} // namespace Lifeboat
