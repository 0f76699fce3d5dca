#pragma once

#include <QWidget>

class QPushButton;

namespace Lifeboat {

class NavigationBar;

// The mark, the name, the navigation and at the foot what runs now, seen from every page.
class SideBar : public QWidget
{
    Q_OBJECT

public:
    explicit SideBar(NavigationBar *navigation, QWidget *parent = nullptr);

    void setActivity(const QString &text);
    void setNarrow(bool narrow);

signals:
    void activityClicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    NavigationBar *m_navigation;
    QPushButton *m_activity;
};

} // namespace Lifeboat
