#include "components/common/snapshot.h"

#include "components/common/directory.h"
#include "components/common/http.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

// The names that were there before are written down first, so that one that was made and not noted,
// because of a death in between, is found too. What others made earlier is left alone.
static QString begin(const Snapshots &snapshots, const ServiceFacts &service,
                     const RecipeContext &context)
{
    return u"set -u\nCONTAINER=%1\n"_s.arg(ShellCommand::quoted(service.container))
           + askFunction(context.helperImage, askingContainer(snapshots.id, context))
           + u"names() { grep -o %1 || :; }\nid=%2\n"_s.arg(ShellCommand::quoted(snapshots.name),
                                                            snapshots.id);
}

SnapshotSteps snapshotSteps(const Snapshots &snapshots, const ServiceFacts &service,
                            const RecipeContext &context)
{
    const QString &id = snapshots.id;
    const QString start = begin(snapshots, service, context);
    const QString make =
        start
        + u"[ ! -e $id.made ] || exit 0\n"
          "[ -e $id.before ] || { a=$(ask %4 %1 %2) && printf '%s\\n' \"$a\" | names >$id.tmp && "
          "mv $id.tmp $id.before; } || exit 1\n"
          "a=$(ask POST %1 %3) || exit 1\n"
          "printf '%s\\n' \"$a\" | names >$id.tmp && mv $id.tmp $id.made\n"_s.arg(
              snapshots.port, ShellCommand::quoted(snapshots.list),
              ShellCommand::quoted(snapshots.create), snapshots.listMethod);
    const QString remove =
        start
        + u"[ -e $id.before ] || exit 0\n"
          "a=$(ask %4 %1 %2) || exit 1\nfailed=\n"
          "for each in $(printf '%s\\n' \"$a\" | names); do\n"
          "  ! grep -qxF -e \"$each\" $id.before || continue\n"
          "  [ ! -e $id.made ] || grep -qxF -e \"$each\" $id.made || continue\n"
          "  ask POST %1 %3\"$each\" >/dev/null || failed=1\n"
          "done\n[ -z \"$failed\" ] || exit 1\nrm -f $id.before $id.made\n"_s.arg(
              snapshots.port, ShellCommand::quoted(snapshots.list),
              ShellCommand::quoted(snapshots.remove), snapshots.listMethod);
    const GuardianFile making{
        u"do/30-"_s + id,
        {QT_TRANSLATE_NOOP("Text", "Let %1 make a snapshot of its files"), {id}},
        make};
    const GuardianFile removing{
        u"do/40-"_s + id, {QT_TRANSLATE_NOOP("Text", "Delete that snapshot of %1"), {id}}, remove};
    const auto step = [&](const char *what, const GuardianFile &file) {
        return Step{.id = (id + u'.' + QLatin1StringView(what)).toUtf8(),
                    .title = file.title,
                    .action = GuardianStep{file.path},
                    .component = id,
                    .quietLimit = 2min,
                    .changesHost = true};
    };
    SnapshotSteps steps{.files = {making, removing},
                        .make = step("snapshot", making),
                        .remove = step("delete", removing)};
    steps.files << GuardianFile{u"clean/05-"_s + id, removing.title, remove};
    steps.remove.always = true;
    return steps;
}

QString readSnapshotNames(const QString &id)
{
    // Where the guardian works (resources/host/guardian.sh).
    return u"names=$(cat \"$([ \"$(id -u)\" = 0 ] && echo /var/lib/lifeboat || echo "
           "\"$HOME/.lifeboat\")/run-$LIFEBOAT_RUN/%1.made\") || exit 1\n"_s.arg(id);
}

} // namespace Lifeboat
