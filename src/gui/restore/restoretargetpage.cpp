#include "gui/restore/restoretargetpage.h"

#include "gui/common/card.h"
#include "gui/common/firstfocus.h"

#include "ui_restoretargetpage.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

RestoreTargetPage::RestoreTargetPage(QWidget *parent)
    : StepPage(parent)
    , m_ui(std::make_unique<Ui::RestoreTargetPage>())
{
    m_ui->setupUi(this);
    for (QLabel *hint : {m_ui->sameHint, m_ui->otherHint, m_ui->drillHint})
        setRank(hint, Rank::Quiet);
    for (QRadioButton *button : {m_ui->sameButton, m_ui->otherButton, m_ui->drillButton})
        connect(button, &QRadioButton::toggled, this, &RestoreTargetPage::retranslate);
    connect(m_ui->targetBox, &QComboBox::currentIndexChanged, this,
            &RestoreTargetPage::retranslate);
    connect(m_ui->targetBox, &QComboBox::activated, m_ui->otherButton,
            [this] { m_ui->otherButton->setChecked(true); });
    m_ui->sameButton->setChecked(true);
    setFirstFocus(this, m_ui->sameButton);
    retranslate();
}

RestoreTargetPage::~RestoreTargetPage() = default;

void RestoreTargetPage::setHosts(const QList<HostProfile> &hosts)
{
    m_hosts = hosts;
    fillOthers();
}

void RestoreTargetPage::fillOthers()
{
    m_ui->targetBox->clear();
    for (const HostProfile &host : std::as_const(m_hosts)) {
        if (host.id != m_draft.point.point.hostId)
            m_ui->targetBox->addItem(host.name, host.id);
    }
}

void RestoreTargetPage::setDraft(const RestoreDraft &draft)
{
    const bool isNew =
        draft.point.point.folder != m_draft.point.point.folder || draft.reason != m_draft.reason;
    m_draft = draft;
    if (isNew) {
        fillOthers();
        const bool isDrill = draft.reason == RestoreReason::Drill;
        QRadioButton *preset = isDrill    ? m_ui->drillButton
                               : source() ? m_ui->sameButton
                                          : m_ui->otherButton;
        preset->setChecked(true);
    }
    retranslate();
}

const HostProfile *RestoreTargetPage::source() const
{
    const auto it = std::ranges::find(m_hosts, m_draft.point.point.hostId, &HostProfile::id);
    return it == m_hosts.end() ? nullptr : &*it;
}

const HostProfile *RestoreTargetPage::target() const
{
    if (!m_ui->otherButton->isChecked())
        return source();
    const auto it =
        std::ranges::find(m_hosts, m_ui->targetBox->currentData().toString(), &HostProfile::id);
    return it == m_hosts.end() ? nullptr : &*it;
}

void RestoreTargetPage::apply(RestoreDraft &draft) const
{
    if (const HostProfile *host = target())
        draft.target = *host;
    draft.isDrill = m_ui->drillButton->isChecked();
}

QString RestoreTargetPage::question() const
{
    if (m_hosts.isEmpty())
        return tr("There is no host to restore to: add one in the fleet first.");
    return tr("Nothing in service changes before you confirm the cut-over.");
}

QString RestoreTargetPage::answer() const
{
    const HostProfile *host = target();
    return host ? host->name : QString();
}

QString RestoreTargetPage::nextText() const
{
    return m_ui->drillButton->isChecked() ? tr("Start drill") : QString();
}

bool RestoreTargetPage::isComplete() const
{
    return target() != nullptr;
}

void RestoreTargetPage::retranslate()
{
    m_ui->retranslateUi(this);
    m_ui->sameButton->setEnabled(source() != nullptr);
    m_ui->drillButton->setEnabled(source() != nullptr);
    m_ui->otherButton->setEnabled(m_ui->targetBox->count() > 0);
    m_ui->targetBox->setEnabled(m_ui->targetBox->count() > 0);
    const HostProfile *host = target();
    const HostProfile shown = host ? *host : HostProfile{.name = u"–"_s};
    m_ui->route->setRoute(routeFrom(m_draft.point), m_ui->drillButton->isChecked()
                                                        ? routeToNowhere(shown)
                                                        : routeTo(shown, m_draft.point));
    emit completeChanged();
}

} // namespace Lifeboat
