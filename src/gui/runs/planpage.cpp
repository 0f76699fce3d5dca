#include "gui/runs/planpage.h"

#include "gui/common/card.h"
#include "gui/common/format.h"
#include "gui/common/look.h"
#include "gui/runs/stepmodel.h"
#include "gui/runs/stepview.h"

#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Lifeboat {

PlanPage::PlanPage(Verb verb, QWidget *parent)
    : StepPage(parent)
    , m_verb(verb)
    , m_model(new StepModel(this))
    , m_view(new StepView(this))
    , m_busy(busyBar(this))
    , m_figures(rankLabel(Rank::Section, this))
    , m_warnings(rankLabel(Rank::Body, this))
{
    m_warnings->setWordWrap(true);
    m_warnings->setTextFormat(Qt::PlainText);
    m_view->setObjectName(u"planView"_s);
    m_view->setSteps(m_model);
    for (const int column : {int(StepModel::Time), int(StepModel::Bytes), int(StepModel::Rate)})
        m_view->setColumnHidden(column, true);
    auto *card = new Card(this);
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(1, 2, 1, 2);
    inside->addWidget(m_view);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Space::Medium);
    column->addWidget(m_busy);
    column->addWidget(m_figures);
    column->addWidget(m_warnings);
    column->addWidget(card, 1);
    setFocusProxy(m_view);
    retranslate();
}

void PlanPage::setLooking()
{
    m_looking = true;
    m_plan.reset();
    m_model->setSteps({});
    retranslate();
}

void PlanPage::setPlan(const Plan &plan)
{
    m_looking = false;
    m_plan = plan;
    m_model->setSteps(plannedSteps(plan));
    retranslate();
}

void PlanPage::setFailed()
{
    m_looking = false;
    retranslate();
}

QString PlanPage::question() const
{
    return tr("Open a step to read its command. What stands in <…> is known only while it runs.");
}

QString PlanPage::nextText() const
{
    return m_verb == Verb::Backup ? tr("Start backup") : tr("Start preparing");
}

void PlanPage::retranslate()
{
    m_busy->setVisible(m_looking);
    m_busy->setAccessibleName(tr("Looking at the host and planning"));
    m_view->setAccessibleName(tr("Steps of the plan"));
    QStringList figures;
    QStringList warnings;
    if (m_plan) {
        int steps = 0;
        for (const PlannedStep &step : plannedSteps(*m_plan))
            steps += step.lane != "guardian";
        figures << tr("%n step(s)", nullptr, steps);
        if (m_plan->estimatedBytes >= 0)
            figures << tr("about %1 of data").arg(Format::size(m_plan->estimatedBytes));
        for (const Text &warning : std::as_const(m_plan->warnings))
            warnings << warning.toString();
        for (auto it = m_plan->refused.cbegin(); it != m_plan->refused.cend(); ++it)
            warnings << tr("%1 cannot take part: %2").arg(it.key(), it.value().message.toString());
    }
    m_figures->setText(m_looking ? tr("looking…") : figures.join(u" · "_s));
    m_warnings->setText(warnings.join(u'\n'));
    m_warnings->setHidden(warnings.isEmpty());
    m_model->retranslate();
    emit completeChanged();
}

} // namespace Lifeboat
