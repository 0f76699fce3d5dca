#include "gui/points/pointspage.h"

#include "gui/common/delegates.h"
#include "gui/common/errorbanner.h"
#include "gui/common/firstfocus.h"
#include "gui/common/format.h"
#include "gui/common/look.h"
#include "gui/common/tables.h"
#include "gui/points/artifactsdialog.h"
#include "gui/points/calendarmodel.h"
#include "gui/points/comparedialog.h"
#include "gui/points/pointchanges.h"
#include "gui/points/pointlistmodel.h"
#include "gui/points/pointmodel.h"

#include "ui_pointspage.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QLocale>
#include <QShortcut>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

PointsPage::PointsPage(QWidget *parent)
    : QWidget(parent)
    , m_calendar(new CalendarModel(this))
    , m_components(new PointModel(this))
    , m_host(new QComboBox(this))
    , m_vault(new QPushButton(lifeboatIcon(u"vaults"_s, QPalette::ButtonText), {}, this))
    , m_times(new QButtonGroup(this))
    , m_ui(std::make_unique<Ui::PointsPage>())
{
    m_ui->setupUi(this);
    m_host->setMinimumWidth(200);
    m_host->setObjectName(u"hostBox"_s);
    m_ui->header->actions()->addWidget(m_vault);
    m_ui->header->actions()->addWidget(m_host);
    setRank(m_ui->emptyLabel, Rank::Quiet);
    setUpCalendar();
    setUpPoint();
    connect(m_host, &QComboBox::currentIndexChanged, this, [this] {
        showPoints();
        askForContents();
    });
    connect(m_vault, &QPushButton::clicked, this, &PointsPage::vaultRequested);
    setFirstFocus(this, m_ui->daysTable);
    retranslate();
    showPoints();
}

PointsPage::~PointsPage() = default;

void PointsPage::setUpCalendar()
{
    setRank(m_ui->monthLabel, Rank::Section);
    setRank(m_ui->gapsTitle, Rank::Section);
    m_ui->gapsInside->setAutoFillBackground(false);
    m_ui->gapsScroll->viewport()->setAutoFillBackground(false);
    for (QPushButton *button : {m_ui->previousButton, m_ui->nextButton})
        setButtonKind(button, ButtonKind::Quiet);
    m_ui->previousButton->setIcon(lifeboatIcon(u"chevron-left"_s, QPalette::ButtonText));
    m_ui->nextButton->setIcon(lifeboatIcon(u"chevron-right"_s, QPalette::ButtonText));
    connect(m_ui->previousButton, &QPushButton::clicked, this, [this] { stepMonth(-1); });
    connect(m_ui->nextButton, &QPushButton::clicked, this, [this] { stepMonth(1); });
    QTableView *days = m_ui->daysTable;
    days->setModel(m_calendar);
    days->setItemDelegate(new CalendarDelegate(days));
    days->setFrameShape(QFrame::NoFrame);
    days->setShowGrid(false);
    days->setTabKeyNavigation(false);
    days->setSelectionMode(QAbstractItemView::SingleSelection);
    days->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    days->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    days->verticalHeader()->hide();
    days->verticalHeader()->setMinimumSectionSize(30);
    days->horizontalHeader()->setMinimumSectionSize(24);
    days->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    days->horizontalHeader()->setFont(smallFont());
    connect(days->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) { chooseDay(m_calendar->dateAt(index)); });
    const auto key = [days](Qt::Key which, auto &&what) {
        auto *shortcut = new QShortcut(which, days, nullptr, nullptr, Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, days, what);
    };
    key(Qt::Key_PageUp, [this] { stepMonth(-1); });
    key(Qt::Key_PageDown, [this] { stepMonth(1); });
    key(Qt::Key_T, [this] { chooseDay(m_calendar->today()); });
}

