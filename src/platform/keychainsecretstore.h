#pragma once

#include "base/secretstore.h"

#include <memory>

namespace Lifeboat {

// The desktop's keychain: Secret Service or KWallet, macOS Keychain, Windows Credential Store.
//
// Callable from any thread that is not the GUI's; the work is done in one thread of its own, one
// call at a time, and a call takes 3 s at most. Any failure but "never stored" means that there is
// no usable keychain: it is an Error::Storage, and every later call fails at once in the same way,
// so that a desktop without one costs its time only once.
class KeychainSecretStore : public SecretStore
{
public:
    explicit KeychainSecretStore(const QString &service = QStringLiteral("lifeboat"));
    ~KeychainSecretStore() override;

    Result<std::optional<QString>> read(const QString &name) override;
    Result<> write(const QString &name, const QString &secret) override;
    Result<> remove(const QString &name) override;

private:
    class Worker;
    std::unique_ptr<Worker> m_worker;
};

} // namespace Lifeboat
