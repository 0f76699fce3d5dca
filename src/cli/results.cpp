#include "cli/results.h"

#include "cli/table.h"
#include "planning/planrenderer.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static QString text(const char *source, const QList<TextArg> &args = {})
{
    return Text{source, args}.toString();
}

CommandResult failure(const Error &error, const QJsonObject &json)
{
    return {.exitStatus = exitStatus(error), .json = json, .error = error};
}

Error usageError(const Text &message, const Text &hint)
{
    return {Error::Kind::Usage, message, hint, {}};
}

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s) : u"–"_s;
}

QString secondsText(double seconds)
{
    return text(QT_TRANSLATE_NOOP("Text", "%1 s"),
                {QLocale().toString(seconds, 'f', seconds < 10 ? 2 : 0)});
}

static QString componentText(const ComponentReport &component)
{
    const QLocale locale;
    qint64 bytes = 0;
    for (const Artifact &artifact : component.artifacts)
        bytes += artifact.bytes;
    QStringList parts{component.id, outcomeText(component.status).toString()};
    if (!component.artifacts.isEmpty())
        parts << text(QT_TRANSLATE_NOOP("Text", "%1 files"), {qint64(component.artifacts.size())})
              << sizeText(bytes, locale);
    if (component.rtoSeconds)
        parts << text(QT_TRANSLATE_NOOP("Text", "there and equal after %1"),
                      {secondsText(*component.rtoSeconds)});
    if (!component.safetyCopies.isEmpty())
        parts << text(QT_TRANSLATE_NOOP("Text", "kept on the host: %1"),
                      {component.safetyCopies.join(u", "_s)});
    QString lines = u"  "_s + parts.join(u"  "_s) + u'\n';
    if (component.why)
        lines += u"    "_s + component.why->message.toString() + u'\n';
    if (component.why && component.status == Outcome::Skipped
        && !component.why->hint.toString().isEmpty())
        lines += u"    "_s + component.why->hint.toString() + u'\n';
    for (const Difference &difference : component.differences) {
        lines += u"    "_s
                 + text(QT_TRANSLATE_NOOP("Text", "%1: %2 expected, %3 found"),
                        {difference.what, difference.expected, difference.found})
                 + u'\n';
    }
    return lines;
}

static QString runText(const RunReport &report, const HostNames &names)
{
    const QJsonObject line = runLineJson(report, names);
    QStringList head{line.value("host"_L1).toString(), verbText(report.verb),
                     outcomeText(report.status).toString()};
    if (!report.point.isEmpty())
        head << line.value("point"_L1).toString();
    if (report.bytes > 0)
        head << sizeText(report.bytes, QLocale());
    head << secondsText(report.seconds) << text(QT_TRANSLATE_NOOP("Text", "run %1"), {report.run});
    QString lines = head.join(u"  "_s) + u'\n';
    for (const ComponentReport &component : report.components)
        lines += componentText(component);
    if (const std::optional<double> rto = report.rtoSeconds())
        lines += u"  "_s
                 + text(QT_TRANSLATE_NOOP("Text", "all data there and equal after %1"),
                        {secondsText(*rto)})
                 + u'\n';
    if (report.skewSeconds > 0)
        lines += u"  "_s
                 + text(QT_TRANSLATE_NOOP("Text", "the data of one moment are apart by %1 at most"),
                        {secondsText(report.skewSeconds)})
                 + u'\n';
    for (const Uncovered &uncovered : report.uncovered) {
        lines += u"  "_s
                 + text(QT_TRANSLATE_NOOP("Text", "not covered: %1 %2: %3"),
                        {uncovered.kind, uncovered.name, uncovered.why.toString()})
                 + u'\n';
    }
    return lines;
}

static QString agentText(const KnownAgent &agent)
{
    QStringList words{agent.name.isEmpty() ? agent.id : agent.name, agent.ip, agent.system};
    words.removeAll(QString());
    return words.join(u"  "_s);
}

