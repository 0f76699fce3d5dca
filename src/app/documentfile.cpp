#include "app/documentfile.h"

#include "platform/pdf.h"
#include "storage/wholefile.h"

namespace Lifeboat {

Result<qint64> writeDocument(const FileSystem &fileSystem, const QString &page,
                             Qt::TextFormat format, const QString &language, const QString &file)
{
    const Result<QByteArray> data = file.endsWith(u".pdf", Qt::CaseInsensitive)
                                        ? pdfOf(page, format, language)
                                        : Result<QByteArray>(page.toUtf8());
    if (!data)
        return data.error();
    if (const Result<> written = writeWholeFile(fileSystem, file, *data); !written)
        return written.error();
    return qint64(data->size());
}

} // namespace Lifeboat
