#pragma once

#include "app/operations.h"
#include "app/runlog.h"
#include "app/secrets.h"
#include "app/settings.h"
#include "app/vaultpassphrase.h"
#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/jsonoutput.h"

#include <atomic>
#include <memory>
#include <mutex>

namespace Lifeboat {

// What every command works with: the arguments, the settings, the console, and the answers to a
// sign-in. Thread-safe where runs on several hosts need it: access() and cancelAll().
class Context
{
public:
    Context(Arguments arguments, Console &console, const Places &places);
    ~Context();

    const Arguments &arguments() const { return m_arguments; }
    Console &console() { return m_console; }
    Settings &settings() { return m_settings; }
    RunLog &log() { return m_log; }
    Operations &operations() { return m_operations; }

    // Reads the secrets that come from descriptors, once for all hosts. Error::Usage.
    Result<> readSecrets();

    // How to sign in to this host, with a token of its own so that one run can be cancelled alone.
    Access access(const HostProfile &host, const QStringList &trust = {});

    // Asks for the vault's passphrase, once for all hosts and before any of them is connected to;
    // what was typed, and a new one, goes into the keychain. Error::Usage.
    Result<> unlock(Vault &vault, PassphraseUse use, bool keepsAnyway = false);

    // The secrets that were given or typed for this host go into the keychain; that there is none
    // is said, once, and is no failure.
    void keepSecrets(const HostProfile &host);
    // A vault's passphrase that was given beforehand goes into the keychain, too, if it is the one
    // of the vault that is used without a choice. Error::Usage: it is not.
    Result<> keepPassphrase();
    void forgetSecrets(const HostProfile &host);

    void cancelAll(); // from a signal's thread; tokens that are made later are cancelled too
    bool isCancelled() const { return m_isCancelled; }

    // A line that a human types after the question; nullopt without a terminal.
    std::optional<QString> ask(const QString &question);

    HostNames hostNames(); // of the settings as they are now

private:
    SecretStore *keychain();
    void complainOnce(const Error &error);
    std::optional<QString> prompt(const SecretRequest &request, const CancelToken &cancel);

    Arguments m_arguments;
    Console &m_console;
    Settings m_settings;
    RunLog m_log;
    Operations m_operations;
    SecretChain::Given m_given;
    std::atomic_bool m_isCancelled = false;
    std::mutex m_mutex;  // guards what follows
    std::mutex m_asking; // one question on the terminal at a time
    QList<CancelToken> m_tokens;
    QHash<QString, std::shared_ptr<SecretChain>> m_chains; // by host id
    QHash<QString, QString> m_passphrases;                 // of vaults, by folder
    std::unique_ptr<SecretStore> m_keychain;
    bool m_hasComplained = false;
};

} // namespace Lifeboat
