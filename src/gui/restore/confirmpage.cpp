#include "gui/restore/confirmpage.h"

#include "gui/common/card.h"
#include "gui/common/firstfocus.h"
#include "gui/common/format.h"
#include "gui/common/look.h"
#include "gui/common/typedname.h"
#include "gui/points/pointmodel.h"
#include "gui/runs/stepmodel.h"
#include "gui/runs/stepview.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Lifeboat {

ConfirmPage::ConfirmPage(QWidget *parent)
    : StepPage(parent)
    , m_route(new RouteView(this))
    , m_factsBox(new QWidget(this))
    , m_planButton(new QPushButton(lifeboatIcon(u"terminal"_s, QPalette::ButtonText), {}, this))
    , m_steps(new StepModel(this))
    , m_plan(new StepView(this))
    , m_name(new TypedName(this))
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
    m_note->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Space::Medium);
    column->addWidget(m_route);
    column->addWidget(m_factsBox);
    column->addWidget(m_planButton, 0, Qt::AlignLeft);
    column->addWidget(m_plan, 1);
    column->addWidget(m_name);
    column->addWidget(m_note);
    column->addStretch();
    connect(m_name, &TypedName::changed, this, &StepPage::completeChanged);
    connect(m_planButton, &QPushButton::clicked, this, &ConfirmPage::planRequested);
    setFirstFocus(this, m_name);
    retranslate();
}

void ConfirmPage::setDraft(const RestoreDraft &draft)
{
    m_draft = draft;
    m_name->setName(draft.target.name);
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

bool ConfirmPage::isComplete() const
{
    return m_name->isTyped();
}

void ConfirmPage::retranslate()
{
    m_route->setRoute(routeFrom(m_draft.point), routeTo(m_draft.target, m_draft.point));
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
    m_note->setText(
        tr("The window may be closed while it runs; the host finishes or goes back by itself."));
    m_steps->retranslate();
    emit completeChanged();
}

} // namespace Lifeboat
