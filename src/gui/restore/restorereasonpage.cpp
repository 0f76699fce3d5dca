#include "gui/restore/restorereasonpage.h"

#include "gui/common/card.h"
#include "gui/common/firstfocus.h"

#include "ui_restorereasonpage.h"

#include <QButtonGroup>

namespace Lifeboat {

RestoreReasonPage::RestoreReasonPage(QWidget *parent)
    : StepPage(parent)
    , m_reasons(new QButtonGroup(this))
    , m_ui(std::make_unique<Ui::RestoreReasonPage>())
{
    m_ui->setupUi(this);
    int id = 0;
    for (QRadioButton *button : {m_ui->lostButton, m_ui->updateButton, m_ui->hostButton,
                                 m_ui->drillButton, m_ui->lookButton})
        m_reasons->addButton(button, id++);
    for (QLabel *hint : findChildren<QLabel *>())
        setRank(hint, Rank::Quiet);
    m_ui->lostButton->setChecked(true);
    setFirstFocus(this, m_ui->lostButton);
    connect(m_reasons, &QButtonGroup::idToggled, this, &StepPage::completeChanged);
}

RestoreReasonPage::~RestoreReasonPage() = default;

RestoreReason RestoreReasonPage::reason() const
{
    return RestoreReason(m_reasons->checkedId());
}

QString RestoreReasonPage::question() const
{
    return tr("It decides what follows. Nothing is changed before you say so.");
}

QString RestoreReasonPage::answer() const
{
    return m_reasons->checkedButton()->text();
}

void RestoreReasonPage::retranslate()
{
    m_ui->retranslateUi(this);
    emit completeChanged();
}

} // namespace Lifeboat
