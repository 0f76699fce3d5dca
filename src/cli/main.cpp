#include "app/translations.h"
#include "cli/program.h"

#include <QCoreApplication>

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("lifeboat-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(LIFEBOAT_VERSION));
    Lifeboat::Translations translations;
    translations.setLanguage({});
    return Lifeboat::runProgram(QCoreApplication::arguments().mid(1));
}
