#include "planning/recoverysteps.h"

#include "components/common/reference.h"
#include "components/common/volume.h"
#include "components/component.h"
#include "planning/planning.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static const QString Config = u"config"_s;
// Data of one another's order: what refers to others comes after them.
static const QStringList &order()
{
    static const QStringList ids{u"config"_s,   u"postgres"_s,     u"falkordb"_s,
                                 u"pgvector"_s, u"minio"_s,        u"nats"_s,
                                 u"redis"_s,    u"victorialogs"_s, u"victoriametrics"_s};
    return ids;
}

static QString quoted(const QString &word)
{
    return ShellCommand::quoted(word);
}

bool isServer(const ManifestComponent &component)
{
    return component.id != Config && !isVolume(component.id);
}

QList<const ManifestComponent *> recoveredComponents(const Manifest &manifest)
{
    QList<const ManifestComponent *> list;
    for (const QString &id : order()) {
        const ManifestComponent *component = manifest.component(id);
        if (component && component->outcome == Outcome::Ok && !component->artifacts.isEmpty())
            list << component;
    }
    for (const ManifestComponent &component : manifest.components) {
        if (isVolume(component.id) && component.outcome == Outcome::Ok)
            list << &component;
    }
    return list;
}

bool isSealed(const Manifest &manifest)
{
    const QList<const ManifestComponent *> components = recoveredComponents(manifest);
    return std::ranges::any_of(components, [](const ManifestComponent *component) {
        return std::ranges::any_of(component->artifacts,
                                   [](const Artifact &one) { return one.isSealed(); });
    });
}

QString filledIn(const QString &text, const QMap<QString, QString> &values)
{
    static const QRegularExpression placeholder(u"@([A-Za-z]+)@"_s);
    QString filled;
    qsizetype from = 0;
    for (const QRegularExpressionMatch &match : placeholder.globalMatch(text)) {
        filled += QStringView(text).sliced(from, match.capturedStart() - from);
        filled += values.value(match.captured(1), match.captured());
        from = match.capturedEnd();
    }
    return filled + text.sliced(from);
}

// --- The commands of a component's page, with the point's values at their head.

// What is mounted there in a container. Go reads the words between the braces.
static QString mounted(const QString &container, QString destination)
{
    destination.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u"$(docker inspect -f "_s
           + quoted(
               u"{{range .Mounts}}{{if eq .Destination \"%1\"}}{{.Source}}{{end}}{{end}}"_s.arg(
                   destination))
           + u' ' + quoted(container) + u')';
}

static QString assigned(const QString &name, const QString &typed, const Manifest &manifest,
                        const ManifestComponent &component)
{
    const QMap<QString, QString> &details = component.details;
    const QString dir = details.value(u"dir"_s);
    if (name == u"POINT")
        return u"$BASE/"_s + quoted(manifest.pointId);
    if (name == u"DIR")
        return quoted(manifest.directory);
    if (name == u"ID")
        return quoted(component.id);
    if (name == u"U")
        return quoted(component.user);
    if (name == u"RDB")
        return quoted(details.value(u"file"_s, u"dump.rdb"_s));
    // Nothing of the application runs while its data come back, nor who writes to a volume.
    if (name == u"APP" || (name == u"C" && isVolume(component.id)))
        return {};
    if (name == u"C")
        return quoted(component.container);
    if (name == u"DATA" && isVolume(component.id))
        return mounted(details.value(u"users"_s).section(u'\n', 0, 0), dir);
    if (name == u"DATA" && !dir.isEmpty())
        return mounted(component.container, dir);
    return typed;
}

static RecoveryStep componentStep(const Manifest &manifest, const ManifestComponent &component)
{
    static const QRegularExpression assignment(u"^([A-Z]+)=(.*)$"_s);
    RecoveryStep step{.id = component.id, .isComponent = true};
    // The same in every language.
    const QStringList lines =
        referenceCommands(referencePage(component.id, u"en"_s)).split(u'\n', Qt::SkipEmptyParts);
    qsizetype at = 0;
    for (; at < lines.size(); ++at) {
        const QRegularExpressionMatch match = assignment.match(lines.at(at));
        if (!match.hasMatch())
            break;
        step.assignments += match.captured(1) + u'='
                            + assigned(match.captured(1), match.captured(2), manifest, component)
                            + u'\n';
    }
    step.commands = lines.sliced(at).join(u'\n') + u'\n';
    step.titles = {component.id, component.id};
    if (component.id != Config && !component.container.isEmpty())
        step.hints = {
            u"Look at docker logs %1, then run the script again."_s.arg(component.container),
            u"请查看 docker logs %1，然后重新运行脚本。"_s.arg(component.container)};
    return step;
}

