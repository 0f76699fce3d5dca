#include "gui/runs/runwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace Lifeboat {

Status statusOfRun(const RunReport &run)
{
    if (run.error && run.error->kind == Error::Kind::Interrupted)
        return Status::Interrupted;
    return run.ended.isValid() ? statusOf(run.status) : Status::Running;
}

Text verbText(Verb verb)
{
    static constexpr const char *words[] = {
        QT_TRANSLATE_NOOP("Text", "Backup"),   QT_TRANSLATE_NOOP("Text", "Verify"),
        QT_TRANSLATE_NOOP("Text", "Drill"),    QT_TRANSLATE_NOOP("Text", "Restore"),
        QT_TRANSLATE_NOOP("Text", "Cut over"), QT_TRANSLATE_NOOP("Text", "Undo"),
        QT_TRANSLATE_NOOP("Text", "Accept"),   QT_TRANSLATE_NOOP("Text", "Discard"),
        QT_TRANSLATE_NOOP("Text", "Recovery")};
    static_assert(std::size(words) == int(Verb::Recover) + 1);
    return {words[int(verb)], {}};
}

Text runTitle(Verb verb, const QString &host)
{
    static constexpr const char *words[] = {
        QT_TRANSLATE_NOOP("Text", "Backup of %1"),
        QT_TRANSLATE_NOOP("Text", "Verify of a point of %1"),
        QT_TRANSLATE_NOOP("Text", "Drill on %1"),
        QT_TRANSLATE_NOOP("Text", "Restore on %1"),
        QT_TRANSLATE_NOOP("Text", "Cut over %1"),
        QT_TRANSLATE_NOOP("Text", "Undo on %1"),
        QT_TRANSLATE_NOOP("Text", "Dropping the safety copies on %1"),
        QT_TRANSLATE_NOOP("Text", "Discarding what was prepared on %1"),
        QT_TRANSLATE_NOOP("Text", "Disaster recovery of %1")};
    static_assert(std::size(words) == int(Verb::Recover) + 1);
    return {words[int(verb)], {host}};
}

QList<Difference> differencesOf(const RunReport &run)
{
    QList<Difference> all;
    for (const ComponentReport &component : run.components)
        all << component.differences;
    return all;
}

bool isPreparedEqual(const RunReport &run)
{
    return run.status == Outcome::Ok && run.restore == RestoreState::Prepared
           && differencesOf(run).isEmpty();
}

static Text successText(const RunReport &run)
{
    const bool isRestore = run.verb != Verb::Recover && run.restore != RestoreState::None;
    if (isRestore && run.restore != RestoreState::Prepared)
        return restoreStateText(run); // what is true now, whatever led to it
    const qint64 good = std::ranges::count(run.components, Outcome::Ok, &ComponentReport::status);
    switch (run.verb) {
    case Verb::Backup:
        return {QT_TRANSLATE_N_NOOP("Text", "OK: %n component(s) written, read back and verified."),
                {good}};
    case Verb::Verify:
        return {QT_TRANSLATE_NOOP("Text", "OK: every artifact was read again and is complete."),
                {}};
    case Verb::Drill:
        return {QT_TRANSLATE_NOOP("Text",
                                  "Proven: restored into a throw-away place and equal to the data "
                                  "fingerprint."),
                {}};
    case Verb::Prepare:
        return {QT_TRANSLATE_NOOP("Text", "Prepared beside what is in service, and equal to the "
                                          "data fingerprint."),
                {}};
    case Verb::Recover:
        return {QT_TRANSLATE_NOOP("Text", "Recovered: equal to the data fingerprint, and the "
                                          "application serves."),
                {}};
    case Verb::CutOver:
    case Verb::Undo:
    case Verb::Accept:
    case Verb::Discard:
        break;
    }
    return {QT_TRANSLATE_NOOP("Text", "Done."), {}};
}

Text resultText(const RunReport &run)
{
    switch (statusOfRun(run)) {
    case Status::Running:
        return {QT_TRANSLATE_NOOP("Text", "Running in another program."), {}};
    case Status::Ok:
        return successText(run);
    case Status::Cancelled:
        return {QT_TRANSLATE_NOOP("Text", "Cancelled; the host is as it was."), {}};
    default:
        break;
    }
    if (run.error)
        return run.error->message;
    if (const auto differences = differencesOf(run); !differences.isEmpty()) {
        const Difference &first = differences.first();
        return {QT_TRANSLATE_NOOP("Text", "Not equal: %1: expected %2, found %3."),
                {first.what, first.expected, first.found}};
    }
    for (const ComponentReport &component : run.components) {
        if (component.why)
            return component.why->message;
    }
    return {QT_TRANSLATE_NOOP("Text", "It did not succeed."), {}};
}

Text restoreStateText(const RunReport &run)
{
    if (run.verb == Verb::Recover) // there was nothing before it
        return {};
    switch (run.restore) {
    case RestoreState::None:
        return {};
    case RestoreState::Prepared:
        return {QT_TRANSLATE_NOOP("Text", "Prepared on the host; what is in service is untouched."),
                {}};
    case RestoreState::InService:
        return {QT_TRANSLATE_NOOP("Text",
                                  "In service. What was there before is kept on the host as "
                                  "the safety copy; undo brings it back."),
                {}};
    case RestoreState::Undone:
        return {QT_TRANSLATE_NOOP("Text", "Undone: what was there before serves again."), {}};
    case RestoreState::Accepted:
        return {QT_TRANSLATE_NOOP("Text", "Accepted: the safety copies are gone."), {}};
    case RestoreState::Discarded:
        return {QT_TRANSLATE_NOOP("Text", "Discarded: nothing of it is left on the host."), {}};
    }
    return {};
}

} // namespace Lifeboat