void PointsPage::setUpPoint()
{
    setRank(m_ui->titleLabel, Rank::Section);
    setRank(m_ui->idLabel, Rank::Mono);
    setRank(m_ui->factsLabel, Rank::Quiet);
    setRank(m_ui->changesTitle, Rank::Section);
    setRank(m_ui->changesLabel, Rank::Quiet);
    m_ui->idLabel->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_ui->proofIcon->setFixedSize(18, 18);
    setUpTable(m_ui->componentsTable);
    m_ui->componentsTable->setModel(m_components);
    connect(m_ui->componentsTable, &QTableView::activated, this, [this](const QModelIndex &index) {
        const QModelIndex id = index.siblingAtColumn(PointModel::Component);
        if (const PlacedPoint *placed = currentPoint())
            (new ArtifactsDialog(placed->point, id.data().toString(), this))->open();
    });
    m_ui->componentsTable->setItemDelegateForColumn(0, new StatusDelegate(m_ui->componentsTable));
    QHeaderView *header = m_ui->componentsTable->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(PointModel::Contents, QHeaderView::Stretch);
    const std::pair<QPushButton *, QString> icons[] = {{m_ui->verifyButton, u"verify"_s},
                                                       {m_ui->drillButton, u"drill"_s},
                                                       {m_ui->folderButton, u"folder"_s},
                                                       {m_ui->runbookButton, u"runbook"_s}};
    for (const auto &[button, icon] : icons)
        button->setIcon(lifeboatIcon(icon, QPalette::ButtonText));
    m_ui->restoreButton->setIcon(lifeboatIcon(u"restore"_s, QPalette::HighlightedText));
    setButtonKind(m_ui->restoreButton, ButtonKind::Primary);
    setButtonKind(m_ui->compareButton, ButtonKind::Quiet);
    connect(m_ui->verifyButton, &QPushButton::clicked, this,
            [this] { emit verifyRequested(*currentPoint()); });
    connect(m_ui->drillButton, &QPushButton::clicked, this,
            [this] { emit drillRequested(*currentPoint()); });
    connect(m_ui->restoreButton, &QPushButton::clicked, this,
            [this] { emit restoreRequested(*currentPoint()); });
    connect(m_ui->runbookButton, &QPushButton::clicked, this,
            [this] { emit runbookRequested(*currentPoint()); });
    connect(m_ui->folderButton, &QPushButton::clicked, this,
            [this] { emit folderRequested(currentPoint()->point.folder); });
    connect(m_ui->compareButton, &QPushButton::clicked, this, [this] {
        const int row = rowOf(m_folder);
        (new CompareDialog(m_points, row + 1, row, this))->open();
    });
    auto *restoreKey = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_R), this);
    connect(restoreKey, &QShortcut::activated, m_ui->restoreButton, &QPushButton::click);
}

ErrorBanner *PointsPage::banner() const
{
    return m_ui->errorBanner;
}

void PointsPage::setOverview(const Overview &overview)
{
    m_overview = overview;
    fillHosts();
    showPoints();
    askForContents();
}

void PointsPage::askForContents()
{
    const bool isWhole = std::ranges::all_of(m_points, [this](const PlacedPoint &placed) {
        return m_contents.contains(placed.point.folder);
    });
    if (!isWhole)
        emit contentsRequested(m_points.first().point.hostId);
}

void PointsPage::setContents(const QList<PlacedPoint> &points)
{
    m_contents.clear();
    for (const PlacedPoint &placed : points)
        m_contents.insert(placed.point.folder, placed.point.manifest);
    showPoints();
}

// The configured hosts, and those of which only points are here.
void PointsPage::fillHosts()
{
    QList<std::pair<QString, QString>> hosts;
    QSet<QString> known;
    for (const HostProfile &host : std::as_const(m_overview.hosts)) {
        hosts << std::pair(host.id, host.name);
        known << host.id;
    }
    QString withPoints; // the first thing to look at
    for (const PlacedPoint &placed : std::as_const(m_overview.points)) {
        const QString &id = placed.point.hostId;
        if (withPoints.isEmpty())
            withPoints = id;
        if (known.contains(id))
            continue;
        known << id;
        const QString &name = placed.point.manifest.hostName;
        hosts << std::pair(id, name.isEmpty() ? id : name);
    }
    const QString before = m_host->currentData().toString();
    const QSignalBlocker quiet(m_host);
    m_host->clear();
    for (const auto &[id, name] : hosts)
        m_host->addItem(name, id);
    m_host->setCurrentIndex(std::max(0, m_host->findData(before.isEmpty() ? withPoints : before)));
}

void PointsPage::showHost(const QString &hostId)
{
    m_host->setCurrentIndex(m_host->findData(hostId));
}

void PointsPage::openPoint(const QString &hostId, const QString &folder)
{
    showHost(hostId);
    if (rowOf(folder) >= 0)
        choosePoint(folder);
}

