#pragma once

#include "gui/common/stepdialog.h"
#include "gui/restore/restoredraft.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;
class QVBoxLayout;

namespace Lifeboat {

class IconLabel;
class LiveRun;
class PointListModel;
class RouteView;
class RunView;
class StepModel;
class StepView;

// Which point. A damaged one cannot be chosen.
class RestorePointPage : public StepPage
{
    Q_OBJECT

public:
    explicit RestorePointPage(QWidget *parent = nullptr);

    void setPoints(const QList<PlacedPoint> &points, const PlacedPoint &chosen,
                   const QDateTime &now);
    const PlacedPoint *point() const; // null: none

    QString name() const override { return tr("Point"); }
    QString title() const override { return tr("Which point?"); }
    QString question() const override;
    QString answer() const override;
    bool isComplete() const override;

protected:
    void retranslate() override;

private:
    PointListModel *m_points;
    QTableView *m_table;
    QLabel *m_lost;
    QDateTime m_now;
};

// Where to, and which components of the point.
class RestoreTargetPage : public StepPage
{
    Q_OBJECT

public:
    explicit RestoreTargetPage(QWidget *parent = nullptr);

    void setHosts(const QList<HostProfile> &hosts);
    void setDraft(const RestoreDraft &draft); // keeps a target that was chosen by hand
    void apply(RestoreDraft &draft) const;

    QString name() const override { return tr("Target"); }
    QString title() const override { return tr("Where should it go?"); }
    QString question() const override;
    QString answer() const override;
    bool isComplete() const override;

protected:
    void retranslate() override;

private:
    QList<HostProfile> m_hosts;
    RestoreDraft m_draft;
    RouteView *m_route;
    QLabel *m_hostLabel;
    QComboBox *m_host;
    QLabel *m_what;
    QVBoxLayout *m_list;
    QList<QCheckBox *> m_boxes;
    QCheckBox *m_roles;
    bool m_chosenByHand = false;
};

// A run of the wizard as it goes on and as it ended: the preparation, or the cut-over.
class RestoreRunPage : public StepPage
{
    Q_OBJECT

public:
    enum class Kind { Prepare, Result };

    explicit RestoreRunPage(Kind kind, QWidget *parent = nullptr);

    void setRun(LiveRun *run, const QString &host);
    bool isEqual() const; // it ended, and everything compared was equal
    bool canDiscard() const;

    QString name() const override;
    QString title() const override;
    QString question() const override;
    QString nextText() const override;
    bool isComplete() const override;
    bool canGoBack() const override { return false; } // something was done on the host

signals:
    void cancelRequested();
    void discardRequested();
    void undoRequested();

protected:
    void retranslate() override;

private:
    Kind m_kind;
    LiveRun *m_run = nullptr; // of the board, which outlives the wizard
    QString m_host;
    RunView *m_view;
    QPushButton *m_cancel;
    QPushButton *m_discard;
    QPushButton *m_undo;
};

// The evidence in view, then the host's name is typed.
class ConfirmPage : public StepPage
{
    Q_OBJECT

public:
    explicit ConfirmPage(QWidget *parent = nullptr);

    void setDraft(const RestoreDraft &draft);
    void setPlan(const Plan &plan);

    QString name() const override { return tr("Cut over"); }
    QString title() const override { return tr("Cut over %1?").arg(m_draft.target.name); }
    QString question() const override;
    QString nextText() const override { return tr("Cut over"); }
    bool isComplete() const override;
    bool isDangerous() const override { return true; }
    bool canGoBack() const override { return false; }

signals:
    void planRequested();

protected:
    void retranslate() override;

private:
    RestoreDraft m_draft;
    RouteView *m_route;
    QWidget *m_factsBox;
    IconLabel *m_icons[4];
    QLabel *m_facts[4];
    QPushButton *m_planButton;
    StepModel *m_steps;
    StepView *m_plan;
    QLabel *m_label;
    QLineEdit *m_name;
    QLabel *m_note;
};

} // namespace Lifeboat
