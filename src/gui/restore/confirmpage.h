#pragma once

#include "gui/common/stepdialog.h"
#include "gui/restore/restoredraft.h"

class QLabel;
class QPushButton;

namespace Lifeboat {

class IconLabel;
class RouteView;
class StepModel;
class StepView;
class TypedName;

// The evidence in view, then the host's name is typed.
class ConfirmPage : public StepPage
{
    Q_OBJECT

public:
    explicit ConfirmPage(QWidget *parent = nullptr);

    void setDraft(const RestoreDraft &draft);
    void setPlan(const Plan &plan);

    QString name() const override { return tr("Cut over"); }
    QString title() const override { return tr("Cut over %1?").arg(m_draft.target.name); }
    QString question() const override;
    QString nextText() const override { return tr("Cut over"); }
    bool isComplete() const override;
    bool isDangerous() const override { return true; }
    bool canGoBack() const override { return false; }

signals:
    void planRequested();

protected:
    void retranslate() override;

private:
    RestoreDraft m_draft;
    RouteView *m_route;
    QWidget *m_factsBox;
    IconLabel *m_icons[4];
    QLabel *m_facts[4];
    QPushButton *m_planButton;
    StepModel *m_steps;
    StepView *m_plan;
    TypedName *m_name;
    QLabel *m_note;
};

} // namespace Lifeboat
