#include "gui/fleet/fleetpage.h"

#include "gui/common/card.h"
#include "gui/common/delegates.h"
#include "gui/common/errorbanner.h"
#include "gui/common/firstfocus.h"
#include "gui/common/format.h"
#include "gui/common/look.h"
#include "gui/common/tables.h"
#include "gui/fleet/beginningpage.h"
#include "gui/fleet/growthcard.h"
#include "gui/fleet/heatcard.h"
#include "gui/fleet/hostmodel.h"

#include <QAbstractItemView>
#include <QButtonGroup>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static constexpr int chipStatuses[] = {-1,
                                       int(Status::Failed),
                                       int(Status::Interrupted),
                                       int(Status::Warning),
                                       int(Status::Unknown),
                                       int(Status::Ok)};

FleetPage::FleetPage(QWidget *parent)
    : QWidget(parent)
    , m_model(new HostModel(this))
    , m_filter(new HostFilter(this))
    , m_header(new PageHeader(this))
    , m_banner(new ErrorBanner(this))
    , m_add(new QPushButton(lifeboatIcon(u"add"_s, QPalette::ButtonText), {}, this))
    , m_backup(new QPushButton(lifeboatIcon(u"backup"_s, QPalette::HighlightedText), {}, this))
    , m_stack(new QStackedWidget(this))
{
    m_filter->setSourceModel(m_model);
    m_filter->setSortRole(SortRole);
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_filter, signal, this, &FleetPage::updateButtons);
    m_add->setObjectName(u"addButton"_s);
    m_backup->setObjectName(u"backupButton"_s);
    setButtonKind(m_backup, ButtonKind::Primary);
    m_header->actions()->addWidget(m_add);
    m_header->actions()->addWidget(m_backup);

    auto *full = new QWidget(m_stack);
    auto *inside = new QVBoxLayout(full);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(Space::Large);
    m_filters = buildFilters();
    inside->addWidget(m_filters);
    auto *below = new QWidget(full);
    auto *cards = new QHBoxLayout(below);
    cards->setContentsMargins(0, Space::Small, 0, 0);
    cards->setSpacing(Space::Large);
    m_heat = new HeatCard(m_filter, below);
    m_growth = new GrowthCard(below);
    cards->addWidget(m_heat, 11);
    cards->addWidget(m_growth, 9);
    auto *splitter = new QSplitter(Qt::Vertical, full);
    splitter->setHandleWidth(Space::Small);
    splitter->addWidget(buildTable());
    splitter->addWidget(below);
    splitter->setCollapsible(0, false);
    splitter->setSizes({400, 250});
    inside->addWidget(splitter, 1);
    m_stack->addWidget(full);
    m_beginning = new BeginningPage(m_stack);
    m_stack->addWidget(m_beginning);
    connect(m_beginning, &BeginningPage::addRequested, this, &FleetPage::addRequested);
    connect(m_beginning, &BeginningPage::recoverRequested, this, &FleetPage::vaultRequested);
    connect(m_beginning, &BeginningPage::languageChosen, this, &FleetPage::languageChosen);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Space::Page, 20, Space::Page, 20);
    column->setSpacing(Space::Large);
    column->addWidget(m_header);
    column->addWidget(m_banner);
    column->addWidget(m_stack, 1);
    setFirstFocus(this, m_table);
    connect(m_add, &QPushButton::clicked, this, &FleetPage::addRequested);
    connect(m_backup, &QPushButton::clicked, this, [this] { emit backupRequested(chosenHosts()); });
    connect(m_heat, &HeatCard::chosen, this, &FleetPage::chooseHost);
    connect(m_heat, &HeatCard::opened, this, &FleetPage::opened);
    auto *backupKey = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_B), this);
    connect(backupKey, &QShortcut::activated, m_backup, &QPushButton::click);
    retranslate();
}

QWidget *FleetPage::buildFilters()
{
    auto *row = new QWidget(this);
    auto *filters = new QHBoxLayout(row);
    filters->setContentsMargins(0, 0, 0, 0);
    filters->setSpacing(Space::Small);
    auto *group = new QButtonGroup(this);
    for (const int status : chipStatuses) {
        auto *chip = new Chip(row);
        group->addButton(chip, status + 1);
        filters->addWidget(chip);
        m_chips << chip;
    }
    m_chips.first()->setChecked(true);
    connect(group, &QButtonGroup::idClicked, this, [this](int id) { m_filter->setStatus(id - 1); });
    m_tags = new QComboBox(row);
    m_tags->setObjectName(u"tagBox"_s);
    m_tags->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_tags->setMaximumWidth(150);
    connect(m_tags, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_filter->setTag(index > 0 ? m_tags->itemText(index) : QString());
    });
    filters->addWidget(m_tags);
    filters->addStretch(1);
    m_search = new QLineEdit(row);
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(150);
    m_search->setMaximumWidth(240);
    m_search->addAction(lifeboatIcon(u"search"_s, QPalette::PlaceholderText),
                        QLineEdit::LeadingPosition);
    connect(m_search, &QLineEdit::textChanged, m_filter, &HostFilter::setText);
    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, m_search, qOverload<>(&QWidget::setFocus));
    filters->addWidget(m_search, 20);
    return row;
}

