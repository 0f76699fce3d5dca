#include "planning/runbook.h"

#include "planning/recoverysteps.h"

#include <QFile>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static constexpr qsizetype MostExpectations = 12;

// --- Names of others in Markdown

static qsizetype longestRun(const QString &text, QChar letter)
{
    qsizetype longest = 0;
    qsizetype run = 0;
    for (const QChar one : text) {
        run = one == letter ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return longest;
}

// Code that means nothing to Markdown, whatever is in it.
static QString span(QString text)
{
    for (QChar &letter : text) {
        if (letter < u' ')
            letter = u'\u2423';
    }
    const QString fence(longestRun(text, u'`') + 1, u'`');
    const QString pad = text.startsWith(u'`') || text.endsWith(u'`') ? u" "_s : QString();
    return fence + pad + text + pad + fence;
}

// `kind`: sh for what is typed in any case.
static QString block(const QString &commands, const QString &kind = u"sh"_s)
{
    const QString fence(std::max<qsizetype>(3, longestRun(commands, u'`') + 1), u'`');
    return fence + kind + u'\n' + commands + fence;
}

// --- Lists

static QString bullets(const QStringList &items)
{
    QString text;
    for (const QString &item : items)
        text += u"- "_s + item + u'\n';
    return text.isEmpty() ? u"- –"_s : text.trimmed();
}

static QString folders(const Manifest &manifest)
{
    QStringList ids{manifest.pointId};
    for (const ManifestComponent *component : recoveredComponents(manifest)) {
        for (const Artifact &needed : component->needs)
            ids << needed.point;
    }
    ids.removeDuplicates();
    QStringList items;
    for (const QString &id : ids)
        items << span(manifest.hostId + u'/' + id) + u" → "_s + span(u"/root/recovery/"_s + id);
    return u"  "_s + bullets(items).replace(u"\n- "_s, u"\n  - "_s);
}

static QString contents(const Manifest &manifest)
{
    QStringList items;
    for (const ManifestComponent *component : recoveredComponents(manifest)) {
        qint64 bytes = 0;
        for (const Artifact &one : component->artifacts + component->needs)
            bytes += one.bytes;
        items << (component->id + u' ' + component->version).trimmed() + u", "_s
                     + sizeText(bytes, QLocale::c());
    }
    return bullets(items);
}

static QString missing(const Manifest &manifest)
{
    QStringList items;
    for (const ManifestComponent &component : manifest.components) {
        if (component.outcome != Outcome::Ok)
            items << span(component.id);
    }
    for (const QJsonValue &value : manifest.uncovered) {
        const QJsonObject one = value.toObject();
        items << one.value("kind"_L1).toString() + u' ' + span(one.value("name"_L1).toString());
    }
    return bullets(items);
}

static QString expectations(const ManifestComponent &component)
{
    QStringList items;
    for (auto it = component.fingerprint.entries.cbegin();
         it != component.fingerprint.entries.cend(); ++it) {
        bool isNumber = false;
        it.value().toLongLong(&isNumber);
        if (isNumber || component.id == u"nats")
            items << span(it.key()) + u": "_s + span(it.value());
    }
    if (items.isEmpty()) {
        for (auto it = component.fingerprint.entries.cbegin();
             it != component.fingerprint.entries.cend(); ++it)
            items << span(it.key()) + u": "_s + span(it.value());
    }
    const qsizetype all = items.size();
    if (all > MostExpectations)
        items = items.first(MostExpectations)
                << u"… (%1; `manifest.json`)"_s.arg(all - MostExpectations);
    return bullets(items);
}

static QString fileList(const Manifest &manifest, const ManifestComponent &component)
{
    QStringList files;
    for (const Artifact &one : component.artifacts + component.needs)
        files << span((one.point.isEmpty() ? manifest.pointId : one.point) + u'/' + one.file);
    return files.join(u", "_s);
}

// --- The page

static QString componentSection(const QString &form, const Manifest &manifest,
                                const RecoveryStep &step)
{
    const ManifestComponent &component = *manifest.component(step.id);
    return filledIn(form, {{u"component"_s, step.id},
                           {u"fileList"_s, fileList(manifest, component)},
                           {u"commands"_s, block(step.assignments + step.commands)},
                           {u"again"_s, block(step.assignments + step.again, u"text"_s)},
                           {u"expected"_s, expectations(component)}});
}

// The form's part between two lines, taken out of it.
static QString takeComponentForm(QString &form)
{
    static const QString begin = u"@components@\n"_s;
    static const QString end = u"@end@\n"_s;
    const qsizetype from = form.indexOf(begin);
    const qsizetype to = form.indexOf(end);
    const QString part = form.mid(from + begin.size(), to - from - begin.size());
    form.replace(from, to + end.size() - from, begin);
    return part;
}

Result<QString> runbook(const Manifest &manifest, const QString &language)
{
    const Result<QList<RecoveryStep>> steps = recoverySteps(manifest);
    if (!steps)
        return steps.error();
    QFile file(u":/runbook/%1.md"_s.arg(language == "zh_CN"_L1 ? language : u"en"_s));
    QString form = file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    const QString componentForm = takeComponentForm(form);
    form.replace(QRegularExpression(u"@step ([a-z]+)@"_s), u"@\\1@"_s);
    QMap<QString, QString> values{
        {u"host"_s, span(manifest.machine)},
        {u"point"_s, span(manifest.pointId)},
        {u"date"_s, pointTime(manifest.pointId).toString(u"yyyy-MM-dd HH:mm 'UTC'"_s)},
        {u"project"_s, span(manifest.project)},
        {u"directory"_s, span(manifest.directory)},
        {u"folders"_s, folders(manifest)},
        {u"contents"_s, contents(manifest)},
        {u"missing"_s, missing(manifest)}};
    QString components;
    for (const RecoveryStep &step : *steps) {
        if (step.isComponent && step.id != u"config")
            components += componentSection(componentForm, manifest, step);
        else
            values.insert(step.id, block(step.assignments + step.commands));
    }
    values.insert(u"components"_s, components);
    return filledIn(form, values);
}

QString runbookCommands(const QString &markdown)
{
    static const QRegularExpression opening(u"^(`{3,})sh$"_s);
    QString commands;
    QString fence;
    for (const QString &line : markdown.split(u'\n')) {
        if (!fence.isEmpty()) {
            if (line == fence)
                fence.clear();
            else
                commands += line + u'\n';
        } else if (const auto match = opening.match(line); match.hasMatch()) {
            fence = match.captured(1);
        }
    }
    return commands;
}

} // namespace Lifeboat
