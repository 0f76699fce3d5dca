#include "app/operations.h"
#include "app/runlog.h"
#include "app/settings.h"
#include "gui/mainwindow.h"
#include "gui/shell.h"
#include "platform/keychainsecretstore.h"
#include "platform/nativefilesystem.h"

#include <QApplication>

using namespace Qt::StringLiterals;
using namespace Lifeboat;

int main(int argc, char **argv)
{
    QGuiApplication::setHighDpiScaleFactorRoundingPolicy(
        Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"lifeboat"_s);
    QApplication::setApplicationDisplayName(u"Lifeboat"_s);
    QApplication::setApplicationVersion(QStringLiteral(LIFEBOAT_VERSION));

    Settings settings(Places::standard());
    RunLog log(settings.places().state + u"/runs"_s);
    Operations operations(settings, log);
    KeychainSecretStore keychain;
    Shell shell({settings, log, operations, NativeFileSystem::instance(), &keychain});
    shell.show();
    return QApplication::exec();
}
