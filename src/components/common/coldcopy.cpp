#include "components/common/coldcopy.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static const QString Format = u"cold tar"_s;

QString quotedNames(const QStringList &names)
{
    QStringList quoted;
    for (const QString &name : names)
        quoted << ShellCommand::quoted(name);
    return quoted.join(u' ');
}

ColdStop coldStop(const QString &id, const QString &name, const QStringList &containers,
                  const ServiceEnds &ends, const QString &before, const QString &after)
{
    const QString all = quotedNames(containers);
    const auto step = [&](const char *what, const GuardianFile &file) {
        return Step{.id = (id + u'.' + QLatin1StringView(what)).toUtf8(),
                    .title = file.title,
                    .action = GuardianStep{file.path},
                    .component = id,
                    .quietLimit = ends.limit,
                    .changesHost = true};
    };
    const QString stop = u"docker stop%1 %2 && rm -f %3.stopping\n"_s.arg(
        ends.stopSeconds < 0 ? QString() : u" -t "_s + QString::number(ends.stopSeconds), all, id);
    const GuardianFile stopping{
        u"do/30-"_s + id + u"-stop"_s,
        {QT_TRANSLATE_NOOP("Text", "Stop %1 for a copy of its files"), {name}},
        before + u": >%1.stopping || exit 1\n"_s.arg(id) + stop};
    // The engine goes on with a stop when whoever ordered it is gone, and does not start again what
    // was stopped by order.
    const GuardianFile cleaning{u"clean/02-"_s + id + u"-stop"_s,
                                {QT_TRANSLATE_NOOP("Text", "Wait until %1 has stopped"), {name}},
                                u"[ -e %1.stopping ] || exit 0\n"_s.arg(id) + stop};
    const GuardianFile starting{
        u"do/40-"_s + id + u"-start"_s,
        {QT_TRANSLATE_NOOP("Text", "Start %1 again"), {name}},
        u"docker start %1 || exit 1\nend=$(($(date +%s) + %3))\n"
        "for CONTAINER in %1; do export CONTAINER\n"
        "until sh -c %2 >/dev/null 2>&1 </dev/null; do "
        "[ \"$(date +%s)\" -lt $end ] || exit 1; sleep 0.1 2>/dev/null || sleep 1; done\n"
        "done\n"_s.arg(all, ShellCommand::quoted(ends.probe), QString::number(ends.limit.count()))
            + after};
    Step start = step("start", starting);
    start.always = true;
    return {step("stop", stopping), start, {stopping, starting, cleaning}};
}

Artifact coldArchiveOf(const QString &id, const RecipeContext &context)
{
    return archiveOf(id, context, Format);
}

ColdCopy coldCopy(const QString &id, const ServiceFacts &service, const ServiceEnds &ends,
                  const RecipeContext &context, const QString &before, const QString &after)
{
    const ColdStop cold = coldStop(id, service.service, {service.container}, ends, before, after);
    const Artifact artifact = coldArchiveOf(id, context);
    return {artifact,
            {cold.stop,
             copyArchive(id, service, artifact,
                         u"-C "_s + ShellCommand::quoted(service.dataDirectory()) + u" -cf - ."_s,
                         context),
             cold.start},
            cold.files,
            service.container};
}

bool isColdCopy(const ManifestComponent &there)
{
    return !there.artifacts.isEmpty() && there.artifacts.first().format.startsWith(Format);
}

Error needsStop(const QString &id, const ServiceFacts &service)
{
    return {
        Error::Kind::Invalid,
        {QT_TRANSLATE_NOOP("Text", "%1 can only be copied while %2 is stopped for some seconds, "
                                   "and that was not allowed."),
         {id, service.service}},
        {QT_TRANSLATE_NOOP("Text", "Allow the short stop: backup --cold %1"), {id}},
        {}};
}

} // namespace Lifeboat
