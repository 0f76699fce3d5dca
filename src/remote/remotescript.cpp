#include "remote/remotescript.h"

#include "base/shellcommand.h"

using namespace Qt::StringLiterals;

namespace Lifeboat {

namespace {

constexpr QByteArrayView GroupMark = "lifeboat-group ";
constexpr QByteArrayView AloneMark = "lifeboat-alone ";
constexpr QByteArrayView SudoQuestion = "lifeboat-sudo-password:";
constexpr qsizetype WordsLimit = 64 * 1024;

// OpenSSH starts a command as the leader of a new group, other servers and sudo may not: then
// setsid makes one, and where a host has no setsid the single process has to do. The signal 0 to
// the group of our own id finds out without any tool.
constexpr auto Launcher = "lifeboat_lead=group; kill -0 -$$ 2>/dev/null || "
                          "if command -v setsid >/dev/null 2>&1; then exec setsid sh -c \"$1\"; "
                          "else lifeboat_lead=alone; fi; eval \"$1\"";

// A dead process that nobody has collected yet still answers to a signal, so where there is a
// /proc the states are looked at; by grep, because dash reads a line byte by byte and a host has
// many processes. %1 is what to signal; %2 the files and %3 the pattern of one that lives.
constexpr auto Killer = "alive() { kill -0 %1 2>/dev/null || return 1; "
                        "[ -r /proc/self/stat ] || return 0; grep -qsE '%3' %2; "
                        "case $? in 1|2) return 1;; esac; }; "
                        "kill -TERM %1 2>/dev/null || exit 0; kill -CONT %1 2>/dev/null; i=0; "
                        "while alive; do i=$((i+1)); "
                        "[ $i -eq 20 ] && kill -KILL %1 2>/dev/null; [ $i -ge 50 ] && exit 1; "
                        "sleep 0.1 2>/dev/null || sleep 1; done; exit 0";

} // namespace

QString RemoteScript::toShell() const
{
    QString body;
    if (!mark.isEmpty()) {
        body += u"LIFEBOAT_RUN=%1 PGAPPNAME=%2; export LIFEBOAT_RUN PGAPPNAME; "_s.arg(
            ShellCommand::quoted(mark), ShellCommand::quoted(u"lifeboat-"_s + mark));
    }
    // sudo spoke English to us; the command gets its language back.
    if (asRoot)
        body += u"unset LC_ALL; "_s;
    body += u"echo \"lifeboat-${lifeboat_lead-group} $$\" >&2; unset lifeboat_lead\n"_s;
    body += command;

    const QString launch = u"sh -c "_s + ShellCommand::quoted(QString::fromLatin1(Launcher))
                           + u" sh "_s + ShellCommand::quoted(body);
    if (!asRoot)
        return u"exec "_s + launch;
    // -k: never from sudo's memory, so the password is asked for once in each command or never.
    // It is written only after sudo asked: where none is needed it would become the input.
    return u"exec env LC_ALL=C sudo -k -S -p "_s + QString::fromLatin1(SudoQuestion) + u" -- "_s
           + launch;
}

QString RemoteScript::killing(qint64 id, bool isGroup)
{
    const QString number = QString::number(id);
    const QString alive = u"\\) [^ZX] "_s; // state, parent, group
    if (isGroup)
        return QString::fromLatin1(Killer).arg(u'-' + number, u"/proc/[0-9]*/stat"_s,
                                               alive + u"[0-9]+ "_s + number + u' ');
    return QString::fromLatin1(Killer).arg(number, u"/proc/"_s + number + u"/stat"_s, alive);
}

QByteArray CommandLead::filter(QByteArrayView data)
{
    if (hasBegun())
        return data.toByteArray();
    m_words += data;
    countQuestions();

    qsizetype at = m_words.indexOf(GroupMark);
    m_isGroup = at >= 0;
    if (at < 0)
        at = m_words.indexOf(AloneMark);
    const qsizetype end = at < 0 ? -1 : m_words.indexOf('\n', at);
    if (end < 0) {
        if (m_words.size() > WordsLimit)
            m_words.remove(0, m_words.size() - WordsLimit);
        return {};
    }
    m_id = m_words.mid(at + GroupMark.size(), end - at - GroupMark.size()).toLongLong();
    const QByteArray rest = m_words.mid(end + 1);
    m_words.truncate(at);
    return rest;
}

void CommandLead::countQuestions()
{
    for (qsizetype at = m_words.indexOf(SudoQuestion); at >= 0;
         at = m_words.indexOf(SudoQuestion)) {
        ++m_questions;
        m_words.remove(at, SudoQuestion.size());
    }
}

} // namespace Lifeboat
