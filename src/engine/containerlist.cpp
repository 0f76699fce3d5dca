#include "engine/containerlist.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Lifeboat {

// None of these is a secret.
static const QStringList AskedVariables{u"PG_MAJOR"_s,  u"POSTGRES_USER"_s, u"PGPORT"_s,
                                        u"DB_ENGINE"_s, u"DB_NAME"_s,       u"DB_USER"_s,
                                        u"DB_HOST"_s,   u"INSTALL_APPS"_s};

// Arguments may hold passwords, so only those are asked for that tell which server it is.
static const QStringList AskedArguments{u"redis-server"_s, u"nats-server"_s, u"minio"_s,
                                        u"server"_s};

static QString anyOf(const QString &variable, const QStringList &values)
{
    QString text = u"or"_s;
    for (const QString &value : values)
        text += u" (eq %1 \"%2\")"_s.arg(variable, value);
    return text;
}

static QString inspectTemplate()
{
    const auto label = [](const char *name) {
        return u"{{json (index .Config.Labels \"com.docker.compose.%1\")}}"_s.arg(
            QLatin1StringView(name));
    };
    return u"{\"name\":{{json .Name}},\"id\":{{json .Id}},\"image\":{{json .Config.Image}},"
           u"\"path\":{{json .Path}},\"imageId\":{{json .Image}},\"state\":{{json "
           u".State.Status}},\"started\":{{json .State.StartedAt}},"
           u"\"restart\":{{json .HostConfig.RestartPolicy.Name}},\"temporary\":{{json "
           u".HostConfig.AutoRemove}},\"mounts\":{{json .Mounts}},"
           u"\"addresses\":[{{range .NetworkSettings.Networks}}{{json .IPAddress}},{{end}}\"\"],"
           u"\"service\":"_s
           + label("service") + u",\"project\":"_s + label("project") + u",\"directory\":"_s
           + label("project.working_dir") + u",\"files\":"_s + label("project.config_files")
           + u",\"env\":[{{range .Config.Env}}{{$k := index (split . \"=\") 0}}{{if "_s
           + anyOf(u"$k"_s, AskedVariables)
           + u"}}{{json .}},{{end}}{{end}}\"\"],\"args\":[{{range .Args}}{{if "_s
           + anyOf(u"."_s, AskedArguments)
           + u"}}{{json .}},{{end}}{{end}}\"\"],"
             "\"names\":[{{range .Config.Env}}{{json (index (split . \"=\") 0)}},{{end}}\"\"]}"_s;
}

ShellCommand listContainers()
{
    static const QString script =
        u"set -- \"$1\" $(docker ps -aq --no-trunc --filter label=com.docker.compose.project); "
        u"[ $# -eq 1 ] || { format=$1; shift; docker inspect -f \"$format\" \"$@\"; }"_s;
    return ShellCommand("sh -c") << script << u"sh"_s << inspectTemplate();
}

static Mount parseMount(const QJsonObject &json)
{
    static const QRegularExpression anonymous(u"\\A[0-9a-f]{64}\\z"_s);
    Mount mount{.type = json.value(u"Type"_s).toString(),
                .name = json.value(u"Name"_s).toString(),
                .source = json.value(u"Source"_s).toString(),
                .destination = json.value(u"Destination"_s).toString()};
    mount.readOnly = !json.value(u"RW"_s).toBool(true);
    mount.anonymous = anonymous.match(mount.name).hasMatch();
    return mount;
}

static QStringList words(const QJsonValue &array)
{
    QStringList words;
    for (const QJsonValue &value : array.toArray()) {
        if (!value.toString().isEmpty())
            words << value.toString();
    }
    return words;
}

