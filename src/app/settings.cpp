#include "app/settings.h"

#include "app/settingsdocument.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static constexpr qsizetype LongestName = 200;

Places Places::standard()
{
    const auto below = [](QStandardPaths::StandardLocation location) {
        return QStandardPaths::writableLocation(location) + "/lifeboat"_L1;
    };
    Places places{below(QStandardPaths::GenericConfigLocation),
                  below(QStandardPaths::GenericDataLocation),
                  {}};
#if defined(Q_OS_LINUX) || defined(Q_OS_FREEBSD)
    // QStandardPaths knows the place for state only since Qt 6.7. A relative path is to be ignored
    // (XDG Base Directory Specification).
    const QString state = qEnvironmentVariable("XDG_STATE_HOME");
    places.state = (QDir::isAbsolutePath(state) ? state : QDir::homePath() + "/.local/state"_L1)
                   + "/lifeboat"_L1;
#else
    places.state = places.data + "/state"_L1;
#endif
    return places;
}

static Error usage(const Text &message, const Text &hint = {})
{
    return {Error::Kind::Usage, message, hint, {}};
}

// A name is typed, printed in tables and compared with --confirm: it must be one visible line.
static Result<> checkName(const QString &name)
{
    if (name.trimmed().isEmpty())
        return usage({QT_TRANSLATE_NOOP("Text", "A name is needed."), {}});
    if (name != name.trimmed())
        return usage(
            {QT_TRANSLATE_NOOP("Text", "The name “%1” begins or ends with a space."), {name}});
    if (name.size() > LongestName)
        return usage({QT_TRANSLATE_NOOP("Text", "The name is too long."), {}});
    const bool isOneLine = std::ranges::none_of(name, [](QChar c) {
        return c.category() == QChar::Other_Control || c.category() == QChar::Separator_Line
               || c.category() == QChar::Separator_Paragraph;
    });
    if (!isOneLine || !name.isValidUtf16())
        return usage({QT_TRANSLATE_NOOP("Text", "The name contains a control character."), {}});
    return {};
}

static QJsonObject merged(QJsonObject old, const QJsonObject &fresh)
{
    for (auto it = fresh.begin(); it != fresh.end(); ++it)
        old.insert(it.key(), it.value());
    return old; // fields of a newer version stay
}

Settings::Settings(Places places)
    : m_places(std::move(places))
{
}

QString Settings::knownHostsFile() const
{
    return m_places.config + "/known_hosts"_L1;
}

static SettingsDocument hostsDocument(const Places &places)
{
    return {places.config, u"hosts.json"_s};
}

static Result<QList<HostProfile>> hostsOf(const QJsonObject &document, const QString &path)
{
    QList<HostProfile> hosts;
    const QJsonArray list = document.value("hosts"_L1).toArray();
    for (const QJsonValue &value : list) {
        const Result<HostProfile> host = HostProfile::fromJson(value.toObject());
        if (!host) {
            return Error{
                Error::Kind::Corrupt,
                {QT_TRANSLATE_NOOP("Text", "“%1” holds a host that cannot be read."), {path}},
                host.error().message,
                host.error().detail};
        }
        hosts << *host;
    }
    std::ranges::sort(hosts, [](const HostProfile &a, const HostProfile &b) {
        const int order = a.name.localeAwareCompare(b.name);
        return order != 0 ? order < 0 : a.name < b.name;
    });
    return hosts;
}

Result<QList<HostProfile>> Settings::hosts() const
{
    const SettingsDocument document = hostsDocument(m_places);
    const Result<QJsonObject> json = document.read();
    return json ? hostsOf(*json, document.path()) : Result<QList<HostProfile>>(json.error());
}

Result<HostProfile> Settings::host(const QString &nameOrId) const
{
    const Result<QList<HostProfile>> all = hosts();
    if (!all)
        return all.error();
    for (const auto field : {&HostProfile::name, &HostProfile::id}) {
        for (const HostProfile &host : *all) {
            if (host.*field == nameOrId)
                return host;
        }
    }
    return usage({QT_TRANSLATE_NOOP("Text", "There is no host “%1”."), {nameOrId}},
                 {QT_TRANSLATE_NOOP("Text", "“lifeboat-cli host list” shows the hosts."), {}});
}

