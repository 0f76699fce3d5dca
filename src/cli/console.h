#pragma once

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/outputqueue.h"

#include <QJsonObject>

#include <mutex>

namespace Lifeboat {

// The program's words: messages to stderr, results to stdout and nothing else. Thread-safe; only
// flush() and the destructor wait for whoever reads them.
class Console
{
public:
    enum class Volume { Quiet, Normal, Verbose };

    Console(OutputMode mode, Volume volume);

    OutputMode mode() const { return m_mode; }
    bool isVerbose() const { return m_volume == Volume::Verbose; }

    void say(const QString &text);       // unless quiet
    void explain(const QString &text);   // only when verbose
    void complain(const Error &error);   // always
    void event(const QJsonObject &json); // only with --json-lines

    // The line at the bottom that changes in place; only on a terminal, unless quiet.
    bool showsProgress() const { return m_showsProgress; }
    void progress(const QString &line); // empty: taken away

    void flush(); // before a question on the terminal

    // The end: the one document, or the text.
    void finish(const CommandResult &result);

private:
    void writeLine(const QString &text);

    OutputMode m_mode;
    Volume m_volume;
    bool m_showsProgress;
    OutputQueue m_output;
    std::mutex m_mutex; // guards what follows
    QString m_progress;
};

} // namespace Lifeboat
