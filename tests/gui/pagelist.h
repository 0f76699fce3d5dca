#pragma once

#include "gui/common/question.h"
#include "gui/common/secretdialog.h"
#include "gui/help/helpwindow.h"
#include "gui/mainwindow.h"
#include "gui/search/searchdialog.h"
#include "gui/settings/settingspage.h"
#include "gui/shortcutsdialog.h"

#include "fleetpages.h"
#include "pointandrunpages.h"
#include "restorepages.h"

// Each page of the window in each state that one meets it in, with values in: for the tests that
// walk all of them, and for pictures.
namespace Samples {

inline std::unique_ptr<SearchDialog> searchDialog(const QString &typed)
{
    auto page = dialog<SearchDialog>(
        QList<Found>{{Found::Kind::Host, u"sh-prod-01"_s, u"root@10.20.0.11:22"_s, u"host"_s, {}},
                     {Found::Kind::Point, u"sh-prod-01 2026-11-22 02:00"_s, {}, u"points"_s, {}}});
    page->findChild<QLineEdit *>()->setText(typed);
    return page;
}

inline std::unique_ptr<HelpWindow> helpWindow(const QString &typed)
{
    auto page = std::make_unique<HelpWindow>();
    page->showChapter(u"points"_s);
    page->findChild<QLineEdit *>()->setText(typed);
    return page;
}

inline std::unique_ptr<SecretDialog> secretDialog(const SecretRequest &request)
{
    return std::make_unique<SecretDialog>(request, true, nullptr);
}

inline SecretRequest passphraseRequest()
{
    return {.kind = SecretRequest::Kind::VaultPassphrase,
            .subject = vault().id,
            .prompt = vault().folder};
}

inline PageList otherPages()
{
    return {{"settings", [] { return std::make_unique<SettingsPage>(); }},
            {"question",
             [] {
                 auto page = dialog<Question>(
                     Question::Words{.title = {"Undo the restore of %1?", {host().name}},
                                     .body = {"Done.", {}},
                                     .yes = {"Undo", {}}});
                 page->setTypedName(host().name);
                 return page;
             }},
            {"keys", [] { return dialog<ShortcutsDialog>(); }},
            {"help", [] { return helpWindow({}); }},
            {"help, nothing found", [] { return helpWindow(u"no such word"_s); }},
            {"search", [] { return searchDialog({}); }},
            {"search, nothing found", [] { return searchDialog(u"no such thing"_s); }},
            {"secret", [] { return secretDialog({.subject = u"root@10.20.0.11"_s}); }},
            {"secret, wrong",
             [] { return secretDialog({.subject = u"root@10.20.0.11"_s, .attempt = 1}); }},
            {"secret, of a vault",
             [] {
                 SecretRequest request = passphraseRequest();
                 request.attempt = 1;
                 return secretDialog(request);
             }},
            {"secret, new",
             [] {
                 SecretRequest request = passphraseRequest();
                 request.isNew = true;
                 return secretDialog(request);
             }},
            {"banner", [] {
                 auto page = std::make_unique<ErrorBanner>();
                 page->setErrors({unreachable(), vaultAway()});
                 return page;
             }}};
}

inline const PageList &pages()
{
    static const PageList list = fleetPages() + pointPages() + runPages() + backupPages()
                                 + restorePages() + recoveryPages() + otherPages();
    return list;
}

// The whole window, as small as it can be, on one of its pages.
inline std::unique_ptr<QWidget> smallWindow(std::unique_ptr<QWidget> page)
{
    auto window = std::make_unique<MainWindow>();
    const std::pair<const char *, QString> entries[] = {{"Fleet", u"fleet"_s},
                                                        {"Points", u"points"_s},
                                                        {"Runs", u"runs"_s},
                                                        {"Settings", u"settings"_s}};
    for (const auto &[text, icon] : entries)
        window->addPage(text, icon, new QWidget);
    window->setBadge(0, 3);
    window->setBadge(2, 1);
    window->setActivity(u"sh-prod-01 · 42 % · 118 MB/s"_s);
    window->showPage(window->addHiddenPage(page.release(), 0));
    window->resize(window->minimumSize());
    return window;
}

inline const PageList &smallWindows()
{
    static const PageList list{
        {"small window, fleet", [] { return smallWindow(fleetPage()); }},
        {"small window, fleet, vault away", [] { return smallWindow(fleetWithoutItsVault()); }},
        {"small window, host", [] { return smallWindow(hostPage()); }},
        {"small window, points", [] { return smallWindow(pointsPage(busyOverview())); }},
        {"small window, runs",
         [] { return smallWindow(runsPageWith(copyRun(nullptr, Verb::Backup))); }}};
    return list;
}

} // namespace Samples
