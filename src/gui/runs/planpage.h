#pragma once

#include "gui/common/stepdialog.h"
#include "model/plan.h"

#include <memory>

namespace Lifeboat {

namespace Ui {
class PlanPage;
}
class StepModel;

// The plans exactly as they will run; the last page before something begins.
class PlanPage : public StepPage
{
    Q_OBJECT

public:
    // What is known of the run beforehand, beside the plan itself.
    struct Figure
    {
        Text caption;
        Text value;
    };

    explicit PlanPage(Verb verb, QWidget *parent = nullptr);
    ~PlanPage() override;

    void setLooking();
    void setPlans(const QList<Plan> &plans);
    void setFailed(); // the dialog's banner says why
    void setFigures(const QList<Figure> &figures);
    // Whose name is typed: of a recovery before it begins, of a preparation when the cut-over is to
    // follow it by itself.
    void setTarget(const QString &host);
    bool cutsOverByItself() const;

    QString name() const override { return tr("Plan"); }
    QString title() const override { return tr("The plan, exactly as it will run"); }
    QString question() const override;
    QString nextText() const override;
    bool isComplete() const override;
    bool isDangerous() const override; // a name has to be typed for it

protected:
    void retranslate() override;

private:
    void showFigures();

    Verb m_verb;
    bool m_looking = false;
    QList<Plan> m_plans;
    QList<Figure> m_figures;
    StepModel *m_model;
    std::unique_ptr<Ui::PlanPage> m_ui;
};

} // namespace Lifeboat