// The server that a container runs, by its entry point, what it is told to start, and the names of
// the variables that its image sets.
static QString programOf(const QString &path, const QStringList &arguments,
                         const QStringList &variables)
{
    const auto has = [&](QLatin1StringView prefix) {
        return std::any_of(variables.begin(), variables.end(),
                           [&](const QString &name) { return name.startsWith(prefix); });
    };
    const QString program = path.section(u'/', -1);
    if (program.startsWith("victoria-metrics"_L1))
        return u"victoria-metrics"_s;
    if (program.startsWith("victoria-logs"_L1))
        return u"victoria-logs"_s;
    if (program == "nats-server"_L1 || arguments.contains("nats-server"_L1))
        return u"nats-server"_s;
    if (has("FALKORDB_"_L1) && (program == "run.sh"_L1 || program == "redis-server"_L1))
        return u"falkordb"_s;
    if (program == "redis-server"_L1 || arguments.contains("redis-server"_L1))
        return u"redis-server"_s;
    const bool isMinio = program == "minio"_L1 || arguments.contains("minio"_L1);
    if (isMinio || (has("MINIO_"_L1) && arguments.contains("server"_L1)))
        return u"minio"_s;
    return {};
}

static ListedContainer parseContainer(const QJsonObject &json)
{
    ListedContainer container{.project = json.value(u"project"_s).toString(),
                              .directory = json.value(u"directory"_s).toString(),
                              .files = json.value(u"files"_s).toString().split(u',')};
    ServiceFacts &service = container.service;
    service.service = json.value(u"service"_s).toString();
    service.container = json.value(u"name"_s).toString().mid(1); // docker's names begin with '/'
    service.containerId = json.value(u"id"_s).toString();
    service.image = json.value(u"image"_s).toString();
    service.imageId = json.value(u"imageId"_s).toString();
    service.state = json.value(u"state"_s).toString();
    service.restartPolicy = json.value(u"restart"_s).toString();
    service.isTemporary = json.value(u"temporary"_s).toBool();
    service.started = QDateTime::fromString(json.value(u"started"_s).toString(), Qt::ISODateWithMs);
    for (const QJsonValue &address : json.value(u"addresses"_s).toArray()) {
        if (!address.toString().isEmpty())
            service.addresses << address.toString();
    }
    for (const QJsonValue &mount : json.value(u"mounts"_s).toArray())
        service.mounts << parseMount(mount.toObject());
    for (const QJsonValue &variable : json.value(u"env"_s).toArray()) {
        const QString text = variable.toString();
        if (!text.isEmpty())
            container.environment.insert(text.section(u'=', 0, 0), text.section(u'=', 1));
    }
    // Images made from PostgreSQL's inherit its variables; only the server runs its entry point.
    const QString program = json.value(u"path"_s).toString().section(u'/', -1);
    if (program == u"docker-entrypoint.sh" || program == u"postgres")
        service.postgresMajor = container.environment.value(u"PG_MAJOR"_s);
    service.program = programOf(json.value(u"path"_s).toString(), words(json.value(u"args"_s)),
                                words(json.value(u"names"_s)));
    service.superuser = container.environment.value(u"POSTGRES_USER"_s, u"postgres"_s);
    return container;
}

QList<ListedContainer> parseContainers(const QByteArray &answer)
{
    QList<ListedContainer> containers;
    for (const QByteArray &line : answer.split('\n')) {
        if (!line.isEmpty())
            containers << parseContainer(QJsonDocument::fromJson(line).object());
    }
    return containers;
}

static QList<ListedProject> byProject(const QList<ListedContainer> &containers)
{
    QList<ListedProject> projects;
    for (const ListedContainer &container : containers) {
        auto found =
            std::find_if(projects.begin(), projects.end(), [&](const ListedProject &project) {
                return project.name == container.project
                       && project.directory == container.directory;
            });
        if (found == projects.end())
            found = projects.insert(
                projects.end(), {container.project, container.directory, container.files, {}, {}});
        found->services << container.service;
        if (container.environment.contains(u"DB_ENGINE"_s))
            found->variant = container.environment;
        else if (container.environment.contains(u"INSTALL_APPS"_s) && found->variant.isEmpty())
            found->variant = container.environment;
    }
    return projects;
}

static bool isIn(const ListedProject &project, const QString &directory)
{
    const auto clean = [](QString path) {
        while (path.size() > 1 && path.endsWith(u'/'))
            path.chop(1);
        return path;
    };
    return clean(project.directory) == clean(directory);
}

