#include "gui/fleet/hostkeypage.h"

#include "gui/common/card.h"
#include "gui/common/look.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Lifeboat {

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
    if (m_state == State::Unknown)
        m_expected->setFocus(); // what the console says is pasted here; Enter does nothing
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
    case State::Failed:
        return m_error.hint.toString();
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
    const bool failed = m_state == State::Failed;
    m_key->setText(m_error.detail);
    // Below each other, so that one sees where they differ.
    static const QRegularExpression both(u"^known: (.*); shown: (.*)$"_s);
    if (const auto keys = both.match(m_error.detail); changed && keys.hasMatch())
        m_key->setText(tr("Trusted so far:") + u'\n' + keys.captured(1) + u'\n' + tr("Answers now:")
                       + u'\n' + keys.captured(2));
    m_key->setVisible(unknown || changed || failed);
    m_command->setVisible(unknown || changed);
    m_how->setVisible(unknown || changed || failed);
    QStringList how;
    if ((changed || failed) && !m_error.hint.isEmpty())
        how << m_error.hint.toString();
    if (!failed)
        how << tr("On the host's console:");
    m_how->setText(how.join(u' '));
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

} // namespace Lifeboat
