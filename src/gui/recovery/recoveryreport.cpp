#include "gui/recovery/recoveryreport.h"

#include "gui/common/look.h"
#include "gui/runs/runwords.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static ReportSection whatIsThere(const RecoveryOutcome &outcome)
{
    ReportSection section{.title = {QT_TRANSLATE_NOOP("Text", "What is there"), {}}};
    for (const ComponentReport &one : outcome.report.components) {
        const bool isGood = one.status == Outcome::Ok && one.differences.isEmpty();
        if (isGood && !outcome.point.point.manifest.component(one.id))
            section.lines << ReportLine{
                Status::Ok, {QT_TRANSLATE_NOOP("Text", "%1: made anew, empty"), {one.id}}, {}};
        else if (isGood)
            section.lines << ReportLine{
                Status::Ok,
                {QT_TRANSLATE_NOOP("Text", "%1: equal to the data fingerprint"), {one.id}},
                {}};
        else
            section.lines << ReportLine{
                Status::Failed,
                {QT_TRANSLATE_NOOP("Text", "%1: not as the point says"), {one.id}},
                one.why ? one.why->message : Text{}};
    }
    if (outcome.report.status == Outcome::Ok)
        section.lines << ReportLine{
            Status::Ok,
            {QT_TRANSLATE_NOOP("Text", "The application runs, and answers from the database"), {}},
            {}};
    return section;
}

static ReportSection whatIsMissing(const RecoveryOutcome &outcome)
{
    ReportSection section{.title = {QT_TRANSLATE_NOOP("Text", "What is missing"), {}}};
    const Manifest &manifest = outcome.point.point.manifest;
    for (const ManifestComponent &one : manifest.components) {
        if (one.outcome != Outcome::Ok)
            section.lines << ReportLine{
                Status::Warning,
                {QT_TRANSLATE_NOOP("Text", "%1 was not saved in this point"), {one.id}},
                one.why ? one.why->message : Text{}};
    }
    for (const QJsonValue &value : manifest.uncovered)
        section.lines << ReportLine{Status::Warning,
                                    {QT_TRANSLATE_NOOP("Text", "Not covered by the backup: %1"),
                                     {value.toObject().value("name"_L1).toString().simplified()}},
                                    Text::fromJson(value.toObject().value("why"_L1).toObject())};
    section.lines << ReportLine{
        Status::Warning,
        {QT_TRANSLATE_NOOP("Text", "What was written after %1, when the point was made"),
         {outcome.point.point.time()}},
        {}};
    return section;
}

static ReportSection whatNeedsHands(const RecoveryOutcome &outcome)
{
    ReportSection section{.title = {QT_TRANSLATE_NOOP("Text", "What still needs hands"), {}}};
    if (const QString &aside = outcome.report.setAside; !aside.isEmpty())
        section.lines << ReportLine{
            Status::Warning,
            {QT_TRANSLATE_NOOP("Text", "What was there before is kept in %1"), {aside}},
            {QT_TRANSLATE_NOOP("Text", "To bring it back: sh %1/back.sh. Remove it when nobody "
                                       "needs it any more."),
             {aside}}};
    const bool isSame = outcome.target.id == outcome.point.point.hostId;
    if (!outcome.address.isEmpty())
        section.lines << ReportLine{
            Status::Warning,
            {QT_TRANSLATE_NOOP("Text", "Tell agents, collectors and users the new address: %1"),
             {outcome.address}},
            {QT_TRANSLATE_NOOP("Text", "They have the former one in configurations of their own, "
                                       "on other machines."),
             {}}};
    else if (!isSame)
        section.lines << ReportLine{
            Status::Warning,
            {QT_TRANSLATE_NOOP("Text", "Let the former address, or its name, lead to %1"),
             {outcome.target.ssh.address}},
            {QT_TRANSLATE_NOOP("Text", "The configuration still has it, and so have the agents."),
             {}}};
    section.lines << ReportLine{
        Status::Warning,
        {QT_TRANSLATE_NOOP("Text", "Take a first backup of %1"), {outcome.target.name}},
        {QT_TRANSLATE_NOOP("Text", "To the vault it is a host of its own from now on."), {}}};
    return section;
}

static ReportSection times(const RecoveryOutcome &outcome)
{
    const RunReport &report = outcome.report;
    const auto whole = [](double seconds) { return std::chrono::seconds(qint64(seconds)); };
    ReportSection section{.title = {QT_TRANSLATE_NOOP("Text", "Times"), {}}};
    section.lines << ReportLine{Status::Ok,
                                {QT_TRANSLATE_NOOP("Text", "Begun %1, ended %2: %3 in all"),
                                 {report.started, report.ended, whole(report.seconds)}},
                                {}};
    if (report.applicationSeconds > 0)
        section.lines << ReportLine{
            Status::Ok,
            {QT_TRANSLATE_NOOP("Text", "Of these %1 until the application served"),
             {whole(report.applicationSeconds)}},
            {}};
    return section;
}

QList<ReportSection> recoveryReport(const RecoveryOutcome &outcome)
{
    return {whatIsThere(outcome), whatIsMissing(outcome), whatNeedsHands(outcome), times(outcome)};
}

QString recoveryReportText(const RecoveryOutcome &outcome)
{
    const StoredPoint &point = outcome.point.point;
    QStringList lines{u"# "_s + runTitle(Verb::Recover, outcome.target.name).toString(),
                      {},
                      resultText(outcome.report).toString(),
                      {},
                      Text{QT_TRANSLATE_NOOP("Text", "Point %1 of %2, from vault %3"),
                           {point.id(), point.manifest.hostName, outcome.point.vault.name}}
                          .toString()};
    for (const ReportSection &section : recoveryReport(outcome)) {
        lines << QString() << u"## "_s + section.title.toString() << QString();
        for (const ReportLine &line : section.lines) {
            QString text = u"- "_s + statusWord(line.status) + u": "_s + line.text.toString();
            if (!line.below.isEmpty())
                text += u" – "_s + line.below.toString();
            lines << text;
        }
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace Lifeboat
