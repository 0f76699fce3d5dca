#include "gui/runs/runview.h"

#include "gui/common/card.h"
#include "gui/common/errorbanner.h"
#include "gui/common/format.h"
#include "gui/common/look.h"
#include "gui/runs/liverun.h"
#include "gui/runs/runwords.h"
#include "gui/runs/stepview.h"
#include "gui/runs/timebar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

RunView::RunView(QWidget *parent)
    : QWidget(parent)
    , m_recorded(new StepModel(this))
    , m_banner(new ErrorBanner(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Space::Medium);
    column->addWidget(m_banner);
    column->addWidget(buildProgress());
    column->addWidget(buildResult());
    column->addWidget(buildSteps(), 1);
    column->addWidget(buildTimes());
    clear();
}

QWidget *RunView::buildProgress()
{
    m_progressCard = new Card(this);
    m_percent = rankLabel(Rank::Figure, m_progressCard);
    m_left = rankLabel(Rank::Body, m_progressCard);
    m_left->setContentsMargins(0, 0, 0, 4);
    m_phase = rankLabel(Rank::Body, m_progressCard);
    m_phase->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_phase->setTextFormat(Qt::PlainText);
    m_bytes = rankLabel(Rank::Quiet, m_progressCard);
    m_activity = rankLabel(Rank::Quiet, m_progressCard);
    m_rate = rankLabel(Rank::Section, m_progressCard);
    m_bar = new QProgressBar(m_progressCard);
    m_bar->setObjectName(u"progressBar"_s);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(8);
    auto *first = new QHBoxLayout;
    first->setSpacing(Space::Medium);
    first->addWidget(m_percent);
    first->addWidget(m_left, 0, Qt::AlignBottom);
    first->addStretch();
    first->addWidget(m_rate, 0, Qt::AlignBottom);
    auto *third = new QHBoxLayout;
    third->setSpacing(Space::Medium);
    third->addWidget(m_phase, 1);
    third->addWidget(m_bytes);
    third->addWidget(m_activity);
    auto *column = new QVBoxLayout(m_progressCard);
    column->setContentsMargins(Space::Large, Space::Medium, Space::Large, Space::Medium);
    column->setSpacing(Space::Small);
    column->addLayout(first);
    column->addWidget(m_bar);
    column->addLayout(third);
    return m_progressCard;
}

QWidget *RunView::buildResult()
{
    m_resultCard = new Card(this);
    m_resultIcon = new IconLabel(20, m_resultCard);
    m_result = rankLabel(Rank::Section, m_resultCard);
    m_result->setObjectName(u"resultLabel"_s);
    m_resultFacts = rankLabel(Rank::Quiet, m_resultCard);
    for (QLabel *label : {m_result, m_resultFacts}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_result);
    texts->addWidget(m_resultFacts);
    auto *row = new QHBoxLayout(m_resultCard);
    row->setContentsMargins(Space::Large, Space::Medium, Space::Large, Space::Medium);
    row->setSpacing(Space::Medium);
    row->addWidget(m_resultIcon, 0, Qt::AlignTop);
    row->addLayout(texts, 1);
    return m_resultCard;
}

QWidget *RunView::buildSteps()
{
    auto *card = new Card(this);
    m_view = new StepView(card);
    m_view->setObjectName(u"stepsView"_s);
    m_view->setSteps(m_recorded);
    m_follow = new QPushButton(card);
    setButtonKind(m_follow, ButtonKind::Quiet);
    m_follow->setAutoDefault(false);
    connect(m_follow, &QPushButton::clicked, this, [this] { m_view->setFollowing(true); });
    connect(m_view, &StepView::followingChanged, this, &RunView::showFigures);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(1, 2, 1, 2);
    column->setSpacing(0);
    column->addWidget(m_view, 1);
    column->addWidget(m_follow, 0, Qt::AlignRight);
    return card;
}

QWidget *RunView::buildTimes()
{
    m_timesCard = new Card(this);
    m_timesCard->setObjectName(u"timesCard"_s);
    m_timesTitle = rankLabel(Rank::Section, m_timesCard);
    m_advice = rankLabel(Rank::Quiet, m_timesCard);
    m_advice->setObjectName(u"adviceLabel"_s);
    m_advice->setWordWrap(true);
    m_advice->setTextFormat(Qt::PlainText);
    m_times = new TimeBar(m_timesCard);
    auto *column = new QVBoxLayout(m_timesCard);
    column->setContentsMargins(Space::Large, Space::Small, Space::Large, Space::Small);
    column->setSpacing(6);
    column->addWidget(m_timesTitle);
    column->addWidget(m_advice);
    column->addWidget(m_times);
    return m_timesCard;
}

void RunView::showTimes()
{
    const TimeShares &times = m_live ? m_live->times() : m_recordTimes;
    m_timesCard->setVisible(times.isKnown());
    m_times->setShares(times.shares());
    m_advice->setText(times.advice().toString());
    m_advice->setVisible(!m_advice->text().isEmpty());
}

void RunView::showLive(LiveRun *run)
{
    if (run == m_live)
        return;
    clear();
    m_live = run;
    m_report = run->report();
    m_view->setSteps(run->steps());
    m_view->setFollowing(run->isRunning());
    connect(run, &LiveRun::changed, this, &RunView::showFigures);
    connect(run, &LiveRun::finished, this, [this](const RunReport &report) {
        m_report = report;
        m_view->setFollowing(false);
        retranslate();
    });
    connect(run, &QObject::destroyed, this, [this] { m_view->setSteps(m_recorded); });
    retranslate();
}

