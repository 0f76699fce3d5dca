#include "gui/fleet/edithostdialog.h"

#include "gui/common/card.h"
#include "gui/common/look.h"
#include "gui/common/question.h"
#include "gui/fleet/typedhost.h"

#include "ui_edithostdialog.h"

#include <QEvent>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Lifeboat {

EditHostDialog::EditHostDialog(Desk &desk, const HostProfile &host, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_host(host)
    , m_ui(std::make_unique<Ui::EditHostDialog>())
{
    setAttribute(Qt::WA_DeleteOnClose);
    m_ui->setupUi(this);
    setRank(m_ui->title, Rank::Section);
    setRank(m_ui->hint, Rank::Quiet);
    setButtonKind(m_ui->saveButton, ButtonKind::Primary);
    m_ui->anywayButton->hide();
    const TypedHost typed = typedOf(host);
    m_ui->nameEdit->setText(typed.name);
    m_ui->tagsEdit->setText(typed.tags);
    m_ui->addressEdit->setText(typed.address);
    m_ui->jumpsEdit->setText(typed.jumps);
    m_ui->keysEdit->setText(host.identityFiles.join(u';'));
    m_ui->directoryEdit->setText(typed.directory);
    m_ui->sudoBox->setChecked(host.sudo);
    for (QLineEdit *edit : {m_ui->nameEdit, m_ui->addressEdit}) {
        connect(edit, &QLineEdit::textChanged, this, [this] { setBusy(false); });
    }
    connect(m_ui->saveButton, &QPushButton::clicked, this, &EditHostDialog::save);
    connect(m_ui->anywayButton, &QPushButton::clicked, this, [this] {
        if (const Result<HostProfile> host = this->typed())
            store(*host);
    });
    connect(m_ui->cancelButton, &QPushButton::clicked, this, &QDialog::reject);
    resize(640, 460);
    retranslate();
}

EditHostDialog::~EditHostDialog()
{
    m_asking.cancel();
}

Result<HostProfile> EditHostDialog::typed() const
{
    QStringList taken;
    for (const HostProfile &other : m_desk.overview().hosts) {
        if (other.id != m_host.id)
            taken << other.name;
    }
    Result<HostProfile> host =
        profileOf({m_ui->nameEdit->text(), m_ui->addressEdit->text(), m_ui->jumpsEdit->text(),
                   m_ui->directoryEdit->text(), m_ui->tagsEdit->text()},
                  m_host, taken);
    if (!host)
        return host;
    host->sudo = m_ui->sudoBox->isChecked();
    host->identityFiles.clear();
    for (const QString &file : m_ui->keysEdit->text().split(u';', Qt::SkipEmptyParts)) {
        if (!file.trimmed().isEmpty())
            host->identityFiles << file.trimmed();
    }
    return host;
}

void EditHostDialog::save()
{
    m_ui->banner->clear();
    m_ui->anywayButton->hide();
    const Result<HostProfile> host = typed();
    if (!host) {
        m_ui->banner->setError(host.error());
        return;
    }
    const bool sameWay = host->ssh == m_host.ssh && host->jumps == m_host.jumps
                         && host->identityFiles == m_host.identityFiles
                         && host->sudo == m_host.sudo;
    if (sameWay)
        store(*host);
    else
        reach(*host);
}

void EditHostDialog::reach(const HostProfile &host)
{
    setBusy(true);
    m_asking = m_desk.query(
        host, m_trust, this,
        [host](Operations &operations, const Access &access) {
            return operations.reach(host, access);
        },
        [this, host](const Result<> &reached) {
            setBusy(false);
            if (reached) {
                store(host);
            } else if (reached.error().kind == Error::Kind::HostKeyUnknown) {
                askForKey(host, reached.error());
            } else {
                m_ui->banner->setError(reached.error());
                // A key that changed is no mishap on the way.
                m_ui->anywayButton->setVisible(reached.error().kind != Error::Kind::HostKeyChanged);
            }
        });
}

// A hop after it may have a key that is not known either.
void EditHostDialog::askForKey(const HostProfile &host, const Error &error)
{
    static const QRegularExpression form(u"SHA256:[A-Za-z0-9+/]+"_s);
    const QString fingerprint = form.match(error.detail).captured();
    auto *question = new Question(
        {.title = {QT_TRANSLATE_NOOP("Text", "Trust the key that answers for %1?"), {host.name}},
         .body = {QT_TRANSLATE_NOOP("Text", "%1 %2. Compare it with what the host's console says: "
                                            "ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub. A "
                                            "wrong one means another machine answers."),
                  {error.message.toString(), error.detail}},
         .yes = {QT_TRANSLATE_NOOP("Text", "It is the same, trust it"), {}}},
        this);
    connect(question, &Question::confirmed, this, [this, host, fingerprint] {
        m_trust << fingerprint;
        reach(host);
    });
    question->open();
}

void EditHostDialog::store(const HostProfile &host)
{
    m_desk.work(
        this, [host, settings = &m_desk.settings()] { return settings->changeHost(host); },
        [this, host](const Result<> &stored) {
            if (!stored) {
                m_ui->banner->setError(stored.error());
                return;
            }
            emit saved(host);
            accept();
        });
}

void EditHostDialog::setBusy(bool busy)
{
    const bool named = !m_ui->nameEdit->text().trimmed().isEmpty()
                       && !m_ui->addressEdit->text().trimmed().isEmpty();
    m_ui->saveButton->setEnabled(!busy && named);
    m_ui->saveButton->setText(busy ? tr("Trying…") : tr("Save"));
}

void EditHostDialog::retranslate()
{
    m_ui->retranslateUi(this);
    setWindowTitle(u"Lifeboat"_s);
    m_ui->title->setText(tr("Edit %1").arg(m_host.name));
    const std::pair<QLineEdit *, QLabel *> names[] = {
        {m_ui->nameEdit, m_ui->nameLabel},       {m_ui->tagsEdit, m_ui->tagsLabel},
        {m_ui->addressEdit, m_ui->addressLabel}, {m_ui->jumpsEdit, m_ui->jumpsLabel},
        {m_ui->keysEdit, m_ui->keysLabel},       {m_ui->directoryEdit, m_ui->directoryLabel}};
    for (const auto &[edit, label] : names)
        edit->setAccessibleName(label->text());
    setBusy(false);
}

void EditHostDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace Lifeboat
