#include "gui/help/helpwindow.h"

#include "gui/common/delegates.h"
#include "gui/common/look.h"
#include "gui/help/helpchapters.h"

#include "ui_helpwindow.h"

#include <QEvent>
#include <QFileInfo>
#include <QKeyEvent>
#include <QShortcut>
#include <QTextBlock>

using namespace Qt::StringLiterals;

namespace Lifeboat {

HelpWindow::HelpWindow(QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_ui(std::make_unique<Ui::HelpWindow>())
{
    setAttribute(Qt::WA_QuitOnClose, false);
    m_ui->setupUi(this);
    m_ui->side->setFixedWidth(240);
    m_ui->chapterList->setFrameShape(QFrame::NoFrame);
    m_ui->chapterList->setItemDelegate(new CellDelegate(m_ui->chapterList));
    m_ui->chapterList->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_ui->pageBrowser->setFrameShape(QFrame::NoFrame);
    m_ui->pageBrowser->document()->setDocumentMargin(Space::Page);
    setButtonKind(m_ui->keysButton, ButtonKind::Quiet);
    connect(m_ui->keysButton, &QPushButton::clicked, this, &HelpWindow::keysRequested);
    connect(m_ui->chapterList, &QListWidget::currentItemChanged, this,
            [this](const QListWidgetItem *item) {
                if (!item || item->data(Qt::UserRole).toString() == m_chapter)
                    return;
                m_chapter = item->data(Qt::UserRole).toString();
                load();
            });
    // A page of the reference is shown here too, below the chapter that led to it.
    connect(m_ui->pageBrowser, &QTextBrowser::sourceChanged, this, [this](const QUrl &url) {
        const QString chapter = QFileInfo(url.path()).baseName();
        if (url.path().contains("/help/"_L1) && helpChapters().contains(chapter)
            && chapter != m_chapter) {
            m_chapter = chapter;
            fillChapters();
        }
        mark();
    });
    connect(m_ui->searchEdit, &QLineEdit::textChanged, this, &HelpWindow::find);
    connect(m_ui->searchEdit, &QLineEdit::returnPressed, this, [this] {
        const QString text = m_ui->searchEdit->text();
        if (!text.isEmpty() && !m_ui->pageBrowser->find(text)) {
            m_ui->pageBrowser->moveCursor(QTextCursor::Start); // round again
            m_ui->pageBrowser->find(text);
        }
    });
    const auto *back = new QShortcut(QKeySequence(Qt::ALT | Qt::Key_Left), this);
    connect(back, &QShortcut::activated, m_ui->pageBrowser, &QTextBrowser::backward);
    const auto *search = new QShortcut(QKeySequence::Find, this);
    connect(search, &QShortcut::activated, m_ui->searchEdit, qOverload<>(&QWidget::setFocus));
    resize(960, 720);
    m_chapter = helpChapters().first();
    retranslate();
}

HelpWindow::~HelpWindow() = default;

QString HelpWindow::chapter() const
{
    return m_chapter;
}

void HelpWindow::showChapter(const QString &chapter)
{
    m_chapter = helpChapters().contains(chapter) ? chapter : helpChapters().first();
    if (m_ui->chapterList->currentItem()
        && m_ui->chapterList->currentItem()->data(Qt::UserRole) != m_chapter)
        m_ui->searchEdit->clear();
    fillChapters();
    load();
}

void HelpWindow::load()
{
    m_ui->pageBrowser->setSource(QUrl(u"qrc:/help/%1/%2.md"_s.arg(helpLanguage(), m_chapter)),
                                 QTextDocument::MarkdownResource);
}

// Those that hold what is looked for, all when nothing is; the one that is shown is marked.
void HelpWindow::fillChapters()
{
    const QString wanted = m_ui->searchEdit->text();
    const QSignalBlocker quiet(m_ui->chapterList);
    m_ui->chapterList->clear();
    for (const QString &chapter : helpChapters()) {
        const QString page = helpPage(chapter, helpLanguage());
        if (!page.contains(wanted, Qt::CaseInsensitive))
            continue;
        auto *item =
            new QListWidgetItem(page.section(u'\n', 0, 0).mid(2), m_ui->chapterList); // "# Title"
        item->setData(Qt::UserRole, chapter);
        item->setToolTip(item->text());
        if (chapter == m_chapter)
            m_ui->chapterList->setCurrentItem(item);
    }
}

void HelpWindow::find()
{
    fillChapters();
    // The page that is read stays while it holds what is looked for.
    if (!m_ui->chapterList->currentItem() && m_ui->chapterList->count() > 0)
        m_ui->chapterList->setCurrentRow(0);
    mark();
    m_ui->pageBrowser->moveCursor(QTextCursor::Start);
    if (!m_ui->searchEdit->text().isEmpty())
        m_ui->pageBrowser->find(m_ui->searchEdit->text());
}

void HelpWindow::mark()
{
    QList<QTextEdit::ExtraSelection> marks;
    const QString wanted = m_ui->searchEdit->text();
    const QTextDocument *document = m_ui->pageBrowser->document();
    if (!wanted.isEmpty()) {
        for (QTextCursor at = document->find(wanted); !at.isNull();
             at = document->find(wanted, at)) {
            QTextEdit::ExtraSelection mark;
            mark.cursor = at;
            mark.format.setBackground(selectionTint(palette()));
            marks << mark;
        }
    }
    m_ui->pageBrowser->setExtraSelections(marks);
}

void HelpWindow::retranslate()
{
    m_ui->retranslateUi(this);
    setWindowTitle(tr("Help – Lifeboat"));
    fillChapters();
    load();
}

void HelpWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::PaletteChange)
        m_ui->pageBrowser->reload(); // links and marks have colours of their own
    QWidget::changeEvent(event);
}

void HelpWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        hide();
    else
        QWidget::keyPressEvent(event);
}

} // namespace Lifeboat