static QString agentsText(const AgentsToTell &told)
{
    QStringList lines{
        text(QT_TRANSLATE_NOOP("Text", "the host has another address now, %1; still to be told of "
                                       "it: %2 agents"),
             {told.address, qint64(told.agents.size())})};
    for (const KnownAgent &agent : told.agents)
        lines << u"  "_s + agentText(agent);
    if (!told.given.isEmpty())
        lines << text(QT_TRANSLATE_NOOP("Text", "the node manager still gives agents these, until "
                                                "they are changed there:"));
    for (const GivenAddress &one : told.given)
        lines << u"  %1: %2 = %3"_s.arg(one.region, one.key, one.value);
    if (!told.absent.isEmpty())
        lines << text(QT_TRANSLATE_NOOP("Text", "not known, because the database has no %1"),
                      {told.absent.join(u", "_s)});
    if (told.why)
        lines << text(QT_TRANSLATE_NOOP("Text", "not known, because the database could not be "
                                                "asked: %1"),
                      {told.why->message.toString()});
    return u"  "_s + lines.join(u"\n  "_s) + u'\n';
}

static QJsonArray allUncovered(const QList<HostRun> &runs)
{
    QJsonArray all;
    for (const HostRun &run : runs) {
        for (const QJsonValue &value : uncoveredJson(run.report.uncovered)) {
            QJsonObject one = value.toObject();
            one.insert(u"host"_s, run.report.hostName);
            all << one;
        }
    }
    return all;
}

// With an error beside it when the whole command failed; what failed in part says so inside.
static std::optional<Error> errorOf(int status, const QList<HostRun> &runs)
{
    return status == AllDone || status == DoneInPart ? std::nullopt : firstError(runs);
}

CommandResult runsResult(const QList<HostRun> &runs, const HostNames &names)
{
    CommandResult result;
    QJsonArray array;
    for (const HostRun &run : runs) {
        array << runJson(run.report, names);
        result.text += runText(run.report, names);
    }
    result.exitStatus = exitStatus(runs);
    result.json = {{u"runs"_s, array}, {u"uncovered"_s, allUncovered(runs)}};
    result.error = errorOf(result.exitStatus, runs);
    return result;
}

CommandResult restoreResult(const HostRun &run, const HostNames &names)
{
    CommandResult result;
    result.exitStatus = exitStatus({run});
    result.json = runJson(run.report, names);
    result.text = runText(run.report, names);
    if (run.report.downtimeSeconds > 0) {
        result.text +=
            u"  "_s
            + text(
                QT_TRANSLATE_NOOP(
                    "Text", "out of service for %1, then %2 until the application had restarted"),
                {secondsText(run.report.downtimeSeconds),
                 secondsText(run.report.applicationSeconds)})
            + u'\n';
    }
    if (!run.report.setAside.isEmpty())
        result.text += u"  "_s
                       + text(QT_TRANSLATE_NOOP("Text", "what was there before is kept in %1; to "
                                                        "bring it back: sh %1/back.sh"),
                              {run.report.setAside})
                       + u'\n';
    if (run.report.agents)
        result.text += agentsText(*run.report.agents);
    result.error = errorOf(result.exitStatus, {run});
    return result;
}

static QJsonArray stepsOf(const Plan &plan)
{
    QJsonArray steps;
    for (const QJsonValue &step : planJson(plan).value("steps"_L1).toArray()) {
        QJsonObject json = step.toObject();
        json.insert(u"host"_s, plan.host); // of several hosts the ids are the same
        steps << json;
    }
    return steps;
}

CommandResult planResult(const QList<Plan> &plans)
{
    CommandResult result;
    QJsonArray steps;
    QJsonArray warnings;
    std::optional<qint64> bytes = 0;
    for (const Plan &plan : plans) {
        if (result.json.isEmpty())
            result.json = planJson(plan);
        for (const QJsonValue &step : stepsOf(plan))
            steps << step;
        if (plan.verb == Verb::Backup)
            bytes = bytes && plan.estimatedBytes >= 0 ? std::optional(*bytes + plan.estimatedBytes)
                                                      : std::nullopt;
        result.text += previewText(plan);
        for (const Text &warning : plan.warnings) {
            warnings << warning.toEnglish();
            result.text += u"# ! "_s + warning.toString() + u'\n';
        }
    }
    result.json.insert(u"steps"_s, steps);
    result.json.insert(u"warnings"_s, warnings);
    if (plans.size() > 1 && plans.first().verb == Verb::Backup)
        result.json.insert(u"estimate"_s,
                           QJsonObject{{u"bytes"_s, bytes ? QJsonValue(*bytes) : QJsonValue()},
                                       {u"seconds"_s, QJsonValue()}});
    return result;
}

} // namespace Lifeboat
