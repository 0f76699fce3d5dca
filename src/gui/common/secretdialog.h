#pragma once

#include "base/secretstore.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace Lifeboat {

// Asks for one secret of a sign-in, and says how long it is remembered. Shown with open().
class SecretDialog : public QDialog
{
    Q_OBJECT

public:
    SecretDialog(const SecretRequest &request, bool canKeep, QWidget *parent);

    QString secret() const;
    bool keep() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    SecretRequest m_request;
    QLabel *m_title;
    QLabel *m_again;
    QLineEdit *m_secret;
    QLineEdit *m_repeat; // of one that is made up now
    QCheckBox *m_keep;
    QLabel *m_notKept; // in its place where there is no keychain
    QPushButton *m_ok;
    QPushButton *m_cancel;
};

} // namespace Lifeboat
