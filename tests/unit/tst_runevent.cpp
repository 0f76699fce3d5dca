#include "model/runevent.h"

#include <QJsonDocument>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

class tst_RunEvent : public QObject
{
    Q_OBJECT

    const QDateTime m_time{{2026, 11, 22}, {2, 0, 1, 250}, Qt::UTC};

    template <typename Event>
    std::optional<Event> afterJson(const Event &event) const
    {
        const QByteArray line = QJsonDocument(toJson(event, m_time)).toJson();
        const auto back = runEventFromJson(QJsonDocument::fromJson(line).object());
        if (!back || !std::holds_alternative<Event>(*back))
            return std::nullopt;
        return std::get<Event>(*back);
    }

private slots:
    void aStart()
    {
        const auto back = afterJson(StepStarted{"postgres.dump", u"pg_dump -d 'a b' 中文\n"_s});
        QVERIFY(back);
        QCOMPARE(back->step, QByteArray("postgres.dump"));
        QCOMPARE(back->command, u"pg_dump -d 'a b' 中文\n"_s);
    }

    void progress()
    {
        const auto back = afterJson(StepProgress{"x", 5000000000, 7000000000});
        QVERIFY(back);
        QCOMPARE(back->bytes, 5000000000);
        QCOMPARE(back->expected, 7000000000);
        QCOMPARE(afterJson(StepProgress{"x", 1, -1})->expected, -1);
    }

    void output()
    {
        const auto back = afterJson(StepOutput{"x", u"one\ntwo\n"_s});
        QVERIFY(back);
        QCOMPARE(back->text, u"one\ntwo\n"_s);
    }

    void anEndWithAnErrorAndDifferences()
    {
        const Error error{Error::Kind::NoSpace,
                          {"The disk is full: \"%1\".", {u"/mnt"_s}},
                          {"Free %1.", {ByteCount{1000}}},
                          u"ENOSPC"_s};
        const auto back =
            afterJson(StepFinished{"x", 12, 0.25, {{u"rows"_s, u"1"_s, u"2"_s}}, error});
        QVERIFY(back);
        QCOMPARE(back->bytes, 12);
        QCOMPARE(back->seconds, 0.25);
        QCOMPARE(back->differences, (QList<Difference>{{u"rows"_s, u"1"_s, u"2"_s}}));
        QCOMPARE(back->error, std::optional(error));
    }

    void aGoodEndHasNoError()
    {
        const auto back = afterJson(StepFinished{.step = "x"});
        QVERIFY(back);
        QVERIFY(!back->error);
        QCOMPARE(back->spent, TimeSpent());
        QVERIFY(back->differences.isEmpty());
    }

    void whereTheTimeWent()
    {
        const auto back = afterJson(StepFinished{
            .step = "x", .seconds = 3, .spent = {.disk = 0.5, .hash = 0.25, .waiting = 1.125}});
        QCOMPARE(back->spent, (TimeSpent{0.5, 0.25, 1.125}));
    }

    void aSkippedStep() { QCOMPARE(afterJson(StepSkipped{"x"})->step, QByteArray("x")); }

    void whatTheGuardianSays()
    {
        QCOMPARE(afterJson(GuardianEvent{u"12.3 released server"_s})->text,
                 u"12.3 released server"_s);
    }

    void aNoticeStaysTranslatable()
    {
        const Text text{"%n tables without rows in \"%1\".", {u"metis"_s, qint64(3)}};
        QCOMPARE(afterJson(Notice{text})->text, text);
    }

    void everyEventHasItsKindAndTimeInUtc()
    {
        const QDateTime local = m_time.toOffsetFromUtc(8 * 3600);
        const QList<std::pair<RunEvent, QString>> events{
            {StepStarted{}, u"started"_s}, {StepProgress{}, u"progress"_s},
            {StepOutput{}, u"output"_s},   {StepFinished{}, u"finished"_s},
            {StepSkipped{}, u"skipped"_s}, {GuardianEvent{}, u"guardian"_s},
            {Notice{}, u"notice"_s}};
        QCOMPARE(size_t(events.size()), std::variant_size_v<RunEvent>);
        for (const auto &[event, name] : events) {
            const QJsonObject json = toJson(event, local);
            QCOMPARE(json.value(u"event"_s).toString(), name);
            QCOMPARE(json.value(u"time"_s).toString(), u"2026-11-22T02:00:01.250Z"_s);
        }
    }

    void aKindOfALaterVersionIsNothing()
    {
        QVERIFY(!runEventFromJson({{u"event"_s, u"teleported"_s}}));
        QVERIFY(!runEventFromJson({}));
    }
};

QTEST_GUILESS_MAIN(tst_RunEvent)
#include "tst_runevent.moc"
