#include "gui/restore/restorepages.h"

#include "gui/common/card.h"
#include "gui/common/format.h"
#include "gui/common/look.h"
#include "gui/points/pointmodel.h"
#include "gui/runs/liverun.h"
#include "gui/runs/runview.h"
#include "gui/runs/runwords.h"
#include "gui/runs/stepmodel.h"
#include "gui/runs/stepview.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Lifeboat {

RestoreRunPage::RestoreRunPage(Kind kind, QWidget *parent)
    : StepPage(parent)
    , m_kind(kind)
    , m_view(new RunView(this))
    , m_cancel(new QPushButton(lifeboatIcon(u"cancel"_s, QPalette::ButtonText), {}, this))
    , m_discard(new QPushButton(this))
    , m_undo(new QPushButton(lifeboatIcon(u"undo"_s, QPalette::ButtonText), {}, this))
{
    m_cancel->setObjectName(u"cancelRunButton"_s);
    m_discard->setObjectName(u"discardButton"_s);
    m_undo->setObjectName(u"undoButton"_s);
    for (QPushButton *button : {m_cancel, m_discard, m_undo})
        button->setAutoDefault(false);
    connect(m_cancel, &QPushButton::clicked, this, &RestoreRunPage::cancelRequested);
    connect(m_discard, &QPushButton::clicked, this, &RestoreRunPage::discardRequested);
    connect(m_undo, &QPushButton::clicked, this, &RestoreRunPage::undoRequested);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_discard);
    buttons->addWidget(m_undo);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Space::Medium);
    column->addWidget(m_view, 1);
    column->addLayout(buttons);
    retranslate();
}

void RestoreRunPage::setRun(LiveRun *run, const QString &host)
{
    m_run = run;
    m_host = host;
    run->keepFor(this);
    m_view->showLive(run);
    connect(run, &LiveRun::changed, this, &RestoreRunPage::retranslate);
    connect(run, &LiveRun::finished, this, &RestoreRunPage::retranslate);
    connect(run, &QObject::destroyed, this, [this] { m_run = nullptr; });
    retranslate();
}

bool RestoreRunPage::isEqual() const
{
    return m_run && m_run->report() && m_run->report()->status == Outcome::Ok
           && m_run->report()->restore == RestoreState::Prepared
           && differencesOf(*m_run->report()).isEmpty();
}

// Also what an unequal preparation left beside.
bool RestoreRunPage::canDiscard() const
{
    return m_run && m_run->report() && !isEqual() && !m_run->report()->places.isEmpty();
}

QString RestoreRunPage::name() const
{
    return m_kind == Kind::Prepare ? tr("Prepare") : tr("Result");
}

QString RestoreRunPage::title() const
{
    const bool running = m_run && m_run->isRunning();
    if (m_kind == Kind::Result)
        return running ? tr("Cutting over %1").arg(m_host) : tr("Result");
    return running     ? tr("Preparing on %1").arg(m_host)
           : isEqual() ? tr("Prepared, and equal")
                       : tr("Not prepared");
}

QString RestoreRunPage::question() const
{
    if (m_kind == Kind::Result)
        return tr("The window may be closed while it runs; the host finishes or goes back by "
                  "itself.");
    return tr("The new databases are made beside those in service and compared with the data "
              "fingerprint. What is in service is not touched.");
}

QString RestoreRunPage::nextText() const
{
    return m_kind == Kind::Result ? tr("Close") : QString();
}

bool RestoreRunPage::isComplete() const
{
    return m_kind == Kind::Result ? m_run && !m_run->isRunning() : isEqual();
}

void RestoreRunPage::retranslate()
{
    const bool running = m_run && m_run->isRunning();
    m_cancel->setText(tr("Cancel run…"));
    m_cancel->setVisible(running && m_kind == Kind::Prepare);
    m_cancel->setEnabled(running && !m_run->isCancelling());
    m_discard->setText(tr("Discard what was prepared…"));
    m_discard->setVisible(m_kind == Kind::Prepare && canDiscard());
    m_undo->setText(tr("Undo…"));
    m_undo->setVisible(m_kind == Kind::Result && m_run && m_run->report()
                       && m_run->report()->restore == RestoreState::InService);
    emit completeChanged();
}

