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
static RunReport prepareAndCutOver(Context &context, const HostProfile &host,
                                   const FoundPoint &found, const RestoreOptions &options,
                                   const Access &access, const RunObserver &observer)
{
    Operations &operations = context.operations();
    const RunReport prepared = operations.prepare(host, access, found.point, options, observer);
    if (prepared.status != Outcome::Ok || prepared.restore != RestoreState::Prepared)
        return prepared;
    RunReport done = operations.cutOver(host, access, prepared, observer);
    done.seconds += prepared.seconds;
    done.bytes = prepared.bytes;
    return done;
}

CommandResult restorePoint(Context &context)
{
    const Arguments &arguments = context.arguments();
    const bool onlyBeside = arguments.has(u"beside"_s);
    if (onlyBeside && arguments.has(u"confirm"_s))
        return failure(usageError(
            {QT_TRANSLATE_NOOP("Text", "“--beside” and “--confirm” exclude each other."), {}}));
    if (!arguments.has(u"to"_s))
        return failure(usageError(
            {QT_TRANSLATE_NOOP("Text", "“--to NAME” says which host to restore to."), {}}));
    const QString target = arguments.value(u"to"_s);
    const Result<HostProfile> host = context.settings().host(target);
    if (!host)
        return failure(host.error());
    const Result<QStringList> components = selectedComponents(context);
    if (!components)
        return failure(components.error());
    const Result<FoundPoint> found = selectedPoint(context, arguments.words.first());
    if (!found)
        return failure(found.error());
    if (const Result<> checked = checkComponents(*components, found->point); !checked)
        return failure(checked.error());
    if (!onlyBeside) {
        if (const Result<> agreed = confirmed(context, target); !agreed)
            return failure(agreed.error());
    }
    const RestoreOptions options{*components, found->vault.folder};
    CommandResult result =
        restoreRun(context, {*host, [&](const Access &access, const RunObserver &observer) {
                                 return onlyBeside ? context.operations().prepare(
                                            *host, access, found->point, options, observer)
                                                   : prepareAndCutOver(context, *host, *found,
                                                                       options, access, observer);
                             }});
    // Prepared in part is not restored: what was asked for did not happen.
    if (!onlyBeside && result.exitStatus == DoneInPart
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

static Result<FoundRestore> selectedRestore(Context &context, const QList<RestoreState> &allowed)
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
    const Result<FoundRestore> found = selectedRestore(context, {RestoreState::Prepared});
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
    const Result<FoundRestore> found = selectedRestore(context, {RestoreState::InService});
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
    const Result<FoundRestore> found = selectedRestore(context, {RestoreState::InService});
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
    const Result<FoundRestore> found = selectedRestore(
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
