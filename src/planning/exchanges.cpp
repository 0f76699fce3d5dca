#include "planning/exchanges.h"

#include "planning/planning.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

Step guardianStep(const QByteArray &id, const Text &title, const QString &file,
                  std::chrono::seconds limit)
{
    return {.id = id,
            .title = title,
            .action = GuardianStep{file},
            .quietLimit = limit,
            .changesHost = true};
}

// One script out of several: the groups side by side, the scripts of each one after the other. All
// are tried, and it fails when one did.
static QString together(const QList<QStringList> &groups)
{
    QString all = u"jobs=\n"_s;
    for (const QStringList &scripts : groups) {
        all += u"(\nfailed=0\n"_s;
        for (const QString &script : scripts)
            all += u"(\n"_s + script + u") || failed=1\n"_s;
        all += u"exit $failed\n) &\njobs=\"$jobs $!\"\n"_s;
    }
    return all
           + u"failed=0\nfor job in $jobs; do wait \"$job\" || failed=1; done\nexit $failed\n"_s;
}

// Of one container together, in the order in which they come.
static QList<QList<ExchangeOf>> byContainer(const QList<ExchangeOf> &exchanges)
{
    QList<QList<ExchangeOf>> groups;
    for (const ExchangeOf &exchange : exchanges) {
        const auto group = std::ranges::find_if(groups, [&](const QList<ExchangeOf> &one) {
            return one.first().service->container == exchange.service->container;
        });
        if (group == groups.end())
            groups << QList{exchange};
        else
            *group << exchange;
    }
    return groups;
}

static ExchangeRecipe sideBySide(const QList<ExchangeOf> &exchanges)
{
    QList<QStringList> forth;
    QList<QStringList> back;
    QStringList ids;
    ExchangeRecipe all;
    for (const QList<ExchangeOf> &group : byContainer(exchanges)) {
        forth << QStringList();
        back << QStringList();
        std::chrono::seconds limit{0};
        for (const ExchangeOf &exchange : group) {
            forth.last() << exchange.recipe.forth;
            back.last().prepend(exchange.recipe.back);
            limit += exchange.recipe.limit;
            ids << exchange.component->id;
            all.files << exchange.recipe.files;
        }
        all.limit = std::max(all.limit, limit);
    }
    all.title = {QT_TRANSLATE_NOOP("Text", "Exchange side by side: %1"), {ids.join(u", "_s)}};
    all.forth = together(forth);
    all.back = together(back);
    return all;
}

static void add(Plan &plan, Lane &lane, const ExchangeRecipe &exchange, const QString &component)
{
    GuardianTask &task = plan.guardian;
    // Of three digits, for the host completes them in the order of their names.
    const QString name = QString::number(100 + lane.steps.size()) + u"-switch"_s;
    append(task, exchange.files);
    task.files << GuardianFile{u"fin/"_s + name, exchange.title, exchange.forth}
               << GuardianFile{
                      u"undo/"_s + name,
                      {QT_TRANSLATE_NOOP("Text", "Take it back when it cannot be completed"), {}},
                      exchange.back};
    const QByteArray id =
        component.isEmpty() ? QByteArray("switch") : "switch." + component.toUtf8();
    Step step = guardianStep(id, exchange.title, u"fin/"_s + name, exchange.limit);
    step.component = component;
    lane.steps << step;
}

void addExchanges(Plan &plan, Lane &lane, const QList<ExchangeOf> &exchanges)
{
    QList<ExchangeOf> ofContainers;
    for (const ExchangeOf &exchange : exchanges) {
        if (exchange.service->container.isEmpty()) {
            add(plan, lane, exchange.recipe, exchange.component->id);
            continue;
        }
        ofContainers << exchange;
        plan.guardian.touched << exchange.service->container;
    }
    if (ofContainers.size() == 1) {
        add(plan, lane, ofContainers.first().recipe, ofContainers.first().component->id);
    } else if (!ofContainers.isEmpty()) {
        add(plan, lane, sideBySide(ofContainers), {});
        for (const ExchangeOf &exchange : ofContainers)
            plan.together << exchange.component->id;
    }
}

} // namespace Lifeboat
