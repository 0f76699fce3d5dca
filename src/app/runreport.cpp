#include "app/runreport.h"

#include "planning/planrenderer.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <array>

using namespace Qt::StringLiterals;

namespace Lifeboat {

// In the order of RestoreState.
static constexpr std::array RestoreStateNames{"none",   "prepared", "in service",
                                              "undone", "accepted", "discarded"};
static_assert(RestoreStateNames.size() == size_t(RestoreState::Discarded) + 1);

QString restoreStateName(RestoreState state)
{
    return QString::fromLatin1(RestoreStateNames.at(size_t(state)));
}

static RestoreState restoreStateFromName(const QString &name)
{
    for (size_t i = 0; i < RestoreStateNames.size(); ++i) {
        if (name == QLatin1StringView(RestoreStateNames[i]))
            return RestoreState(i);
    }
    return RestoreState::None;
}

Text restoreStateText(RestoreState state)
{
    switch (state) {
    case RestoreState::None:
        break;
    case RestoreState::Prepared:
        return {QT_TRANSLATE_NOOP("Text", "prepared"), {}};
    case RestoreState::InService:
        return {QT_TRANSLATE_NOOP("Text", "in service"), {}};
    case RestoreState::Undone:
        return {QT_TRANSLATE_NOOP("Text", "undone"), {}};
    case RestoreState::Accepted:
        return {QT_TRANSLATE_NOOP("Text", "accepted"), {}};
    case RestoreState::Discarded:
        return {QT_TRANSLATE_NOOP("Text", "discarded"), {}};
    }
    return {};
}

Text outcomeText(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Ok:
        return {QT_TRANSLATE_NOOP("Text", "OK"), {}};
    case Outcome::Warning:
        return {QT_TRANSLATE_NOOP("Text", "Warning"), {}};
    case Outcome::Failed:
        return {QT_TRANSLATE_NOOP("Text", "Failed"), {}};
    case Outcome::Cancelled:
        return {QT_TRANSLATE_NOOP("Text", "Cancelled"), {}};
    case Outcome::Skipped:
        return {QT_TRANSLATE_NOOP("Text", "Skipped"), {}};
    }
    return {};
}

QString toolName()
{
    return u"Lifeboat " LIFEBOAT_VERSION ""_s;
}

