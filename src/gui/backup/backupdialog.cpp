#include "gui/backup/backupdialog.h"

#include "gui/backup/scopepage.h"
#include "gui/common/errorbanner.h"
#include "gui/runs/planpage.h"
#include "gui/vaults.h"

#include <QFileDialog>

using namespace Qt::StringLiterals;

namespace Lifeboat {

BackupDialog::BackupDialog(Desk &desk, const HostProfile &host, QWidget *parent)
    : StepDialog(parent)
    , m_desk(desk)
    , m_host(host)
    , m_scope(new ScopePage(host.name))
    , m_plan(new PlanPage(Verb::Backup))
{
    addStep(m_scope);
    addStep(m_plan);
    QList<VaultEntry> vaults;
    for (const VaultLook &vault : desk.overview().vaults)
        vaults << vault.entry;
    m_scope->setVaults(vaults, desk.settings().places().data + u"/vault"_s);
    m_scope->leave = [this] { return leaveScope(); };
    m_plan->enter = [this] { makePlan(); };
    m_plan->leave = [this] { return leavePlan(); };
    connect(m_scope, &ScopePage::folderRequested, this, &BackupDialog::chooseFolder);
    resize(940, 640);
    showStep(0);
    look();
}

BackupDialog::~BackupDialog()
{
    m_asking.cancel();
}

void BackupDialog::look()
{
    m_scope->setLooking();
    banner()->clear();
    m_asking = m_desk.query(
        m_host, {}, this,
        [host = m_host](Operations &operations, const Access &access) {
            return operations.discover(host, access);
        },
        [this](const Result<HostFacts> &facts) {
            if (facts) {
                m_scope->setFacts(*facts);
            } else {
                m_scope->setFailed();
                banner()->setError(facts.error());
            }
        });
}

void BackupDialog::chooseFolder()
{
    auto *dialog = new QFileDialog(this, tr("Folder for backup points"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, m_scope, &ScopePage::chooseVault);
    dialog->open();
}

bool BackupDialog::leaveScope()
{
    if (!m_scope->hasFacts()) {
        look();
        return false;
    }
    banner()->clear();
    m_options.components = m_scope->components();
    m_options.cold = m_scope->cold();
    m_desk.work(
        this,
        [folder = m_scope->vaultFolder(), settings = &m_desk.settings(),
         files = &m_desk.fileSystem()] { return ensureVault(*settings, *files, folder); },
        [this](const Result<VaultEntry> &vault) {
            if (!vault) {
                banner()->setError(vault.error());
                return;
            }
            m_options.vault = vault->folder;
            emit m_scope->done();
        });
    return false;
}

void BackupDialog::makePlan()
{
    m_plan->setLooking();
    m_asking = m_desk.query(
        m_host, {}, this,
        [host = m_host, options = m_options](Operations &operations, const Access &access) {
            return operations.planBackup(host, access, options);
        },
        [this](const Result<Plan> &plan) {
            if (plan) {
                m_plan->setPlans({*plan});
            } else {
                m_plan->setFailed();
                banner()->setError(plan.error());
            }
        });
}

bool BackupDialog::leavePlan()
{
    emit started(m_desk.backup(m_host, m_options));
    accept();
    return false;
}

} // namespace Lifeboat
