#pragma once

#include "components/component.h"

namespace Lifeboat {

// What one component does in a switch; not for other layers.
struct ExchangeOf
{
    const Component *component;
    const ServiceFacts *service;
    ExchangeRecipe recipe;
};

// The steps of all of them, after the point of no return, and what the guardian needs for each.
// What belongs to no container is exchanged first, one after the other: it stops several
// containers, or has the folders of others in it. The rest goes on side by side, because all that
// is held waits for the last one; of one container one after the other.
void addExchanges(Plan &plan, Lane &lane, const QList<ExchangeOf> &exchanges);

Step guardianStep(const QByteArray &id, const Text &title, const QString &file,
                  std::chrono::seconds limit);

} // namespace Lifeboat
