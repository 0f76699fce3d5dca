#include "cli/context.h"
#include "cli/hostruns.h"
#include "cli/results.h"
#include "cli/selection.h"
#include "cli/table.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static QString pointTable(const QList<FoundPoint> &points, const HostNames &names)
{
    QList<QStringList> rows;
    for (const FoundPoint &found : points) {
        const StoredPoint &point = found.point;
        const Proof *verified = point.newest(Proof::Kind::Verify);
        const Proof *proven = point.newest(Proof::Kind::Drill);
        QStringList components;
        for (const ManifestComponent &component : point.manifest.components) {
            const QString mark = component.outcome == Outcome::Ok ? QString() : u"!"_s;
            components << component.id + mark;
        }
        QString state = Text{
            point.isComplete() ? QT_TRANSLATE_NOOP("Text", "complete")
                               : QT_TRANSLATE_NOOP("Text", "incomplete"),
            {}}.toString();
        if (point.damage)
            state = Text{QT_TRANSLATE_NOOP("Text", "damaged"), {}}.toString();
        if (point.pinned)
            state += u", "_s + Text{QT_TRANSLATE_NOOP("Text", "pinned"), {}}.toString();
        rows << QStringList{pointName(point.hostId, point.id(), names),
                            sizeText(point.manifest.bytes(), QLocale()),
                            state,
                            timeText(verified ? verified->time : QDateTime()),
                            timeText(proven ? proven->time : QDateTime()),
                            components.join(u", "_s)};
    }
    return tableText({Text{QT_TRANSLATE_NOOP("Text", "POINT"), {}}.toString(),
                      Text{QT_TRANSLATE_NOOP("Text", "SIZE"), {}}.toString(),
                      Text{QT_TRANSLATE_NOOP("Text", "STATE"), {}}.toString(),
                      Text{QT_TRANSLATE_NOOP("Text", "VERIFIED"), {}}.toString(),
                      Text{QT_TRANSLATE_NOOP("Text", "PROVEN"), {}}.toString(),
                      Text{QT_TRANSLATE_NOOP("Text", "COMPONENTS"), {}}.toString()},
                     rows);
}

CommandResult listPoints(Context &context)
{
    const Result<QList<HostProfile>> hosts = context.settings().hosts();
    if (!hosts)
        return failure(hosts.error());
    const Result<PointLookup> lookup =
        PointLookup::open(context.settings(), context.arguments().value(u"vault"_s));
    if (!lookup)
        return failure(lookup.error());
    QList<FoundPoint> points = lookup->points();
    if (const QString name = context.arguments().words.value(0); !name.isEmpty()) {
        const QStringList ids = lookup->hostIds(name, *hosts);
        if (ids.isEmpty() && lookup->troubles().isEmpty())
            return failure(context.settings().host(name).error());
        points.removeIf([&](const FoundPoint &found) { return !ids.contains(found.point.hostId); });
    }
    CommandResult result;
    const HostNames names = context.hostNames();
    QJsonArray array;
    for (const FoundPoint &found : points)
        array << pointJson(found.point, names);
    result.json = {{u"points"_s, array}};
    result.text = pointTable(points, names);
    // A list that may be short is not a success.
    if (!lookup->troubles().isEmpty()) {
        result.error = lookup->troubles().first();
        result.exitStatus = HasFailed;
    }
    return result;
}

// What drills have shown of a component.
static QString proofText(const StoredPoint &point, const QString &component)
{
    const Proof *proof = point.newest(Proof::Kind::Drill, component);
    if (!proof)
        return Text{QT_TRANSLATE_NOOP("Text", "not proven"), {}}.toString();
    const QString time = timeText(proof->time);
    if (!proof->rtoSeconds.contains(component))
        return Text{QT_TRANSLATE_NOOP("Text", "proven %1"), {time}}.toString();
    return Text{QT_TRANSLATE_NOOP("Text", "proven %1, there and equal after %2"),
                {time, secondsText(proof->rtoSeconds.value(component))}}
        .toString();
}

