#include "gui/common/firstfocus.h"

#include <QVariant>
#include <QWidget>

namespace Lifeboat {

static constexpr const char *Property = "lifeboatFirstFocus";

void setFirstFocus(QWidget *page, QWidget *target)
{
    page->setProperty(Property, QVariant::fromValue(target));
}

void focusFirst(QWidget *page)
{
    if (auto *target = page->property(Property).value<QWidget *>())
        focusFirst(target);
    else
        page->setFocus();
}

} // namespace Lifeboat
