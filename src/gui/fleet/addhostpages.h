#pragma once

#include "app/operations.h"
#include "gui/common/stepdialog.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace Lifeboat {

class IconLabel;

// The pages of adding a host. Each shows a value or gives one; the dialog asks the host.

class AddressPage : public StepPage
{
    Q_OBJECT

public:
    explicit AddressPage(QWidget *parent = nullptr);

    void setTakenNames(const QStringList &names) { m_taken = names; }
    Result<HostProfile> profile(const QString &id) const; // Error::Usage says what is wrong

    QString name() const override { return tr("Address"); }
    QString title() const override { return tr("Which host?"); }
    QString question() const override;
    QString answer() const override;
    bool isComplete() const override;

protected:
    void retranslate() override;

private:
    QLabel *m_nameLabel;
    QLineEdit *m_name;
    QLabel *m_addressLabel;
    QLineEdit *m_address;
    QLabel *m_jumpsLabel;
    QLineEdit *m_jumps;
    QLabel *m_directoryLabel;
    QLineEdit *m_directory;
    QLabel *m_tagsLabel;
    QLineEdit *m_tags;
    QStringList m_taken;
};

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

class SignInPage : public StepPage
{
    Q_OBJECT

public:
    explicit SignInPage(QWidget *parent = nullptr);

    void apply(HostProfile &host) const;
    void setBusy(bool busy);

    QString name() const override { return tr("Sign-in"); }
    QString title() const override { return tr("How to sign in?"); }
    QString question() const override;
    QString nextText() const override { return tr("Sign in"); }
    bool canGoBack() const override { return !m_isBusy; }
    bool isComplete() const override { return !m_isBusy; }

protected:
    void retranslate() override;

private:
    void chooseFile();

    bool m_isBusy = false;
    QLabel *m_keyLabel;
    QLineEdit *m_key;
    QPushButton *m_browse;
    QCheckBox *m_sudo;
    QLabel *m_note;
    QProgressBar *m_busy;
};

// What the checks say, or what was found: a list that is filled when the answer is there.
class FindingsPage : public StepPage
{
    Q_OBJECT

public:
    enum class Kind { Checks, Facts };

    explicit FindingsPage(Kind kind, QWidget *parent = nullptr);

    void setLooking();
    void setChecks(const QList<Check> &checks);
    void setFacts(const HostFacts &facts);
    void setFailed(); // the dialog's banner says why
    bool wantsBackup() const;

    QString name() const override;
    QString title() const override;
    QString question() const override;
    QString nextText() const override;
    bool isComplete() const override { return !m_looking; }

protected:
    void retranslate() override;

private:
    Kind m_kind;
    bool m_looking = true;
    QList<Check> m_checks;
    std::optional<HostFacts> m_facts;
    QProgressBar *m_busy;
    QVBoxLayout *m_list;
    QCheckBox *m_backup;
};

} // namespace Lifeboat
