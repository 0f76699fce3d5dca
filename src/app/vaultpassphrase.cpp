#include "app/vaultpassphrase.h"

#include "app/passphraselength.h"
#include "components/component.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static constexpr int Attempts = 5;

static Error nobodyAnswered(const Vault &vault, bool isNew)
{
    return {
        Error::Kind::Usage,
        {QT_TRANSLATE_NOOP("Text", "The passphrase of the vault %1 is needed."), {vault.folder()}},
        isNew ? Text{QT_TRANSLATE_NOOP(
                         "Text", "It seals the keys and passwords of the host. Give one with "
                                 "--vault-passphrase-fd, at a terminal or in the window, or do "
                                 "without it knowingly (--plain-config)."),
                     {}}
              : Text{QT_TRANSLATE_NOOP("Text", "Give it with --vault-passphrase-fd, at a terminal "
                                               "or in the window. If it is lost, nobody can open "
                                               "the configurations in this vault; everything "
                                               "else in it can be restored (--component)."),
                     {}},
        {}};
}

static Error wrongOne(const Vault &vault)
{
    Error error = nobodyAnswered(vault, false);
    error.message = {QT_TRANSLATE_NOOP("Text", "This is not the passphrase of the vault %1."),
                     {vault.folder()}};
    return error;
}

static Result<QString> setNew(Vault &vault, const QString &passphrase)
{
    if (passphrase.size() < LeastPassphraseCharacters)
        return Error{
            Error::Kind::Usage,
            {QT_TRANSLATE_NOOP("Text", "The passphrase is too short: %1 characters at least."),
             {qint64(LeastPassphraseCharacters)}},
            {QT_TRANSLATE_NOOP("Text", "Some words that have nothing to do with each other "
                                       "are easy to keep and hard to guess."),
             {}},
            {}};
    if (const Result<> set = vault.setPassphrase(passphrase); !set)
        return set.error().kind == Error::Kind::Denied ? wrongOne(vault) : set.error();
    return passphrase;
}

Result<QString> vaultPassphrase(Vault &vault, PassphraseUse use, const SecretSource &ask)
{
    const std::optional<PassphraseCheck> check = vault.passphraseCheck();
    SecretRequest request{.kind = SecretRequest::Kind::VaultPassphrase,
                          .subject = vault.id(),
                          .prompt = vault.folder(),
                          .isNew = !check && use == PassphraseUse::Seal};
    for (; request.attempt < Attempts; ++request.attempt) {
        const std::optional<QString> answer = ask ? ask(request) : std::nullopt;
        if (!answer)
            break;
        if (request.isNew)
            return setNew(vault, *answer);
        // A vault that does not know it any more (a copy of single points): the file itself tells.
        if (!check || check->accepts(*answer))
            return *answer;
    }
    return request.attempt == 0 ? nobodyAnswered(vault, request.isNew) : wrongOne(vault);
}

bool needsPassphrase(const Vault &vault, const QStringList &chosen, bool plainConfig)
{
    return !plainConfig && !vault.isPlain()
           && std::ranges::any_of(components(), [&](const Component &one) {
                  return one.holdsSecrets && (chosen.isEmpty() || chosen.contains(one.id));
              });
}

bool needsPassphrase(const Manifest &manifest, const QStringList &chosen)
{
    return std::ranges::any_of(manifest.components, [&](const ManifestComponent &there) {
        return there.outcome == Outcome::Ok && (chosen.isEmpty() || chosen.contains(there.id))
               && std::ranges::any_of(there.artifacts, &Artifact::isSealed);
    });
}

} // namespace Lifeboat
