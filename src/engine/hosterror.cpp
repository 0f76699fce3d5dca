#include "engine/hosterror.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static QString databaseOf(const StepAction &action)
{
    if (const auto *lock = std::get_if<LockTables>(&action))
        return lock->database.database;
    const auto *taken = std::get_if<TakeFingerprint>(&action);
    return taken ? taken->database.database : QString();
}

// The words of strerror(ENOSPC), of the watch that a restore runs under (watchingDisk), and of
// PostgreSQL: disk_full.
static bool isDiskFull(const QString &detail)
{
    return detail.contains(u"no space left on device"_s, Qt::CaseInsensitive) // Go: in lower case
           || detail.contains(u"lifeboat: no space:"_s) || detail.startsWith(u"53100 "_s);
}

Error explained(const Error &error, const Step &step)
{
    if (error.kind != Error::Kind::CommandFailed)
        return error;
    if (isDiskFull(error.detail))
        return {Error::Kind::NoSpace,
                {QT_TRANSLATE_NOOP("Text", "The host's disk is full, or too full to go on."), {}},
                {QT_TRANSLATE_NOOP("Text", "Make room on the host (docker system df, df -h), or drop "
                                           "safety copies that are no longer needed (accept)."),
                 {}},
                error.detail};
    const QString database = databaseOf(step.action);
    if (!database.isEmpty() && error.detail.startsWith(u"3D000 "_s)) // invalid_catalog_name
        return {Error::Kind::NotFound,
                {QT_TRANSLATE_NOOP("Text", "Database “%1” is no longer on the server."), {database}},
                {QT_TRANSLATE_NOOP("Text", "It was dropped or renamed after this run looked at the "
                                           "host: start again, and it is left out."),
                 {}},
                error.detail};
    return error;
}

} // namespace Lifeboat
