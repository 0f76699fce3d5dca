#include "app/translations.h"
#include "gui/common/appearance.h"
#include "gui/common/stepdialog.h"

#include "pagelist.h"

#include <QApplication>
#include <QDir>
#include <QTextStream>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// shots FOLDER: a picture of every page, in both languages and both schemes, without a screen.
// Each stands as in the program: a step of a wizard in its frame, at the size of a usual window.

static QPixmap pictureOf(const Samples::Page &listed)
{
    const std::unique_ptr<QWidget> page = listed.framed();
    if (qobject_cast<StepDialog *>(page.get()))
        page->resize(1000, 700);
    else if (qobject_cast<ErrorBanner *>(page.get()))
        page->resize(1080, page->sizeHint().height());
    else if (!qobject_cast<QDialog *>(page.get()) && !qobject_cast<MainWindow *>(page.get()))
        page->resize(1080, 800);
    page->show();
    for (int turn = 0; turn < 3; ++turn) // what is laid out anew by being resized comes after it
        QCoreApplication::processEvents();
    return page->grab();
}

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    if (argc != 2) {
        QTextStream(stderr) << "shots FOLDER: writes a picture of every page there\n";
        return 2;
    }
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    if (!folder.mkpath(u"."_s)) {
        QTextStream(stderr) << "Cannot make " << folder.path() << '\n';
        return 1;
    }
    Translations translations;
    Appearance appearance;
    for (const char16_t *scheme : {u"light", u"dark"}) {
        appearance.set(QString::fromUtf16(scheme));
        for (const char16_t *language : {u"en", u"zh_CN"}) {
            translations.setLanguage(QString::fromUtf16(language));
            for (const Samples::Page &page : Samples::pages() + Samples::smallWindows()) {
                const QString file = u"%1-%2-%3.png"_s.arg(
                    QString::fromLatin1(page.name).replace(u", "_s, u"-"_s).replace(u' ', u'-'),
                    QString::fromUtf16(scheme), QString::fromUtf16(language));
                if (!pictureOf(page).save(folder.filePath(file))) {
                    QTextStream(stderr) << "Cannot write " << folder.filePath(file) << '\n';
                    return 1;
                }
            }
        }
    }
    return 0;
}