int PointsPage::rowOf(const QString &folder) const
{
    const auto it = std::ranges::find(m_points, folder, &PointListModel::keyOf);
    return it == m_points.end() ? -1 : int(it - m_points.begin());
}

const PlacedPoint *PointsPage::currentPoint() const
{
    const int row = rowOf(m_folder);
    return row < 0 ? nullptr : &m_points.at(row);
}

void PointsPage::showPoints()
{
    const QString hostId = m_host->currentData().toString();
    const bool isOther = !m_points.isEmpty() && m_points.first().point.hostId != hostId;
    m_points = m_overview.pointsOf(hostId);
    for (PlacedPoint &placed : m_points) {
        if (const auto whole = m_contents.constFind(placed.point.folder);
            whole != m_contents.cend())
            placed.point.manifest = *whole;
    }
    m_calendar->setDays(calendarDays(m_points, m_overview.runs, hostId, m_overview.looked),
                        m_overview.looked.toLocalTime().date());
    const bool any = !m_points.isEmpty();
    m_ui->content->setVisible(any);
    m_ui->emptyLabel->setVisible(!any);
    const bool keepsDay = !isOther && m_day.isValid() && m_folder.isEmpty();
    if (any && !keepsDay && rowOf(m_folder) < 0)
        choosePoint(PointListModel::keyOf(m_points.first()));
    else if (any)
        showPoint();
    showSummary();
}

void PointsPage::stepMonth(int by)
{
    const QDate day = m_day.isValid() ? m_day : m_calendar->month();
    chooseDay(day.addMonths(by));
}

// The best point of the day, which is the one that its mark is of; of equals the last.
void PointsPage::chooseDay(const QDate &date)
{
    if (date == m_day)
        return;
    const CalendarDay day = m_calendar->day(date);
    QString best;
    for (const QString &folder : day.folders) {
        const StoredPoint &point = m_points.at(rowOf(folder)).point;
        const bool isBest = PointListModel::statusOf(point) == day.status
                            && (point.newest(Proof::Kind::Drill) != nullptr) == day.proven;
        if (isBest || best.isEmpty())
            best = folder;
    }
    m_day = date;
    m_folder = best;
    showPoint();
}

void PointsPage::choosePoint(const QString &folder)
{
    m_folder = folder;
    m_day = currentPoint()->point.time().toLocalTime().date();
    showPoint();
}

// Of a day with several points each is a chip, by its time.
void PointsPage::showTimes()
{
    for (QAbstractButton *button : m_times->buttons())
        delete button;
    const QStringList folders = m_calendar->day(m_day).folders;
    if (folders.size() < 2)
        return;
    for (const QString &folder : folders) {
        auto *chip = new Chip(m_ui->pointCard);
        const StoredPoint &point = m_points.at(rowOf(folder)).point;
        chip->setLabel(QLocale().toString(point.time().toLocalTime(), u"HH:mm"_s));
        chip->setChecked(folder == m_folder);
        m_times->addButton(chip);
        m_ui->timesRow->addWidget(chip);
        connect(
            chip, &Chip::clicked, this, [this, folder] { choosePoint(folder); },
            Qt::QueuedConnection); // it is deleted by what it leads to
    }
}

