#include "cli/console.h"

#include "cli/exitstatus.h"
#include "cli/table.h"
#include "platform/terminal.h"

#include <QCoreApplication>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Lifeboat {

// Of what comes from a host, so that it can neither colour nor rewrite the terminal.
static QString harmless(const QString &text)
{
    QString clean = text;
    for (QChar &c : clean) {
        if (c.category() == QChar::Other_Control && c != u'\n' && c != u'\t')
            c = QChar(0xfffd);
    }
    return clean;
}

Console::Console(OutputMode mode, Volume volume)
    : m_mode(mode)
    , m_volume(volume)
    , m_showsProgress(volume != Volume::Quiet && Terminal::isStderrTerminal())
{
}

void Console::writeLine(const QString &text)
{
    const std::lock_guard lock(m_mutex);
    if (!m_progress.isEmpty())
        m_output.write(stderr, "\r\033[K");
    m_output.write(stderr, harmless(text).toUtf8() + '\n');
    if (!m_progress.isEmpty())
        m_output.write(stderr, m_progress.toUtf8());
}

void Console::say(const QString &text)
{
    if (m_volume != Volume::Quiet)
        writeLine(text);
}

void Console::explain(const QString &text)
{
    if (m_volume == Volume::Verbose)
        writeLine(text);
}

void Console::complain(const Error &error)
{
    QStringList lines{error.message.toString()};
    if (!error.hint.isEmpty())
        lines << u"  "_s + error.hint.toString();
    const QStringList details = error.detail.trimmed().split(u'\n', Qt::SkipEmptyParts);
    for (const QString &detail : details)
        lines << u"  | "_s + detail;
    writeLine(lines.join(u'\n'));
}

void Console::event(const QJsonObject &json)
{
    if (m_mode != OutputMode::JsonLines)
        return;
    const bool isPassing = json.value("event"_L1) == "progress"_L1;
    m_output.write(stdout, QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n',
                   isPassing ? OutputQueue::Kind::Passing : OutputQueue::Kind::Needed);
}

void Console::progress(const QString &line)
{
    if (!m_showsProgress)
        return;
    const std::lock_guard lock(m_mutex);
    const QString shown = cutToWidth(harmless(line), Terminal::stderrWidth() - 1);
    if (shown == m_progress)
        return;
    m_progress = shown;
    m_output.write(stderr, "\r" + shown.toUtf8() + "\033[K",
                   shown.isEmpty() ? OutputQueue::Kind::Needed : OutputQueue::Kind::Passing);
}

void Console::flush()
{
    m_output.flush();
}

void Console::finish(const CommandResult &result)
{
    progress({});
    if (result.error)
        complain(*result.error);
    const std::lock_guard lock(m_mutex);
    if (m_mode == OutputMode::Text)
        return m_output.write(stdout, harmless(result.text).toUtf8());
    QJsonObject json = result.json;
    json.insert(u"status"_s, statusName(result.exitStatus));
    if (result.error && !json.contains(u"error"_s))
        json.insert(u"error"_s, result.error->toJson());
    if (m_mode == OutputMode::JsonLines) {
        json.insert(u"event"_s, u"result"_s);
        return m_output.write(stdout, QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n');
    }
    m_output.write(stdout, QJsonDocument(json).toJson());
}

} // namespace Lifeboat
