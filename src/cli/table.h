#pragma once

#include <QStringList>

namespace Lifeboat {

// How many columns of a terminal the text takes: Chinese characters take two.
int displayWidth(const QString &text);
QString cutToWidth(const QString &text, int width);

// Rows in aligned columns, the first one a heading. Empty when there are no rows but the heading.
QString tableText(const QStringList &heading, const QList<QStringList> &rows);

} // namespace Lifeboat
