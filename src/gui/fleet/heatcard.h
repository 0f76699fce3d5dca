#pragma once

#include "gui/common/card.h"

#include <memory>

namespace Lifeboat {

namespace Ui {
class HeatCard;
}
class HeatModel;
class HostFilter;

// Hosts by components of the newest point. Arrows and clicks choose a host.
class HeatCard : public Card
{
    Q_OBJECT

public:
    explicit HeatCard(HostFilter *hosts, QWidget *parent = nullptr); // not owned
    ~HeatCard() override;

signals:
    void chosen(const QString &hostId);
    void opened(const QString &hostId); // by Enter or a double click

protected:
    void changeEvent(QEvent *event) override;

private:
    HeatModel *m_model;
    std::unique_ptr<Ui::HeatCard> m_ui;
};

} // namespace Lifeboat
