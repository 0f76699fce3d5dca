#pragma once

class QWidget;

namespace Lifeboat {

// Where the focus goes when a page is shown. No focus proxy: with one, Tab would leave out what
// stands before it on the page.
void setFirstFocus(QWidget *page, QWidget *target);
void focusFirst(QWidget *page); // itself where nothing was set

} // namespace Lifeboat
