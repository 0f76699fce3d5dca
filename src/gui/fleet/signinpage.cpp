#include "gui/fleet/signinpage.h"

#include "gui/common/card.h"
#include "gui/common/firstfocus.h"
#include "gui/common/look.h"

#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Lifeboat {

SignInPage::SignInPage(QWidget *parent)
    : StepPage(parent)
    , m_keyLabel(rankLabel(Rank::Body, this))
    , m_key(new QLineEdit(this))
    , m_browse(new QPushButton(this))
    , m_sudo(new QCheckBox(this))
    , m_note(rankLabel(Rank::Quiet, this))
    , m_busy(busyBar(this))
{
    m_key->setObjectName(u"keyEdit"_s);
    m_sudo->setObjectName(u"sudoBox"_s);
    m_keyLabel->setBuddy(m_key);
    m_browse->setAutoDefault(false);
    m_note->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->addWidget(m_key, 1);
    row->addWidget(m_browse);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Space::Medium);
    column->addWidget(m_keyLabel);
    column->addLayout(row);
    column->addWidget(m_sudo);
    column->addWidget(m_note);
    column->addWidget(m_busy);
    column->addStretch();
    connect(m_browse, &QPushButton::clicked, this, &SignInPage::chooseFile);
    setFirstFocus(this, m_key);
    setBusy(false);
    retranslate();
}

void SignInPage::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Private key"), QDir::homePath() + u"/.ssh"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setFilter(QDir::Files | QDir::Hidden | QDir::AllDirs | QDir::NoDotAndDotDot);
    connect(dialog, &QFileDialog::fileSelected, m_key, &QLineEdit::setText);
    dialog->open();
}

void SignInPage::apply(HostProfile &host) const
{
    const QString key = m_key->text().trimmed();
    host.identityFiles = key.isEmpty() ? QStringList() : QStringList{key};
    host.sudo = m_sudo->isChecked();
}

void SignInPage::setBusy(bool busy)
{
    m_isBusy = busy;
    m_busy->setVisible(busy);
    for (QWidget *widget : QWidgetList{m_key, m_browse, m_sudo})
        widget->setEnabled(!busy);
    emit completeChanged();
}

QString SignInPage::question() const
{
    return tr("The SSH agent's keys and your usual ones are tried first, then this key, then a "
              "password.");
}

void SignInPage::retranslate()
{
    m_keyLabel->setText(tr("Private key (may stay empty)"));
    m_key->setAccessibleName(tr("Private key"));
    m_browse->setText(tr("Choose…"));
    m_browse->setAccessibleName(tr("Choose a private key"));
    m_sudo->setText(tr("This login needs sudo for Docker"));
    m_note->setText(tr("Passwords and passphrases are asked for when the host wants them. They are "
                       "kept only in the system's keychain, and only if you say so."));
    m_busy->setAccessibleName(tr("Signing in"));
    emit completeChanged();
}

} // namespace Lifeboat