// The name is free when no other host has it as its name or id.
static Result<> checkFree(const QList<HostProfile> &hosts, const HostProfile &host)
{
    for (const HostProfile &other : hosts) {
        if (other.id != host.id && (other.name == host.name || other.id == host.name))
            return usage({QT_TRANSLATE_NOOP("Text", "There is a host “%1” already."), {host.name}});
    }
    return {};
}

Result<> Settings::checkNewHost(const HostProfile &host) const
{
    if (const Result<> valid = checkName(host.name); !valid)
        return valid;
    const Result<QList<HostProfile>> known = hosts();
    return known ? checkFree(*known, host) : Result<>(known.error());
}

Result<> Settings::addHost(const HostProfile &host)
{
    if (const Result<> valid = checkName(host.name); !valid)
        return valid;
    const SettingsDocument document = hostsDocument(m_places);
    return document.change([&](QJsonObject &json) -> Result<> {
        const Result<QList<HostProfile>> hosts = hostsOf(json, document.path());
        if (!hosts)
            return hosts.error();
        if (const Result<> free = checkFree(*hosts, host); !free)
            return free;
        QJsonArray list = json.value("hosts"_L1).toArray();
        list << host.toJson();
        json.insert(u"hosts"_s, list);
        return {};
    });
}

Result<> Settings::changeHost(const HostProfile &host)
{
    if (const Result<> valid = checkName(host.name); !valid)
        return valid;
    const SettingsDocument document = hostsDocument(m_places);
    return document.change([&](QJsonObject &json) -> Result<> {
        const Result<QList<HostProfile>> hosts = hostsOf(json, document.path());
        if (!hosts)
            return hosts.error();
        if (const Result<> free = checkFree(*hosts, host); !free)
            return free;
        QJsonArray list = json.value("hosts"_L1).toArray();
        for (QJsonValueRef value : list) {
            if (value.toObject().value("id"_L1) != host.id)
                continue;
            value = merged(value.toObject(), host.toJson());
            json.insert(u"hosts"_s, list);
            return {};
        }
        return usage({QT_TRANSLATE_NOOP("Text", "There is no host “%1”."), {host.name}});
    });
}

Result<> Settings::removeHost(const QString &id)
{
    return hostsDocument(m_places).change([&](QJsonObject &json) -> Result<> {
        QJsonArray list = json.value("hosts"_L1).toArray();
        for (auto it = list.begin(); it != list.end(); ++it) {
            if (it->toObject().value("id"_L1) != id)
                continue;
            list.erase(it);
            json.insert(u"hosts"_s, list);
            return {};
        }
        return usage({QT_TRANSLATE_NOOP("Text", "There is no host “%1”."), {id}});
    });
}

static SettingsDocument vaultsDocument(const Places &places)
{
    return {places.config, u"vaults.json"_s};
}

static QList<VaultEntry> vaultsOf(const QJsonObject &document)
{
    QList<VaultEntry> vaults;
    const QJsonArray list = document.value("vaults"_L1).toArray();
    for (const QJsonValue &value : list) {
        const QJsonObject json = value.toObject();
        vaults << VaultEntry{json.value("id"_L1).toString(), json.value("name"_L1).toString(),
                             json.value("folder"_L1).toString(), json.value("default"_L1).toBool()};
    }
    return vaults;
}

static QJsonArray vaultsJson(const QList<VaultEntry> &vaults)
{
    QJsonArray list;
    for (const VaultEntry &vault : vaults) {
        list << QJsonObject{{u"id"_s, vault.id},
                            {u"name"_s, vault.name},
                            {u"folder"_s, vault.folder},
                            {u"default"_s, vault.isDefault}};
    }
    return list;
}

Result<QList<VaultEntry>> Settings::vaults() const
{
    const Result<QJsonObject> json = vaultsDocument(m_places).read();
    return json ? vaultsOf(*json) : Result<QList<VaultEntry>>(json.error());
}

static QString comparable(const QString &folder)
{
    const QString canonical = QFileInfo(folder).canonicalFilePath(); // empty: it is not there now
    return canonical.isEmpty() ? QDir::cleanPath(QDir(folder).absolutePath()) : canonical;
}

