#include "planning/planrenderer.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Lifeboat {

namespace {

struct CommandText
{
    const VariableValues &values;

    QString operator()(const RunCommand &action) const { return action.command.toShell(values); }
    QString operator()(const CaptureOutput &action) const { return action.command.toShell(values); }
    QString operator()(const FeedArtifact &action) const { return action.command.toShell(values); }
    QString operator()(const ReadBack &action) const
    {
        return u"sha256sum "_s + action.artifact.file;
    }
    QString operator()(const LockTables &action) const
    {
        return (action.session + QStringList{action.listTables, action.begin}).join(u";\n"_s);
    }
    QString operator()(const ExportSnapshot &action) const { return action.exportQuery; }
    QString operator()(const ReleaseSnapshot &) const { return u"ROLLBACK"_s; }
    QString operator()(const TakeFingerprint &action) const
    {
        return (action.direct + action.generating).join(u";\n"_s);
    }
    QString operator()(const ReadFingerprint &action) const
    {
        return action.command.toShell(values);
    }
    QString operator()(const FetchObjects &action) const
    {
        return requests(action.server, u"GET /\nGET /BUCKET?versioning\nGET /BUCKET?policy\n"
                                       "GET /BUCKET?lifecycle\nGET /BUCKET?object-lock\n"
                                       "GET /BUCKET?metadata=true&versions\n"
                                       "HEAD /BUCKET/KEY?partNumber=N&versionId=ID\n"
                                       "GET /BUCKET/KEY?versionId=ID"_s);
    }
    QString operator()(const PutObjects &action) const
    {
        return requests(action.server,
                        u"PUT /BUCKET\nPUT /BUCKET?versioning\nPUT /BUCKET/KEY\n"
                        "POST /BUCKET/KEY?uploads\nPUT /BUCKET/KEY?partNumber=N&uploadId=ID\n"
                        "POST /BUCKET/KEY?uploadId=ID\nDELETE /BUCKET/KEY"_s);
    }
    QString operator()(const CompareObjects &action) const
    {
        return requests(action.server, u"GET /\nGET /BUCKET?versioning\nGET /BUCKET?policy\n"
                                       "GET /BUCKET?lifecycle\nGET /BUCKET?object-lock\n"
                                       "GET /BUCKET?metadata=true&versions"_s);
    }
    QString operator()(const GuardianStep &action) const { return u"go "_s + action.file; }
    QString operator()(const PointOfNoReturn &) const { return u"point"_s; }

    // What is asked over the relay: as many times as there are buckets and objects.
    QString requests(const ObjectServer &server, const QString &pattern) const
    {
        return server.credentials.toShell(values) + u'\n' + pattern;
    }
};

struct WhereText
{
    QString operator()(const ReadBack &) const { return u"desktop"_s; }
    QString operator()(const LockTables &action) const { return inDatabase(action.database); }
    QString operator()(const TakeFingerprint &action) const { return inDatabase(action.database); }
    QString operator()(const FetchObjects &action) const { return inServer(action.server); }
    QString operator()(const PutObjects &action) const { return inServer(action.server); }
    QString operator()(const CompareObjects &action) const { return inServer(action.server); }
    QString operator()(const auto &) const { return u"host"_s; }

    static QString inServer(const ObjectServer &server)
    {
        return u"host, container "_s + server.container + u", port "_s
               + QString::number(server.port);
    }

    static QString inDatabase(const DatabaseAddress &database)
    {
        return u"host, container "_s + database.container + u", database "_s + database.database;
    }
};

} // namespace

QString commandText(const StepAction &action, const VariableValues &values)
{
    return std::visit(CommandText{values}, action);
}

QString artifactText(const StepAction &action)
{
    if (const auto *capture = std::get_if<CaptureOutput>(&action))
        return u"\u2192 "_s + capture->artifact.file;
    if (const auto *feed = std::get_if<FeedArtifact>(&action))
        return u"\u2190 "_s + feed->artifact.file;
    if (const auto *fetch = std::get_if<FetchObjects>(&action))
        return u"\u2192 "_s + fetch->archive.file + u", "_s + fetch->listing.file;
    if (const auto *put = std::get_if<PutObjects>(&action))
        return u"\u2190 "_s + put->archive.file + u", "_s + put->listing.file;
    return {};
}

QString whereText(const StepAction &action)
{
    return std::visit(WhereText{}, action);
}

QString previewText(const Plan &plan)
{
    QString text;
    for (const GuardianFile &file : plan.guardian.files)
        text +=
            u"# guardian: "_s + file.path + u": "_s + file.title.toString() + u'\n' + file.script;
    int number = 0;
    for (const Stage &stage : plan.stages) {
        for (const Lane &lane : stage.lanes) {
            for (const Step &step : lane.steps) {
                const QStringList comment{QString::number(++number) + u'.', step.title.toString(),
                                          artifactText(step.action)};
                text += u"# "_s + comment.join(u' ').trimmed() + u'\n' + commandText(step.action)
                        + u'\n';
            }
        }
    }
    return text;
}

static QJsonArray guardianSteps(const GuardianTask &task)
{
    QJsonArray steps;
    for (const GuardianFile &file : task.files) {
        steps << QJsonObject{{u"id"_s, u"guardian."_s + file.path},
                             {u"title"_s, file.title.toEnglish()},
                             {u"command"_s, file.script},
                             {u"where"_s, u"host"_s},
                             {u"changesHost"_s, true},
                             {u"lane"_s, u"guardian"_s}};
    }
    return steps;
}

QJsonArray planSteps(const Plan &plan)
{
    QJsonArray steps = guardianSteps(plan.guardian);
    for (const Stage &stage : plan.stages) {
        for (const Lane &lane : stage.lanes) {
            for (const Step &step : lane.steps) {
                steps << QJsonObject{{u"id"_s, QString::fromUtf8(step.id)},
                                     {u"title"_s, step.title.toEnglish()},
                                     {u"command"_s, commandText(step.action)},
                                     {u"where"_s, whereText(step.action)},
                                     {u"changesHost"_s, step.changesHost},
                                     {u"lane"_s, QString::fromUtf8(lane.id)}};
            }
        }
    }
    return steps;
}

} // namespace Lifeboat
