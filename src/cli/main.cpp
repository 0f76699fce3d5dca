#include "app/translations.h"
#include "cli/program.h"

#include <QGuiApplication>

#include <algorithm>
#include <memory>
#include <string_view>

// Fonts are asked for only where a PDF is written: that takes time, and no screen is there.
static std::unique_ptr<QCoreApplication> application(int &argc, char **argv)
{
    const bool needsFonts = std::any_of(argv, argv + argc, [](std::string_view word) {
        return word.ends_with(".pdf") || word.ends_with(".PDF");
    });
    if (!needsFonts)
        return std::make_unique<QCoreApplication>(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return std::make_unique<QGuiApplication>(argc, argv);
}

int main(int argc, char *argv[])
{
    const std::unique_ptr<QCoreApplication> core = application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("lifeboat-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(LIFEBOAT_VERSION));
    Lifeboat::Translations translations;
    translations.setLanguage({});
    return Lifeboat::runProgram(QCoreApplication::arguments().mid(1));
}
