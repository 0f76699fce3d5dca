#include "base/text.h"
#include "cli/commands.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static QString shown(const char *source)
{
    return Text{source, {}}.toString();
}

static QString line(const QString &left, const QString &right, qsizetype width)
{
    return u"  "_s + left.leftJustified(width) + u"  "_s + right + u'\n';
}

static QString optionHead(const Option &option)
{
    const QString name = u"--"_s + QString::fromLatin1(option.name);
    return option.value ? name + u' ' + QString::fromUtf8(option.value) : name;
}

static QString optionLines(const QStringList &names)
{
    QStringList heads;
    QStringList summaries;
    for (const Option &option : options()) {
        if (option.isInThisVersion && names.contains(QLatin1StringView(option.name))) {
            heads << optionHead(option);
            summaries << shown(option.summary);
        }
    }
    qsizetype width = 0;
    for (const QString &head : heads)
        width = std::max(width, head.size());
    QString text;
    for (qsizetype i = 0; i < heads.size(); ++i)
        text += line(heads.at(i), summaries.at(i), width);
    return text;
}

static QString overview()
{
    QString text = shown(QT_TRANSLATE_NOOP("Text", "Usage: lifeboat-cli COMMAND …")) + u"\n\n"_s;
    qsizetype width = 0;
    for (const Command &command : commands())
        width = std::max(width, qsizetype(qstrlen(command.name)));
    for (const Command &command : commands()) {
        if (command.run)
            text += line(QString::fromLatin1(command.name), shown(command.summary), width);
    }
    return text + u'\n'
           + optionLines(
               {u"json"_s, u"json-lines"_s, u"quiet"_s, u"verbose"_s, u"help"_s, u"version"_s})
           + u'\n'
           + shown(QT_TRANSLATE_NOOP(
               "Text", "Exit status: 0 done, 1 failed, 2 wrong usage, 3 done in part, "
                       "4 no session, 5 cancelled."))
           + u'\n';
}

QString helpText(const Command *command)
{
    if (!command)
        return overview();
    QString text = Text{QT_TRANSLATE_NOOP("Text", "Usage: lifeboat-cli %1 %2"),
                        {QString::fromLatin1(command->name), QString::fromUtf8(command->arguments)}}
                       .toString()
                       .trimmed()
                   + u"\n\n"_s;
    text += shown(command->summary) + u'\n';
    const QString lines = optionLines(command->options);
    return lines.isEmpty() ? text : text + u'\n' + lines;
}

} // namespace Lifeboat
