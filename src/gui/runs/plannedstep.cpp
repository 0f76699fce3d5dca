#include "gui/runs/plannedstep.h"

#include "planning/planrenderer.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Lifeboat {

// An order to the guardian is only the name of a file it has: what counts is what that file does.
static QString commandOf(const Step &step, const Plan &plan)
{
    const QString command = commandText(step.action);
    const auto *order = std::get_if<GuardianStep>(&step.action);
    if (!order)
        return command;
    for (const GuardianFile &file : plan.guardian.files) {
        if (file.path == order->file)
            return file.script.trimmed();
    }
    return command;
}

// What a restore feeds is known to the byte.
static qint64 expectedBytes(const Step &step)
{
    const auto *feed = std::get_if<FeedArtifact>(&step.action);
    return step.expectedBytes < 0 && feed && feed->artifact.bytes > 0 ? feed->artifact.bytes
                                                                      : step.expectedBytes;
}

QList<PlannedStep> plannedSteps(const Plan &plan)
{
    QList<PlannedStep> steps;
    for (const GuardianFile &file : plan.guardian.files) {
        steps << PlannedStep{.id = "guardian." + file.path.toUtf8(),
                             .title = file.title,
                             .command = file.script.trimmed(),
                             .lane = "guardian",
                             .changesHost = true};
    }
    for (const Stage &stage : plan.stages) {
        for (const Lane &lane : stage.lanes) {
            for (const Step &step : lane.steps) {
                const bool carries = std::holds_alternative<CaptureOutput>(step.action)
                                     || std::holds_alternative<FeedArtifact>(step.action)
                                     || std::holds_alternative<FetchObjects>(step.action)
                                     || std::holds_alternative<PutObjects>(step.action);
                steps << PlannedStep{.id = step.id,
                                     .title = step.title,
                                     .command = commandOf(step, plan),
                                     .lane = lane.id,
                                     .expectedBytes = expectedBytes(step),
                                     .carriesBytes = carries,
                                     .isQuery =
                                         std::holds_alternative<TakeFingerprint>(step.action),
                                     .changesHost = step.changesHost};
            }
        }
    }
    return steps;
}

QList<PlannedStep> plannedSteps(const QJsonObject &record)
{
    QList<PlannedStep> steps;
    const QJsonObject titles = record.value("titles"_L1).toObject();
    const QJsonArray list = record.value("steps"_L1).toArray();
    for (const QJsonValue &value : list) {
        const QJsonObject json = value.toObject();
        // A record without the translatable form keeps its English words.
        const QJsonObject text = titles.value(json.value("id"_L1).toString()).toObject();
        steps << PlannedStep{.id = json.value("id"_L1).toString().toUtf8(),
                             .title = text.isEmpty()
                                          ? Text{"%1", {json.value("title"_L1).toString()}}
                                          : Text::fromJson(text),
                             .command = json.value("command"_L1).toString().trimmed(),
                             .lane = json.value("lane"_L1).toString().toUtf8(),
                             .isQuery = json.value("where"_L1).toString().contains("database"_L1),
                             .changesHost = json.value("changesHost"_L1).toBool()};
    }
    return steps;
}

Text laneTitle(const QByteArray &lane)
{
    static const QHash<QByteArray, const char *> words{
        {"guardian",
         QT_TRANSLATE_NOOP("Text", "What the guardian on the host is given beforehand")},
        {"moment", QT_TRANSLATE_NOOP("Text", "The one moment of all databases")},
        {"next", QT_TRANSLATE_NOOP("Text", "Right after that moment")},
        {"release", QT_TRANSLATE_NOOP("Text", "Release of that moment")},
        {"switch", QT_TRANSLATE_NOOP("Text", "The switch")},
        {"drop", QT_TRANSLATE_NOOP("Text", "Clearing away")},
        {"note", QT_TRANSLATE_NOOP("Text", "What the host notes of it")},
        {"restored", QT_TRANSLATE_NOOP("Text", "What the host notes of it")},
        {"forget", QT_TRANSLATE_NOOP("Text", "What the host notes of it")},
        {"ground", QT_TRANSLATE_NOOP("Text", "Images, and the folder of the project")},
        {"create", QT_TRANSLATE_NOOP("Text", "Containers, from the restored configuration")},
        {"start", QT_TRANSLATE_NOOP("Text", "Services that hold data")},
        {"application", QT_TRANSLATE_NOOP("Text", "The application")}};
    if (const char *title = words.value(lane))
        return {title, {}};
    static const QHash<QString, const char *> deeds{
        {u"dump"_s, QT_TRANSLATE_NOOP("Text", "Dump of %1")},
        {u"copy"_s, QT_TRANSLATE_NOOP("Text", "Copy of %1")},
        {u"check"_s, QT_TRANSLATE_NOOP("Text", "Check of %1")},
        {u"drill"_s, QT_TRANSLATE_NOOP("Text", "Drill of %1")},
        {u"prepare"_s, QT_TRANSLATE_NOOP("Text", "Preparation of %1")},
        {u"drop"_s, QT_TRANSLATE_NOOP("Text", "Clearing away of %1")}};
    QString name = QString::fromUtf8(lane); // postgres.dump.bklite
    const QString deed = name.section(u'.', 1, 1);
    if (const char *title = deeds.value(deed))
        return {title, {name.remove(u'.' + deed).replace(u'.', u' ')}};
    return {"%1", {name.replace(u'.', u' ')}};
}

} // namespace Lifeboat