void PointsPage::showGaps()
{
    while (QLayoutItem *item = m_ui->gapsGrid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const QList<QDate> gaps = m_calendar->gaps();
    int row = 0;
    for (const QDate &date : gaps) {
        auto *day = rankLabel(Rank::Body, m_ui->gapsInside);
        day->setText(QLocale().toString(date, u"MM-dd"_s));
        auto *reason = rankLabel(Rank::Body, m_ui->gapsInside);
        reason->setTextFormat(Qt::PlainText);
        reason->setWordWrap(true);
        reason->setText(m_calendar->day(date).reason.toString());
        m_ui->gapsGrid->addWidget(day, row, 0, Qt::AlignTop);
        m_ui->gapsGrid->addWidget(reason, row++, 1);
    }
    if (gaps.isEmpty()) {
        auto *none = rankLabel(Rank::Quiet, m_ui->gapsInside);
        none->setText(tr("None this month."));
        m_ui->gapsGrid->addWidget(none, 0, 0, 1, 2);
    }
}

static QStringList provenOf(const StoredPoint &point)
{
    QStringList ids;
    for (const ManifestComponent &component : point.manifest.components) {
        if (point.newest(Proof::Kind::Drill, component.id))
            ids << component.id;
    }
    return ids;
}

static QStringList failedOf(const StoredPoint &point)
{
    QStringList ids;
    for (const ManifestComponent &component : point.manifest.components) {
        if (component.outcome != Outcome::Ok)
            ids << component.id;
    }
    return ids;
}

void PointsPage::showProof(const StoredPoint &point)
{
    const Proof *drill = point.newest(Proof::Kind::Drill);
    const Proof *verify = point.newest(Proof::Kind::Verify);
    const auto show = [this](const QString &icon, Status status, const QString &text) {
        m_ui->proofIcon->setIcon(icon, status);
        m_ui->proofLabel->setText(text);
    };
    if (point.damage) {
        const QString hint = point.damage->hint.toString();
        show(u"failed"_s, Status::Failed,
             (tr("Damaged: %1").arg(point.damage->message.toString()) + u' ' + hint).trimmed());
    } else if (const QStringList failed = failedOf(point); !failed.isEmpty()) {
        show(u"warning"_s, Status::Warning,
             tr("Not whole: %1 could not be saved. The rest can be restored.")
                 .arg(failed.join(u", "_s)));
    } else if (drill) {
        QString text =
            tr("Proven: restored into a throw-away place on %1, equal to the data fingerprint.")
                .arg(Format::dateTime(drill->time));
        if (const std::optional<double> rto = point.rtoSeconds())
            text += u' ' + tr("All data were there after %1.").arg(Format::duration(qRound(*rto)));
        show(u"proven"_s, Status::Ok, text);
    } else if (const QStringList some = provenOf(point); !some.isEmpty()) {
        show(u"warning"_s, Status::Warning,
             tr("Proven in part only: %1. A drill of all components proves the point.")
                 .arg(some.join(u", "_s)));
    } else if (verify) {
        show(u"ok"_s, Status::Ok,
             tr("Verified on %1, not yet proven. A drill proves it.")
                 .arg(Format::dateTime(verify->time)));
    } else {
        show(u"warning"_s, Status::Warning,
             tr("Read back and verified when it was written. Not yet proven: a drill proves it."));
    }
}

void PointsPage::showChanges()
{
    const int row = rowOf(m_folder);
    const bool hasBefore = row >= 0 && row + 1 < m_points.size();
    m_ui->compareButton->setVisible(m_points.size() > 1 && hasBefore);
    m_ui->changesTitle->setVisible(hasBefore);
    m_ui->changesLabel->setVisible(hasBefore);
    if (!hasBefore)
        return;
    const ChangeSummary summary =
        summaryOf(m_points.at(row + 1).point.manifest, m_points.at(row).point.manifest);
    QStringList words;
    for (const Text &text : summary.implausible)
        words << text.toString();
    if (!words.isEmpty())
        words = {tr("Implausible: %1.").arg(words.join(u", "_s))};
    QStringList others;
    for (const Text &text : summary.others)
        others << text.toString();
    words << (others.isEmpty() ? tr("Nothing else changed.") : others.join(u" · "_s));
    m_ui->changesLabel->setText(words.join(u' '));
    m_ui->changesLabel->setForegroundRole(summary.implausible.isEmpty() ? QPalette::PlaceholderText
                                                                        : QPalette::WindowText);
}

void PointsPage::showPoint()
{
    m_calendar->setMonth(m_day);
    m_ui->monthLabel->setText(QLocale().toString(m_calendar->month(), tr("MMMM yyyy")));
    m_ui->daysTable->setCurrentIndex(m_calendar->indexOf(m_day));
    showTimes();
    showGaps();
    showChanges();
    const PlacedPoint *placed = currentPoint();
    for (QPushButton *button : {m_ui->verifyButton, m_ui->drillButton, m_ui->folderButton,
                                m_ui->runbookButton, m_ui->restoreButton})
        button->setEnabled(placed != nullptr);
    m_ui->idLabel->setVisible(placed);
    m_ui->factsLabel->setVisible(placed);
    if (!placed) {
        const CalendarDay day = m_calendar->day(m_day);
        m_ui->titleLabel->setText(QLocale().toString(m_day, u"ddd yyyy-MM-dd"_s));
        m_ui->proofIcon->setIcon(u"missed"_s, day.isGap() ? Status::Interrupted : Status::Absent);
        m_ui->proofLabel->setText(day.isGap() ? tr("No point: %1").arg(day.reason.toString())
                                              : tr("No point on this day."));
        m_components->setPoint({}, m_overview.looked);
        return;
    }
    const StoredPoint &point = placed->point;
    m_ui->titleLabel->setText(
        QLocale().toString(point.time().toLocalTime(), u"ddd yyyy-MM-dd HH:mm"_s));
    m_ui->idLabel->setText(point.id());
    m_ui->idLabel->setToolTip(point.hostId + u'/' + point.id());
    qsizetype artifacts = 0;
    for (const ManifestComponent &component : point.manifest.components)
        artifacts += component.artifacts.size();
    m_ui->factsLabel->setText(QStringList{Format::size(point.manifest.bytes()),
                                          tr("%n artifact(s)", nullptr, int(artifacts)),
                                          tr("vault %1").arg(placed->vault.name)}
                                  .join(u" · "_s));
    m_components->setPoint(point, m_overview.looked);
    showProof(point);
    // A host is needed to check a dump with the server's own tools; one that was removed has none.
    const bool reachable = m_overview.host(point.hostId) != nullptr;
    m_ui->verifyButton->setEnabled(reachable);
    m_ui->drillButton->setEnabled(reachable && !point.damage);
    m_ui->runbookButton->setEnabled(!point.damage);
    m_ui->restoreButton->setEnabled(!point.damage);
}

void PointsPage::showSummary()
{
    // What is not there is said only of what was looked at.
    const bool looking = !m_overview.looked.isValid();
    const bool unread = !m_overview.knowsAllPoints();
    QStringList summary;
    if (looking)
        summary << tr("looking…");
    else if (!unread || !m_points.isEmpty())
        summary << tr("%n point(s)", nullptr, int(m_points.size()));
    const auto proven = std::ranges::find_if(m_points, [](const PlacedPoint &placed) {
        return placed.point.newest(Proof::Kind::Drill) != nullptr;
    });
    if (proven != m_points.end())
        summary << tr("newest proven %1").arg(Format::age(proven->point.time(), m_overview.looked));
    else if (!m_points.isEmpty())
        summary << tr("none proven");
    if (unread)
        summary << tr("a vault cannot be read");
    m_ui->header->setTexts(tr("Points"), summary.join(u" · "_s));
    m_host->setVisible(m_host->count() > 0);
    m_ui->emptyLabel->setText(
        looking                ? tr("looking…")
        : unread               ? tr("Not known: a vault cannot be read. It may hold points.")
        : m_host->count() == 0 ? tr("No host and no point yet.")
                               : tr("No points yet for %1.").arg(m_host->currentText()));
}

void PointsPage::retranslate()
{
    m_ui->retranslateUi(this);
    m_host->setAccessibleName(tr("Host"));
    m_vault->setText(tr("Use another vault…"));
    m_calendar->retranslate();
    m_components->retranslate();
    if (!m_points.isEmpty())
        showPoint();
    showSummary();
    // In a narrow window folder and runbook are icons.
    const std::pair<QPushButton *, QString> names[] = {{m_ui->folderButton, tr("Open folder")},
                                                       {m_ui->runbookButton, tr("Runbook…")}};
    for (const auto &[button, name] : names) {
        button->setAccessibleName(name);
        button->setToolTip(width() < 960 ? name : QString());
        button->setText(width() < 960 ? QString() : name);
    }
}

void PointsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void PointsPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool low = height() < 680, narrow = width() < 960;
    m_ui->daysTable->verticalHeader()->setDefaultSectionSize(low ? 36 : 46);
    m_ui->daysTable->setFixedHeight((low ? 36 : 46) * 6 + 34);
    m_ui->calendarCard->setFixedWidth(narrow ? 322 : 354);
    m_ui->componentsTable->setColumnHidden(PointModel::State, narrow);
    m_ui->componentsTable->setColumnHidden(PointModel::Verified, narrow);
    QHeaderView *header = m_ui->componentsTable->horizontalHeader();
    header->resizeSection(PointModel::State, 84);
    header->resizeSection(PointModel::Component, narrow ? 124 : 148);
    header->resizeSection(PointModel::Size, 76);
    header->resizeSection(PointModel::Verified, 84);
    header->resizeSection(PointModel::Proven, narrow ? 90 : 112);
    retranslate();
}

} // namespace Lifeboat
