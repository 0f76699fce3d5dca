#pragma once

#include "app/translations.h"
#include "gui/common/appearance.h"
#include "gui/desk.h"
#include "gui/search/searchmodel.h"
#include "gui/tray/notices.h"

namespace Lifeboat {

class FleetPage;
class HelpWindow;
class HostPage;
class MainWindow;
class PointsPage;
class RunsPage;
class SettingsPage;
class Tray;

// The window with its pages, and what happens when something is asked for on one of them.
class Shell : public QObject
{
    Q_OBJECT

public:
    explicit Shell(const Desk::Parts &parts);
    ~Shell() override;

    void show();
    void raise(); // before whatever covers it
    MainWindow *window() { return m_window.get(); }
    Desk &desk() { return *m_desk; }

private:
    void addPages();
    void connectFleet();
    void connectHost();
    void connectPoints();
    void connectRuns();
    void connectSettings();
    void connectClosing();
    void connectTray();
    void connectHelp();
    void showHelp(const QString &chapter);
    void showState(const QList<HostRow> &rows, const Overview &overview);
    void notify(const News &notice);
    void stayInTray();
    void askToQuit();
    void quit();
    void search();
    void doFound(const Found &found);
    void chooseLanguage(const QString &language);
    void chooseAppearance(const QString &appearance);

    void handleLook(const Overview &overview);
    void showOnHostPage(const HostProfile &host);
    void showRuns();
    void showActivity();
    void showLive(LiveRun *run);
    void showHosts(const QList<HostProfile> &hosts, const QDateTime &looked);

    QList<HostProfile> hostsOf(const QStringList &hostIds) const;
    const PlacedPoint *newestPointOf(const QString &hostId) const; // a complete one; null: none
    void backUpHosts(const QStringList &hostIds);
    void verifyNewest(const QStringList &hostIds);
    void checkHosts(const QStringList &hostIds);
    void openFolderOf(const QString &hostId);
    void editHost(const QString &hostId);
    void addHost();
    void addVault();
    void takeFolder(const QString &folder); // that was dropped: a vault, or to become one
    void useVault(const QString &folder);
    void openHost(const QString &hostId);
    void checkHost();
    void discoverHost();
    void backUp(const QString &hostId);
    void showPoints(const QString &hostId);
    void removeHost(const QString &hostId);
    void showPointOf(const RunReport &run);
    void verify(const PlacedPoint &point);
    void drill(const PlacedPoint &point);
    void restore(const PlacedPoint &point);
    void drillNewest(const QString &hostId); // of the complete ones; none: nothing
    void restoreNewest(const QString &hostId);
    struct Document
    {
        QString title;
        QString name;   // without its ending
        QString ending; // beside pdf
        Qt::TextFormat format = Qt::MarkdownText;
        std::function<Result<QString>(const QString &language)> make; // blocks
    };
    void saveDocument(const Document &document);
    void saveRunbook(const PlacedPoint &point);
    void saveReport(const RunReport &run);
    void recover(const PlacedPoint &point);
    void cutOver(const RunReport &prepared);
    void watchWizard(class RestoreWizard *wizard);
    // Where it was asked for from a wizard, that is closed: it shows what is no longer so.
    void undo(const RunReport &restore, QWidget *wizard = nullptr);
    void accept(const RunReport &restore);
    void discard(const RunReport &restore, QWidget *wizard = nullptr);
    void cancel(LiveRun *run);
    void cancelElsewhere(const RunReport &run);
    void loadRecord(const QString &run);
    void openJournal(const QString &run);
    void setPreference(const QString &key, const QString &value);
    const HostProfile *hostOf(const RunReport &run); // null: it was removed, and that was said

    Appearance m_appearance;
    Translations m_translations;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Tray> m_tray;
    Notices m_notices;
    QTimer m_runsChanged;
    QSet<QString> m_proven;             // hosts, when it was looked the last time
    std::unique_ptr<HelpWindow> m_help; // made when it is asked for
    std::unique_ptr<Desk> m_desk;       // before the window goes
    FleetPage *m_fleet = nullptr;
    HostPage *m_host = nullptr;
    PointsPage *m_points = nullptr;
    RunsPage *m_runs = nullptr;
    SettingsPage *m_settings = nullptr;
    int m_fleetIndex = 0;
    int m_hostIndex = 0;
    int m_pointsIndex = 0;
    int m_runsIndex = 0;
    QList<Error> m_lookErrors; // of the newest look
    int m_settingsIndex = 0;
    bool m_closing = false;
    bool m_trayTold = false;
};

} // namespace Lifeboat
