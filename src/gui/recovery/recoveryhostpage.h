#pragma once

#include "gui/common/stepdialog.h"
#include "gui/overview.h"

#include <memory>

namespace Lifeboat {

namespace Ui {
class RecoveryHostPage;
}

// Onto which host. One that was lost and stands there anew is as good as another.
class RecoveryHostPage : public StepPage
{
    Q_OBJECT

public:
    explicit RecoveryHostPage(QWidget *parent = nullptr);
    ~RecoveryHostPage() override;

    void setPoint(const PlacedPoint &point);
    void setHosts(const QList<HostProfile> &hosts); // keeps the choice
    void choose(const QString &hostId);             // as soon as it is on the list
    const HostProfile *host() const;                // null: none is chosen

    QString name() const override { return tr("New host"); }
    QString title() const override { return tr("Onto which host?"); }
    QString question() const override;
    QString answer() const override;
    bool isComplete() const override { return host() != nullptr; }

signals:
    void addRequested();

protected:
    void retranslate() override;

private:
    PlacedPoint m_point;
    QList<HostProfile> m_hosts;
    QString m_wanted;
    std::unique_ptr<Ui::RecoveryHostPage> m_ui;
};

} // namespace Lifeboat
