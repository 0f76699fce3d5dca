#include "gui/fleet/findingspage.h"

#include "gui/common/card.h"
#include "gui/common/look.h"
#include "gui/fleet/findings.h"

#include <QCheckBox>
#include <QProgressBar>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Lifeboat {

FindingsPage::FindingsPage(Kind kind, QWidget *parent)
    : StepPage(parent)
    , m_kind(kind)
    , m_busy(busyBar(this))
    , m_list(new QVBoxLayout)
    , m_backup(new QCheckBox(this))
{
    auto *inside = new QWidget(this);
    auto *insideColumn = new QVBoxLayout(inside);
    insideColumn->setContentsMargins(0, 0, 0, 0);
    insideColumn->addLayout(m_list);
    insideColumn->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(inside);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_list->setSpacing(Space::Tight);
    m_backup->setObjectName(u"backupBox"_s);
    m_backup->setChecked(true);
    m_backup->setVisible(kind == Kind::Facts);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Space::Medium);
    column->addWidget(m_busy);
    column->addWidget(scroll, 1);
    column->addWidget(m_backup);
    retranslate();
}

void FindingsPage::setLooking()
{
    m_looking = true;
    m_hasFailed = false;
    m_checks.clear();
    m_facts.reset();
    retranslate();
}

void FindingsPage::setChecks(const QList<Check> &checks)
{
    m_looking = false;
    m_checks = checks;
    retranslate();
}

void FindingsPage::setFacts(const HostFacts &facts)
{
    m_looking = false;
    m_facts = facts;
    retranslate();
}

void FindingsPage::setFailed()
{
    m_looking = false;
    m_hasFailed = true;
    retranslate();
}

bool FindingsPage::wantsBackup() const
{
    return m_backup->isChecked() && m_facts;
}

QString FindingsPage::name() const
{
    return m_kind == Kind::Checks ? tr("Checks") : tr("What was found");
}

QString FindingsPage::title() const
{
    return m_kind == Kind::Checks ? tr("Is everything there?") : tr("What was found");
}

QString FindingsPage::question() const
{
    if (m_looking)
        return tr("Signed in, and looking at the host. Nothing is changed there.");
    if (m_hasFailed)
        return tr("The host could not be asked. Go back and forward again to ask once more.");
    return m_kind == Kind::Checks
               ? tr("What is red can be mended later; it blocks only what needs it.")
               : tr("Discovered on the host, nothing of it is guessed from names.");
}

QString FindingsPage::nextText() const
{
    return m_kind == Kind::Facts ? tr("Add host") : QString();
}

void FindingsPage::retranslate()
{
    m_busy->setVisible(m_looking);
    m_busy->setAccessibleName(tr("Looking"));
    m_backup->setText(tr("Back up now"));
    if (m_kind == Kind::Checks)
        showChecks(m_list, m_checks);
    else if (m_facts)
        showFacts(m_list, *m_facts);
    else
        clearList(m_list);
    emit completeChanged();
}

} // namespace Lifeboat
