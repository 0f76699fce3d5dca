#include "gui/fleet/heatcard.h"

#include "gui/common/delegates.h"
#include "gui/common/look.h"
#include "gui/fleet/heatmodel.h"

#include "ui_heatcard.h"

#include <QEvent>
#include <QHeaderView>

namespace Lifeboat {

HeatCard::HeatCard(HostFilter *hosts, QWidget *parent)
    : Card(parent)
    , m_model(new HeatModel(hosts, this))
    , m_ui(std::make_unique<Ui::HeatCard>())
{
    m_ui->setupUi(this);
    setRank(m_ui->title, Rank::Section);
    setRank(m_ui->hint, Rank::Small);
    QTableView *view = m_ui->view;
    view->setModel(m_model);
    view->setItemDelegate(new HeatDelegate(view));
    view->setFrameShape(QFrame::NoFrame);
    view->setShowGrid(false);
    view->setTabKeyNavigation(false);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->horizontalHeader()->setFont(smallFont());
    view->horizontalHeader()->setMinimumSectionSize(24);
    view->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    view->verticalHeader()->setMinimumSectionSize(20); // before the default, which it bounds
    view->verticalHeader()->setDefaultSectionSize(26);
    view->verticalHeader()->setFixedWidth(112);
    for (QHeaderView *header : {view->horizontalHeader(), view->verticalHeader()})
        header->setHighlightSections(false);
    const auto showOthers = [this, view] {
        view->setColumnHidden(m_model->columnCount() - 1, !m_model->hasOthers());
    };
    connect(m_model, &QAbstractItemModel::modelReset, view, showOthers);
    connect(m_model, &QAbstractItemModel::dataChanged, view, showOthers);
    // Not where the focus comes to rest by itself: that would undo what is selected in the table.
    connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this](const QItemSelection &selected) {
                if (!selected.isEmpty())
                    emit chosen(selected.indexes().first().data(KeyRole).toString());
            });
    connect(view, &QTableView::activated, this,
            [this](const QModelIndex &index) { emit opened(index.data(KeyRole).toString()); });
}

HeatCard::~HeatCard() = default;

void HeatCard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        m_model->retranslate();
    }
    Card::changeEvent(event);
}

} // namespace Lifeboat
