#include "gui/recovery/recoveryrunpage.h"

#include "gui/common/look.h"
#include "gui/runs/liverun.h"
#include "gui/runs/runwords.h"

#include "ui_recoveryrunpage.h"

using namespace Qt::StringLiterals;

namespace Lifeboat {

RecoveryRunPage::RecoveryRunPage(QWidget *parent)
    : StepPage(parent)
    , m_ui(std::make_unique<Ui::RecoveryRunPage>())
{
    m_ui->setupUi(this);
    m_ui->column->setStretchFactor(m_ui->view, 1);
    m_ui->cancelRunButton->setIcon(lifeboatIcon(u"cancel"_s, QPalette::ButtonText));
    connect(m_ui->cancelRunButton, &QPushButton::clicked, this, &RecoveryRunPage::cancelRequested);
    retranslate();
}

RecoveryRunPage::~RecoveryRunPage() = default;

void RecoveryRunPage::setRun(LiveRun *run)
{
    if (m_run)
        disconnect(m_run, nullptr, this, nullptr);
    m_run = run;
    m_host = run->host().name;
    m_parts.begin();
    run->keepFor(this);
    m_ui->view->showLive(run);
    connect(run, &LiveRun::planned, this, [this, run] {
        m_parts.addPlan(*run->plan(), run->elapsed());
        retranslate();
    });
    connect(run, &LiveRun::changed, this, [this, run] {
        if (run->isRunning())
            m_parts.tick(run->elapsed());
        retranslate();
    });
    connect(run, &LiveRun::finished, this, [this, run](const RunReport &report) {
        m_parts.end(statusOfRun(report), run->elapsed());
        retranslate();
    });
    connect(run, &QObject::destroyed, this, [this] { m_run = nullptr; });
    retranslate();
}

bool RecoveryRunPage::hasSucceeded() const
{
    return m_run && m_run->report() && m_run->report()->status == Outcome::Ok;
}

QString RecoveryRunPage::title() const
{
    if (m_run && m_run->isRunning())
        return tr("Recovering %1").arg(m_host);
    return hasSucceeded() ? tr("%1 is recovered").arg(m_host) : tr("The recovery stopped");
}

QString RecoveryRunPage::question() const
{
    if (isComplete())
        return tr("It stays listed under Runs, with every step.");
    return tr("This window may be closed: the run goes on, and is listed under Runs.");
}

QString RecoveryRunPage::nextText() const
{
    return hasSucceeded() || (m_run && m_run->isRunning()) ? QString() : tr("Go on with it");
}

bool RecoveryRunPage::isComplete() const
{
    return m_run && !m_run->isRunning();
}

bool RecoveryRunPage::canGoBack() const
{
    return isComplete() && !hasSucceeded();
}

void RecoveryRunPage::retranslate()
{
    m_ui->retranslateUi(this);
    m_ui->parts->setParts(m_parts);
    const bool running = m_run && m_run->isRunning();
    m_ui->cancelRunButton->setVisible(running);
    m_ui->cancelRunButton->setEnabled(running && !m_run->isCancelling());
    const bool stopped = isComplete() && !hasSucceeded();
    m_ui->advice->setVisible(stopped);
    m_ui->advice->setText(tr("What is done stays on %1, and the point is untouched. Mend what is "
                             "said above, then go on: the recovery of this point continues where "
                             "it stopped, also from another desktop. Back leads to the "
                             "prerequisites.")
                              .arg(m_host));
    emit completeChanged();
}

} // namespace Lifeboat
