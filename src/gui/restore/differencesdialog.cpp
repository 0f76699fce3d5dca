#include "gui/restore/differencesdialog.h"

#include "gui/common/card.h"
#include "gui/common/tables.h"

#include "ui_differencesdialog.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QShortcut>
#include <QStandardItemModel>

using namespace Qt::StringLiterals;

namespace Lifeboat {

DifferencesDialog::DifferencesDialog(const QList<Difference> &differences, QWidget *parent)
    : QDialog(parent)
    , m_model(new QStandardItemModel(0, 3, this))
    , m_ui(std::make_unique<Ui::DifferencesDialog>())
{
    setAttribute(Qt::WA_DeleteOnClose);
    m_ui->setupUi(this);
    setRank(m_ui->title, Rank::Section);
    setRank(m_ui->note, Rank::Quiet);
    setUpTable(m_ui->table);
    m_ui->table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_ui->table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_ui->table->setModel(m_model);
    for (const Difference &one : differences) {
        QList<QStandardItem *> row;
        for (const QString &text : {one.what, one.expected, one.found})
            row << new QStandardItem(text);
        m_model->appendRow(row);
    }
    m_ui->table->horizontalHeader()->resizeSection(0, 380);
    m_ui->table->horizontalHeader()->resizeSection(1, 160);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *copyKey = new QShortcut(QKeySequence::Copy, this);
    connect(copyKey, &QShortcut::activated, this, &DifferencesDialog::copy);
    resize(760, 460);
    retranslate();
}

DifferencesDialog::~DifferencesDialog() = default;

void DifferencesDialog::copy()
{
    QStringList lines;
    for (const QModelIndex &row : m_ui->table->selectionModel()->selectedRows()) {
        QStringList cells;
        for (int column = 0; column < m_model->columnCount(); ++column)
            cells << row.siblingAtColumn(column).data().toString();
        lines << cells.join(u'\t');
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void DifferencesDialog::retranslate()
{
    m_ui->retranslateUi(this);
    setWindowTitle(u"Lifeboat"_s);
    m_model->setHorizontalHeaderLabels({tr("What"), tr("Expected"), tr("Found")});
    for (int column = 0; column < 3; ++column)
        m_model->setHeaderData(column, Qt::Horizontal, int(Qt::AlignLeft | Qt::AlignVCenter),
                               Qt::TextAlignmentRole);
}

void DifferencesDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace Lifeboat
