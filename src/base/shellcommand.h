#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace Lifeboat {

// The fixed part of a command, written as it would be typed. Only a string literal converts to
// it, and the compiler rejects one that needs quoting: whatever is not known while we write the
// code has to go through operator<<, which quotes it.
struct LiteralWords
{
    consteval LiteralWords(const char *text)
        : text(text)
    {
        for (const char *c = text; *c; ++c) {
            for (const char *meta = "'\"\\$`;&|<>()*?[]{}~#!\n\t"; *meta; ++meta) {
                if (*c == *meta)
                    throw "a command literal must not contain shell syntax";
            }
        }
    }

    const char *text;
};

// A value that is known only while the run goes on, such as an exported snapshot's id. A word may
// start with fixed text: Variable{"snapshot.shop", "--snapshot="}.
struct Variable
{
    QString name;
    QString prefix;
    bool operator==(const Variable &) const = default;
};

using VariableValues = QHash<QString, QString>;

// A command for the remote POSIX shell, kept as words until the last moment.
//
// The plan shows and the session runs the same toShell() text, so the preview cannot differ from
// the execution. Secrets are never words: words are visible in the host's process list.
class ShellCommand
{
public:
    ShellCommand() = default;
    explicit ShellCommand(LiteralWords words);

    ShellCommand &operator<<(const QString &word); // one word, whatever it contains
    ShellCommand &operator<<(const Variable &variable);
    ShellCommand &operator<<(const ShellCommand &command);

    bool isEmpty() const { return m_words.isEmpty(); }

    // The text for the shell. A variable without a value reads <name>, as the preview shows it.
    QString toShell(const VariableValues &values = {}) const;

    QStringList variables() const; // the names, in the order of the words

    static QString quoted(const QString &word);

    bool operator==(const ShellCommand &) const = default;

private:
    struct Word
    {
        QString text; // of a variable: its prefix
        QString variable;
        bool operator==(const Word &) const = default;
    };
    QList<Word> m_words;
};

} // namespace Lifeboat
