#pragma once

#include "gui/common/stepdialog.h"
#include "model/hostprofile.h"

class QLabel;
class QLineEdit;

namespace Lifeboat {

// Name, address and the way to a host that is to be added.
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

} // namespace Lifeboat
