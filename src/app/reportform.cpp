#include "app/reportform.h"

#include "planning/recoverysteps.h"

#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Lifeboat {

// What would change how its neighbours are shown, or be shown as nothing.
static bool isUnseen(char32_t letter)
{
    switch (QChar::category(letter)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

QString shown(const QString &text)
{
    QString all;
    for (const char32_t letter : text.toUcs4()) {
        if (isUnseen(letter))
            all += u"⟨U+"_s + QString::number(letter, 16).toUpper().rightJustified(4, u'0') + u'⟩';
        else
            all += QString::fromUcs4(&letter, 1);
    }
    return all.isEmpty() ? u"–"_s : all.toHtmlEscaped();
}

QString shown(const Text &text)
{
    return shown(text.toString());
}

QString linesShown(const QString &text)
{
    QStringList lines;
    for (const QString &line : text.trimmed().split(u'\n'))
        lines << (line.isEmpty() ? line : shown(line));
    return lines.join(u"<br>"_s);
}

static QString resource(const QString &name)
{
    QFile file(u":/report/"_s + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

ReportForm ReportForm::inLanguage(const QString &language)
{
    static const QRegularExpression part(u"@part ([a-z]+)@\\n(.*?)@end@\\n"_s,
                                         QRegularExpression::DotMatchesEverythingOption);
    ReportForm form{resource((language == "zh_CN"_L1 ? language : u"en"_s) + u".html"_s), {}};
    for (const QRegularExpressionMatch &match : part.globalMatch(form.page))
        form.parts.insert(match.captured(1), match.captured(2));
    form.page.remove(part);
    return form;
}

QString ReportForm::style()
{
    return resource(u"report.css"_s);
}

QString ReportForm::part(const QString &name, const ReportValues &values) const
{
    return filledIn(parts.value(name), values);
}

} // namespace Lifeboat