void RunView::showRecord(const RunReport &report, const QList<PlannedStep> &steps,
                         const QList<RunEvent> &events)
{
    const bool same = !m_live && m_report && m_report->run == report.run && m_recordSteps == steps
                      && events.size() >= m_recordEvents;
    if (!same) {
        clear();
        m_recorded->setSteps(steps);
        m_recordSteps = steps;
    }
    m_report = report;
    const QList<RunEvent> news = events.mid(m_recordEvents);
    m_recorded->apply(news, QDateTime::currentDateTimeUtc());
    for (const RunEvent &event : news)
        m_recordTimes.add(event);
    m_recordEvents = events.size();
    if (statusOfRun(report) != Status::Running)
        m_recorded->endReplay();
    retranslate();
}

void RunView::clear()
{
    if (m_live)
        disconnect(m_live, nullptr, this, nullptr);
    m_live = nullptr;
    m_report.reset();
    m_recordSteps.clear();
    m_recordEvents = 0;
    m_recordTimes.clear();
    m_recorded->setSteps({});
    m_view->setSteps(m_recorded);
    m_view->setFollowing(false);
    retranslate();
}

void RunView::showFigures()
{
    const bool live = m_live && m_live->isRunning();
    showTimes();
    m_progressCard->setVisible(live);
    m_follow->setVisible(live && !m_view->isFollowing());
    if (!live)
        return;
    const RunProgress &progress = m_live->progress();
    const bool known = progress.share() >= 0;
    m_bar->setRange(0, known ? 1000 : 0);
    m_bar->setValue(known ? int(progress.share() * 1000) : 0);
    m_percent->setVisible(known);
    m_percent->setText(QLocale().toString(int(progress.share() * 100)) + u" %"_s);
    const auto left = progress.left();
    QStringList times{tr("%1 so far").arg(Format::duration(int(m_live->elapsed().count() / 1000)))};
    if (m_live->isCancelling())
        times = {tr("cancelling: stopping what runs on the host")};
    else if (known && progress.share() < 0.99) // what is left then carries no bytes
        times.prepend(Format::eta(left ? int(left->count()) : -1));
    m_left->setText(times.join(u" · "_s));
    m_bytes->setText(progress.bytes() <= 0 ? QString()
                     : known
                         ? tr("%1 of about %2")
                               .arg(Format::size(progress.bytes()), Format::size(progress.total()))
                         : Format::size(progress.bytes()));
    m_rate->setText(progress.rate() >= 1 ? Format::rate(progress.rate()) : QString());
    const auto quiet = m_live->quietFor();
    const QModelIndex running = m_live->steps()->runningStep();
    const StepModel &steps = *m_live->steps();
    if (m_live->plan())
        m_phase->setText(running.isValid() ? running.data().toString()
                                           : tr("Waiting for the host"));
    else if (const int said = steps.rowCount(); said > 0) // that it waits for its turn
        m_phase->setText(steps.index(said - 1, 0).data().toString());
    else
        m_phase->setText(tr("Connecting, and looking at what is there"));
    m_activity->setText(tr("last activity %1 ago").arg(Format::duration(int(quiet.count()))));
    const bool slow = quiet > 30s;
    m_activity->setForegroundRole(slow ? QPalette::WindowText : QPalette::PlaceholderText);
}

void RunView::showResult()
{
    const bool ended = m_report && !(m_live && m_live->isRunning());
    m_resultCard->setVisible(ended);
    m_banner->clear();
    if (!ended)
        return;
    const RunReport &run = *m_report;
    const Status status = statusOfRun(run);
    m_resultIcon->setIcon(statusIconName(status), status);
    const bool isTold = run.error && (!run.error->hint.isEmpty() || !run.error->detail.isEmpty());
    m_result->setText(isTold ? statusWord(status) : resultText(run).toString());
    QStringList facts{Format::dateTime(run.started)};
    if (run.ended.isValid())
        facts << Format::duration(int(run.seconds));
    if (run.bytes > 0)
        facts << Format::size(run.bytes);
    if (run.skewSeconds > 0)
        facts << tr("data apart by %1 s at most").arg(QLocale().toString(run.skewSeconds, 'f', 2));
    if (run.downtimeSeconds > 0)
        facts << tr("out of service for %1 s").arg(QLocale().toString(run.downtimeSeconds, 'f', 1));
    if (run.applicationSeconds > 0)
        facts << tr("application back after another %1")
                     .arg(Format::duration(int(run.applicationSeconds)));
    QString text = facts.join(u" · "_s);
    if (const Text state = restoreStateText(run); !state.isEmpty() && state != resultText(run))
        text += u'\n' + state.toString();
    m_resultFacts->setText(text);
    if (isTold) // what failed and what to do
        m_banner->setError(*run.error);
}

void RunView::retranslate()
{
    m_bar->setAccessibleName(tr("Progress of the run"));
    m_view->setAccessibleName(tr("Steps of the run"));
    m_follow->setText(tr("Follow"));
    m_timesTitle->setText(tr("Where the time went"));
    m_times->setAccessibleName(m_timesTitle->text());
    m_recorded->retranslate();
    if (m_live)
        m_live->steps()->retranslate();
    showFigures();
    showResult();
}

void RunView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace Lifeboat
