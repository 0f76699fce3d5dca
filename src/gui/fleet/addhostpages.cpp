#include "gui/fleet/addhostpages.h"

#include "gui/common/card.h"
#include "gui/common/look.h"
#include "gui/fleet/findings.h"

#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static QProgressBar *busyBar(QWidget *parent)
{
    auto *bar = new QProgressBar(parent);
    bar->setRange(0, 0);
    bar->setTextVisible(false);
    bar->setFixedHeight(8);
    return bar;
}

static QStringList listOf(const QString &typed)
{
    static const QRegularExpression separator(u"[,\\s]+"_s);
    return typed.split(separator, Qt::SkipEmptyParts);
}

AddressPage::AddressPage(QWidget *parent)
    : StepPage(parent)
    , m_nameLabel(rankLabel(Rank::Body, this))
    , m_name(new QLineEdit(this))
    , m_addressLabel(rankLabel(Rank::Body, this))
    , m_address(new QLineEdit(this))
    , m_jumpsLabel(rankLabel(Rank::Body, this))
    , m_jumps(new QLineEdit(this))
    , m_directoryLabel(rankLabel(Rank::Body, this))
    , m_directory(new QLineEdit(this))
    , m_tagsLabel(rankLabel(Rank::Body, this))
    , m_tags(new QLineEdit(this))
{
    m_name->setObjectName(u"nameEdit"_s);
    m_address->setObjectName(u"addressEdit"_s);
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(Space::Page);
    form->setVerticalSpacing(Space::Medium);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->addRow(m_nameLabel, m_name);
    form->addRow(m_addressLabel, m_address);
    form->addRow(m_jumpsLabel, m_jumps);
    form->addRow(m_directoryLabel, m_directory);
    form->addRow(m_tagsLabel, m_tags);
    for (QLineEdit *edit : {m_name, m_address, m_jumps, m_directory, m_tags})
        connect(edit, &QLineEdit::textChanged, this, &StepPage::completeChanged);
    setFocusProxy(m_name);
    retranslate();
}

Result<HostProfile> AddressPage::profile(const QString &id) const
{
    HostProfile host{.id = id, .name = m_name->text().trimmed()};
    const auto usage = [](const char *text, const QString &value) {
        return Error{Error::Kind::Usage, {text, {value}}, {}, {}};
    };
    if (m_taken.contains(host.name))
        return usage(QT_TRANSLATE_NOOP("Text", "There is a host named “%1” already."), host.name);
    const Result<SshAddress> address = SshAddress::parse(m_address->text().trimmed());
    if (!address)
        return address.error();
    host.ssh = *address;
    for (const QString &typed : listOf(m_jumps->text())) {
        const Result<SshAddress> jump = SshAddress::parse(typed);
        if (!jump)
            return jump.error();
        host.jumps << *jump;
    }
    host.directory = m_directory->text().trimmed();
    if (!host.directory.isEmpty() && !host.directory.startsWith(u'/'))
        return usage(
            QT_TRANSLATE_NOOP("Text", "The folder on the host has to begin with “/”: “%1”."),
            host.directory);
    host.tags = listOf(m_tags->text());
    return host;
}

QString AddressPage::question() const
{
    return tr("Lifeboat connects by SSH. Nothing is installed on the host.");
}

QString AddressPage::answer() const
{
    return m_address->text().trimmed();
}

bool AddressPage::isComplete() const
{
    return !m_name->text().trimmed().isEmpty() && !m_address->text().trimmed().isEmpty();
}

