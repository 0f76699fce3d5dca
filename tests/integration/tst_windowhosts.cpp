#include "app/runlog.h"
#include "app/settings.h"
#include "gui/backup/backupdialog.h"
#include "gui/common/question.h"
#include "gui/common/secretdialog.h"
#include "gui/fleet/addhostdialog.h"
#include "gui/mainwindow.h"
#include "gui/navigationbar.h"
#include "gui/recovery/recoverywizard.h"
#include "gui/restore/restorewizard.h"
#include "gui/shell.h"
#include "platform/nativefilesystem.h"

#include "support/raisedhost.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTemporaryDir>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// The whole window, driven by mouse and keyboard as an admin would, against real hosts: from the
// first start to a host that is recovered. What lies in the databases is compared by tests/host.
class TestWindowHosts : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void fromTheFirstStartToARecoveredHost_data();
    void fromTheFirstStartToARecoveredHost();

private:
    enum Page { FleetPage, PointsPage, RunsPage, SettingsPage };

    void addHosts();
    void backUpTwoAndCancelOne();
    void verify();
    void drill();
    void restore();
    void undo();
    void recover();
    void setAside();

    void speak(const QString &language);
    void go(Page page);
    void addHost(QWidget *asker, const QString &name, const QJsonObject &host);
    void openBackup(const QString &host);
    void confirm(const QString &typedName = {});
    void awaitEnd(Verb verb, Outcome outcome);
    void picture(QWidget *window, const QString &name);
    QByteArray digest() { return m_hosts.digest(m_hosts.host(0), {u"bklite"_s}); }

    template <typename Window>
    Window *window(int limit = 10000);
    bool press(QWidget *inside, const QString &button, int limit = 10000);
    bool choose(QWidget *inside, const QString &list, const QString &row);
    bool type(QWidget *inside, const QString &field, const QString &text);

    TestHosts m_hosts;
    QString m_language;
    std::unique_ptr<Shell> m_shell;
    QByteArray m_before; // the damage
    QByteArray m_damaged;
};

static const QString Passphrase = u"correct horse 1"_s;

void TestWindowHosts::initTestCase()
{
    if (const QString missing = m_hosts.missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    if (m_hosts.count() < 2)
        QSKIP("Two hosts are backed up at once.");
}

// --- Mouse and keyboard

// One of that kind that is shown.
template <typename Window>
Window *TestWindowHosts::window(int limit)
{
    const auto shown = []() -> Window * {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            auto *wanted = qobject_cast<Window *>(widget);
            if (wanted && wanted->isVisible())
                return wanted;
        }
        return nullptr;
    };
    (void)QTest::qWaitFor(shown, limit);
    return shown();
}

// The first of that name that can be used; null when there is none after the limit.
template <typename Control>
static Control *usable(QWidget *inside, const QString &name, int limit = 10000)
{
    const auto found = [&]() -> Control * {
        for (Control *control : inside->findChildren<Control *>(name)) {
            if (control->isVisible() && control->isEnabled())
                return control;
        }
        return nullptr;
    };
    (void)QTest::qWaitFor(found, limit);
    return found();
}

bool TestWindowHosts::press(QWidget *inside, const QString &button, int limit)
{
    auto *control = inside ? usable<QAbstractButton>(inside, button, limit) : nullptr;
    if (!control) {
        qWarning("There is no %s to press.", qPrintable(button));
        return false;
    }
    QTest::mouseClick(control, Qt::LeftButton, {}, {12, control->height() / 2});
    return true;
}

bool TestWindowHosts::choose(QWidget *inside, const QString &list, const QString &row)
{
    auto *view = usable<QAbstractItemView>(inside, list);
    const auto found = [&] {
        for (int i = 0; view && i < view->model()->rowCount(); ++i) {
            for (int column = 0; column < view->model()->columnCount(); ++column) {
                const QModelIndex index = view->model()->index(i, column);
                if (index.data().toString() == row)
                    return index;
            }
        }
        return QModelIndex();
    };
    if (!QTest::qWaitFor([&] { return found().isValid(); }, 10000)) {
        qWarning("%s does not list %s.", qPrintable(list), qPrintable(row));
        return false;
    }
    view->scrollTo(found());
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(found()).center());
    return true;
}

bool TestWindowHosts::type(QWidget *inside, const QString &field, const QString &text)
{
    auto *edit = inside ? usable<QLineEdit>(inside, field) : nullptr;
    if (!edit) {
        qWarning("There is no %s to type into.", qPrintable(field));
        return false;
    }
    QTest::mouseClick(edit, Qt::LeftButton);
    QTest::keyClicks(edit, text);
    return edit->text() == text;
}

