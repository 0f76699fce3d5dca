#pragma once

#include "gui/runs/stepmodel.h"

#include <QPointer>
#include <QTreeView>

namespace Lifeboat {

// The steps of a plan or a run as a tree. A live run is followed: the running step stays in sight
// until the operator scrolls or opens something. Ctrl+Shift+C copies the command of a step.
class StepView : public QTreeView
{
    Q_OBJECT

public:
    explicit StepView(QWidget *parent = nullptr);

    void setSteps(StepModel *model); // not owned
    void setFollowing(bool following);
    bool isFollowing() const { return m_following; }

signals:
    void followingChanged(bool following);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void span(const QModelIndex &index);
    void openGroups(int first);
    void follow();
    void copyCommand();

    QPointer<StepModel> m_steps; // not owned; goes with its run
    bool m_following = false;
};

} // namespace Lifeboat
