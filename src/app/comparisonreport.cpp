#include "app/comparisonreport.h"

#include "app/reportform.h"
#include "base/sha256.h"
#include "planning/recoverysteps.h"
#include "platform/nativefilesystem.h"
#include "storage/wholefile.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static constexpr qsizetype FirstNames = 3;

static QString text(const char *source, const QList<TextArg> &args = {})
{
    return Text{source, args}.toString();
}

static QString number(qint64 value)
{
    return QLocale().toString(value);
}

static QString timeShown(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s) : u"–"_s;
}

static QString secondsShown(double seconds)
{
    return text(QT_TRANSLATE_NOOP("Text", "%1 s"), {QLocale().toString(seconds, 'f', 2)});
}

// --- What was compared

static qsizetype countOf(const Comparison &comparison)
{
    return comparison.expected.entries.size();
}

static QString word(const Comparison &comparison, const Difference &one)
{
    if (!comparison.found.entries.contains(one.what))
        return text(QT_TRANSLATE_NOOP("Text", "Missing"));
    if (!comparison.expected.entries.contains(one.what))
        return text(QT_TRANSLATE_NOOP("Text", "In addition"));
    return text(QT_TRANSLATE_NOOP("Text", "Differs"));
}

static QString line(const ReportForm &form, const Difference &one, const QString &word, bool isGood)
{
    return form.part(u"line"_s, {{u"kind"_s, isGood ? QString() : u"bad"_s},
                                 {u"word"_s, shown(word)},
                                 {u"what"_s, shown(one.what)},
                                 {u"expected"_s, shown(one.expected)},
                                 {u"found"_s, shown(one.found)}});
}

// What differs first.
static QString linesOf(const ReportForm &form, const Comparison &comparison)
{
    QString lines;
    QSet<QString> differing;
    for (const Difference &one : comparison.expected.differencesFrom(comparison.found)) {
        differing.insert(one.what);
        lines += line(form, one, word(comparison, one), false);
    }
    for (auto it = comparison.expected.entries.cbegin(); it != comparison.expected.entries.cend();
         ++it) {
        if (differing.contains(it.key()))
            continue;
        const QString found = comparison.found.entries.value(it.key());
        lines += line(form, {it.key(), it.value(), found},
                      found == *it ? text(QT_TRANSLATE_NOOP("Text", "Equal"))
                                   : text(QT_TRANSLATE_NOOP("Text", "Not below")),
                      true);
    }
    return lines;
}

static QString comparisonsOf(const ReportForm &form, const QMap<QString, Comparison> &comparisons)
{
    QString all;
    for (auto it = comparisons.cbegin(); it != comparisons.cend(); ++it)
        all += form.part(u"comparison"_s,
                         {{u"component"_s, shown(it.key())}, {u"lines"_s, linesOf(form, *it)}});
    return all.isEmpty() ? u"<p>–</p>"_s : all;
}

static QString namesOf(const QList<Difference> &differences)
{
    QStringList names;
    for (const Difference &one : differences.first(std::min(FirstNames, differences.size())))
        names << shown(one.what);
    if (differences.size() > FirstNames)
        names << u"…"_s;
    return names.join(u"<br>"_s);
}

static QString componentsOf(const ReportForm &form, const ComparedRun &compared)
{
    QString rows;
    for (const ComponentReport &component : compared.run.components) {
        const Comparison comparison = compared.comparisons.value(component.id);
        const auto differences = comparison.expected.differencesFrom(comparison.found);
        QString names = namesOf(differences);
        if (names.isEmpty() && component.why)
            names = shown(component.why->message);
        const bool isGood = component.status == Outcome::Ok && differences.isEmpty();
        rows += form.part(u"component"_s, {{u"component"_s, shown(component.id)},
                                           {u"kind"_s, isGood ? u"good"_s : u"bad"_s},
                                           {u"outcome"_s, shown(outcomeText(component.status))},
                                           {u"compared"_s, number(countOf(comparison))},
                                           {u"differ"_s, number(differences.size())},
                                           {u"names"_s, names}});
    }
    return rows;
}

static QString summaryOf(const ComparedRun &compared)
{
    qint64 all = 0;
    qint64 differing = 0;
    for (const Comparison &comparison : compared.comparisons) {
        all += countOf(comparison);
        differing += comparison.expected.differencesFrom(comparison.found).size();
    }
    if (all == 0)
        return compared.run.verb == Verb::Verify
                   ? text(QT_TRANSLATE_NOOP("Text", "The files were read again and held against "
                                                    "their hashes; nothing was restored, so no "
                                                    "contents were compared."))
                   : text(QT_TRANSLATE_NOOP("Text", "Nothing was compared."));
    return differing == 0
               ? text(QT_TRANSLATE_NOOP("Text", "All %1 compared values are as expected."), {all})
               : text(QT_TRANSLATE_NOOP("Text", "%1 of %2 compared values are not as expected."),
                      {differing, all});
}

