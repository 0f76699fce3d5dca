#include "gui/fleet/addresspage.h"

#include "gui/common/card.h"
#include "gui/common/firstfocus.h"
#include "gui/common/look.h"
#include "gui/fleet/typedhost.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace Lifeboat {

AddressPage::AddressPage(QWidget *parent)
    : StepPage(parent)
    , m_nameLabel(rankLabel(Rank::Body, this))
    , m_name(new QLineEdit(this))
    , m_addressLabel(rankLabel(Rank::Body, this))
    , m_address(new QLineEdit(this))
    , m_jumpsLabel(rankLabel(Rank::Body, this))
    , m_jumps(new QLineEdit(this))
    , m_directoryLabel(rankLabel(Rank::Body, this))
    , m_directory(new QLineEdit(this))
    , m_tagsLabel(rankLabel(Rank::Body, this))
    , m_tags(new QLineEdit(this))
{
    m_name->setObjectName(u"nameEdit"_s);
    m_address->setObjectName(u"addressEdit"_s);
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(Space::Page);
    form->setVerticalSpacing(Space::Medium);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->addRow(m_nameLabel, m_name);
    form->addRow(m_addressLabel, m_address);
    form->addRow(m_jumpsLabel, m_jumps);
    form->addRow(m_directoryLabel, m_directory);
    form->addRow(m_tagsLabel, m_tags);
    for (QLineEdit *edit : {m_name, m_address, m_jumps, m_directory, m_tags})
        connect(edit, &QLineEdit::textChanged, this, &StepPage::completeChanged);
    setFirstFocus(this, m_name);
    retranslate();
}

Result<HostProfile> AddressPage::profile(const QString &id) const
{
    return profileOf(
        {m_name->text(), m_address->text(), m_jumps->text(), m_directory->text(), m_tags->text()},
        {.id = id}, m_taken);
}

QString AddressPage::question() const
{
    return tr("Lifeboat connects by SSH. Nothing is installed on the host.");
}

QString AddressPage::answer() const
{
    return m_address->text().trimmed();
}

bool AddressPage::isComplete() const
{
    return !m_name->text().trimmed().isEmpty() && !m_address->text().trimmed().isEmpty();
}

void AddressPage::retranslate()
{
    m_nameLabel->setText(tr("Name"));
    m_name->setPlaceholderText(tr("as you call it, such as sh-prod-01"));
    m_addressLabel->setText(tr("Address"));
    m_address->setPlaceholderText(u"root@10.20.0.11:22"_s);
    m_jumpsLabel->setText(tr("Jump hosts"));
    m_jumps->setPlaceholderText(tr("none; else user@jump:22, in their order"));
    m_directoryLabel->setText(tr("Folder of BK-Lite"));
    m_directory->setPlaceholderText(tr("found by itself"));
    m_tagsLabel->setText(tr("Tags"));
    m_name->setAccessibleName(m_nameLabel->text());
    m_address->setAccessibleName(m_addressLabel->text());
    m_jumps->setAccessibleName(m_jumpsLabel->text());
    m_directory->setAccessibleName(m_directoryLabel->text());
    m_tags->setAccessibleName(m_tagsLabel->text());
    emit completeChanged();
}

} // namespace Lifeboat
