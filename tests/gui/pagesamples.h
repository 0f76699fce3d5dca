#pragma once

#include "gui/common/errorbanner.h"
#include "gui/common/stepdialog.h"
#include "gui/restore/restoredraft.h"
#include "gui/runs/liverun.h"

#include "fleetsamples.h"

#include <QCoreApplication>
#include <QThread>

#include <functional>

// What the lists of pages are made of: a page, the errors that one meets, and runs that go on.
namespace Samples {

using MakePage = std::function<std::unique_ptr<QWidget>()>;

struct Page
{
    const char *name;
    MakePage make;
    Error error = {}; // of a step: in the banner of its frame

    // As it stands in the program: a step of a wizard in its frame.
    std::unique_ptr<QWidget> framed() const
    {
        std::unique_ptr<QWidget> page = make();
        if (!qobject_cast<StepPage *>(page.get()))
            return page;
        auto frame = std::make_unique<StepDialog>();
        frame->addStep(static_cast<StepPage *>(page.release()));
        frame->showStep(0);
        if (error != Error{})
            frame->banner()->setError(error);
        return frame;
    }
};

using PageList = QList<Page>;

inline void click(const QWidget &page, const QString &button)
{
    page.findChild<QAbstractButton *>(button)->click();
}

// A dialog of its own deletes itself when it is closed; here it is not the only one that would.
template <typename Dialog, typename... Args>
std::unique_ptr<Dialog> dialog(Args &&...args)
{
    auto dialog = std::make_unique<Dialog>(std::forward<Args>(args)..., nullptr);
    dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    return dialog;
}

// The desk lives as long as what works with it.
inline Desk &deskFor(QObject *owner)
{
    struct Holder : QObject
    {
        explicit Holder(QObject *parent)
            : QObject(parent)
        {
        }
        Bench bench;
        Desk desk{bench.parts(), nullptr};
    };
    return (new Holder(owner))->desk;
}

// The errors as the program makes them.

inline Error unreachable()
{
    return {Error::Kind::Unreachable,
            {"No SSH connection to %1 comes about.", {u"10.20.0.11:22"_s}},
            {"Check that an SSH server listens there and accepts new connections.", {}},
            u"Connection refused"_s};
}

inline Error denied()
{
    return {Error::Kind::Denied,
            {"%1 is not let in.", {u"root@10.20.0.11:22"_s}},
            {"Check the user, the key and the password; the detail says what was tried and what "
             "the host takes.",
             {}},
            u"publickey: ~/.ssh/id_ed25519 refused; the host takes publickey, password"_s};
}

inline Error vaultAway()
{
    return {Error::Kind::Storage,
            {"The network folder does not answer: \"%1\".", {vault().folder}},
            {"Check the network and the server, and mount it again.", {}},
            {}};
}

inline Error diskFull()
{
    return {Error::Kind::NoSpace,
            {"The disk is full: \"%1\".", {vault().folder}},
            {"Free space on it, or choose another vault.", {}},
            {}};
}

inline Error damaged()
{
    return {Error::Kind::Corrupt,
            {"\"%1\" is not what was written when the backup was taken.",
             {u"postgres/bklite_20261122T020000Z.dump"_s}},
            {"Use another backup point, or another copy of this one.", {}},
            {}};
}

// A point whose dump is not whole any more.
inline PlacedPoint damagedPoint()
{
    PlacedPoint placed = point(host(), u"20261122T020000Z"_s, false);
    placed.point.damage = damaged();
    return placed;
}

// Runs that go on: the work says what is given, and then waits until it is cancelled.

inline Plan copyPlan(Verb verb)
{
    Plan copy = plan();
    copy.verb = verb;
    copy.point = host().id + u"/20261122T020000Z"_s;
    copy.estimatedBytes = 6200000000;
    copy.stages.first().lanes.first().steps.first().expectedBytes = copy.estimatedBytes;
    return copy;
}

inline QList<RunEvent> copyEvents()
{
    return {StepStarted{"dump", u"pg_dump -Fc bklite"_s},
            StepProgress{.step = "dump", .bytes = 2600000000, .expected = 6200000000}};
}

// Begins it, and waits until the window's side knows what was said. `report`: with which it ends.
inline void begin(LiveRun &run, const QList<Plan> &plans, const QList<RunEvent> &events,
                  const std::optional<RunReport> &report = {})
{
    run.start(
        [=](const Access &access, const RunObserver &observer) {
            for (const Plan &plan : plans)
                observer.planned(plan);
            for (const RunEvent &event : events)
                observer.event(event);
            while (!report && !access.cancel.isCancelled())
                QThread::msleep(5);
            return report.value_or(RunReport());
        },
        {});
    const auto isTold = [&] {
        return report ? run.report().has_value()
                      : plans.isEmpty() || run.steps()->runningStep().isValid();
    };
    while (!isTold())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

inline LiveRun *copyRun(QObject *owner, Verb verb)
{
    auto *run = new LiveRun(host(), verb, owner);
    begin(*run, {copyPlan(verb)}, copyEvents());
    return run;
}

inline QList<RunEvent> endEvents(const RunReport &report)
{
    QList<RunEvent> events{
        StepStarted{"dump", u"pg_dump -Fc bklite"_s},
        StepFinished{.step = "dump", .bytes = 6200000000, .seconds = 52, .error = report.error}};
    if (report.error)
        return events << StepSkipped{"hold"};
    return events << StepStarted{"hold", {}} << StepFinished{.step = "hold", .seconds = 2};
}

inline LiveRun *endedRun(QObject *owner, const RunReport &report)
{
    auto *run = new LiveRun(host(), report.verb, owner);
    begin(*run, {copyPlan(report.verb)}, endEvents(report), report);
    return run;
}

inline RunReport backupReport()
{
    RunReport report = run(host(), u"20261122t020000-1a2b3c4d"_s);
    report.components << ComponentReport{.id = u"postgres"_s};
    return report;
}

inline RunReport failedReport(Verb verb, const Error &error)
{
    RunReport report = run(host(), u"20261122t020000-1a2b3c4d"_s, verb);
    report.status = Outcome::Failed;
    report.error = error;
    return report;
}

// What was prepared beside; `equal`: as it was when the backup was taken.
inline RunReport preparedReport(bool equal)
{
    RunReport report = run(host(), u"20261122t020000-1a2b3c4d"_s, Verb::Prepare);
    ComponentReport component{.id = u"postgres"_s};
    if (!equal) {
        component.status = report.status = Outcome::Failed;
        component.differences << Difference{u"bklite table public.alert rows"_s, u"412"_s,
                                            u"311"_s};
    }
    report.components << component;
    report.restore = equal ? RestoreState::Prepared : RestoreState::None;
    report.places << Place{.component = u"postgres"_s,
                           .container = u"compose-postgres-1"_s,
                           .live = u"bklite"_s,
                           .beside = u"bklite_lifeboat_new"_s};
    return report;
}

inline RestoreDraft draft()
{
    RestoreDraft draft{.point = Samples::point(Samples::host(), u"20261122T020000Z"_s),
                       .target = Samples::host()};
    draft.prepared = preparedReport(true);
    return draft;
}

inline QList<Check> goodChecks()
{
    return {{u"connect"_s, true, {"Signed in to %1.", {u"root@10.20.0.11:22"_s}}, {}},
            {u"postgres"_s, true, {"%1 %2", {u"PostgreSQL"_s, u"15.20"_s}}, {}}};
}

} // namespace Samples