static QString verbOf(const RunReport &run)
{
    switch (run.verb) {
    case Verb::Verify:
        return text(QT_TRANSLATE_NOOP("Text", "Verify: the point's files were read again"));
    case Verb::Drill:
        return text(QT_TRANSLATE_NOOP("Text", "Drill: restored into a throw-away place, compared, "
                                              "and removed"));
    case Verb::Recover:
        return text(QT_TRANSLATE_NOOP("Text", "Disaster recovery: brought into a host that had "
                                              "nothing"));
    default:
        return text(QT_TRANSLATE_NOOP("Text",
                                      "Restore: prepared beside the running data, compared, "
                                      "and brought into service when equal"));
    }
}

// --- What was not compared

namespace {

class Gaps
{
public:
    Gaps(const ReportForm &form, const ComparedRun &compared)
        : m_form(form)
        , m_compared(compared)
    {
    }

    QString rows()
    {
        if (m_compared.run.verb == Verb::Verify)
            add(text(QT_TRANSLATE_NOOP("Text", "The contents")),
                text(QT_TRANSLATE_NOOP("Text", "A verify restores nothing.")));
        if (m_compared.point) {
            const Manifest &manifest = m_compared.point->manifest;
            for (const ManifestComponent &component : manifest.components)
                look(component);
            for (const QJsonValue &value : manifest.uncovered)
                add(value["kind"_L1].toString() + u' ' + value["name"_L1].toString(),
                    Text::fromJson(value["why"_L1].toObject()).toString());
        }
        return m_rows.isEmpty() ? m_form.part(u"gap"_s, {{u"what"_s, u"–"_s}, {u"why"_s, u"–"_s}})
                                : m_rows;
    }

private:
    void look(const ManifestComponent &component)
    {
        const auto &run = m_compared.run;
        const auto done = std::ranges::find(run.components, component.id, &ComponentReport::id);
        const bool isThere = done != run.components.end();
        if (component.outcome != Outcome::Ok)
            add(component.id,
                text(QT_TRANSLATE_NOOP("Text", "The point does not hold it. %1"),
                     {component.why ? component.why->message.toString() : QString()}));
        else if (m_compared.comparisons.contains(component.id))
            lookInside(component);
        else if (isThere && done->why)
            add(component.id, done->why->message.toString());
        else if (!isThere)
            add(component.id, text(QT_TRANSLATE_NOOP("Text", "It was not part of this run.")));
        else if (run.verb != Verb::Verify)
            add(component.id, text(QT_TRANSLATE_NOOP("Text", "This run has no record of a "
                                                             "comparison of it.")));
    }

    void lookInside(const ManifestComponent &component)
    {
        const Comparison comparison = m_compared.comparisons.value(component.id);
        for (auto it = component.fingerprint.entries.cbegin();
             it != component.fingerprint.entries.cend(); ++it) {
            if (!comparison.expected.entries.contains(it.key()))
                add(component.id + u": "_s + it.key(),
                    text(QT_TRANSLATE_NOOP("Text", "It stands in the point's manifest, and this "
                                                   "run did not ask for it.")));
        }
    }

    void add(const QString &what, const QString &why)
    {
        m_rows += m_form.part(u"gap"_s, {{u"what"_s, shown(what)}, {u"why"_s, shown(why)}});
    }

    const ReportForm &m_form;
    const ComparedRun &m_compared;
    QString m_rows;
};

} // namespace

// --- The point

static QString filesOf(const ReportForm &form, const Manifest &manifest)
{
    QString rows;
    for (const ManifestComponent &component : manifest.components) {
        for (const Artifact &file : component.artifacts + component.needs) {
            const QString folder = file.point.isEmpty() ? QString() : u"../"_s + file.point + u'/';
            rows += form.part(u"file"_s, {{u"file"_s, shown(folder + file.file)},
                                          {u"bytes"_s, number(file.bytes)},
                                          {u"hash"_s, shown(file.sha256)}});
        }
    }
    return rows;
}

// What was expected then, the manifest has to say now.
static bool isOfManifest(const ComparedRun &compared, const Manifest &manifest)
{
    for (auto it = compared.comparisons.cbegin(); it != compared.comparisons.cend(); ++it) {
        const ManifestComponent *component = manifest.component(it.key());
        const Fingerprint recorded = component ? component->fingerprint : Fingerprint{};
        for (auto entry = it->expected.entries.cbegin(); entry != it->expected.entries.cend();
             ++entry) {
            if (recorded.entries.value(entry.key()) != *entry)
                return false;
        }
    }
    return true;
}

static QString notesOf(const ReportForm &form, const ComparedRun &compared)
{
    QStringList notes;
    if (compared.trouble)
        notes << text(QT_TRANSLATE_NOOP("Text",
                                        "The point could not be read when this report was "
                                        "written, so its files and hashes are not here: %1"),
                      {compared.trouble->message.toString()});
    if (compared.point && compared.point->damage)
        notes << compared.point->damage->message.toString();
    if (compared.point && !isOfManifest(compared, compared.point->manifest))
        notes << text(QT_TRANSLATE_NOOP("Text", "The point's manifest says something else now than "
                                                "when the run compared with it."));
    QString all;
    for (const QString &note : notes)
        all += form.part(u"note"_s, {{u"text"_s, shown(note)}});
    return all;
}

