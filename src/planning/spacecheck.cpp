#include "planning/spacecheck.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

qint64 neededBytes(const ManifestComponent &there)
{
    qint64 databases = 0, artifacts = 0;
    for (const DatabaseProfile &database : there.databases)
        databases += database.bytes;
    for (const Artifact &artifact : there.artifacts + there.needs)
        artifacts += artifact.bytes;
    const qint64 noted = there.details.value(u"bytes"_s).toLongLong();
    const qint64 bytes = qMax(databases, noted);
    // Indexes and the write-ahead log need more than what is counted.
    return (bytes > 0 ? bytes : artifacts) * 6 / 5;
}

static qint64 freeBytes(const HostFacts &facts, const ServiceFacts &service)
{
    return service.postgres && service.postgres->freeBytes >= 0 ? service.postgres->freeBytes
                                                                : facts.dockerFreeBytes;
}

// The services are asked one after the other, while they write: one disk does not give twice the
// same number. Two disks that happen to be alike make this stricter than need be, no more.
static bool isSameDisk(qint64 a, qint64 b)
{
    return qAbs(a - b) <= qMax(qint64(50'000'000), qMin(a, b) / 100);
}

std::optional<Error> tooLittleSpace(const HostFacts &facts, const QList<RestoreTarget> &targets)
{
    for (const RestoreTarget &target : targets) {
        const qint64 free = freeBytes(facts, *target.service);
        if (free < 0)
            continue;
        qint64 needed = 0;
        QStringList names;
        for (const RestoreTarget &other : targets) {
            if (!isSameDisk(free, freeBytes(facts, *other.service)))
                continue;
            needed += neededBytes(*other.there);
            names << other.there->id;
        }
        if (needed + RestoreFloorBytes <= free)
            continue;
        return Error{
            Error::Kind::NoSpace,
            {QT_TRANSLATE_NOOP("Text", "%1: %2 are needed beside what is in service, and %3 have "
                                       "to stay free; the host has %4."),
             {names.join(u", "_s), ByteCount{needed}, ByteCount{RestoreFloorBytes},
              ByteCount{free}}},
            {QT_TRANSLATE_NOOP("Text", "Make room on the host, or drop safety copies that are no "
                                       "longer needed (accept)."),
             {}},
            {}};
    }
    return std::nullopt;
}

} // namespace Lifeboat
