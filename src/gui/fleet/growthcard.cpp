#include "gui/fleet/growthcard.h"

#include "gui/common/format.h"
#include "gui/common/tables.h"

#include "ui_growthcard.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHeaderView>
#include <QLocale>
#include <QStandardItemModel>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Lifeboat {

GrowthCard::GrowthCard(QWidget *parent)
    : Card(parent)
    , m_days(new QStandardItemModel(0, 3, this))
    , m_ui(std::make_unique<Ui::GrowthCard>())
{
    m_ui->setupUi(this);
    setRank(m_ui->title, Rank::Section);
    setRank(m_ui->hint, Rank::Small);
    m_ui->hint->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_ui->chart->setObjectName(u"growthChart"_s);
    setUpTable(m_ui->table);
    m_ui->table->setModel(m_days);
    m_ui->table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_ui->table->verticalHeader()->setDefaultSectionSize(26);
    auto *group = new QButtonGroup(this);
    for (Chip *chip : {m_ui->sizeChip, m_ui->durationChip, m_ui->tableChip})
        group->addButton(chip);
    m_ui->sizeChip->setChecked(true);
    connect(group, &QButtonGroup::buttonClicked, this, &GrowthCard::showSeries);
    retranslate();
}

GrowthCard::~GrowthCard() = default;

void GrowthCard::setGrowth(const Growth &growth)
{
    if (growth == m_growth)
        return;
    m_growth = growth;
    showSeries();
    showTable();
}

QString GrowthCard::pace() const
{
    if (!m_growth.bytesADay)
        return tr("a pace needs points of 14 days");
    QStringList words{tr("+%1 a day").arg(Format::size(qint64(*m_growth.bytesADay)))};
    if (m_growth.daysLeft >= 60)
        words << tr("%1 full in about %2 months").arg(m_growth.vault).arg(m_growth.daysLeft / 30);
    else if (m_growth.daysLeft >= 2)
        words << tr("%1 full in about %2 days").arg(m_growth.vault).arg(m_growth.daysLeft);
    else if (m_growth.daysLeft >= 0)
        words << tr("%1 is nearly full").arg(m_growth.vault);
    return words.join(u" · "_s);
}

void GrowthCard::showSeries()
{
    const bool isDuration = m_ui->durationChip->isChecked();
    m_ui->stack->setCurrentIndex(m_ui->tableChip->isChecked() ? 1 : 0);
    m_ui->hint->setText(isDuration ? tr("all backups of a day together") : pace());
    m_ui->hint->setToolTip(m_ui->hint->text());
    m_ui->chart->setAccessibleName(isDuration ? tr("Duration of the backups, 90 days")
                                              : tr("Size of the points, 90 days"));
    if (!isDuration) {
        m_ui->chart->setSeries(TrendChart::Area, m_growth.bytes, m_growth.last,
                               [](double bytes) { return Format::size(qint64(bytes)); });
        return;
    }
    // In the unit that makes the axis round.
    const double longest =
        m_growth.seconds.isEmpty() ? 0 : *std::ranges::max_element(m_growth.seconds);
    const int unit = longest < 120 ? 1 : longest < 7200 ? 60 : 3600;
    QList<double> values = m_growth.seconds;
    for (double &value : values)
        value /= unit;
    m_ui->chart->setSeries(TrendChart::Bars, values, m_growth.last, [unit](double value) {
        return Format::duration(int(std::lround(value * unit)));
    });
}

void GrowthCard::showTable()
{
    m_days->setRowCount(0);
    for (qsizetype i = m_growth.bytes.size() - 1; i >= 0; --i) {
        const QDate day = m_growth.last.addDays(i - m_growth.bytes.size() + 1);
        const double seconds = m_growth.seconds.at(i);
        QList<QStandardItem *> row;
        for (const QString &text :
             {QLocale().toString(day, u"yyyy-MM-dd"_s), Format::size(qint64(m_growth.bytes.at(i))),
              seconds > 0 ? Format::duration(int(std::lround(seconds))) : u"–"_s})
            row << new QStandardItem(text);
        m_days->appendRow(row);
    }
}

void GrowthCard::retranslate()
{
    m_ui->retranslateUi(this);
    m_ui->sizeChip->setLabel(tr("Size"));
    m_ui->durationChip->setLabel(tr("Duration"));
    m_ui->tableChip->setLabel(tr("Table"));
    m_days->setHorizontalHeaderLabels({tr("Day"), tr("Size"), tr("Duration")});
    for (int column = 0; column < m_days->columnCount(); ++column)
        m_days->setHeaderData(column, Qt::Horizontal, int(Qt::AlignLeft | Qt::AlignVCenter),
                              Qt::TextAlignmentRole);
    showSeries();
    showTable();
}

void GrowthCard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

} // namespace Lifeboat
