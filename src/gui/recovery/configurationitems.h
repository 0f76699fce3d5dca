#pragma once

#include "gui/overview.h"

namespace Lifeboat {

// What becomes of one kind of thing in the configuration when a host is recovered.
struct ConfigurationItem
{
    Text item;
    QString fromPoint; // masked where it is secret; empty: not known before it is opened
    QString here;      // on the new host; empty: nothing
    Text take;
};

// `source` is where the point came from, where that is known; `address` the new one, empty when
// the former is kept.
QList<ConfigurationItem> configurationItems(const HostProfile *source, const HostProfile &target,
                                            const QString &address);

} // namespace Lifeboat
