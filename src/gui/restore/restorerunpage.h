#pragma once

#include "gui/common/stepdialog.h"

class QLabel;
class QPushButton;

namespace Lifeboat {

class LiveRun;
class RunView;

// A run of the wizard as it goes on and as it ended: the preparation, or the cut-over.
class RestoreRunPage : public StepPage
{
    Q_OBJECT

public:
    enum class Kind { Prepare, Result };

    explicit RestoreRunPage(Kind kind, QWidget *parent = nullptr);

    void setRun(LiveRun *run, const QString &host);
    // Only to be looked at: there is no way on, and what was prepared can be discarded.
    void setLookOnly(bool lookOnly);
    bool isEqual() const; // it ended, and everything compared was equal
    bool canDiscard() const;

    QString name() const override;
    QString title() const override;
    QString question() const override;
    QString nextText() const override;
    bool isComplete() const override;
    bool canGoBack() const override { return false; } // something was done on the host
    bool isDangerous() const override { return canDiscard(); }

signals:
    void cancelRequested();
    void discardRequested();
    void undoRequested();
    void reportRequested();
    void differencesRequested();

protected:
    void retranslate() override;

private:
    Kind m_kind;
    LiveRun *m_run = nullptr; // of the board, which outlives the wizard
    QString m_host;
    bool m_lookOnly = false;
    RunView *m_view;
    QPushButton *m_cancel;
    QPushButton *m_discard;
    QPushButton *m_differences;
    QLabel *m_places;
    QPushButton *m_report;
    QPushButton *m_undo;
};

} // namespace Lifeboat
