#pragma once

#include "components/common/postgresfingerprint.h"
#include "model/manifest.h"

#include <QStringList>

namespace Lifeboat {

// SQL for a PostgreSQL server of version 14 or later, as a superuser. Nothing here does anything:
// every function returns text for psql, for a step, or for a database connection.

QString quotedIdentifier(const QString &name);
QString quotedText(const QString &text);

// For the -d of psql, pg_dump and pg_restore, which read a name with '=' or "://" in it as more
// than a name.
QString connectionString(const QString &database);

// --- One snapshot of a database, without a gap between the locks and the snapshot.
//
// On one connection, in this order:
//   1. fingerprintSession()
//   2. lockQuery(), outside a transaction: in a REPEATABLE READ transaction the first SELECT fixes
//      the snapshot, and a TRUNCATE between it and the locks would leave the dump with no rows
//   3. beginSnapshot()
//   4. each row of step 2: LOCK TABLE fixes no snapshot
//   5. lockQuery() again: this fixes the snapshot. A row that step 2 did not have: ROLLBACK, from 2
//   6. exportQuery(); a dump may use its id until the transaction ends
// A statement of step 4 waits 10 s at most (SQLSTATE 55P03); blockers() then says for whom, on a
// new transaction. One that fails with 42P01 or 3F000 means that a table has just gone: from 2.
QString lockQuery();
QString beginSnapshot();
QString exportQuery();
QString blockers(); // rows of (table, pid, user, application, client address, since, statement)

// --- What a server holds. Rows of (name, value):
// version, versionText, recovery (t or f), vector (the version that can be had, or empty),
// dataDirectory, user.
QString serverQuery();

// Rows of (name, owner, bytes, encoding, collation, character type, our mark or empty, allows
// connections: t or f), without templates.
QString databasesQuery();
QString tableCountQuery(); // asked in each database: one field
QString
connectionsQuery();   // rows of (database, application, client address or empty), without ours
QString rolesQuery(); // rows of (name), without the server's own

// Asked in a database: rows of (role) that own something in it, were granted something, or have a
// setting in it. What a restore needs on its target.
QString neededRolesQuery();

// Rows of (statement) that give a new database the owner, limit, grants, settings and comment of
// `database`: "%1" stands for the new name and "%%" for "%". The comment goes into our mark where
// there is one. A setting's value is in clear text.
QString databaseSettingsQuery(const QString &database);
QString forDatabase(const QString &statement, const QString &name);

// --- What Lifeboat makes. Names are cut to the server's 63 bytes; what was cut off is then told
// apart by a few digits of a hash.
QString besideName(const QString &database, const QString &run); // bklite_restore_RUN
QString safetyName(const QString &database, const QString &run); // bklite_before_RUN

// The mark is the database's comment: lifeboat:{"run":…,"role":…,"of":…,"time":…,"comment":…},
// where comment is the one that it had or is to have without us. Such a database is never backed
// up.
enum class DatabaseRole { Restored, Before };

QString createDatabaseSql(const QString &name, const DatabaseProfile &profile); // from template0
QString markDatabaseSql(const QString &name, const QString &run, DatabaseRole role,
                        const QString &of);

// For sh inside the container. Drops a database with our mark, or one that our mark had not reached
// yet: named after the run in LIFEBOAT_RUN, without a comment. Fine when it is gone; an error when
// it is not ours.
QString dropMarkedScript(const QString &user, const QString &database);

} // namespace Lifeboat
