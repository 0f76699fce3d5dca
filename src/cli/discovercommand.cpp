#include "app/openrestores.h"
#include "cli/context.h"
#include "cli/results.h"
#include "cli/table.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static QString discoverText(const HostProfile &host, const HostFacts &facts,
                            const QJsonObject &json)
{
    QString text = host.name + u": "_s + facts.project + u"  "_s + facts.directory + u'\n';
    QList<QStringList> rows;
    for (const QJsonValue &value : json.value("components"_L1).toArray()) {
        const QJsonObject component = value.toObject();
        const bool isPresent = component.value("present"_L1).toBool();
        rows << QStringList{component.value("id"_L1).toString(),
                            isPresent ? component.value("container"_L1).toString() : u"–"_s,
                            component.value("version"_L1).toString(),
                            component.value("image"_L1).toString()};
        QStringList databases;
        for (const QJsonValue &database : component.value("databases"_L1).toArray())
            databases << database.toObject().value("name"_L1).toString();
        rows.last() << databases.join(u", "_s);
    }
    text += tableText({Text{QT_TRANSLATE_NOOP("Text", "COMPONENT"), {}}.toString(),
                       Text{QT_TRANSLATE_NOOP("Text", "CONTAINER"), {}}.toString(),
                       Text{QT_TRANSLATE_NOOP("Text", "VERSION"), {}}.toString(),
                       Text{QT_TRANSLATE_NOOP("Text", "IMAGE"), {}}.toString(),
                       Text{QT_TRANSLATE_NOOP("Text", "DATABASES"), {}}.toString()},
                      rows);
    for (const Uncovered &uncovered : facts.uncovered) {
        text += Text{QT_TRANSLATE_NOOP("Text", "not covered: %1 %2: %3"),
                     {uncovered.kind, uncovered.name, uncovered.why.toString()}}
                    .toString()
                + u'\n';
    }
    for (const QJsonValue &restore : json.value("restores"_L1).toArray()) {
        text += Text{QT_TRANSLATE_NOOP("Text", "restore %1 of %2 by %3: %4"),
                     {restore["run"_L1].toString(), restore["point"_L1].toString(),
                      restore["owner"_L1].toString(), restore["restore"_L1].toString()}}
                    .toString()
                + u'\n';
    }
    for (const Text &warning : facts.warnings)
        text += warning.toString() + u'\n';
    return text;
}

// The discovery has put them into the log, unless a run is under way there.
static QJsonArray restoreArray(Context &context, const HostProfile &host, const HostFacts &facts)
{
    QJsonArray array;
    for (const RestoreNote &note : facts.restores) {
        const Result<RunReport> logged = context.log().run(note.run);
        QJsonObject json =
            runLineJson(logged ? *logged : reportOf(note, host), context.hostNames());
        json.insert(u"owner"_s, note.owner);
        array << json;
    }
    return array;
}

CommandResult discoverHost(Context &context)
{
    const Result<HostProfile> host = context.settings().host(context.arguments().words.first());
    if (!host)
        return failure(host.error());
    const Result<HostFacts> facts = context.operations().discover(*host, context.access(*host));
    if (!facts)
        return failure(facts.error(), {{u"host"_s, host->name}});
    QJsonObject json = discoverJson(*host, *facts);
    json.insert(u"restores"_s, restoreArray(context, *host, *facts));
    return {.json = json, .text = discoverText(*host, *facts, json)};
}

} // namespace Lifeboat
