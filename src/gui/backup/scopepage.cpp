#include "gui/backup/scopepage.h"

#include "components/common/volume.h"
#include "gui/common/card.h"
#include "gui/common/format.h"
#include "gui/common/look.h"
#include "planning/planners.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static constexpr qsizetype MostNames = 6; // the host's page has them all, with the reasons

// A host may have more volumes than a screen has lines.
static QScrollArea *scrolling(QVBoxLayout *list)
{
    auto *content = new QWidget;
    auto *lines = new QVBoxLayout(content);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->addLayout(list);
    lines->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus); // its boxes take it
    return scroll;
}

ScopePage::ScopePage(QString host, QWidget *parent)
    : StepPage(parent)
    , m_host(std::move(host))
    , m_busy(busyBar(this))
    , m_what(rankLabel(Rank::Section, this))
    , m_list(new QVBoxLayout)
    , m_notCovered(rankLabel(Rank::Quiet, this))
    , m_where(rankLabel(Rank::Section, this))
    , m_vault(new QComboBox(this))
    , m_choose(new QPushButton(lifeboatIcon(u"folder"_s, QPalette::ButtonText), {}, this))
{
    m_vault->setObjectName(u"vaultBox"_s);
    m_choose->setAutoDefault(false);
    m_notCovered->setWordWrap(true);
    m_notCovered->setTextFormat(Qt::PlainText);
    m_list->setSpacing(Space::Small);
    auto *vaultRow = new QHBoxLayout;
    vaultRow->addWidget(m_vault, 1);
    vaultRow->addWidget(m_choose);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Space::Medium);
    column->addWidget(m_what);
    column->addWidget(m_busy);
    column->addWidget(scrolling(m_list), 1);
    column->addWidget(m_notCovered);
    column->addSpacing(Space::Medium);
    column->addWidget(m_where);
    column->addLayout(vaultRow);
    connect(m_choose, &QPushButton::clicked, this, &ScopePage::folderRequested);
    retranslate();
}

void ScopePage::setVaults(const QList<VaultEntry> &vaults, const QString &fallback)
{
    m_fallback = vaults.isEmpty() ? fallback : QString();
    m_vault->clear();
    for (const VaultEntry &vault : vaults) {
        m_vault->addItem(u"%1 (%2)"_s.arg(vault.name, vault.folder), vault.folder);
        if (vault.isDefault)
            m_vault->setCurrentIndex(m_vault->count() - 1);
    }
    if (vaults.isEmpty())
        m_vault->addItem(QString(), QVariant(fallback));
    retranslate();
}

void ScopePage::chooseVault(const QString &folder)
{
    if (m_vault->findData(folder) < 0)
        m_vault->addItem(folder, folder);
    m_vault->setCurrentIndex(m_vault->findData(folder));
    emit completeChanged();
}

void ScopePage::setLooking()
{
    m_looking = true;
    m_facts.reset();
    fillComponents();
    retranslate();
}

void ScopePage::setFacts(const HostFacts &facts)
{
    m_looking = false;
    m_facts = facts;
    fillComponents();
    retranslate();
}

void ScopePage::setFailed()
{
    m_looking = false;
    retranslate();
}

// Some volumes cannot be saved: they are among what is not covered.
bool ScopePage::isOffered(const QString &volume) const
{
    return std::ranges::any_of(m_facts->uncovered,
                               [&](const Uncovered &one) { return one.component == volume; });
}

