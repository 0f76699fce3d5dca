#pragma once

#include "gui/overview.h"
#include "gui/runs/liverun.h"

#include <QAbstractListModel>
#include <QPointer>

namespace Lifeboat {

// Live runs first, then the recorded ones, newest first. Rows are inserted and change in place.
class RunListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    // A run is listed once: as live while this window has it, else from its record.
    void setRuns(const QList<LiveRun *> &live, const QList<RunReport> &recorded);
    LiveRun *liveAt(int row) const;           // null: it is a record
    const RunReport *recordAt(int row) const; // null: it is live
    int rowOf(const QString &key) const;
    void refresh(); // texts and states, not rows

    static QString keyOf(const LiveRun *run);
    static QString keyOf(const RunReport &run) { return run.run; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        QString key;
        QPointer<LiveRun> live;
        qsizetype record = -1; // of m_recorded
    };
    const RunReport &reportOf(const Row &row) const;
    QString detail(const Row &row) const;

    QList<Row> m_rows;
    QList<RunReport> m_recorded;
};

} // namespace Lifeboat
