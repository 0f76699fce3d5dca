#pragma once

#include "gui/common/look.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QStyleOptionComboBox>
#include <QTest>
#include <QToolButton>

// What a page must not do to one who sees little, or uses no mouse. Each answers with what it
// found.
namespace Walk {

using namespace Lifeboat;
using namespace Qt::StringLiterals;

inline QString called(const QWidget *widget)
{
    const QString name = widget->objectName();
    return QString::fromLatin1(widget->metaObject()->className())
           + (name.isEmpty() ? QString() : u' ' + name);
}

// Parts of Qt's own widgets, which speak for them.
inline bool isPart(const QWidget *widget)
{
    const QWidget *parent = widget->parentWidget();
    return widget->objectName().startsWith(u"qt_"_s) || qobject_cast<const QHeaderView *>(widget)
           || qobject_cast<const QAbstractItemView *>(parent)
           || qobject_cast<const QComboBox *>(parent) || qobject_cast<const QLineEdit *>(parent)
           || widget->inherits("QComboBoxPrivateContainer");
}

// Controls that take the focus, and of which nothing is said: no name, or not what they are.
inline QStringList nameless(const QWidget &page)
{
    QStringList found;
    for (QWidget *child : page.findChildren<QWidget *>()) {
        // A label is its own name; it takes the focus only by the mouse, for selecting.
        if (child->focusPolicy() == Qt::NoFocus || child->isHidden() || isPart(child)
            || qobject_cast<QLabel *>(child) || child->inherits("QComboBoxListView"))
            continue;
        const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(child);
        if (!spoken || spoken->text(QAccessible::Name).trimmed().isEmpty())
            found << called(child) + u" has no name"_s;
        else if (spoken->role() == QAccessible::NoRole || spoken->role() == QAccessible::Client)
            found << called(child) + u" has no role"_s;
    }
    return found;
}

inline int widthOf(const QWidget *widget, const QString &text)
{
    return widget->fontMetrics().size(Qt::TextShowMnemonic, text).width();
}

inline QStringList clippedSections(const QHeaderView *header)
{
    QStringList found;
    for (int section = 0; section < header->count(); ++section) {
        const auto data = [&](int role) {
            return header->model()->headerData(section, Qt::Horizontal, role).toString();
        };
        // As the style draws it: a narrow section uses its margin too.
        const int size = header->sectionSize(section);
        const int room = size < 56 ? size : size - 2 * Space::Small;
        if (!header->isSectionHidden(section) && data(Qt::ToolTipRole).isEmpty()
            && widthOf(header, data(Qt::DisplayRole)) > room)
            found << u"heading: "_s + data(Qt::DisplayRole);
    }
    return found;
}

inline bool isClipped(const QLabel *label)
{
    // What elides says so by ignoring its width.
    if (label->text().isEmpty() || label->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored)
        return false;
    const QSize needed =
        label->wordWrap() ? QSize(0, label->heightForWidth(label->width())) : label->sizeHint();
    return needed.width() > label->width() || needed.height() > label->height() + 1;
}

inline bool isClipped(const QComboBox *box)
{
    QStyleOptionComboBox option;
    option.initFrom(box);
    const QRect field = box->style()->subControlRect(QStyle::CC_ComboBox, &option,
                                                     QStyle::SC_ComboBoxEditField, box);
    return widthOf(box, box->currentText()) > field.width();
}

inline bool isClipped(const QLineEdit *edit)
{
    int buttons = 0; // the loupe, the cross
    for (const auto *button : edit->findChildren<QToolButton *>())
        buttons += button->width();
    return widthOf(edit, edit->placeholderText()) > edit->width() - buttons - 2 * Space::Small;
}

// Texts of what is seen that do not fit where they stand, and that no tool tip has whole.
inline QStringList clipped(const QWidget &page)
{
    QStringList found;
    for (const QWidget *child : page.findChildren<QWidget *>()) {
        if (!child->isVisible() || !child->toolTip().isEmpty())
            continue;
        if (const auto *label = qobject_cast<const QLabel *>(child); label && isClipped(label))
            found << label->text();
        if (const auto *button = qobject_cast<const QAbstractButton *>(child);
            button && !button->text().isEmpty() && button->sizeHint().width() > button->width())
            found << button->text();
        if (const auto *box = qobject_cast<const QComboBox *>(child); box && isClipped(box))
            found << box->currentText();
        if (const auto *edit = qobject_cast<const QLineEdit *>(child); edit && isClipped(edit))
            found << edit->placeholderText();
        if (const auto *header = qobject_cast<const QHeaderView *>(child);
            header && header->orientation() == Qt::Horizontal)
            found << clippedSections(header);
    }
    return found;
}

// Labels whose colour does not read on a card or on the window, as it is now.
inline QStringList faint(const QWidget &page)
{
    QStringList found;
    for (const QLabel *label : page.findChildren<QLabel *>()) {
        const QPalette palette = label->palette();
        const QColor ink = palette.color(QPalette::Active, label->foregroundRole());
        for (const auto ground : {QPalette::Base, QPalette::Window}) {
            if (contrast(ink, palette.color(QPalette::Active, ground)) < 4.5)
                found << label->text() + u": "_s + ink.name();
        }
    }
    return found;
}

// What can be reached by Tab, in the order in which it comes; and where Tab or Shift+Tab goes no
// further. The window is shown and active.
struct Tour
{
    QList<QWidget *> stops;
    QStringList deadEnds;
};

inline QList<QWidget *> tabStops(const QWidget &window)
{
    QList<QWidget *> stops;
    for (QWidget *child : window.findChildren<QWidget *>()) {
        if ((child->focusPolicy() & Qt::TabFocus) && child->isVisible() && child->isEnabled()
            && !child->focusProxy() && !isPart(child))
            stops << child;
    }
    return stops;
}

inline Tour tour(QWidget &window)
{
    Tour tour;
    const qsizetype most = tabStops(window).size();
    for (const auto modifier : {Qt::NoModifier, Qt::ShiftModifier}) {
        for (qsizetype i = 0; i <= 2 * most;
             ++i) { // some are passed twice: a page hands its focus on
            QWidget *before = window.focusWidget();
            QWidget *now = before;
            for (int press = 0; press < 20 && now == before; ++press) { // from link to link, too
                QTest::keyClick(before ? before : &window, Qt::Key_Tab, modifier);
                now = window.focusWidget();
            }
            if (now && now == before && most > 1)
                tour.deadEnds << called(now);
            if (now && modifier == Qt::NoModifier && !tour.stops.contains(now))
                tour.stops << now;
        }
    }
    tour.deadEnds.removeDuplicates();
    return tour;
}

// Controls that no Tab reaches, and those that do not let go of it.
inline QStringList unreachable(QWidget &window)
{
    const Tour way = tour(window);
    QStringList found;
    for (const QString &end : way.deadEnds)
        found << u"dead end: "_s + end;
    for (QWidget *stop : tabStops(window)) {
        if (!way.stops.contains(stop))
            found << u"not reached: "_s + called(stop);
    }
    if (!found.isEmpty()) {
        for (const QWidget *stop : way.stops)
            found << u"  reached: "_s + called(stop);
    }
    return found;
}

} // namespace Walk
