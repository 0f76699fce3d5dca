#include "gui/runs/stepview.h"

#include "gui/common/look.h"
#include "gui/runs/stepdelegate.h"
#include "gui/runs/stepmodel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

namespace Lifeboat {

StepView::StepView(QWidget *parent)
    : QTreeView(parent)
{
    setItemDelegate(new StepDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    connect(this, &QTreeView::expanded, this, &StepView::span);
    connect(verticalScrollBar(), &QScrollBar::sliderPressed, this, [this] { setFollowing(false); });
}

void StepView::setSteps(StepModel *model)
{
    if (model == m_steps)
        return; // what follows would cut the view's own connections, and setModel() make none anew
    if (m_steps)
        disconnect(m_steps, nullptr, this, nullptr);
    m_steps = model;
    setModel(model);
    if (!model)
        return;
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(StepModel::Step, QHeaderView::Stretch);
    header()->resizeSection(StepModel::Time, 96);
    header()->resizeSection(StepModel::Bytes, 150);
    header()->resizeSection(StepModel::Rate, 100);
    connect(model, &QAbstractItemModel::modelReset, this, [this] { openGroups(0); });
    connect(model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &parent, int first) {
                if (!parent.isValid())
                    openGroups(first);
            });
    connect(model, &QAbstractItemModel::dataChanged, this, &StepView::follow);
    openGroups(0);
}

// Groups of steps stand open, commands are folded.
void StepView::openGroups(int first)
{
    for (int row = first; row < m_steps->rowCount(); ++row) {
        const QModelIndex top = m_steps->index(row, 0);
        const bool isGroup =
            m_steps->rowCount(m_steps->index(0, 0, top)) > 0; // its children have commands
        const bool isList = Status(top.data(StatusRole).toInt()) == Status::Absent;
        if (isGroup && !isList)
            expand(top);
    }
}

void StepView::span(const QModelIndex &index) // a command uses the whole width
{
    const int last = m_steps->rowCount(index) - 1;
    if (last >= 0 && m_steps->index(last, 0, index).data(StepModel::IsCommandRole).toBool())
        setFirstColumnSpanned(last, index, true);
}

void StepView::setFollowing(bool following)
{
    if (following == m_following)
        return;
    m_following = following;
    emit followingChanged(following);
    follow();
}

void StepView::follow()
{
    if (!m_following || !isVisible())
        return;
    if (const QModelIndex running = m_steps->runningStep(); running.isValid())
        scrollTo(running);
}

void StepView::copyCommand()
{
    const QString command = currentIndex().data(StepModel::CommandRole).toString();
    if (!command.isEmpty())
        QGuiApplication::clipboard()->setText(command);
}

void StepView::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier)
        && event->key() == Qt::Key_C) {
        copyCommand();
        return;
    }
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(
            currentIndex().siblingAtColumn(0).data(Qt::AccessibleTextRole).toString());
        return;
    }
    static const QList<int> alone{Qt::Key_Shift, Qt::Key_Control, Qt::Key_Alt, Qt::Key_Meta};
    if (!alone.contains(event->key())) // which only begin something, such as Shift+Tab
        setFollowing(false);
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        && m_steps->hasChildren(currentIndex().siblingAtColumn(0))) {
        const QModelIndex index = currentIndex().siblingAtColumn(0);
        setExpanded(index, !isExpanded(index));
        return;
    }
    QTreeView::keyPressEvent(event);
}

void StepView::mousePressEvent(QMouseEvent *event)
{
    setFollowing(false);
    QTreeView::mousePressEvent(event);
    const QModelIndex index = indexAt(event->pos());
    if (!index.data(StepModel::IsCommandRole).toBool())
        return;
    const QRect block = visualRect(index); // the copy sign in its upper right corner
    if (event->pos().x() > block.right() - 48 && event->pos().y() < block.top() + 36)
        copyCommand();
}

void StepView::wheelEvent(QWheelEvent *event)
{
    setFollowing(false);
    QTreeView::wheelEvent(event);
}

void StepView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    if (event->oldSize().width() == event->size().width())
        return;
    if (!isColumnHidden(StepModel::Time)) { // a plan has no figures
        const bool narrow = width() < 700;  // titles before figures
        setColumnHidden(StepModel::Rate, narrow);
        header()->resizeSection(StepModel::Time, narrow ? 76 : 96);
        header()->resizeSection(StepModel::Bytes, narrow ? 124 : 150);
    }
    scheduleDelayedItemsLayout(); // commands are wrapped anew
}

} // namespace Lifeboat
