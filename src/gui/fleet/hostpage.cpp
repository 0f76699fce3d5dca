#include "gui/fleet/hostpage.h"

#include "gui/common/card.h"
#include "gui/common/delegates.h"
#include "gui/common/firstfocus.h"
#include "gui/common/format.h"
#include "gui/common/look.h"
#include "gui/common/tables.h"
#include "gui/fleet/deployedmodel.h"
#include "gui/fleet/findings.h"
#include "gui/runs/runwords.h"

#include "ui_hostpage.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHeaderView>
#include <QLocale>
#include <QProgressBar>
#include <QShortcut>
#include <QStandardItemModel>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

HostPage::HostPage(QWidget *parent)
    : QWidget(parent)
    , m_deployed(new DeployedModel(this))
    , m_history(new QStandardItemModel(0, 6, this))
    , m_busy(busyBar(this))
    , m_ui(std::make_unique<Ui::HostPage>())
{
    m_ui->setupUi(this);
    setButtonKind(m_ui->backButton, ButtonKind::Quiet);
    m_ui->backButton->setIcon(lifeboatIcon(u"chevron-left"_s, QPalette::ButtonText));
    connect(m_ui->backButton, &QPushButton::clicked, this, &HostPage::backRequested);
    const auto action = [this](const QString &name, const QString &icon, ButtonKind kind,
                               void (HostPage::*asked)()) {
        const auto ink =
            kind == ButtonKind::Primary ? QPalette::HighlightedText : QPalette::ButtonText;
        auto *button = new QPushButton(lifeboatIcon(icon, ink), {}, this);
        button->setObjectName(name);
        setButtonKind(button, kind);
        m_ui->header->actions()->addWidget(button);
        connect(button, &QPushButton::clicked, this, asked);
    };
    action(u"checkButton"_s, u"verify"_s, ButtonKind::Ordinary, &HostPage::checkRequested);
    action(u"discoverButton"_s, u"search"_s, ButtonKind::Ordinary, &HostPage::discoverRequested);
    action(u"pointsButton"_s, u"points"_s, ButtonKind::Ordinary, &HostPage::pointsRequested);
    action(u"restoreButton"_s, u"restore"_s, ButtonKind::Ordinary, &HostPage::restoreRequested);
    action(u"backupButton"_s, u"backup"_s, ButtonKind::Primary, &HostPage::backupRequested);
    connect(m_ui->editButton, &QPushButton::clicked, this, &HostPage::editRequested);
    connect(m_ui->removeButton, &QPushButton::clicked, this, &HostPage::removeRequested);
    auto *backKey = new QShortcut(QKeySequence(Qt::ALT | Qt::Key_Left), this);
    connect(backKey, &QShortcut::activated, this, &HostPage::backRequested);
    for (QLabel *label : {m_ui->newestTitle, m_ui->provenTitle, m_ui->lostTitle,
                          m_ui->uncoveredTitle, m_ui->stateLabel})
        setRank(label, Rank::Section);
    for (QLabel *label : {m_ui->factsHint, m_ui->checksHint, m_ui->historyHint})
        setRank(label, Rank::Quiet);
    m_ui->stateIcon->setFixedSize(18, 18);
    setUpPanes();
    setUpTables();
    setFirstFocus(this, m_ui->deployedTable);
    retranslate();
}

HostPage::~HostPage() = default;

void HostPage::setUpPanes()
{
    auto *group = new QButtonGroup(this);
    group->addButton(m_ui->deployedChip, Deployed);
    group->addButton(m_ui->checksChip, Checks);
    group->addButton(m_ui->historyChip, History);
    group->addButton(m_ui->settingsChip, Settings);
    connect(group, &QButtonGroup::idClicked, this, &HostPage::showPane);
    for (QScrollArea *area : {m_ui->uncoveredScroll, m_ui->checksScroll, m_ui->settingsScroll}) {
        area->viewport()->setAutoFillBackground(false);
        area->widget()->setAutoFillBackground(false);
    }
    m_ui->deployedChip->setChecked(true);
    for (QLabel *hint : {m_ui->factsHint, m_ui->historyHint})
        hint->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_busy->setFixedWidth(160); // beside the chips, where it moves nothing
    m_ui->chipsRow->addWidget(m_busy);
}

