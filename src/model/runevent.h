#pragma once

#include "base/result.h"
#include "base/timespent.h"
#include "model/fingerprint.h"
#include "model/manifest.h"

#include <QDateTime>

#include <functional>

#include <variant>

namespace Lifeboat {

struct StepStarted
{
    QByteArray step;
    QString command; // exactly what runs, variables filled in
};

struct StepProgress
{
    QByteArray step;
    qint64 bytes = 0; // so far
    qint64 expected = -1;
};

struct StepOutput // what a command said, in whole lines; never an artifact's bytes
{
    QByteArray step;
    QString text;
};

struct StepFinished
{
    QByteArray step;
    qint64 bytes = 0;
    double seconds = 0;
    QList<Difference> differences; // of a comparison
    std::optional<Error> error;
    TimeSpent spent; // of these seconds; the rest went to the host and the line
};

struct StepSkipped // because something before it failed
{
    QByteArray step;
};

// What the guardian on the host reports, with the host's uptime.
struct GuardianEvent
{
    QString text;
};

struct Notice
{
    Text text;
};

using RunEvent = std::variant<StepStarted, StepProgress, StepOutput, StepFinished, StepSkipped,
                              GuardianEvent, Notice>;

// Called from the threads that do the work, one call at a time; must not block.
using EventSink = std::function<void(const RunEvent &)>;

QJsonObject toJson(const RunEvent &event, const QDateTime &time);
std::optional<RunEvent> runEventFromJson(const QJsonObject &json);

} // namespace Lifeboat
