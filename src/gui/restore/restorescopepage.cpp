#include "gui/restore/restorescopepage.h"

#include "gui/common/card.h"
#include "gui/common/firstfocus.h"
#include "gui/common/tables.h"
#include "gui/restore/scopemodel.h"

#include "ui_restorescopepage.h"

#include <QHeaderView>

using namespace Qt::StringLiterals;

namespace Lifeboat {

RestoreScopePage::RestoreScopePage(QWidget *parent)
    : StepPage(parent)
    , m_model(new ScopeModel(this))
    , m_ui(std::make_unique<Ui::RestoreScopePage>())
{
    m_ui->setupUi(this);
    setUpTable(m_ui->componentsTable);
    m_ui->componentsTable->setModel(m_model);
    m_ui->componentsTable->horizontalHeader()->resizeSection(ScopeModel::Component, 210);
    m_ui->componentsTable->horizontalHeader()->resizeSection(ScopeModel::Size, 100);
    setFirstFocus(this, m_ui->componentsTable);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &RestoreScopePage::showNote);
    retranslate();
}

RestoreScopePage::~RestoreScopePage() = default;

void RestoreScopePage::setPoint(const PlacedPoint &point)
{
    if (m_folder == point.point.folder)
        return;
    m_folder = point.point.folder;
    m_model->setManifest(point.point.manifest);
    m_ui->componentsTable->setCurrentIndex(m_model->index(0, 0));
    retranslate();
}

void RestoreScopePage::apply(RestoreDraft &draft) const
{
    draft.components = m_model->ticked();
    draft.createRoles = m_ui->rolesBox->isChecked();
}

QString RestoreScopePage::question() const
{
    return tr("All of a point fits together: it was saved at one moment.");
}

QString RestoreScopePage::answer() const
{
    return m_model->leftOut().isEmpty() ? tr("everything") : m_model->ticked().join(u", "_s);
}

bool RestoreScopePage::isComplete() const
{
    return !m_model->ticked().isEmpty();
}

void RestoreScopePage::retranslate()
{
    m_ui->retranslateUi(this);
    m_model->retranslate();
    showNote();
}

void RestoreScopePage::showNote()
{
    const QStringList out = m_model->leftOut();
    m_ui->note->setText(
        out.isEmpty()
            ? tr("Everything that the point has whole.")
            : tr("Left as it is: %1. What refers to it may not agree with it afterwards, such as "
                 "rows that name objects; the plan warns where that is known.")
                  .arg(out.join(u", "_s)));
    emit completeChanged();
}

} // namespace Lifeboat
