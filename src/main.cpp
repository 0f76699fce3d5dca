#include "app/operations.h"
#include "app/runlog.h"
#include "app/settings.h"
#include "gui/mainwindow.h"
#include "gui/shell.h"
#include "gui/singleinstance.h"
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
    const SingleInstance instance(settings.places().config);
    if (!instance.isFirst())
        return 0;
    RunLog log(settings.places().state + u"/runs"_s);
    Operations operations(settings, log);
    KeychainSecretStore keychain;
    Shell shell({settings, log, operations, NativeFileSystem::instance(), &keychain});
    QObject::connect(&instance, &SingleInstance::shown, &shell, &Shell::raise);
    shell.show();
    return QApplication::exec();
}
