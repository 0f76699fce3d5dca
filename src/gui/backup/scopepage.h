#pragma once

#include "app/settings.h"
#include "gui/common/stepdialog.h"
#include "model/hostfacts.h"

#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace Lifeboat {

// What to back up and where to: components of the host as discovery found them, and a vault.
class ScopePage : public StepPage
{
    Q_OBJECT

public:
    explicit ScopePage(QString host, QWidget *parent = nullptr);

    // `fallback`: the folder that is offered while there is no vault.
    void setVaults(const QList<VaultEntry> &vaults, const QString &fallback);
    void chooseVault(const QString &folder); // one that was picked by hand
    void setLooking();
    void setFacts(const HostFacts &facts);
    void setFailed(); // the dialog's banner says why; the way on asks again
    bool hasFacts() const { return m_facts.has_value(); }

    QStringList components() const; // empty: those that are on by default
    QStringList cold() const;       // of these, whose services are stopped for a copy
    QString vaultFolder() const;

    QString name() const override { return tr("Scope"); }
    QString title() const override { return tr("Back up %1").arg(m_host); }
    QString question() const override;
    QString answer() const override;
    QString nextText() const override;
    bool isComplete() const override;

signals:
    void folderRequested();

protected:
    void retranslate() override;

private:
    static QString shortName(const QString &volume);
    bool isOffered(const QString &volume) const;
    void fillComponents();

    QString m_host;
    bool m_looking = true;
    std::optional<HostFacts> m_facts;
    QString m_fallback;
    QProgressBar *m_busy;
    QLabel *m_what;
    QVBoxLayout *m_list;
    QList<QCheckBox *> m_boxes;
    QList<Text> m_whys;           // of each of them, why it is off by default; empty: it is on
    QList<QCheckBox *> m_stopped; // of them, those whose services have to be stopped
    QStringList m_byDefault;
    QLabel *m_notCovered;
    QLabel *m_where;
    QComboBox *m_vault;
    QPushButton *m_choose;
};

} // namespace Lifeboat
