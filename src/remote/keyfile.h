#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace Lifeboat {

// What can be said about a private key's file without its passphrase.
//
// libssh must not be given every file: keys that OpenSSH encrypted with an AEAD cipher crash it,
// and for a wrong passphrase and for a file that is no key it gives the same answer.
struct KeyFile
{
    enum class Format { OpenSsh, Pem };

    QString path;
    Format format = Format::OpenSsh;
    bool encrypted = false;
    QString publicType;   // of the key, from the file itself or from the .pub beside it
    QByteArray publicKey; // base64; empty when it is not known

    // Reads the file and refuses what could not be used: NotFound, Denied with the reason.
    static Result<KeyFile> inspect(const QString &path);
};

} // namespace Lifeboat