void TestWindowHosts::go(Page page)
{
    auto *navigation = m_shell->window()->findChild<NavigationBar *>();
    const QModelIndex entry = navigation->model()->index(page, 0);
    QTest::mouseClick(navigation->viewport(), Qt::LeftButton, {},
                      navigation->visualRect(entry).center());
    QTRY_COMPARE(navigation->currentIndex().row(), int(page));
}

void TestWindowHosts::speak(const QString &language)
{
    m_language = language;
    go(SettingsPage);
    auto *box = usable<QComboBox>(m_shell->window(), u"languageBox"_s);
    QVERIFY(box);
    const int row = box->findData(language);
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Home);
    for (int i = 0; i < row; ++i)
        QTest::keyClick(box, Qt::Key_Down);
    const auto *navigation = m_shell->window()->findChild<NavigationBar *>();
    const QString fleet = language == u"en" ? u"Fleet"_s : u"主机总览"_s;
    QTRY_COMPARE(navigation->model()->index(0, 0).data().toString(), fleet);
}

// A question, with the host's name where it is to be typed.
void TestWindowHosts::confirm(const QString &typedName)
{
    auto *question = window<Question>();
    QVERIFY(question);
    picture(question, u"question"_s);
    if (!typedName.isEmpty()) {
        QVERIFY(!question->findChild<QPushButton *>(u"yesButton"_s)->isEnabled());
        QVERIFY(type(question, u"nameEdit"_s, typedName));
    }
    QVERIFY(press(question, u"yesButton"_s));
}

static QByteArray reasonOf(const LiveRun &run)
{
    const RunReport &report = *run.report();
    const QString why =
        report.error ? report.error->message.toString() + report.error->detail : u"no error"_s;
    return u"%1: %2, %3"_s.arg(run.host().name, QString::number(int(report.status)), why).toUtf8();
}

// The newest run of that verb; it asks for the passphrase where it needs one.
void TestWindowHosts::awaitEnd(Verb verb, Outcome outcome)
{
    const LiveRun *run = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT(([&] {
                                 for (const LiveRun *one : m_shell->desk().board().runs()) {
                                     if (one->verb() == verb
                                         && (!run || one->started() > run->started()))
                                         run = one;
                                 }
                                 return run != nullptr;
                             })(),
                             10000);
    const QPointer<const LiveRun> watched(run);
    const auto answered = [&] {
        if (auto *dialog = window<SecretDialog>(0)) {
            type(dialog, u"secretEdit"_s, Passphrase);
            if (dialog->findChild<QLineEdit *>(u"repeatEdit"_s)->isVisible())
                type(dialog, u"repeatEdit"_s, Passphrase);
            QTest::keyClick(dialog, Qt::Key_Return);
        }
        return !watched || watched->report();
    };
    QTRY_VERIFY_WITH_TIMEOUT(answered(), 600000);
    QVERIFY(watched);
    QVERIFY2(watched->report()->status == outcome, reasonOf(*watched).constData());
}

// For the README and for whoever wants to see it: with LIFEBOAT_TEST_PICTURES, a folder.
void TestWindowHosts::picture(QWidget *window, const QString &name)
{
    const QString folder = qEnvironmentVariable("LIFEBOAT_TEST_PICTURES");
    if (folder.isEmpty())
        return;
    QTest::qWait(200); // what was just filled in is laid out
    window->grab().save(u"%1/%2-%3.png"_s.arg(folder, name, m_language));
}

// --- What an admin does

