#include "components/common/configfolder.h"
#include "components/common/postgressql.h"
#include "components/common/volume.h"
#include "model/groundfacts.h"
#include "planning/agents.h"
#include "planning/recoverysteps.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static const QString Config = u"config"_s;

static QString quoted(const QString &word)
{
    return ShellCommand::quoted(word);
}

static QString quoted(const QStringList &words)
{
    QStringList all;
    for (const QString &word : words)
        all << quoted(word);
    return all.join(u' ');
}

static QStringList services(const Manifest &manifest)
{
    static const QString prefix = u"image "_s;
    QStringList names;
    if (const ManifestComponent *config = manifest.component(Config)) {
        for (const QString &key : config->details.keys()) {
            if (key.startsWith(prefix))
                names << key.sliced(prefix.size());
        }
    }
    return names;
}

static qint64 neededKib(const Manifest &manifest)
{
    qint64 bytes = 1024LL * 1024 * 1024; // what the servers themselves write meanwhile
    for (const ManifestComponent *component : recoveredComponents(manifest)) {
        for (const DatabaseProfile &database : component->databases)
            bytes += database.bytes;
        for (const Artifact &artifact : component->artifacts + component->needs)
            bytes += artifact.database.isEmpty() ? 2 * artifact.bytes : 0;
    }
    return bytes / 1024;
}

static QString hashes(const Manifest &manifest)
{
    QStringList lines;
    for (const ManifestComponent *component : recoveredComponents(manifest)) {
        for (const Artifact &one : component->artifacts + component->needs)
            lines << one.sha256 + u"  "_s + (one.point.isEmpty() ? manifest.pointId : one.point)
                         + u'/' + one.file;
    }
    return lines.join(u'\n');
}

static QString imageLines(const Manifest &manifest)
{
    QStringList lines;
    for (const ImageFacts &image : recordedImages(manifest)) {
        if (image.id.isEmpty())
            lines << u"need %1 docker image inspect -f '{{.Id}}' %2"_s.arg(
                quoted(image.name + u" is here"_s), quoted(image.name));
        else
            lines << u"image "_s + quoted(QStringList{image.name, image.id})
                         + (image.digest.isEmpty() ? u" ''"_s : u' ' + quoted(image.digest));
    }
    return lines.join(u'\n');
}

static QString start(const Manifest &manifest)
{
    QStringList names;
    QStringList answers;
    bool hasVolumes = false;
    for (const ManifestComponent *component : recoveredComponents(manifest)) {
        hasVolumes = hasVolumes || isVolume(component->id);
        if (isServer(*component))
            names << component->service;
        // Over TCP: on the socket alone a server answers that is about to stop, because it only
        // prepares its folder.
        if (!component->databases.isEmpty())
            answers << u"need %1 waits 180 docker exec %2 pg_isready -q -h 127.0.0.1"_s.arg(
                quoted(component->container + u" answers"_s), quoted(component->container));
    }
    names.removeDuplicates();
    QStringList lines;
    if (hasVolumes) // those of the application are there before it runs
        lines << u"project create --pull never "_s + quoted(services(manifest));
    if (!names.isEmpty())
        lines << u"project up -d --no-deps --pull never "_s + quoted(names);
    return (lines << answers).join(u'\n');
}

// Rows of all tables of a database, or nodes of a graph, as the fingerprint has them.
static void compareDatabases(const ManifestComponent &component, QStringList &lines)
{
    for (const DatabaseProfile &database : component.databases) {
        const QString prefix = database.name + u" table "_s;
        qint64 rows = 0;
        bool hasAny = false;
        for (auto it = component.fingerprint.entries.cbegin();
             it != component.fingerprint.entries.cend(); ++it) {
            bool isNumber = false;
            if (!it.key().startsWith(prefix) || !it.key().endsWith(u" rows"))
                continue;
            rows += it.value().toLongLong(&isNumber);
            if (!isNumber)
                return;
            hasAny = true;
        }
        if (hasAny)
            lines << u"need %1 test \"$(rows %2)\" = %3"_s.arg(
                quoted(u"%1 has %2 rows"_s.arg(database.name).arg(rows)),
                quoted({component.container, component.user, connectionString(database.name)}),
                QString::number(rows));
    }
}

