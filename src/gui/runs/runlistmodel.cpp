#include "gui/runs/runlistmodel.h"

#include "gui/common/delegates.h"
#include "gui/common/format.h"
#include "gui/common/look.h"
#include "gui/runs/runwords.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

QString RunListModel::keyOf(const LiveRun *run)
{
    return u"live-%1"_s.arg(quintptr(run), 0, 16);
}

void RunListModel::setRuns(const QList<LiveRun *> &live, const QList<RunReport> &recorded)
{
    QList<Row> wanted;
    QSet<QString> liveIds;
    for (LiveRun *run : live) {
        wanted << Row{.key = keyOf(run), .live = run};
        liveIds << run->runId();
    }
    for (qsizetype i = 0; i < recorded.size(); ++i) {
        const RunReport &run = recorded.at(i);
        // A run of this window has a record before its plan tells which one it is.
        const bool own = statusOfRun(run) == Status::Running
                         && run.pid == int(QCoreApplication::applicationPid());
        if (!own && !liveIds.contains(run.run))
            wanted << Row{.key = run.run, .record = i};
    }
    if (m_rows.isEmpty()) { // one signal for thousands
        beginResetModel();
        m_recorded = recorded;
        m_rows = wanted;
        endResetModel();
        return;
    }
    const auto keysOf = [](const QList<Row> &rows) {
        QSet<QString> keys;
        for (const Row &row : rows)
            keys << row.key;
        return keys;
    };
    m_recorded = recorded;
    const QSet<QString> staying = keysOf(wanted);
    const QSet<QString> before = keysOf(m_rows);
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (staying.contains(m_rows.at(row).key))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        endRemoveRows();
    }
    for (int row = 0; row < wanted.size(); ++row) {
        if (row < m_rows.size() && m_rows.at(row).key == wanted.at(row).key) {
            m_rows[row] = wanted.at(row);
            continue;
        }
        const QString &key = wanted.at(row).key;
        if (const int old = before.contains(key) ? rowOf(key) : -1; old > row) { // moved up
            beginRemoveRows({}, old, old);
            m_rows.removeAt(old);
            endRemoveRows();
        }
        beginInsertRows({}, row, row);
        m_rows.insert(row, wanted.at(row));
        endInsertRows();
    }
    refresh();
}

LiveRun *RunListModel::liveAt(int row) const
{
    return row >= 0 && row < m_rows.size() ? m_rows.at(row).live.data() : nullptr;
}

const RunReport *RunListModel::recordAt(int row) const
{
    return row >= 0 && row < m_rows.size() && !m_rows.at(row).live ? &reportOf(m_rows.at(row))
                                                                   : nullptr;
}

int RunListModel::rowOf(const QString &key) const
{
    const auto it = std::ranges::find(m_rows, key, &Row::key);
    return it == m_rows.end() ? -1 : int(it - m_rows.begin());
}

void RunListModel::refresh()
{
    if (!m_rows.isEmpty())
        emit dataChanged(index(0), index(rowCount() - 1));
}

int RunListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

const RunReport &RunListModel::reportOf(const Row &row) const
{
    static const RunReport none;
    if (row.live && row.live->report())
        return *row.live->report();
    return row.record >= 0 && row.record < m_recorded.size() ? m_recorded.at(row.record) : none;
}

QString RunListModel::detail(const Row &row) const
{
    if (row.live && row.live->isRunning()) {
        const double share = row.live->progress().share();
        return verbText(row.live->verb()).toString() + u" · "_s
               + (share < 0 ? statusWord(Status::Running)
                            : QLocale().toString(int(share * 100)) + u" %"_s);
    }
    const RunReport &run = reportOf(row);
    QStringList parts{verbText(run.verb).toString()};
    const QDateTime started = run.started.toLocalTime();
    parts << QLocale().toString(started, started.date() == QDate::currentDate() ? u"HH:mm"_s
                                                                                : u"MM-dd HH:mm"_s);
    if (run.ended.isValid())
        parts << Format::duration(int(run.seconds));
    return parts.join(u" · "_s);
}

QVariant RunListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(index.row());
    const bool live = row.live && row.live->isRunning();
    const RunReport &run = reportOf(row);
    const QString host = row.live ? row.live->host().name : run.hostName;
    const Status status = live ? Status::Running : statusOfRun(run);
    switch (role) {
    case Qt::DisplayRole:
        return host.isEmpty() ? run.run : host;
    case DetailRole:
        return detail(row);
    case StatusRole:
        return int(status);
    case KeyRole:
        return row.key;
    case Qt::AccessibleTextRole:
        return host + u", "_s + statusWord(status) + u", "_s + detail(row);
    }
    return {};
}

} // namespace Lifeboat
