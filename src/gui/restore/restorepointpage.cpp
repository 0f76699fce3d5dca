#include "gui/restore/restorepointpage.h"

#include "gui/common/card.h"
#include "gui/common/delegates.h"
#include "gui/common/firstfocus.h"
#include "gui/common/format.h"
#include "gui/common/look.h"
#include "gui/common/tables.h"
#include "gui/points/pointlistmodel.h"

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
    setUpTable(m_table);
    m_table->setItemDelegateForColumn(0, new StatusDelegate(m_table));
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
    setFirstFocus(this, m_table);
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
                ? placed->point.damage->message.toString() + u'\n'
                      + placed->point.damage->hint.toString()
                : tr("After the restore, what was changed since %1 (%2) is no longer in service.")
                      .arg(Format::dateTime(placed->point.time()),
                           Format::age(placed->point.time(), m_now)));
    }
    emit completeChanged();
}

} // namespace Lifeboat
