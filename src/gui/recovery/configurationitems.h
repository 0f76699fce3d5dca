#pragma once

#include "gui/overview.h"

namespace Lifeboat {

// What becomes of one kind of thing in the configuration when a host is recovered.
struct ConfigurationItem
{
    Text item;
    Text fromPoint; // masked where it is secret; the configuration itself is not opened for this
    QString here;   // on the new host; empty: nothing
    Text take;
};

// `address` is the new one, empty when the former is kept.
QList<ConfigurationItem> configurationItems(const HostProfile &target, const QString &address);

} // namespace Lifeboat
