#pragma once

#include "base/secretstore.h"
#include "storage/vault.h"

namespace Lifeboat {

enum class PassphraseUse { Seal, Open };

// The passphrase of a vault: what `ask` answers, held against the vault's check, so that a wrong
// one is refused here and not when the host was already worked on. The first one that is to seal
// something becomes the vault's. Error::Usage: nobody answered, or none of the answers is right.
Result<QString> vaultPassphrase(Vault &vault, PassphraseUse use, const SecretSource &ask);

// Whether a backup of these components (empty: all) has something to seal, and whether something of
// the point's is sealed.
bool needsPassphrase(const Vault &vault, const QStringList &chosen, bool plainConfig);
bool needsPassphrase(const Manifest &manifest, const QStringList &chosen);

} // namespace Lifeboat
