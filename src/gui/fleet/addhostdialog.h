#pragma once

#include "gui/common/stepdialog.h"
#include "gui/desk.h"

namespace Lifeboat {

class AddressPage;
class FindingsPage;
class HostKeyPage;
class SignInPage;

// Address, host key, sign-in, checks, what was found; only then the host is saved. Closing it
// anywhere ends what is asked of the host and saves nothing but a key that was trusted.
class AddHostDialog : public StepDialog
{
    Q_OBJECT

public:
    AddHostDialog(Desk &desk, QWidget *parent);
    ~AddHostDialog() override;

signals:
    void added(const Lifeboat::HostProfile &host, bool backUpNow);

private:
    bool leaveAddress();
    bool leaveKey();
    bool leaveSignIn();
    bool leaveFound();
    void askForKey();
    void check();
    void discover();

    Desk &m_desk;
    HostProfile m_host;
    QStringList m_trust;
    bool m_hasTrusted = false; // a moment ago: go on when that was all
    CancelToken m_asking;
    AddressPage *m_address;
    HostKeyPage *m_key;
    SignInPage *m_signIn;
    FindingsPage *m_checks;
    FindingsPage *m_found;
};

} // namespace Lifeboat
