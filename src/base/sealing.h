#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QJsonObject>

#include <optional>

namespace Lifeboat {

// Sealed content is a CMS message (AuthEnvelopedData, AES-256-GCM) with one recipient, the
// passphrase: whoever knows it opens the file without Lifeboat, by
//   openssl cms -decrypt -inform DER -binary -pwri_password PASSPHRASE -in FILE
// Both calls take all of the content in memory and about half a second of one core.
Result<QByteArray> seal(const QByteArray &content, const QString &passphrase);

// Error::Denied: another passphrase, or not the bytes that were sealed; nothing of them is given
// out then.
Result<QByteArray> unseal(const QByteArray &sealed, const QString &passphrase);

// Tells a right passphrase from a wrong one without holding it: a salt, and what many rounds make
// of both. As slow to try as the sealing itself.
struct PassphraseCheck
{
    QByteArray salt;
    int rounds = 0;
    QByteArray hash;

    static PassphraseCheck of(const QString &passphrase);
    bool accepts(const QString &passphrase) const;

    QJsonObject toJson() const;
    static std::optional<PassphraseCheck> fromJson(const QJsonObject &json); // nullopt: damaged
    bool operator==(const PassphraseCheck &) const = default;
};

} // namespace Lifeboat
