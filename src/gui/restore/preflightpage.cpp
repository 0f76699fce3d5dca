#include "gui/restore/preflightpage.h"

#include "gui/common/firstfocus.h"
#include "gui/fleet/findings.h"

#include "ui_preflightpage.h"

#include <QFileDialog>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

PreflightPage::PreflightPage(Kind kind, QWidget *parent)
    : StepPage(parent)
    , m_kind(kind)
    , m_ui(std::make_unique<Ui::PreflightPage>())
{
    m_ui->setupUi(this);
    m_ui->imagesRow->setVisible(kind == Kind::Recovery);
    connect(m_ui->againButton, &QPushButton::clicked, this, &PreflightPage::lookRequested);
    connect(m_ui->imagesEdit, &QLineEdit::editingFinished, this, [this] {
        if (m_ui->imagesEdit->isModified())
            emit lookRequested();
        m_ui->imagesEdit->setModified(false);
    });
    connect(m_ui->setAsideBox, &QCheckBox::clicked, this, &PreflightPage::lookRequested);
    connect(m_ui->imagesButton, &QPushButton::clicked, this, &PreflightPage::chooseImages);
    setFirstFocus(this, m_ui->againButton);
    retranslate();
}

PreflightPage::~PreflightPage() = default;

void PreflightPage::chooseImages()
{
    auto *dialog = new QFileDialog(this, tr("Folder with images"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &folder) {
        setImages(folder);
        emit lookRequested();
    });
    dialog->open();
}

void PreflightPage::setRoute(const Route &route)
{
    m_route = route;
    m_ui->setAsideBox->setChecked(false); // another host may be the target now
    retranslate();
}

void PreflightPage::setImages(const QString &folder)
{
    m_ui->imagesEdit->setText(folder);
}

QString PreflightPage::images() const
{
    return m_ui->imagesEdit->text().trimmed();
}

bool PreflightPage::setsAside() const
{
    return m_ui->setAsideBox->isChecked();
}

void PreflightPage::setLooking()
{
    m_looking = true;
    m_preflight = {};
    retranslate();
}

void PreflightPage::setPreflight(const Preflight &preflight)
{
    m_looking = false;
    m_preflight = preflight;
    retranslate();
}

void PreflightPage::setFailed()
{
    m_looking = false;
    retranslate();
}

QString PreflightPage::name() const
{
    return m_kind == Kind::Restore ? tr("Preflight") : tr("Prerequisites");
}

QString PreflightPage::title() const
{
    const bool stopped =
        std::ranges::any_of(m_preflight.checks, [](const Check &check) { return !check.ok; });
    if (stopped)
        return tr("Something stands in the way");
    return m_looking || m_preflight.checks.isEmpty() ? tr("Is everything there?")
                                                     : tr("Nothing stands in the way");
}

QString PreflightPage::question() const
{
    if (m_looking)
        return tr("Looking at the point and the host; nothing is changed.");
    return isComplete() ? tr("What is amber is worth knowing, and stops nothing.")
                        : tr("What is red has to be mended first; each says how. Then look again.");
}

void PreflightPage::retranslate()
{
    m_ui->retranslateUi(this);
    if (m_route) {
        const auto [from, to] = m_route();
        m_ui->route->setRoute(from, to);
    }
    m_ui->busy->setVisible(m_looking);
    m_ui->setAsideBox->setVisible(m_preflight.isOccupied || setsAside());
    m_ui->setAsideBox->setEnabled(!m_looking);
    m_ui->againButton->setEnabled(!m_looking);
    showChecks(m_ui->list, m_preflight.checks);
    for (const Plan &plan : m_kind == Kind::Restore ? m_preflight.plans : QList<Plan>())
        showWarnings(m_ui->list, plan.warnings);
    emit completeChanged();
}

} // namespace Lifeboat
