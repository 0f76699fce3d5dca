#pragma once

#include "gui/common/stepdialog.h"
#include "gui/restore/restoredraft.h"

#include <memory>

namespace Lifeboat {

namespace Ui {
class RestoreScopePage;
}
class ScopeModel;

// Which components of the point.
class RestoreScopePage : public StepPage
{
    Q_OBJECT

public:
    explicit RestoreScopePage(QWidget *parent = nullptr);
    ~RestoreScopePage() override;

    void setPoint(const PlacedPoint &point); // the same again keeps what was ticked
    void apply(RestoreDraft &draft) const;

    QString name() const override { return tr("Scope"); }
    QString title() const override { return tr("What should come back?"); }
    QString question() const override;
    QString answer() const override;
    bool isComplete() const override;

protected:
    void retranslate() override;

private:
    void showNote();

    QString m_folder; // of the point
    ScopeModel *m_model;
    std::unique_ptr<Ui::RestoreScopePage> m_ui;
};

} // namespace Lifeboat
