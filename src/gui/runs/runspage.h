#pragma once

#include "gui/overview.h"
#include "gui/runs/plannedstep.h"
#include "model/runevent.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QPushButton;

namespace Lifeboat {

class LiveRun;
class PageHeader;
class RunFilter;
class RunListModel;
class RunView;

// At the left all runs, at the right one of them, live or from its journal.
class RunsPage : public QWidget
{
    Q_OBJECT

public:
    explicit RunsPage(QWidget *parent = nullptr);

    void setRuns(const QList<LiveRun *> &live, const QList<RunReport> &recorded);
    void showLive(LiveRun *run);
    void showRun(const QString &run);
    void setRecord(const QString &run, const QList<PlannedStep> &steps,
                   const QList<RunEvent> &events);
    LiveRun *shownLive() const { return m_live; }

signals:
    void recordRequested(const QString &run);
    void cancelRequested(Lifeboat::LiveRun *run);
    void cancelRecordRequested(const Lifeboat::RunReport &run); // of another program
    void journalRequested(const QString &run);
    void pointRequested(const Lifeboat::RunReport &run); // what it made or worked on
    void cutOverRequested(const Lifeboat::RunReport &restore);
    void undoRequested(const Lifeboat::RunReport &restore);
    void acceptRequested(const Lifeboat::RunReport &restore);
    void discardRequested(const Lifeboat::RunReport &restore);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildList();
    QWidget *buildRun();
    void showCurrent();
    void handleProgress();
    void updateHeader();
    void updateDeeds(bool ended);
    void retranslate();
    int rowAt(const QModelIndex &index) const; // in the model of all runs; -1: none
    void choose(const QString &key);           // shown also when the filter would hide it

    RunListModel *m_runs;
    RunFilter *m_filter;
    QPointer<LiveRun> m_live;
    bool m_knowsRuns = false; // they were set
    QList<RunReport> m_recorded;
    std::optional<RunReport> m_record; // the newest state of the one that is shown
    QLabel *m_listTitle = nullptr;
    QLineEdit *m_search = nullptr;
    QListView *m_list = nullptr;
    QWidget *m_right = nullptr;
    QLabel *m_empty = nullptr;
    PageHeader *m_header = nullptr;
    RunView *m_view = nullptr;
    QPushButton *m_journal = nullptr;
    QPushButton *m_point = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_cutOver = nullptr;
    QPushButton *m_discard = nullptr;
    QPushButton *m_accept = nullptr;
    QPushButton *m_undo = nullptr;
};

} // namespace Lifeboat
