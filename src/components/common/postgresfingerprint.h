#pragma once

#include <QStringList>

namespace Lifeboat {

// What a PostgreSQL database holds, as SQL for a TakeFingerprint step. All of it only reads, and
// runs on a standby as well. For PostgreSQL 14 and later, as a superuser.
//
// Entries, to which the step's prefix is added ("bklite "):
//   table NAME rows, table NAME hash      what the dump carries of a table
//   sequence NAME value (negated value)   equal when it is not below
//   sequence NAME covers TABLE.COLUMN     yes when every value of its column was given out
//   large objects count, bytes, hash
//   extension NAME version
//   database owner, encoding, collation, character type, locale provider, connection limit,
//   comment, grants, setting NAME, setting NAME for ROLE
//   schema KIND count, schema KIND hash, table NAME definition, view NAME definition

// Makes the text of every value independent of the server's and the role's settings, and a
// statement independent of time limits that the site set. First on each connection; also before
// the transaction that holds a snapshot.
QStringList fingerprintSession();

// Everything that a database holds, for TakeFingerprint::direct (rows of (name, value)) and
// TakeFingerprint::generating (rows of (name, statement with rows (rest of the name, value))).
//
// A row's hash is of its columns as text in the order of their names, because a restore may order
// the columns of inherited tables anew. A table's hash is the sum of two 64-bit hashes with
// different seeds over all rows: no order, duplicates count, 128 bits. A second seed costs nothing
// measurable (944 MB, 2.9 million rows: 8.5 s with one and with two), md5 of the same text 13.3 s.
QStringList fingerprintQueries();
QStringList fingerprintGenerators();

// Sequences are not part of a snapshot: read after the dump read them, one may be higher than what
// was dumped. So a backup that dumps and asks side by side asks sequenceQuery() before the dump
// begins, and snapshotQueries(), which are the others of fingerprintQueries(), at leisure.
QString sequenceQuery();
QStringList snapshotQueries();

} // namespace Lifeboat
