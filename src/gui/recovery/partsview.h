#pragma once

#include "gui/recovery/recoveryparts.h"

#include <QWidget>

namespace Lifeboat {

// The parts side by side: icon, word and time of each.
class PartsView : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    void setParts(const RecoveryParts &parts);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    RecoveryParts m_parts;
};

} // namespace Lifeboat
