// Measures the window over a large fleet on disk: how long from the start of the program until it
// is painted, until its hosts and until all its points are shown; how long a page and a language
// take; what it needs of memory. Not a test; run it by hand:
//
//   bench_window [--tabbed]
//
// tests/bench/run.sh takes the tabbed rows into its own table. The window is drawn without a
// screen.

#include "app/runlog.h"
#include "gui/mainwindow.h"
#include "gui/navigationbar.h"
#include "gui/settings/settingspage.h"
#include "gui/shell.h"
#include "platform/nativefilesystem.h"
#include "support/fleetfixture.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTextStream>

#include <algorithm>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

namespace {

Places placesIn(const QString &folder)
{
    return {folder + u"/config"_s, folder + u"/data"_s, folder + u"/state"_s};
}

// Its first picture; and its first one with rows.
class Watcher : public QObject
{
public:
    explicit Watcher(QAbstractItemView *hosts)
        : m_hosts(hosts)
    {
    }
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            isPainted = true;
            hasHosts = hasHosts || m_hosts->model()->rowCount() > 0;
        }
        return false;
    }
    bool isPainted = false;
    bool hasHosts = false;

private:
    QAbstractItemView *m_hosts;
};

void tell(const QString &what, double value = 0)
{
    QTextStream(stdout) << what << ' ' << value << Qt::endl;
}

double memoryMiB() // of Linux alone
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.simplified().split(' ').at(1).toDouble() / 1024;
    }
    return 0;
}

// The program under measurement: what src/main.cpp does, and a line for each thing that is reached.
int runWindow(QApplication &, const QString &folder)
{
    Settings settings(placesIn(folder));
    RunLog log(settings.places().state + u"/runs"_s);
    Operations operations(settings, log);
    Shell shell({settings, log, operations, NativeFileSystem::instance()});
    auto *hosts = shell.window()->findChild<QAbstractItemView *>(u"hostsTable"_s);
    Watcher watcher(hosts);
    hosts->viewport()->installEventFilter(&watcher);
    int looks = 0;
    QObject::connect(&shell.desk(), &Desk::looked, [&looks] { ++looks; });
    shell.show();
    const auto reach = [](const QString &what, const auto &isThere) {
        while (!isThere())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        tell(what);
    };
    reach(u"painted"_s, [&] { return watcher.isPainted; });
    reach(u"hosts"_s, [&] { return watcher.hasHosts; });
    reach(u"points"_s, [&] { return looks > 0; });
    QCoreApplication::processEvents();
    QElapsedTimer clock;
    auto *navigation = shell.window()->findChild<NavigationBar *>();
    qint64 longest = 0;
    for (int page : {1, 2, 3, 0}) {
        clock.start();
        navigation->setCurrentIndex(navigation->model()->index(page, 0));
        QCoreApplication::processEvents();
        longest = std::max(longest, clock.nsecsElapsed());
    }
    tell(u"page"_s, double(longest) / 1e6);
    clock.start();
    emit shell.window()->findChild<SettingsPage *>()->languageChosen(u"zh_CN"_s);
    QCoreApplication::processEvents();
    tell(u"language"_s, double(clock.nsecsElapsed()) / 1e6);
    clock.start();
    shell.desk().look();
    while (looks < 2)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    tell(u"again"_s, double(clock.nsecsElapsed()) / 1e6);
    tell(u"memory"_s, memoryMiB());
    return 0;
}

void row(bool tabbed, const QString &what, double value, const QString &unit, const QString &aim)
{
    const QString figure = QString::number(value, 'f', 0) + u' ' + unit;
    if (tabbed)
        QTextStream(stdout) << QStringList{what, figure, u"–"_s, u"–"_s, aim}.join(u'\t')
                            << Qt::endl;
    else
        QTextStream(stdout) << what.leftJustified(60) << figure.leftJustified(12) << aim
                            << Qt::endl;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--window"_s)
        return runWindow(application, arguments.value(2));
    const bool tabbed = arguments.contains(u"--tabbed"_s);
    const QTemporaryDir folder(FleetFixture::quickFolder());
    if (const QString failed =
            FleetFixture().write(placesIn(folder.path()), folder.path() + u"/vault"_s);
        !failed.isEmpty()) {
        QTextStream(stderr) << "Cannot write " << failed << Qt::endl;
        return 1;
    }
    QHash<QString, double> best; // of three starts, for the machine's sake
    for (int round = 0; round < 3; ++round) {
        QProcess program;
        QElapsedTimer clock;
        clock.start();
        program.start(QCoreApplication::applicationFilePath(), {u"--window"_s, folder.path()});
        while (program.waitForReadyRead(600000)) {
            while (program.canReadLine()) {
                const QStringList line = QString::fromUtf8(program.readLine()).split(u' ');
                const double told = line.value(1).toDouble();
                const double value = told > 0 ? told : double(clock.elapsed());
                const bool isFirst = !best.contains(line.first());
                best[line.first()] = isFirst ? value : std::min(best.value(line.first()), value);
            }
        }
        program.waitForFinished();
        if (program.exitCode() != 0) {
            QTextStream(stderr) << program.readAllStandardError() << Qt::endl;
            return 1;
        }
    }
    const QString fleet = u"window, 200 hosts and 10,000 points: "_s;
    row(tabbed, fleet + u"painted"_s, best.value(u"painted"_s), u"ms"_s, u"<= 300 ms"_s);
    row(tabbed, fleet + u"hosts listed"_s, best.value(u"hosts"_s), u"ms"_s, u"<= 300 ms"_s);
    row(tabbed, fleet + u"all points read"_s, best.value(u"points"_s), u"ms"_s, u""_s);
    row(tabbed, fleet + u"looked again"_s, best.value(u"again"_s), u"ms"_s, u""_s);
    row(tabbed, fleet + u"another page"_s, best.value(u"page"_s), u"ms"_s, u"<= 100 ms"_s);
    row(tabbed, fleet + u"another language"_s, best.value(u"language"_s), u"ms"_s, u"<= 200 ms"_s);
    row(tabbed, fleet + u"memory"_s, best.value(u"memory"_s), u"MiB"_s, u"<= 200 MiB"_s);
    return 0;
}
