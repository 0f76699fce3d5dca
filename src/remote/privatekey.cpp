#include "remote/privatekey.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;

namespace Lifeboat {

namespace {

constexpr int Attempts = 3;

SshKey import(const KeyFile &file, const char *passphrase)
{
    ssh_key key = nullptr;
    const QByteArray path = QFile::encodeName(file.path);
    ssh_pki_import_privkey_file(path.constData(), passphrase, nullptr, nullptr, &key);
    return SshKey(key);
}

void attachCertificate(const KeyFile &file, const SshKey &key)
{
    const QString path = file.path + u"-cert.pub"_s;
    ssh_key certificate = nullptr;
    if (QFile::exists(path)
        && ssh_pki_import_cert_file(QFile::encodeName(path).constData(), &certificate) == SSH_OK)
        ssh_pki_copy_cert_to_privkey(certificate, key.get());
    ssh_key_free(certificate);
}

Result<SshKey> unlock(const KeyFile &file, SshSecrets &secrets, bool unattended,
                      const CancelToken &cancel)
{
    SecretRequest request{SecretRequest::Kind::KeyPassphrase, file.path, {}, false, 0};
    for (; request.attempt < Attempts; ++request.attempt) {
        const auto passphrase = secrets.answer(request, unattended);
        if (cancel.isCancelled())
            return cancelled();
        if (!passphrase)
            break;
        if (SshKey key = import(file, passphrase->toUtf8().constData())) {
            secrets.accept(request, *passphrase);
            return key;
        }
    }
    const Text missing{QT_TRANSLATE_NOOP("Text", "The key file %1 needs a passphrase."),
                       {file.path}};
    const Text wrong{QT_TRANSLATE_NOOP("Text", "The passphrase of the key file %1 is wrong."),
                     {file.path}};
    return Error{Error::Kind::Denied, request.attempt == 0 ? missing : wrong, {}, {}};
}

} // namespace

Result<SshKey> openPrivateKey(const KeyFile &file, SshSecrets &secrets, bool unattended,
                              const CancelToken &cancel)
{
    auto key = file.encrypted ? unlock(file, secrets, unattended, cancel)
                              : Result<SshKey>(import(file, nullptr));
    if (!key)
        return key;
    if (!*key)
        return Error{Error::Kind::Denied,
                     {QT_TRANSLATE_NOOP("Text", "The key file %1 cannot be used."), {file.path}},
                     {QT_TRANSLATE_NOOP("Text", "The file is damaged, or its kind of key is not "
                                                "supported."),
                      {}},
                     {}};
    attachCertificate(file, *key);
    return key;
}

} // namespace Lifeboat
