#pragma once

#include <QString>

namespace Lifeboat {

// A query with rows (name, value) that say how a database is built: for each kind of object how
// many there are and one hash of all, and one hash for each table and view of all that belongs to
// it.
//
// A dump and a restore keep these values, whatever the order of the objects and of the columns:
// expressions are compared without white space, parentheses and repeated casts, because the server
// rewrites those when it reads its own output again; literals and the types of casts count.
// Left out is what pg_dump leaves out or a restore has to choose anew: what belongs to an
// extension, temporary tables, tablespaces, names of a foreign key's copies on partitions, invalid
// indexes, clones of triggers, collation versions, whether a subscription is enabled, passwords.
//
// For PostgreSQL 14 and later, as a superuser, after fingerprintSession().
QString schemaFingerprint();

} // namespace Lifeboat
