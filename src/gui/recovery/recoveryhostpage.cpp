#include "gui/recovery/recoveryhostpage.h"

#include "gui/common/card.h"
#include "gui/common/firstfocus.h"
#include "gui/common/look.h"
#include "gui/restore/restoredraft.h"

#include "ui_recoveryhostpage.h"

using namespace Qt::StringLiterals;

namespace Lifeboat {

RecoveryHostPage::RecoveryHostPage(QWidget *parent)
    : StepPage(parent)
    , m_ui(std::make_unique<Ui::RecoveryHostPage>())
{
    m_ui->setupUi(this);
    setRank(m_ui->hostLabel, Rank::Section);
    setRank(m_ui->note, Rank::Quiet);
    m_ui->addButton->setIcon(lifeboatIcon(u"add"_s, QPalette::ButtonText));
    connect(m_ui->addButton, &QPushButton::clicked, this, &RecoveryHostPage::addRequested);
    connect(m_ui->hostBox, &QComboBox::currentIndexChanged, this, &RecoveryHostPage::retranslate);
    setFirstFocus(this, m_ui->hostBox);
    retranslate();
}

RecoveryHostPage::~RecoveryHostPage() = default;

void RecoveryHostPage::setPoint(const PlacedPoint &point)
{
    m_point = point;
    retranslate();
}

void RecoveryHostPage::setHosts(const QList<HostProfile> &hosts)
{
    const HostProfile *chosen = host();
    const QString id = m_wanted.isEmpty() ? (chosen ? chosen->id : QString()) : m_wanted;
    const QSignalBlocker quiet(m_ui->hostBox);
    m_hosts = hosts;
    m_ui->hostBox->clear();
    for (const HostProfile &one : hosts)
        m_ui->hostBox->addItem(one.name, one.id);
    m_ui->hostBox->setCurrentIndex(m_ui->hostBox->findData(id));
    if (m_ui->hostBox->currentIndex() >= 0)
        m_wanted.clear();
    retranslate();
}

void RecoveryHostPage::choose(const QString &hostId)
{
    m_wanted = hostId;
    setHosts(m_hosts);
}

const HostProfile *RecoveryHostPage::host() const
{
    const int index = m_ui->hostBox->currentIndex();
    return index >= 0 && index < m_hosts.size() ? &m_hosts.at(index) : nullptr;
}

QString RecoveryHostPage::question() const
{
    return tr("An empty host: what the point holds becomes all that it is.");
}

QString RecoveryHostPage::answer() const
{
    return host() ? host()->name : QString();
}

void RecoveryHostPage::retranslate()
{
    m_ui->retranslateUi(this);
    m_ui->route->setRoute(routeFrom(m_point), routeToEmpty(host() ? *host() : HostProfile()));
    emit completeChanged();
}

} // namespace Lifeboat
