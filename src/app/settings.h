#pragma once

#include "base/result.h"
#include "model/hostprofile.h"

#include <QString>

namespace Lifeboat {

// Where the programs keep what: XDG_CONFIG_HOME, XDG_DATA_HOME and XDG_STATE_HOME on Linux, the
// system's own places elsewhere; each with "lifeboat" below it.
struct Places
{
    QString config; // hosts.json, vaults.json, settings.json, known_hosts
    QString data;   // the first vault, when the operator named none
    QString state;  // runs/

    static Places standard();
};

struct VaultEntry
{
    QString id;
    QString name;
    QString folder;
    bool isDefault = false;

    bool operator==(const VaultEntry &) const = default;
};

// What the operator configured: hosts, vaults, preferences. Documents with a formatVersion, read
// as they are at each call and written whole (temporary name, synced, renamed) under a lock that
// both programs share: Error::Busy names who holds it for more than 5 s. A document that cannot
// be read is never overwritten. Thread-safe.
class Settings
{
public:
    explicit Settings(Places places);

    const Places &places() const { return m_places; }
    QString knownHostsFile() const;

    Result<QList<HostProfile>> hosts() const;                // by name
    Result<HostProfile> host(const QString &nameOrId) const; // Error::Usage: there is none
    Result<> checkNewHost(const HostProfile &host) const;    // what addHost would say to its name
    Result<> addHost(const HostProfile &host);               // Error::Usage: the name is taken
    Result<> changeHost(const HostProfile &host);            // by its id; a new name must be free
    Result<> removeHost(const QString &id);

    Result<QList<VaultEntry>> vaults() const;
    // Empty: the default one. A folder that holds a vault is one too when it was never added;
    // its entry then has no id. Error::Usage: there is none.
    Result<VaultEntry> vault(const QString &nameOrIdOrFolder) const;
    Result<> checkNewVault(const QString &name) const; // what addVault would say to its name
    Result<> addVault(const VaultEntry &vault);        // the first one becomes the default
    Result<> removeVault(const QString &id);           // forgets it; the folder stays

    // Preferences of the window: language ("", "en", "zh_CN"), appearance ("", "light", "dark").
    QString preference(const QString &key) const;
    Result<> setPreference(const QString &key, const QString &value);

private:
    Places m_places;
};

} // namespace Lifeboat
