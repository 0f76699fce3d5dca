#include "gui/common/question.h"

#include "gui/common/card.h"
#include "gui/common/look.h"
#include "gui/common/typedname.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Lifeboat {

Question::Question(const Words &words, QWidget *parent)
    : QDialog(parent)
    , m_words(words)
    , m_title(rankLabel(Rank::Section, this))
    , m_body(rankLabel(Rank::Body, this))
    , m_name(new TypedName(this))
    , m_yes(new QPushButton(this))
    , m_no(new QPushButton(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    for (QLabel *label : {m_title, m_body}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_name->hide();
    m_yes->setObjectName(u"yesButton"_s);
    setButtonKind(m_yes, words.harmless ? ButtonKind::Primary : ButtonKind::Danger);
    m_yes->setAutoDefault(false);
    QPushButton *first = words.harmless ? m_yes : m_no;
    first->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_no);
    buttons->addWidget(m_yes);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Space::Page, 20, Space::Page, 20);
    column->setSpacing(Space::Medium);
    column->addWidget(m_title);
    column->addWidget(m_body);
    column->addWidget(m_name);
    column->addSpacing(Space::Small);
    column->addLayout(buttons);
    setMinimumWidth(480);
    setTabOrder(m_name, m_no);
    setTabOrder(m_no, m_yes);
    connect(m_name, &TypedName::changed, this, [this] { m_yes->setEnabled(m_name->isTyped()); });
    connect(m_no, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_yes, &QPushButton::clicked, this, [this] {
        emit confirmed();
        accept();
    });
    first->setFocus();
    retranslate();
}

void Question::setTypedName(const QString &name)
{
    m_name->setName(name);
    m_name->show();
    m_name->setFocus();
    m_yes->setEnabled(false);
}

void Question::retranslate()
{
    setWindowTitle(u"Lifeboat"_s);
    setAccessibleName(m_words.title.toString());
    m_title->setText(m_words.title.toString());
    m_body->setText(m_words.body.toString());
    m_yes->setText(m_words.yes.toString());
    m_no->setText(m_words.no.isEmpty() ? tr("Cancel") : m_words.no.toString());
}

void Question::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

void Question::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && focusWidget() == m_name->focusProxy())
        return; // neither the deed nor a surprise: the dialog stays
    QDialog::keyPressEvent(event);
}

} // namespace Lifeboat
