#pragma once

#include "gui/common/stepdialog.h"
#include "gui/recovery/recoveryparts.h"

#include <memory>

namespace Lifeboat {

namespace Ui {
class RecoveryRunPage;
}
class LiveRun;

// The recovery as it goes on: its parts, its steps, and what to do where one fails. A failure ends
// the run, not the recovery: another run goes on where it stopped.
class RecoveryRunPage : public StepPage
{
    Q_OBJECT

public:
    explicit RecoveryRunPage(QWidget *parent = nullptr);
    ~RecoveryRunPage() override;

    void setRun(LiveRun *run);
    bool hasSucceeded() const;

    QString name() const override { return tr("Run"); }
    QString title() const override;
    QString question() const override;
    QString nextText() const override;
    bool isComplete() const override;
    bool canGoBack() const override; // to mend what stood in the way

signals:
    void cancelRequested();

protected:
    void retranslate() override;

private:
    LiveRun *m_run = nullptr; // of the board, which outlives the wizard
    QString m_host;
    RecoveryParts m_parts;
    std::unique_ptr<Ui::RecoveryRunPage> m_ui;
};

} // namespace Lifeboat