void HostPage::setUpTables()
{
    for (QTableView *table : {m_ui->deployedTable, m_ui->historyTable}) {
        setUpTable(table);
        table->setItemDelegateForColumn(0, new StatusDelegate(table));
        table->setEditTriggers(QAbstractItemView::NoEditTriggers);
        table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    }
    m_ui->deployedTable->setModel(m_deployed);
    m_ui->historyTable->setModel(m_history);
    static constexpr int runWidths[] = {112, 150, 90, 110, 90};
    for (int i = 0; i < 5; ++i)
        m_ui->historyTable->horizontalHeader()->resizeSection(i, runWidths[i]);
    connect(m_ui->historyTable, &QTableView::activated, this, [this](const QModelIndex &index) {
        emit runRequested(index.siblingAtColumn(0).data(KeyRole).toString());
    });
}

void HostPage::showPane(int pane)
{
    m_ui->panes->setCurrentIndex(pane);
}

void HostPage::showChecks()
{
    m_ui->checksChip->setChecked(true);
    showPane(Checks);
}

ErrorBanner *HostPage::banner() const
{
    return m_ui->banner;
}

void HostPage::setHost(const HostProfile &host, const HostRow &row, const QDateTime &now)
{
    const bool isSame = host == m_host;
    if (host.id != m_host.id) {
        m_checking = false;
        m_discovering = false;
        m_ui->banner->clear();
        m_runs.clear();
        m_ui->deployedChip->setChecked(true);
        showPane(Deployed);
    }
    m_host = host;
    setWindowTitle(host.name); // the window's, while this is shown
    m_row = row;
    m_now = now;
    if (isSame) { // what one may be reading stays as it is
        fillCards();
        fillFacts();
    } else {
        retranslate();
    }
}

void HostPage::setRuns(const QList<RunReport> &runs)
{
    QList<RunReport> own = runs;
    own.removeIf([this](const RunReport &run) { return run.hostId != m_host.id; });
    const bool isSame = std::ranges::equal(own, m_runs, [](const RunReport &a, const RunReport &b) {
        return a.run == b.run && a.ended == b.ended;
    });
    m_runs = own;
    if (!isSame)
        fillHistory();
}

void HostPage::setChecking(bool checking)
{
    m_checking = checking;
    retranslate();
}

void HostPage::setChecks(const QList<Check> &checks)
{
    findings().checks = checks;
    findings().checked = QDateTime::currentDateTimeUtc();
    m_checking = false;
    retranslate();
}

void HostPage::setDiscovering(bool discovering)
{
    m_discovering = discovering;
    retranslate();
}

void HostPage::setFacts(const HostFacts &facts)
{
    findings().facts = facts;
    m_discovering = false;
    retranslate();
}

// Never estimated: without a drill nobody knows.
void HostPage::fillCards()
{
    findChild<QPushButton *>(u"restoreButton"_s)->setEnabled(m_row.newestPoint.isValid());
    m_ui->stateIcon->setIcon(statusIconName(m_row.status), m_row.status);
    m_ui->stateLabel->setText(m_row.reason.isEmpty()
                                  ? statusWord(m_row.status)
                                  : statusWord(m_row.status) + u": "_s + m_row.reason.toString());
    const QString age = Format::age(m_row.newestPoint, m_now);
    const QString unread = tr("not known: a vault cannot be read");
    m_ui->newestLabel->setText(m_row.newestPoint.isValid()
                                   ? age + u" · "_s + Format::size(m_row.size)
                               : m_row.knowsPoints ? age
                                                   : unread);
    if (!m_row.provenPoint.isValid()) {
        m_ui->provenLabel->setText(m_row.knowsPoints ? tr("never: a drill is due") : unread);
        m_ui->lostLabel->setText(m_row.knowsPoints ? tr("not known: never proven") : unread);
        return;
    }
    const QString proven = Format::age(m_row.provenPoint, m_now);
    const QString drilled = QLocale().toString(m_row.drilled.toLocalTime(), u"yyyy-MM-dd"_s);
    m_ui->provenLabel->setText(tr("point %1 · drill on %2").arg(proven, drilled));
    const QString gone = tr("Gone: what changed since the newest proven point (%1).").arg(proven);
    const QString back =
        m_row.rtoSeconds ? tr("All data there again after %1, as that drill measured.")
                               .arg(Format::duration(std::max(1, qRound(*m_row.rtoSeconds))))
                         : tr("How long until it is back: not known, that drill measured no time.");
    m_ui->lostLabel->setText(gone + u' ' + back);
}

