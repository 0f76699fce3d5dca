#pragma once

#include "gui/common/status.h"

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QPalette>
#include <QPixmap>

class QPainter;
class QPushButton;
class QRectF;

namespace Lifeboat {

// Colours, fonts, icons and distances. Colours are computed from the palette they are given, so a
// change between light and dark needs no code in a page: it is repainted and asks again.

bool isDark(const QPalette &palette);
double contrast(const QColor &a, const QColor &b); // WCAG 2, 1..21
QColor mixed(const QColor &from, const QColor &to, double amount);

QPalette lifeboatPalette(bool dark);
QColor hairline(const QPalette &palette);  // borders and grid lines
QColor quietText(const QPalette &palette); // second rank, still 4.5:1
QColor accent(const QPalette &palette);    // the one colour that is not a state
QColor selectionTint(const QPalette &palette);
QColor hoverTint(const QPalette &palette);

QColor statusColor(Status status, const QPalette &palette); // text and icons, 4.5:1 on Base
QColor statusTint(Status status, const QPalette &palette);  // background below Text
QString statusWord(Status status);
QString statusIconName(Status status);
bool isTrouble(Status status); // wants a person

// An icon drawn by us, tinted when it is painted: it follows the palette of the moment.
QIcon lifeboatIcon(const QString &name, QPalette::ColorRole role = QPalette::WindowText);
// In one colour, for what the desktop paints itself: title bars, lists of windows, the tray.
QIcon desktopIcon(const QString &name, const QColor &color);
QPixmap tintedPixmap(const QString &name, int size, const QColor &color, qreal ratio);
void paintIcon(QPainter *painter, const QRectF &rect, const QString &name, const QColor &color);

QFont titleFont();              // one a page
QFont sectionFont();            // cards and groups
QFont smallFont();              // captions; never below 8 pt
QFont monoFont();               // commands, ids, key fingerprints
QFont numberFont(double scale); // the few large figures

enum class ButtonKind { Ordinary, Primary, Danger, Quiet };
void setButtonKind(QPushButton *button, ButtonKind kind);

namespace Space {
constexpr int Tight = 4, Small = 8, Medium = 12, Large = 16, Page = 24;
constexpr int Row = 34, Control = 32, Radius = 6, CardRadius = 8, Icon = 16;
} // namespace Space

} // namespace Lifeboat
