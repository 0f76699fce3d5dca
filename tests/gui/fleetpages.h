#pragma once

#include "gui/fleet/addresspage.h"
#include "gui/fleet/edithostdialog.h"
#include "gui/fleet/findingspage.h"
#include "gui/fleet/fleetpage.h"
#include "gui/fleet/hostkeypage.h"
#include "gui/fleet/hostpage.h"
#include "gui/fleet/signinpage.h"
#include "gui/growth.h"

#include "pagesamples.h"

// The fleet, one host, and the steps that add one.
namespace Samples {

inline QList<HostRow> rowsOf(const Overview &overview)
{
    QList<HostRow> rows;
    for (const HostProfile &host : overview.hosts)
        rows << hostRow(host, overview, false);
    return rows;
}

inline std::unique_ptr<FleetPage> fleetPage()
{
    auto page = std::make_unique<FleetPage>();
    page->setHosts(fleetRows(), now());
    page->setGrowth(growthOf(fleetOverview()));
    return page;
}

// As the window begins: the hosts are known, and nothing else.
inline std::unique_ptr<FleetPage> fleetBeforeALook()
{
    auto page = std::make_unique<FleetPage>();
    QList<HostRow> rows;
    for (const HostProfile &one : fleetOverview().hosts)
        rows << HostRow{
            .id = one.id, .name = one.name, .address = one.ssh.toString(), .tags = one.tags};
    page->setHosts(rows, {});
    return page;
}

inline std::unique_ptr<FleetPage> fleetWithoutItsVault()
{
    auto page = std::make_unique<FleetPage>();
    Overview overview = fleetOverview();
    overview.points.clear();
    overview.vaults = {VaultLook{.entry = vault(), .error = vaultAway()}};
    page->setHosts(rowsOf(overview), now());
    page->setGrowth(growthOf(overview));
    page->banner()->setErrors({vaultAway(), diskFull()});
    return page;
}

inline std::unique_ptr<HostPage> hostPage(qsizetype which = 3)
{
    auto page = std::make_unique<HostPage>();
    const Overview overview = fleetOverview();
    const HostProfile &host = overview.hosts.at(which);
    page->setHost(host, hostRow(host, overview, false), now());
    page->setRuns(overview.runs);
    page->setChecks(checks());
    page->setFacts(wholeFacts());
    return page;
}

inline std::unique_ptr<HostPage> newHostPage()
{
    auto page = std::make_unique<HostPage>();
    page->setHost(host(u"new"_s), hostRow(host(u"new"_s), overview(), false), now());
    return page;
}

inline std::unique_ptr<HostPage> hostPageAt(const QString &chip)
{
    auto page = hostPage();
    click(*page, chip);
    return page;
}

inline std::unique_ptr<EditHostDialog> editDialog()
{
    auto *owner = new QObject;
    auto page = dialog<EditHostDialog>(deskFor(owner), host());
    owner->setParent(page.get());
    return page;
}

inline std::unique_ptr<AddressPage> wrongAddress()
{
    auto page = std::make_unique<AddressPage>();
    page->findChild<QLineEdit *>(u"nameEdit"_s)->setText(host().name);
    page->findChild<QLineEdit *>(u"addressEdit"_s)->setText(u"root@host:port"_s);
    return page;
}

inline std::unique_ptr<HostKeyPage> keyPage(HostKeyPage::State state, const Error &error)
{
    auto page = std::make_unique<HostKeyPage>();
    page->setState(state, error);
    return page;
}

inline std::unique_ptr<FindingsPage> findingsPage(FindingsPage::Kind kind)
{
    auto page = std::make_unique<FindingsPage>(kind);
    page->setLooking();
    return page;
}

inline PageList fleetPages()
{
    return {
        {"fleet", [] { return fleetPage(); }},
        {"fleet, two hosts",
         [] {
             auto page = std::make_unique<FleetPage>();
             page->setHosts(rowsOf(overview()), now());
             page->setGrowth(growthOf(overview()));
             return page;
         }},
        {"fleet, duration",
         [] {
             auto page = fleetPage();
             click(*page, u"durationChip"_s);
             return page;
         }},
        {"fleet, growth as a table",
         [] {
             auto page = fleetPage();
             click(*page, u"tableChip"_s);
             return page;
         }},
        {"fleet, empty",
         [] {
             auto page = std::make_unique<FleetPage>();
             page->setHosts({}, now());
             return page;
         }},
        {"fleet, looking", [] { return fleetBeforeALook(); }},
        {"fleet, nothing found",
         [] {
             auto page = fleetPage();
             page->findChild<QLineEdit *>()->setText(u"no such host"_s);
             return page;
         }},
        {"fleet, vault away", [] { return fleetWithoutItsVault(); }},
        {"host", [] { return hostPage(); }},
        {"host, failed", [] { return hostPage(0); }},
        {"host, not looked at", [] { return newHostPage(); }},
        {"host, looking",
         [] {
             auto page = newHostPage();
             page->setDiscovering(true);
             return page;
         }},
        {"host, unreachable",
         [] {
             auto page = newHostPage();
             page->banner()->setError(unreachable());
             return page;
         }},
        {"host, checks", [] { return hostPageAt(u"checksChip"_s); }},
        {"host, checks running",
         [] {
             auto page = newHostPage();
             page->setChecking(true);
             page->showChecks();
             return page;
         }},
        {"host, history", [] { return hostPageAt(u"historyChip"_s); }},
        {"host, no history",
         [] {
             auto page = newHostPage();
             click(*page, u"historyChip"_s);
             return page;
         }},
        {"host, settings", [] { return hostPageAt(u"settingsChip"_s); }},
        {"host, edit", [] { return editDialog(); }},
        {"host, edit refused",
         [] {
             auto page = editDialog();
             page->findChild<QLineEdit *>(u"addressEdit"_s)->setText(u"root@host:port"_s);
             click(*page, u"saveButton"_s);
             return page;
         }},
        {"address", [] { return std::make_unique<AddressPage>(); }},
        {"address, refused", [] { return wrongAddress(); }, wrongAddress()->profile({}).error()},
        {"host key",
         [] {
             return keyPage(HostKeyPage::State::Unknown,
                            {Error::Kind::HostKeyUnknown,
                             {"The key of %1 is not known yet.", {u"10.20.0.11"_s}},
                             {},
                             u"ssh-ed25519 SHA256:p1VzT0xq9Yw8mB3uKZr6yHdQ5sVnA2LkEoJt7cGfRiM"_s});
         }},
        {"host key, looking", [] { return keyPage(HostKeyPage::State::Looking, {}); }},
        {"host key, known", [] { return keyPage(HostKeyPage::State::Known, {}); }},
        {"host key, changed",
         [] {
             return keyPage(
                 HostKeyPage::State::Changed,
                 {Error::Kind::HostKeyChanged,
                  {"The key of %1 has changed.", {u"10.20.0.11"_s}},
                  {"The host was set up anew, or somebody stands between. Find out before you "
                   "trust the new key.",
                   {}},
                  u"known: ssh-ed25519 SHA256:p1VzT0xq9Yw8mB3uKZr6yHdQ5sVnA2LkEoJt7cGfRiM; "
                  "shown: ssh-ed25519 SHA256:8hQeW2mXv0Lr4TzUa7sYdKfN1cGjPb9oHiE5tRqMyBw"_s});
         }},
        {"host key, unreachable",
         [] { return keyPage(HostKeyPage::State::Failed, unreachable()); }},
        {"sign-in", [] { return std::make_unique<SignInPage>(); }},
        {"sign-in, running",
         [] {
             auto page = std::make_unique<SignInPage>();
             page->setBusy(true);
             return page;
         }},
        {"sign-in, denied", [] { return std::make_unique<SignInPage>(); }, denied()},
        {"checks",
         [] {
             auto page = findingsPage(FindingsPage::Kind::Checks);
             page->setChecks(checks());
             return page;
         }},
        {"checks, looking", [] { return findingsPage(FindingsPage::Kind::Checks); }},
        {"checks, unreachable",
         [] {
             auto page = findingsPage(FindingsPage::Kind::Checks);
             page->setFailed();
             return page;
         },
         unreachable()},
        {"found",
         [] {
             auto page = findingsPage(FindingsPage::Kind::Facts);
             page->setFacts(wholeFacts());
             return page;
         }},
        {"found, looking", [] { return findingsPage(FindingsPage::Kind::Facts); }},
        {"found, unreachable",
         [] {
             auto page = findingsPage(FindingsPage::Kind::Facts);
             page->setFailed();
             return page;
         },
         unreachable()},
    };
}

} // namespace Samples
