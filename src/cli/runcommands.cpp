#include "cli/context.h"
#include "cli/results.h"
#include "cli/table.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static QString runTable(const QList<RunReport> &runs, const HostNames &names)
{
    QList<QStringList> rows;
    for (const RunReport &run : runs) {
        const QJsonObject json = runLineJson(run, names);
        QString state = outcomeText(run.status).toString();
        if (run.isRunning())
            state = Text{QT_TRANSLATE_NOOP("Text", "running"), {}}.toString();
        else if (run.error && run.error->kind == Error::Kind::Interrupted)
            state = Text{QT_TRANSLATE_NOOP("Text", "interrupted"), {}}.toString();
        if (run.restore != RestoreState::None)
            state += u", "_s + restoreStateText(run.restore).toString();
        rows << QStringList{run.run, verbText(run.verb),    json.value("host"_L1).toString(),
                            state,   timeText(run.started), json.value("point"_L1).toString()};
    }
    return tableText({Text{QT_TRANSLATE_NOOP("Text", "RUN"), {}}.toString(),
                      Text{QT_TRANSLATE_NOOP("Text", "VERB"), {}}.toString(),
                      Text{QT_TRANSLATE_NOOP("Text", "HOST"), {}}.toString(),
                      Text{QT_TRANSLATE_NOOP("Text", "STATE"), {}}.toString(),
                      Text{QT_TRANSLATE_NOOP("Text", "STARTED"), {}}.toString(),
                      Text{QT_TRANSLATE_NOOP("Text", "POINT"), {}}.toString()},
                     rows);
}

CommandResult listRuns(Context &context)
{
    Result<QList<RunReport>> runs = context.log().runs();
    if (!runs)
        return failure(runs.error());
    if (const QString name = context.arguments().words.value(0); !name.isEmpty()) {
        const Result<HostProfile> host = context.settings().host(name);
        if (!host)
            return failure(host.error());
        runs->removeIf([&](const RunReport &run) { return run.hostId != host->id; });
    }
    const HostNames names = context.hostNames();
    QJsonArray array;
    for (const RunReport &run : *runs)
        array << runLineJson(run, names);
    return {.json = {{u"runs"_s, array}}, .text = runTable(*runs, names)};
}

static QString stepsText(const QList<RunEvent> &events)
{
    QString text;
    for (const RunEvent &event : events) {
        if (const auto *started = std::get_if<StepStarted>(&event)) {
            text += QString::fromUtf8(started->step) + u"\n  $ "_s + started->command + u'\n';
        } else if (const auto *finished = std::get_if<StepFinished>(&event);
                   finished && finished->error) {
            text += u"  ✗ "_s + finished->error->message.toString() + u'\n';
        } else if (const auto *guardian = std::get_if<GuardianEvent>(&event)) {
            text += u"  "_s + guardian->text + u'\n';
        } else if (const auto *notice = std::get_if<Notice>(&event)) {
            text += u"  "_s + notice->text.toString() + u'\n';
        }
    }
    return text;
}

CommandResult runShow(Context &context)
{
    const Result<RunReport> run = context.log().run(context.arguments().words.first());
    if (!run)
        return failure(run.error());
    const HostNames names = context.hostNames();
    CommandResult result{.json = {{u"runs"_s, QJsonArray{runJson(*run, names)}}},
                         .text = runTable({*run}, names)};
    if (run->error)
        result.text += run->error->message.toString() + u'\n';
    // A run that ended before its first step has no journal worth a word.
    if (const Result<QList<RunEvent>> events = context.log().events(run->run))
        result.text += stepsText(*events);
    return result;
}

CommandResult runCancel(Context &context)
{
    const QString id = context.arguments().words.first();
    if (const Result<> asked = context.log().requestCancel(id); !asked)
        return failure(asked.error());
    return {.json = {{u"run"_s, id}},
            .text = Text{QT_TRANSLATE_NOOP("Text", "Run %1 was asked to end."), {id}}.toString()
                    + u'\n'};
}

} // namespace Lifeboat
