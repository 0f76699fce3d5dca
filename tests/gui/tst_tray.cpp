#include "app/translations.h"
#include "gui/tray/notices.h"
#include "gui/tray/tray.h"

#include "samples.h"

#include <QSignalSpy>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// What is said while nobody looks. No desktop with a tray is needed: its menu is a menu.
class tst_Tray : public QObject
{
    Q_OBJECT

    static HostRow row(const QString &id, const QDateTime &proven)
    {
        return {.id = id, .name = id, .status = Status::Ok, .provenPoint = proven};
    }

    static RunReport failed(const QString &host)
    {
        RunReport run = Samples::run(Samples::host(host), u"r"_s);
        run.status = Outcome::Failed;
        run.error = Error{Error::Kind::Unreachable, {"%1 does not answer.", {host}}, {}, {}};
        return run;
    }

private slots:
    void aSuccessIsSilent()
    {
        QVERIFY(!newsOf(Samples::run(Samples::host(), u"r"_s)));
        RunReport cancelled = Samples::run(Samples::host(), u"r"_s);
        cancelled.status = Outcome::Cancelled;
        QVERIFY(!newsOf(cancelled));
        QVERIFY(!newsOf(Samples::run(Samples::host(), u"r"_s, Verb::Prepare)));
    }

    void aFailureAndTheEndOfARestoreAreTold()
    {
        const auto failure = newsOf(failed(u"h1"_s));
        QVERIFY(failure);
        QCOMPARE(failure->kind, NewsKind::Failed);
        QVERIFY(failure->text.toString().contains(u"does not answer"_s));
        for (const Verb verb : {Verb::CutOver, Verb::Recover})
            QCOMPARE(newsOf(Samples::run(Samples::host(), u"r"_s, verb))->kind, NewsKind::Restored);
    }

    void aProofThatIsGoneOrTooOldIsToldOnce()
    {
        const QDateTime now = Samples::now();
        const QList<HostRow> before{row(u"a"_s, now), row(u"b"_s, now.addDays(-29)),
                                    row(u"c"_s, {})};
        const QSet<QString> proven = provenHosts(before, now);
        QCOMPARE(proven, (QSet<QString>{u"a"_s, u"b"_s}));
        QVERIFY(lostProofs(proven, before, now).isEmpty());
        const QDateTime later = now.addDays(3);
        const QList<HostRow> after{row(u"a"_s, {}), row(u"b"_s, now.addDays(-29)), row(u"c"_s, {})};
        QCOMPARE(lostProofs(proven, after, later).size(), 2);
        QVERIFY(lostProofs(provenHosts(after, later), after, later).isEmpty());
    }

    void whatComesTogetherIsOneMessage()
    {
        Notices notices;
        notices.setDelay(20ms);
        QSignalSpy told(&notices, &Notices::told);
        for (int i = 0; i < 40; ++i)
            notices.add(*newsOf(failed(u"h%1"_s.arg(i))));
        QTRY_COMPARE(told.size(), 1);
        QVERIFY(told.first().at(0).toString().contains(u"40"_s));
        QVERIFY(told.first().at(2).toBool());
        notices.add(*newsOf(failed(u"h1"_s)));
        QTRY_COMPARE(told.size(), 2);
        QVERIFY(told.last().at(1).toString().contains(u"does not answer"_s));
    }

    void whatIsNotWantedIsNotTold()
    {
        Notices notices;
        notices.setDelay(1ms);
        QSignalSpy told(&notices, &Notices::told);
        notices.setWanted(NewsKind::Failed, false);
        notices.add(*newsOf(failed(u"h1"_s)));
        QTest::qWait(30);
        QCOMPARE(told.size(), 0);
    }

    void theMenuHasTheStateWhatRunsAndTheWayOut()
    {
        Translations translations;
        translations.setLanguage(u"en"_s);
        Tray tray;
        tray.setState(Status::Failed, u"Hosts: 42"_s);
        tray.setRuns({u"h1 · 30 %"_s, u"h2"_s});
        const auto texts = [&tray] {
            QStringList list;
            for (const QAction *action : tray.menu()->actions())
                list << action->text();
            list.removeAll(QString());
            return list;
        };
        QCOMPARE(texts(), (QStringList{u"Hosts: 42"_s, u"h1 · 30 %"_s, u"h2"_s, u"Open"_s,
                                       u"Back up now…"_s, u"Quit"_s}));
        tray.setRuns({});
        translations.setLanguage(u"zh_CN"_s);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(texts(), (QStringList{u"Hosts: 42"_s, u"打开"_s, u"立即备份…"_s, u"退出"_s}));
        QSignalSpy quit(&tray, &Tray::quitRequested);
        tray.menu()->actions().last()->trigger();
        QCOMPARE(quit.size(), 1);
    }
};

QTEST_MAIN(tst_Tray)
#include "tst_tray.moc"