static QJsonValue timeJson(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

static QDateTime timeFromJson(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
}

static QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

template <typename T>
static QJsonArray arrayOf(const QList<T> &values)
{
    QJsonArray array;
    for (const T &value : values)
        array << value.toJson();
    return array;
}

template <typename T>
static QList<T> listOf(const QJsonValue &array)
{
    QList<T> values;
    for (const QJsonValue &value : array.toArray())
        values << T::fromJson(value.toObject());
    return values;
}

QJsonObject ComponentReport::toJson() const
{
    QJsonObject json{{u"id"_s, id},
                     {u"status"_s, outcomeName(status)},
                     {u"artifacts"_s, arrayOf(artifacts)},
                     {u"fingerprint"_s, fingerprint.toJson()},
                     {u"differences"_s, arrayOf(differences)},
                     {u"safetyCopy"_s, textOrNull(safetyCopies.value(0))},
                     {u"safetyCopies"_s, QJsonArray::fromStringList(safetyCopies)}};
    if (rtoSeconds)
        json.insert(u"rtoSeconds"_s, *rtoSeconds);
    if (why)
        json.insert(u"why"_s, why->toRecord());
    return json;
}

ComponentReport ComponentReport::fromJson(const QJsonObject &json)
{
    ComponentReport report{
        .id = json.value("id"_L1).toString(),
        .status = outcomeFromName(json.value("status"_L1).toString()),
        .artifacts = listOf<Artifact>(json.value("artifacts"_L1)),
        .fingerprint = Fingerprint::fromJson(json.value("fingerprint"_L1).toObject()),
        .differences = listOf<Difference>(json.value("differences"_L1)),
        .safetyCopies = json.value("safetyCopies"_L1).toVariant().toStringList()};
    if (!json.contains("safetyCopies"_L1)) // of the first version: joined
        report.safetyCopies =
            json.value("safetyCopy"_L1).toString().split(u", "_s, Qt::SkipEmptyParts);
    if (json.contains("rtoSeconds"_L1))
        report.rtoSeconds = json.value("rtoSeconds"_L1).toDouble();
    if (json.contains("why"_L1))
        report.why = Error::fromRecord(json.value("why"_L1).toObject());
    return report;
}

static QJsonObject uncoveredJson(const Uncovered &uncovered)
{
    return {{u"kind"_s, uncovered.kind},
            {u"name"_s, uncovered.name},
            {u"why"_s, uncovered.why.toJson()},
            {u"component"_s, uncovered.component}};
}

static Uncovered uncoveredFromJson(const QJsonObject &json)
{
    return {json.value("kind"_L1).toString(), json.value("name"_L1).toString(),
            Text::fromJson(json.value("why"_L1).toObject()), json.value("component"_L1).toString()};
}

static void insertRestore(QJsonObject &json, const RunReport &report)
{
    json.insert(u"restore"_s, restoreStateName(report.restore));
    json.insert(u"places"_s, arrayOf(report.places));
    json.insert(u"restartServices"_s, QJsonArray::fromStringList(report.restartServices));
}

std::optional<double> RunReport::rtoSeconds() const
{
    std::optional<double> last;
    for (const ComponentReport &component : components) {
        if (!component.rtoSeconds)
            return std::nullopt;
        last = qMax(last.value_or(0), *component.rtoSeconds);
    }
    return last;
}

QJsonObject RunReport::toJson() const
{
    QJsonArray uncoveredList;
    for (const Uncovered &one : uncovered)
        uncoveredList << uncoveredJson(one);
    QJsonObject json{{u"run"_s, run},
                     {u"verb"_s, verbName(verb)},
                     {u"host"_s, hostName},
                     {u"hostId"_s, hostId},
                     {u"point"_s, textOrNull(point)},
                     {u"vault"_s, textOrNull(vault)},
                     {u"tool"_s, textOrNull(tool)},
                     {u"machine"_s, textOrNull(machine)},
                     {u"machineId"_s, textOrNull(machineId)},
                     {u"status"_s, outcomeName(status)},
                     {u"bytes"_s, bytes},
                     {u"seconds"_s, seconds},
                     {u"downtimeSeconds"_s, downtimeSeconds},
                     {u"applicationSeconds"_s, applicationSeconds},
                     {u"skewSeconds"_s, skewSeconds},
                     {u"started"_s, timeJson(started)},
                     {u"ended"_s, timeJson(ended)},
                     {u"components"_s, arrayOf(components)},
                     {u"uncovered"_s, uncoveredList}};
    if (verb == Verb::Drill) {
        const std::optional<double> rto = rtoSeconds();
        json.insert(u"rtoSeconds"_s, rto ? QJsonValue(*rto) : QJsonValue());
    }
    if (error)
        json.insert(u"error"_s, error->toRecord());
    if (restore != RestoreState::None || verb == Verb::Prepare)
        insertRestore(json, *this);
    if (!setAside.isEmpty())
        json.insert(u"setAside"_s, setAside);
    if (agents)
        json.insert(u"agents"_s, agents->toJson());
    if (pid != 0)
        json.insert(u"pid"_s, pid);
    return json;
}

RunReport RunReport::fromJson(const QJsonObject &json)
{
    RunReport report{.run = json.value("run"_L1).toString(),
                     .verb = verbFromName(json.value("verb"_L1).toString()).value_or(Verb::Backup),
                     .hostId = json.value("hostId"_L1).toString(),
                     .hostName = json.value("host"_L1).toString(),
                     .point = json.value("point"_L1).toString(),
                     .vault = json.value("vault"_L1).toString(),
                     .tool = json.value("tool"_L1).toString(),
                     .machine = json.value("machine"_L1).toString(),
                     .machineId = json.value("machineId"_L1).toString(),
                     .status = outcomeFromName(json.value("status"_L1).toString()),
                     .bytes = json.value("bytes"_L1).toInteger(),
                     .seconds = json.value("seconds"_L1).toDouble(),
                     .downtimeSeconds = json.value("downtimeSeconds"_L1).toDouble(),
                     .applicationSeconds = json.value("applicationSeconds"_L1).toDouble(),
                     .skewSeconds = json.value("skewSeconds"_L1).toDouble(),
                     .started = timeFromJson(json.value("started"_L1)),
                     .ended = timeFromJson(json.value("ended"_L1)),
                     .components = listOf<ComponentReport>(json.value("components"_L1)),
                     .restore = restoreStateFromName(json.value("restore"_L1).toString()),
                     .places = listOf<Place>(json.value("places"_L1)),
                     .setAside = json.value("setAside"_L1).toString(),
                     .pid = json.value("pid"_L1).toInt()};
    for (const QJsonValue &value : json.value("uncovered"_L1).toArray())
        report.uncovered << uncoveredFromJson(value.toObject());
    for (const QJsonValue &value : json.value("restartServices"_L1).toArray())
        report.restartServices << value.toString();
    if (json.contains("agents"_L1))
        report.agents = AgentsToTell::fromJson(json.value("agents"_L1).toObject());
    if (json.contains("error"_L1))
        report.error = Error::fromRecord(json.value("error"_L1).toObject());
    return report;
}

QJsonObject planJson(const Plan &plan)
{
    QJsonArray warnings;
    for (const Text &warning : plan.warnings)
        warnings << warning.toEnglish();
    const QJsonValue bytes =
        plan.estimatedBytes < 0 ? QJsonValue() : QJsonValue(plan.estimatedBytes);
    // How long it takes is known only from earlier runs, so it stays open here.
    return {{u"run"_s, plan.run},
            {u"verb"_s, verbName(plan.verb)},
            {u"host"_s, plan.host},
            {u"point"_s, textOrNull(plan.point)},
            {u"steps"_s, planSteps(plan)},
            {u"warnings"_s, warnings},
            {u"estimate"_s, QJsonObject{{u"bytes"_s, bytes}, {u"seconds"_s, QJsonValue()}}}};
}

} // namespace Lifeboat
