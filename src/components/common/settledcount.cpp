#include "components/common/settledcount.h"

#include "components/common/directory.h"
#include "components/common/http.h"

#include <QCoreApplication>
#include <QDateTime>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

static const QString Until = u"until"_s;

// A server with many series takes its time, and says nothing meanwhile.
static constexpr std::chrono::seconds Quiet = 15min;

static QString variable(const QString &id)
{
    return u"settled."_s + id;
}

static QByteArray stepId(const QString &id, const char *what)
{
    return (id + u'.' + QLatin1StringView(what)).toUtf8();
}

static ShellCommand counting(const SettledCount &count, const QString &container,
                             const RecipeContext &context, const QString &script,
                             const ShellCommand &arguments)
{
    return asking(container, context.helperImage,
                  u"count() {\n"_s + count.count + u"\n}\n"_s + script, arguments,
                  askingContainer(count.id, context));
}

Step countBefore(const SettledCount &count, const QString &container, const RecipeContext &context)
{
    static const QString script =
        u"now=$(date +%s)\nfor back in 300 3600 86400; do until=$((now - back))\n"
        "a=$(count) || exit 1\n"
        "echo \"$until $(printf %s \"$a\" | sha256sum | cut -d ' ' -f 1)\"\ndone"_s;
    return {.id = stepId(count.id, "before"),
            .title = {QT_TRANSLATE_NOOP("Text", "Count what %1 holds"), {count.id}},
            .action =
                RunCommand{counting(count, container, context, script, {}), variable(count.id)},
            .component = count.id,
            .quietLimit = Quiet};
}

Step countAfter(const SettledCount &count, const QString &container, const RecipeContext &context)
{
    static const QString script =
        u"while read -r until hash; do a=$(count) || exit 1\n"
        "[ \"$(printf %s \"$a\" | sha256sum | cut -d ' ' -f 1)\" != \"$hash\" ] || "
        "{ echo \"until $until\"; printf '%s\\n' \"$a\"; exit 0; }\ndone <<END\n$1\nEND\n"
        "echo 'What is older than a day changed while it was copied: is data being imported, or "
        "deleted? Back up again when that is over.' >&2; exit 1"_s;
    return {
        .id = stepId(count.id, "fingerprint"),
        .title = {QT_TRANSLATE_NOOP("Text", "Count again: what did not change is in the copy"), {}},
        .action = ReadFingerprint{counting(count, container, context, script,
                                           ShellCommand() << Variable{variable(count.id), {}}),
                                  {}},
        .component = count.id,
        .quietLimit = Quiet};
}

Step compareCount(const SettledCount &count, const Fingerprint &expected, const QString &container,
                  const RecipeContext &context)
{
    const qint64 until =
        QDateTime::fromString(expected.entries.value(Until), Qt::ISODate).toSecsSinceEpoch();
    static const QString script =
        u"until=$1\na=$(count) || exit 1\necho \"until $until\"; printf '%s\\n' \"$a\""_s;
    return {.id = stepId(count.id, "compare"),
            .title = {QT_TRANSLATE_NOOP("Text", "Compare %1 with its fingerprint"), {count.id}},
            .action = ReadFingerprint{counting(count, container, context, script,
                                               ShellCommand() << QString::number(until)),
                                      expected},
            .component = count.id,
            .quietLimit = Quiet};
}

void noteUntil(Fingerprint &fingerprint, qint64 seconds)
{
    fingerprint.entries.insert(
        Until, QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(Qt::ISODate));
}

} // namespace Lifeboat
