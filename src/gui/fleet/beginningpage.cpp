#include "gui/fleet/beginningpage.h"

#include "gui/common/card.h"
#include "gui/common/firstfocus.h"
#include "gui/common/look.h"

#include "ui_beginningpage.h"

#include <QEvent>

using namespace Qt::StringLiterals;

namespace Lifeboat {

BeginningPage::BeginningPage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::BeginningPage>())
{
    m_ui->setupUi(this);
    m_ui->mark->setFixedSize(56, 56);
    m_ui->mark->setIcon(u"lifeboat"_s, Status::Running);
    setRank(m_ui->welcomeLabel, Rank::Title);
    setRank(m_ui->promiseLabel, Rank::Quiet);
    m_ui->firstHostButton->setIcon(lifeboatIcon(u"add"_s, QPalette::ButtonText));
    m_ui->recoverButton->setIcon(lifeboatIcon(u"recover"_s, QPalette::ButtonText));
    for (QCommandLinkButton *card : {m_ui->firstHostButton, m_ui->recoverButton}) {
        card->setFlat(false);
        card->setFixedSize(340, 104);
        card->setIconSize({24, 24});
    }
    for (QPushButton *language : {m_ui->englishButton, m_ui->chineseButton})
        setButtonKind(language, ButtonKind::Quiet);
    connect(m_ui->firstHostButton, &QAbstractButton::clicked, this, &BeginningPage::addRequested);
    connect(m_ui->recoverButton, &QAbstractButton::clicked, this, &BeginningPage::recoverRequested);
    connect(m_ui->englishButton, &QAbstractButton::clicked, this,
            [this] { emit languageChosen(u"en"_s); });
    connect(m_ui->chineseButton, &QAbstractButton::clicked, this,
            [this] { emit languageChosen(u"zh_CN"_s); });
    setFirstFocus(this, m_ui->firstHostButton);
}

BeginningPage::~BeginningPage() = default;

void BeginningPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        m_ui->retranslateUi(this);
    QWidget::changeEvent(event);
}

} // namespace Lifeboat
