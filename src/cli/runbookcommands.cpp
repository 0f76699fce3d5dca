#include "app/kit.h"
#include "cli/context.h"
#include "cli/results.h"
#include "cli/selection.h"
#include "planning/runbook.h"
#include "platform/nativefilesystem.h"
#include "platform/pdf.h"
#include "storage/wholefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Lifeboat {

// The language that is named, else that of the program.
static Result<QString> selectedLanguage(Context &context)
{
    if (!context.arguments().has(u"lang"_s))
        return QLocale().name() == "zh_CN"_L1 ? u"zh_CN"_s : u"en"_s;
    const QString wanted = context.arguments().value(u"lang"_s);
    if (wanted != "en"_L1 && wanted != "zh_CN"_L1)
        return usageError({QT_TRANSLATE_NOOP("Text", "“--lang” takes zh_CN or en."), {}});
    return wanted;
}

// A file that can be written, absolute.
static Result<QString> selectedFile(const QString &typed)
{
    const QFileInfo file(typed);
    const QString suffix = file.suffix().toLower();
    if (suffix != "md"_L1 && suffix != "pdf"_L1)
        return usageError(
            {QT_TRANSLATE_NOOP("Text", "“%1” ends neither with .md nor with .pdf."), {typed}},
            {QT_TRANSLATE_NOOP("Text", "The ending says what is written: Markdown or PDF."), {}});
    if (file.isDir())
        return usageError({QT_TRANSLATE_NOOP("Text", "%1 is a folder."), {typed}});
    if (!file.dir().exists())
        return usageError(
            {QT_TRANSLATE_NOOP("Text", "The folder %1 does not exist."), {file.absolutePath()}},
            {QT_TRANSLATE_NOOP("Text", "Make it, or name another one."), {}});
    return file.absoluteFilePath();
}

CommandResult exportRunbook(Context &context)
{
    const Result<QString> language = selectedLanguage(context);
    if (!language)
        return failure(language.error());
    const Result<QString> file = selectedFile(context.arguments().words.at(1));
    if (!file)
        return failure(file.error());
    const Result<FoundPoint> found = selectedPoint(context, context.arguments().words.first());
    if (!found)
        return failure(found.error());
    if (const std::optional<Error> damage = found->point.manifestDamage())
        return failure(*damage);
    const Result<QString> page = runbook(found->point.manifest, *language);
    if (!page)
        return failure(page.error());
    const Result<QByteArray> data = file->endsWith(u".pdf", Qt::CaseInsensitive)
                                        ? pdfOf(*page, *language)
                                        : Result<QByteArray>(page->toUtf8());
    if (!data)
        return failure(data.error());
    if (const Result<> written = writeWholeFile(NativeFileSystem::instance(), *file, *data);
        !written)
        return failure(written.error());
    return {.json = {{u"runbook"_s, QJsonObject{{u"file"_s, *file},
                                                {u"bytes"_s, data->size()},
                                                {u"lang"_s, *language}}}},
            .text = *file + u'\n'};
}

CommandResult makeKit(Context &context)
{
    const Arguments &arguments = context.arguments();
    const Result<FoundPoint> found = selectedPoint(context, arguments.words.first());
    if (!found)
        return failure(found.error());
    const QString folder = QDir::cleanPath(QDir().absoluteFilePath(arguments.words.at(1)));
    if (const Result<> checked = KitMaker::check(found->point, folder); !checked)
        return failure(checked.error());
    const Result<HostProfile> host = hostOfPoint(context, *found);
    if (!host)
        return failure(host.error());
    const Result<Vault> vault = openVault(found->vault);
    if (!vault)
        return failure(vault.error());
    KitMaker maker(context.settings(), *host, context.access(*host), NativeFileSystem::instance(),
                   [&](const Text &text) { context.console().say(text.toString()); });
    const Result<Kit> kit = maker.make(*vault, found->point, folder);
    if (!kit)
        return failure(kit.error());
    return {.json = {{u"kit"_s, QJsonObject{{u"dir"_s, kit->folder},
                                            {u"bytes"_s, kit->bytes},
                                            {u"files"_s, kit->files}}}},
            .text = Text{QT_TRANSLATE_N_NOOP("Text", "%1: %2 in %n files"),
                         {kit->folder, ByteCount{kit->bytes}, kit->files}}
                        .toString()
                    + u'\n'};
}

} // namespace Lifeboat
