#include "app/comparisonreport.h"
#include "app/documentfile.h"
#include "gui/common/errorbanner.h"
#include "gui/mainwindow.h"
#include "gui/points/pointspage.h"
#include "gui/shell.h"
#include "planning/runbook.h"

#include <QApplication>
#include <QFileDialog>
#include <QLocale>

using namespace Qt::StringLiterals;

// What the window writes for others to read. Beside shell.cpp, which builds the window.
namespace Lifeboat {

// Asks for a file and writes there what `make` returns; a failure goes to the banner of the points.
void Shell::saveDocument(const Document &document)
{
    QWidget *over = QApplication::activeWindow();
    auto *dialog = new QFileDialog(over ? over : m_window.get(), document.title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const QString other = u"%1 (*.%2)"_s.arg(document.ending.toUpper(), document.ending);
    dialog->setNameFilters({u"PDF (*.pdf)"_s, other});
    dialog->setDefaultSuffix(u"pdf"_s);
    dialog->selectFile(document.name);
    connect(dialog, &QFileDialog::filterSelected, dialog,
            [dialog, other, ending = document.ending](const QString &filter) {
                dialog->setDefaultSuffix(filter == other ? ending : u"pdf"_s);
            });
    connect(dialog, &QFileDialog::fileSelected, this, [this, document](const QString &file) {
        const QString language = QLocale().language() == QLocale::Chinese ? u"zh_CN"_s : u"en"_s;
        m_desk->work(
            this,
            [=, files = &m_desk->fileSystem()]() -> Result<qint64> {
                const Result<QString> page = document.make(language);
                if (!page)
                    return page.error();
                return writeDocument(*files, *page, document.format, language, file);
            },
            [this](const Result<qint64> &written) {
                if (!written)
                    m_points->banner()->setError(written.error());
            });
    });
    dialog->open();
}

void Shell::saveRunbook(const PlacedPoint &point)
{
    const auto make = [point,
                       files = &m_desk->fileSystem()](const QString &language) -> Result<QString> {
        const Result<Vault> vault = Vault::open(*files, point.vault.folder);
        if (!vault)
            return vault.error();
        const Result<StoredPoint> whole = vault->point(point.point.hostId, point.point.id());
        return whole ? runbook(whole->manifest, language) : Result<QString>(whole.error());
    };
    saveDocument({.title = tr("Runbook of this point"),
                  .name = point.point.manifest.hostName + u'-' + point.point.id(),
                  .ending = u"md"_s,
                  .format = Qt::MarkdownText,
                  .make = make});
}

// In the language of the moment, which is that of the window.
void Shell::saveReport(const RunReport &run)
{
    const auto make = [id = run.run, log = &m_desk->log()](const QString &) -> Result<QString> {
        const Result<RunReport> whole = log->run(id);
        if (!whole)
            return whole.error();
        const Result<QMap<QString, Comparison>> comparisons = log->comparisons(id);
        if (!comparisons)
            return comparisons.error();
        ComparedRun compared{
            .run = *whole, .comparisons = *comparisons, .written = QDateTime::currentDateTimeUtc()};
        findPoint(compared);
        return comparisonReport(compared);
    };
    saveDocument({.title = tr("Report of what was compared"),
                  .name = run.hostName + u'-' + run.run,
                  .ending = u"html"_s,
                  .format = Qt::RichText,
                  .make = make});
}

} // namespace Lifeboat