ConfirmPage::ConfirmPage(QWidget *parent)
    : StepPage(parent)
    , m_route(new RouteView(this))
    , m_factsBox(new QWidget(this))
    , m_planButton(new QPushButton(lifeboatIcon(u"terminal"_s, QPalette::ButtonText), {}, this))
    , m_steps(new StepModel(this))
    , m_plan(new StepView(this))
    , m_label(rankLabel(Rank::Body, this))
    , m_name(new QLineEdit(this))
    , m_note(rankLabel(Rank::Quiet, this))
{
    auto *facts = new QGridLayout(m_factsBox);
    facts->setContentsMargins(0, 0, 0, 0);
    facts->setHorizontalSpacing(Space::Medium);
    facts->setVerticalSpacing(10);
    facts->setColumnStretch(1, 1);
    static constexpr const char16_t *icons[] = {u"ok", u"overdue", u"vaults", u"undo"};
    for (int i = 0; i < 4; ++i) {
        m_icons[i] = new IconLabel(20, m_factsBox);
        m_icons[i]->setIcon(QString::fromUtf16(icons[i]), i ? Status::Absent : Status::Ok);
        m_facts[i] = rankLabel(Rank::Body, m_factsBox);
        m_facts[i]->setWordWrap(true);
        m_facts[i]->setTextFormat(Qt::PlainText);
        facts->addWidget(m_icons[i], i, 0, Qt::AlignTop);
        facts->addWidget(m_facts[i], i, 1);
    }
    m_planButton->setAutoDefault(false);
    setButtonKind(m_planButton, ButtonKind::Quiet);
    m_plan->setSteps(m_steps);
    for (const int column : {int(StepModel::Time), int(StepModel::Bytes), int(StepModel::Rate)})
        m_plan->setColumnHidden(column, true);
    m_plan->hide();
    m_name->setObjectName(u"nameEdit"_s);
    m_name->setFixedWidth(300);
    m_label->setBuddy(m_name);
    m_label->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Space::Medium);
    column->addWidget(m_route);
    column->addWidget(m_factsBox);
    column->addWidget(m_planButton, 0, Qt::AlignLeft);
    column->addWidget(m_plan, 1);
    column->addWidget(m_label);
    column->addWidget(m_name);
    column->addWidget(m_note);
    column->addStretch();
    connect(m_name, &QLineEdit::textChanged, this, &StepPage::completeChanged);
    connect(m_planButton, &QPushButton::clicked, this, &ConfirmPage::planRequested);
    setFocusProxy(m_name);
    retranslate();
}

void ConfirmPage::setDraft(const RestoreDraft &draft)
{
    m_draft = draft;
    m_name->clear();
    m_plan->hide();
    m_planButton->show();
    m_factsBox->show();
    retranslate();
}

void ConfirmPage::setPlan(const Plan &plan)
{
    m_steps->setSteps(plannedSteps(plan));
    m_planButton->hide();
    m_factsBox->hide(); // the plan says the same, exactly
    m_plan->show();
}

QString ConfirmPage::question() const
{
    return tr("What was prepared becomes what serves; what serves now becomes the safety copy.");
}

// Byte for byte, as it is written.
bool ConfirmPage::isComplete() const
{
    return !m_draft.target.name.isEmpty() && m_name->text() == m_draft.target.name;
}

void ConfirmPage::retranslate()
{
    m_route->setRoute(routeFrom(m_draft), routeTo(m_draft));
    QStringList equal;
    for (const ComponentReport &component : std::as_const(m_draft.prepared.components)) {
        const ManifestComponent *taken = m_draft.point.point.manifest.component(component.id);
        const Fingerprint &fingerprint = !component.fingerprint.entries.isEmpty() || !taken
                                             ? component.fingerprint
                                             : taken->fingerprint;
        equal << component.id + u": "_s + PointModel::summaryOf(fingerprint);
    }
    m_facts[0]->setText(tr("Equal to the data fingerprint: %1").arg(equal.join(u" · "_s)));
    m_facts[1]->setText(
        tr("BK-Lite on %1 is held for some seconds while the databases are exchanged; its services "
           "are then restarted. What was written there after %2 is no longer in service.")
            .arg(m_draft.target.name, Format::dateTime(m_draft.point.point.time())));
    m_facts[2]->setText(tr("The databases of now stay on the host as the safety copy."));
    m_facts[3]->setText(tr("Undo brings them back, here or from the page of the run."));
    m_planButton->setText(tr("Show the exact steps"));
    m_plan->setAccessibleName(tr("Steps of the cut-over"));
    m_label->setText(tr("Type the host's name to go on: %1").arg(m_draft.target.name));
    m_name->setAccessibleName(tr("Name of the host"));
    m_note->setText(
        tr("The window may be closed while it runs; the host finishes or goes back by itself."));
    m_steps->retranslate();
    emit completeChanged();
}

} // namespace Lifeboat
