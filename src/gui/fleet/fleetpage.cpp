#include "gui/fleet/fleetpage.h"

#include "gui/common/card.h"
#include "gui/common/delegates.h"
#include "gui/common/errorbanner.h"
#include "gui/common/firstfocus.h"
#include "gui/common/format.h"
#include "gui/common/look.h"
#include "gui/fleet/beginningpage.h"
#include "gui/fleet/hostmodel.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
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
    inside->addWidget(buildTable(), 1);
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
    connect(m_backup, &QPushButton::clicked, this, [this] { emit backupRequested(currentHost()); });
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
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(HostModel::State, Qt::AscendingOrder);
    m_table->setTabKeyNavigation(false); // Tab leaves the table
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setItemDelegate(new CellDelegate(m_table));
    m_table->setItemDelegateForColumn(HostModel::State, new StatusDelegate(m_table));
    m_table->setItemDelegateForColumn(HostModel::Runs, new RunStripDelegate(m_table));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(Space::Row);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    header->setSectionsMovable(true);
    static constexpr int widths[] = {112, 150, 122, 122, 122, 88};
    for (int i = 0; i < 6; ++i)
        header->resizeSection(i, widths[i]);
    connect(m_table, &QTableView::activated, this, [this] { emit opened(currentHost()); });
    connect(m_table, &QWidget::customContextMenuRequested, this, &FleetPage::showMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &FleetPage::updateButtons);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(1, 2, 1, 2);
    column->addWidget(m_table);
    return card;
}

void FleetPage::setHosts(const QList<HostRow> &hosts, const QDateTime &looked)
{
    const QString current = currentHost();
    m_looked = looked;
    m_model->setHosts(hosts, looked);
    const bool beginning = looked.isValid() && hosts.isEmpty();
    m_stack->setCurrentIndex(beginning ? 1 : 0);
    setFirstFocus(this, beginning ? static_cast<QWidget *>(m_beginning) : m_table);
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        const QModelIndex index = m_filter->index(row, 0);
        if (index.data(KeyRole).toString() == current || (current.isEmpty() && row == 0)) {
            m_table->setCurrentIndex(index);
            break;
        }
    }
    updateButtons();
    retranslate();
}

int FleetPage::troubleCount() const
{
    return int(std::ranges::count_if(m_model->hosts(),
                                     [](const HostRow &row) { return row.status != Status::Ok; }));
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
    m_backup->setEnabled(!currentHost().isEmpty());
}

void FleetPage::showMenu(const QPoint &at)
{
    const QString host = currentHost();
    if (host.isEmpty())
        return;
    auto *menu = new QMenu(m_table);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Details"), this, [this, host] { emit opened(host); });
    menu->addAction(lifeboatIcon(u"backup"_s), tr("Back up now…"), this,
                    [this, host] { emit backupRequested(host); });
    menu->addAction(lifeboatIcon(u"verify"_s), tr("Check"), this,
                    [this, host] { emit checkRequested(host); });
    menu->addAction(lifeboatIcon(u"points"_s), tr("Points"), this,
                    [this, host] { emit pointsRequested(host); });
    menu->addSeparator();
    menu->addAction(tr("Remove host…"), this, [this, host] { emit removeRequested(host); });
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void FleetPage::retranslate()
{
    int counts[10] = {};
    for (const HostRow &row : m_model->hosts())
        ++counts[int(row.status)];
    const int all = int(m_model->hosts().size());
    QString summary = tr("%n host(s)", nullptr, all) + u" · "_s
                      + tr("%n need(s) attention", nullptr, troubleCount());
    if (m_looked.isValid())
        summary +=
            u" · "_s
            + tr("last looked %1").arg(QLocale().toString(m_looked.toLocalTime(), u"HH:mm"_s));
    else
        summary = tr("looking…");
    m_header->setTexts(tr("Fleet"), all || !m_looked.isValid() ? summary : QString());
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
    m_table->setAccessibleName(tr("Hosts"));
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
    m_chips.at(2)->setVisible(width() >= 900);
}

} // namespace Lifeboat
