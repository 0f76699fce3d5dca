#include "app/openrestores.h"

#include "app/reports.h"
#include "app/runlog.h"
#include "planning/planners.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static bool isOpen(RestoreState state)
{
    return state == RestoreState::Prepared || state == RestoreState::InService
           || state == RestoreState::Undone;
}

RunReport reportOf(const RestoreNote &note, const HostProfile &host)
{
    RunReport report{.run = note.run,
                     .verb = Verb::Prepare,
                     .hostId = host.id,
                     .hostName = host.name,
                     .point = note.point,
                     .started = note.started,
                     .places = note.places};
    for (const Place &place : note.places) {
        if (std::ranges::find(report.components, place.component, &ComponentReport::id)
            == report.components.end())
            report.components << ComponentReport{.id = place.component};
    }
    return report;
}

// Of a server that does not answer nothing can be said: not that its databases are gone.
static std::optional<Error> silentServer(const HostFacts &facts, const RunReport &restore)
{
    for (const Place &place : restore.places) {
        const auto server =
            std::ranges::find(facts.services, place.container, &ServiceFacts::container);
        if (place.kind != Place::Kind::Database || server == facts.services.end()
            || server->postgres)
            continue;
        return Error{
            Error::Kind::CommandFailed,
            {QT_TRANSLATE_NOOP("Text", "The server in %1 does not answer."), {place.container}},
            {QT_TRANSLATE_NOOP("Text", "Look at its log on the host: docker logs %1"),
             {place.container}},
            server->silence};
    }
    return std::nullopt;
}

Result<std::optional<RestoreState>> stateOnHost(HostLink &link, const HostFacts &facts,
                                                const RunReport &restore)
{
    if (const std::optional<Error> silent = silentServer(facts, restore))
        return *silent;
    const Result<QHash<QString, QString>> directories =
        link.lookAt(restore.places, restore.run, guardianImage(facts));
    if (!directories)
        return directories.error();
    const std::optional<RestoreState> state = observedState(facts, restore, *directories);
    if (!state && isAnyInService(facts, restore, *directories))
        return Error{Error::Kind::CommandFailed,
                     {QT_TRANSLATE_NOOP("Text", "Of restore %1 some is in service and some is not: "
                                                "others have changed what it works on."),
                      {restore.run}},
                     {QT_TRANSLATE_NOOP("Text", "Nothing was changed. `discover` lists what is "
                                                "there."),
                      {}},
                     {}};
    return state;
}

// A run that its program did not see end is over all the same, since nothing holds the host.
static Result<> record(RunLog &log, RunReport &report, RestoreState state)
{
    report.restore = state;
    if (!report.ended.isValid())
        report.ended = QDateTime::currentDateTimeUtc();
    nameSafetyCopies(report);
    return log.update(report);
}

// As it stands; what was half prepared is none of the states, and can only be discarded.
static Result<RunReport> askAbout(HostLink &link, RunLog &log, const HostProfile &host,
                                  const HostFacts &facts, const RestoreNote &note)
{
    const Result<RunReport> known = log.run(note.run);
    RunReport report = known ? *known : reportOf(note, host);
    if (!known)
        report.ended = note.started; // when it did is not noted
    if (note.isUndone)
        report.restore = RestoreState::Undone;
    const Result<std::optional<RestoreState>> state = stateOnHost(link, facts, report);
    if (!state && state.error().kind != Error::Kind::CommandFailed)
        return state.error();
    if (!state) {
        report.error = state.error();
        return report;
    }
    const RestoreState now = state->value_or(RestoreState::None);
    const bool isRecorded = known && known->restore == now && known->ended.isValid();
    if (const Result<> recorded = isRecorded ? Result<>() : record(log, report, now); !recorded)
        return recorded.error();
    return report;
}