void TestWindowHosts::addHost(QWidget *asker, const QString &name, const QJsonObject &host)
{
    QVERIFY(asker);
    auto *dialog = window<AddHostDialog>();
    QVERIFY(dialog);
    QVERIFY(type(dialog, u"addressEdit"_s, TestHosts::address(host, u"root"_s)));
    QVERIFY(type(dialog, u"nameEdit"_s, name));
    QVERIFY(press(dialog, u"nextButton"_s));

    // Another key than the one expected is said, and the right one leads on.
    auto *key = usable<QLabel>(dialog, u"keyLabel"_s, 30000);
    QVERIFY(key);
    const QString fingerprint = host.value("fingerprint"_L1).toString();
    QVERIFY(type(dialog, u"expectedEdit"_s, fingerprint));
    picture(dialog, u"host-key"_s);
    QVERIFY(press(dialog, u"nextButton"_s));
    QVERIFY(type(dialog, u"keyEdit"_s, m_hosts.key(u"plain"_s)));
    QVERIFY(press(dialog, u"nextButton"_s));
    for (const auto *shown : {"checks", "found"}) {
        auto *next = usable<QPushButton>(dialog, u"nextButton"_s, 60000);
        QVERIFY(next);
        picture(dialog, QString::fromLatin1(shown));
        if (auto *backUpNow = usable<QCheckBox>(dialog, u"backupBox"_s, 0))
            QTest::mouseClick(backUpNow, Qt::LeftButton, {}, {12, backUpNow->height() / 2});
        QTest::mouseClick(next, Qt::LeftButton);
    }
    const QPointer<AddHostDialog> watched(dialog);
    QTRY_VERIFY_WITH_TIMEOUT(!watched || !watched->isVisible(), 10000);
}

void TestWindowHosts::addHosts()
{
    go(FleetPage);
    QVERIFY(press(m_shell->window(), u"firstHostButton"_s));
    addHost(m_shell->window(), u"one"_s, m_hosts.host(0));
    if (QTest::currentTestFailed())
        return;
    QVERIFY(press(m_shell->window(), u"addButton"_s));
    addHost(m_shell->window(), u"two"_s, m_hosts.host(1));
}

void TestWindowHosts::openBackup(const QString &host)
{
    go(FleetPage);
    QVERIFY(choose(m_shell->window(), u"hostsTable"_s, host));
    QVERIFY(press(m_shell->window(), u"backupButton"_s));
    auto *dialog = window<BackupDialog>();
    QVERIFY(dialog);
    QVERIFY(press(dialog, u"nextButton"_s, 60000));
    QTRY_COMPARE_WITH_TIMEOUT(dialog->currentStep(), 1, 10000);
    QVERIFY(usable<QPushButton>(dialog, u"nextButton"_s, 60000));
    picture(dialog, u"backup-plan"_s);
    QVERIFY(press(dialog, u"nextButton"_s));
    QTRY_VERIFY(!window<BackupDialog>(0));
}

void TestWindowHosts::backUpTwoAndCancelOne()
{
    openBackup(u"one"_s);
    if (QTest::currentTestFailed())
        return;
    // The vault is new, so its passphrase is made up now.
    auto *secret = window<SecretDialog>(60000);
    QVERIFY(secret);
    QVERIFY(type(secret, u"secretEdit"_s, Passphrase));
    QVERIFY(type(secret, u"repeatEdit"_s, Passphrase));
    picture(secret, u"passphrase"_s);
    QTest::keyClick(secret, Qt::Key_Return);
    openBackup(u"two"_s);
    if (QTest::currentTestFailed())
        return;
    QTRY_COMPARE_WITH_TIMEOUT(m_shell->desk().board().runningCount(), 2, 10000);
    // The newest is shown. It is cancelled once it has begun on the host.
    const QPointer<LiveRun> two = m_shell->desk().board().runs().first();
    const QPointer<LiveRun> one = m_shell->desk().board().runs().last();
    one->keepFor(this); // also when it has ended and another run is shown
    QCOMPARE(two->host().name, u"two"_s);
    QTRY_VERIFY_WITH_TIMEOUT(window<SecretDialog>(0) || two->plan(), 60000);
    if (auto *again = window<SecretDialog>(0)) {
        QVERIFY(type(again, u"secretEdit"_s, Passphrase));
        QTest::keyClick(again, Qt::Key_Return);
    }
    QTRY_VERIFY_WITH_TIMEOUT(two->plan(), 60000);
    picture(m_shell->window(), u"run-live"_s);
    QVERIFY(press(m_shell->window(), u"cancelButton"_s));
    confirm();
    QTRY_VERIFY_WITH_TIMEOUT(two && two->report(), 60000);
    QVERIFY2(two->report()->status == Outcome::Cancelled, reasonOf(*two).constData());
    QTRY_VERIFY_WITH_TIMEOUT(one && one->report(), 300000);
    QVERIFY2(one->report()->status == Outcome::Ok, reasonOf(*one).constData());
    picture(m_shell->window(), u"runs"_s);
    go(FleetPage);
    picture(m_shell->window(), u"fleet"_s);
}

void TestWindowHosts::verify()
{
    go(PointsPage);
    QVERIFY(press(m_shell->window(), u"verifyButton"_s));
    awaitEnd(Verb::Verify, Outcome::Ok);
}

