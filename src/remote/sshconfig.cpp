#include "remote/sshconfig.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Lifeboat {

namespace {

constexpr int IncludeDepth = 16; // ssh's own limit

bool matches(const QString &pattern, const QString &name)
{
    QString expression;
    for (const QChar c : pattern) {
        if (c == u'*')
            expression += u".*"_s;
        else if (c == u'?')
            expression += u'.';
        else
            expression += QRegularExpression::escape(QString(c));
    }
    return QRegularExpression(QRegularExpression::anchoredPattern(expression),
                              QRegularExpression::CaseInsensitiveOption
                                  | QRegularExpression::DotMatchesEverythingOption)
        .match(name)
        .hasMatch();
}

// A list holds when one pattern matches and no negated one does.
bool matchesList(const QStringList &patterns, const QString &name)
{
    bool found = false;
    for (const QString &pattern : patterns) {
        const bool negated = pattern.startsWith(u'!');
        if (!matches(negated ? pattern.mid(1) : pattern, name))
            continue;
        if (negated)
            return false;
        found = true;
    }
    return found;
}

// Words separated by blanks, held together by quotes; a # that begins a word begins a comment.
QStringList wordsOf(const QString &line)
{
    QStringList words;
    QString word;
    bool started = false;
    QChar quote;
    for (const QChar c : line) {
        if (!quote.isNull()) {
            if (c == quote)
                quote = QChar();
            else
                word += c;
        } else if (c == u'"' || c == u'\'') {
            quote = c;
            started = true;
        } else if (c.isSpace()) {
            if (started)
                words << std::exchange(word, {});
            started = false;
        } else if (c == u'#' && !started) {
            break;
        } else {
            word += c;
            started = true;
        }
    }
    if (started)
        words << word;
    return words;
}

class Reader
{
public:
    Reader(QString host, QString user)
        : m_host(std::move(host))
        , m_user(std::move(user))
    {
    }

    Result<> read(const QString &path, int depth);
    SshConfigValues values();

private:
    bool matchHolds(const QStringList &words) const;
    Result<> include(const QStringList &words, const QString &path, int depth);
    void take(const QString &keyword, const QStringList &words, const QString &rest);
    QString expanded(QString text) const;

    QString m_host;
    QString m_user;
    bool m_applies = true;
    bool m_onlySet = false;
    bool m_jumpSet =
        false; // also by "none", and by whichever of ProxyJump and ProxyCommand is first
    SshConfigValues m_values;
};

Result<> Reader::read(const QString &path, int depth)
{
    QFile file(path);
    if (!file.exists())
        return {};
    if (depth > IncludeDepth || !file.open(QIODevice::ReadOnly))
        return Error{
            Error::Kind::Invalid,
            {QT_TRANSLATE_NOOP("Text", "The SSH configuration %1 cannot be read."), {path}},
            {},
            depth > IncludeDepth ? u"it includes itself"_s : file.errorString()};
    const bool outside = m_applies;
    static const QRegularExpression shape(u"^\\s*(\\w+)(?:\\s*=\\s*|\\s+)(.*)$"_s);
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        const auto found = shape.match(line.trimmed());
        if (!found.hasMatch())
            continue;
        const QString keyword = found.captured(1).toLower();
        const QStringList words = wordsOf(found.captured(2));
        if (words.isEmpty())
            continue;
        if (keyword == u"host") {
            m_applies = outside && matchesList(words, m_host);
        } else if (keyword == u"match") {
            m_applies = outside && matchHolds(words);
        } else if (m_applies && keyword == u"include") {
            const Result<> included = include(words, path, depth);
            if (!included)
                return included;
        } else if (m_applies) {
            take(keyword, words, found.captured(2));
        }
    }
    m_applies = outside;
    return {};
}

bool Reader::matchHolds(const QStringList &words) const
{
    if (words.size() == 1 && words.first().toLower() == u"all")
        return true;
    for (qsizetype i = 0; i + 1 < words.size(); i += 2) {
        const QString condition = words.at(i).toLower();
        const QStringList patterns = words.at(i + 1).split(u',');
        const QString current = m_values.hostName.isEmpty() ? m_host : m_values.hostName;
        const QString user = m_user.isEmpty() ? m_values.user : m_user;
        const bool holds = condition == u"host"           ? matchesList(patterns, current)
                           : condition == u"originalhost" ? matchesList(patterns, m_host)
                           : condition == u"user"         ? matchesList(patterns, user)
                                                          : false;
        if (!holds)
            return false;
    }
    return words.size() % 2 == 0;
}