// Those of this desktop that the host has no note of any more.
static Result<> recordEndedElsewhere(HostLink &link, RunLog &log, const HostFacts &facts,
                                     QList<RunReport> known)
{
    for (RunReport &report : known) {
        const Result<std::optional<RestoreState>> state = stateOnHost(link, facts, report);
        if (!state && state.error().kind == Error::Kind::CommandFailed)
            continue;
        if (!state)
            return state.error();
        if (*state)
            continue; // somebody removed the note alone
        const bool wasInService = report.restore == RestoreState::InService;
        if (const Result<> recorded = record(
                log, report, wasInService ? RestoreState::Accepted : RestoreState::Discarded);
            !recorded)
            return recorded;
    }
    return {};
}

static Result<QList<RunReport>> knownWithoutNote(const RunLog &log, const HostProfile &host,
                                                 const HostFacts &facts)
{
    Result<QList<RunReport>> runs = log.runs();
    if (!runs)
        return runs;
    runs->removeIf([&](const RunReport &report) {
        const bool isNoted = std::ranges::find(facts.restores, report.run, &RestoreNote::run)
                             != facts.restores.end();
        return report.hostId != host.id || !isOpen(report.restore) || isNoted || report.isRunning();
    });
    return runs;
}

Result<QList<RunReport>> openRestores(HostLink &link, RunLog &log, const HostProfile &host,
                                      const HostFacts &facts)
{
    QList<RunReport> open;
    const Result<QList<RunReport>> known = knownWithoutNote(log, host, facts);
    if (!known)
        return known.error();
    if (known->isEmpty() && facts.restores.isEmpty())
        return open;
    const Result<HostLock> lock = link.settle(log, {});
    if (!lock)
        return lock.error();
    if (lock->state != HostLock::State::Free)
        return open;
    for (const RestoreNote &note : facts.restores) {
        const Result<RunReport> report = askAbout(link, log, host, facts, note);
        if (!report)
            return report.error();
        open << *report;
    }
    if (const Result<> done = recordEndedElsewhere(link, log, facts, *known); !done)
        return done.error();
    return open;
}

static Error cannotBeTold(const RunReport &restore, const HostProfile &host)
{
    return {
        Error::Kind::Busy,
        {QT_TRANSLATE_NOOP("Text", "Restore %1 of point %2 stands open on %3, and how cannot be "
                                   "told: others have changed what it works on."),
         {restore.run, restore.point, host.name}},
        {QT_TRANSLATE_NOOP("Text", "Look there for what is named after the run. When nothing of "
                                   "it is needed, remove its note: docker volume rm "
                                   "lifeboat-restore-%1"),
         {restore.run}},
        restore.error->detail};
}

std::optional<Error> standsInTheWay(const QList<RunReport> &open, const QList<Place> &places,
                                    const HostProfile &host)
{
    const auto isThere = [&](const Place &theirs) {
        return std::ranges::any_of(places, [&](const Place &ours) {
            return ours.container == theirs.container && ours.live == theirs.live;
        });
    };
    for (const RunReport &other : open) {
        const bool isDone = other.restore == RestoreState::Undone;
        if (isDone || std::ranges::none_of(other.places, isThere))
            continue;
        if (other.error && other.error->kind == Error::Kind::CommandFailed)
            return cannotBeTold(other, host);
        return Error{
            Error::Kind::Busy,
            {QT_TRANSLATE_NOOP("Text", "Restore %1 of point %2 stands open on %3: %4."),
             {other.run, other.point, host.name, restoreStateName(other.restore)}},
            {other.restore == RestoreState::InService
                 ? QT_TRANSLATE_NOOP("Text",
                                     "Keep what it brought (`accept %1`), or go back (`undo "
                                     "%1`), before you restore again.")
                 : QT_TRANSLATE_NOOP("Text", "Put it into service (`cutover %1`), or remove what "
                                             "it prepared (`discard %1`), before you restore "
                                             "again."),
             {other.run}},
            {}};
    }
    return std::nullopt;
}

} // namespace Lifeboat
