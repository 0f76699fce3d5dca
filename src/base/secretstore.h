#pragma once

#include "base/result.h"

#include <QString>

#include <functional>
#include <optional>

namespace Lifeboat {

// Where secrets are kept between runs: the desktop's keychain, in tests a map. Names are ours
// ("HOST-ID/password"). Blocking, callable from any thread; never called from the GUI's thread.
class SecretStore
{
public:
    virtual ~SecretStore() = default;
    virtual Result<std::optional<QString>> read(const QString &name) = 0; // nullopt: never stored
    virtual Result<> write(const QString &name, const QString &secret) = 0;
    virtual Result<> remove(const QString &name) = 0; // also fine when it was never there
};

// What a sign-in, or a vault, may ask for.
struct SecretRequest
{
    enum class Kind {
        Password,
        KeyPassphrase,
        JumpPassword,
        SudoPassword,
        Prompt,
        VaultPassphrase
    };

    Kind kind = Kind::Password;
    QString subject; // who asks: "ops@10.0.0.1", a key file's path, a vault's id
    // of Kind::Prompt: the server's own question (keyboard-interactive); of a vault: its folder
    QString prompt;
    bool echo = false;
    int attempt = 0;    // 0 the first time; above: the answer before was refused
    bool isNew = false; // is made up now: a human types it twice
};

// Answers a request, or nullopt when there is nobody to ask or the operator gave up. Called from
// worker threads, one at a time; may block while a human types.
using SecretSource = std::function<std::optional<QString>(const SecretRequest &)>;

} // namespace Lifeboat
