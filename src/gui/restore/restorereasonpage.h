#pragma once

#include "gui/common/stepdialog.h"
#include "gui/restore/restoredraft.h"

#include <memory>

class QButtonGroup;

namespace Lifeboat {

namespace Ui {
class RestoreReasonPage;
}

// What happened.
class RestoreReasonPage : public StepPage
{
    Q_OBJECT

public:
    explicit RestoreReasonPage(QWidget *parent = nullptr);
    ~RestoreReasonPage() override;

    RestoreReason reason() const;

    QString name() const override { return tr("What happened?"); }
    QString title() const override { return tr("What happened?"); }
    QString question() const override;
    QString answer() const override;

protected:
    void retranslate() override;

private:
    QButtonGroup *m_reasons; // ids are those of RestoreReason
    std::unique_ptr<Ui::RestoreReasonPage> m_ui;
};

} // namespace Lifeboat
