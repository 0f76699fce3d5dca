#include "gui/runs/planpage.h"

#include "gui/common/card.h"
#include "gui/common/firstfocus.h"
#include "gui/common/look.h"
#include "gui/runs/stepmodel.h"

#include "ui_planpage.h"

#include <QCoreApplication>
#include <QHeaderView>

using namespace Qt::StringLiterals;

namespace Lifeboat {

PlanPage::PlanPage(Verb verb, QWidget *parent)
    : StepPage(parent)
    , m_verb(verb)
    , m_model(new StepModel(this))
    , m_ui(std::make_unique<Ui::PlanPage>())
{
    m_ui->setupUi(this);
    m_ui->planView->setSteps(m_model);
    for (const int column : {int(StepModel::Time), int(StepModel::Bytes), int(StepModel::Rate)})
        m_ui->planView->setColumnHidden(column, true);
    m_ui->unattendedBox->setVisible(verb == Verb::Prepare);
    m_ui->typedName->setVisible(verb == Verb::Recover);
    connect(m_ui->unattendedBox, &QCheckBox::toggled, m_ui->typedName, &QWidget::setVisible);
    connect(m_ui->unattendedBox, &QCheckBox::toggled, this, [this](bool on) {
        if (on)
            m_ui->typedName->setFocus();
        emit completeChanged();
    });
    connect(m_ui->typedName, &TypedName::changed, this, &StepPage::completeChanged);
    if (verb != Verb::Backup) // whose Enter starts it; on a step Enter opens the step
        setFirstFocus(this, m_ui->planView);
    retranslate();
}

PlanPage::~PlanPage() = default;

void PlanPage::setLooking()
{
    m_looking = true;
    m_plans.clear();
    m_model->setSteps({});
    retranslate();
}

void PlanPage::setPlans(const QList<Plan> &plans)
{
    m_looking = false;
    m_plans = plans;
    QList<PlannedStep> steps;
    for (const Plan &plan : plans)
        steps << plannedSteps(plan);
    m_model->setSteps(steps);
    retranslate();
}

void PlanPage::setFailed()
{
    m_looking = false;
    retranslate();
}

void PlanPage::setFigures(const QList<Figure> &figures)
{
    m_figures = figures;
    retranslate();
}

void PlanPage::setTarget(const QString &host)
{
    m_ui->unattendedBox->setChecked(false);
    m_ui->typedName->setName(host);
}

bool PlanPage::cutsOverByItself() const
{
    return m_verb == Verb::Prepare && m_ui->unattendedBox->isChecked();
}

bool PlanPage::isDangerous() const
{
    return m_verb == Verb::Recover || cutsOverByItself();
}

bool PlanPage::isComplete() const
{
    return !m_plans.isEmpty() && (!isDangerous() || m_ui->typedName->isTyped());
}

QString PlanPage::question() const
{
    if (m_looking)
        return tr("Looking at the host and the vault to make the plan; nothing is changed.");
    if (m_plans.isEmpty())
        return tr("There is no plan. Go back and forward again to ask once more.");
    return tr("Open a step to read its command. What stands in <…> is known only while it runs.");
}

QString PlanPage::nextText() const
{
    if (m_verb == Verb::Recover)
        return tr("Recover");
    if (m_verb == Verb::Backup)
        return tr("Start backup");
    return cutsOverByItself() ? tr("Prepare and cut over") : tr("Start preparing");
}

// Captions above, values below, side by side.
void PlanPage::showFigures()
{
    QList<Figure> figures = m_figures;
    qint64 steps = 0, bytes = -1;
    for (const Plan &plan : std::as_const(m_plans)) {
        for (const PlannedStep &step : plannedSteps(plan))
            steps += step.lane != "guardian";
        if (plan.estimatedBytes >= 0)
            bytes = std::max<qint64>(bytes, 0) + plan.estimatedBytes;
    }
    if (bytes >= 0 && figures.isEmpty())
        figures << Figure{{QT_TRANSLATE_NOOP("Text", "Data, about"), {}},
                          {"%1", {ByteCount{bytes}}}};
    figures << Figure{{QT_TRANSLATE_NOOP("Text", "Steps"), {}}, {"%1", {steps}}};
    while (QLayoutItem *item = m_ui->figures->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (m_plans.isEmpty())
        return;
    for (int i = 0; i < figures.size(); ++i) {
        auto *caption = rankLabel(Rank::Small, this);
        caption->setText(figures.at(i).caption.toString());
        auto *value = rankLabel(Rank::Section, this);
        value->setText(figures.at(i).value.toString());
        m_ui->figures->addWidget(caption, 0, i);
        m_ui->figures->addWidget(value, 1, i);
    }
    m_ui->figures->setColumnStretch(int(figures.size()), 1);
}

void PlanPage::retranslate()
{
    m_ui->retranslateUi(this);
    m_ui->busy->setVisible(m_looking);
    showFigures();
    QStringList warnings;
    for (const Plan &plan : std::as_const(m_plans)) {
        for (const Text &warning : plan.warnings)
            warnings << warning.toString();
        for (auto it = plan.refused.cbegin(); it != plan.refused.cend(); ++it)
            warnings << tr("%1 cannot take part: %2").arg(it.key(), it.value().message.toString());
    }
    m_ui->warnings->setText(warnings.join(u'\n'));
    // Before a preparation the preflight has listed them.
    m_ui->warnings->setHidden(warnings.isEmpty() || m_verb == Verb::Prepare);
    m_model->retranslate();
    emit completeChanged();
}

} // namespace Lifeboat
