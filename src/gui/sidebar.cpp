#include "gui/sidebar.h"

#include "gui/common/look.h"
#include "gui/navigationbar.h"

#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Lifeboat {

SideBar::SideBar(NavigationBar *navigation, QWidget *parent)
    : QWidget(parent)
    , m_navigation(navigation)
    , m_activity(new QPushButton(this))
{
    setButtonKind(m_activity, ButtonKind::Quiet);
    m_activity->setFont(smallFont());
    m_activity->setObjectName(u"activityButton"_s);
    m_activity->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 62, 1, Space::Medium);
    column->setSpacing(Space::Small);
    column->addWidget(navigation, 1);
    column->addWidget(m_activity);
    connect(m_activity, &QPushButton::clicked, this, &SideBar::activityClicked);
}

void SideBar::setActivity(const QString &text)
{
    const QString shown =
        m_activity->fontMetrics().elidedText(text, Qt::ElideMiddle, NavigationBar::Wide - 32);
    m_activity->setText(shown);
    m_activity->setToolTip(text);
    m_activity->setAccessibleName(text);
    m_activity->setVisible(!m_navigation->isNarrow() && !text.isEmpty());
}

void SideBar::setNarrow(bool narrow)
{
    m_navigation->setNarrow(narrow);
    m_activity->setVisible(!narrow && !m_activity->text().isEmpty());
}

void SideBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QPalette pal = palette();
    painter.fillRect(width() - 1, 0, 1, height(), hairline(pal));
    paintIcon(&painter, QRectF(18, 20, 24, 24), u"lifeboat"_s, accent(pal));
    if (m_navigation->isNarrow())
        return;
    painter.setFont(sectionFont());
    painter.setPen(pal.color(QPalette::WindowText));
    painter.drawText(QRect(52, 20, width() - 56, 24), Qt::AlignVCenter, u"Lifeboat"_s);
}

} // namespace Lifeboat
