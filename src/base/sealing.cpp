#include "base/sealing.h"

#include <QCoreApplication>

#include <openssl/cms.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace Lifeboat {

namespace {

// CMS derives its key by PBKDF2 with HMAC-SHA1, the check below with HMAC-SHA256. OWASP's numbers
// of 2023 for the two (1,300,000 and 600,000), so that neither is the easier one to try passphrases
// on.
constexpr int SealRounds = 1'300'000;
constexpr int CheckRounds = 600'000;
constexpr int MostRounds = 100'000'000; // a damaged vault must not keep us busy for hours
constexpr int SaltSize = 16;
constexpr int HashSize = 32;

template <auto Free>
struct Freed
{
    template <typename T>
    void operator()(T *object) const
    {
        Free(object);
    }
};
using Message = std::unique_ptr<CMS_ContentInfo, Freed<CMS_ContentInfo_free>>;
using Stream = std::unique_ptr<BIO, Freed<BIO_free_all>>;

// The same letters typed on different systems may come composed or decomposed.
QByteArray bytesOf(const QString &passphrase)
{
    return passphrase.normalized(QString::NormalizationForm_C).toUtf8();
}

QString wordsOfOpenSsl()
{
    char words[256] = "";
    if (const unsigned long code = ERR_peek_last_error())
        ERR_error_string_n(code, words, sizeof words);
    ERR_clear_error();
    return QString::fromLatin1(words);
}

Error cannotSeal()
{
    return {Error::Kind::Invalid,
            {QT_TRANSLATE_NOOP("Text", "OpenSSL cannot seal the configuration."), {}},
            {},
            wordsOfOpenSsl()};
}

QByteArray contentOf(BIO *memory)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    return QByteArray(data, size);
}

} // namespace

Result<QByteArray> seal(const QByteArray &content, const QString &passphrase)
{
    const Stream plain(BIO_new_mem_buf(content.constData(), int(content.size())));
    const Message message(CMS_AuthEnvelopedData_create(EVP_aes_256_gcm()));
    if (!plain || !message || CMS_set_detached(message.get(), 0) != 1)
        return cannotSeal();
    const QByteArray secret = bytesOf(passphrase);
    auto *own =
        static_cast<unsigned char *>(OPENSSL_memdup(secret.constData(), size_t(secret.size())));
    // The message owns the passphrase from here on, and wraps its key by AES-256-CBC: GCM cannot.
    if (!own
        || !CMS_add0_recipient_password(message.get(), SealRounds, NID_undef, NID_undef, own,
                                        secret.size(), EVP_aes_256_cbc())) {
        OPENSSL_free(own);
        return cannotSeal();
    }
    const Stream out(BIO_new(BIO_s_mem()));
    if (!out || CMS_final(message.get(), plain.get(), nullptr, CMS_BINARY) != 1
        || i2d_CMS_bio(out.get(), message.get()) != 1)
        return cannotSeal();
    return contentOf(out.get());
}

Result<QByteArray> unseal(const QByteArray &sealed, const QString &passphrase)
{
    const Stream in(BIO_new_mem_buf(sealed.constData(), int(sealed.size())));
    const Message message(d2i_CMS_bio(in.get(), nullptr));
    QByteArray secret = bytesOf(passphrase);
    const Stream out(BIO_new(BIO_s_mem()));
    // Bytes are written before the tag at the end says whether they are the right ones.
    if (message
        && CMS_decrypt_set1_password(
               message.get(), reinterpret_cast<unsigned char *>(secret.data()), secret.size())
               == 1
        && CMS_decrypt(message.get(), nullptr, nullptr, nullptr, out.get(), CMS_BINARY) == 1)
        return contentOf(out.get());
    return Error{
        Error::Kind::Denied,
        {QT_TRANSLATE_NOOP("Text", "The configuration cannot be opened with this passphrase."), {}},
        {QT_TRANSLATE_NOOP("Text", "It was sealed under another one, or the file is damaged. "
                                   "Without its passphrase nobody can open it."),
         {}},
        wordsOfOpenSsl()};
}

static QByteArray derived(const QString &passphrase, const QByteArray &salt, int rounds)
{
    const QByteArray secret = bytesOf(passphrase);
    QByteArray hash(HashSize, '\0');
    const int done = PKCS5_PBKDF2_HMAC(secret.constData(), int(secret.size()),
                                       reinterpret_cast<const unsigned char *>(salt.constData()),
                                       int(salt.size()), rounds, EVP_sha256(), int(hash.size()),
                                       reinterpret_cast<unsigned char *>(hash.data()));
    return done == 1 ? hash : QByteArray();
}

PassphraseCheck PassphraseCheck::of(const QString &passphrase)
{
    PassphraseCheck check{.salt = QByteArray(SaltSize, '\0'), .rounds = CheckRounds};
    // Out of memory or of entropy: no hash, which accepts nothing.
    if (RAND_bytes(reinterpret_cast<unsigned char *>(check.salt.data()), SaltSize) == 1)
        check.hash = derived(passphrase, check.salt, check.rounds);
    return check;
}

bool PassphraseCheck::accepts(const QString &passphrase) const
{
    const QByteArray found = derived(passphrase, salt, rounds);
    return found.size() == HashSize && found.size() == hash.size()
           && CRYPTO_memcmp(found.constData(), hash.constData(), HashSize) == 0;
}

QJsonObject PassphraseCheck::toJson() const
{
    return {{u"kdf"_s, u"PBKDF2-HMAC-SHA256"_s},
            {u"salt"_s, QString::fromLatin1(salt.toHex())},
            {u"rounds"_s, rounds},
            {u"hash"_s, QString::fromLatin1(hash.toHex())}};
}

std::optional<PassphraseCheck> PassphraseCheck::fromJson(const QJsonObject &json)
{
    const auto bytes = [&](QLatin1StringView name) {
        return QByteArray::fromHex(json.value(name).toString().toLatin1());
    };
    const PassphraseCheck check{bytes("salt"_L1), json.value("rounds"_L1).toInt(),
                                bytes("hash"_L1)};
    const bool isWhole = json.value("kdf"_L1).toString() == "PBKDF2-HMAC-SHA256"_L1
                         && check.salt.size() >= SaltSize && check.hash.size() == HashSize
                         && check.rounds > 0 && check.rounds <= MostRounds;
    return isWhole ? std::optional(check) : std::nullopt;
}

} // namespace Lifeboat
