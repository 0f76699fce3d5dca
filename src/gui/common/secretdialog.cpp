#include "gui/common/secretdialog.h"

#include "app/passphraselength.h"
#include "app/secrets.h"
#include "gui/common/card.h"
#include "gui/common/look.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Lifeboat {

SecretDialog::SecretDialog(const SecretRequest &request, bool canKeep, QWidget *parent)
    : QDialog(parent)
    , m_request(request)
    , m_title(rankLabel(Rank::Section, this))
    , m_again(rankLabel(Rank::Quiet, this))
    , m_secret(new QLineEdit(this))
    , m_repeat(new QLineEdit(this))
    , m_keep(new QCheckBox(this))
    , m_notKept(rankLabel(Rank::Quiet, this))
    , m_ok(new QPushButton(this))
    , m_cancel(new QPushButton(this))
{
    for (QLabel *label : {m_title, m_notKept}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_title->setBuddy(m_secret);
    m_again->setVisible(request.attempt > 0);
    m_secret->setEchoMode(request.echo ? QLineEdit::Normal : QLineEdit::Password);
    m_secret->setObjectName(u"secretEdit"_s);
    m_repeat->setEchoMode(m_secret->echoMode());
    m_repeat->setObjectName(u"repeatEdit"_s);
    m_repeat->setVisible(request.isNew);
    // A one-time code is no use tomorrow.
    const bool worthKeeping = request.kind != SecretRequest::Kind::Prompt;
    m_keep->setVisible(worthKeeping && canKeep);
    m_notKept->setObjectName(u"notKeptLabel"_s);
    m_notKept->setVisible(worthKeeping && !canKeep);
    setButtonKind(m_ok, ButtonKind::Primary);
    m_ok->setDefault(true);
    m_cancel->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_ok);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Space::Page, 20, Space::Page, 20);
    column->setSpacing(Space::Medium);
    column->addWidget(m_title);
    column->addWidget(m_again);
    column->addWidget(m_secret);
    column->addWidget(m_repeat);
    column->addWidget(m_keep);
    column->addWidget(m_notKept);
    column->addSpacing(Space::Small);
    column->addLayout(buttons);
    setMinimumWidth(420);
    connect(m_ok, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    const auto compare = [this] {
        m_ok->setEnabled(
            !m_request.isNew
            || (secret().size() >= LeastPassphraseCharacters && secret() == m_repeat->text()));
    };
    connect(m_secret, &QLineEdit::textChanged, this, compare);
    connect(m_repeat, &QLineEdit::textChanged, this, compare);
    compare();
    m_secret->setFocus();
    retranslate();
}

QString SecretDialog::secret() const
{
    return m_secret->text();
}

bool SecretDialog::keep() const
{
    return !m_keep->isHidden() && m_keep->isChecked();
}

void SecretDialog::retranslate()
{
    const bool isVault = m_request.kind == SecretRequest::Kind::VaultPassphrase;
    const QString verb = isVault ? tr("Continue") : tr("Sign in");
    setWindowTitle(isVault ? tr("Passphrase") : tr("Sign in"));
    m_title->setText(secretQuestion(m_request).toString());
    m_again->setText(tr("The answer before was refused."));
    m_secret->setAccessibleName(m_title->text());
    m_keep->setText(tr("Keep it in the system's keychain"));
    m_notKept->setText(tr("This computer has no usable keychain: it is remembered until Lifeboat "
                          "is closed, then asked for again."));
    if (m_request.isNew)
        m_secret->setPlaceholderText(
            tr("At least %1 characters").arg(QLocale().toString(LeastPassphraseCharacters)));
    m_repeat->setPlaceholderText(tr("Once more"));
    m_repeat->setAccessibleName(tr("Once more"));
    m_ok->setText(verb);
    m_cancel->setText(tr("Cancel"));
}

void SecretDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace Lifeboat