// --- What cannot be recovered from

static std::optional<Error> unfit(const Manifest &manifest)
{
    if (const QStringList unknown = unknownComponents(manifest); !unknown.isEmpty())
        return notKnown(unknown.join(u", "_s));
    const ManifestComponent *config = manifest.component(Config);
    if (!config || config->outcome != Outcome::Ok || config->artifacts.isEmpty())
        return Error{Error::Kind::Invalid,
                     {QT_TRANSLATE_NOOP("Text", "The backup point %1 does not hold the "
                                                "configuration, without which a blank host cannot "
                                                "be recovered."),
                      {manifest.pointId}},
                     {QT_TRANSLATE_NOOP("Text", "Use a point with “config”. How one component is "
                                                "restored by hand: describe COMPONENT"),
                      {}},
                     {}};
    for (const ManifestComponent &component : manifest.components) {
        for (const Artifact &artifact : component.artifacts) {
            if (artifact.format == u"plain")
                return Error{Error::Kind::Invalid,
                             {QT_TRANSLATE_NOOP("Text", "%1 is plain SQL, which does not hold all "
                                                        "that a blank host needs of a database."),
                              {artifact.file}},
                             {QT_TRANSLATE_NOOP("Text", "Use a point without --format plain."), {}},
                             {}};
        }
    }
    return {};
}

// --- All of it

namespace {

struct Section
{
    QStringList head; // id, titles, hints
    QString text;
};

} // namespace

static QList<Section> sections()
{
    QFile file(u":/runbook/steps.txt"_s);
    QList<Section> list;
    if (!file.open(QIODevice::ReadOnly))
        return list;
    QStringList parts = QString::fromUtf8(file.readAll()).split(u"\n== "_s);
    parts.removeFirst(); // what the file is
    for (const QString &part : parts) {
        QStringList head = part.section(u'\n', 0, 0).split(u" | "_s);
        list << Section{head, part.section(u'\n', 1).trimmed() + u'\n'};
    }
    return list;
}

static QString sectionText(const QList<Section> &all, const QString &id)
{
    const auto it = std::ranges::find_if(
        all, [&](const Section &section) { return section.head.first() == id; });
    return it == all.end() ? QString() : it->text;
}

static QString again(const QList<Section> &all, const ManifestComponent &component)
{
    QString id = u"again-directory"_s;
    if (component.id == Config)
        id = u"again-config"_s;
    else if (!component.databases.isEmpty())
        id = u"again-databases"_s;
    QString text = filledIn(sectionText(all, id), {{u"component"_s, component.id}});
    if (component.id == u"nats") // its page names that container so
        text = u"docker rm -f load >/dev/null 2>&1 || true\n"_s + text;
    if (component.id == u"minio") // it may have to start first
        text += u"waits 60 docker exec \"$C\" rm -rf /tmp/point\n"_s;
    return text;
}

Result<QList<RecoveryStep>> recoverySteps(const Manifest &manifest)
{
    if (const std::optional<Error> why = unfit(manifest))
        return *why;
    const QList<Section> all = sections();
    const QMap<QString, QString> filling = recoveryValues(manifest);
    QList<RecoveryStep> steps;
    const auto addComponents = [&](bool isConfig) {
        for (const ManifestComponent *component : recoveredComponents(manifest)) {
            if ((component->id == Config) != isConfig)
                continue;
            steps << componentStep(manifest, *component);
            steps.last().again = again(all, *component);
        }
    };
    for (const Section &section : all) {
        const QString id = section.head.first();
        if (id.startsWith(u"again-"))
            continue;
        if (id == u"address") // keys and configuration first
            addComponents(true);
        if (id == u"compare")
            addComponents(false);
        steps << RecoveryStep{.id = id,
                              .titles = section.head.sliced(1, 2),
                              .hints = section.head.sliced(3),
                              .commands = filledIn(section.text, filling),
                              .again = filledIn(sectionText(all, u"again-"_s + id), filling)};
    }
    return steps;
}

} // namespace Lifeboat
