#pragma once

#include "gui/common/stepdialog.h"
#include "gui/recovery/recoveryreport.h"

#include <memory>

namespace Lifeboat {

namespace Ui {
class RecoveryReportPage;
}

class RecoveryReportPage : public StepPage
{
    Q_OBJECT

public:
    explicit RecoveryReportPage(QWidget *parent = nullptr);
    ~RecoveryReportPage() override;

    void setOutcome(const RecoveryOutcome &outcome);

    QString name() const override { return tr("Report"); }
    QString title() const override;
    QString question() const override;
    QString nextText() const override { return tr("Close"); }
    bool canGoBack() const override { return false; }

signals:
    void saveRequested(const Lifeboat::RunReport &run);

protected:
    void retranslate() override;

private:
    RecoveryOutcome m_outcome;
    std::unique_ptr<Ui::RecoveryReportPage> m_ui;
};

} // namespace Lifeboat
