#include "gui/fleet/hostpage.h"

#include "gui/common/card.h"
#include "gui/common/errorbanner.h"
#include "gui/common/format.h"
#include "gui/common/look.h"
#include "gui/fleet/findings.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static QVBoxLayout *listCard(QWidget *parent, QLabel *&title, QLabel *&hint, QWidget *&card)
{
    card = new Card(parent);
    title = rankLabel(Rank::Section, card);
    hint = rankLabel(Rank::Quiet, card);
    hint->setWordWrap(true);
    auto *list = new QVBoxLayout;
    list->setSpacing(0);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(Space::Large, Space::Medium, Space::Large, Space::Medium);
    column->setSpacing(Space::Small);
    column->addWidget(title);
    column->addWidget(hint);
    column->addLayout(list);
    column->addStretch();
    return list;
}

HostPage::HostPage(QWidget *parent)
    : QWidget(parent)
    , m_header(new PageHeader(this))
    , m_banner(new ErrorBanner(this))
    , m_back(new QPushButton(lifeboatIcon(u"chevron-left"_s, QPalette::ButtonText), {}, this))
    , m_check(new QPushButton(lifeboatIcon(u"verify"_s, QPalette::ButtonText), {}, this))
    , m_discover(new QPushButton(lifeboatIcon(u"search"_s, QPalette::ButtonText), {}, this))
    , m_points(new QPushButton(lifeboatIcon(u"points"_s, QPalette::ButtonText), {}, this))
    , m_remove(new QPushButton(this))
    , m_backup(new QPushButton(lifeboatIcon(u"backup"_s, QPalette::HighlightedText), {}, this))
{
    m_check->setObjectName(u"checkButton"_s);
    m_discover->setObjectName(u"discoverButton"_s);
    setButtonKind(m_back, ButtonKind::Quiet);
    setButtonKind(m_backup, ButtonKind::Primary);
    for (QPushButton *button : {m_check, m_discover, m_points, m_remove, m_backup})
        m_header->actions()->addWidget(button);
    connect(m_back, &QPushButton::clicked, this, &HostPage::backRequested);
    connect(m_check, &QPushButton::clicked, this, &HostPage::checkRequested);
    connect(m_discover, &QPushButton::clicked, this, &HostPage::discoverRequested);
    connect(m_points, &QPushButton::clicked, this, &HostPage::pointsRequested);
    connect(m_remove, &QPushButton::clicked, this, &HostPage::removeRequested);
    connect(m_backup, &QPushButton::clicked, this, &HostPage::backupRequested);
    auto *backKey = new QShortcut(QKeySequence(Qt::ALT | Qt::Key_Left), this);
    connect(backKey, &QShortcut::activated, this, &HostPage::backRequested);

    QWidget *checksCard = nullptr;
    QWidget *factsCard = nullptr;
    m_checks = listCard(this, m_checksTitle, m_checksHint, checksCard);
    m_found = listCard(this, m_factsTitle, m_factsHint, factsCard);
    auto *inside = new QWidget(this);
    auto *cards = new QHBoxLayout(inside);
    cards->setContentsMargins(0, 0, 0, 0);
    cards->setSpacing(Space::Large);
    cards->addWidget(checksCard, 9);
    cards->addWidget(factsCard, 11);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(inside);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Space::Page, Space::Medium, Space::Page, 20);
    column->setSpacing(Space::Medium);
    column->addWidget(m_back, 0, Qt::AlignLeft);
    column->addWidget(m_header);
    column->addWidget(m_banner);
    column->addWidget(buildState());
    column->addWidget(scroll, 1);
    retranslate();
}

QWidget *HostPage::buildState()
{
    auto *card = new Card(this);
    m_stateIcon = new IconLabel(20, card);
    m_state = rankLabel(Rank::Section, card);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    m_newest = rankLabel(Rank::Body, card);
    m_lost = rankLabel(Rank::Body, card);
    m_lost->setWordWrap(true);
    auto *first = new QHBoxLayout;
    first->setSpacing(Space::Small);
    first->addWidget(m_stateIcon);
    first->addWidget(m_state, 1);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(Space::Large, Space::Medium, Space::Large, Space::Medium);
    column->setSpacing(Space::Small);
    column->addLayout(first);
    column->addWidget(m_newest);
    column->addWidget(m_lost);
    return card;
}

void HostPage::setHost(const HostProfile &host, const HostRow &row, const QDateTime &now)
{
    if (host.id != m_host.id)
        clearFindings();
    m_host = host;
    m_row = row;
    m_now = now;
    retranslate();
}

void HostPage::clearFindings()
{
    m_checkList.clear();
    m_facts.reset();
    m_checking = false;
    m_discovering = false;
    m_banner->clear();
    retranslate();
}

void HostPage::setChecking(bool checking)
{
    m_checking = checking;
    retranslate();
}

void HostPage::setChecks(const QList<Check> &checks)
{
    m_checkList = checks;
    m_checking = false;
    retranslate();
}

void HostPage::setDiscovering(bool discovering)
{
    m_discovering = discovering;
    retranslate();
}

void HostPage::setFacts(const HostFacts &facts)
{
    m_facts = facts;
    m_discovering = false;
    retranslate();
}

void HostPage::fillChecks()
{
    showChecks(m_checks, m_checkList);
    m_checksHint->setVisible(m_checking || m_checkList.isEmpty());
    m_checksHint->setText(m_checking ? tr("looking…")
                                     : tr("Not looked at yet. “Check” connects and looks."));
}

void HostPage::fillFacts()
{
    if (m_facts)
        showFacts(m_found, *m_facts);
    else
        clearList(m_found);
    m_factsHint->setVisible(m_discovering || !m_facts);
    m_factsHint->setText(m_discovering
                             ? tr("looking…")
                             : tr("Not looked at yet. “Discover” finds out what is deployed."));
}

void HostPage::retranslate()
{
    QStringList facts{m_host.ssh.toString()};
    for (const SshAddress &jump : m_host.jumps)
        facts << tr("through %1").arg(jump.toString());
    if (m_host.sudo)
        facts << tr("with sudo");
    m_header->setTexts(m_host.name, facts.join(u" · "_s));
    m_stateIcon->setIcon(statusIconName(m_row.status), m_row.status);
    m_state->setText(m_row.reason.isEmpty()
                         ? statusWord(m_row.status)
                         : statusWord(m_row.status) + u": "_s + m_row.reason.toString());
    m_newest->setText(m_row.newestPoint.isValid() ? tr("Newest point: %1, %2")
                                                        .arg(Format::age(m_row.newestPoint, m_now),
                                                             Format::size(m_row.size))
                                                  : tr("Newest point: never"));
    m_lost->setText(m_row.provenPoint.isValid()
                        ? tr("If it were lost now: what changed since the newest proven point (%1) "
                             "would be gone.")
                              .arg(Format::age(m_row.provenPoint, m_now))
                        : tr("If it were lost now: not known, no point was ever proven."));
    m_back->setText(tr("Fleet"));
    m_check->setText(tr("Check"));
    m_discover->setText(tr("Discover"));
    m_points->setText(tr("Points"));
    m_remove->setText(tr("Remove…"));
    m_backup->setText(tr("Back up now…"));
    m_check->setEnabled(!m_checking);
    m_discover->setEnabled(!m_discovering);
    m_checksTitle->setText(tr("Checks"));
    m_factsTitle->setText(tr("What is deployed"));
    fillChecks();
    fillFacts();
}

void HostPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace Lifeboat
