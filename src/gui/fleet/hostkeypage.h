#pragma once

#include "base/result.h"
#include "gui/common/stepdialog.h"

class QLabel;
class QLineEdit;
class QProgressBar;

namespace Lifeboat {

class IconLabel;

// What the host shows as its key. Unknown: compare, then trust. Changed: no way on from here.
class HostKeyPage : public StepPage
{
    Q_OBJECT

public:
    enum class State { Looking, Unknown, Changed, Known, Failed };

    explicit HostKeyPage(QWidget *parent = nullptr);

    void setState(State state, const Error &error = {});
    State state() const { return m_state; }
    QString fingerprint() const; // SHA256:… of an unknown key, as the error carries it

    QString name() const override { return tr("Host key"); }
    QString title() const override;
    QString question() const override;
    QString answer() const override;
    QString nextText() const override;
    bool isComplete() const override;
    bool isDangerous() const override { return m_state == State::Unknown; }

protected:
    void retranslate() override;

private:
    State m_state = State::Looking;
    Error m_error;
    QProgressBar *m_busy;
    IconLabel *m_icon;
    QLabel *m_message;
    QLabel *m_key;
    QLabel *m_how;
    QLabel *m_command;
    QLabel *m_expectedLabel;
    QLineEdit *m_expected;
    QLabel *m_match;
};

} // namespace Lifeboat
