#pragma once

#include "app/operations.h"
#include "gui/common/stepdialog.h"

class QCheckBox;
class QProgressBar;
class QVBoxLayout;

namespace Lifeboat {

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
    bool m_hasFailed = false;
    QList<Check> m_checks;
    std::optional<HostFacts> m_facts;
    QProgressBar *m_busy;
    QVBoxLayout *m_list;
    QCheckBox *m_backup;
};

} // namespace Lifeboat
