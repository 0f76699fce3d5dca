#include "platform/pdf.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QPdfWriter>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static constexpr int PointSize = 9;

static std::optional<Error> noFont(const QString &language)
{
    const auto system =
        language == "zh_CN"_L1 ? QFontDatabase::SimplifiedChinese : QFontDatabase::Latin;
    const bool canDraw = qobject_cast<QGuiApplication *>(QCoreApplication::instance());
    if (canDraw && !QFontDatabase::families(system).isEmpty())
        return {};
    return Error{
        Error::Kind::NotFound,
        {QT_TRANSLATE_NOOP("Text", "No font on this computer can show the text (%1)."), {language}},
        {QT_TRANSLATE_NOOP("Text", "Install one, such as fonts-noto-cjk, or export to a "
                                   "file that is no PDF."),
         {}},
        {}};
}

// Long commands go on in the next line; else the end of them would be beyond the paper.
static void breakLongLines(QTextDocument &document)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextBlockFormat format = block.blockFormat();
        format.setNonBreakableLines(false);
        QTextCursor(block).setBlockFormat(format);
    }
    QTextOption option = document.defaultTextOption();
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document.setDefaultTextOption(option);
}

Result<QByteArray> pdfOf(const QString &text, Qt::TextFormat format, const QString &language)
{
    if (const std::optional<Error> error = noFont(language))
        return *error;
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins({}); // the document prints with margins of its own
    writer.setCreator(u"Lifeboat"_s);
    QTextDocument document;
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    font.setPointSize(PointSize);
    document.setDefaultFont(font);
    if (format == Qt::MarkdownText)
        document.setMarkdown(text, QTextDocument::MarkdownDialectGitHub);
    else
        document.setHtml(text);
    breakLongLines(document);
    document.print(&writer);
    buffer.close();
    return buffer.data();
}

} // namespace Lifeboat
