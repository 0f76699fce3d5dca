#pragma once

#include "app/runreport.h"
#include "app/settings.h"
#include "model/runevent.h"
#include "storage/vault.h"

#include <QJsonArray>
#include <QJsonObject>

#include <functional>

namespace Lifeboat {

// Values as the command line shows them in JSON: the field names are the contract with scripts.
// Pure; texts are English, times ISO 8601 UTC or null.

// The name of a host for the id that stands in a vault or a run; the id when it is not known.
using HostNames = std::function<QString(const QString &hostId)>;

QJsonObject hostJson(const HostProfile &host);
QJsonObject vaultJson(const VaultEntry &entry, const QString &id, std::optional<qint64> free,
                      std::optional<qsizetype> points);
QJsonObject pointJson(const StoredPoint &point, const HostNames &names);
QJsonObject pointDetailsJson(const StoredPoint &point, const QString &vault,
                             const HostNames &names);
QJsonObject discoverJson(const HostProfile &host, const HostFacts &facts);

// "NAME/ID" for a point of this host.
QString pointName(const QString &hostId, const QString &pointId, const HostNames &names);

// A run with all that is known of it. A restore is one run from its preparation to its end, so its
// `verb` reads "restore"; `part` says what was done last, `restore` where it stands.
QJsonObject runJson(const RunReport &report, const HostNames &names);
// As a line of `runs`, without what is inside.
QJsonObject runLineJson(const RunReport &report, const HostNames &names);
QString verbText(Verb verb);

QJsonArray uncoveredJson(const QList<Uncovered> &uncovered);

// An event of --json-lines.
QJsonObject eventJson(const RunEvent &event, const QDateTime &time, const QString &host,
                      const QString &run);

} // namespace Lifeboat
