#pragma once

#include "gui/runs/timeshares.h"

#include <QWidget>

namespace Lifeboat {

// Where the time went: one bar, each part named below with its share. Parts differ in lightness of
// one colour and in order, so the bar reads without colour vision.
class TimeBar : public QWidget
{
    Q_OBJECT

public:
    explicit TimeBar(QWidget *parent = nullptr);

    void setShares(const QList<TimeShares::Share> &shares);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<TimeShares::Share> m_shares; // those of at least half a percent
};

} // namespace Lifeboat
