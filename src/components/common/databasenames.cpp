#include "components/common/databasenames.h"

#include "base/sha256.h"
#include "components/common/databaserecipe.h"
#include "components/common/postgresfingerprint.h"
#include "components/common/postgressql.h"
#include "model/filename.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

QByteArray stepId(const QString &id, const char *what, const QString &database)
{
    const QString tail = database.isEmpty() ? QString() : u'.' + database;
    return (id + u'.' + QLatin1StringView(what) + tail).toUtf8();
}

QString entryPrefix(const QString &database)
{
    const bool isOneWord = std::none_of(database.begin(), database.end(), [](QChar character) {
        return character.isSpace() || character == u'"';
    });
    return (isOneWord ? database : quotedIdentifier(database)) + u' ';
}

Fingerprint entriesOf(const Fingerprint &all, const QString &prefix)
{
    Fingerprint own;
    for (auto it = all.entries.cbegin(); it != all.entries.cend(); ++it) {
        if (it.key().startsWith(prefix))
            own.entries.insert(it.key(), it.value());
    }
    return own;
}

TakeFingerprint wholeFingerprint(const DatabaseAddress &address, const QString &name)
{
    return {.database = address,
            .prefix = entryPrefix(name),
            .session = fingerprintSession(),
            .direct = fingerprintQueries(),
            .generating = fingerprintGenerators()};
}

QString dumpName(const PostgresFacts &postgres, const QString &database)
{
    const QString name = fileNamePart(database);
    bool isTaken = name.toLower() == u"globals";
    for (const DatabaseFacts &other : userDatabases(postgres))
        isTaken |= other.name != database
                   && fileNamePart(other.name).compare(name, Qt::CaseInsensitive) == 0;
    if (!isTaken)
        return name;
    // No file name part has a '+', so this is no other database's name either.
    return name + u'+' + QString::fromLatin1(Sha256::ofData(database.toUtf8()).first(8));
}

} // namespace Lifeboat
