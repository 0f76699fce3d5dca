#include "components/common/falkordbcommands.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Lifeboat {

QString falkordbSignIn()
{
    return u"a=${REDIS_ARGS#*--requirepass }; [ \"$a\" = \"$REDIS_ARGS\" ] || "
           "{ REDISCLI_AUTH=${a%% *}; export REDISCLI_AUTH; }; r() { redis-cli -e \"$@\"; }; "
           "info() { r INFO persistence | tr -d '\\r' | sed -n \"s/^$1://p\"; }; "_s;
}

ShellCommand inFalkordb(const QString &container, const QString &script,
                        const ShellCommand &arguments)
{
    return inContainer(container, ShellCommand("sh -c")
                                      << falkordbSignIn() + script << u"falkordb"_s << arguments);
}

// Every query is announced by three words: the graph, what is asked, and a name. redis-cli's
// quoted form of a name is also what it reads, so a name may hold anything. Numbers of labels and
// types come from the server's own counters, without a walk through the graph.
static const auto s_fingerprint = uR"sh(set -f; r PING >/dev/null || exit 1
ask() { printf '%s\n' "$1" | redis-cli -e --no-raw; }
ask GRAPH.LIST | sed -n 's/^ *[0-9]*) "\(.*\)"$/\1/p' | while IFS= read -r graph; do
  q() { printf 'ECHO "%s"\nECHO "%s"\nECHO "%s"\nGRAPH.RO_QUERY "%s" "%s"\n' "$graph" "$1" "$2" "$graph" "$3"; }
  names() {
    ask "GRAPH.RO_QUERY \"$graph\" \"CALL $1\"" | sed -n '/^2) /,/^3) /s/^[ 0-9)]*1) "\(.*\)"$/\1/p' |
      grep -v '^Cached execution: '
  }
  q nodes '' 'MATCH (n) RETURN count(n)'
  q edges '' 'MATCH ()-[e]->() RETURN count(e)'
  names 'db.labels()' | while IFS= read -r name; do q label "$name" "MATCH (n:\`$name\`) RETURN count(n)"; done
  names 'db.relationshipTypes()' | while IFS= read -r name; do q type "$name" "MATCH ()-[e:\`$name\`]->() RETURN count(e)"; done
  q index '' 'CALL db.indexes() YIELD label, properties, types, entitytype'
  q constraint '' 'CALL db.constraints() YIELD type, label, properties, entitytype'
done | { cat; echo 'ECHO end'; } | redis-cli -e --json
)sh"_s;

static QString rowText(const QJsonArray &row)
{
    QStringList fields;
    for (const QJsonValue &field : row)
        fields << field.toVariant().toString();
    return fields.join(u' ');
}

Result<Fingerprint> readGraphs(const QByteArray &printed)
{
    Fingerprint fingerprint;
    QStringList words;
    bool isComplete = false;
    for (const QByteArray &line : printed.split('\n')) {
        if (line.isEmpty())
            continue;
        const QJsonValue value = QJsonDocument::fromJson('[' + line + ']').array().first();
        if (value.isString()) {
            words << value.toString();
            isComplete = words == QStringList{u"end"_s};
            continue;
        }
        const QJsonArray rows = value.toArray().at(1).toArray();
        if (!value.isArray() || words.size() != 3)
            return Error{Error::Kind::CommandFailed,
                         {QT_TRANSLATE_NOOP("Text", "%1 did not answer a question as expected."),
                          {u"falkordb"_s}},
                         {},
                         QString::fromUtf8(line.left(500))};
        const QString name = u"graph %1 %2"_s.arg(words.at(0), words.at(1));
        if (words.at(1) == u"index" || words.at(1) == u"constraint") {
            for (const QJsonValue &row : rows)
                fingerprint.entries.insert(name + u' ' + rowText(row.toArray()), u"1"_s);
        } else if (const QString count = rowText(rows.at(0).toArray());
                   count != u"0" || words.at(2).isEmpty()) { // a label that nothing has any more
            fingerprint.entries.insert((name + u' ' + words.at(2)).trimmed(), count);
        }
        words.clear();
    }
    if (!isComplete)
        return Error{Error::Kind::CommandFailed,
                     {QT_TRANSLATE_NOOP("Text", "The list of what %1 holds is incomplete."),
                      {u"falkordb"_s}},
                     {},
                     QString::fromUtf8(printed.right(500))};
    return fingerprint;
}

ShellCommand askGraphs(const QString &container)
{
    return inFalkordb(container, s_fingerprint);
}

} // namespace Lifeboat
