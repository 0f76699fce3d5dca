#pragma once

#include "gui/overview.h"

#include <QDialog>

#include <memory>

class QStandardItemModel;

namespace Lifeboat {

namespace Ui {
class CompareDialog;
}

// Two points of a host side by side: what grew, what vanished. Deletes itself when closed.
class CompareDialog : public QDialog
{
    Q_OBJECT

public:
    // Newest first; the rows of the two that are compared at first.
    CompareDialog(const QList<PlacedPoint> &points, int before, int after, QWidget *parent);
    ~CompareDialog() override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void compare();
    void retranslate();

    QList<PlacedPoint> m_points;
    QStandardItemModel *m_model;
    std::unique_ptr<Ui::CompareDialog> m_ui;
};

} // namespace Lifeboat
