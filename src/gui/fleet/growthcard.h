#pragma once

#include "gui/common/card.h"
#include "gui/growth.h"

#include <memory>

class QStandardItemModel;

namespace Lifeboat {

namespace Ui {
class GrowthCard;
}

// How large the points have become and how long the backups take: a chart, or the same as a table.
class GrowthCard : public Card
{
    Q_OBJECT

public:
    explicit GrowthCard(QWidget *parent = nullptr);
    ~GrowthCard() override;

    void setGrowth(const Growth &growth);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showSeries();
    void showTable();
    QString pace() const;
    void retranslate();

    Growth m_growth;
    QStandardItemModel *m_days;
    std::unique_ptr<Ui::GrowthCard> m_ui;
};

} // namespace Lifeboat
