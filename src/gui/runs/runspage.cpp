#include "gui/runs/runspage.h"

#include "gui/common/card.h"
#include "gui/common/firstfocus.h"
#include "gui/common/format.h"
#include "gui/common/look.h"
#include "gui/runs/liverun.h"
#include "gui/runs/runfilter.h"
#include "gui/runs/runlistdelegate.h"
#include "gui/runs/runlistmodel.h"
#include "gui/runs/runview.h"
#include "gui/runs/runwords.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QShortcut>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

RunsPage::RunsPage(QWidget *parent)
    : QWidget(parent)
    , m_runs(new RunListModel(this))
    , m_filter(new RunFilter(this))
{
    m_filter->setSourceModel(m_runs);
    m_empty = rankLabel(Rank::Quiet, this);
    m_empty->setAlignment(Qt::AlignCenter);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(buildList());
    row->addWidget(buildRun(), 1);
    row->addWidget(m_empty, 1);
    setFirstFocus(this, m_list);
    retranslate();
    showCurrent();
}

QWidget *RunsPage::buildList()
{
    auto *pane = new QWidget(this);
    pane->setFixedWidth(250);
    m_listTitle = rankLabel(Rank::Title, pane);
    m_listTitle->setContentsMargins(Space::Page, 0, 0, Space::Small);
    m_list = new QListView(pane);
    m_list->setObjectName(u"runsList"_s);
    m_list->setModel(m_filter);
    m_list->setItemDelegate(new RunListDelegate(m_list));
    m_list->viewport()->setBackgroundRole(QPalette::Window);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setTabKeyNavigation(false);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &RunsPage::showCurrent);
    m_search = new QLineEdit(pane);
    m_search->setObjectName(u"runSearch"_s);
    m_search->setClearButtonEnabled(true);
    m_search->addAction(lifeboatIcon(u"search"_s, QPalette::PlaceholderText),
                        QLineEdit::LeadingPosition);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setText(text);
        if (!m_list->currentIndex().isValid())
            m_list->setCurrentIndex(m_filter->index(0, 0));
        showCurrent();
    });
    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, m_search, qOverload<>(&QWidget::setFocus));
    auto *searchRow = new QHBoxLayout;
    searchRow->setContentsMargins(Space::Medium, 0, 1, Space::Tight);
    searchRow->addWidget(m_search);
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 20, 0, 0);
    column->addWidget(m_listTitle);
    column->addLayout(searchRow);
    column->addWidget(m_list, 1);
    return pane;
}

QWidget *RunsPage::buildRun()
{
    m_right = new QWidget(this);
    m_header = new PageHeader(m_right);
    m_view = new RunView(m_right);
    const auto button = [this](const QString &icon, const QString &name, ButtonKind kind) {
        const auto ink =
            kind == ButtonKind::Primary ? QPalette::HighlightedText : QPalette::ButtonText;
        auto *made = new QPushButton(lifeboatIcon(icon, ink), {}, m_right);
        made->setObjectName(name);
        setButtonKind(made, kind);
        m_header->actions()->addWidget(made);
        return made;
    };
    m_journal = button(u"folder"_s, u"journalButton"_s, ButtonKind::Ordinary);
    m_point = button(u"points"_s, u"pointButton"_s, ButtonKind::Ordinary);
    m_cancel = button(u"cancel"_s, u"cancelButton"_s, ButtonKind::Ordinary);
    m_discard = button(u"cancel"_s, u"discardButton"_s, ButtonKind::Ordinary);
    m_accept = button(u"ok"_s, u"acceptButton"_s, ButtonKind::Ordinary);
    m_undo = button(u"undo"_s, u"undoButton"_s, ButtonKind::Ordinary);
    m_cutOver = button(u"restore"_s, u"cutOverButton"_s, ButtonKind::Primary);
    connect(m_journal, &QPushButton::clicked, this, [this] {
        emit journalRequested(m_record ? m_record->run : m_live ? m_live->runId() : QString());
    });
    connect(m_point, &QPushButton::clicked, this, [this] { emit pointRequested(*m_record); });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_live)
            emit cancelRequested(m_live);
        else if (m_record)
            emit cancelRecordRequested(*m_record);
    });
    connect(m_discard, &QPushButton::clicked, this, [this] { emit discardRequested(*m_record); });
    connect(m_accept, &QPushButton::clicked, this, [this] { emit acceptRequested(*m_record); });
    connect(m_undo, &QPushButton::clicked, this, [this] { emit undoRequested(*m_record); });
    connect(m_cutOver, &QPushButton::clicked, this, [this] { emit cutOverRequested(*m_record); });
    auto *column = new QVBoxLayout(m_right);
    column->setContentsMargins(Space::Page - 4, 20, Space::Page, 20);
    column->setSpacing(Space::Medium);
    column->addWidget(m_header);
    column->addWidget(m_view, 1);
    return m_right;
}

void RunsPage::setRuns(const QList<LiveRun *> &live, const QList<RunReport> &recorded)
{
    const QString key = m_list->currentIndex().data(KeyRole).toString();
    for (LiveRun *run : live)
        connect(run, &LiveRun::changed, this, &RunsPage::handleProgress, Qt::UniqueConnection);
    m_knowsRuns = true;
    m_recorded = recorded;
    m_runs->setRuns(live, recorded);
    const QModelIndex same = m_filter->mapFromSource(m_runs->index(m_runs->rowOf(key)));
    m_list->setCurrentIndex(same.isValid() ? same : m_filter->index(0, 0));
    showCurrent();
}

