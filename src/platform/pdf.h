#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace Lifeboat {

// A text in Markdown or HTML (Qt::RichText) as an A4 document. Needs fonts, so a QGuiApplication
// has to be there: without one, and where no font shows the language, it is an Error that says so.
Result<QByteArray> pdfOf(const QString &text, Qt::TextFormat format, const QString &language);

} // namespace Lifeboat
