#include "gui/restore/restorepages.h"

#include "gui/common/card.h"
#include "gui/common/delegates.h"
#include "gui/common/format.h"
#include "gui/common/look.h"
#include "gui/points/pointlistmodel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

RestorePointPage::RestorePointPage(QWidget *parent)
    : StepPage(parent)
    , m_points(new PointListModel(this))
    , m_table(new QTableView(this))
    , m_lost(rankLabel(Rank::Body, this))
{
    m_table->setObjectName(u"pointsTable"_s);
    m_table->setModel(m_points);
    m_table->setItemDelegate(new CellDelegate(m_table));
    m_table->setItemDelegateForColumn(0, new StatusDelegate(m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(Space::Row);
    m_table->horizontalHeader()->setStretchLastSection(true);
    static constexpr int widths[] = {112, 146, 92, 118, 118};
    for (int i = 0; i < 5; ++i)
        m_table->horizontalHeader()->resizeSection(i, widths[i]);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &RestorePointPage::retranslate);
    auto *card = new Card(this);
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(1, 2, 1, 2);
    inside->addWidget(m_table);
    m_lost->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Space::Medium);
    column->addWidget(card, 1);
    column->addWidget(m_lost);
    setFocusProxy(m_table);
    retranslate();
}

void RestorePointPage::setPoints(const QList<PlacedPoint> &points, const PlacedPoint &chosen,
                                 const QDateTime &now)
{
    m_now = now;
    m_points->setPoints(points, now);
    const int row = m_points->rowOf(PointListModel::keyOf(chosen));
    m_table->setCurrentIndex(m_points->index(std::max(0, row), 0));
    retranslate();
}

const PlacedPoint *RestorePointPage::point() const
{
    return m_points->at(m_table->currentIndex().row());
}

QString RestorePointPage::question() const
{
    return tr("The newest proven one is the safest choice.");
}

QString RestorePointPage::answer() const
{
    return point() ? Format::dateTime(point()->point.time()) : QString();
}

bool RestorePointPage::isComplete() const
{
    return point() && !point()->point.damage;
}

void RestorePointPage::retranslate()
{
    m_table->setAccessibleName(tr("Points"));
    m_points->retranslate();
    if (const PlacedPoint *placed = point()) {
        m_lost->setText(
            placed->point.damage
                ? placed->point.damage->message.toString()
                : tr("After the restore, what was changed since %1 (%2) is no longer in service.")
                      .arg(Format::dateTime(placed->point.time()),
                           Format::age(placed->point.time(), m_now)));
    }
    emit completeChanged();
}

RestoreTargetPage::RestoreTargetPage(QWidget *parent)
    : StepPage(parent)
    , m_route(new RouteView(this))
    , m_hostLabel(rankLabel(Rank::Section, this))
    , m_host(new QComboBox(this))
    , m_what(rankLabel(Rank::Section, this))
    , m_list(new QVBoxLayout)
    , m_roles(new QCheckBox(this))
{
    m_host->setObjectName(u"targetBox"_s);
    m_host->setMaximumWidth(320);
    m_hostLabel->setBuddy(m_host);
    m_roles->setChecked(true);
    m_list->setSpacing(Space::Small);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Space::Medium);
    column->addWidget(m_route);
    column->addSpacing(Space::Small);
    column->addWidget(m_hostLabel);
    column->addWidget(m_host);
    column->addSpacing(Space::Small);
    column->addWidget(m_what);
    column->addLayout(m_list);
    column->addWidget(m_roles);
    column->addStretch();
    connect(m_host, &QComboBox::activated, this, [this] { m_chosenByHand = true; });
    connect(m_host, &QComboBox::currentIndexChanged, this, &RestoreTargetPage::retranslate);
    setFocusProxy(m_host);
    retranslate();
}

void RestoreTargetPage::setHosts(const QList<HostProfile> &hosts)
{
    m_hosts = hosts;
    m_host->clear();
    for (const HostProfile &host : hosts)
        m_host->addItem(host.name, host.id);
}

void RestoreTargetPage::setDraft(const RestoreDraft &draft)
{
    m_draft = draft;
    if (!m_chosenByHand) // back to where it came from, unless somebody says otherwise
        m_host->setCurrentIndex(m_host->findData(draft.point.point.hostId));
    qDeleteAll(std::exchange(m_boxes, {}));
    for (const ManifestComponent &component : draft.point.point.manifest.components) {
        auto *box = new QCheckBox(this);
        box->setObjectName(component.id);
        const bool good = component.outcome == Outcome::Ok;
        box->setChecked(good);
        box->setEnabled(good);
        connect(box, &QCheckBox::toggled, this, &StepPage::completeChanged);
        m_list->addWidget(box);
        m_boxes << box;
    }
    retranslate();
}

void RestoreTargetPage::apply(RestoreDraft &draft) const
{
    if (m_host->currentIndex() >= 0)
        draft.target = m_hosts.at(m_host->currentIndex());
    draft.createRoles = m_roles->isChecked();
    draft.components.clear();
    for (const QCheckBox *box : m_boxes) {
        if (box->isChecked())
            draft.components << box->objectName();
    }
}

QString RestoreTargetPage::question() const
{
    return tr("Nothing in service changes before you confirm the cut-over.");
}

QString RestoreTargetPage::answer() const
{
    return m_host->currentText();
}

bool RestoreTargetPage::isComplete() const
{
    return m_host->currentIndex() >= 0 && std::ranges::any_of(m_boxes, &QCheckBox::isChecked);
}

void RestoreTargetPage::retranslate()
{
    RestoreDraft draft = m_draft;
    apply(draft);
    m_route->setRoute(routeFrom(draft), routeTo(draft));
    m_hostLabel->setText(tr("To which host"));
    m_host->setAccessibleName(m_hostLabel->text());
    m_what->setText(tr("What"));
    for (QCheckBox *box : std::as_const(m_boxes))
        box->setText(box->isEnabled() ? box->objectName()
                                      : tr("%1 (not in this point)").arg(box->objectName()));
    m_roles->setText(tr("Create roles of the point that the host lacks; the plan names them"));
    emit completeChanged();
}

} // namespace Lifeboat
