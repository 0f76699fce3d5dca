#include "planning/restorenotes.h"

#include "planning/groundsteps.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static QString volumeName(const QString &run)
{
    return u"lifeboat-restore-"_s + run;
}

static const QString Undone = u"-undone"_s;

void noteRestore(Plan &plan, const RestoreNote &note)
{
    const Text title{QT_TRANSLATE_NOOP("Text", "Note the restore on the host, for other desktops"),
                     {}};
    const ShellCommand make = ShellCommand("docker volume create --label lifeboat=restore --label")
                              << u"lifeboat.record="_s + QString::fromLatin1(note.toRecord())
                              << volumeName(note.run);
    const ShellCommand remove = ShellCommand("docker volume rm -f") << volumeName(note.run);
    // Last of what is undone.
    plan.guardian.files << GuardianFile{u"do/00-note"_s, title, make.toShell() + u'\n'}
                        << GuardianFile{u"undo/00-note"_s,
                                        {QT_TRANSLATE_NOOP("Text", "Remove the note"), {}},
                                        remove.toShell() + u'\n'};
    plan.stages.prepend(Stage{{Lane{"note",
                                    {Step{.id = "note",
                                          .title = title,
                                          .action = GuardianStep{u"do/00-note"_s},
                                          .changesHost = true}}}}});
}

QString noteUndone(const QString &run)
{
    const ShellCommand note =
        ShellCommand("docker volume create --label lifeboat=restore --label lifeboat.undone=1")
        << volumeName(run) + Undone;
    return note.toShell() + u" || :\n"_s;
}

Step forgetRestore(const QString &run)
{
    return hostStep(
        "forget.restore", {QT_TRANSLATE_NOOP("Text", "Remove the note of the restore"), {}},
        ShellCommand("docker volume rm -f") << volumeName(run) << volumeName(run) + Undone);
}

ShellCommand askRestoreNotes()
{
    return ShellCommand("docker volume ls --filter label=lifeboat=restore --format")
           << uR"({{.Name}} {{.Label "lifeboat.record"}})"_s;
}

QList<RestoreNote> parseRestoreNotes(const QByteArray &answer)
{
    QList<RestoreNote> notes;
    QStringList undone;
    for (const QByteArray &line : answer.split('\n')) {
        const QString name = QString::fromUtf8(line).section(u' ', 0, 0);
        if (name.endsWith(Undone))
            undone << name.chopped(Undone.size());
        const Result<RestoreNote> note = RestoreNote::fromRecord(line.mid(line.indexOf(' ') + 1));
        if (note && name == volumeName(note->run))
            notes << *note;
    }
    for (RestoreNote &note : notes)
        note.isUndone = undone.contains(volumeName(note.run));
    return notes;
}

} // namespace Lifeboat