static void insertPoint(ReportValues &values, const ReportForm &form, const ComparedRun &compared)
{
    const Manifest manifest = compared.point ? compared.point->manifest : Manifest{};
    values.insert(
        {{u"sourceHost"_s, shown(manifest.hostName)},
         {u"sourceMachine"_s, shown(manifest.machine)},
         {u"sourceMachineId"_s, shown(manifest.machineId)},
         {u"project"_s, manifest.project.isEmpty()
                            ? u"–"_s
                            : shown(manifest.project + u", "_s + manifest.directory)},
         {u"taken"_s, timeShown(pointTime(compared.run.point.section(u'/', -1)))},
         {u"takenBy"_s, shown(manifest.tool)},
         {u"skew"_s, compared.point ? secondsShown(manifest.snapshotWindowSeconds) : u"–"_s},
         {u"manifestHash"_s, shown(compared.manifestHash)},
         {u"pointNote"_s, notesOf(form, compared)},
         {u"files"_s, filesOf(form, manifest)}});
    const QString &there = compared.run.machineId;
    values.insert(u"sameMachine"_s,
                  there.isEmpty() || manifest.machineId.isEmpty() ? text(
                      QT_TRANSLATE_NOOP("Text", "Whether both are one machine is not known."))
                  : there == manifest.machineId
                      ? text(QT_TRANSLATE_NOOP("Text", "Both are the same machine."))
                      : text(QT_TRANSLATE_NOOP("Text", "They are two machines.")));
}

// --- The run

static QString errorOf(const ReportForm &form, const std::optional<Error> &error)
{
    if (!error)
        return {};
    return form.part(u"error"_s,
                     {{u"message"_s, shown(error->message)},
                      {u"hint"_s, error->hint.isEmpty() ? QString() : shown(error->hint)},
                      {u"detail"_s, linesShown(error->detail)}});
}

static void insertRun(ReportValues &values, const ReportForm &form, const RunReport &run)
{
    const QString state = restoreStateText(run.restore).toString();
    const QString downtime =
        run.downtimeSeconds > 0
            ? text(QT_TRANSLATE_NOOP("Text", "%1, then %2 until the application had restarted"),
                   {secondsShown(run.downtimeSeconds), secondsShown(run.applicationSeconds)})
            : u"–"_s;
    const bool isGood = run.status == Outcome::Ok;
    values.insert({{u"run"_s, shown(run.run)},
                   {u"point"_s, shown(run.point)},
                   {u"verb"_s, shown(verbOf(run))},
                   {u"verdictKind"_s, isGood ? u"good"_s : u"bad"_s},
                   {u"outcome"_s, shown(outcomeText(run.status))},
                   {u"state"_s, state.isEmpty() ? state : u", "_s + shown(state)},
                   {u"error"_s, errorOf(form, run.error)},
                   {u"began"_s, timeShown(run.started)},
                   {u"ended"_s, timeShown(run.ended)},
                   {u"duration"_s, secondsShown(run.seconds)},
                   {u"downtime"_s, downtime},
                   {u"tool"_s, shown(run.tool)},
                   {u"targetHost"_s, shown(run.hostName + u" ("_s + run.hostId + u')')},
                   {u"targetMachine"_s, shown(run.machine)},
                   {u"targetMachineId"_s, shown(run.machineId)}});
}

QString comparisonReport(const ComparedRun &compared)
{
    const ReportForm form = ReportForm::inLanguage(QLocale().name());
    ReportValues values{{u"style"_s, ReportForm::style()},
                        {u"summary"_s, shown(summaryOf(compared))},
                        {u"components"_s, componentsOf(form, compared)},
                        {u"missing"_s, Gaps(form, compared).rows()},
                        {u"comparisons"_s, comparisonsOf(form, compared.comparisons)},
                        {u"writer"_s, shown(toolName())},
                        {u"written"_s, timeShown(compared.written)}};
    insertRun(values, form, compared.run);
    insertPoint(values, form, compared);
    return filledIn(form.page, values);
}

void findPoint(ComparedRun &compared)
{
    const Result<Vault> vault = Vault::open(NativeFileSystem::instance(), compared.run.vault);
    if (!vault) {
        compared.trouble = vault.error();
        return;
    }
    const Result<StoredPoint> point =
        vault->point(compared.run.point.section(u'/', 0, 0), compared.run.point.section(u'/', 1));
    if (!point) {
        compared.trouble = point.error();
    } else if (const std::optional<Error> damage = point->manifestDamage()) {
        compared.trouble = damage;
    } else if (const Result<QByteArray> manifest =
                   readWholeFile(point->folder + u"/manifest.json"_s)) {
        compared.point = *point;
        compared.manifestHash = QString::fromLatin1(Sha256::ofData(*manifest));
    } else {
        compared.trouble = manifest.error();
    }
}

} // namespace Lifeboat
