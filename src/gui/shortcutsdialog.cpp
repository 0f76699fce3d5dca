#include "gui/shortcutsdialog.h"

#include "gui/common/card.h"

#include "ui_shortcutsdialog.h"

#include <QEvent>
#include <QKeySequence>

using namespace Qt::StringLiterals;

namespace Lifeboat {

ShortcutsDialog::ShortcutsDialog(QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::ShortcutsDialog>())
{
    setAttribute(Qt::WA_DeleteOnClose);
    m_ui->setupUi(this);
    setRank(m_ui->title, Rank::Section);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    retranslate();
}

ShortcutsDialog::~ShortcutsDialog() = default;

void ShortcutsDialog::retranslate()
{
    m_ui->retranslateUi(this);
    setWindowTitle(u"Lifeboat"_s);
    while (QLayoutItem *item = m_ui->keys->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto native = [](const QString &keys) {
        return QKeySequence(keys).toString(QKeySequence::NativeText);
    };
    const std::pair<QString, QString> rows[] = {
        {native(u"Ctrl+1"_s) + u" … "_s + native(u"Ctrl+4"_s), tr("Fleet, points, runs, settings")},
        {native(u"F5"_s), tr("Look again")},
        {native(u"Ctrl+K"_s), tr("Find hosts, points, runs and actions")},
        {native(u"Ctrl+F"_s), tr("Find on the page")},
        {native(u"Ctrl+B"_s), tr("Back up the chosen host")},
        {native(u"Ctrl+R"_s), tr("Restore the chosen point")},
        {native(u"Return"_s), tr("Open the chosen row")},
        {native(u"Menu"_s), tr("What can be done with the chosen row")},
        {native(u"PgUp"_s) + u", "_s + native(u"PgDown"_s), tr("Month before and after")},
        {native(u"T"_s), tr("Today, in the calendar")},
        {native(u"Ctrl+C"_s), tr("Copy the chosen rows")},
        {native(u"Esc"_s), tr("Close what is on top, never a run")},
        {native(u"F1"_s), tr("Help for where you are")},
        {u"?"_s, tr("This list")}};
    int row = 0;
    for (const auto &[keys, what] : rows) {
        auto *key = rankLabel(Rank::Mono, this);
        key->setText(keys);
        auto *text = rankLabel(Rank::Body, this);
        text->setText(what);
        m_ui->keys->addWidget(key, row, 0);
        m_ui->keys->addWidget(text, row++, 1);
    }
}

void ShortcutsDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace Lifeboat
