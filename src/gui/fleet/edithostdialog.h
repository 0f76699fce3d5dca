#pragma once

#include "gui/desk.h"

#include <QDialog>

#include <memory>

namespace Lifeboat {

namespace Ui {
class EditHostDialog;
}

// What is configured of one host. Another address, way or key is tried first; when it does not
// answer it can be saved all the same. Deletes itself when closed, which ends what it asks.
class EditHostDialog : public QDialog
{
    Q_OBJECT

public:
    EditHostDialog(Desk &desk, const HostProfile &host, QWidget *parent);
    ~EditHostDialog() override;

signals:
    void saved(const Lifeboat::HostProfile &host);

protected:
    void changeEvent(QEvent *event) override;

private:
    Result<HostProfile> typed() const;
    void save();
    void reach(const HostProfile &host);
    void askForKey(const HostProfile &host, const Error &error);
    void store(const HostProfile &host);
    void setBusy(bool busy);
    void retranslate();

    Desk &m_desk;
    HostProfile m_host; // as it was
    QStringList m_trust;
    CancelToken m_asking;
    std::unique_ptr<Ui::EditHostDialog> m_ui;
};

} // namespace Lifeboat
