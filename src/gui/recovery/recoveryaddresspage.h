#pragma once

#include "gui/common/stepdialog.h"
#include "gui/overview.h"

#include <memory>

class QStandardItemModel;

namespace Lifeboat {

namespace Ui {
class RecoveryAddressPage;
}

// The configuration comes first: its keys, and the address of the host. On another host than the
// one that was lost, keep or rewrite is not chosen before somebody chooses.
class RecoveryAddressPage : public StepPage
{
    Q_OBJECT

public:
    explicit RecoveryAddressPage(QWidget *parent = nullptr);
    ~RecoveryAddressPage() override;

    void setTarget(const HostProfile &target, bool isSource); // the point came from it
    QString address() const;                                  // empty: it is kept

    QString name() const override { return tr("Configuration"); }
    QString title() const override { return tr("Configuration first"); }
    QString question() const override;
    QString answer() const override;
    bool isComplete() const override;

protected:
    void retranslate() override;

private:
    HostProfile m_target;
    QStandardItemModel *m_items;
    std::unique_ptr<Ui::RecoveryAddressPage> m_ui;
};

} // namespace Lifeboat