void TestWindowHosts::drill()
{
    go(PointsPage);
    QVERIFY(press(m_shell->window(), u"drillButton"_s));
    confirm();
    awaitEnd(Verb::Drill, Outcome::Ok);
    go(PointsPage);
    const auto isProven = [this] {
        const QList<PlacedPoint> &points = m_shell->desk().overview().points;
        return points.size() == 1 && points.first().point.newest(Proof::Kind::Drill);
    };
    QTRY_VERIFY_WITH_TIMEOUT(isProven(), 10000);
    picture(m_shell->window(), u"points"_s);
}

void TestWindowHosts::restore()
{
    m_before = digest();
    QVERIFY(m_before.count('\n') > 5);
    m_hosts.inside(
        m_hosts.host(0),
        u"docker exec postgres psql -U postgres -d bklite -c "
        "'DELETE FROM cmdb_instance WHERE id IN (SELECT id FROM cmdb_instance ORDER BY id LIMIT 99)'"_s);
    m_damaged = digest();
    QVERIFY(m_damaged != m_before);

    go(PointsPage);
    QVERIFY(press(m_shell->window(), u"restoreButton"_s));
    auto *wizard = window<RestoreWizard>();
    QVERIFY(wizard);
    for (int step = RestoreWizard::ReasonStep; step < RestoreWizard::CutOverStep; ++step) {
        QTRY_COMPARE_WITH_TIMEOUT(wizard->currentStep(), step, 10000);
        if (step == RestoreWizard::PrepareStep)
            awaitEnd(Verb::Prepare, Outcome::Ok);
        auto *next = usable<QPushButton>(wizard, u"nextButton"_s, 120000);
        QVERIFY2(next, qPrintable(u"step %1"_s.arg(step)));
        picture(wizard, u"restore-%1"_s.arg(step + 1));
        QTest::mouseClick(next, Qt::LeftButton);
    }
    QTRY_COMPARE(wizard->currentStep(), int(RestoreWizard::CutOverStep));
    QCOMPARE(digest(), m_damaged); // nothing in service has changed
    auto *cutOver = wizard->findChild<QPushButton *>(u"nextButton"_s);
    QVERIFY(type(wizard, u"nameEdit"_s, u"two"_s));
    QVERIFY(!cutOver->isEnabled());
    auto *name = usable<QLineEdit>(wizard, u"nameEdit"_s);
    QTest::keySequence(name, QKeySequence::SelectAll);
    QTest::keyClicks(name, u"one"_s);
    picture(wizard, u"restore-8"_s);
    QVERIFY(press(wizard, u"nextButton"_s, 60000));
    awaitEnd(Verb::CutOver, Outcome::Ok);
    picture(wizard, u"restore-9"_s);
    QCOMPARE(digest(), m_before);
}

void TestWindowHosts::undo()
{
    auto *wizard = window<RestoreWizard>();
    QVERIFY(wizard);
    QVERIFY(press(wizard, u"undoButton"_s));
    confirm(u"one"_s);
    awaitEnd(Verb::Undo, Outcome::Ok);
    QCOMPARE(digest(), m_damaged);
    picture(m_shell->window(), u"undone"_s);
    // What was restored lies beside now, until nobody wants it.
    QVERIFY(press(m_shell->window(), u"discardButton"_s));
    confirm();
    awaitEnd(Verb::Discard, Outcome::Ok);
    QCOMPARE(m_hosts.inside(m_hosts.host(0), u"ls -A /var/lib/docker/volumes/compose_redis"_s),
             "_data");
}

