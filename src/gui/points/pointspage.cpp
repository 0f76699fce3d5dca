#include "gui/points/pointspage.h"

#include "gui/common/card.h"
#include "gui/common/delegates.h"
#include "gui/common/errorbanner.h"
#include "gui/common/format.h"
#include "gui/common/look.h"
#include "gui/common/tables.h"
#include "gui/points/pointlistmodel.h"
#include "gui/points/pointmodel.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace Lifeboat {

PointsPage::PointsPage(QWidget *parent)
    : QWidget(parent)
    , m_points(new PointListModel(this))
    , m_components(new PointModel(this))
    , m_header(new PageHeader(this))
    , m_banner(new ErrorBanner(this))
    , m_host(new QComboBox(this))
    , m_vault(new QPushButton(lifeboatIcon(u"vaults"_s, QPalette::ButtonText), {}, this))
{
    m_host->setMinimumWidth(200);
    m_host->setObjectName(u"hostBox"_s);
    m_header->actions()->addWidget(m_vault);
    m_header->actions()->addWidget(m_host);
    connect(m_host, &QComboBox::currentIndexChanged, this, &PointsPage::showPoints);
    connect(m_vault, &QPushButton::clicked, this, &PointsPage::vaultRequested);

    m_empty = rankLabel(Rank::Quiet, this);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Space::Page, 20, Space::Page, 20);
    column->setSpacing(Space::Large);
    column->addWidget(m_header);
    column->addWidget(m_banner);
    column->addWidget(buildList(), 2);
    column->addWidget(buildPoint(), 3);
    column->addWidget(m_empty, 1);
    auto *restoreKey = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_R), this);
    connect(restoreKey, &QShortcut::activated, m_restore, &QPushButton::click);
    setFocusProxy(m_list);
    retranslate();
    showPoints();
}

QWidget *PointsPage::buildList()
{
    auto *card = new Card(this);
    m_list = new QTableView(card);
    m_list->setObjectName(u"pointsTable"_s);
    m_list->setModel(m_points);
    setUpTable(m_list);
    m_list->setItemDelegateForColumn(0, new StatusDelegate(m_list));
    static constexpr int widths[] = {116, 150, 96, 124, 124};
    for (int i = 0; i < 5; ++i)
        m_list->horizontalHeader()->resizeSection(i, widths[i]);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &PointsPage::showPoint);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(1, 2, 1, 2);
    column->addWidget(m_list);
    return card;
}

QWidget *PointsPage::buildPoint()
{
    m_card = new Card(this);
    m_title = rankLabel(Rank::Section, m_card);
    m_id = rankLabel(Rank::Mono, m_card);
    m_id->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts = rankLabel(Rank::Quiet, m_card);
    m_proofIcon = new IconLabel(18, m_card);
    m_proof = rankLabel(Rank::Body, m_card);
    m_proof->setObjectName(u"proofLabel"_s);
    m_proof->setWordWrap(true);
    m_proof->setTextFormat(Qt::PlainText);
    m_table = new QTableView(m_card);
    m_table->setModel(m_components);
    setUpTable(m_table);
    m_table->setItemDelegateForColumn(0, new StatusDelegate(m_table));
    static constexpr int widths[] = {112, 190, 96};
    for (int i = 0; i < 3; ++i)
        m_table->horizontalHeader()->resizeSection(i, widths[i]);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Space::Small);
    const auto button = [this](const QString &icon, const QString &name, bool primary) {
        const auto ink = primary ? QPalette::HighlightedText : QPalette::ButtonText;
        auto *made = new QPushButton(lifeboatIcon(icon, ink), {}, m_card);
        made->setObjectName(name);
        setButtonKind(made, primary ? ButtonKind::Primary : ButtonKind::Ordinary);
        return made;
    };
    m_verify = button(u"verify"_s, u"verifyButton"_s, false);
    m_drill = button(u"drill"_s, u"drillButton"_s, false);
    m_folder = button(u"folder"_s, u"folderButton"_s, false);
    m_restore = button(u"restore"_s, u"restoreButton"_s, true);
    buttons->addWidget(m_verify);
    buttons->addWidget(m_drill);
    buttons->addWidget(m_folder);
    buttons->addStretch();
    buttons->addWidget(m_restore);
    connect(m_verify, &QPushButton::clicked, this,
            [this] { emit verifyRequested(*currentPoint()); });
    connect(m_drill, &QPushButton::clicked, this, [this] { emit drillRequested(*currentPoint()); });
    connect(m_restore, &QPushButton::clicked, this,
            [this] { emit restoreRequested(*currentPoint()); });
    connect(m_folder, &QPushButton::clicked, this,
            [this] { emit folderRequested(currentPoint()->point.folder); });

    auto *titles = new QHBoxLayout;
    titles->addWidget(m_title);
    titles->addSpacing(Space::Small);
    titles->addWidget(m_id, 1);
    auto *proof = new QHBoxLayout;
    proof->setSpacing(Space::Small);
    proof->addWidget(m_proofIcon, 0, Qt::AlignTop);
    proof->addWidget(m_proof, 1);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(Space::Large, 0, Space::Large, Space::Tight);
    top->setSpacing(6);
    top->addLayout(titles);
    top->addWidget(m_facts);
    top->addLayout(proof);
    auto *bottom = new QHBoxLayout;
    bottom->setContentsMargins(Space::Large, Space::Small, Space::Large, 0);
    bottom->addLayout(buttons);
    auto *table = new QHBoxLayout;
    table->setContentsMargins(Space::Small, 0, Space::Small, 0); // cells bring their own inset
    table->addWidget(m_table);
    auto *column = new QVBoxLayout(m_card);
    column->setContentsMargins(1, Space::Medium + 4, 1, Space::Large);
    column->addLayout(top);
    column->addLayout(table, 1);
    column->addLayout(bottom);
    return m_card;
}

