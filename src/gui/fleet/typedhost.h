#pragma once

#include "model/hostprofile.h"

namespace Lifeboat {

// What of a host is typed by a person, as it is typed.
struct TypedHost
{
    QString name;
    QString address;
    QString jumps; // with commas or spaces between them, as the tags
    QString directory;
    QString tags;
};

TypedHost typedOf(const HostProfile &host);

// `base` with what was typed; Error::Usage says what is wrong. `taken` are the names of others.
Result<HostProfile> profileOf(const TypedHost &typed, const HostProfile &base,
                              const QStringList &taken);

} // namespace Lifeboat
