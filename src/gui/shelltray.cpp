#include "gui/common/question.h"
#include "gui/fleet/fleetpage.h"
#include "gui/mainwindow.h"
#include "gui/settings/settingspage.h"
#include "gui/shell.h"
#include "gui/tray/tray.h"

#include <QApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

// What goes on while nobody looks at the window, and how it ends. Beside shell.cpp, which builds
// it.
namespace Lifeboat {

static QString keyOf(NewsKind kind)
{
    static constexpr const char16_t *names[] = {u"notify/failed", u"notify/notProven",
                                                u"notify/restored"};
    return QString::fromUtf16(names[int(kind)]);
}

void Shell::connectTray()
{
    m_tray = std::make_unique<Tray>();
    connect(m_tray.get(), &Tray::openRequested, this, &Shell::raise);
    connect(m_tray.get(), &Tray::backupRequested, this, [this] {
        raise();
        m_window->showPage(m_fleetIndex);
        if (const QString host = m_fleet->currentHost(); !host.isEmpty())
            backUp(host);
    });
    connect(m_tray.get(), &Tray::quitRequested, this, [this] {
        if (m_desk->board().runningCount() == 0) {
            quit();
            return;
        }
        raise();
        askToQuit();
    });
    for (const NewsKind kind : {NewsKind::Failed, NewsKind::NotProven, NewsKind::Restored}) {
        const bool wanted = m_desk->settings().preference(keyOf(kind)) != "off"_L1;
        m_notices.setWanted(kind, wanted);
        m_settings->setNoticeWanted(kind, wanted);
    }
    connect(m_settings, &SettingsPage::noticeChosen, this, [this](NewsKind kind, bool wanted) {
        m_notices.setWanted(kind, wanted);
        setPreference(keyOf(kind), wanted ? u"on"_s : u"off"_s);
    });
    connect(&m_notices, &Notices::told, m_tray.get(), &Tray::tell);
    connect(&m_desk->board(), &RunBoard::ended, this, [this](const LiveRun *run) {
        if (const auto notice = run->report() ? newsOf(*run->report()) : std::nullopt)
            notify(*notice);
    });
}

// Who looks at the window sees it there.
void Shell::notify(const News &notice)
{
    if (!m_window->isActiveWindow())
        m_notices.add(notice);
}

static bool isWorse(const HostRow &a, const HostRow &b)
{
    static constexpr Status order[] = {Status::Failed, Status::Interrupted, Status::Warning,
                                       Status::Unknown, Status::Ok};
    return std::ranges::find(order, a.status) < std::ranges::find(order, b.status);
}

void Shell::showState(const QList<HostRow> &rows, const Overview &overview)
{
    const auto worst = std::ranges::min_element(rows, isWorse);
    m_tray->setState(
        worst == rows.end() ? Status::Unknown : worst->status,
        tr("Hosts: %1 · need attention: %2").arg(rows.size()).arg(m_fleet->troubleCount()));
    if (!overview.knowsAllPoints())
        return; // a vault that is away takes no proof away
    for (const News &notice : lostProofs(m_proven, rows, overview.looked))
        notify(notice);
    m_proven = provenHosts(rows, overview.looked);
}

void Shell::connectClosing()
{
    RunBoard &board = m_desk->board();
    connect(&board, &RunBoard::changed, this, [this] {
        const int running = m_desk->board().runningCount();
        m_window->setCloseGuarded(running > 0);
        if (m_closing && running == 0)
            quit();
    });
    connect(m_window.get(), &MainWindow::closeRequested, this, [this] {
        if (m_closing)
            return; // it is on its way
        if (Tray::isAvailable())
            stayInTray();
        else
            askToQuit();
    });
}

void Shell::stayInTray()
{
    m_window->hide();
    QApplication::setQuitOnLastWindowClosed(false); // that of a wizard must not end the runs
    if (!std::exchange(m_trayTold, true))
        m_tray->tell(u"Lifeboat"_s,
                     tr("Lifeboat goes on in the tray until its runs have ended and you quit it."),
                     false);
}

void Shell::askToQuit()
{
    auto *question = new Question(
        {.title = {QT_TRANSLATE_NOOP("Text", "Cancel what runs, and quit?"), {}},
         .body = {QT_TRANSLATE_N_NOOP("Text",
                                      "%n run(s) end when Lifeboat ends. Each is stopped on its "
                                      "host first; the host stays as it was, older points stay."),
                  {qint64(m_desk->board().runningCount())}},
         .yes = {QT_TRANSLATE_NOOP("Text", "Cancel runs and quit"), {}},
         .no = {QT_TRANSLATE_NOOP("Text", "Keep open"), {}}},
        m_window.get());
    connect(question, &Question::confirmed, this, [this] {
        m_closing = true;
        m_desk->board().cancelAll();
    });
    question->open();
}

void Shell::quit()
{
    const bool isHidden = m_window->isHidden(); // then closing it ends nothing
    m_window->closeAnyway();
    if (isHidden)
        QApplication::quit();
}

} // namespace Lifeboat
