#pragma once

#include <QByteArray>
#include <QString>

namespace Lifeboat {

// The text that starts a command on the host: in a process group of its own, with the run's mark
// in its environment, as root where asked. It reports the group's id as one line on stderr before
// the command begins; CommandLead takes that line out again.
struct RemoteScript
{
    QString command; // shell text
    QString mark;    // LIFEBOAT_RUN; empty: not set
    bool asRoot = false;

    QString toShell() const;

    // Ends a group: TERM, after 2 s KILL; exit status 0 when nothing of it is left.
    static QString killing(qint64 id, bool isGroup);
};

// What a script prints on stderr before its command begins: the login shell's and sudo's words,
// sudo's question, at last our line. What comes after that is the command's own.
class CommandLead
{
public:
    // Takes what arrived on stderr and returns the command's part of it.
    QByteArray filter(QByteArrayView data);

    bool hasBegun() const { return m_id > 0; }
    qint64 id() const { return m_id; }         // of the process group, or of the one process
    bool isGroup() const { return m_isGroup; } // false: the host could not make a group

    int questions() const { return m_questions; } // how often sudo asked for a password so far
    QByteArray words() const { return m_words; }  // everything else that came before the command

private:
    void countQuestions();

    QByteArray m_words;
    qint64 m_id = 0;
    bool m_isGroup = true;
    int m_questions = 0;
};

} // namespace Lifeboat
