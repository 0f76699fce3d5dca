#include "gui/common/typedname.h"

#include "ui_typedname.h"

#include <QEvent>

namespace Lifeboat {

TypedName::TypedName(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::TypedName>())
{
    m_ui->setupUi(this);
    setFocusProxy(m_ui->nameEdit);
    connect(m_ui->nameEdit, &QLineEdit::textChanged, this, &TypedName::changed);
    retranslate();
}

TypedName::~TypedName() = default;

void TypedName::setName(const QString &name)
{
    m_name = name;
    m_ui->nameEdit->clear();
    retranslate();
}

bool TypedName::isTyped() const
{
    return !m_name.isEmpty() && m_ui->nameEdit->text() == m_name;
}

void TypedName::retranslate()
{
    m_ui->retranslateUi(this);
    m_ui->label->setText(tr("Type the host's name to go on: %1").arg(m_name));
}

void TypedName::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace Lifeboat