Result<> Reader::include(const QStringList &words, const QString &path, int depth)
{
    for (const QString &word : words) {
        // As in ssh: a name without a folder lies in ~/.ssh.
        QString pattern = word.startsWith(u"~/") ? QDir::homePath() + word.mid(1) : word;
        if (QDir::isRelativePath(pattern))
            pattern = QFileInfo(path).absolutePath() + u'/' + pattern;
        const QFileInfo info(pattern);
        const QDir folder = info.dir();
        for (const QString &name :
             folder.entryList({info.fileName()}, QDir::Files | QDir::Hidden, QDir::Name)) {
            const Result<> included = read(folder.filePath(name), depth + 1);
            if (!included)
                return included;
        }
    }
    return {};
}

void Reader::take(const QString &keyword, const QStringList &words, const QString &rest)
{
    const QString first = words.first();
    const auto once = [&first](QString &value) {
        if (value.isEmpty())
            value = first;
    };
    if (keyword == u"hostname") {
        once(m_values.hostName);
    } else if (keyword == u"user") {
        once(m_values.user);
    } else if (keyword == u"port") {
        if (m_values.port == 0)
            m_values.port = qBound(0, first.toInt(), 65535);
    } else if (keyword == u"identityfile") {
        m_values.identityFiles << first;
    } else if (keyword == u"identitiesonly") {
        if (!std::exchange(m_onlySet, true))
            m_values.identitiesOnly = first.toLower() == u"yes";
    } else if (keyword == u"identityagent") {
        once(m_values.identityAgent);
    } else if (keyword == u"userknownhostsfile") {
        if (m_values.knownHostsFiles.isEmpty())
            m_values.knownHostsFiles = words;
    } else if (keyword == u"proxyjump" && !std::exchange(m_jumpSet, true)) {
        if (first.toLower() != u"none")
            m_values.jumps = first.split(u',', Qt::SkipEmptyParts);
    } else if (keyword == u"proxycommand" && !std::exchange(m_jumpSet, true)) {
        if (first.toLower() != u"none")
            m_values.proxyCommand = rest.trimmed();
    }
}

// The tokens that make sense for a path; the home folder as ~.
QString Reader::expanded(QString text) const
{
    if (text == u"~" || text.startsWith(u"~/"))
        text = QDir::homePath() + text.mid(1);
    const QString host = m_values.hostName.isEmpty() ? m_host : m_values.hostName;
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar token = text.at(i) == u'%' && i + 1 < text.size() ? text.at(i + 1) : QChar();
        if (token == u'd')
            result += QDir::homePath();
        else if (token == u'h')
            result += host;
        else if (token == u'n')
            result += m_host;
        else if (token == u'r')
            result += m_user.isEmpty() ? m_values.user : m_user;
        else if (token == u'%')
            result += u'%';
        else {
            result += text.at(i);
            continue;
        }
        ++i;
    }
    return result;
}

SshConfigValues Reader::values()
{
    QString name = m_values.hostName;
    m_values.hostName = name.replace(u"%h"_s, m_host);
    for (QString &file : m_values.identityFiles)
        file = expanded(file);
    for (QString &file : m_values.knownHostsFiles)
        file = expanded(file);
    m_values.identityFiles.removeAll(u"none"_s);
    m_values.knownHostsFiles.removeAll(u"none"_s);
    if (m_values.identityAgent == u"SSH_AUTH_SOCK")
        m_values.identityAgent = qEnvironmentVariable("SSH_AUTH_SOCK");
    else if (m_values.identityAgent.startsWith(u'$'))
        m_values.identityAgent =
            qEnvironmentVariable(m_values.identityAgent.mid(1).toLocal8Bit().constData());
    else
        m_values.identityAgent = expanded(m_values.identityAgent);
    return m_values;
}

} // namespace

Result<SshConfigValues> SshConfig::valuesFor(const QString &file, const QString &host,
                                             const QString &user)
{
    Reader reader(host, user);
    const Result<> read = reader.read(file, 0);
    if (!read)
        return read.error();
    return reader.values();
}

} // namespace Lifeboat