void AddressPage::retranslate()
{
    m_nameLabel->setText(tr("Name"));
    m_name->setPlaceholderText(tr("as you call it, such as sh-prod-01"));
    m_addressLabel->setText(tr("Address"));
    m_address->setPlaceholderText(u"root@10.20.0.11:22"_s);
    m_jumpsLabel->setText(tr("Jump hosts"));
    m_jumps->setPlaceholderText(tr("none; else user@jump:22, in their order"));
    m_directoryLabel->setText(tr("Folder of BK-Lite"));
    m_directory->setPlaceholderText(tr("found by itself"));
    m_tagsLabel->setText(tr("Tags"));
    m_name->setAccessibleName(m_nameLabel->text());
    m_address->setAccessibleName(m_addressLabel->text());
    m_jumps->setAccessibleName(m_jumpsLabel->text());
    m_directory->setAccessibleName(m_directoryLabel->text());
    m_tags->setAccessibleName(m_tagsLabel->text());
    emit completeChanged();
}

HostKeyPage::HostKeyPage(QWidget *parent)
    : StepPage(parent)
    , m_busy(busyBar(this))
    , m_icon(new IconLabel(28, this))
    , m_message(rankLabel(Rank::Section, this))
    , m_key(rankLabel(Rank::Mono, this))
    , m_how(rankLabel(Rank::Body, this))
    , m_command(rankLabel(Rank::Mono, this))
    , m_expectedLabel(rankLabel(Rank::Body, this))
    , m_expected(new QLineEdit(this))
    , m_match(rankLabel(Rank::Body, this))
{
    for (QLabel *label : {m_message, m_key, m_how}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    for (QLabel *label : {m_key, m_command})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_command->setText(u"ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub"_s);
    m_key->setObjectName(u"keyLabel"_s);
    m_expected->setObjectName(u"expectedEdit"_s);
    m_expectedLabel->setBuddy(m_expected);
    auto *first = new QHBoxLayout;
    first->setSpacing(Space::Medium);
    first->addWidget(m_icon, 0, Qt::AlignTop);
    first->addWidget(m_message, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Space::Medium);
    column->addWidget(m_busy);
    column->addLayout(first);
    column->addWidget(m_key);
    column->addWidget(m_how);
    column->addWidget(m_command);
    column->addSpacing(Space::Small);
    column->addWidget(m_expectedLabel);
    column->addWidget(m_expected);
    column->addWidget(m_match);
    column->addStretch();
    connect(m_expected, &QLineEdit::textChanged, this, &HostKeyPage::retranslate);
    retranslate();
}

void HostKeyPage::setState(State state, const Error &error)
{
    m_state = state;
    m_error = error;
    m_expected->clear();
    retranslate();
}

QString HostKeyPage::fingerprint() const
{
    static const QRegularExpression form(u"SHA256:[A-Za-z0-9+/]+"_s);
    return form.match(m_error.detail).captured();
}

QString HostKeyPage::title() const
{
    switch (m_state) {
    case State::Looking:
        return tr("Asking the host for its key");
    case State::Unknown:
        return tr("Trust this host?");
    case State::Changed:
        return tr("The key of this host has changed");
    case State::Known:
        return tr("The key of this host is known");
    case State::Failed:
        return tr("The host was not reached");
    }
    return {};
}

QString HostKeyPage::question() const
{
    switch (m_state) {
    case State::Unknown:
        return tr("Compare this with what the host's console says. A wrong one means that another "
                  "machine answers.");
    case State::Changed:
        return tr("Either the host was set up again, or something else answers at this address. No "
                  "password was sent.");
    default:
        return {};
    }
}

QString HostKeyPage::answer() const
{
    return m_state == State::Known ? tr("known") : QString();
}

QString HostKeyPage::nextText() const
{
    switch (m_state) {
    case State::Unknown:
        return tr("It is the same, trust it");
    case State::Failed:
        return tr("Try again");
    default:
        return {};
    }
}

bool HostKeyPage::isComplete() const
{
    if (m_state == State::Unknown) {
        const QString expected = m_expected->text().trimmed();
        return expected.isEmpty() || expected == fingerprint();
    }
    return m_state == State::Known || m_state == State::Failed;
}

void HostKeyPage::retranslate()
{
    const bool unknown = m_state == State::Unknown;
    const bool changed = m_state == State::Changed;
    m_busy->setVisible(m_state == State::Looking);
    m_busy->setAccessibleName(title());
    m_icon->setVisible(m_state != State::Looking);
    m_icon->setIcon(unknown                   ? u"key"_s
                    : m_state == State::Known ? u"ok"_s
                                              : u"failed"_s,
                    unknown                   ? Status::Absent
                    : m_state == State::Known ? Status::Ok
                                              : Status::Failed);
    m_message->setText(m_state == State::Known ? tr("It is the one that was trusted before.")
                                               : m_error.message.toString());
    m_message->setVisible(m_state != State::Looking);
    m_key->setText(m_error.detail);
    for (QWidget *widget : QWidgetList{m_key, m_how, m_command})
        widget->setVisible(unknown || changed);
    const QString hint = m_error.hint.toString();
    m_how->setText(changed && !hint.isEmpty() ? hint : tr("On the host's console:"));
    for (QWidget *widget : QWidgetList{m_expectedLabel, m_expected, m_match})
        widget->setVisible(unknown);
    m_expectedLabel->setText(tr("Paste the expected fingerprint here to have it compared:"));
    m_expected->setAccessibleName(tr("Expected fingerprint"));
    const QString expected = m_expected->text().trimmed();
    m_match->setText(expected.isEmpty()          ? QString()
                     : expected == fingerprint() ? tr("It is the same.")
                                                 : tr("It is another one. Do not connect."));
    emit completeChanged();
}

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
    setFocusProxy(m_key);
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
    return tr("The agent's keys and your usual ones are tried first, then this key, then a "
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

FindingsPage::FindingsPage(Kind kind, QWidget *parent)
    : StepPage(parent)
    , m_kind(kind)
    , m_busy(busyBar(this))
    , m_list(new QVBoxLayout)
    , m_backup(new QCheckBox(this))
{
    auto *inside = new QWidget(this);
    auto *insideColumn = new QVBoxLayout(inside);
    insideColumn->setContentsMargins(0, 0, 0, 0);
    insideColumn->addLayout(m_list);
    insideColumn->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(inside);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_list->setSpacing(Space::Tight);
    m_backup->setChecked(true);
    m_backup->setVisible(kind == Kind::Facts);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Space::Medium);
    column->addWidget(m_busy);
    column->addWidget(scroll, 1);
    column->addWidget(m_backup);
    retranslate();
}

void FindingsPage::setLooking()
{
    m_looking = true;
    m_checks.clear();
    m_facts.reset();
    retranslate();
}

void FindingsPage::setChecks(const QList<Check> &checks)
{
    m_looking = false;
    m_checks = checks;
    retranslate();
}

void FindingsPage::setFacts(const HostFacts &facts)
{
    m_looking = false;
    m_facts = facts;
    retranslate();
}

void FindingsPage::setFailed()
{
    m_looking = false;
    retranslate();
}

bool FindingsPage::wantsBackup() const
{
    return m_backup->isChecked() && m_facts;
}

QString FindingsPage::name() const
{
    return m_kind == Kind::Checks ? tr("Checks") : tr("What was found");
}

QString FindingsPage::title() const
{
    return m_kind == Kind::Checks ? tr("Is everything there?") : tr("What was found");
}

QString FindingsPage::question() const
{
    return m_kind == Kind::Checks
               ? tr("What is red can be mended later; it blocks only what needs it.")
               : tr("Discovered on the host, nothing of it is guessed from names.");
}

QString FindingsPage::nextText() const
{
    return m_kind == Kind::Facts ? tr("Add host") : QString();
}

void FindingsPage::retranslate()
{
    m_busy->setVisible(m_looking);
    m_busy->setAccessibleName(tr("Looking"));
    m_backup->setText(tr("Back up now"));
    if (m_kind == Kind::Checks)
        showChecks(m_list, m_checks);
    else if (m_facts)
        showFacts(m_list, *m_facts);
    else
        clearList(m_list);
    emit completeChanged();
}

} // namespace Lifeboat
