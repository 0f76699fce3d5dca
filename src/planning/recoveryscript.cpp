#include "base/shellcommand.h"
#include "planning/recoverysteps.h"
#include "planning/runbook.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static QString quoted(const QString &word)
{
    return ShellCommand::quoted(word);
}

static QString stepText(const RecoveryStep &step)
{
    QString text = u"if begin %1 %2 %3; then\n"_s.arg(
        quoted(step.id), quoted(step.titles.join(u" / "_s)), quoted(step.hints.join(u'\n')));
    text += step.assignments;
    if (!step.again.isEmpty())
        text += u"if [ -n \"$AGAIN\" ]; then\n"_s + step.again + u"fi\n"_s;
    return text + step.commands + u"finish\nfi\n\n"_s;
}

// In a comment and in a text between double quotes: not a word of a command.
static QString plain(const QString &name)
{
    QString text;
    for (const QChar letter : name)
        text += letter.isLetterOrNumber() || u"._-"_s.contains(letter) ? letter : u'_';
    return text;
}

Result<QString> recoveryScript(const Manifest &manifest)
{
    const Result<QList<RecoveryStep>> steps = recoverySteps(manifest);
    if (!steps)
        return steps.error();
    QFile file(u":/runbook/recover.sh"_s);
    const QString form =
        file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    QMap<QString, QString> values{
        {u"what"_s, plain(manifest.machine) + u' ' + manifest.pointId},
        {u"point"_s, manifest.pointId},
        // Only where something is still to be opened.
        {u"unlock"_s, isSealed(manifest) ? u"unlock"_s : u"PASSPHRASE="_s}};
    QString text;
    int count = 0;
    for (RecoveryStep step : *steps) {
        if (step.id == u"settings") // the folder of the script
            step.commands.remove(u"BASE=/root/recovery\n"_s);
        if (step.id == u"settings" || step.id == u"functions" || step.id == u"check") {
            values.insert(step.id, step.commands.trimmed());
            continue;
        }
        if (step.id == u"address")
            step.commands.replace(u"NEW=\n"_s, u"NEW=$ADDRESS\n"_s);
        if (step.id == u"agents") // also after a failure in between
            step.commands.prepend(u"NEW=$ADDRESS\n"_s);
        text += stepText(step);
        ++count;
    }
    values.insert(u"count"_s, QString::number(count));
    values.insert(u"steps"_s, text);
    return filledIn(form, values);
}

} // namespace Lifeboat