static Error noSuchVault(const QString &wanted)
{
    if (wanted.isEmpty())
        return usage({QT_TRANSLATE_NOOP("Text", "There is no vault yet."), {}},
                     {QT_TRANSLATE_NOOP("Text", "“lifeboat-cli vault add FOLDER” makes one."), {}});
    return usage({QT_TRANSLATE_NOOP("Text", "There is no vault “%1”."), {wanted}},
                 {QT_TRANSLATE_NOOP("Text", "“lifeboat-cli vault list” shows the vaults."), {}});
}

Result<VaultEntry> Settings::vault(const QString &nameOrIdOrFolder) const
{
    const Result<QList<VaultEntry>> all = vaults();
    if (!all)
        return all.error();
    const auto find = [&](auto matches) {
        const auto it = std::ranges::find_if(*all, matches);
        return it == all->end() ? std::nullopt : std::optional(*it);
    };
    const QString &wanted = nameOrIdOrFolder;
    if (wanted.isEmpty()) {
        const auto entry = find([](const VaultEntry &vault) { return vault.isDefault; });
        return entry ? Result<VaultEntry>(*entry) : noSuchVault(wanted);
    }
    if (const auto named = find([&](const VaultEntry &vault) { return vault.name == wanted; }))
        return *named;
    if (const auto known = find([&](const VaultEntry &vault) { return vault.id == wanted; }))
        return *known;
    const QString folder = comparable(wanted);
    if (const auto placed =
            find([&](const VaultEntry &vault) { return comparable(vault.folder) == folder; }))
        return *placed;
    // A vault that was never added, such as one on a disk that somebody brought along.
    if (QFileInfo::exists(folder + "/lifeboat-vault.json"_L1))
        return VaultEntry{{}, QFileInfo(folder).fileName(), folder};
    return noSuchVault(wanted);
}

static Result<> checkVaultName(const QList<VaultEntry> &vaults, const QString &name)
{
    if (const Result<> valid = checkName(name); !valid)
        return valid;
    if (std::ranges::any_of(vaults, [&](const VaultEntry &vault) { return vault.name == name; }))
        return usage({QT_TRANSLATE_NOOP("Text", "There is a vault “%1” already."), {name}});
    return {};
}

Result<> Settings::checkNewVault(const QString &name) const
{
    const Result<QList<VaultEntry>> known = vaults();
    return known ? checkVaultName(*known, name) : Result<>(known.error());
}

Result<> Settings::addVault(const VaultEntry &vault)
{
    return vaultsDocument(m_places).change([&](QJsonObject &json) -> Result<> {
        QList<VaultEntry> vaults = vaultsOf(json);
        for (const VaultEntry &other : vaults) {
            if (other.id == vault.id)
                return usage({QT_TRANSLATE_NOOP("Text", "This vault is known already as “%1”."),
                              {other.name}});
        }
        if (const Result<> free = checkVaultName(vaults, vault.name); !free)
            return free;
        vaults << vault;
        vaults.last().isDefault = vaults.size() == 1;
        json.insert(u"vaults"_s, vaultsJson(vaults));
        return {};
    });
}

Result<> Settings::removeVault(const QString &id)
{
    return vaultsDocument(m_places).change([&](QJsonObject &json) -> Result<> {
        QList<VaultEntry> vaults = vaultsOf(json);
        if (vaults.removeIf([&](const VaultEntry &vault) { return vault.id == id; }) == 0)
            return noSuchVault(id);
        const bool hasDefault = std::ranges::any_of(vaults, &VaultEntry::isDefault);
        if (!hasDefault && !vaults.isEmpty())
            vaults.first().isDefault = true;
        json.insert(u"vaults"_s, vaultsJson(vaults));
        return {};
    });
}

static SettingsDocument preferencesDocument(const Places &places)
{
    return {places.config, u"settings.json"_s};
}

QString Settings::preference(const QString &key) const
{
    const Result<QJsonObject> json = preferencesDocument(m_places).read();
    return json ? json->value("preferences"_L1).toObject().value(key).toString() : QString();
}

Result<> Settings::setPreference(const QString &key, const QString &value)
{
    return preferencesDocument(m_places).change([&](QJsonObject &json) -> Result<> {
        QJsonObject preferences = json.value("preferences"_L1).toObject();
        preferences.insert(key, value);
        json.insert(u"preferences"_s, preferences);
        return {};
    });
}

} // namespace Lifeboat