void ScopePage::fillComponents()
{
    qDeleteAll(std::exchange(m_boxes, {}));
    m_whys.clear();
    m_stopped.clear();
    m_byDefault.clear();
    if (!m_facts)
        return;
    for (const Component *each : componentsOn(*m_facts)) {
        const Component &component = *each;
        const ServiceFacts *service = serviceOf(component, *m_facts);
        if (!service || (isVolume(component.id) && !isOffered(component.id)))
            continue;
        const std::optional<Text> why =
            component.offByDefault ? component.offByDefault(*service) : std::nullopt;
        auto *box = new QCheckBox(this);
        box->setChecked(!why);
        box->setObjectName(component.id);
        const qint64 bytes = service->dataBytes();
        box->setText(bytes < 0 ? component.id : component.id + u"  "_s + Format::size(bytes));
        connect(box, &QCheckBox::toggled, this, &StepPage::completeChanged);
        m_list->addWidget(box);
        m_boxes << box;
        m_whys << why.value_or(Text());
        if (why && component.canBeCold)
            m_stopped << box;
        if (!why)
            m_byDefault << component.id;
    }
}

static QStringList checkedOf(const QList<QCheckBox *> &boxes)
{
    QStringList checked;
    for (const QCheckBox *box : boxes) {
        if (box->isChecked())
            checked << box->objectName();
    }
    return checked;
}

QStringList ScopePage::components() const
{
    const QStringList chosen = checkedOf(m_boxes);
    return chosen == m_byDefault ? QStringList() : chosen;
}

QStringList ScopePage::cold() const
{
    return checkedOf(m_stopped);
}

QString ScopePage::vaultFolder() const
{
    return m_vault->currentData().toString();
}

QString ScopePage::question() const
{
    if (m_looking)
        return tr("Looking at what is on the host; nothing is changed there.");
    const QStringList stopped = cold();
    return stopped.isEmpty()
               ? tr("Nothing on the host changes; it goes on serving.")
               : tr("For a copy of their files these are stopped for some seconds: %1")
                     .arg(stopped.join(u", "_s));
}

QString ScopePage::answer() const
{
    return checkedOf(m_boxes).join(u", "_s);
}

QString ScopePage::nextText() const
{
    return !m_looking && !m_facts ? tr("Try again") : QString();
}

bool ScopePage::isComplete() const
{
    if (m_looking)
        return false;
    if (!m_facts)
        return true; // tries again
    return !vaultFolder().isEmpty() && std::ranges::any_of(m_boxes, &QCheckBox::isChecked);
}

// Docker itself shows the first twelve digits of the name that it gave a volume.
QString ScopePage::shortName(const QString &name)
{
    static const QRegularExpression given(u"^[0-9a-f]{64}$"_s);
    return given.match(name).hasMatch() ? tr("unnamed volume %1").arg(name.first(12))
                                        : name.simplified();
}

void ScopePage::retranslate()
{
    m_what->setText(tr("What"));
    m_where->setText(tr("Where to"));
    m_busy->setVisible(m_looking);
    m_busy->setAccessibleName(tr("Looking at the host"));
    for (qsizetype i = 0; i < m_boxes.size(); ++i)
        m_boxes.at(i)->setToolTip(m_whys.at(i).isEmpty() ? QString() : m_whys.at(i).toString());
    m_vault->setAccessibleName(tr("Vault"));
    m_choose->setText(tr("Choose a folder…"));
    if (!m_fallback.isEmpty())
        m_vault->setItemText(m_vault->findData(m_fallback),
                             tr("A new vault in %1").arg(QDir::toNativeSeparators(m_fallback)));
    QStringList uncovered;
    for (const Uncovered &one : m_facts ? m_facts->uncovered : QList<Uncovered>()) {
        // Those have a box, or are not on the host.
        if (one.kind != u"component" && one.component.isEmpty())
            uncovered << shortName(one.name);
    }
    const qsizetype more = uncovered.size() - MostNames;
    m_notCovered->setToolTip(uncovered.join(u'\n'));
    if (more > 0)
        uncovered = uncovered.first(MostNames);
    const QString names = uncovered.join(u", "_s);
    m_notCovered->setText(more > 0
                              ? tr("Not covered: %1 and %n more", nullptr, int(more)).arg(names)
                              : tr("Not covered: %1").arg(names));
    m_notCovered->setHidden(uncovered.isEmpty());
    emit completeChanged();
}

} // namespace Lifeboat
