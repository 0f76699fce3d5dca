#include "gui/restore/restorerunpage.h"

#include "gui/common/card.h"
#include "gui/common/look.h"
#include "gui/runs/liverun.h"
#include "gui/runs/runview.h"
#include "gui/runs/runwords.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static QString placesText(const QList<Place> &places)
{
    QStringList names;
    for (const Place &place : places)
        names << place.component + u": "_s + place.beside;
    return names.join(u" · "_s);
}

RestoreRunPage::RestoreRunPage(Kind kind, QWidget *parent)
    : StepPage(parent)
    , m_kind(kind)
    , m_view(new RunView(this))
    , m_cancel(new QPushButton(lifeboatIcon(u"cancel"_s, QPalette::ButtonText), {}, this))
    , m_discard(new QPushButton(this))
    , m_differences(new QPushButton(this))
    , m_places(rankLabel(Rank::Body, this))
    , m_report(new QPushButton(lifeboatIcon(u"artifact"_s, QPalette::ButtonText), {}, this))
    , m_undo(new QPushButton(lifeboatIcon(u"undo"_s, QPalette::ButtonText), {}, this))
{
    m_cancel->setObjectName(u"cancelRunButton"_s);
    m_discard->setObjectName(u"discardButton"_s);
    m_differences->setObjectName(u"differencesButton"_s);
    m_places->setWordWrap(true);
    m_places->setTextFormat(Qt::PlainText);
    m_places->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_undo->setObjectName(u"undoButton"_s);
    for (QPushButton *button : {m_cancel, m_discard, m_differences, m_report, m_undo})
        button->setAutoDefault(false);
    connect(m_cancel, &QPushButton::clicked, this, &RestoreRunPage::cancelRequested);
    connect(m_discard, &QPushButton::clicked, this, &RestoreRunPage::discardRequested);
    connect(m_differences, &QPushButton::clicked, this, &RestoreRunPage::differencesRequested);
    connect(m_report, &QPushButton::clicked, this, &RestoreRunPage::reportRequested);
    connect(m_undo, &QPushButton::clicked, this, &RestoreRunPage::undoRequested);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_differences);
    buttons->addWidget(m_discard);
    buttons->addWidget(m_report);
    buttons->addWidget(m_undo);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Space::Medium);
    column->addWidget(m_view, 1);
    column->addWidget(m_places);
    column->addLayout(buttons);
    retranslate();
}

void RestoreRunPage::setRun(LiveRun *run, const QString &host)
{
    m_run = run;
    m_host = host;
    run->keepFor(this);
    m_view->showLive(run);
    connect(run, &LiveRun::changed, this, &RestoreRunPage::retranslate);
    connect(run, &LiveRun::finished, this, &RestoreRunPage::retranslate);
    connect(run, &QObject::destroyed, this, [this] { m_run = nullptr; });
    retranslate();
}

void RestoreRunPage::setLookOnly(bool lookOnly)
{
    m_lookOnly = lookOnly;
    retranslate();
}

bool RestoreRunPage::isEqual() const
{
    return m_run && m_run->report() && isPreparedEqual(*m_run->report());
}

// Also what an unequal preparation left beside.
bool RestoreRunPage::canDiscard() const
{
    return m_kind == Kind::Prepare && m_run && m_run->report() && !isEqual()
           && !m_run->report()->places.isEmpty();
}

QString RestoreRunPage::name() const
{
    return m_kind == Kind::Prepare ? tr("Prepare") : tr("Result");
}

QString RestoreRunPage::title() const
{
    const bool running = m_run && m_run->isRunning();
    if (m_kind == Kind::Result)
        return running ? tr("Cutting over %1").arg(m_host) : tr("Result");
    return running     ? tr("Preparing on %1").arg(m_host)
           : isEqual() ? tr("Prepared, and equal")
                       : tr("Not prepared");
}

QString RestoreRunPage::question() const
{
    const bool serves =
        m_run && m_run->report() && m_run->report()->restore == RestoreState::InService;
    if (m_kind == Kind::Result && serves)
        return tr("Undo brings back what was there, until the safety copies are dropped.");
    if (m_kind == Kind::Result && m_run && m_run->report())
        return tr("It stays listed under Runs, with every step.");
    if (m_kind == Kind::Result)
        return tr("The window may be closed while it runs; the host finishes or goes back by "
                  "itself.");
    return tr("The new databases are made beside those in service and compared with the data "
              "fingerprint. What is in service is not touched.");
}

// What is unequal has one way on: away with it.
QString RestoreRunPage::nextText() const
{
    if (m_kind == Kind::Result || (m_lookOnly && isEqual()))
        return tr("Close");
    return canDiscard() ? tr("Discard what was prepared…") : QString();
}

bool RestoreRunPage::isComplete() const
{
    return m_kind == Kind::Result ? m_run && !m_run->isRunning() : isEqual() || canDiscard();
}

void RestoreRunPage::retranslate()
{
    const bool running = m_run && m_run->isRunning();
    m_cancel->setText(tr("Cancel run…"));
    m_cancel->setVisible(running && m_kind == Kind::Prepare);
    m_cancel->setEnabled(running && !m_run->isCancelling());
    m_discard->setText(tr("Discard what was prepared…"));
    m_discard->setVisible(m_lookOnly && isEqual());
    m_differences->setText(tr("Show differences"));
    m_differences->setVisible(m_run && m_run->report()
                              && !differencesOf(*m_run->report()).isEmpty());
    m_places->setVisible(m_lookOnly && isEqual());
    m_places->setText(tr("To be looked at on %1, beside what is in service: %2")
                          .arg(m_host, m_run && m_run->report()
                                           ? placesText(m_run->report()->places)
                                           : QString()));
    m_report->setText(tr("Save report…"));
    m_report->setVisible(m_kind == Kind::Result && m_run && m_run->report());
    m_undo->setText(tr("Undo…"));
    m_undo->setVisible(m_kind == Kind::Result && m_run && m_run->report()
                       && m_run->report()->restore == RestoreState::InService);
    emit completeChanged();
}

} // namespace Lifeboat
