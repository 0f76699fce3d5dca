#include "base/sha256.h"

#include <openssl/evp.h>

namespace Lifeboat {

struct Sha256::State
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();

    State() { EVP_DigestInit_ex(context, EVP_sha256(), nullptr); }
    ~State() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256()
    : m_state(std::make_unique<State>())
{
}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256 &&) noexcept = default;
Sha256 &Sha256::operator=(Sha256 &&) noexcept = default;

void Sha256::add(QByteArrayView data)
{
    EVP_DigestUpdate(m_state->context, data.data(), size_t(data.size()));
}

QByteArray Sha256::hex()
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    EVP_DigestFinal_ex(m_state->context, digest, &size);
    return QByteArray(reinterpret_cast<const char *>(digest), size).toHex();
}

QByteArray Sha256::ofData(QByteArrayView data)
{
    Sha256 hash;
    hash.add(data);
    return hash.hex();
}

} // namespace Lifeboat