void HostPage::fillChecks()
{
    const Findings &found = findings();
    Lifeboat::showChecks(m_ui->checksList, found.checks);
    const auto bad = std::ranges::count(found.checks, false, &Check::ok);
    m_ui->checksChip->setStatus(found.checks.isEmpty() ? Status::Unknown
                                : bad > 0              ? Status::Failed
                                                       : Status::Ok);
    m_ui->checksChip->setLabel(tr("Checks"),
                               found.checks.isEmpty() ? u"–"_s : QString::number(bad));
    m_ui->checksHint->setText(m_checking ? tr("looking…")
                              : found.checks.isEmpty()
                                  ? tr("Not looked at yet. “Check” connects and looks.")
                                  : tr("Looked at %1.").arg(Format::dateTime(found.checked)));
}

void HostPage::fillFacts()
{
    const std::optional<HostFacts> &facts = findings().facts;
    m_deployed->setFacts(facts, m_row, m_now);
    m_ui->deployedTable->setVisible(facts.has_value());
    if (m_discovering)
        m_ui->factsHint->setText(tr("looking…"));
    else if (!facts)
        m_ui->factsHint->setText(tr(
            "Not looked at yet. “Discover” finds out what is deployed and what is not covered."));
    else
        m_ui->factsHint->setText(
            tr("BK-Lite in %1, project %2 · Docker %3, %4 free for it · looked at %5")
                .arg(facts->directory, facts->project, facts->dockerVersion,
                     Format::size(facts->dockerFreeBytes), Format::dateTime(facts->found)));
}

void HostPage::fillUncovered()
{
    const std::optional<HostFacts> &facts = findings().facts;
    clearList(m_ui->uncoveredList);
    if (facts) {
        showWarnings(m_ui->uncoveredList, facts->warnings);
        showUncovered(m_ui->uncoveredList, facts->uncovered);
    }
    const bool covered = m_ui->uncoveredList->count() == 0;
    m_ui->uncoveredTitle->setVisible(!covered);
    m_ui->uncoveredScroll->setVisible(!covered);
    m_ui->uncoveredScroll->setMinimumHeight(44); // of the first, in the smallest window too
}

void HostPage::fillHistory()
{
    m_history->setRowCount(0);
    for (const RunReport &run : std::as_const(m_runs)) {
        const Status status = statusOfRun(run);
        QList<QStandardItem *> row;
        for (const QString &text :
             {statusWord(status), Format::dateTime(run.started), verbText(run.verb).toString(),
              run.ended.isValid() ? Format::duration(int(run.seconds)) : u"–"_s,
              run.bytes > 0 ? Format::size(run.bytes) : u"–"_s, resultText(run).toString()}) {
            row << new QStandardItem(text);
            row.last()->setToolTip(text);
        }
        row.first()->setData(int(status), StatusRole);
        row.first()->setData(run.run, KeyRole);
        m_history->appendRow(row);
    }
    m_ui->historyChip->setLabel(tr("History"), QString::number(m_runs.size()));
    m_ui->historyHint->setVisible(m_runs.isEmpty());
    m_ui->historyTable->setVisible(!m_runs.isEmpty());
}