QWidget *FleetPage::buildTable()
{
    auto *card = new Card(this);
    m_table = new QTableView(card);
    m_table->setObjectName(u"hostsTable"_s);
    m_table->setModel(m_filter);
    setUpTable(m_table);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(HostModel::State, Qt::AscendingOrder);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setItemDelegateForColumn(HostModel::State, new StatusDelegate(m_table));
    m_table->setItemDelegateForColumn(HostModel::Runs, new RunStripDelegate(m_table));
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionsMovable(true);
    static constexpr int widths[] = {112, 150, 122, 122, 122, 88};
    for (int i = 0; i < 6; ++i)
        header->resizeSection(i, widths[i]);
    connect(m_table, &QTableView::activated, this, [this] { emit opened(currentHost()); });
    connect(m_table, &QWidget::customContextMenuRequested, this, &FleetPage::showMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &FleetPage::updateButtons);
    m_none = rankLabel(Rank::Quiet, m_table->viewport());
    m_none->setAlignment(Qt::AlignCenter);
    m_none->hide();
    auto *inside = new QVBoxLayout(m_table->viewport());
    inside->addWidget(m_none);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(1, 2, 1, 2);
    column->addWidget(m_table);
    return card;
}

void FleetPage::setHosts(const QList<HostRow> &hosts, const QDateTime &looked)
{
    const QString current = currentHost();
    m_looked = looked;
    m_model->setHosts(hosts, looked); // the same ones keep what is selected
    const bool beginning = looked.isValid() && hosts.isEmpty();
    m_stack->setCurrentIndex(beginning ? 1 : 0);
    setFirstFocus(this, beginning ? static_cast<QWidget *>(m_beginning) : m_table);
    if (!m_table->currentIndex().isValid()) {
        m_table->setCurrentIndex(m_filter->index(0, 0));
        chooseHost(current);
    }
    fillTags();
    updateButtons();
    retranslate();
}

int FleetPage::troubleCount() const
{
    return int(std::ranges::count_if(m_model->hosts(),
                                     [](const HostRow &row) { return row.status != Status::Ok; }));
}

void FleetPage::setGrowth(const Growth &growth)
{
    m_growth->setGrowth(growth);
}

void FleetPage::setNote(const QString &note)
{
    m_note = note;
    retranslate();
}

// Of all hosts, those that are hidden now too; the choice stays while a host has that tag.
void FleetPage::fillTags()
{
    QStringList tags;
    for (const HostRow &host : m_model->hosts())
        tags << host.tags;
    tags.removeDuplicates();
    tags.sort();
    const QString chosen = m_tags->currentIndex() > 0 ? m_tags->currentText() : QString();
    QStringList before;
    for (int i = 1; i < m_tags->count(); ++i)
        before << m_tags->itemText(i);
    m_tags->setVisible(!tags.isEmpty());
    if (before == tags && m_tags->count() > 0)
        return;
    {
        const QSignalBlocker quiet(m_tags);
        m_tags->clear();
        m_tags->addItem(tr("All tags"));
        m_tags->addItems(tags);
        m_tags->setCurrentIndex(int(tags.indexOf(chosen)) + 1);
    }
    m_filter->setTag(m_tags->currentIndex() > 0 ? m_tags->currentText() : QString());
}

void FleetPage::chooseHost(const QString &hostId)
{
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        if (m_filter->hostAt(row).id == hostId)
            m_table->setCurrentIndex(m_filter->index(row, 0));
    }
}

QStringList FleetPage::chosenHosts() const
{
    QStringList hosts;
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        const QModelIndex index = m_filter->index(row, 0);
        if (!m_table->selectionModel()->hasSelection()
            || m_table->selectionModel()->isSelected(index))
            hosts << m_filter->hostAt(row).id;
    }
    return hosts;
}

QString FleetPage::currentHost() const
{
    return m_table->currentIndex().siblingAtColumn(0).data(KeyRole).toString();
}

