#pragma once

#include "gui/common/stepdialog.h"
#include "model/plan.h"

#include <optional>

class QLabel;
class QProgressBar;

namespace Lifeboat {

class StepModel;
class StepView;

// The plan exactly as it will run; the last page before something begins.
class PlanPage : public StepPage
{
    Q_OBJECT

public:
    explicit PlanPage(Verb verb, QWidget *parent = nullptr);

    void setLooking();
    void setPlan(const Plan &plan);
    void setFailed(); // the dialog's banner says why

    QString name() const override { return tr("Plan"); }
    QString title() const override { return tr("The plan, exactly as it will run"); }
    QString question() const override;
    QString nextText() const override;
    bool isComplete() const override { return m_plan.has_value(); }

protected:
    void retranslate() override;

private:
    Verb m_verb;
    bool m_looking = false;
    std::optional<Plan> m_plan;
    StepModel *m_model;
    StepView *m_view;
    QProgressBar *m_busy;
    QLabel *m_figures;
    QLabel *m_warnings;
};

} // namespace Lifeboat