void PointsPage::setOverview(const Overview &overview)
{
    m_overview = overview;
    fillHosts();
    showPoints();
    retranslate();
}

// The configured hosts, and those of which only points are here.
void PointsPage::fillHosts()
{
    QList<std::pair<QString, QString>> hosts;
    for (const HostProfile &host : std::as_const(m_overview.hosts))
        hosts << std::pair(host.id, host.name);
    for (const PlacedPoint &placed : std::as_const(m_overview.points)) {
        const QString &id = placed.point.hostId;
        const bool known =
            std::ranges::any_of(hosts, [&](const auto &one) { return one.first == id; });
        if (!known)
            hosts << std::pair(
                id, placed.point.manifest.hostName.isEmpty() ? id : placed.point.manifest.hostName);
    }
    const QString current = m_host->currentData().toString();
    const QSignalBlocker quiet(m_host);
    m_host->clear();
    for (const auto &[id, name] : hosts)
        m_host->addItem(name, id);
    m_host->setCurrentIndex(std::max(0, m_host->findData(current)));
}

void PointsPage::showHost(const QString &hostId)
{
    m_host->setCurrentIndex(m_host->findData(hostId));
}

const PlacedPoint *PointsPage::currentPoint() const
{
    return m_points->at(m_list->currentIndex().row());
}

void PointsPage::showPoints()
{
    const QString key = currentPoint() ? PointListModel::keyOf(*currentPoint()) : QString();
    m_points->setPoints(m_overview.pointsOf(m_host->currentData().toString()), m_overview.looked);
    const bool any = m_points->rowCount() > 0;
    m_card->setVisible(any);
    m_list->parentWidget()->setVisible(any);
    m_empty->setVisible(!any);
    if (any)
        m_list->setCurrentIndex(m_points->index(std::max(0, m_points->rowOf(key)), 0));
    showPoint();
    retranslate();
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

void PointsPage::showProof(const PlacedPoint &placed)
{
    const StoredPoint &point = placed.point;
    const Proof *drill = point.newest(Proof::Kind::Drill);
    const Proof *verify = point.newest(Proof::Kind::Verify);
    const auto show = [this](const QString &icon, Status status, const QString &text) {
        m_proofIcon->setIcon(icon, status);
        m_proof->setText(text);
    };
    if (point.damage) {
        const QString hint = point.damage->hint.toString();
        show(u"failed"_s, Status::Failed,
             (tr("Damaged: %1").arg(point.damage->message.toString()) + u' ' + hint).trimmed());
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

void PointsPage::showPoint()
{
    const PlacedPoint *placed = currentPoint();
    if (!placed)
        return;
    const StoredPoint &point = placed->point;
    m_title->setText(QLocale().toString(point.time().toLocalTime(), u"ddd yyyy-MM-dd HH:mm"_s));
    m_id->setText(point.hostId + u'/' + point.id());
    qsizetype artifacts = 0;
    for (const ManifestComponent &component : point.manifest.components)
        artifacts += component.artifacts.size();
    m_facts->setText(QStringList{Format::size(point.manifest.bytes()),
                                 tr("%n artifact(s)", nullptr, int(artifacts)),
                                 tr("vault %1").arg(placed->vault.name)}
                         .join(u" · "_s));
    m_components->setManifest(point.manifest);
    showProof(*placed);
    // A host is needed to check a dump with the server's own tools; one that was removed has none.
    const bool reachable = m_overview.host(point.hostId) != nullptr;
    m_verify->setEnabled(reachable);
    m_drill->setEnabled(reachable && !point.damage);
    m_restore->setEnabled(!point.damage);
}

void PointsPage::retranslate()
{
    QStringList summary{tr("%n point(s)", nullptr, m_points->rowCount())};
    for (int row = 0; row < m_points->rowCount(); ++row) {
        if (m_points->at(row)->point.newest(Proof::Kind::Drill)) {
            summary << tr("newest proven %1")
                           .arg(Format::age(m_points->at(row)->point.time(), m_overview.looked));
            break;
        }
    }
    m_header->setTexts(tr("Points"), summary.join(u" · "_s));
    m_host->setVisible(m_host->count() > 0);
    m_host->setAccessibleName(tr("Host"));
    m_vault->setText(tr("Use another vault…"));
    m_list->setAccessibleName(tr("Points"));
    m_table->setAccessibleName(tr("Components of the point"));
    m_empty->setText(m_host->count() == 0 ? tr("No host and no point yet.")
                                          : tr("No points yet for %1.").arg(m_host->currentText()));
    m_verify->setText(tr("Verify"));
    m_drill->setText(tr("Drill…"));
    m_folder->setText(tr("Open folder"));
    m_restore->setText(tr("Restore…"));
    m_points->retranslate();
    m_components->retranslate();
    showPoint();
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
    m_list->setColumnHidden(PointListModel::Vault, width() < 800);
}

} // namespace Lifeboat