void FleetPage::updateButtons()
{
    const bool any = !m_model->hosts().isEmpty();
    m_add->setVisible(any);
    m_backup->setVisible(any);
    m_backup->setEnabled(m_filter->rowCount() > 0);
    m_none->setVisible(any && m_filter->rowCount() == 0);
}

// What is done to each of several hosts, then what only one can be asked for.
void FleetPage::showMenu(const QPoint &at)
{
    const QStringList hosts = chosenHosts();
    if (hosts.isEmpty() || !m_table->selectionModel()->hasSelection())
        return;
    auto *menu = new QMenu(m_table);
    menu->setObjectName(u"hostMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(lifeboatIcon(u"backup"_s), tr("Back up now…"), this,
                    [this, hosts] { emit backupRequested(hosts); });
    menu->addAction(lifeboatIcon(u"verify"_s), tr("Verify newest"), this,
                    [this, hosts] { emit verifyRequested(hosts); });
    menu->addAction(lifeboatIcon(u"host"_s), tr("Check connection"), this,
                    [this, hosts] { emit checkRequested(hosts); });
    menu->addAction(lifeboatIcon(u"copy"_s), tr("Copy as text"), m_table, [table = m_table] {
        QGuiApplication::clipboard()->setText(rowsAsText(*table));
    });
    if (hosts.size() == 1)
        addSingleActions(menu, hosts.first());
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void FleetPage::addSingleActions(QMenu *menu, const QString &host)
{
    const bool hasPoint = std::ranges::any_of(m_model->hosts(), [&host](const HostRow &row) {
        return row.id == host && row.newestPoint.isValid();
    });
    const auto add = [this, menu, &host](const QString &icon, const QString &text,
                                         void (FleetPage::*asked)(const QString &)) {
        return menu->addAction(icon.isEmpty() ? QIcon() : lifeboatIcon(icon), text, this,
                               [this, host, asked] { (this->*asked)(host); });
    };
    menu->addSeparator();
    add({}, tr("Details"), &FleetPage::opened);
    add(u"points"_s, tr("Points"), &FleetPage::pointsRequested);
    for (QAction *action : {add(u"drill"_s, tr("Drill…"), &FleetPage::drillRequested),
                            add(u"restore"_s, tr("Restore…"), &FleetPage::restoreRequested),
                            add(u"folder"_s, tr("Open folder"), &FleetPage::folderRequested)})
        action->setEnabled(hasPoint);
    menu->addSeparator();
    add({}, tr("Edit…"), &FleetPage::editRequested);
    add({}, tr("Remove host…"), &FleetPage::removeRequested);
}

QString FleetPage::summary() const
{
    if (!m_looked.isValid())
        return tr("looking…");
    const int all = int(m_model->hosts().size());
    if (all == 0)
        return {};
    QStringList facts{
        tr("%n host(s)", nullptr, all), tr("%n need(s) attention", nullptr, troubleCount()),
        tr("last looked %1").arg(QLocale().toString(m_looked.toLocalTime(), u"HH:mm"_s))};
    if (!m_note.isEmpty())
        facts << m_note;
    return facts.join(u" · "_s);
}

void FleetPage::retranslate()
{
    int counts[10] = {};
    for (const HostRow &row : m_model->hosts())
        ++counts[int(row.status)];
    const int all = int(m_model->hosts().size());
    m_header->setTexts(tr("Fleet"), summary());
    for (qsizetype i = 0; i < m_chips.size(); ++i) {
        const int status = chipStatuses[i];
        if (status < 0) {
            m_chips.at(i)->setLabel(tr("All"), QString::number(all));
        } else {
            m_chips.at(i)->setStatus(Status(status));
            m_chips.at(i)->setLabel(statusWord(Status(status)), QString::number(counts[status]));
        }
    }
    m_add->setText(tr("Add host…"));
    m_backup->setText(tr("Back up now…"));
    m_search->setPlaceholderText(tr("Find by name, address or tag"));
    m_search->setToolTip(m_search->placeholderText());
    m_search->setAccessibleName(tr("Find hosts"));
    m_tags->setAccessibleName(tr("Tag"));
    m_tags->view()->setAccessibleName(tr("Tag"));
    if (m_tags->count() > 0)
        m_tags->setItemText(0, tr("All tags"));
    m_table->setAccessibleName(tr("Hosts"));
    m_none->setText(tr("No host is found by these words."));
    m_model->retranslate();
}

void FleetPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void FleetPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // What is wrong stays readable, the rest gives way.
    m_table->setColumnHidden(HostModel::Size, width() < 960);
    m_growth->setVisible(width() >= 960);
    m_chips.at(2)->setVisible(width() >= 1000 || m_chips.at(2)->isChecked());
}

} // namespace Lifeboat