// The host is lost for good; another one has docker and the images, and nothing else.
void TestWindowHosts::recover()
{
    const RaisedHost blank(m_hosts, {u"--empty"_s});
    QVERIFY(blank.isUp());
    go(PointsPage);
    QVERIFY(press(m_shell->window(), u"restoreButton"_s));
    auto *restore = window<RestoreWizard>();
    QVERIFY(restore);
    QVERIFY(press(restore, u"hostButton"_s));
    QVERIFY(press(restore, u"nextButton"_s));
    auto *wizard = window<RecoveryWizard>();
    QVERIFY(wizard);
    for (int step = RecoveryWizard::PointStep; step < RecoveryWizard::RunStep; ++step) {
        QTRY_COMPARE_WITH_TIMEOUT(wizard->currentStep(), step, 10000);
        if (step == RecoveryWizard::HostStep) {
            QVERIFY(press(wizard, u"addButton"_s));
            addHost(wizard, u"blank"_s, blank.facts());
            if (QTest::currentTestFailed())
                return;
        }
        if (step == RecoveryWizard::ConfigurationStep) // nothing is chosen beforehand
            QVERIFY(press(wizard, u"keepButton"_s));
        if (step == RecoveryWizard::PlanStep) {
            QVERIFY(usable<QLineEdit>(wizard, u"nameEdit"_s, 60000));
            QVERIFY(type(wizard, u"nameEdit"_s, u"blank"_s));
        }
        auto *next = usable<QPushButton>(wizard, u"nextButton"_s, 120000);
        QVERIFY2(next, qPrintable(u"step %1"_s.arg(step)));
        picture(wizard, u"recover-%1"_s.arg(step + 1));
        QTest::mouseClick(next, Qt::LeftButton);
    }
    awaitEnd(Verb::Recover, Outcome::Ok);
    QVERIFY(press(wizard, u"nextButton"_s));
    QTRY_COMPARE(wizard->currentStep(), int(RecoveryWizard::ReportStep));
    picture(wizard, u"recover-7"_s);
    QCOMPARE(blank.digest({u"--db"_s, u"bklite"_s}), m_before);
    wizard->close();
    setAside();
}

// Onto the same host once more: refused, until what serves there now is to be set aside.
void TestWindowHosts::setAside()
{
    QTRY_VERIFY(!window<RecoveryWizard>(0));
    go(PointsPage);
    QVERIFY(press(m_shell->window(), u"restoreButton"_s));
    QVERIFY(press(window<RestoreWizard>(), u"hostButton"_s));
    QVERIFY(press(window<RestoreWizard>(), u"nextButton"_s));
    auto *wizard = window<RecoveryWizard>();
    QVERIFY(press(wizard, u"nextButton"_s));
    auto *hosts = usable<QComboBox>(wizard, u"hostBox"_s);
    QVERIFY(hosts);
    QTest::keyClicks(hosts, u"blank"_s);
    QCOMPARE(hosts->currentText(), u"blank"_s);
    QVERIFY(press(wizard, u"nextButton"_s));
    auto *box = usable<QCheckBox>(wizard, u"setAsideBox"_s, 60000);
    QVERIFY(box);
    picture(wizard, u"recover-occupied"_s);
    auto *next = wizard->findChild<QPushButton *>(u"nextButton"_s);
    QVERIFY(!next->isEnabled());
    QVERIFY(press(wizard, u"setAsideBox"_s));
    QTRY_VERIFY_WITH_TIMEOUT(next->isEnabled(), 60000);
    picture(wizard, u"recover-set-aside"_s);
    wizard->close();
}

// From one deed to the next the window speaks the other language.
void TestWindowHosts::fromTheFirstStartToARecoveredHost_data()
{
    QTest::addColumn<int>("first");
    QTest::newRow("English first") << 0;
    if (qEnvironmentVariableIsSet("LIFEBOAT_TEST_LONG"))
        QTest::newRow("Chinese first") << 1;
}

void TestWindowHosts::fromTheFirstStartToARecoveredHost()
{
    QFETCH(int, first);
    const QTemporaryDir folder;
    Settings settings(
        {folder.path() + u"/config"_s, folder.path() + u"/data"_s, folder.path() + u"/state"_s});
    RunLog log(folder.path() + u"/state/runs"_s);
    Operations operations(settings, log);
    m_shell = std::make_unique<Shell>(
        Desk::Parts{settings, log, operations, NativeFileSystem::instance()});
    m_shell->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_shell->window()));
    m_shell->window()->activateWindow(); // where no window manager does it
    QVERIFY(QTest::qWaitForWindowActive(m_shell->window()));
    static const QStringList languages{u"en"_s, u"zh_CN"_s};
    for (const auto deed :
         {&TestWindowHosts::addHosts, &TestWindowHosts::backUpTwoAndCancelOne,
          &TestWindowHosts::verify, &TestWindowHosts::drill, &TestWindowHosts::restore,
          &TestWindowHosts::undo, &TestWindowHosts::recover}) {
        if (deed != &TestWindowHosts::undo) // it is asked for from the restore's wizard
            speak(languages.at(first++ % 2));
        if (!QTest::currentTestFailed())
            (this->*deed)();
        if (QTest::currentTestFailed()) {
            picture(m_shell->window(), u"failed"_s);
            break;
        }
    }
    m_shell.reset();
}

QTEST_MAIN(TestWindowHosts)
#include "tst_windowhosts.moc"