static Error noProject(const QString &directory, const QStringList &others)
{
    if (!directory.isEmpty())
        return {Error::Kind::NotFound,
                {QT_TRANSLATE_NOOP("Text", "No containers belong to a compose project in %1."),
                 {directory}},
                others.isEmpty()
                    ? Text{QT_TRANSLATE_NOOP("Text", "Nothing is deployed on this host."), {}}
                    : Text{QT_TRANSLATE_NOOP("Text", "Projects on this host are in: %1"),
                           {others.join(u", "_s)}},
                {}};
    if (others.isEmpty())
        return {
            Error::Kind::NotFound,
            {QT_TRANSLATE_NOOP("Text", "There is no compose project on the host."), {}},
            {QT_TRANSLATE_NOOP("Text", "Nothing is deployed here that could be backed up. A point of "
                                       "another host can be brought here: `recover`."),
             {}},
            {}};
    return {Error::Kind::Invalid,
            {QT_TRANSLATE_NOOP("Text", "There are several compose projects on the host: %1"),
             {others.join(u", "_s)}},
            {QT_TRANSLATE_NOOP("Text", "Name the directory of BK-Lite (--dir)."), {}},
            {}};
}

Result<ListedProject> chooseProject(const QList<ListedContainer> &containers,
                                    const QString &directory)
{
    const QList<ListedProject> projects = byProject(containers);
    QStringList directories;
    QList<ListedProject> candidates;
    for (const ListedProject &project : projects) {
        directories << project.directory;
        if (directory.isEmpty() ? !project.variant.isEmpty() : isIn(project, directory))
            candidates << project;
    }
    if (candidates.size() == 1)
        return candidates.first();
    if (directory.isEmpty() && projects.size() == 1)
        return projects.first();
    return noProject(directory, directories);
}

ShellCommand findVector(const ServiceFacts &service)
{
    // Debian's images and Alpine's.
    static const QString script =
        u"for d in \"/usr/share/postgresql/$2/extension\" /usr/local/share/postgresql/extension; "
        u"do "
        u"docker cp \"$1:$d/vector.control\" - >/dev/null 2>&1 && exit 0; done; exit 1"_s;
    return ShellCommand("sh -c") << script << u"sh"_s << service.container << service.postgresMajor;
}

ShellCommand listImages()
{
    return ShellCommand("docker image ls -a --no-trunc --digests --format")
           << u"{{.ID}} {{.Repository}} {{.Tag}} {{.Digest}}"_s;
}

QList<ImageFacts> parseImages(const QByteArray &answer)
{
    const QString none = u"<none>"_s;
    QList<ImageFacts> images;
    for (const QByteArray &line : answer.split('\n')) {
        const QStringList fields = QString::fromUtf8(line).split(u' ');
        if (fields.size() != 4)
            continue;
        ImageFacts image{.id = fields.at(0)};
        if (fields.at(2) != none)
            image.name = fields.at(1) + u':' + fields.at(2);
        if (fields.at(3) != none)
            image.digest = fields.at(1) + u'@' + fields.at(3);
        images << image;
    }
    return images;
}

QHash<QString, qint64> parseVolumeSizes(const QByteArray &answer)
{
    static const QHash<QString, double> units{
        {u"B"_s, 1}, {u"kB"_s, 1e3}, {u"MB"_s, 1e6}, {u"GB"_s, 1e9}, {u"TB"_s, 1e12}};
    static const QRegularExpression line(u"^(\\S+) ([0-9.e+]+)([kMGT]?B)$"_s);
    QHash<QString, qint64> sizes;
    for (const QByteArray &text : answer.split('\n')) {
        const QRegularExpressionMatch match = line.match(QString::fromUtf8(text).trimmed());
        if (match.hasMatch())
            sizes.insert(match.captured(1),
                         qint64(match.captured(2).toDouble() * units.value(match.captured(3))));
    }
    return sizes;
}

qint64 freeBytesOf(const QByteArray &df)
{
    static const QRegularExpression columns(u"\\s(\\d+)\\s+(\\d+)\\s+(\\d+)\\s+\\d+%\\s"_s);
    const QRegularExpressionMatch match = columns.match(QString::fromUtf8(df));
    return match.hasMatch() ? match.captured(3).toLongLong() * 1024 : -1;
}

} // namespace Lifeboat
