#include "base/shellcommand.h"

#include <QRegularExpression>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace Lifeboat {

ShellCommand::ShellCommand(LiteralWords words)
{
    for (const QString &word : QString::fromLatin1(words.text).split(u' ', Qt::SkipEmptyParts))
        m_words << Word{word, {}};
}

ShellCommand &ShellCommand::operator<<(const QString &word)
{
    m_words << Word{word, {}};
    return *this;
}

ShellCommand &ShellCommand::operator<<(const Variable &variable)
{
    m_words << Word{variable.prefix, variable.name};
    return *this;
}

ShellCommand &ShellCommand::operator<<(const ShellCommand &command)
{
    m_words << command.m_words;
    return *this;
}

QString ShellCommand::toShell(const VariableValues &values) const
{
    QStringList words;
    for (const Word &word : m_words) {
        if (word.variable.isEmpty())
            words << quoted(word.text);
        else if (const auto value = values.constFind(word.variable); value != values.cend())
            words << quoted(word.text + *value);
        else
            words << word.text + u'<' + word.variable + u'>';
    }
    return words.join(u' ');
}

QStringList ShellCommand::variables() const
{
    QStringList names;
    for (const Word &word : m_words) {
        if (!word.variable.isEmpty())
            names << word.variable;
    }
    return names;
}

QString ShellCommand::quoted(const QString &word)
{
    static const QRegularExpression plain(u"\\A[A-Za-z0-9_@%+=:,./-]+\\z"_s);
    if (plain.match(word).hasMatch())
        return word;

    // Inside single quotes the shell reads everything literally except the single quote itself.
    QString escaped = word;
    escaped.replace(u'\'', u"'\\''"_s);
    return u'\'' + escaped + u'\'';
}

} // namespace Lifeboat
