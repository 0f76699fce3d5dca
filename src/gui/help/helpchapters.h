#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace Lifeboat {

// The chapters of the user guide in their order: resources/help/LANGUAGE/ID.md, which the window
// shows and the README links.
QStringList helpChapters();

QString helpPage(const QString &chapter, const QString &language); // Markdown; en or zh_CN
QString helpLanguage();                                            // of this moment

// The chapter of where one is: of the nearest page or dialog around the widget that has one.
// Empty: of none.
QString helpChapterAt(const QWidget *widget);

} // namespace Lifeboat