static CommandResult shown(Context &context, const FoundPoint &found)
{
    const HostNames names = context.hostNames();
    CommandResult result{.json = {{u"points"_s, QJsonArray{pointDetailsJson(
                                                    found.point, found.vault.folder, names)}}},
                         .text = pointTable({found}, names) + found.point.folder + u'\n'};
    for (const ManifestComponent &component : found.point.manifest.components) {
        result.text += component.id + u"  "_s + outcomeText(component.outcome).toString() + u"  "_s
                       + component.image + u'\n';
        if (component.outcome == Outcome::Ok)
            result.text += u"  "_s + proofText(found.point, component.id) + u'\n';
        for (const Artifact &artifact : component.artifacts)
            result.text +=
                u"  "_s + artifact.file + u"  "_s + sizeText(artifact.bytes, QLocale()) + u'\n';
        for (const Artifact &needed : component.needs)
            result.text += u"  "_s
                           + Text{QT_TRANSLATE_NOOP("Text", "needs %1 of %2 (%3)"),
                                  {needed.file, pointName(found.point.hostId, needed.point, names),
                                   ByteCount{needed.bytes}}}
                                 .toString()
                           + u'\n';
        if (component.why)
            result.text += u"  "_s + component.why->message.toString() + u'\n';
    }
    if (const std::optional<double> rto = found.point.rtoSeconds())
        result.text += Text{QT_TRANSLATE_NOOP("Text", "all data there and equal after %1"),
                            {secondsText(*rto)}}
                           .toString()
                       + u'\n';
    if (found.point.damage)
        result.text += found.point.damage->message.toString() + u'\n';
    return result;
}

CommandResult pointShow(Context &context)
{
    const Result<FoundPoint> found = selectedPoint(context, context.arguments().words.first());
    return found ? shown(context, *found) : failure(found.error());
}

// Changes the point in its vault, and shows it as it is then.
static CommandResult changed(Context &context,
                             const std::function<Result<>(Vault &, const StoredPoint &)> &change)
{
    Result<FoundPoint> found = selectedPoint(context, context.arguments().words.first());
    if (!found)
        return failure(found.error());
    Result<Vault> vault = openVault(found->vault);
    if (!vault)
        return failure(vault.error());
    if (const Result<> done = change(*vault, found->point); !done)
        return failure(done.error());
    if (const Result<StoredPoint> now = vault->point(found->point.hostId, found->point.id()))
        found->point = *now;
    return shown(context, *found);
}

CommandResult pointPin(Context &context)
{
    return changed(context, [](Vault &vault, const StoredPoint &point) {
        return vault.setPinned(point, true);
    });
}

CommandResult pointUnpin(Context &context)
{
    return changed(context, [](Vault &vault, const StoredPoint &point) {
        return vault.setPinned(point, false);
    });
}

CommandResult pointDelete(Context &context)
{
    return changed(context,
                   [](Vault &vault, const StoredPoint &point) { return vault.remove(point); });
}

CommandResult verifyPoints(Context &context)
{
    QList<HostTask> tasks;
    for (const QString &text : context.arguments().words) {
        const Result<FoundPoint> found = selectedPoint(context, text);
        if (!found)
            return failure(found.error());
        const Result<HostProfile> host = hostOfPoint(context, *found);
        if (!host)
            return failure(host.error());
        if (const Result<> unlocked = unlockFor(context, *found, {}); !unlocked)
            return failure(unlocked.error());
        tasks << HostTask{*host, [&context, found = *found,
                                  host = *host](const Access &access, const RunObserver &observer) {
                              return context.operations().verify(host, access, found.point,
                                                                 found.vault.folder, observer);
                          }};
    }
    return resultOf(context, tasks);
}

CommandResult drillPoint(Context &context)
{
    const Arguments &arguments = context.arguments();
    const Result<QStringList> components = selectedComponents(context);
    if (!components)
        return failure(components.error());
    const Result<FoundPoint> found = selectedPoint(context, arguments.words.first());
    if (!found)
        return failure(found.error());
    if (const Result<> checked = checkComponents(*components, found->point); !checked)
        return failure(checked.error());
    const Result<HostProfile> host =
        arguments.has(u"on"_s) ? context.settings().host(arguments.value(u"on"_s))
                               : hostOfPoint(context, *found,
                                             {QT_TRANSLATE_NOOP("Text", "A drill runs on another "
                                                                        "host with --on NAME."),
                                              {}});
    if (!host)
        return failure(host.error());
    if (const Result<> unlocked = unlockFor(context, *found, *components); !unlocked)
        return failure(unlocked.error());
    return resultOf(context, {{*host, [&](const Access &access, const RunObserver &observer) {
                                   return context.operations().drill(*host, access, found->point,
                                                                     found->vault.folder,
                                                                     *components, observer);
                               }}});
}

} // namespace Lifeboat
