#pragma once

#include "gui/common/stepdialog.h"
#include "gui/restore/restoredraft.h"

#include <memory>

namespace Lifeboat {

namespace Ui {
class RestoreTargetPage;
}

// Where to. Source and target are drawn with their identities.
class RestoreTargetPage : public StepPage
{
    Q_OBJECT

public:
    explicit RestoreTargetPage(QWidget *parent = nullptr);
    ~RestoreTargetPage() override;

    void setHosts(const QList<HostProfile> &hosts);
    void setDraft(const RestoreDraft &draft); // keeps what was chosen by hand for the same reason
    void apply(RestoreDraft &draft) const;

    QString name() const override { return tr("Target"); }
    QString title() const override { return tr("Where should it go?"); }
    QString question() const override;
    QString answer() const override;
    QString nextText() const override;
    bool isComplete() const override;

protected:
    void retranslate() override;

private:
    const HostProfile *source() const; // null: it is not on the list
    const HostProfile *target() const; // null: none is chosen
    void fillOthers();

    QList<HostProfile> m_hosts;
    RestoreDraft m_draft;
    std::unique_ptr<Ui::RestoreTargetPage> m_ui;
};

} // namespace Lifeboat
