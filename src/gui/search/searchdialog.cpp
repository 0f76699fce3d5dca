#include "gui/search/searchdialog.h"

#include "gui/common/card.h"
#include "gui/common/delegates.h"
#include "gui/common/look.h"

#include "ui_searchdialog.h"

#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace Lifeboat {

// Its icon before the title, and behind it what kind of thing it is.
class FoundDelegate : public CellDelegate
{
public:
    using CellDelegate::CellDelegate;

protected:
    void paintCell(QPainter *painter, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const override
    {
        const QRectF at(option.rect.left() + Space::Small, option.rect.center().y() - 8, 16, 16);
        paintIcon(painter, at, index.data(SearchModel::IconRole).toString(),
                  quietText(option.palette));
        QStyleOptionViewItem rest = option;
        rest.rect.setLeft(int(at.right()));
        CellDelegate::paintCell(painter, rest, index);
    }
};

SearchDialog::SearchDialog(const QList<Found> &all, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::SearchDialog>())
    , m_model(new SearchModel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    m_ui->setupUi(this);
    setWindowTitle(u"Lifeboat"_s);
    setRank(m_ui->emptyLabel, Rank::Quiet);
    m_model->add(all);
    m_ui->foundList->setModel(m_model);
    m_ui->foundList->setItemDelegate(new FoundDelegate(m_ui->foundList));
    m_ui->searchEdit->installEventFilter(this);
    connect(m_ui->searchEdit, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setText(text);
        handleFound();
    });
    connect(m_ui->foundList, &QListView::clicked, this, &SearchDialog::choose);
    handleFound();
    resize(560, 460);
}

SearchDialog::~SearchDialog() = default;

void SearchDialog::add(const QList<Found> &more)
{
    m_model->add(more);
    handleFound();
}

void SearchDialog::handleFound()
{
    m_ui->foundList->setCurrentIndex(m_model->index(0));
    m_ui->foundList->setHidden(m_model->rowCount() == 0);
    m_ui->emptyLabel->setHidden(m_model->rowCount() > 0);
}

void SearchDialog::choose(const QModelIndex &index)
{
    const Found *found = m_model->at(index.row());
    if (!found)
        return;
    const Found one = *found;
    close(); // first: what is chosen may open a dialog of its own
    emit chosen(one);
}

// The focus stays in the field; the keys that it has no use for move in the list.
bool SearchDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QCoreApplication::sendEvent(m_ui->foundList, key);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(m_ui->foundList->currentIndex());
        return true;
    }
    return false;
}

void SearchDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        m_ui->retranslateUi(this);
    QDialog::changeEvent(event);
}

} // namespace Lifeboat