int RunsPage::rowAt(const QModelIndex &index) const
{
    return m_filter->mapToSource(index).row();
}

void RunsPage::choose(const QString &key)
{
    const QModelIndex run = m_runs->index(m_runs->rowOf(key));
    if (!run.isValid())
        return;
    if (!m_filter->mapFromSource(run).isValid())
        m_search->clear();
    m_list->setCurrentIndex(m_filter->mapFromSource(run));
}

void RunsPage::showLive(LiveRun *run)
{
    choose(RunListModel::keyOf(run));
}

void RunsPage::showRun(const QString &run)
{
    choose(run);
}

void RunsPage::showCurrent()
{
    const int row = rowAt(m_list->currentIndex());
    m_right->setVisible(row >= 0);
    m_empty->setVisible(row < 0);
    m_empty->setText(!m_knowsRuns             ? tr("looking…")
                     : m_runs->rowCount() > 0 ? tr("No run is found by these words.")
                                              : tr("Nothing has run yet."));
    if (LiveRun *live = m_runs->liveAt(row)) {
        m_live = live;
        m_record = live->report();
        m_view->showLive(live);
    } else if (const RunReport *record = m_runs->recordAt(row)) {
        const bool another = !m_record || m_record->run != record->run;
        m_live = nullptr;
        m_record = *record;
        if (another)
            m_view->clear();
        emit recordRequested(record->run);
    } else {
        m_live = nullptr;
        m_record.reset();
        m_view->clear();
    }
    updateHeader();
}

void RunsPage::setRecord(const QString &run, const QList<PlannedStep> &steps,
                         const QList<RunEvent> &events)
{
    if (!m_live && m_record && m_record->run == run)
        m_view->showRecord(*m_record, steps, events);
}

// Not from showCurrent(): that is called while the filter takes rows away.
void RunsPage::handleProgress()
{
    m_runs->refresh();
    updateHeader();
}

void RunsPage::updateHeader()
{
    if (m_live && m_live->report()) {
        m_record = m_live->report();
        // A later part of the same restore may have changed its state since.
        const auto newest = std::ranges::find(m_recorded, m_record->run, &RunReport::run);
        if (newest != m_recorded.cend() && newest->ended > m_record->ended)
            m_record->restore = newest->restore;
    }
    const bool live = m_live && m_live->isRunning();
    const bool elsewhere = !m_live && m_record && statusOfRun(*m_record) == Status::Running;
    m_cancel->setVisible(live || elsewhere);
    m_cancel->setEnabled(!live || !m_live->isCancelling());
    m_journal->setVisible(!live && m_record && !m_record->run.isEmpty());
    m_point->setVisible(!live && !elsewhere && m_record && !m_record->point.isEmpty());
    updateDeeds(!live && !elsewhere);
    if (m_live) {
        QStringList facts{tr("Started %1").arg(Format::dateTime(m_live->started()))};
        if (m_live->plan() && !m_live->plan()->point.isEmpty())
            facts << (m_live->verb() == Verb::Backup
                          ? tr("becomes point %1").arg(m_live->plan()->point)
                          : tr("point %1").arg(m_live->plan()->point));
        m_header->setTexts(runTitle(m_live->verb(), m_live->host().name).toString(),
                           facts.join(u" · "_s));
    } else if (m_record) {
        QStringList facts{m_record->run};
        if (!m_record->point.isEmpty())
            facts << tr("point %1").arg(m_record->point);
        m_header->setTexts(runTitle(m_record->verb, m_record->hostName).toString(),
                           facts.join(u" · "_s));
    }
}

// What can be done with a restore now. What is not equal has no way on; it can be discarded, also
// when it has no state of its own. Of an interrupted one the record may be behind the host, which
// is asked before anything is done.
void RunsPage::updateDeeds(bool ended)
{
    const bool isRestore = ended && m_record && !m_record->places.isEmpty();
    const bool interrupted = isRestore && statusOfRun(*m_record) == Status::Interrupted;
    const RestoreState state = isRestore ? m_record->restore : RestoreState::Accepted;
    const bool prepared = state == RestoreState::Prepared;
    m_cutOver->setVisible(prepared && m_record->status == Outcome::Ok);
    m_discard->setVisible(prepared || state == RestoreState::None || state == RestoreState::Undone);
    m_undo->setVisible(state == RestoreState::InService || (interrupted && prepared));
    m_accept->setVisible(state == RestoreState::InService);
}

void RunsPage::retranslate()
{
    m_listTitle->setText(tr("Runs"));
    m_list->setAccessibleName(tr("Runs"));
    m_search->setPlaceholderText(tr("Find by host, kind or outcome"));
    m_search->setToolTip(m_search->placeholderText());
    m_search->setAccessibleName(tr("Find runs"));
    m_journal->setText(tr("Open journal"));
    m_point->setText(tr("Show point"));
    m_cancel->setText(tr("Cancel run…"));
    m_discard->setText(tr("Discard…"));
    m_accept->setText(tr("Accept…"));
    m_undo->setText(tr("Undo…"));
    m_cutOver->setText(tr("Cut over…"));
    m_runs->refresh();
    showCurrent();
}

void RunsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace Lifeboat
