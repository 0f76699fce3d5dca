#include "gui/points/artifactsdialog.h"

#include "gui/common/card.h"
#include "gui/common/format.h"
#include "gui/common/look.h"
#include "gui/common/tables.h"

#include "ui_artifactsdialog.h"

#include <QClipboard>
#include <QEvent>
#include <QFileInfo>
#include <QHeaderView>
#include <QStandardItemModel>

using namespace Qt::StringLiterals;

namespace Lifeboat {

ArtifactsDialog::ArtifactsDialog(const StoredPoint &point, const QString &component,
                                 QWidget *parent)
    : QDialog(parent)
    , m_folder(point.folder)
    , m_files(new QStandardItemModel(0, 4, this))
    , m_ui(std::make_unique<Ui::ArtifactsDialog>())
{
    setAttribute(Qt::WA_DeleteOnClose);
    if (const ManifestComponent *found = point.manifest.component(component))
        m_component = *found;
    m_ui->setupUi(this);
    setRank(m_ui->title, Rank::Section);
    setUpTable(m_ui->table);
    m_ui->table->setModel(m_files);
    m_ui->table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_ui->table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_ui->table->setTextElideMode(Qt::ElideMiddle);
    static constexpr int widths[] = {340, 84, 300};
    for (int i = 0; i < 3; ++i)
        m_ui->table->horizontalHeader()->resizeSection(i, widths[i]);
    m_ui->commandEdit->setFont(monoFont());
    connect(m_ui->copyButton, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(command()); });
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(940, 480);
    retranslate();
}

ArtifactsDialog::~ArtifactsDialog() = default;

void ArtifactsDialog::fill()
{
    m_files->setRowCount(0);
    for (const Artifact &artifact : m_component.artifacts + m_component.needs) {
        QList<QStandardItem *> row;
        for (const QString &text :
             {artifact.file, Format::size(artifact.bytes), artifact.sha256,
              artifact.point.isEmpty() ? tr("this point") : tr("point %1").arg(artifact.point)}) {
            row << new QStandardItem(text);
            row.last()->setToolTip(text);
        }
        row.at(1)->setToolTip(tr("%1 bytes").arg(QLocale().toString(artifact.bytes)));
        row.at(1)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        row.at(2)->setFont(monoFont());
        m_files->appendRow(row);
    }
}

// Each folder has a .sha256 beside each file, with the file's bare name in it.
QString ArtifactsDialog::command() const
{
    QStringList folders;
    for (const Artifact &artifact : m_component.artifacts + m_component.needs) {
        const QString point = artifact.point.isEmpty()
                                  ? m_folder
                                  : QFileInfo(m_folder).path() + u'/' + artifact.point;
        folders << QFileInfo(point + u'/' + artifact.file).path();
    }
    folders.removeDuplicates();
    QStringList commands;
    for (QString folder : std::as_const(folders)) {
        folder.replace(u'\'', u"'\\''"_s);
        commands << u"(cd '%1' && sha256sum -c *.sha256)"_s.arg(folder);
    }
    return commands.join(u" && "_s);
}

void ArtifactsDialog::retranslate()
{
    m_ui->retranslateUi(this);
    setWindowTitle(u"Lifeboat"_s);
    m_ui->title->setText(tr("Artifacts of %1").arg(m_component.id));
    m_ui->table->setAccessibleName(m_ui->title->text());
    m_ui->commandEdit->setText(command());
    m_ui->commandEdit->setCursorPosition(0);
    m_files->setHorizontalHeaderLabels({tr("File"), tr("Size"), tr("SHA-256"), tr("Lies in")});
    for (int column = 0; column < m_files->columnCount(); ++column)
        m_files->setHeaderData(
            column, Qt::Horizontal,
            int((column == 1 ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter),
            Qt::TextAlignmentRole);
    fill();
}

void ArtifactsDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace Lifeboat
