#pragma once

#include "gui/fleet/hostrow.h"

#include <QObject>
#include <QSet>
#include <QTimer>

namespace Lifeboat {

// What is worth an operator's attention while he looks elsewhere. A success is not.
enum class NewsKind { Failed, NotProven, Restored };

struct News
{
    NewsKind kind = NewsKind::Failed;
    QString host;
    Text text; // what happened, the host's name in it
};

// What the end of a run tells; none when it is no news: a success, a cancel, a step on the way.
std::optional<News> newsOf(const RunReport &run);

// The hosts with a proven point that is not too old.
QSet<QString> provenHosts(const QList<HostRow> &rows, const QDateTime &now);
// Those that were and are no longer.
QList<News> lostProofs(const QSet<QString> &before, const QList<HostRow> &rows,
                       const QDateTime &now);

// Collects notices for a moment and tells those that are wanted in one message: a night in which
// the vault was away is one message, not forty.
class Notices : public QObject
{
    Q_OBJECT

public:
    explicit Notices(QObject *parent = nullptr);

    void setWanted(NewsKind kind, bool wanted);
    bool isWanted(NewsKind kind) const { return !m_unwanted.contains(int(kind)); }
    void add(const News &notice);
    void setDelay(std::chrono::milliseconds delay) { m_delay = delay; }

signals:
    void told(const QString &title, const QString &text, bool isTrouble);

private:
    void tell();

    QSet<int> m_unwanted;
    QList<News> m_waiting;
    QTimer m_timer;
    std::chrono::milliseconds m_delay{3000};
};

} // namespace Lifeboat
