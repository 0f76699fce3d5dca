#include "app/comparisonreport.h"
#include "app/documentfile.h"
#include "app/kit.h"
#include "app/translations.h"
#include "cli/context.h"
#include "cli/results.h"
#include "cli/selection.h"
#include "planning/runbook.h"
#include "platform/nativefilesystem.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

// A file that can be written, absolute; its ending is .pdf or this one.
static Result<QString> selectedFile(const QString &typed, const QString &ending)
{
    const QFileInfo file(typed);
    const QString suffix = file.suffix().toLower();
    if (suffix != ending && suffix != "pdf"_L1)
        return usageError(
            {QT_TRANSLATE_NOOP("Text", "“%1” ends neither with .%2 nor with .pdf."),
             {typed, ending}},
            {QT_TRANSLATE_NOOP("Text", "The ending says what kind of file is written."), {}});
    if (file.isDir())
        return usageError({QT_TRANSLATE_NOOP("Text", "%1 is a folder."), {typed}});
    if (!file.dir().exists())
        return usageError(
            {QT_TRANSLATE_NOOP("Text", "The folder %1 does not exist."), {file.absolutePath()}},
            {QT_TRANSLATE_NOOP("Text", "Make it, or name another one."), {}});
    return file.absoluteFilePath();
}

// The page itself, or as a PDF where the file's name says so.
static CommandResult written(const QString &what, const QString &page, Qt::TextFormat format,
                             const QString &file, const QString &language)
{
    const Result<qint64> bytes =
        writeDocument(NativeFileSystem::instance(), page, format, language, file);
    if (!bytes)
        return failure(bytes.error());
    return {.json = {{what,
                      QJsonObject{{u"file"_s, file}, {u"bytes"_s, *bytes}, {u"lang"_s, language}}}},
            .text = file + u'\n'};
}

CommandResult exportRunbook(Context &context)
{
    const Result<QString> language = selectedLanguage(context);
    if (!language)
        return failure(language.error());
    const Result<QString> file = selectedFile(context.arguments().words.at(1), u"md"_s);
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
    return written(u"runbook"_s, *page, Qt::MarkdownText, *file, *language);
}

// Of a point: its newest drill, whether it passed or not.
static Result<RunReport> newestDrill(Context &context, const QString &text)
{
    const Result<FoundPoint> found = selectedPoint(context, text);
    if (!found)
        return found.error();
    const Result<QList<RunReport>> runs = context.log().runs();
    if (!runs)
        return runs.error();
    const QString point = found->point.hostId + u'/' + found->point.id();
    const auto drill = std::ranges::find_if(*runs, [&](const RunReport &run) {
        return run.verb == Verb::Drill && run.point == point && !run.isRunning();
    });
    if (drill != runs->end())
        return *drill;
    const QList<Proof> &proofs = found->point.proofs;
    const auto proof = std::find_if(proofs.rbegin(), proofs.rend(), [](const Proof &one) {
        return one.kind == Proof::Kind::Drill;
    });
    if (proof == proofs.rend())
        return usageError(
            {QT_TRANSLATE_NOOP("Text", "The backup point %1 has not been drilled."), {text}},
            {QT_TRANSLATE_NOOP("Text", "`drill` restores it into a throw-away place and compares."),
             {}});
    return usageError({QT_TRANSLATE_NOOP("Text", "The record of the drill of %1, run %2, is not on "
                                                 "this computer."),
                       {text, proof->run}},
                      {QT_TRANSLATE_NOOP("Text", "Export it where the drill was started, or drill "
                                                 "the point from here."),
                       {}});
}

static Result<RunReport> runToReport(Context &context, const QString &text)
{
    const Result<RunReport> run =
        text.contains(u'/') ? newestDrill(context, text) : context.log().run(text);
    if (!run)
        return run.error();
    if (run->verb == Verb::Backup)
        return usageError(
            {QT_TRANSLATE_NOOP("Text", "Run %1 is a backup, which compares nothing."), {run->run}},
            {QT_TRANSLATE_NOOP("Text", "Drill its point, and export the report of that."), {}});
    if (run->isRunning())
        return usageError({QT_TRANSLATE_NOOP("Text", "Run %1 has not ended yet."), {run->run}});
    return run;
}

CommandResult exportReport(Context &context)
{
    const Result<QString> language = selectedLanguage(context);
    if (!language)
        return failure(language.error());
    const Result<QString> file = selectedFile(context.arguments().words.at(1), u"html"_s);
    if (!file)
        return failure(file.error());
    const Result<RunReport> run = runToReport(context, context.arguments().words.first());
    if (!run)
        return failure(run.error());
    const Result<QMap<QString, Comparison>> comparisons = context.log().comparisons(run->run);
    if (!comparisons)
        return failure(comparisons.error());
    ComparedRun compared{
        .run = *run, .comparisons = *comparisons, .written = QDateTime::currentDateTimeUtc()};
    findPoint(compared);
    const QString host = context.hostNames()(run->hostId);
    if (host != run->hostId)
        compared.run.hostName = host;
    Translations translations;
    translations.setLanguage(*language);
    return written(u"report"_s, comparisonReport(compared), Qt::RichText, *file, *language);
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
