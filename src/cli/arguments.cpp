#include "cli/arguments.h"

#include "cli/commands.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static Error usage(const Text &message, const Text &hint = {})
{
    return {Error::Kind::Usage,
            message,
            hint.isEmpty()
                ? Text{QT_TRANSLATE_NOOP("Text", "“lifeboat-cli --help” shows the commands."), {}}
                : hint,
            {}};
}

static Error notInThisVersion(const QString &what)
{
    return {Error::Kind::Usage,
            {QT_TRANSLATE_NOOP("Text", "“%1” is not in this version."), {what}},
            {},
            {}};
}

static Text helpHint(const Command &command)
{
    return {QT_TRANSLATE_NOOP("Text", "“lifeboat-cli %1 --help” explains it."),
            {QString::fromLatin1(command.name)}};
}

namespace {

// The typed words apart from the typed options, before it is known which command it is.
struct Typed
{
    QStringList words;
    QHash<QString, QStringList> options;
    std::optional<Error> firstError;
};

QString longName(const QString &option)
{
    static const QHash<QString, QString> shortNames{
        {u"-q"_s, u"quiet"_s}, {u"-v"_s, u"verbose"_s}, {u"-h"_s, u"help"_s}};
    return option.startsWith("--"_L1) ? option.mid(2) : shortNames.value(option);
}

class Reader
{
public:
    explicit Reader(const QStringList &typed)
        : m_typed(typed)
    {
    }

    Typed read()
    {
        while (m_next < m_typed.size()) {
            const QString word = m_typed.at(m_next++);
            if (word == "--"_L1) {
                m_result.words += m_typed.mid(m_next);
                break;
            }
            if (word.size() > 1 && word.startsWith(u'-'))
                readOption(word);
            else
                m_result.words << word;
        }
        return m_result;
    }

private:
    void fail(const Error &error)
    {
        if (!m_result.firstError)
            m_result.firstError = error;
    }

    void readOption(const QString &word)
    {
        const qsizetype equals = word.startsWith("--"_L1) ? word.indexOf(u'=') : -1;
        const QString name = longName(equals < 0 ? word : word.left(equals));
        const Option *option = optionNamed(name);
        if (!option)
            return fail(usage({QT_TRANSLATE_NOOP("Text", "Unknown option “%1”."), {word}}));
        QString value;
        if (option->value && equals >= 0)
            value = word.mid(equals + 1);
        else if (option->value && m_next < m_typed.size())
            value = m_typed.at(m_next++);
        else if (option->value)
            return fail(usage({QT_TRANSLATE_NOOP("Text", "“%1” needs a value."), {word}}));
        else if (equals >= 0)
            return fail(usage({QT_TRANSLATE_NOOP("Text", "“%1” takes no value."), {word}}));
        if (option->value && !option->repeatable && m_result.options.contains(name))
            return fail(usage({QT_TRANSLATE_NOOP("Text", "“--%1” was given twice."), {name}}));
        m_result.options[name] << value;
    }

    QStringList m_typed;
    qsizetype m_next = 0;
    Typed m_result;
};

} // namespace

// "host add" before "host": the longer name wins.
static const Command *commandOf(QStringList &words)
{
    for (const qsizetype count : {2, 1}) {
        if (words.size() < count)
            continue;
        if (const Command *command = commandNamed(words.first(count).join(u' '))) {
            words.remove(0, count);
            return command;
        }
    }
    return nullptr;
}

static Error unknownCommand(const QStringList &words)
{
    if (words.isEmpty())
        return usage({QT_TRANSLATE_NOOP("Text", "A command is needed."), {}});
    QStringList group;
    for (const Command &command : commands()) {
        const QString name = QString::fromLatin1(command.name);
        if (name.startsWith(words.first() + u' '))
            group << name;
    }
    if (!group.isEmpty())
        return usage({QT_TRANSLATE_NOOP("Text", "“%1” is one of: %2."),
                      {words.first(), group.join(u", "_s)}});
    return usage({QT_TRANSLATE_NOOP("Text", "Unknown command “%1”."), {words.first()}});
}

static Result<> checkOptions(const Command &command, const QHash<QString, QStringList> &given)
{
    static const QStringList common{u"json"_s,    u"json-lines"_s, u"quiet"_s,
                                    u"verbose"_s, u"help"_s,       u"version"_s};
    for (auto it = given.begin(); it != given.end(); ++it) {
        if (!common.contains(it.key()) && !command.options.contains(it.key())) {
            return usage({QT_TRANSLATE_NOOP("Text", "“%1” takes no “--%2”."),
                          {QString::fromLatin1(command.name), it.key()}},
                         helpHint(command));
        }
        if (!optionNamed(it.key())->isInThisVersion)
            return notInThisVersion(u"--"_s + it.key());
    }
    if (given.contains(u"json"_s) && given.contains(u"json-lines"_s))
        return usage(
            {QT_TRANSLATE_NOOP("Text", "“--json” and “--json-lines” exclude each other."), {}});
    return {};
}

Result<Arguments> parseArguments(const QStringList &typed)
{
    Typed parts = Reader(typed).read();
    Arguments arguments;
    arguments.help = parts.options.contains(u"help"_s);
    arguments.version = parts.options.contains(u"version"_s);
    arguments.options = parts.options;
    arguments.words = parts.words;
    arguments.command = commandOf(arguments.words);
    // Before its options: those of a later version are not all known here.
    if (arguments.command && !arguments.command->run)
        return notInThisVersion(QString::fromLatin1(arguments.command->name));
    if (arguments.help || (arguments.version && !arguments.command))
        return arguments;
    if (parts.firstError)
        return *parts.firstError;
    if (!arguments.command)
        return unknownCommand(parts.words);

    const Command &command = *arguments.command;
    if (const Result<> checked = checkOptions(command, arguments.options); !checked)
        return checked.error();
    const qsizetype count = arguments.words.size();
    if (count < command.leastWords || (command.mostWords >= 0 && count > command.mostWords)) {
        return usage({QT_TRANSLATE_NOOP("Text", "Usage: lifeboat-cli %1 %2"),
                      {QString::fromLatin1(command.name), QString::fromUtf8(command.arguments)}},
                     helpHint(command));
    }
    return arguments;
}

OutputMode outputModeOf(const QStringList &typed)
{
    for (const QString &word : typed) {
        if (word == "--"_L1)
            break;
        if (word == "--json"_L1)
            return OutputMode::Json;
        if (word == "--json-lines"_L1)
            return OutputMode::JsonLines;
    }
    return OutputMode::Text;
}

} // namespace Lifeboat
