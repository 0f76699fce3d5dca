#pragma once

#include "model/plan.h"

#include <QJsonObject>

namespace Lifeboat {

// One step as the window lists it: of a plan that is going to run, or of one that was recorded.
struct PlannedStep
{
    QByteArray id;
    Text title;
    QString command; // exact; variables as <name>
    QByteArray lane; // steps of one lane are listed below each other
    qint64 expectedBytes = -1;
    bool carriesBytes = false; // its bytes are worth a share of the progress
    bool isQuery = false;      // asks a database: what it counts is not bytes
    bool changesHost = false;

    bool operator==(const PlannedStep &) const = default;
};

// In the order in which they run; what the guardian is given comes first.
QList<PlannedStep> plannedSteps(const Plan &plan);

// The same from a recorded plan.
QList<PlannedStep> plannedSteps(const QJsonObject &record);

// Lanes have names for machines: "moment", or COMPONENT.WHAT.OF.
Text laneTitle(const QByteArray &lane);

} // namespace Lifeboat
