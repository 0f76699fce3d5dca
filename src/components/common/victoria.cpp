#include "components/common/victoria.h"

#include "components/common/answers.h"
#include "components/common/http.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

static constexpr qint64 Day = 86400;

static ShellCommand askVictoria(const Victoria &kind, const ServiceFacts &service,
                                const QString &helperImage)
{
    const QString script =
        listeningPort(service.container, kind.port)
        + u"flags=$(ask GET $port /flags) && metrics=$(ask GET $port /metrics) || exit 1\n"
          "dir=$(printf '%s\\n' \"$flags\" | "
          "sed -n 's/^-storageDataPath=\"\\(.*\\)\"$/\\1/p')\n"
          "echo \"port=$port\"\n[ -z \"$dir\" ] || printf 'dir=%s\\n' \"$dir\"\n"
          "printf '%s\\n' \"$flags\" | sed -n 's/^-retentionPeriod=\"\\(.*\\)\"$/retention=\\1/p'\n"
          "printf '%s\\n' \"$metrics\" | sed -n 's/.*app_version=\"\\([^\"]*\\)\".*/version=\\1/p' "
          "| head -n 1\n"_s
        + QString(kind.moreQuestions).replace(u"HELPER"_s, ShellCommand::quoted(helperImage));
    return asking(service.container, helperImage, script);
}

Result<> noteVictoria(const Victoria &kind, const QByteArray &answer, ServiceFacts &service)
{
    QMap<QString, QString> details{{u"dir"_s, kind.folder}, {u"retention"_s, kind.retention}};
    details.insert(namedLines(answer));
    if (!details.contains(u"port"_s))
        return Error{Error::Kind::CommandFailed,
                     {QT_TRANSLATE_NOOP("Text", "%1 in %2 did not tell its settings."),
                      {kind.id, service.container}},
                     {},
                     QString::fromUtf8(answer)};
    if (!details.value(u"dir"_s).startsWith(u'/'))
        details[u"dir"_s].prepend(u'/'); // the images' working directory
    // victoria-metrics-20241115-223806-tags-v1.106.1-0-g4b74baf69
    static const QRegularExpression tag(u"tags-v([0-9.]+)"_s);
    const QRegularExpressionMatch match = tag.match(details.value(u"version"_s));
    if (match.hasMatch())
        details[u"version"_s] = match.captured(1);
    service.details = details;
    return {};
}

ServiceEnds victoriaEnds(const ServiceFacts &service, const RecipeContext &context)
{
    return {.probe =
                httpProbe(context.helperImage, service.details.value(u"port"_s), u"/health"_s)};
}

qint64 retentionSeconds(const QString &retention)
{
    static const QHash<QString, qint64> units{{u"h"_s, 3600},
                                              {u"d"_s, Day},
                                              {u"w"_s, 7 * Day},
                                              {u"y"_s, 365 * Day},
                                              {QString(), 31 * Day}};
    static const QRegularExpression pattern(u"\\A([0-9.]+)([hdwy]?)\\z"_s);
    const QRegularExpressionMatch match = pattern.match(retention);
    return match.hasMatch() ? qint64(match.captured(1).toDouble() * units.value(match.captured(2)))
                            : 0;
}

static SettledCount countOf(const Victoria &kind, const QMap<QString, QString> &details,
                            const QString &port)
{
    const qint64 retention = retentionSeconds(details.value(u"retention"_s, kind.retention));
    return {
        kind.id,
        u"first=$(((until - %1) / 86400 * 86400 + 172800)); [ $first -gt 0 ] || first=0\n"_s.arg(
            retention)
            + QString(kind.count).replace(u"PORT"_s, port)};
}

SettledCount victoriaCount(const Victoria &kind, const ServiceFacts &service)
{
    return countOf(kind, service.details, service.details.value(u"port"_s));
}

// The retention of a throw-away server is none: it would count less than is there, and delete it.
static CheckServer checkServer(const Victoria &kind, const QString &image,
                               const RecipeContext &context)
{
    return {.image = image,
            .destination = kind.folder,
            .arguments = {u"-storageDataPath="_s + kind.folder, u"-retentionPeriod=100y"_s},
            .probe = httpProbe(context.helperImage, QString::number(kind.port), u"/health"_s)};
}

static QList<Step> compare(const Victoria &kind, const ManifestComponent &there,
                           const RecipeContext &context)
{
    return {compareCount(countOf(kind, there.details, QString::number(kind.port)),
                         there.fingerprint, checkContainer(kind.id, context), context)};
}

static RestoreRecipe drill(const Victoria &kind, const ManifestComponent &there,
                           const RecipeContext &context)
{
    return drillDirectory(kind.id, unpackArchives(kind.id, there, context, kind.parts),
                          checkServer(kind, there.imageId, context), compare(kind, there, context),
                          context);
}

static RestoreRecipe prepare(const Victoria &kind, const ServiceFacts &service,
                             const ManifestComponent &there, const RecipeContext &context)
{
    RestoreRecipe recipe = prepareDirectory(
        directoryPlace(kind.id, service, service.dataDirectory(), context),
        unpackArchives(kind.id, there, context, kind.parts),
        checkServer(kind, service.imageId, context), compare(kind, there, context), context);
    recipe.warnings << Text{
        QT_TRANSLATE_NOOP("Text",
                          "%1 keeps data for %2 (-retentionPeriod): what is older is "
                          "deleted again as soon as it is in service. Raise it first if you "
                          "need that."),
        {kind.id, service.details.value(u"retention"_s)}};
    return recipe;
}

Component victoriaComponent(const Victoria &kind)
{
    Component component{
        .id = kind.id,
        .matches = [kind](const ServiceFacts &service) { return service.program == kind.program; },
        .question =
            [kind](const ServiceFacts &service, const QString &helperImage) {
                return askVictoria(kind, service, helperImage);
            },
        .answer = [kind](const QByteArray &answer,
                         ServiceFacts &service) { return noteVictoria(kind, answer, service); },
        .verify =
            [kind](const ServiceFacts &, const ManifestComponent &there,
                   const RecipeContext &context) {
                return QList<Lane>{
                    {kind.id.toUtf8() + ".check",
                     checkArchives(kind.id, there.artifacts + there.needs, context)}};
            },
        .drill = [kind](const ManifestComponent &there,
                        const RecipeContext &context) { return drill(kind, there, context); },
        .unfit =
            [kind](const ServiceFacts &service, const ManifestComponent &) {
                return notInVolume(kind.id, service, service.dataDirectory());
            },
        .prepare =
            [kind](const ServiceFacts &service, const ManifestComponent &there,
                   const RecipeContext &context) { return prepare(kind, service, there, context); },
    };
    exchangeByDirectory(component, victoriaEnds);
    return component;
}

} // namespace Lifeboat
