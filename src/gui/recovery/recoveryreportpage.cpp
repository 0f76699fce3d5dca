#include "gui/recovery/recoveryreportpage.h"

#include "gui/common/card.h"
#include "gui/common/firstfocus.h"
#include "gui/common/look.h"
#include "gui/fleet/findings.h"
#include "gui/runs/runwords.h"

#include "ui_recoveryreportpage.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace Lifeboat {

RecoveryReportPage::RecoveryReportPage(QWidget *parent)
    : StepPage(parent)
    , m_ui(std::make_unique<Ui::RecoveryReportPage>())
{
    m_ui->setupUi(this);
    m_ui->copyButton->setIcon(lifeboatIcon(u"copy"_s, QPalette::ButtonText));
    connect(m_ui->copyButton, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(recoveryReportText(m_outcome)); });
    m_ui->saveButton->setIcon(lifeboatIcon(u"artifact"_s, QPalette::ButtonText));
    connect(m_ui->saveButton, &QPushButton::clicked, this,
            [this] { emit saveRequested(m_outcome.report); });
    setFirstFocus(this, m_ui->copyButton);
}

RecoveryReportPage::~RecoveryReportPage() = default;

void RecoveryReportPage::setOutcome(const RecoveryOutcome &outcome)
{
    m_outcome = outcome;
    retranslate();
}

QString RecoveryReportPage::title() const
{
    return tr("%1 is recovered").arg(m_outcome.target.name);
}

QString RecoveryReportPage::question() const
{
    return resultText(m_outcome.report).toString();
}

void RecoveryReportPage::retranslate()
{
    m_ui->retranslateUi(this);
    clearList(m_ui->list);
    for (const ReportSection &section : recoveryReport(m_outcome)) {
        if (section.lines.isEmpty())
            continue;
        auto *title = rankLabel(Rank::Section, this);
        title->setText(section.title.toString());
        title->setContentsMargins(0, m_ui->list->count() ? Space::Medium : 0, 0, 0);
        m_ui->list->addWidget(title);
        for (const ReportLine &line : section.lines)
            addFinding(m_ui->list, line.status, line.text.toString(), line.below.toString());
    }
    emit completeChanged();
}

} // namespace Lifeboat
