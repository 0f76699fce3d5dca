#include "gui/fleet/addhostdialog.h"

#include "gui/common/errorbanner.h"
#include "gui/common/firstfocus.h"
#include "gui/fleet/addresspage.h"
#include "gui/fleet/findingspage.h"
#include "gui/fleet/hostkeypage.h"
#include "gui/fleet/signinpage.h"

namespace Lifeboat {

AddHostDialog::AddHostDialog(Desk &desk, QWidget *parent)
    : StepDialog(parent)
    , m_desk(desk)
    , m_address(new AddressPage)
    , m_key(new HostKeyPage)
    , m_signIn(new SignInPage)
    , m_checks(new FindingsPage(FindingsPage::Kind::Checks))
    , m_found(new FindingsPage(FindingsPage::Kind::Facts))
{
    QStringList taken;
    for (const HostProfile &host : desk.overview().hosts)
        taken << host.name;
    m_address->setTakenNames(taken);
    for (StepPage *page : QList<StepPage *>{m_address, m_key, m_signIn, m_checks, m_found})
        addStep(page);
    m_address->leave = [this] { return leaveAddress(); };
    m_key->enter = [this] { askForKey(); };
    m_key->leave = [this] { return leaveKey(); };
    m_signIn->leave = [this] { return leaveSignIn(); };
    m_checks->enter = [this] { check(); };
    m_found->enter = [this] { discover(); };
    m_found->leave = [this] { return leaveFound(); };
    resize(900, 620);
    showStep(0);
    focusFirst(m_address);
}

AddHostDialog::~AddHostDialog()
{
    m_asking.cancel();
}

bool AddHostDialog::leaveAddress()
{
    const QString id = m_host.id;
    Result<HostProfile> profile = m_address->profile(id);
    if (!profile) {
        banner()->setError(profile.error());
        return false;
    }
    m_host = *profile;
    m_host.id = HostProfile::newId(m_host.name);
    m_trust.clear();
    return true;
}

// Connects without an answer to any question of a sign-in: only the key is wanted here.
void AddHostDialog::askForKey()
{
    m_asking.cancel();
    m_key->setState(HostKeyPage::State::Looking);
    banner()->clear();
    m_asking = m_desk.query(
        m_host, m_trust, this,
        [host = m_host](Operations &operations, Access access) {
            access.secrets = [](const SecretRequest &) { return std::optional<QString>(); };
            return operations.reach(host, access);
        },
        [this](const Result<> &reached) {
            using State = HostKeyPage::State;
            if (reached || reached.error().kind == Error::Kind::Denied) {
                m_key->setState(State::Known);
                if (std::exchange(m_hasTrusted, false))
                    emit m_key->done();
            } else if (reached.error().kind == Error::Kind::HostKeyUnknown) {
                m_key->setState(State::Unknown, reached.error());
            } else if (reached.error().kind == Error::Kind::HostKeyChanged) {
                m_key->setState(State::Changed, reached.error());
            } else if (reached.error().kind != Error::Kind::Cancelled) {
                m_key->setState(State::Failed, reached.error());
            }
        });
}

// A trusted key leads to the next question: another hop may have one too.
bool AddHostDialog::leaveKey()
{
    if (m_key->state() == HostKeyPage::State::Known)
        return true;
    if (m_key->state() == HostKeyPage::State::Unknown) {
        m_trust << m_key->fingerprint();
        m_hasTrusted = true;
    }
    askForKey();
    return false;
}

bool AddHostDialog::leaveSignIn()
{
    m_signIn->apply(m_host);
    m_signIn->setBusy(true);
    banner()->clear();
    m_asking = m_desk.query(
        m_host, m_trust, this,
        [host = m_host](Operations &operations, const Access &access) {
            return operations.reach(host, access);
        },
        [this](const Result<> &reached) {
            m_signIn->setBusy(false);
            if (reached)
                emit m_signIn->done();
            else
                banner()->setError(reached.error());
        });
    return false;
}

void AddHostDialog::check()
{
    m_checks->setLooking();
    m_asking = m_desk.query(
        m_host, m_trust, this,
        [host = m_host](Operations &operations, const Access &access) {
            return operations.check(host, access);
        },
        [this](const Result<QList<Check>> &checks) {
            if (checks) {
                m_checks->setChecks(*checks);
            } else {
                m_checks->setFailed();
                banner()->setError(checks.error());
            }
        });
}

void AddHostDialog::discover()
{
    m_found->setLooking();
    m_asking = m_desk.query(
        m_host, m_trust, this,
        [host = m_host](Operations &operations, const Access &access) {
            return operations.discover(host, access);
        },
        [this](const Result<HostFacts> &facts) {
            if (facts) {
                m_found->setFacts(*facts);
            } else {
                m_found->setFailed();
                banner()->setError(facts.error());
            }
        });
}

bool AddHostDialog::leaveFound()
{
    m_desk.work(
        this, [host = m_host, settings = &m_desk.settings()] { return settings->addHost(host); },
        [this](const Result<> &saved) {
            if (!saved) {
                banner()->setError(saved.error());
                return;
            }
            emit added(m_host, m_found->wantsBackup());
            accept();
        });
    return false;
}

} // namespace Lifeboat
