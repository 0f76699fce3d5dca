#include "gui/tray/tray.h"

#include "gui/common/look.h"

#include <QEvent>
#include <QGuiApplication>

namespace Lifeboat {

Tray::Tray(QObject *parent)
    : QObject(parent)
    , m_sentence(m_menu.addAction(QString()))
    , m_endOfRuns(m_menu.addSeparator())
    , m_open(m_menu.addAction(QString(), this, &Tray::openRequested))
    , m_backup(m_menu.addAction(QString(), this, &Tray::backupRequested))
    , m_quit(m_menu.addAction(QString(), this, &Tray::quitRequested))
{
    m_sentence->setEnabled(false); // it tells
    m_menu.insertSeparator(m_quit);
    m_menu.installEventFilter(this);
    m_icon.setContextMenu(&m_menu);
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &Tray::openRequested);
    connect(&m_icon, &QSystemTrayIcon::activated, this,
            [this](QSystemTrayIcon::ActivationReason reason) {
                if (reason != QSystemTrayIcon::Context)
                    emit openRequested();
            });
    setState(Status::Unknown, {});
    retranslate();
    if (isAvailable())
        m_icon.show();
}

void Tray::setState(Status worst, const QString &sentence)
{
    m_icon.setIcon(
        desktopIcon(statusIconName(worst), statusColor(worst, QGuiApplication::palette())));
    m_icon.setToolTip(sentence);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
}

void Tray::setRuns(const QStringList &runs)
{
    while (m_runs.size() > runs.size())
        delete m_runs.takeLast();
    while (m_runs.size() < runs.size()) {
        auto *action = new QAction(&m_menu);
        connect(action, &QAction::triggered, this, &Tray::openRequested);
        m_menu.insertAction(m_endOfRuns, action);
        m_runs << action;
    }
    for (qsizetype i = 0; i < runs.size(); ++i)
        m_runs.at(i)->setText(runs.at(i));
}

void Tray::tell(const QString &title, const QString &text, bool isTrouble)
{
    if (m_icon.isVisible())
        m_icon.showMessage(title, text,
                           isTrouble ? QSystemTrayIcon::Warning : QSystemTrayIcon::Information);
}

void Tray::retranslate()
{
    m_open->setText(tr("Open"));
    m_backup->setText(tr("Back up now…"));
    m_quit->setText(tr("Quit"));
}

bool Tray::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    return QObject::eventFilter(watched, event);
}

} // namespace Lifeboat
