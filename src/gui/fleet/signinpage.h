#pragma once

#include "gui/common/stepdialog.h"
#include "model/hostprofile.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace Lifeboat {

// The key to sign in with; passwords are asked for when the host wants them.
class SignInPage : public StepPage
{
    Q_OBJECT

public:
    explicit SignInPage(QWidget *parent = nullptr);

    void apply(HostProfile &host) const;
    void setBusy(bool busy);

    QString name() const override { return tr("Sign-in"); }
    QString title() const override { return tr("How to sign in?"); }
    QString question() const override;
    QString nextText() const override { return tr("Sign in"); }
    bool canGoBack() const override { return !m_isBusy; }
    bool isComplete() const override { return !m_isBusy; }

protected:
    void retranslate() override;

private:
    void chooseFile();

    bool m_isBusy = false;
    QLabel *m_keyLabel;
    QLineEdit *m_key;
    QPushButton *m_browse;
    QCheckBox *m_sudo;
    QLabel *m_note;
    QProgressBar *m_busy;
};

} // namespace Lifeboat
