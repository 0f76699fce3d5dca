#include "cli/table.h"

#include <QList>

using namespace Qt::StringLiterals;

namespace Lifeboat {

// The ranges that East Asian terminals draw wide (Unicode's East Asian Width W and F, in blocks).
static bool isWide(uint code)
{
    return (code >= 0x1100 && code <= 0x115f) || (code >= 0x2e80 && code <= 0xa4cf)
           || (code >= 0xac00 && code <= 0xd7a3) || (code >= 0xf900 && code <= 0xfaff)
           || (code >= 0xfe30 && code <= 0xfe6f) || (code >= 0xff00 && code <= 0xff60)
           || (code >= 0xffe0 && code <= 0xffe6) || (code >= 0x1f300 && code <= 0x1faff)
           || (code >= 0x20000 && code <= 0x3fffd);
}

static int widthOf(uint code)
{
    switch (QChar::category(code)) {
    case QChar::Mark_NonSpacing:
    case QChar::Mark_Enclosing:
    case QChar::Other_Format:
        return 0;
    default:
        return isWide(code) ? 2 : 1;
    }
}

int displayWidth(const QString &text)
{
    int width = 0;
    const QList<uint> codes = text.toUcs4();
    for (const uint code : codes)
        width += widthOf(code);
    return width;
}

QString cutToWidth(const QString &text, int width)
{
    QString cut;
    const QList<uint> codes = text.toUcs4();
    for (const uint code : codes) {
        width -= widthOf(code);
        if (width < 0)
            break;
        const char32_t character = code;
        cut += QString::fromUcs4(&character, 1);
    }
    return cut;
}

QString tableText(const QStringList &heading, const QList<QStringList> &rows)
{
    if (rows.isEmpty())
        return {};
    const QList<QStringList> all = QList<QStringList>{heading} + rows;
    QList<int> widths(heading.size(), 0);
    for (const QStringList &row : all) {
        for (qsizetype i = 0; i < widths.size(); ++i)
            widths[i] = std::max(widths.at(i), displayWidth(row.value(i)));
    }
    QString text;
    for (const QStringList &row : all) {
        QString line;
        for (qsizetype i = 0; i < widths.size(); ++i)
            line += row.value(i) + QString(widths.at(i) - displayWidth(row.value(i)) + 2, u' ');
        while (line.endsWith(u' '))
            line.chop(1);
        text += line + u'\n';
    }
    return text;
}

} // namespace Lifeboat
