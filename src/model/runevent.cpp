#include "model/runevent.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Lifeboat {

namespace {

double toMilliseconds(double seconds) // as fine as it is worth reading
{
    return double(qRound64(seconds * 1000)) / 1000;
}

QJsonObject spentJson(const TimeSpent &spent)
{
    return {{u"disk"_s, toMilliseconds(spent.disk)},
            {u"hash"_s, toMilliseconds(spent.hash)},
            {u"waiting"_s, toMilliseconds(spent.waiting)}};
}

// One function a kind: its name and what it carries.
struct ToJson
{
    QJsonObject operator()(const StepStarted &event) const
    {
        return {{u"event"_s, u"started"_s},
                {u"step"_s, QString::fromUtf8(event.step)},
                {u"command"_s, event.command}};
    }
    QJsonObject operator()(const StepProgress &event) const
    {
        return {{u"event"_s, u"progress"_s},
                {u"step"_s, QString::fromUtf8(event.step)},
                {u"bytes"_s, event.bytes},
                {u"expected"_s, event.expected}};
    }
    QJsonObject operator()(const StepOutput &event) const
    {
        return {{u"event"_s, u"output"_s},
                {u"step"_s, QString::fromUtf8(event.step)},
                {u"text"_s, event.text}};
    }
    QJsonObject operator()(const StepFinished &event) const
    {
        QJsonArray differences;
        for (const Difference &difference : event.differences)
            differences << difference.toJson();
        QJsonObject json{{u"event"_s, u"finished"_s},
                         {u"step"_s, QString::fromUtf8(event.step)},
                         {u"bytes"_s, event.bytes},
                         {u"seconds"_s, event.seconds},
                         {u"differences"_s, differences}};
        if (event.error)
            json.insert(u"error"_s, event.error->toRecord());
        if (event.spent != TimeSpent())
            json.insert(u"spent"_s, spentJson(event.spent));
        return json;
    }
    QJsonObject operator()(const StepSkipped &event) const
    {
        return {{u"event"_s, u"skipped"_s}, {u"step"_s, QString::fromUtf8(event.step)}};
    }
    QJsonObject operator()(const GuardianEvent &event) const
    {
        return {{u"event"_s, u"guardian"_s}, {u"text"_s, event.text}};
    }
    QJsonObject operator()(const Notice &event) const
    {
        return {{u"event"_s, u"notice"_s}, {u"notice"_s, event.text.toJson()}};
    }
};

StepFinished finishedFromJson(const QByteArray &step, const QJsonObject &json)
{
    StepFinished event{.step = step,
                       .bytes = json.value(u"bytes"_s).toInteger(),
                       .seconds = json.value(u"seconds"_s).toDouble()};
    for (const QJsonValue &difference : json.value(u"differences"_s).toArray())
        event.differences << Difference::fromJson(difference.toObject());
    if (json.contains(u"error"_s))
        event.error = Error::fromRecord(json.value(u"error"_s).toObject());
    const QJsonObject spent = json.value(u"spent"_s).toObject(); // none in earlier versions
    event.spent = {spent.value(u"disk"_s).toDouble(), spent.value(u"hash"_s).toDouble(),
                   spent.value(u"waiting"_s).toDouble()};
    return event;
}

} // namespace

QJsonObject toJson(const RunEvent &event, const QDateTime &time)
{
    QJsonObject json = std::visit(ToJson{}, event);
    json.insert(u"time"_s, time.toUTC().toString(Qt::ISODateWithMs));
    return json;
}

std::optional<RunEvent> runEventFromJson(const QJsonObject &json)
{
    const QString kind = json.value(u"event"_s).toString();
    const QByteArray step = json.value(u"step"_s).toString().toUtf8();
    const QString text = json.value(u"text"_s).toString();
    if (kind == u"started"_s)
        return StepStarted{step, json.value(u"command"_s).toString()};
    if (kind == u"progress"_s)
        return StepProgress{step, json.value(u"bytes"_s).toInteger(),
                            json.value(u"expected"_s).toInteger(-1)};
    if (kind == u"output"_s)
        return StepOutput{step, text};
    if (kind == u"finished"_s)
        return finishedFromJson(step, json);
    if (kind == u"skipped"_s)
        return StepSkipped{step};
    if (kind == u"guardian"_s)
        return GuardianEvent{text};
    if (kind == u"notice"_s)
        return Notice{Text::fromJson(json.value(u"notice"_s).toObject())};
    return std::nullopt; // of a later version
}

} // namespace Lifeboat
