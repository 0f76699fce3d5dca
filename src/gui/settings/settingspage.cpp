#include "gui/settings/settingspage.h"

#include "gui/common/card.h"
#include "gui/common/look.h"
#include "gui/tray/tray.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace Lifeboat {

SettingsPage::SettingsPage(QWidget *parent)
    : QWidget(parent)
    , m_header(new PageHeader(this))
    , m_languageLabel(rankLabel(Rank::Body, this))
    , m_appearanceLabel(rankLabel(Rank::Body, this))
    , m_version(rankLabel(Rank::Quiet, this))
    , m_language(new QComboBox(this))
    , m_appearance(new QComboBox(this))
    , m_noticesLabel(rankLabel(Rank::Body, this))
    , m_noTray(rankLabel(Rank::Quiet, this))
{
    m_language->setObjectName(u"languageBox"_s);
    m_appearance->setObjectName(u"appearanceBox"_s);
    m_language->addItem(QString(), QVariant(QString()));
    m_language->addItem(u"English"_s, u"en"_s); // each language in its own words
    m_language->addItem(u"简体中文"_s, u"zh_CN"_s);
    for (const QString &appearance : {QString(), u"light"_s, u"dark"_s})
        m_appearance->addItem(QString(), QVariant(appearance));
    connect(m_language, &QComboBox::activated, this,
            [this] { emit languageChosen(m_language->currentData().toString()); });
    connect(m_appearance, &QComboBox::activated, this,
            [this] { emit appearanceChosen(m_appearance->currentData().toString()); });
    for (QComboBox *box : {m_language, m_appearance})
        box->setFixedWidth(240);
    auto *card = new Card(this);
    auto *form = new QFormLayout(card);
    form->setContentsMargins(Space::Large, Space::Large, Space::Large, Space::Large);
    form->setHorizontalSpacing(Space::Page);
    form->setVerticalSpacing(Space::Medium);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->addRow(m_languageLabel, m_language);
    form->addRow(m_appearanceLabel, m_appearance);
    auto *notices = new QVBoxLayout;
    notices->setSpacing(Space::Small);
    for (const NewsKind kind : {NewsKind::Failed, NewsKind::NotProven, NewsKind::Restored}) {
        auto *box = new QCheckBox(card);
        box->setChecked(true);
        connect(box, &QCheckBox::clicked, this,
                [this, kind](bool wanted) { emit noticeChosen(kind, wanted); });
        notices->addWidget(box);
        m_notices << box;
    }
    m_noTray->setWordWrap(true);
    m_noTray->setVisible(!Tray::isAvailable());
    notices->addWidget(m_noTray);
    form->addRow(m_noticesLabel, notices);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Space::Page, 20, Space::Page, 20);
    column->setSpacing(Space::Large);
    column->addWidget(m_header);
    column->addWidget(card);
    column->addWidget(m_version);
    column->addStretch();
    retranslate();
}

void SettingsPage::setCurrent(const QString &language, const QString &appearance)
{
    m_language->setCurrentIndex(std::max(0, m_language->findData(language)));
    m_appearance->setCurrentIndex(std::max(0, m_appearance->findData(appearance)));
}

void SettingsPage::setNoticeWanted(NewsKind kind, bool wanted)
{
    m_notices.at(int(kind))->setChecked(wanted);
}

void SettingsPage::retranslate()
{
    m_header->setTexts(tr("Settings"), tr("Applied at once"));
    m_languageLabel->setText(tr("Language"));
    m_appearanceLabel->setText(tr("Appearance"));
    m_noticesLabel->setText(tr("Notifications"));
    const QStringList notices{tr("A run failed"), tr("A host is no longer proven"),
                              tr("A restore is finished")};
    for (int i = 0; i < m_notices.size(); ++i)
        m_notices.at(i)->setText(notices.at(i));
    m_noTray->setText(tr("This desktop has no tray, so it shows none of them."));
    m_version->setText(u"Lifeboat %1"_s.arg(QLatin1StringView(LIFEBOAT_VERSION)));
    m_language->setItemText(0, tr("Like the system"));
    const QStringList words{tr("Like the system"), tr("Light"), tr("Dark")};
    for (int i = 0; i < 3; ++i)
        m_appearance->setItemText(i, words.at(i));
    m_language->setAccessibleName(m_languageLabel->text());
    m_appearance->setAccessibleName(m_appearanceLabel->text());
}

void SettingsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace Lifeboat
