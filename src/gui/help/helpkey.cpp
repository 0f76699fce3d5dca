#include "gui/help/helpkey.h"

#include "gui/help/helpchapters.h"

#include <QApplication>
#include <QKeyEvent>
#include <QWidget>

namespace Lifeboat {

HelpKey::HelpKey(QObject *parent)
    : QObject(parent)
{
    qApp->installEventFilter(this);
}

bool HelpKey::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || !watched->isWidgetType()
        || static_cast<QKeyEvent *>(event)->key() != Qt::Key_F1)
        return false;
    emit asked(helpChapterAt(static_cast<QWidget *>(watched)));
    return true;
}

} // namespace Lifeboat
