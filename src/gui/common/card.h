#pragma once

#include "gui/common/status.h"

#include <QAbstractButton>
#include <QFrame>

class QBoxLayout;
class QHBoxLayout;
class QLabel;
class QProgressBar;

namespace Lifeboat {

// A white (or dark) sheet with a hairline: what belongs together on a page. Never inside another.
class Card : public QFrame
{
    Q_OBJECT

public:
    explicit Card(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

// Title, one quiet sentence, and at the right the actions of the page.
class PageHeader : public QWidget
{
    Q_OBJECT

public:
    explicit PageHeader(QWidget *parent = nullptr);

    void setTexts(const QString &title, const QString &summary);
    QHBoxLayout *actions() const { return m_actions; }

private:
    QLabel *m_title;
    QLabel *m_summary;
    QHBoxLayout *m_actions;
};

// A filter or a choice of two or three; checked by click, Space and arrow keys.
class Chip : public QAbstractButton
{
    Q_OBJECT

public:
    explicit Chip(QWidget *parent = nullptr);

    void setLabel(const QString &text, const QString &count = {});
    void setStatus(Status status); // shows its icon, in its colour
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    QString m_count;
    QString m_icon;
    Status m_status = Status::Unknown;
};

// One of our icons, in the colour of a state or, with Absent, quiet.
class IconLabel : public QWidget
{
    Q_OBJECT

public:
    explicit IconLabel(QWidget *parent = nullptr) // of a form
        : IconLabel(16, parent)
    {
    }
    explicit IconLabel(int size, QWidget *parent = nullptr);

    void setIcon(const QString &name, Status status = Status::Absent);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    Status m_status = Status::Absent;
};

// Labels in the ranks of the type scale.
enum class Rank { Title, Section, Body, Quiet, Small, Mono, Figure };
QLabel *rankLabel(Rank rank, QWidget *parent = nullptr);
void setRank(QLabel *label, Rank rank); // of a form

// Something goes on and nobody knows how long.
QProgressBar *busyBar(QWidget *parent);

} // namespace Lifeboat
