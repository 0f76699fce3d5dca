#include "gui/tray/notices.h"

#include "gui/runs/runwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace Lifeboat {

std::optional<News> newsOf(const RunReport &run)
{
    const Status status = statusOfRun(run);
    if (status == Status::Failed || status == Status::Interrupted || status == Status::Warning) {
        const Text why = run.error ? run.error->message : resultText(run);
        return News{NewsKind::Failed,
                    run.hostName,
                    {QT_TRANSLATE_NOOP("Text", "%1: %2"), {run.hostName, why.toString()}}};
    }
    if (status != Status::Ok)
        return std::nullopt;
    if (run.verb == Verb::CutOver)
        return News{NewsKind::Restored,
                    run.hostName,
                    {QT_TRANSLATE_NOOP("Text", "%1 is restored and serves."), {run.hostName}}};
    if (run.verb == Verb::Recover)
        return News{NewsKind::Restored,
                    run.hostName,
                    {QT_TRANSLATE_NOOP("Text", "%1 is recovered and serves."), {run.hostName}}};
    return std::nullopt;
}

static bool isProven(const HostRow &row, const QDateTime &now)
{
    return row.provenPoint.isValid() && row.provenPoint.daysTo(now) <= OldestProof.count();
}

QSet<QString> provenHosts(const QList<HostRow> &rows, const QDateTime &now)
{
    QSet<QString> proven;
    for (const HostRow &row : rows) {
        if (isProven(row, now))
            proven << row.id;
    }
    return proven;
}

QList<News> lostProofs(const QSet<QString> &before, const QList<HostRow> &rows,
                       const QDateTime &now)
{
    QList<News> lost;
    for (const HostRow &row : rows) {
        if (before.contains(row.id) && !isProven(row, now))
            lost << News{
                NewsKind::NotProven,
                row.name,
                {QT_TRANSLATE_NOOP("Text", "%1 is no longer proven: a drill is due."), {row.name}}};
    }
    return lost;
}

Notices::Notices(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Notices::tell);
}

void Notices::setWanted(NewsKind kind, bool wanted)
{
    if (wanted)
        m_unwanted.remove(int(kind));
    else
        m_unwanted.insert(int(kind));
}

void Notices::add(const News &notice)
{
    if (!isWanted(notice.kind))
        return;
    m_waiting << notice;
    if (!m_timer.isActive())
        m_timer.start(m_delay);
}

void Notices::tell()
{
    const QList<News> notices = std::exchange(m_waiting, {});
    const bool isTrouble = std::ranges::any_of(
        notices, [](const News &notice) { return notice.kind != NewsKind::Restored; });
    if (notices.size() == 1) {
        emit told(QStringLiteral("Lifeboat"), notices.first().text.toString(), isTrouble);
        return;
    }
    QStringList hosts;
    for (const News &notice : notices)
        hosts << notice.host;
    hosts.removeDuplicates();
    static constexpr qsizetype MostNames = 5;
    QString names = hosts.mid(0, MostNames).join(QStringLiteral(", "));
    if (hosts.size() > MostNames)
        names += QStringLiteral(" …");
    emit told(isTrouble ? tr("Hosts that need you: %1").arg(hosts.size())
                        : tr("Hosts that are restored: %1").arg(hosts.size()),
              names, isTrouble);
}

} // namespace Lifeboat
