#include "gui/points/comparedialog.h"

#include "gui/common/card.h"
#include "gui/common/format.h"
#include "gui/common/tables.h"
#include "gui/points/pointchanges.h"

#include "ui_comparedialog.h"

#include <QEvent>
#include <QHeaderView>
#include <QStandardItemModel>

using namespace Qt::StringLiterals;

namespace Lifeboat {

CompareDialog::CompareDialog(const QList<PlacedPoint> &points, int before, int after,
                             QWidget *parent)
    : QDialog(parent)
    , m_points(points)
    , m_model(new QStandardItemModel(0, 4, this))
    , m_ui(std::make_unique<Ui::CompareDialog>())
{
    setAttribute(Qt::WA_DeleteOnClose);
    m_ui->setupUi(this);
    setRank(m_ui->title, Rank::Section);
    setUpTable(m_ui->table);
    m_ui->table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_ui->table->setModel(m_model);
    static constexpr int widths[] = {110, 330, 160};
    for (int i = 0; i < 3; ++i)
        m_ui->table->horizontalHeader()->resizeSection(i, widths[i]);
    for (QComboBox *box : {m_ui->beforeBox, m_ui->afterBox}) {
        for (const PlacedPoint &placed : points)
            box->addItem(Format::dateTime(placed.point.time()));
    }
    m_ui->beforeBox->setCurrentIndex(before);
    m_ui->afterBox->setCurrentIndex(after);
    for (QComboBox *box : {m_ui->beforeBox, m_ui->afterBox})
        connect(box, &QComboBox::currentIndexChanged, this, &CompareDialog::compare);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(820, 560);
    retranslate();
}

CompareDialog::~CompareDialog() = default;

void CompareDialog::compare()
{
    m_model->setRowCount(0);
    const PlacedPoint before = m_points.value(m_ui->beforeBox->currentIndex());
    const PlacedPoint after = m_points.value(m_ui->afterBox->currentIndex());
    for (const PointChange &one : pointChanges(before.point.manifest, after.point.manifest)) {
        QList<QStandardItem *> row;
        for (const QString &text :
             {one.component, one.what, one.before.isEmpty() ? tr("not there") : one.before,
              one.after.isEmpty() ? tr("vanished") : one.after}) {
            row << new QStandardItem(text);
            row.last()->setToolTip(text);
        }
        m_model->appendRow(row);
    }
    const ChangeSummary summary = summaryOf(before.point.manifest, after.point.manifest);
    QStringList words;
    for (const Text &text : summary.implausible + summary.others)
        words << text.toString();
    m_ui->summaryLabel->setText(words.isEmpty() ? tr("The same in both.") : words.join(u" · "_s));
}

void CompareDialog::retranslate()
{
    m_ui->retranslateUi(this);
    setWindowTitle(u"Lifeboat"_s);
    m_model->setHorizontalHeaderLabels({tr("Component"), tr("What"), tr("Earlier"), tr("Later")});
    for (int column = 0; column < m_model->columnCount(); ++column)
        m_model->setHeaderData(column, Qt::Horizontal, int(Qt::AlignLeft | Qt::AlignVCenter),
                               Qt::TextAlignmentRole);
    compare();
}

void CompareDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace Lifeboat
