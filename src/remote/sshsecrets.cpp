#include "remote/sshsecrets.h"

namespace Lifeboat {

SshSecrets::SshSecrets(SecretSource source)
    : m_source(std::move(source))
{
}

QString SshSecrets::slot(const SecretRequest &request)
{
    return QString::number(int(request.kind)) + u' ' + request.subject;
}

std::optional<QString> SshSecrets::answer(const SecretRequest &request, bool unattended)
{
    const auto remembered = [&]() -> std::optional<QString> {
        const std::lock_guard lock(m_mutex);
        const auto found = m_accepted.constFind(slot(request));
        if (request.attempt > 0 || request.kind == SecretRequest::Kind::Prompt
            || found == m_accepted.cend())
            return {};
        return *found;
    };
    if (const auto known = remembered(); known || unattended || !m_source)
        return known;
    if (request.kind == SecretRequest::Kind::Prompt)
        m_asksEachTime = true;

    const std::lock_guard asking(m_asking);
    if (const auto known = remembered()) // another session asked for it meanwhile
        return known;
    return m_source(request);
}

void SshSecrets::accept(const SecretRequest &request, const QString &answer)
{
    const std::lock_guard lock(m_mutex);
    if (request.kind != SecretRequest::Kind::Prompt)
        m_accepted.insert(slot(request), answer);
}

QByteArray SshSecrets::provenKey(const QString &hop) const
{
    const std::lock_guard lock(m_mutex);
    return m_keys.value(hop);
}

void SshSecrets::acceptKey(const QString &hop, const QByteArray &publicKey)
{
    const std::lock_guard lock(m_mutex);
    m_keys.insert(hop, publicKey);
}

bool SshSecrets::keysAreUseless(const QString &hop) const
{
    const std::lock_guard lock(m_mutex);
    return m_withoutKeys.contains(hop);
}

void SshSecrets::refuseKeys(const QString &hop)
{
    const std::lock_guard lock(m_mutex);
    m_withoutKeys << hop;
}

} // namespace Lifeboat
