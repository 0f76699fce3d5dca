#include "cli/context.h"
#include "cli/hostruns.h"
#include "cli/results.h"
#include "cli/selection.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

// One run on one host that has been chosen before.
static CommandResult restoreRun(Context &context, const HostTask &task)
{
    const QList<HostRun> runs = runTasks(context, {task});
    if (runs.isEmpty())
        return failure(cancelled());
    return restoreResult(runs.first(), context.hostNames());
}

// Prepares, compares, and goes on to the cut-over only when everything is equal.
static RunReport prepareAndCutOver(Operations &operations, const RestoreChoice &choice,
                                   const Access &access, const RunObserver &observer)
{
    const RunReport prepared =
        operations.prepare(choice.host, access, choice.found.point, choice.options, observer);
    if (choice.onlyBeside || prepared.status != Outcome::Ok
        || prepared.restore != RestoreState::Prepared)
        return prepared;
    RunReport done = operations.cutOver(choice.host, access, prepared, observer);
    done.seconds += prepared.seconds;
    done.bytes = prepared.bytes;
    return done;
}

// Without a terminal nobody agrees, and the plan says what is missing.
static bool mayCreateRoles(Context &context, const QString &host,
                           const QMap<QString, QStringList> &missing)
{
    QStringList roles;
    for (const QStringList &some : missing)
        roles += some;
    roles.removeDuplicates();
    const std::optional<QString> answer = context.ask(Text{
        QT_TRANSLATE_NOOP("Text",
                          "%1 lacks these roles of the point: %2. Create them as they were? "
                          "Type yes: "),
        {host, roles.join(u", "_s)}}.toString());
    return answer && answer->trimmed() == "yes"_L1;
}

CommandResult restorePoint(Context &context)
{
    Result<RestoreChoice> choice = selectedRestore(context);
    if (!choice)
        return failure(choice.error());
    if (!choice->onlyBeside && !context.arguments().has(u"confirm"_s)) {
        if (const Result<> agreed = confirmed(context, choice->hostText); !agreed)
            return failure(agreed.error());
    }
    if (const Result<> unlocked = unlockFor(context, choice->found, choice->options.components);
        !unlocked)
        return failure(unlocked.error());
    choice->options.mayCreateRoles = [&](const QMap<QString, QStringList> &missing) {
        return mayCreateRoles(context, choice->host.name, missing);
    };
    CommandResult result = restoreRun(
        context, {choice->host, [&](const Access &access, const RunObserver &observer) {
                      return prepareAndCutOver(context.operations(), *choice, access, observer);
                  }});
    // Prepared in part is not restored: what was asked for did not happen.
    if (!choice->onlyBeside && result.exitStatus == DoneInPart
        && result.json.value("restore"_L1) != restoreStateName(RestoreState::InService))
        result.exitStatus = HasFailed;
    return result;
}

// What a later part of a restore works on.
struct FoundRestore
{
    RunReport report;
    HostProfile host;
};

static Result<FoundRestore> preparedRestore(Context &context, const QList<RestoreState> &allowed)
{
    const QString id = context.arguments().words.first();
    const Result<RunReport> report = context.log().run(id);
    if (!report)
        return report.error();
    if (report->places.isEmpty())
        return usageError(
            {QT_TRANSLATE_NOOP("Text", "Run %1 is no restore, or it prepared nothing."),
             {report->run}});
    // An interrupted one may be further than its record says; the host is asked then.
    const bool isCertain = report->ended.isValid();
    if (isCertain && !allowed.contains(report->restore)) {
        return usageError(
            {QT_TRANSLATE_NOOP("Text", "Run %1 is “%2”: this cannot be done with it now."),
             {report->run, restoreStateName(report->restore)}});
    }
    const Result<HostProfile> host = context.settings().host(report->hostId);
    if (!host)
        return host.error();
    return FoundRestore{*report, *host};
}

static Result<> agreed(Context &context, const HostProfile &host)
{
    // The id is the host's other name, also for --to.
    if (context.arguments().value(u"confirm"_s) == host.id)
        return {};
    return confirmed(context, host.name);
}

CommandResult cutOverRun(Context &context)
{
    const Result<FoundRestore> found = preparedRestore(context, {RestoreState::Prepared});
    if (!found)
        return failure(found.error());
    if (const Result<> yes = agreed(context, found->host); !yes)
        return failure(yes.error());
    return restoreRun(context,
                      {found->host, [&](const Access &access, const RunObserver &observer) {
                           return context.operations().cutOver(found->host, access, found->report,
                                                               observer);
                       }});
}

CommandResult undoRun(Context &context)
{
    const Result<FoundRestore> found = preparedRestore(context, {RestoreState::InService});
    if (!found)
        return failure(found.error());
    if (context.arguments().has(u"confirm"_s)) {
        if (const Result<> yes = agreed(context, found->host); !yes)
            return failure(yes.error());
    }
    return restoreRun(context,
                      {found->host, [&](const Access &access, const RunObserver &observer) {
                           return context.operations().undo(found->host, access, found->report,
                                                            observer);
                       }});
}

CommandResult acceptRun(Context &context)
{
    const Result<FoundRestore> found = preparedRestore(context, {RestoreState::InService});
    if (!found)
        return failure(found.error());
    return restoreRun(context,
                      {found->host, [&](const Access &access, const RunObserver &observer) {
                           return context.operations().accept(found->host, access, found->report,
                                                              observer);
                       }});
}

CommandResult discardRun(Context &context)
{
    // Also what a failed or unequal preparation left beside: it has no state of its own.
    const Result<FoundRestore> found = preparedRestore(
        context, {RestoreState::None, RestoreState::Prepared, RestoreState::Undone});
    if (!found)
        return failure(found.error());
    return restoreRun(context,
                      {found->host, [&](const Access &access, const RunObserver &observer) {
                           return context.operations().discard(found->host, access, found->report,
                                                               observer);
                       }});
}

} // namespace Lifeboat