void HostPage::fillSettings()
{
    while (QLayoutItem *item = m_ui->settingsGrid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    QStringList jumps;
    for (const SshAddress &jump : m_host.jumps)
        jumps << jump.toString();
    const QString none = u"–"_s;
    const std::pair<QString, QString> rows[] = {
        {tr("Name"), m_host.name},
        {tr("Tags"), m_host.tags.isEmpty() ? none : m_host.tags.join(u", "_s)},
        {tr("Address"), m_host.ssh.toString()},
        {tr("Jump hosts"), jumps.isEmpty() ? none : jumps.join(u", "_s)},
        {tr("Private keys"), m_host.identityFiles.isEmpty() ? tr("the agent's and the usual ones")
                                                            : m_host.identityFiles.join(u", "_s)},
        {tr("sudo"), m_host.sudo ? tr("yes") : tr("no")},
        {tr("Folder of BK-Lite"),
         m_host.directory.isEmpty() ? tr("found by itself") : m_host.directory},
        {tr("Folder in the vault"), m_host.id}};
    int line = 0;
    for (const auto &[name, value] : rows) {
        auto *label = rankLabel(Rank::Quiet, m_ui->settingsInside);
        label->setText(name);
        auto *text = rankLabel(Rank::Body, m_ui->settingsInside);
        text->setTextFormat(Qt::PlainText);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        text->setText(value);
        m_ui->settingsGrid->addWidget(label, line, 0, Qt::AlignTop);
        m_ui->settingsGrid->addWidget(text, line++, 1);
    }
}

void HostPage::retranslate()
{
    m_ui->retranslateUi(this);
    QStringList facts{m_host.ssh.toString()};
    for (const SshAddress &jump : m_host.jumps)
        facts << tr("through %1").arg(jump.toString());
    if (m_host.sudo)
        facts << tr("with sudo");
    facts << m_host.tags;
    m_ui->header->setTexts(m_host.name, facts.join(u" · "_s));
    const std::pair<QString, QString> actions[] = {{u"checkButton"_s, tr("Check")},
                                                   {u"discoverButton"_s, tr("Discover")},
                                                   {u"pointsButton"_s, tr("Points")},
                                                   {u"restoreButton"_s, tr("Restore…")},
                                                   {u"backupButton"_s, tr("Back up now…")}};
    for (const auto &[name, text] : actions)
        findChild<QPushButton *>(name)->setText(text);
    findChild<QPushButton *>(u"checkButton"_s)->setEnabled(!m_checking);
    findChild<QPushButton *>(u"discoverButton"_s)->setEnabled(!m_discovering);
    m_ui->deployedChip->setLabel(tr("What is deployed"));
    m_ui->settingsChip->setLabel(tr("Settings"));
    m_ui->historyHint->setText(tr("Nothing has run on this host yet."));
    m_history->setHorizontalHeaderLabels(
        {tr("Outcome"), tr("Started"), tr("Kind"), tr("Duration"), tr("Size"), tr("Result")});
    for (int column = 0; column < m_history->columnCount(); ++column)
        m_history->setHeaderData(column, Qt::Horizontal, int(Qt::AlignLeft | Qt::AlignVCenter),
                                 Qt::TextAlignmentRole);
    m_busy->setVisible(m_checking || m_discovering);
    m_busy->setAccessibleName(tr("Looking at the host"));
    fillCards();
    fillChecks();
    fillFacts();
    fillUncovered();
    fillHistory();
    fillSettings();
}

void HostPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void HostPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool narrow = width() < 960;
    m_ui->deployedTable->setColumnHidden(DeployedModel::Version, narrow);
    static constexpr int widths[] = {110, 130, 180, 84, 84, 110};
    for (int i = 0; i < 6; ++i)
        m_ui->deployedTable->horizontalHeader()->resizeSection(i, widths[i]);
}

} // namespace Lifeboat
