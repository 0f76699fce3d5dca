#pragma once

#include "components/component.h"

namespace Lifeboat {

// What the recipes of a PostgreSQL server call the things that belong to one database.

// A dump says nothing while it reads a large index or waits behind a lock, and a restore while it
// builds one; the session itself notices a dead line long before.
constexpr std::chrono::seconds Quiet = std::chrono::hours(2);

QByteArray stepId(const QString &id, const char *what, const QString &database = {});

// What the names of a database's entries in the fingerprint begin with: its name, in quotes where a
// space or a quote in it could be taken for its end. No prefix is the beginning of another one.
QString entryPrefix(const QString &database);
Fingerprint entriesOf(const Fingerprint &all, const QString &prefix);

TakeFingerprint wholeFingerprint(const DatabaseAddress &address, const QString &name);

// The part of a dump's file name that stands for the database. Where another one of the server has
// the same but for upper and lower case, which not every file system tells apart, or where the
// globals file has it, a hash of the name follows.
QString dumpName(const PostgresFacts &postgres, const QString &database);

} // namespace Lifeboat
