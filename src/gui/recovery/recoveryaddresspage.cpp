#include "gui/recovery/recoveryaddresspage.h"

#include "gui/common/card.h"
#include "gui/common/firstfocus.h"
#include "gui/common/tables.h"
#include "gui/recovery/configurationitems.h"
#include "planning/recoveryaddress.h"

#include "ui_recoveryaddresspage.h"

#include <QButtonGroup>
#include <QHeaderView>
#include <QStandardItemModel>

using namespace Qt::StringLiterals;

namespace Lifeboat {

RecoveryAddressPage::RecoveryAddressPage(QWidget *parent)
    : StepPage(parent)
    , m_items(new QStandardItemModel(0, 4, this))
    , m_ui(std::make_unique<Ui::RecoveryAddressPage>())
{
    m_ui->setupUi(this);
    setRank(m_ui->keepHint, Rank::Quiet);
    setRank(m_ui->rewriteHint, Rank::Quiet);
    auto *choice = new QButtonGroup(this); // they stand in different layouts
    choice->addButton(m_ui->keepButton);
    choice->addButton(m_ui->rewriteButton);
    setUpTable(m_ui->itemsTable);
    m_ui->itemsTable->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_ui->itemsTable->setModel(m_items);
    static constexpr int widths[] = {240, 130, 120};
    for (int i = 0; i < 3; ++i)
        m_ui->itemsTable->horizontalHeader()->resizeSection(i, widths[i]);
    for (QRadioButton *button : {m_ui->keepButton, m_ui->rewriteButton})
        connect(button, &QRadioButton::toggled, this, &RecoveryAddressPage::retranslate);
    connect(m_ui->addressEdit, &QLineEdit::textEdited, this, [this] {
        m_ui->rewriteButton->setChecked(true);
        retranslate();
    });
    setFirstFocus(this, m_ui->keepButton);
    retranslate();
}

RecoveryAddressPage::~RecoveryAddressPage() = default;

void RecoveryAddressPage::setTarget(const HostProfile &target, bool isSource)
{
    const bool isNew = target.id != m_target.id;
    m_target = target;
    if (isNew) {
        m_ui->addressEdit->setText(target.ssh.address);
        QButtonGroup *choice = m_ui->keepButton->group();
        choice->setExclusive(false);
        m_ui->keepButton->setChecked(isSource);
        m_ui->rewriteButton->setChecked(false);
        choice->setExclusive(true);
    }
    retranslate();
}

QString RecoveryAddressPage::address() const
{
    return m_ui->rewriteButton->isChecked() ? m_ui->addressEdit->text().trimmed() : QString();
}

QString RecoveryAddressPage::question() const
{
    return tr(
        "What the data need to be readable comes before them: keys, certificates, addresses.");
}

QString RecoveryAddressPage::answer() const
{
    return m_ui->keepButton->isChecked() ? tr("address kept") : address();
}

bool RecoveryAddressPage::isComplete() const
{
    return m_ui->keepButton->isChecked()
           || (m_ui->rewriteButton->isChecked() && isHostAddress(address()));
}

void RecoveryAddressPage::retranslate()
{
    m_ui->retranslateUi(this);
    m_items->setHorizontalHeaderLabels(
        {tr("Item"), tr("From the point"), tr("Here"), tr("What it becomes")});
    for (int i = 0; i < m_items->columnCount(); ++i) // as wide as a font makes them
        m_items->setHeaderData(i, Qt::Horizontal, m_items->headerData(i, Qt::Horizontal),
                               Qt::ToolTipRole);
    m_items->setRowCount(0);
    const bool isChosen = m_ui->keepButton->isChecked() || m_ui->rewriteButton->isChecked();
    const auto shown = [](const QString &text) { return text.isEmpty() ? u"–"_s : text; };
    for (const ConfigurationItem &one : configurationItems(m_target, address())) {
        // Before the choice only what does not depend on it.
        const bool depends = m_items->rowCount() != 0 && m_items->rowCount() != 3;
        QList<QStandardItem *> row;
        for (const QString &text :
             {one.item.toString(), one.fromPoint.toString(), shown(one.here),
              depends && !isChosen ? tr("choose above") : one.take.toString()}) {
            row << new QStandardItem(text);
            row.last()->setToolTip(text);
        }
        m_items->appendRow(row);
    }
    for (int column = 0; column < m_items->columnCount(); ++column)
        m_items->setHeaderData(column, Qt::Horizontal, int(Qt::AlignLeft | Qt::AlignVCenter),
                               Qt::TextAlignmentRole);
    emit completeChanged();
}

} // namespace Lifeboat
