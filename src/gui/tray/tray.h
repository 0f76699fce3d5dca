#pragma once

#include "gui/common/status.h"

#include <QMenu>
#include <QObject>
#include <QSystemTrayIcon>

namespace Lifeboat {

// The state of the fleet beside the clock, where the desktop has a place for it: the outline and
// the colour of its worst state, and a menu. Where there is none, nothing is shown and nothing
// asked for.
class Tray : public QObject
{
    Q_OBJECT

public:
    explicit Tray(QObject *parent = nullptr);

    static bool isAvailable() { return QSystemTrayIcon::isSystemTrayAvailable(); }

    void setState(Status worst, const QString &sentence);
    void setRuns(const QStringList &runs); // what runs now, a line each
    void tell(const QString &title, const QString &text, bool isTrouble);
    QMenu *menu() { return &m_menu; }

signals:
    void openRequested();
    void backupRequested();
    void quitRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void retranslate();

    QSystemTrayIcon m_icon;
    QMenu m_menu;
    QAction *m_sentence;
    QAction *m_endOfRuns;
    QAction *m_open;
    QAction *m_backup;
    QAction *m_quit;
    QList<QAction *> m_runs;
};

} // namespace Lifeboat
