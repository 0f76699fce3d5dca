#pragma once

#include "model/fingerprint.h"

#include <QDialog>

#include <memory>

class QStandardItemModel;

namespace Lifeboat {

namespace Ui {
class DifferencesDialog;
}

// Expected against found, a row each. Ctrl+C copies what is selected. Deletes itself when closed.
class DifferencesDialog : public QDialog
{
    Q_OBJECT

public:
    DifferencesDialog(const QList<Difference> &differences, QWidget *parent);
    ~DifferencesDialog() override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void copy();

    QStandardItemModel *m_model;
    std::unique_ptr<Ui::DifferencesDialog> m_ui;
};

} // namespace Lifeboat
