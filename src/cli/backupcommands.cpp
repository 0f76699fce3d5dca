#include "cli/context.h"
#include "cli/hostruns.h"
#include "cli/results.h"
#include "cli/selection.h"
#include "components/component.h"
#include "planning/planners.h"
#include "planning/planrenderer.h"

#include "app/translations.h"

#include <QCoreApplication>
#include <QLocale>

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
    QList<HostTask> tasks;
    for (const HostProfile &host : *hosts) {
        tasks << HostTask{host, [&context, host, options = *options](const Access &access,
                                                                     const RunObserver &observer) {
                              return context.operations().backup(host, access, options, observer);
                          }};
    }
    return resultOf(context, tasks, *parallel);
}

static CommandResult planResult(const QList<Plan> &plans)
{
    CommandResult result;
    QJsonArray steps;
    QJsonArray warnings;
    for (const Plan &plan : plans) {
        const QJsonObject json = planJson(plan);
        if (result.json.isEmpty())
            result.json = json;
        for (const QJsonValue &step : json.value("steps"_L1).toArray())
            steps << step;
        for (const QJsonValue &warning : json.value("warnings"_L1).toArray())
            warnings << warning;
        result.text += previewText(plan);
        for (const Text &warning : plan.warnings)
            result.text += u"# ! "_s + warning.toString() + u'\n';
    }
    result.json.insert(u"steps"_s, steps);
    result.json.insert(u"warnings"_s, warnings);
    return result;
}

CommandResult planBackupOf(Context &context)
{
    const Result<HostProfile> host = context.settings().host(context.arguments().words.first());
    if (!host)
        return failure(host.error());
    const Result<BackupOptions> options = selectedBackup(context);
    if (!options)
        return failure(options.error());
    const Result<Plan> plan =
        context.operations().planBackup(*host, context.access(*host), *options);
    return plan ? planResult({*plan}) : failure(plan.error());
}

// What `restore` does, in its two parts: the second one only when the comparison found nothing.
static Result<QList<Plan>> restorePlans(const HostProfile &host, const HostFacts &facts,
                                        const Manifest &manifest, const QStringList &components,
                                        bool onlyBeside)
{
    const QString run = RunLog::newRunId(QDateTime::currentDateTimeUtc());
    const Result<Plan> prepare =
        planPrepare(host, facts, manifest, components, RestoreOptions().createRoles, run);
    if (!prepare)
        return prepare.error();
    if (onlyBeside)
        return QList<Plan>{*prepare};
    const Result<Plan> cutOver =
        planSwitch(host, facts, placesOf(facts, manifest, components, run),
                   Direction::CutOver, run, run);
    if (!cutOver)
        return cutOver.error();
    return QList<Plan>{*prepare, *cutOver};
}

CommandResult planRestoreOf(Context &context)
{
    const Arguments &arguments = context.arguments();
    const Result<QStringList> components = selectedComponents(context);
    if (!components)
        return failure(components.error());
    if (!arguments.has(u"to"_s))
        return failure(usageError(
            {QT_TRANSLATE_NOOP("Text", "“--to NAME” says which host to restore to."), {}}));
    const Result<HostProfile> host = context.settings().host(arguments.value(u"to"_s));
    if (!host)
        return failure(host.error());
    const Result<FoundPoint> found = selectedPoint(context, arguments.words.first());
    if (!found)
        return failure(found.error());
    if (const Result<> checked = checkComponents(*components, found->point); !checked)
        return failure(checked.error());
    const Result<HostFacts> facts = context.operations().discover(*host, context.access(*host));
    if (!facts)
        return failure(facts.error());
    const Result<QList<Plan>> plans =
        restorePlans(*host, *facts, found->point.manifest, *components, arguments.has(u"beside"_s));
    return plans ? planResult(*plans) : failure(plans.error());
}

// The recipe on the component's own example: no host is asked.
CommandResult describeComponent(Context &context)
{
    const QString id = context.arguments().words.first();
    const Component *described = component(id);
    if (!described)
        return failure(
            usageError({QT_TRANSLATE_NOOP("Text", "There is no component “%1”."), {id}}));
    Translations language;
    if (context.arguments().has(u"lang"_s)) {
        const QString wanted = context.arguments().value(u"lang"_s);
        if (wanted != "en"_L1 && wanted != "zh_CN"_L1)
            return failure(
                usageError({QT_TRANSLATE_NOOP("Text", "“--lang” takes zh_CN or en."), {}}));
        language.setLanguage(wanted);
    }
    HostProfile host{.id = u"example-00000001"_s, .name = u"example"_s};
    HostFacts facts{
        .project = u"bk-lite"_s, .directory = u"/opt/bk-lite"_s, .services = {described->sample}};
    const Result<Plan> plan =
        planBackup(host, facts, {.components = {id}, .pointId = u"20261122T020000Z"_s},
                   u"20261122t020000-00000001"_s);
    if (!plan)
        return failure(plan.error());
    CommandResult result = planResult({*plan});
    result.json.insert(u"component"_s, id);
    result.json.insert(u"title"_s, described->title.toEnglish());
    result.text.prepend(u"# "_s + described->title.toString() + u"\n\n"_s);
    return result;
}

} // namespace Lifeboat
