#include "cli/context.h"
#include "cli/hostruns.h"
#include "cli/results.h"
#include "cli/selection.h"
#include "components/common/reference.h"
#include "components/component.h"
#include "planning/planners.h"
#include "planning/planrenderer.h"

#include "app/reports.h"
#include "app/translations.h"

#include <QCoreApplication>
#include <QLocale>

#include <vector>

using namespace Qt::StringLiterals;

namespace Lifeboat {

CommandResult backupHosts(Context &context)
{
    const Result<QList<HostProfile>> hosts = selectedHosts(context);
    if (!hosts)
        return failure(hosts.error());
    const Result<int> parallel = selectedParallel(context);
    if (!parallel)
        return failure(parallel.error());
    const Result<BackupOptions> options = selectedBackup(context);
    if (!options)
        return failure(options.error());
    if (const Result<> unlocked = unlockFor(context, *options); !unlocked)
        return failure(unlocked.error());
    QList<HostTask> tasks;
    for (const HostProfile &host : *hosts) {
        tasks << HostTask{host, [&context, host, options = *options](const Access &access,
                                                                     const RunObserver &observer) {
                              return context.operations().backup(host, access, options, observer);
                          }};
    }
    return resultOf(context, tasks, *parallel);
}

// The exit status is that of a backup of these hosts.
static CommandResult planResult(const QList<HostProfile> &hosts,
                                const std::vector<std::optional<Result<Plan>>> &answers)
{
    QList<Plan> plans;
    QList<HostRun> runs;
    QJsonArray failed;
    for (qsizetype i = 0; i < hosts.size(); ++i) {
        const std::optional<Result<Plan>> &answer = answers[size_t(i)];
        const Result<Plan> plan = answer ? *answer : Result<Plan>(cancelled());
        HostRun run{{.verb = Verb::Backup, .hostName = hosts.at(i).name}, bool(plan)};
        if (plan) {
            plans << *plan;
        } else {
            reportFailure(run.report, plan.error());
            failed << QJsonObject{{u"host"_s, hosts.at(i).name},
                                  {u"error"_s, plan.error().toJson()}};
        }
        runs << run;
    }
    CommandResult result = planResult(plans);
    result.exitStatus = exitStatus(runs);
    result.error = firstError(runs);
    result.json.insert(u"failed"_s, failed);
    return result;
}

CommandResult planBackupOf(Context &context)
{
    const Result<QList<HostProfile>> hosts = selectedHosts(context);
    if (!hosts)
        return failure(hosts.error());
    const Result<int> parallel = selectedParallel(context);
    if (!parallel)
        return failure(parallel.error());
    const Result<BackupOptions> options = selectedBackup(context);
    if (!options)
        return failure(options.error());
    std::vector<std::optional<Result<Plan>>> answers(size_t(hosts->size()));
    forEachHost(context, hosts->size(), *parallel, [&](qsizetype i) {
        const HostProfile &host = hosts->at(i);
        answers[size_t(i)] = context.operations().planBackup(host, context.access(host), *options);
    });
    return planResult(*hosts, answers);
}

CommandResult planRestoreOf(Context &context)
{
    const Result<RestoreChoice> choice = selectedRestore(context);
    if (!choice)
        return failure(choice.error());
    Result<QList<Plan>> plans = context.operations().planRestore(
        choice->host, context.access(choice->host), choice->found.point, choice->options);
    if (!plans)
        return failure(plans.error());
    if (choice->onlyBeside)
        plans->removeLast();
    return planResult(*plans);
}

// Its page, then the recipe on the component's own example: no host is asked.
CommandResult describeComponent(Context &context)
{
    const QString id = context.arguments().words.first();
    const Component *described = component(id);
    if (!described)
        return failure(
            usageError({QT_TRANSLATE_NOOP("Text", "There is no component “%1”."), {id}}));
    const Result<QString> wanted = selectedLanguage(context);
    if (!wanted)
        return failure(wanted.error());
    Translations language;
    language.setLanguage(*wanted);
    HostProfile host{.id = u"example-00000001"_s, .name = u"example"_s};
    HostFacts facts{.project = u"bk-lite"_s,
                    .directory = u"/opt/bk-lite"_s,
                    .deployment = component(u"config"_s)->sample,
                    .services = {described->sample}};
    if (!described->sample.postgres)
        facts.services << component(u"postgres"_s)->sample; // lends its image
    const Result<Plan> plan =
        planBackup(host, facts, {.components = {id}, .pointId = u"20261122T020000Z"_s},
                   u"20261122t020000-00000001"_s);
    if (!plan)
        return failure(plan.error());
    CommandResult result = planResult({*plan});
    result.json.insert(u"component"_s, id);
    result.json.insert(u"title"_s, described->title.toEnglish());
    const Text heading{QT_TRANSLATE_NOOP("Text", "The steps of a backup, on an example"), {}};
    result.text.prepend(referencePage(id, QLocale().name()) + u"\n## "_s + heading.toString()
                        + u"\n\n"_s);
    return result;
}

} // namespace Lifeboat
