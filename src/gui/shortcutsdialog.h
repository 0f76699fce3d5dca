#pragma once

#include <QDialog>

#include <memory>

namespace Lifeboat {

namespace Ui {
class ShortcutsDialog;
}

// Which key does what. Deletes itself when closed.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutsDialog(QWidget *parent);
    ~ShortcutsDialog() override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    std::unique_ptr<Ui::ShortcutsDialog> m_ui;
};

} // namespace Lifeboat
