#include "support/clicontract.h"

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Lifeboat {

namespace {

struct Row
{
    const char *commands; // separated by '|'
    const char *fields;   // PATH:TYPE; "[]": of each entry; '?' behind the type: may be null
};

// The table “Results” of the contract, a row a row.
constexpr Row Rows[] = {
    {"host list", "hosts[].id:string hosts[].name:string hosts[].address:string "
                  "hosts[].port:number hosts[].user:string hosts[].tags:array"},
    {"host add|host show|host edit", "host.id:string host.name:string host.address:string "
                                     "host.port:number host.user:string host.tags:array"},
    {"host check", "host:string checks[].id:string checks[].ok:bool checks[].detail:string "
                   "checks[].mend:string"},
    {"discover", "host:string project:string directory:string components[].id:string "
                 "components[].present:bool uncovered[].kind:string uncovered[].name:string "
                 "uncovered[].why:string"},
    {"vault list", "vaults[].id:string vaults[].name:string vaults[].dir:string "
                   "vaults[].default:bool vaults[].free:number? vaults[].points:number?"},
    {"vault add", "vault.id:string vault.name:string vault.dir:string vault.default:bool "
                  "vault.free:number? vault.points:number?"},
    {"plan backup|plan restore",
     "steps[].id:string steps[].title:string steps[].command:string steps[].where:string "
     "steps[].changesHost:bool steps[].lane:string warnings:array estimate.bytes:number? "
     "estimate.seconds:number?"},
    {"backup",
     "runs[].run:string runs[].host:string runs[].point:string? runs[].status:status "
     "runs[].bytes:number runs[].seconds:number runs[].components[].id:string "
     "runs[].components[].status:status runs[].components[].artifacts[].file:string "
     "runs[].components[].artifacts[].bytes:number runs[].components[].artifacts[].sha256:string "
     "runs[].components[].fingerprint:object uncovered:array"},
    {"points|point show",
     "points[].point:string points[].host:string points[].time:time points[].bytes:number "
     "points[].complete:bool points[].components[].id:string points[].components[].status:status "
     "points[].verified:time? points[].proven:time? points[].rtoSeconds:number? "
     "points[].pinned:bool"},
    {"verify|drill",
     "runs[].run:string runs[].point:string runs[].status:status runs[].seconds:number "
     "runs[].components[].id:string runs[].components[].status:status "
     "runs[].components[].differences[].what:string "
     "runs[].components[].differences[].expected:string "
     "runs[].components[].differences[].found:string"},
    {"drill", "runs[].rtoSeconds:number?"},
    {"restore|cutover|undo|discard|accept",
     "run:string seconds:number downtimeSeconds:number applicationSeconds:number "
     "components[].id:string components[].status:status components[].safetyCopy:string? "
     "components[].safetyCopies:array components[].differences[].what:string "
     "components[].differences[].expected:string components[].differences[].found:string"},
    {"runs|run show", "runs[].run:string runs[].verb:string runs[].host:string "
                      "runs[].point:string? runs[].status:status runs[].started:time? "
                      "runs[].ended:time? runs[].bytes:number runs[].running:bool"},
};

const QStringList Statuses{u"ok"_s, u"warning"_s, u"failed"_s, u"cancelled"_s, u"skipped"_s};
const QStringList Kinds{
    u"Cancelled"_s, u"TimedOut"_s,      u"Unreachable"_s, u"HostKeyUnknown"_s, u"HostKeyChanged"_s,
    u"Denied"_s,    u"CommandFailed"_s, u"Storage"_s,     u"NoSpace"_s,        u"Corrupt"_s,
    u"Invalid"_s,   u"NotFound"_s,      u"Usage"_s,       u"Busy"_s,           u"Interrupted"_s};

bool hasType(const QJsonValue &value, QString type)
{
    if (type.endsWith(u'?')) {
        if (value.isNull())
            return true;
        type.chop(1);
    }
    if (type == "time"_L1)
        return value.toString().endsWith(u'Z')
               && QDateTime::fromString(value.toString(), Qt::ISODate).isValid();
    if (type == "status"_L1)
        return Statuses.contains(value.toString());
    static const QHash<QString, QJsonValue::Type> plain{{u"string"_s, QJsonValue::String},
                                                        {u"number"_s, QJsonValue::Double},
                                                        {u"bool"_s, QJsonValue::Bool},
                                                        {u"array"_s, QJsonValue::Array},
                                                        {u"object"_s, QJsonValue::Object}};
    return value.type() == plain.value(type, QJsonValue::Undefined);
}

class Check
{
public:
    explicit Check(const QJsonObject &answer)
        : m_answer(answer)
        , m_isWhole(answer.value("status"_L1) == "ok"_L1
                    || answer.value("status"_L1) == "warning"_L1)
    {
    }

    void field(const QString &path, const QString &type)
    {
        look(m_answer, path.split(u'.'), path, type, m_isWhole);
    }

    // What failed says why, with all four parts.
    void failures(const QJsonObject &object, const QString &where)
    {
        if (object.value("status"_L1) == "failed"_L1)
            error(object.value("error"_L1), where);
        for (const QString &list : {u"runs"_s, u"components"_s}) {
            const QJsonArray entries = object.value(list).toArray();
            for (qsizetype i = 0; i < entries.size(); ++i)
                failures(entries.at(i).toObject(), where + list + u"[%1]."_s.arg(i));
        }
    }

    void error(const QJsonValue &value, const QString &where)
    {
        const QJsonObject error = value.toObject();
        if (!Kinds.contains(error.value("kind"_L1).toString()))
            m_breaks << where + u"error.kind: "_s + error.value("kind"_L1).toString();
        for (const QString &name : {u"message"_s, u"hint"_s, u"detail"_s}) {
            if (!error.value(name).isString())
                m_breaks << where + u"error."_s + name;
        }
    }

    QStringList breaks() const { return m_breaks; }
    void add(const QString &what) { m_breaks << what; }

private:
    // Of what failed only the results of what began are there; they are as they should be.
    void look(const QJsonObject &object, QStringList path, const QString &whole,
              const QString &type, bool isNeeded)
    {
        QString name = path.takeFirst();
        const bool isEach = name.endsWith("[]"_L1);
        if (isEach)
            name.chop(2);
        const QJsonValue value = object.value(name);
        if (value.isUndefined()) {
            if (isNeeded)
                m_breaks << whole + u": missing"_s;
        } else if (isEach && !value.isArray()) {
            m_breaks << whole + u": no array"_s;
        } else if (isEach) {
            for (const QJsonValue &entry : value.toArray())
                look(entry.toObject(), path, whole, type, true);
        } else if (!path.isEmpty()) {
            look(value.toObject(), path, whole, type, true);
        } else if (!hasType(value, type)) {
            m_breaks << whole + u": no "_s + type;
        }
    }

    QJsonObject m_answer;
    bool m_isWhole;
    QStringList m_breaks;
};

bool isOf(const Row &row, const QStringList &words)
{
    const QStringList names = QString::fromLatin1(row.commands).split(u'|');
    return names.contains(words.value(0))
           || names.contains(words.value(0) + u' ' + words.value(1));
}

} // namespace

QStringList contractBreaks(const QStringList &arguments, const QJsonObject &answer)
{
    Check check(answer);
    if (arguments.contains(u"--help"_s) || arguments.contains(u"--version"_s))
        return {};
    if (!Statuses.contains(answer.value("status"_L1).toString()))
        check.add(u"status"_s);
    for (const Row &row : Rows) {
        if (!isOf(row, arguments))
            continue;
        for (const QString &field : QString::fromLatin1(row.fields).split(u' '))
            check.field(field.section(u':', 0, 0), field.section(u':', 1));
    }
    const bool isList = arguments.value(0) == "runs"_L1 || arguments.value(0).startsWith("point"_L1);
    if (!isList)
        check.failures(answer, {});
    else if (answer.value("status"_L1) == "failed"_L1)
        check.error(answer.value("error"_L1), {});
    return check.breaks();
}

QStringList contractBreaks(const QStringList &arguments, const QByteArrayList &lines)
{
    QStringList breaks;
    QJsonObject last;
    for (const QByteArray &line : lines) {
        last = QJsonDocument::fromJson(line).object();
        if (!last.value("event"_L1).isString())
            breaks << u"no event: "_s + QString::fromUtf8(line);
    }
    if (last.value("event"_L1) != "result"_L1)
        breaks << u"the last line is no result"_s;
    return breaks + contractBreaks(arguments, last);
}

} // namespace Lifeboat