static void compareGraphs(const ManifestComponent &component, QStringList &lines)
{
    // Only where the name is shown as it is.
    static const QRegularExpression graph(u"^graph ([A-Za-z0-9_.-]+) nodes$"_s);
    for (auto it = component.fingerprint.entries.cbegin();
         it != component.fingerprint.entries.cend(); ++it) {
        const QRegularExpressionMatch match = graph.match(it.key());
        if (match.hasMatch())
            lines << u"need %1 waits 300 nodes %2"_s.arg(
                quoted(u"graph %1 has %2 nodes"_s.arg(match.captured(1), it.value())),
                quoted({component.container, match.captured(1), it.value()}));
    }
}

static QString comparisons(const Manifest &manifest)
{
    QStringList lines;
    for (const ManifestComponent *component : recoveredComponents(manifest)) {
        compareDatabases(*component, lines);
        compareGraphs(*component, lines);
    }
    return lines.isEmpty() ? u"project ps"_s : lines.join(u'\n');
}

static QString tokens(const Manifest &manifest)
{
    const ManifestComponent *config = manifest.component(Config);
    const QString count = tokensOf(config->fingerprint);
    const QString container = config->details.value(u"databaseContainer"_s);
    const auto components = recoveredComponents(manifest);
    if (count.isEmpty()
        || std::ranges::none_of(components, [&](const ManifestComponent *component) {
               return component->container == container;
           }))
        return u"echo 'the point holds no tokens of agents'"_s;
    return u"need %1 test \"$(tokens %2)\" = %3"_s.arg(
        quoted(u"SECRET_KEY has signed %1 tokens of agents"_s.arg(count)),
        quoted({container, config->details.value(u"databaseUser"_s),
                connectionString(config->details.value(u"database"_s))}),
        quoted(count));
}

static QString agents(const Manifest &manifest)
{
    const QMap<QString, QString> details = manifest.component(Config)->details;
    const QString database = details.value(u"database"_s);
    if (database.isEmpty())
        return u"echo 'the point does not say which database knows the agents'"_s;
    return u"agents %1 \"$NEW\""_s.arg(
        quoted({details.value(u"databaseContainer"_s), details.value(u"databaseUser"_s),
                connectionString(database)}));
}

QMap<QString, QString> recoveryValues(const Manifest &manifest)
{
    const ManifestComponent *config = manifest.component(Config);
    QStringList files;
    for (const QString &name :
         config->details.value(u"required"_s).split(u'\n', Qt::SkipEmptyParts))
        files << u"-f \"$DIR\"/"_s + quoted(name);
    QStringList running;
    for (const QString &service : services(manifest))
        running << u"need %1 waits 120 runs %2"_s.arg(quoted(service + u" runs"_s),
                                                      quoted(service));
    QString answers = u"project ps"_s;
    if (const QString server = config->details.value(u"server"_s); !server.isEmpty())
        answers = u"need %1 waits 600 docker exec %2 curl -sS -o /dev/null "
                  "http://127.0.0.1:8000/"_s.arg(quoted(server + u" answers"_s), quoted(server));
    return {{u"settings"_s, u"POINT=$BASE/%1\nDIR=%2\nPROJECT=%3"_s.arg(quoted(manifest.pointId),
                                                                        quoted(manifest.directory),
                                                                        quoted(manifest.project))},
            {u"composeFiles"_s, files.join(u' ')},
            {u"time"_s, QString(manifest.pointId).remove(u'T').remove(u'Z')},
            {u"kib"_s, QString::number(neededKib(manifest))},
            {u"hashes"_s, hashes(manifest)},
            {u"images"_s, imageLines(manifest)},
            {u"start"_s, start(manifest)},
            {u"comparisons"_s, comparisons(manifest)},
            {u"services"_s, quoted(services(manifest))},
            {u"running"_s, running.join(u'\n')},
            {u"serverAnswers"_s, answers},
            {u"tokens"_s, tokens(manifest)},
            {u"agentsSql"_s, agentsSql()},
            {u"agents"_s, agents(manifest)}};
}

} // namespace Lifeboat
