#pragma once

#include "base/result.h"
#include "model/place.h"

#include <QDateTime>
#include <QList>

namespace Lifeboat {

// A restore that stands open on a host: prepared, in service with its safety copies, or undone. The
// host itself keeps it, so that any desktop can cut over, undo, accept or discard it.
struct RestoreNote
{
    QString run;
    QString point; // "HOST/ID" with the host's id
    QString owner; // user@desktop
    QDateTime started;
    QList<Place> places;
    bool isUndone = false; // not in the record: it is noted when it happens

    QByteArray toRecord() const; // letters, digits, + / =; a few dozen bytes a place
    // Error::Corrupt: nobody's record.
    static Result<RestoreNote> fromRecord(const QByteArray &record);
    bool operator==(const RestoreNote &) const = default;
};

} // namespace Lifeboat
