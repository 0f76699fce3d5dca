#include "cli/context.h"
#include "cli/pointlookup.h"
#include "cli/results.h"
#include "cli/table.h"
#include "platform/nativefilesystem.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Lifeboat {

// A vault as it is now, with what could not be asked of it.
struct SeenVault
{
    VaultEntry entry;
    QString id;
    std::optional<qint64> free;
    std::optional<qsizetype> points;
    std::optional<Error> trouble;
};

static SeenVault look(const VaultEntry &entry)
{
    SeenVault seen{.entry = entry, .id = entry.id};
    const Result<Vault> vault = openVault(entry);
    if (!vault) {
        seen.trouble = vault.error();
        return seen;
    }
    seen.id = vault->id();
    if (const Result<qint64> free = vault->freeBytes())
        seen.free = *free;
    const Result<QList<StoredPoint>> points = vault->points();
    if (points)
        seen.points = points->size();
    else
        seen.trouble = points.error();
    return seen;
}

static QJsonObject json(const SeenVault &seen)
{
    QJsonObject json = vaultJson(seen.entry, seen.id, seen.free, seen.points);
    if (seen.trouble)
        json.insert(u"error"_s, seen.trouble->toJson());
    return json;
}

static QString table(const QList<SeenVault> &vaults)
{
    const QLocale locale;
    QList<QStringList> rows;
    for (const SeenVault &seen : vaults) {
        rows << QStringList{seen.entry.name + (seen.entry.isDefault ? u" *"_s : QString()),
                            seen.points ? locale.toString(qint64(*seen.points)) : u"–"_s,
                            seen.free ? sizeText(*seen.free, locale) : u"–"_s, seen.entry.folder};
    }
    return tableText({Text{QT_TRANSLATE_NOOP("Text", "VAULT"), {}}.toString(),
                      Text{QT_TRANSLATE_NOOP("Text", "POINTS"), {}}.toString(),
                      Text{QT_TRANSLATE_NOOP("Text", "FREE"), {}}.toString(),
                      Text{QT_TRANSLATE_NOOP("Text", "FOLDER"), {}}.toString()},
                     rows);
}

CommandResult vaultAdd(Context &context)
{
    const Arguments &arguments = context.arguments();
    const QString folder = QDir::cleanPath(QDir(arguments.words.first()).absolutePath());
    const QString name =
        arguments.has(u"name"_s) ? arguments.value(u"name"_s) : QFileInfo(folder).fileName();
    // Before the folder is made: a name that is taken must not leave one behind.
    if (const Result<> free = context.settings().checkNewVault(name); !free)
        return failure(free.error());
    Result<Vault> vault = Vault::create(NativeFileSystem::instance(), folder, name);
    if (!vault)
        return failure(vault.error());
    if (arguments.has(u"plain-config"_s)) {
        if (const Result<> set = vault->setPlain(true); !set)
            return failure(set.error());
        context.console().say(Text{
            QT_TRANSLATE_NOOP("Text", "Keys and passwords of hosts are saved in %1 without sealing "
                                      "them: whoever can read it has them."),
            {folder}}.toString());
    }
    if (const Result<> added = context.settings().addVault({vault->id(), name, vault->folder()});
        !added)
        return failure(added.error());
    const Result<VaultEntry> entry = context.settings().vault(vault->id());
    if (!entry)
        return failure(entry.error());
    const SeenVault seen = look(*entry);
    return {.json = {{u"vault"_s, json(seen)}}, .text = table({seen})};
}

CommandResult vaultList(Context &context)
{
    const Result<QList<VaultEntry>> entries = context.settings().vaults();
    if (!entries)
        return failure(entries.error());
    QList<SeenVault> vaults;
    QJsonArray array;
    for (const VaultEntry &entry : *entries) {
        vaults << look(entry);
        array << json(vaults.last());
        if (vaults.last().trouble)
            context.console().complain(*vaults.last().trouble);
    }
    return {.json = {{u"vaults"_s, array}}, .text = table(vaults)};
}

CommandResult vaultRemove(Context &context)
{
    const Result<VaultEntry> entry = context.settings().vault(context.arguments().words.first());
    if (!entry)
        return failure(entry.error());
    if (const Result<> removed = context.settings().removeVault(entry->id); !removed)
        return failure(removed.error());
    const SeenVault seen = look(*entry);
    return {.json = {{u"vault"_s, json(seen)}}, .text = table({seen})};
}

// There is no index that could be wrong: this reads what all others read, and says what it saw.
CommandResult rescanVaults(Context &context)
{
    const Result<QList<VaultEntry>> entries = context.settings().vaults();
    if (!entries)
        return failure(entries.error());
    CommandResult result;
    QJsonArray array;
    for (const VaultEntry &entry : *entries) {
        const Result<Vault> vault = openVault(entry);
        const Result<QList<StoredPoint>> points =
            vault ? vault->points() : Result<QList<StoredPoint>>(vault.error());
        QJsonObject one{{u"id"_s, entry.id}, {u"name"_s, entry.name}, {u"dir"_s, entry.folder}};
        if (points) {
            qsizetype damaged = 0;
            for (const StoredPoint &point : *points)
                damaged += point.damage ? 1 : 0;
            one.insert(u"points"_s, qint64(points->size()));
            one.insert(u"damaged"_s, qint64(damaged));
            result.text += Text{QT_TRANSLATE_NOOP("Text", "%1: %2 points, %3 of them damaged"),
                                {entry.name, qint64(points->size()), qint64(damaged)}}
                               .toString()
                           + u'\n';
        } else {
            one.insert(u"error"_s, points.error().toJson());
            result.exitStatus = HasFailed;
            result.error = points.error();
        }
        array << one;
    }
    result.json = {{u"vaults"_s, array}};
    return result;
}

} // namespace Lifeboat
