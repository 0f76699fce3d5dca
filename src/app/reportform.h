#pragma once

#include "base/text.h"

#include <QMap>

namespace Lifeboat {

using ReportValues = QMap<QString, QString>; // HTML, by what stands between two @

// The page of a report, of resources/report, and the parts of it that occur as often as needed.
struct ReportForm
{
    QString page;
    QMap<QString, QString> parts;

    static ReportForm inLanguage(const QString &language); // zh_CN, or English for every other one
    static QString style();

    QString part(const QString &name, const ReportValues &values) const;
};

// A text of others in HTML: escaped, and what cannot be seen in it named by its number. Nothing is
// shown as a dash.
QString shown(const QString &text);
QString shown(const Text &text);
QString linesShown(const QString &text); // its lines under each other

} // namespace Lifeboat
